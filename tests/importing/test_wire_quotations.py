"""Quotations that stand as paragraphs: their extent, their marks, their speakers."""

import pytest

from articles.importing.wire.story import BlockQuotation, Paragraph, plain
from articles.importing.wire.text import read

COPY = "Wall reopens\n\nThe wall reopened on Monday.\n\n{}\n\nBoats returned at noon.\n"


def quotations(body: str) -> list[tuple]:
    return [
        (block.speaker, [plain(text) for text in block.paragraphs], block.repaired)
        for block in read(COPY.format(body)).blocks
        if isinstance(block, BlockQuotation)
    ]


def inline(body: str) -> list[tuple]:
    return [(q.words, q.speaker, q.role) for q in read(COPY.format(body)).inline_quotations]


def doubts(body: str) -> list[str]:
    return [doubt.code for doubt in read(COPY.format(body)).doubts]


@pytest.mark.parametrize(
    "quoted",
    [
        "“It holds.”",
        '"It holds."',
        "‘It holds.’",
        "'It holds.'",
        "«It holds.»",
        "« It holds. »",
        "»It holds.«",
        "„It holds.“",
        "„It holds.”",
        "”It holds.”",
        "「It holds.」",
        "``It holds.''",
    ],
)
def test_a_paragraph_in_marks_of_any_style_is_a_quotation_once_introduced(quoted):
    assert quotations(f"Jane Doe said:\n\n{quoted}") == [("Jane Doe", ["It holds."], False)]


@pytest.mark.parametrize(
    "quoted",
    [
        "It holds.”",
        'It holds."',
        "It holds.’",
        "It holds.'",
        "It holds.»",
        "It holds.“",
        "It holds.」",
        "“It holds.",
        '"It holds.',
        "«It holds.",
        "„It holds.",
        "「It holds.",
    ],
)
def test_a_mark_lost_on_either_side_is_repaired_and_reported(quoted):
    assert quotations(f"Jane Doe said:\n\n{quoted}") == [("Jane Doe", ["It holds."], True)]
    assert doubts(f"Jane Doe said:\n\n{quoted}") == ["quotation-repaired"]


def test_whole_quotations_within_one_that_lost_its_mark_stay():
    body = "Jane Doe said:\n\nThey call it “the wall” and it holds.”"

    assert quotations(body) == [("Jane Doe", ["They call it “the wall” and it holds."], True)]


def test_each_paragraph_of_a_long_quotation_opens_and_only_the_last_closes():
    body = "Jane Doe said:\n\n“One.\n\n“Two.\n\n“Three.”"

    assert quotations(body) == [("Jane Doe", ["One.", "Two.", "Three."], False)]


def test_a_long_quotation_marked_only_at_its_ends_is_one():
    assert quotations("Doe said:\n\n“One.\n\nTwo.\n\nThree.”") == [
        ("Doe", ["One.", "Two.", "Three."], True)
    ]


def test_a_long_quotation_that_lost_its_opening_mark_is_one():
    assert quotations("Doe said:\n\nOne.\n\nTwo.”") == [("Doe", ["One.", "Two."], True)]


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation():
    body = "Doe said:\n\n“One.\n\nRoe said:\n\n“Two.”"

    assert quotations(body) == [("Doe", ["One."], True), ("Roe", ["Two."], False)]


def test_a_line_under_a_quotation_names_its_speaker():
    story = read(COPY.format("“It holds.”\n\n— Jane Doe, mayor of Westport"))

    quotation = story.blocks[1]
    assert (quotation.speaker, quotation.role) == ("Jane Doe", "mayor of Westport")
    assert quotation.attribution == "— Jane Doe, mayor of Westport"
    assert len(story.blocks) == 3


def test_a_markdown_quotation_takes_its_speaker_from_its_last_line():
    story = read(COPY.format("> It holds.\n>\n> — Jane Doe, mayor"))

    assert [(block.speaker, block.role) for block in story.blocks[1:2]] == [("Jane Doe", "mayor")]


def test_a_markdown_quotation_takes_its_speaker_from_the_sentence_before():
    assert quotations("Professor **Jane Doe** wrote,\n\n> “It holds.”") == [
        ("Jane Doe", ["It holds."], False)
    ]


def test_a_quotation_whose_speaker_is_a_pronoun_asks_who():
    body = "She told reporters:\n\n“It holds.”"

    assert quotations(body) == [("", ["It holds."], False)]
    assert doubts(body) == ["speaker"]


def test_a_quoted_paragraph_nobody_introduces_stays_where_it_is():
    story = read(COPY.format("“The wall will hold.”"))

    assert isinstance(story.blocks[1], Paragraph)
    assert [q.words for q in story.inline_quotations] == ["The wall will hold."]


@pytest.mark.parametrize(
    ("intro", "speaker"),
    [
        ("田中知事は次のように述べた。", "田中知事"),
        ("市长王伟说：", "市长王伟"),
        ("Bürgermeister Ivo Lund sagte:", "Ivo Lund"),
        ("Le maire Jean Roe a déclaré :", "Jean Roe"),
    ],
)
def test_quotations_of_other_languages_are_led_to_in_their_own_way(intro, speaker):
    assert quotations(f"{intro}\n\n「It holds.」") == [(speaker, ["It holds."], False)]


def test_a_colon_before_plain_words_makes_no_quotation():
    assert quotations("The rules are simple:\n\nNo dogs. No cats.") == []
    assert doubts("The rules are simple:\n\nNo dogs. No cats.") == []


def test_words_that_may_have_lost_both_marks_are_left_and_reported():
    assert quotations("Jane Doe said:\n\nIt holds.") == []
    assert doubts("Jane Doe said:\n\nIt holds.") == ["maybe-quotation"]


def test_a_stray_mark_elsewhere_is_reported():
    assert doubts("The wall” was closed.") == ["unbalanced-mark"]


@pytest.mark.parametrize("text", ["It is 6' 2\" tall.", "Dogs' owners’ rights.", "'Tis the ’90s."])
def test_inches_and_apostrophes_are_no_quotation_marks(text):
    assert doubts(text) == []
    assert inline(text) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "“It will hold,” said Jane Doe, mayor of Westport.",
            [("It will hold,", "Jane Doe", "mayor of Westport")],
        ),
        (
            "“It will hold,” engineer Ann Poe told reporters.",
            [("It will hold,", "Ann Poe", "engineer")],
        ),
        ("Lavrov said: “We coordinate.”", [("We coordinate.", "Lavrov", "")]),
        (
            "The council issued a statement which read: “We will help.”",
            [("We will help.", "", "The council")],
        ),
        (
            "According to engineer Ann Poe, “it will hold.”",
            [("it will hold.", "Ann Poe", "engineer")],
        ),
        ("Mayor Jane Doe said on Friday “It will hold.”", [("It will hold.", "Jane Doe", "Mayor")]),
        ("武氏は「素晴らしい」と述べた。", [("素晴らしい", "武氏", "")]),
        (
            "„Sie hält noch lange“, sagte Bürgermeister Ivo Lund.",
            [("Sie hält noch lange", "Ivo Lund", "Bürgermeister")],
        ),
        (
            "« Elle tient bon », a déclaré le maire Ivo Lund.",
            [("Elle tient bon", "Ivo Lund", "le maire")],
        ),
        (
            "In a statement, Jane Doe said it was “committed to the wall.”",
            [("committed to the wall.", "Jane Doe", "")],
        ),
        (
            "“It is done already,” said an official who asked not to be named.",
            [("It is done already,", "", "an official")],
        ),
    ],
)
def test_words_quoted_inline_are_reported_with_their_speaker(body, expected):
    assert inline(body) == expected


def test_a_second_sentence_of_the_same_speaker_is_theirs_too():
    assert inline("“It will hold,” said Jane Doe. “We are sure.” She added: “So are they.”") == [
        ("It will hold,", "Jane Doe", ""),
        ("We are sure.", "Jane Doe", ""),
        ("So are they.", "Jane Doe", ""),
    ]


def test_an_inline_quotation_that_runs_into_the_next_paragraph_is_no_lost_mark():
    body = "Doe said: “We will hold it.\n\n“We always did.”"

    assert inline(body) == [("We will hold it.", "Doe", ""), ("We always did.", "Doe", "")]
    assert doubts(body) == []


def test_a_quoted_term_is_no_quotation():
    assert inline("They call it “the wall” here.") == []


def test_words_quoted_without_a_clear_speaker_have_none():
    assert inline("Moe was described as “a strong advocate of walls” by many.") == [
        ("a strong advocate of walls", "", "")
    ]
