"""A page with the body editor and nothing else, under the site's own policy; and hands for it."""

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from articles.editing.body_field import BodyField

PIXEL = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='960' height='540'%3E"
    "%3Crect width='960' height='540' fill='%23456'/%3E%3C/svg%3E"
)
MARKS = {
    "citations": [
        {"key": "k3f9x2ab", "label": "Port authority, berth register"},
        {"key": "c0court1", "label": "County court, judgment of 4 May"},
    ],
    "placements": [
        {
            "key": "p7bb2k1s",
            "label": "Cranes",
            "thumbnail": PIXEL,
            "caption": "The cranes at Pier 9 on Tuesday.",
            "credit": "Ines Okafor/The Newsroom",
            "alt": "Two cranes",
        },
        {"key": "p2ferry0", "label": "Ferry", "caption": "A ferry.", "credit": ""},
    ],
}
EVERYTHING = (
    "<h2>Why it matters</h2>"
    '<p>Rates rose<cite data-key="k3f9x2ab"></cite> in <strong>May</strong> and <em>June</em>,'
    ' as <a href="https://example.org/a?b=1&amp;c=2">reported</a>.<br>So it\u00a0goes.</p>'
    "<h3>At the port</h3>"
    "<ul><li><p>One</p><ol><li><p>Inner</p></li></ol></li><li><p>Two</p></li></ul>"
    '<blockquote data-key="q81mz0pd" data-speaker="Ada Nwosu" data-role="Minister &amp; MP">'
    "<p>We had no choice.</p><p>None.</p></blockquote>"
    '<figure data-key="p7bb2k1s"></figure>'
    '<p>The end<cite data-key="c0court1"></cite>.<cite data-key="k3f9x2ab"></cite></p>'
)
PAGE = """<!doctype html>
<html lang="en"><head><title>The body editor</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">{% csp_nonce_attr form.media %}</head>
<body><main><h1>Story</h1><form method="post">{% csrf_token %}
<div>{{ form.body.label_tag }}{{ form.body }}</div><button>Save</button>
</form></main></body></html>"""


class StoryForm(forms.Form):
    body = BodyField(label="Body", required=False)


class Desk:
    """What the page keeps between two requests, as the database would."""

    body = ""
    sent = None
    marks = {}
    attrs = {}


def story_form(data=None) -> StoryForm:
    form = StoryForm(data, initial={"body": Desk.body})
    widget = form.fields["body"].widget
    widget.marks = Desk.marks
    widget.attrs |= Desk.attrs
    return form


def story(request):
    form = story_form(request.POST or None)
    if request.method == "POST":
        Desk.sent = request.POST["body"].replace("\r\n", "\n")
        assert form.is_valid()
        Desk.body = form.cleaned_data["body"]
        form = story_form()
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"form": form}, request))


urlpatterns = [path("story/", story)]


@pytest.fixture
def open_story(live_server, page, complaints):
    """Open the page on a body; afterwards nothing may have been refused or gone wrong."""

    def open_(body="", marks=MARKS, attrs=None):
        Desk.body, Desk.sent, Desk.marks, Desk.attrs = body, None, marks, attrs or {}
        page.set_default_timeout(5_000)
        page.goto(f"{live_server.url}/story/")
        page.wait_for_selector(".body-text")
        return page

    yield open_
    assert complaints() == []


def text_area(page):
    return page.get_by_role("textbox", name="Body")


def tool(page, name):
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def put_caret(page, place):
    """Put the caret at the "start" or "end" of the text, or mark "all" of it, there and then."""
    page.evaluate(
        """place => {
          const { editor } = document.querySelector(".body-text")
          editor.view.focus()
          place === "all" ? editor.commands.selectAll() : editor.commands.focus(place)
        }""",
        place,
    )


def body_of(page) -> str:
    return page.locator("textarea[name=body]").input_value()


def save(page) -> str:
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".body-text")
    return Desk.body


def submit(page):
    """Answer the open dialog, and wait until the editor has acted on it."""
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for(state="detached")


def dismiss(page):
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def paste(page, html):
    page.evaluate(
        """html => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/html", html)
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        html,
    )


def fresh_keys(page):
    """Make the random keys of the page predictable: aaaaaaaa, bbbbbbbb, …"""
    page.add_init_script("""
      let letter = 0
      crypto.getRandomValues = (numbers) => numbers.fill(letter++)
    """)
