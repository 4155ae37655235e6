"""“New from text”: paste copy, look over what was understood of it, create the draft."""

import base64
from html import unescape

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from playwright.sync_api import expect

from articles.importing import intake
from articles.importing.models import Import
from articles.sources.models import Document, Source
from articles.stories.models import Citation, Story
from tests.newsroom import a_contributor, a_document, a_section, a_source, a_tag, a_user

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
        file = SimpleUploadedFile(name, data)
        return self.show(self.client.post(ADDRESS, {"do": "read", "text": "", "file": file}))

    def find(self, selector: str) -> list:
        return self.document.xpath(xpath(selector))

    def text(self, selector: str) -> str:
        found = (element.text_content() for element in self.find(selector))
        return " ".join(" ".join(found).split())

    def credit(self, number: int) -> str:
        return " ".join(self.find(".credit-printed")[number].text_content().split())


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def editor(db):
    return a_user("Editor", name="Ed Itor")


@pytest.fixture
def screen(editor):
    return Screen(editor)


# The way through


def test_paste_read_create_is_a_draft_in_two_presses(screen, editor):
    assert screen.read().status_code == 200
    response = screen.press("create")

    story = Story.objects.get()
    assert response.url == reverse("admin:articles_story_change", args=[story.pk])
    assert (story.headline, story.status, story.filed_by) == (
        "Harbour towns agree to share one dredger",
        "draft",
        editor,
    )
    assert story.quotations.get().speaker_name == "Ann Poe"
    assert bytes(Import.objects.get().raw).decode().split() == COPY.split()


def test_the_message_says_what_still_is_to_do(screen):
    screen.read()
    said = screen.client.get(screen.press("create").url).content.decode()
    assert "Filed as a draft. Before it can be printed: Choose a section." in unescape(said)
    assert "more things to look at" in said


def test_reading_writes_nothing_whatever_is_pressed_before_create(screen):
    before = rows_of_all_tables()
    screen.read()
    screen.press("check", section=str(a_section().pk), headline="Other")
    screen.press("back")
    assert rows_of_all_tables() == before | {"articles.Section": 1}


def test_what_is_filed_by_the_screen_is_what_the_command_would_file(screen, editor):
    screen.read()
    screen.press("create")
    by_screen = Story.objects.get()
    understood = intake.understand(COPY.encode())
    assert by_screen.headline == understood.headline
    assert by_screen.editor_note.splitlines() == list(understood.notes)
    assert [c.credited_as for c in by_screen.citations.all()] == [
        credit.text for credit in understood.credits
    ]


def test_a_dropped_file_is_kept_byte_for_byte_with_its_name(screen):
    data = COPY.replace("\n", "\r\n").encode("utf-16")
    screen.drop(data, "seed.txt")
    screen.press("create")
    kept = Import.objects.get()
    assert (bytes(kept.raw), kept.name) == (data, "seed.txt")


def test_the_writer_goes_back_to_the_copy_and_reads_again(screen):
    screen.read()
    screen.press("back")
    assert screen.data["text"].split() == COPY.split()
    screen.read(COPY.replace("three", "four"))
    assert "four harbour towns" in screen.data["body"]


# What is shown


def test_the_copy_stands_beside_what_was_understood(screen):
    screen.read()
    assert screen.text(".import-raw pre") == " ".join(COPY.split())
    assert screen.data["headline"] == "Harbour towns agree to share one dredger"
    assert screen.data["bylines"].strip() == "Jane Doe"
    assert 'data-speaker="Ann Poe" data-role="port spokeswoman Captain"' in screen.data["body"]


def test_each_credit_says_what_it_means(screen):
    a_source("The Kell Courier").aliases.create(name="Kell Courier")
    screen.read()
    assert screen.credit(0) == "Reuters Reuters, a known news agency: joins the library"
    assert screen.credit(1) == "Harbour Gazette A new document, published by Harbour Gazette"
    assert screen.credit(2) == "AP Associated Press, a known news agency: joins the library"
    assert screen.credit(3) == "Kell Courier The Kell Courier, in the library"
    assert screen.data["credits-1-url"] == "https://gazette.example/dredger"


def test_a_credit_of_nobody_known_is_a_new_source(screen):
    screen.read()
    assert screen.credit(3) == "Kell Courier A new source"


def test_an_address_in_the_library_is_that_document(screen):
    a_document("The dredger", url="https://gazette.example/dredger")
    screen.read()
    assert screen.credit(1) == "Harbour Gazette “The dredger”, in the library"


def test_looking_again_says_what_a_corrected_name_means(screen):
    a_source("The Kell Courier")
    screen.read()
    assert screen.credit(3) == "Kell Courier A new source"
    screen.press("check", credits__3__source="The Kell Courier")
    assert screen.credit(3) == "Kell Courier The Kell Courier, in the library"


def test_the_photo_credit_is_taken_apart_and_says_what_is_missing(screen):
    screen.read()
    assert screen.data["photo-kind"] == "courtesy"
    assert (
        screen.text("#field-photo .missing")
        == "A courtesy photo needs the name of whoever gave it."
    )

    screen.press("check", photo__holder="Harbour Museum")
    assert screen.text("#field-photo .missing") == ""
    assert "“Photo courtesy of Harbour Museum”" in screen.credit(4)


def test_doubts_stand_next_to_what_they_are_about(screen):
    screen.read()
    doubts = screen.text("#field-body .doubts")
    assert "“[check the day]” stands in the text" in doubts
    assert "A quotation mark was lost here" in doubts
    assert "quotation mark" not in screen.text("#field-credits")


def test_what_was_set_aside_is_listed_and_goes_into_the_note(screen):
    screen.read(f"<!-- for Tuesday -->\n{COPY}")
    assert "for Tuesday" in screen.text(".set-aside")
    assert "for Tuesday" in screen.data["editor_note"]


def test_names_the_library_lacks_are_said(screen):
    a_tag("Ports")
    screen.read("---\ntitle: X\nauthor: Jane Doe\ntags: [Ports, Dredging]\n---\n\nThe text.\n")
    assert "New to the library: Jane Doe" in screen.text(".import-about")
    assert "New tags: Dredging" in screen.text(".import-about")
    a_contributor("Jane Doe")
    screen.press("check")
    assert "New to the library" not in screen.text(".import-about")


def test_a_writer_is_told_that_an_unknown_name_goes_into_the_note(db):
    screen = Screen(a_user("Writer"))
    screen.read()
    assert "Nobody in the library is called Jane Doe" in screen.text(".import-about")
    screen.press("create")
    assert not Story.objects.get().bylines.exists()


def test_a_credit_that_stands_in_the_text_says_so_and_is_not_put_there_twice(screen):
    screen.read("Ferries return\n\nSALTGATE (Reuters) - The ferries return on Monday.\n")
    assert screen.credit(0).endswith("· stands in the text too")
    screen.press("create", credits__0__becomes="text")
    assert "[Reuters]" not in Story.objects.get().body


def test_copy_that_credits_nobody_says_so(screen):
    screen.read("A headline\n\nA paragraph of text, and nothing else.")
    assert "The copy credits nobody." in screen.text("#field-credits")
    assert not screen.find("#field-photo")


def test_the_page_takes_as_many_queries_for_one_credit_as_for_ten(screen):
    def queries(line: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            screen.show(screen.client.get(ADDRESS))
            screen.read(f"A headline\n\nA paragraph of text.\n\n{line}")
        return len(counted)

    one = queries("[Paper One]")
    assert queries(" ".join(f"[Paper {n}]" for n in range(1, 11))) == one


# What a person corrects


def test_what_a_person_typed_wins(screen):
    section, tag = a_section("Harbour"), a_tag("Ports")
    screen.read()
    screen.press(
        "create",
        headline="Three towns, one dredger",
        kicker="Shipping",
        dek="It will cost 4 million.",
        dateline="SALTGATE",
        dated="2026-03-02",
        section=str(section.pk),
        tags="Ports",
        bylines="Rosa Field\r\nIvo Lund",
        body="<p>Other text.</p>",
        editor_note="Ring Ivo.",
    )
    story = Story.objects.get()
    assert (story.headline, story.kicker, story.dek, story.dateline, story.section) == (
        "Three towns, one dredger",
        "Shipping",
        "It will cost 4 million.",
        "SALTGATE",
        section,
    )
    assert [str(byline) for byline in story.bylines.all()] == ["Rosa Field", "Ivo Lund"]
    assert list(story.tags.all()) == [tag]
    assert story.body == "<p>Other text.</p>"
    assert story.editor_note == "The copy is dated 2 March 2026.\nRing Ivo."


def test_a_credit_is_named_otherwise_and_keeps_how_it_was_printed(screen):
    screen.read()
    screen.press("create", credits__3__source="The Kell Courier Company")
    citation = Citation.objects.get(credited_as="Kell Courier")
    assert citation.source.name == "The Kell Courier Company"


def test_a_credit_given_an_address_cites_a_document(screen):
    screen.read()
    screen.press("create", credits__0__url="https://www.reuters.com/world/dredger")
    document = Citation.objects.get(credited_as="Reuters").document
    assert document.publisher.name == "Reuters"


def test_what_is_no_credit_is_left_in_the_text_or_said_in_the_note(screen):
    screen.read()
    screen.press("create", credits__3__becomes="text", credits__2__becomes="nothing")
    story = Story.objects.get()
    assert [c.credited_as for c in story.citations.all()] == ["Reuters", "Harbour Gazette"]
    assert story.body.endswith("<p>[Kell Courier]</p>")
    assert "In the copy, and no credit: AP" in story.editor_note
    assert not Source.objects.called("AP")


def test_a_credit_with_an_address_left_in_the_text_keeps_its_link(screen):
    screen.read()
    screen.press("create", credits__1__becomes="text")
    link = '<p>[<a href="https://gazette.example/dredger">Harbour Gazette</a>]</p>'
    assert link in Story.objects.get().body
    assert not Document.objects.exists()


def test_a_photo_credit_is_completed(screen):
    screen.read()
    screen.press("create", photo__kind="handout", photo__holder="Harbour Museum")
    credit = Story.objects.get().copy_credit
    assert (credit.line, credit.problems()) == ("Handout/Harbour Museum", [])


def test_what_is_no_photo_credit_makes_no_record(screen):
    screen.read()
    screen.press("create", photo__becomes="nothing")
    story = Story.objects.get()
    assert story.copy_credit is None
    assert "In the copy, and no credit: Photo courtesy" in story.editor_note


def test_marks_that_name_no_row_are_taken_out_of_the_body(screen):
    screen.read()
    body = '<p>Text.<cite data-key="abcd1234"></cite></p><figure data-key="efgh1234"></figure>'
    screen.press("create", body=body)
    assert Story.objects.get().body == "<p>Text.</p>"


# What is refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is no text in it."),
        (b"%PDF-1.4", "That is a PDF, not text."),
        (b"\x00\x01\x02" * 99, "That is not text."),
        (b"words " * 200_000, "That is too long: at most 1 MB of text."),
    ],
    ids=["empty", "pdf", "binary", "long"],
)
def test_a_file_that_is_no_copy_is_refused_in_words(screen, data, said):
    assert screen.drop(data).status_code == 422
    assert said in screen.text("[role=alert]")


def test_pasted_text_that_is_too_long_is_refused_and_kept(screen):
    long = "words " * 200_000
    assert screen.read(long).status_code == 422
    assert "at most 1 MB" in screen.text("[role=alert]")
    assert screen.data["text"].strip() == long.strip()


def test_text_and_a_file_at_once_are_refused_and_the_text_kept(screen):
    file = SimpleUploadedFile("copy.txt", b"Other")
    screen.show(screen.client.post(ADDRESS, {"do": "read", "text": COPY, "file": file}))
    assert screen.response.status_code == 422
    assert screen.data["text"].split() == COPY.split()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", ""),
        ("headline", "x" * 301),
        ("kicker", "x" * 61),
        ("dateline", "x" * 101),
        ("dated", "soon"),
        ("bylines", "x" * 101),
        ("tags", "x" * 101),
        ("section", "999999"),
        ("credits__0__url", "not an address"),
        ("credits__0__source", "x" * 101),
        ("credits__0__becomes", "something"),
        ("photo__holder", "x" * 201),
    ],
)
def test_a_wrong_field_files_nothing_and_everything_typed_is_kept(screen, field, value):
    before = rows_of_all_tables()
    screen.read()
    response = screen.press("create", dek="Typed.", credits__1__source="Typed", **{field: value})
    assert response.status_code == 422
    assert "Nothing has been written" in screen.text("[role=alert]")
    assert screen.text(".wrong")
    assert (screen.data["dek"].strip(), screen.data["credits-1-source"]) == ("Typed.", "Typed")
    if field not in ("section", "credits__0__becomes"):  # a browser cannot choose what is not there
        assert screen.data[field.replace("__", "-")].strip() == value
    assert rows_of_all_tables() == before


@pytest.mark.parametrize("sent", ["", "not base64!", base64.b64encode(b" ").decode()])
def test_copy_lost_on_its_way_is_said(screen, sent):
    screen.read()
    assert screen.press("create", copy=sent).status_code == 422
    assert not Story.objects.exists()


def test_forms_that_were_tampered_with_are_refused(screen):
    screen.read()
    del screen.data["credits-TOTAL_FORMS"]
    assert screen.press("create").status_code == 422
    assert not Story.objects.exists()


# The same copy again


def test_the_same_copy_is_not_read_twice(screen):
    screen.read()
    screen.press("create")
    story = Story.objects.get()
    again = Screen(a_user("Editor"))
    assert again.read(COPY.replace("\n", "\r\n") + "\n").status_code == 409
    assert "This copy came in before" in again.text("[role=alert]")
    assert "by Ed Itor" in again.text("[role=alert]")
    link = again.find("[role=alert] a")[0]
    assert link.get("href") == reverse("admin:articles_story_change", args=[story.pk])


def test_copy_that_comes_in_while_one_looks_is_one_story_and_what_was_typed_is_kept(screen):
    other = Screen(a_user("Editor"))
    screen.read()
    other.read()
    other.press("create")
    assert screen.press("create", headline="Typed").status_code == 409
    assert "This copy came in before" in screen.text("[role=alert]")
    assert screen.data["headline"].strip() == "Typed"
    assert Story.objects.count() == 1


# Who may


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Writer", 200),
        ("Editor", 200),
        ("Publisher", 200),
        ("Photo desk", 403),
        ("Researcher", 403),
    ],
)
def test_the_screen_is_open_to_who_may_file_stories(db, client, role, status):
    client.force_login(a_user(role))
    assert client.get(ADDRESS).status_code == status
    assert client.post(ADDRESS, {"do": "read", "text": COPY}).status_code == status
    assert client.post(ADDRESS, {"do": "create"}).status_code in (status, 422)
    assert not Story.objects.exists()


def test_who_is_not_signed_in_is_asked_to(db, client):
    assert client.get(ADDRESS).url.startswith("/desk/login/")


def test_the_desk_links_to_it_for_who_may(db, client):
    client.force_login(a_user("Writer"))
    assert ADDRESS in client.get("/desk/").content.decode()
    client.force_login(a_user("Researcher"))
    assert ADDRESS not in client.get("/desk/").content.decode()


def test_hostile_copy_is_shown_as_text(screen):
    screen.read('Head</pre><script>alert(1)</script>\n\nA <b>text\n\n[A"><img src=x>] [AP]')
    assert screen.find("#content script") == screen.find("#content img") == []
    assert "<script>alert(1)</script>" in screen.text(".import-raw pre")


# In a browser


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_by_keyboard_from_pasted_text_to_the_draft(
    live_server, page, complaints, axe_violations, plain_static_files
):
    client = Client()
    client.force_login(User.objects.create_superuser("ed"))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(live_server.url + ADDRESS)
    expect(page.locator("html.scripted")).to_have_count(1)
    assert axe_violations() == []
    page.keyboard.insert_text(COPY)  # the page opens with the caret where one pastes
    page.keyboard.press("Control+Enter")

    headline = page.get_by_label("Headline")
    expect(headline).to_have_value(COPY.splitlines()[0], timeout=SLOW)
    quotation = page.locator(".body-editor blockquote")
    expect(quotation).to_have_attribute("data-speaker", "Ann Poe")
    expect(page.get_by_role("button", name="Cite")).to_have_count(0)
    assert axe_violations() == []
    understood = page.locator(".import-understood").bounding_box()
    copy = page.locator(".import-raw").bounding_box()
    assert copy["x"] >= understood["x"] + understood["width"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    understood = page.locator(".import-understood").bounding_box()
    assert page.locator(".import-raw").bounding_box()["y"] >= understood["y"] + understood["height"]

    headline.fill("Three towns, one dredger")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Filed as a draft.")).to_be_visible(timeout=SLOW)
    assert Story.objects.get().headline == "Three towns, one dredger"
    assert not complaints()
