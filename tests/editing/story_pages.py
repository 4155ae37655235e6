"""What tests do with the story's form as a browser would: read the page, type, press a button."""

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from lxml import html


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args) -> str:
    return reverse(f"admin:articles_story_{name}", args=args)


class Page:
    """The story's form as `user` has it open. `story=None`: the form of a new one."""

    def __init__(self, user, story=None):
        self.client = signed_in(user)
        self.address = address("change", story.pk) if story else address("add")
        self.read(self.client.get(self.address))

    def read(self, response) -> None:
        self.response = response
        self.document = html.fromstring(response.content.decode())
        for blank in self.document.iter("template"):
            blank.clear()  # a browser does not send what lies in a template
        self.form = self.document.get_element_by_id("story-form")
        self.data = QueryDict(mutable=True)
        areas = {area.name for area in self.form.iter("textarea")}
        for name, value in self.form.form_values():
            # A browser leaves out the line end that opens a textarea, and sends CR LF for others.
            value = value.replace("\r\n", "\n")
            value = value.removeprefix("\n") if name in areas else value
            self.data.appendlist(name, value.replace("\n", "\r\n"))

    def type(self, **fields) -> None:
        """Fill in fields; `__` in a name stands for the hyphens of a row's or a move's field."""
        for name, value in fields.items():
            self.data[name.replace("__", "-")] = str(value)

    def add_row(self, formset: str, **fields) -> None:
        number = int(self.data[f"{formset}-TOTAL_FORMS"])
        self.data[f"{formset}-TOTAL_FORMS"] = str(number + 1)
        for name, value in fields.items():
            self.data[f"{formset}-{number}-{name}"] = str(value)

    def press(self, move: str = "", **more):
        """Send the form by the button of a move, or by Save; the response, read if it is a form."""
        response = self.client.post(self.address, self.data | {"move": move, **more})
        if response.status_code != 302:
            self.read(response)
        self.response = response
        return response

    def buttons(self) -> list[str]:
        """The moves there are buttons for."""
        found = self.form.xpath(".//button[@name='move' and @value!='']/@value")
        return list(dict.fromkeys(found))

    def said(self) -> str:
        """What the page says on top."""
        notice = self.document.xpath("//*[@id='said']")
        return " ".join(notice[0].text_content().split()) if notice else ""

    def open_fields(self) -> set[str]:
        """The names of the fields that a person could change."""
        return {
            field.name
            for field in self.form.inputs
            if field.name and "disabled" not in field.attrib and field.get("type") != "hidden"
        }
