"""The screen “New from text” as somebody has it open."""

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from lxml import html

COPY = """Harbour towns agree to share one dredger

By Jane Doe

Officials of three harbour towns said Monday they intend to buy a dredger together.

In Saltgate, port spokeswoman Captain Ann Poe stated:

The port remains committed to nine metres.  We recognise that our neighbours need it too.”

The councils vote on Thursday [check the day].

[Reuters] [Harbour Gazette](https://gazette.example/dredger) [AP] [Kell Courier] [Photo courtesy]"""
ADDRESS = "/desk/from-text/"
SLOW = 30_000  # milliseconds a page may take on a busy machine


def xpath(selector: str) -> str:
    """A selector of ids, classes, attributes and tags, one within the other, as XPath."""
    return "".join(f"//{step(part)}" for part in selector.split())


def step(part: str) -> str:
    if part.startswith("."):
        return f"*[contains(concat(' ', normalize-space(@class), ' '), ' {part[1:]} ')]"
    if part.startswith("["):
        name, _, value = part.strip("[]").partition("=")
        return f"*[@{name}='{value}']"
    return f"*[@id='{part[1:]}']" if part.startswith("#") else part


class Screen:
    """The screen as `user` has it open: type into what is on it, press its buttons."""

    def __init__(self, user):
        self.client = Client(enforce_csrf_checks=False)
        self.client.force_login(user)
        self.show(self.client.get(ADDRESS))

    def show(self, response):
        self.response = response
        self.document = html.fromstring(response.content.decode() or "<p></p>")
        self.data = QueryDict(mutable=True)
        forms = self.find("#paste-form") + self.find("#import-form")
        for name, value in forms[0].form_values() if forms else ():
            self.data.appendlist(name, value.removeprefix("\n"))  # as browsers read a textarea
        return response

    def press(self, do: str, **fields):
        for name, value in fields.items():
            self.data[name.replace("__", "-")] = value
        return self.show(self.client.post(ADDRESS, self.data | {"do": do}))

    def read(self, copy: str = COPY):
        return self.press("read", text=copy)

    def drop(self, data: bytes, name: str = "copy.txt"):
        return self.drop_all(SimpleUploadedFile(name, data))

    def drop_all(self, *files: SimpleUploadedFile):
        sent = {"do": "read", "text": "", "files": list(files)}
        return self.show(self.client.post(ADDRESS, sent))

    def find(self, selector: str) -> list:
        return self.document.xpath(xpath(selector))

    def text(self, selector: str) -> str:
        found = (element.text_content() for element in self.find(selector))
        return " ".join(" ".join(found).split())

    def credit(self, number: int) -> str:
        return " ".join(self.find(".credit-printed")[number].text_content().split())


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
