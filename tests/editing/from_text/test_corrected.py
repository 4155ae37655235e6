"""What a person puts right in “New from text”, and what is refused."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.sources.models import Document, Source
from articles.stories.models import Citation, Story
from tests.newsroom import a_section, a_tag

from .screens import ADDRESS, COPY, rows_of_all_tables


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
    screen.show(screen.client.post(ADDRESS, {"do": "read", "text": COPY, "files": file}))
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
