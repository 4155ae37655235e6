"""Copy that came by mail: what the mail said is set aside, and the copy is read without it."""

from datetime import date

import pytest

from articles.importing.wire.story import BlockQuotation
from articles.importing.wire.text import read, words

COPY = """Wall reopens

The harbour wall reopened on Monday after three months of repairs, officials said.

Boats returned at noon. Crowds lined the quay to watch them come in.

[Reuters] [AP]"""
BLOCKS = read(COPY).blocks


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Jane Doe <jane@gazette.example>\n"
        "Date: Mon, Sep 28, 2015 at 9:14 AM\nSubject: Fwd: wall\nTo: Desk <desk@gazette.example>",
        "Begin forwarded message:\n\nFrom: Jane Doe\nSubject: wall\n"
        "Date: 28 September 2015 at 09:14:11 CEST\nTo: Desk",
        "-----Original Message-----\nFrom:\tDoe, Jane\nSent:\tMonday, 28 September 2015 09:14\n"
        "To:\tDesk\nSubject:\tRE: FW: wall",
        "-----Ursprüngliche Nachricht-----\nVon: Jane Doe\nGesendet: Montag, 28. September 2015\n"
        "An: Desk\nBetreff: WG: wall",
        "Please run this today.\n\nJane\n\n*From:* John Roe\n*Sent:* 28 September 2015\n"
        "*To:* Jane Doe\n*Subject:* wall",
        "From: Jane Doe\nSubject: one\n\nFrom: John Roe\nSubject: a subject that\n runs on\n"
        "Date: 28 September 2015",
    ],
)
def test_the_head_of_a_mail_is_set_aside(head):
    story = read(f"{head}\n\n\n{COPY}\n")

    assert (story.headline, story.blocks) == ("Wall reopens", BLOCKS)
    assert [credit.text for credit in story.credits] == ["Reuters", "AP"]
    assert [aside.kind for aside in story.set_aside] == ["mail"]
    assert story.published_on in (date(2015, 9, 28), None)
    assert set(words(head)) <= set(story.words())


def test_the_date_of_the_mail_is_the_copys_unless_the_copy_has_one():
    head = "From: Jane Doe\nSubject: wall\nDate: Mon, 28 Sep 2015 09:14:11 +0200\n\n"

    assert read(head + COPY).published_on == date(2015, 9, 28)
    dated = COPY.replace("\n", "\n\n4 January 2019\n", 1)
    assert read(head + dated).published_on == date(2019, 1, 4)


def test_the_subject_is_the_headline_of_copy_that_has_none():
    story = read(
        "From: Jane Doe\nSubject: FW: Wall reopens\n\n"
        "WESTPORT — The harbour wall reopened on Monday after three months of repairs."
    )

    assert (story.headline, story.dateline) == ("Wall reopens", "WESTPORT")
    assert [doubt.code for doubt in story.doubts] == ["no-headline"]


def test_copy_quoted_line_by_line_is_read_as_if_it_were_not():
    quoted = "\n".join(f"> {line}".rstrip() for line in COPY.split("\n"))

    assert read(quoted).blocks == read(f"> {quoted}".replace("\n", "\n> ")).blocks == BLOCKS


def test_a_quotation_of_markdown_is_not_taken_for_a_quoted_mail():
    story = read("Jane Doe wrote,\n\n> It holds.\n>\n> It will hold.")

    assert [type(block) for block in story.blocks][-1] is BlockQuotation


@pytest.mark.parametrize(
    "signature", ["-- \nJane Doe\nStaff writer, The Gazette\n+44 20 7946 0000", "-- \nJane"]
)
def test_a_signature_is_set_aside(signature):
    story = read(f"{COPY}\n\n{signature}\n")

    assert story.blocks == BLOCKS
    assert [aside.kind for aside in story.set_aside] == ["mail"]


def test_what_a_telephone_adds_is_set_aside_below_a_mail():
    story = read(f"From: Jane Doe\nTo: Desk\n\n{COPY}\n\nSent from my telephone\n")

    assert story.blocks == BLOCKS
    assert read(f"{COPY}\n\nSent from my telephone\n").blocks != BLOCKS


@pytest.mark.parametrize(
    "text",
    [
        "From: Westport\n\nIt holds. It will hold.",
        "A timetable\n\nFrom: Westport\nTo: Eastport\nDate: 3 May\n\nIt sails.",
        "To: the editor\n\nIt holds. It will hold.",
    ],
)
def test_what_only_looks_like_a_mail_is_copy(text):
    assert "mail" not in {aside.kind for aside in read(text).set_aside}


def test_credits_below_two_dashes_are_no_signature():
    story = read(COPY.replace("\n\n[Reuters]", "\n\n-- \n[Reuters]"))

    assert [credit.text for credit in story.credits] == ["Reuters", "AP"]
