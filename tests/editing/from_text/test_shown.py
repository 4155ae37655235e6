"""What “New from text” shows of what was understood."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.stories.models import Story
from tests.newsroom import a_contributor, a_document, a_source, a_tag, a_user

from .screens import ADDRESS, COPY, Screen


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
