"""What a wire says to editors: above the copy, under the headline, and where pages turn or end."""

import pytest

from articles.importing.wire.story import plain
from articles.importing.wire.text import read

FIRST = "The harbour wall reopened on Monday after three months of repairs, officials said."
SECOND = "Boats returned at noon. Crowds lined the quay to watch them come in."
COPY = f"Wall reopens\n\n{FIRST}\n\n{SECOND}\n"


def below(story) -> list[str]:
    return [plain(block.text) for block in story.blocks]


def aside(story) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for aside in story.set_aside]


@pytest.mark.parametrize(
    "line",
    [
        "BC-EU--Harbour Wall, 3rd Ld-Writethru,312",
        "AM-Harbour Wall, 1st Ld",
        "BC-Harbour Wall, 450",
        "a1234",
        "URGENT",
        "PRESS RELEASE",
        "For immediate release",
        "ATTN: Editors in the North",
        "Attention city editors:",
        "EDS: UPDATES with comments from mayor. ADDS byline.",
        "(Eds: adds quote)",
        "<p>Note to editors: pictures are available</p>",
    ],
)
def test_a_line_for_editors_above_the_copy_is_set_aside(line):
    story = read(f"{line}\n\n{COPY}")

    assert (story.headline, story.kicker, below(story)) == ("Wall reopens", "", [FIRST, SECOND])
    assert aside(story) == [("note", line.removeprefix("<p>").removesuffix("</p>"))]
    assert story.doubts == ()


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 00:01 THURSDAY",
        "Strictly embargoed: 6 p.m.",
        "For release on Thursday",
        "NOT FOR PUBLICATION BEFORE NOON",
    ],
)
def test_an_embargo_above_the_copy_is_pointed_out(line):
    story = read(f"{line}\n{COPY}")

    assert (story.headline, aside(story)) == ("Wall reopens", [("note", line)])
    assert [doubt.code for doubt in story.doubts] == ["embargo"]


@pytest.mark.parametrize(
    "line", ["EU-wide vote on walls", "Embargo on timber falls", "Editors: a dying trade"]
)
def test_a_headline_that_begins_like_one_stays(line):
    assert read(f"{line}\n\n{FIRST}\n\n{SECOND}").headline == line


def test_which_filing_it_is_and_what_changed_are_taken_from_round_the_headline():
    story = read(f"UPDATE 2-{COPY}".replace("\n\n", "\n(Adds quotes, background)\n\n", 1))

    assert (story.headline, story.dek, below(story)) == ("Wall reopens", "", [FIRST, SECOND])
    assert aside(story) == [("note", "UPDATE 2-"), ("note", "(Adds quotes, background)")]


@pytest.mark.parametrize(
    "mark", ["(MORE)", "(more)", "- more -", "--MORE--", "more", "<p>(MORE)</p>", "**MORE**"]
)
def test_where_a_page_turns_is_no_text(mark):
    story = read(f"Wall reopens\n\n{FIRST}\n\n{mark}\n\n{SECOND}\n\n[Reuters]\n\n{mark}\n")

    assert below(story) == [FIRST, SECOND]
    assert [credit.text for credit in story.credits] == ["Reuters"]
    assert {kind for kind, _ in aside(story)} == {"mark"}
    assert story.doubts == ()


@pytest.mark.parametrize(
    "mark",
    ["-30-", "– 30 –", "###", "# # #", "ENDS", "ends", "-ends-", "(END)", "[END]", "-0-", "End."],
)
def test_the_end_mark_is_no_text(mark):
    story = read(f"{COPY}\n{mark}\n\n[Reuters]\n")

    assert below(story) == [FIRST, SECOND]
    assert [credit.text for credit in story.credits] == ["Reuters"]
    assert story.doubts == ()


def test_text_behind_the_end_mark_stays_and_is_pointed_out():
    story = read(f"{COPY}\nENDS\n\nThe board runs three ports.\n")

    assert below(story) == [FIRST, SECOND, "The board runs three ports."]
    assert [doubt.code for doubt in story.doubts] == ["after-end"]


@pytest.mark.parametrize("line", ["- more", "* ends", "More:", "30", "The end"])
def test_what_only_looks_like_a_mark_stays(line):
    assert "mark" not in {kind for kind, _ in aside(read(f"{COPY}\n{line}\n\n{SECOND}"))}
