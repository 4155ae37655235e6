"""What a PDF says is read from its bytes, and none of them does any harm."""

from datetime import date

import pytest

from articles.sources import pdf_words, pdfs
from articles.sources.pages import UNREADABLE

from ..pdf_files import a_pdf, stream


def test_its_words_are_read_from_every_page_and_what_it_says_of_itself():
    found = pdfs.read(a_pdf("The harbour wall leaks,\nan inspector said.", "It was Monday."))

    assert (found.title, found.authors) == ("Harbour survey", "Ann Lee")
    assert found.published_on == date(2026, 5, 4)
    assert found.text.splitlines() == [
        "The harbour wall leaks,",
        "an inspector said.",
        "It was Monday.",
    ]
    assert found.everything == found.text


def test_one_without_words_says_what_it_is_called_and_no_more():
    scanned = pdfs.read(a_pdf(""))

    assert (scanned.title, scanned.text) == ("Harbour survey", "")


@pytest.mark.parametrize(
    "broken",
    [
        b"%PDF-1.7 ...",
        b"%PDF-1.4\n%%EOF",
        b"%PDF-" + b"[" * 50_000,
        a_pdf("Words.")[:-200],
        a_pdf("Words.").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        a_pdf("Words.").replace(b"/Contents 6 0 R", b"/Contents 5 0 R"),
    ],
)
def test_one_that_is_broken_says_little_or_nothing(broken):
    assert pdfs.read(broken).text in ("", "Words.")


def test_one_that_unpacks_to_more_than_anything_should_is_let_be(monkeypatch):
    monkeypatch.setattr(pdfs, "MAX_WAIT", 3)
    plain = a_pdf("x")
    before, after = plain.partition(b"<< /Length")[0], plain.partition(b"endstream")[2]

    assert pdfs.read(before + stream(b"BT (x) Tj ET " * 9999, times=1000) + after).text == ""


def test_one_that_takes_for_ever_is_let_be(monkeypatch):
    monkeypatch.setattr(pdfs, "MAX_WAIT", 0)

    assert pdfs.read(a_pdf("Words.")) == UNREADABLE


def test_what_is_longer_than_we_look_at_counts_as_not_read(monkeypatch):
    """Or words that stand at its end would be called missing."""
    monkeypatch.setattr(pdf_words, "MOST_LETTERS", 10)

    (long, _), (short, _) = (pdf_words.read({}, a_pdf(p, "more")) for p in ("Eleven letters", "No"))

    assert (long["text"], short["text"].split()) == ("", ["No", "more"])
