"""What stands above a story's paragraphs, and what only looks like it."""

from datetime import date

import pytest

from articles.importing.wire.story import plain
from articles.importing.wire.text import read

FIRST = "The harbour wall reopened on Monday after three months of repairs, officials said."
SECOND = "Boats returned at noon. Crowds lined the quay to watch them come in."


def below(story) -> list[str]:
    return [plain(block.text) for block in story.blocks]


def test_the_opening_of_wire_copy_is_read_line_by_line():
    story = read(
        "HARBOUR NEWS\nWall reopens\nAfter three months, boats are back\n"
        "By Jane Doe and John Roe\n\n"
        f"WESTPORT, Sept. 27, 2015 (Reuters) — {FIRST}\n\n{SECOND}"
    )

    assert story.kicker == "HARBOUR NEWS"
    assert story.headline == "Wall reopens"
    assert story.dek == "After three months, boats are back"
    assert story.byline == ("Jane Doe", "John Roe")
    assert story.dateline == "WESTPORT, Sept. 27, 2015 (Reuters)"
    assert story.published_on == date(2015, 9, 27)
    assert [(credit.text, credit.origin) for credit in story.credits] == [("Reuters", "dateline")]
    assert below(story) == [FIRST, SECOND]
    assert story.doubts == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By JANE DOE", ("JANE DOE",)),
        ("by Jane Doe, John Roe & Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
        ("By Jane Doe, Associated Press", ("Jane Doe",)),
        ("By Jane Doe in Westport", ("Jane Doe",)),
        ("By Ursula von der Leyen | September 27, 2015", ("Ursula von der Leyen",)),
        ("Von Jana Doe", ("Jana Doe",)),
        ("Por Juana Doe y Ana Poe", ("Juana Doe", "Ana Poe")),
        ("By Jane Doe (jane@gazette.example)", ("Jane Doe",)),
        ("By Jane Doe for The Gazette", ("Jane Doe",)),
        ("By Jane Doe, Political Correspondent", ("Jane Doe",)),
        ("By JANE DOE, UPI.com", ("JANE DOE",)),
        ("By Jane Doe | Updated March 3, 2026 at 4:15 p.m.", ("Jane Doe",)),
        ("By JANE DOE and JOHN ROE\nAssociated Press Writers", ("JANE DOE", "JOHN ROE")),
        ("By Jane Doe\nStaff Writer\njane@gazette.example", ("Jane Doe",)),
        ("Jane Doe, Reuters", ("Jane Doe",)),
        ("Jane Doe\nEconomics correspondent", ("Jane Doe",)),
        ("Jane Doe\n3 March 2026", ("Jane Doe",)),
    ],
)
def test_bylines_are_read(line, names):
    story = read(f"Wall reopens\n{line}\n\n{FIRST}")

    assert (story.byline, story.dek) == (names, "")
    assert below(story) == [FIRST]


@pytest.mark.parametrize("line", ["By noon the boats were back.", "By the sea", "By and by:"])
def test_a_line_that_begins_with_by_is_no_byline_yet(line):
    assert read(f"Wall reopens\n\n{line}\n\n{FIRST}").byline == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, January 4, 2019 ", date(2019, 1, 4)),
        ("4 Jan 2019", date(2019, 1, 4)),
        ("2019-01-04", date(2019, 1, 4)),
        ("Published: Jan. 4, 2019, 10:30 a.m.", date(2019, 1, 4)),
        ("2019年1月4日", date(2019, 1, 4)),
        ("4 janvier 2019", date(2019, 1, 4)),
        ("4. Januar 2019", date(2019, 1, 4)),
        ("4 de enero de 2019", date(2019, 1, 4)),
    ],
)
def test_a_line_that_is_a_date_dates_the_story(line, day):
    story = read(f"Wall reopens\n\n{line}\n\n{FIRST}")

    assert story.published_on == day
    assert below(story) == [FIRST]


def test_a_day_that_never_was_dates_nothing():
    assert read(f"Wall reopens\n\nFebruary 30, 2019\n\n{FIRST}").published_on is None


def test_a_paragraph_in_first_place_is_no_headline():
    story = read(f"{FIRST} {SECOND}\n\n{SECOND}")

    assert story.headline == ""
    assert below(story) == [f"{FIRST} {SECOND}", SECOND]
    assert [doubt.code for doubt in story.doubts] == ["no-headline"]


def test_a_headline_in_capitals_is_no_kicker():
    story = read(f"WALL REOPENS\n\n{FIRST}")

    assert (story.kicker, story.headline) == ("", "WALL REOPENS")


def test_a_short_sentence_under_the_headline_is_no_dek():
    story = read(f"Wall reopens\n\nIt held.\n\n{FIRST}")

    assert story.dek == ""
    assert below(story) == ["It held.", FIRST]


def test_a_sentence_between_headline_and_byline_is_the_dek():
    story = read(f"Wall reopens\nIt took three months to mend.\n\nBy Jane Doe\n\n{FIRST}")

    assert (story.dek, story.byline) == ("It took three months to mend.", ("Jane Doe",))
    assert story.doubts == ()


def test_a_headline_broken_in_two_lines_is_one():
    story = read(f"The harbour wall reopens after\nthree months of repairs\n\n{FIRST}")

    assert story.headline == "The harbour wall reopens after three months of repairs"
    assert story.dek == ""


@pytest.mark.parametrize("above", ["REUTERS/Jane Doe", "* Three towns pay\n* One wall"])
def test_what_stands_between_headline_and_byline_hides_neither(above):
    story = read(f"Wall reopens\n\n{above}\n\nBy Jane Doe\n\nOSLO (AP) — {FIRST}\n\n{SECOND}")

    assert (story.headline, story.dek) == ("Wall reopens", "")
    assert (story.byline, story.dateline) == (("Jane Doe",), "OSLO (AP)")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("— AP —", ["AP"]),
        ("Reuters / AFP", ["Reuters", "AFP"]),
        ("AFP - 3 March 2026 - URGENT", ["AFP"]),
    ],
)
def test_a_line_that_only_says_who_sent_the_copy_is_set_aside(line, names):
    story = read(f"{line}\n\nWall reopens\n\n{FIRST}")

    assert (story.headline, below(story)) == ("Wall reopens", [FIRST])
    assert [(c.text, c.origin) for c in story.credits] == [(name, "top") for name in names]
    assert [aside.kind for aside in story.set_aside] == ["provider"]


def test_a_line_of_credits_is_no_headline():
    story = read("[Reuters] [AP] [Photo courtesy]\n")

    assert (story.headline, story.blocks) == ("", ())
    assert [credit.text for credit in story.credits] == ["Reuters", "AP", "Photo courtesy"]


def test_the_address_of_a_linked_headline_is_kept():
    story = read(f"# [Wall reopens](https://gazette.example/wall)\n\n{FIRST}")

    assert story.headline == "Wall reopens"
    assert [aside.text for aside in story.set_aside] == ["https://gazette.example/wall"]


def test_labelled_lines_are_read():
    story = read(
        "Headline: Wall reopens\nBy: Jane Doe\nDate: September 27, 2015\nTags: Harbour, Boats\n"
        f"Slug: wall\n\n{FIRST}"
    )

    assert story.headline == "Wall reopens"
    assert story.byline == ("Jane Doe",)
    assert story.published_on == date(2015, 9, 27)
    assert story.tags == ("Harbour", "Boats")
    assert story.slug == "wall"
    assert below(story) == [FIRST]
