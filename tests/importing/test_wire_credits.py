"""Lines of bracketed credits: what they name, and that they come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.wire.story import Paragraph, plain
from articles.importing.wire.text import read, render_credits

COPY = "Wall reopens\n\nThe wall reopened on Monday.\n\nBoats returned at noon.\n\n{}"


def credited(line: str) -> list[tuple[str, str, str]]:
    return [(credit.text, credit.url, credit.kind) for credit in read(COPY.format(line)).credits]


def paragraphs(line: str) -> list[str]:
    blocks = read(COPY.format(line)).blocks
    return [plain(block.text) for block in blocks[2:] if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "line",
    [
        "[Reuters]",
        "[Reuters] [Wall Street Journal] [AP] [Photo courtesy].",
        "[Reuters][AP]",
        "[Reuters], [AP], and [AFP].",
        "[Reuters] | [AP]",
        "[Reuters, AP, AFP]",
        "[Reuters; The Wall Street Journal]",
        "[BBC | The Guardian | Le Monde]",
        "[Reuters/AP]",
        "[AFP / Reuters / dpa]",
        "[Reuters, AP and AFP]",
        "[[Reuters]] [[The Wall Street Journal]]",
        "[Reuters] - [AP] · [AFP] / [dpa]",
        "[reuters] [ap]",
        "[Reuters]\N{NO-BREAK SPACE}[AP]",
        "[Source: BBC] [Sources: Reuters, AP]",
        "[via AFP] [Via: dpa]",
        "[With reporting from Reuters and AP]",
        "Sources: [BBC] [Reuters]",
        "CREDITS: [Reuters] [AP]",
        "[Reuters: https://reuters.com/a] [AP (https://ap.org/b)]",
        "Reuters: https://reuters.com/a\nAP: https://ap.org/b",
        "(Reuters) (AP)",
        "(Reuters; The Wall Street Journal)",
        "— Reuters, AP",
        "Reuters",
        "［ロイター］〔共同〕（共同通信）",
        "[Reuters](https://reuters.com/a) [AP](https://ap.org/b).",
        "[Reuters https://reuters.com/a] [AP]",
        "[[Reuters](https://reuters.com/a)] [AP]",
        "[[Reuters]](https://reuters.com/a) [AP]",
        "[Reuters]\n[Photo courtesy of Harbour Museum]",
        "[Reuters] [Jane Doe/Getty Images] [AP Photo/John Roe]",
        "(Reuters, AP)",
        "【共同通信】【ロイター】",
    ],
)
def test_a_line_of_credits_leaves_the_text_and_comes_back_the_same(line):
    story = read(COPY.format(line))

    assert len(story.blocks) == 2
    assert "unknown" not in {credit.kind for credit in story.credits}
    assert render_credits(story.credits) == line


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[Reuters/AP]", ["Reuters", "AP"]),
        ("[Reuters, AP and The Wall Street Journal]", ["Reuters", "AP", "The Wall Street Journal"]),
        ("[Health and Safety Executive]", ["Health and Safety Executive"]),
        ("[Kell Courier/Saltgate Observer]", ["Kell Courier/Saltgate Observer"]),
        ("[Kell Courier; Saltgate Observer]", ["Kell Courier", "Saltgate Observer"]),
        ("[Source: BBC]", ["BBC"]),
        ("[Reuters] [The Wall\nStreet Journal] [AP]", ["Reuters", "The Wall Street Journal", "AP"]),
        ("• [Reuters]\n• [AP]", ["Reuters", "AP"]),
        ("*[Reuters] [AP]*", ["Reuters", "AP"]),
        ("[Reuters]\N{RIGHT-TO-LEFT MARK} [AP]\N{LEFT-TO-RIGHT MARK}", ["Reuters", "AP"]),
    ],
)
def test_the_names_of_a_line_are_told_apart(line, names):
    assert [text for text, _, _ in credited(line)] == names
    assert paragraphs(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[Reuters] [AP] [Photo courtesy", ["Reuters", "AP", "Photo courtesy"]),
        ("[Reuters [AP]", ["Reuters", "AP"]),
        ("Reuters] [AP]", ["Reuters", "AP"]),
    ],
)
def test_a_bracket_that_was_lost_is_pointed_out(line, names):
    assert [text for text, _, _ in credited(line)] == names
    assert [doubt.code for doubt in read(COPY.format(line)).doubts if doubt.code == "credits"]
    assert render_credits(read(COPY.format(line)).credits) == line


@pytest.mark.parametrize("line", ["[Reuters", "Reuters]", "[TK ask Bob [AP]", "Boats] [AP]?"])
def test_a_line_with_a_lost_bracket_that_is_not_all_credits_is_text(line):
    assert credited(line) == []
    assert paragraphs(line) == [line]


NAMES = st.lists(
    st.sampled_from(
        ["Reuters", "AP", "Le Monde", "Photo courtesy", "WSJ", "REUTERS/Jane Doe", "ロイター"]
    ),
    min_size=1,
    max_size=2,
)
PRINTED = st.sampled_from(
    [
        "[{}]",
        "[{} https://a.b/c]",
        "[{}: https://a.b/c]",
        "[{}](https://a.b/c)",
        "[[{}](https://a.b/c)]",
        "[[{}]]",
        "[Source: {}]",
        "[{}; AP]",
    ]
)


@given(
    st.lists(st.tuples(NAMES.map(lambda names: names[0]), PRINTED), min_size=1, max_size=6),
    st.sampled_from([" ", "", ", ", "; ", " | ", " and ", " / ", " · ", " – "]),
    st.sampled_from(["", "."]),
)
def test_whatever_is_printed_between_credits_comes_back(credits, between, end):
    line = between.join(form.format(name) for name, form in credits) + end

    assert render_credits(read(COPY.format(line)).credits) == line


def test_credits_carry_their_addresses():
    assert credited("[Reuters](https://r.com/a) [AP https://ap.org]") == [
        ("Reuters", "https://r.com/a", "source"),
        ("AP", "https://ap.org", "source"),
    ]


def test_html_links_are_credits_too():
    assert credited('[<a href="https://r.com/a">Reuters</a>] [AP]') == [
        ("Reuters", "https://r.com/a", "source"),
        ("AP", "", "source"),
    ]


def test_copy_without_credits_has_none():
    assert credited("The end came soon.") == []


def test_photo_credits_are_told_from_sources():
    assert credited("[AFP via CNA] [Jane Doe/The Times via AP] [Photo: Ann Poe]") == [
        ("AFP via CNA", "", "source"),
        ("Jane Doe/The Times via AP", "", "photo"),
        ("Photo: Ann Poe", "", "photo"),
    ]


def test_a_photo_credit_without_brackets_at_the_end_is_one():
    assert credited("Photo courtesy of Harbour Museum") == [
        ("Photo courtesy of Harbour Museum", "", "photo")
    ]


def test_an_unknown_bracket_among_credits_stays_in_the_text_and_is_reported():
    line = "[Reuters] [TK ask Bob] [AP]"
    story = read(COPY.format(line))

    assert plain(story.blocks[2].text) == "[TK ask Bob]"
    assert [(d.code, d.block) for d in story.doubts] == [("bracket", 2)]
    assert render_credits(story.credits) == line


@pytest.mark.parametrize(
    "line", ["[applause]", "[Editor’s note: this was updated.]", "[sic]", "[1] [2]", "[…]"]
)
def test_brackets_that_name_nobody_are_text(line):
    assert credited(line) == []
    assert paragraphs(line) == [line]


def test_a_bracket_within_the_text_stays_and_is_reported():
    story = read(COPY.format("The wall [see page 3] held, and “[it] will [...] hold,” he said."))

    assert [doubt.message for doubt in story.doubts] == [
        "“[see page 3]” stands in the text: a credit, or a note to remove?"
    ]


def test_credits_behind_the_last_sentence_are_taken_from_it():
    story = read(COPY.format("They left. [Reuters] [AP]"))

    assert plain(story.blocks[-1].text) == "They left."
    assert render_credits(story.credits) == "[Reuters] [AP]"
    assert [doubt.code for doubt in story.doubts] == ["credits-in-paragraph"]


def test_a_line_of_credits_that_is_not_last_is_found():
    story = read(COPY.format("[Reuters] [AP]\n\nJane Doe covers the harbour."))

    assert render_credits(story.credits) == "[Reuters] [AP]"
    assert plain(story.blocks[-1].text) == "Jane Doe covers the harbour."
    assert [doubt.code for doubt in story.doubts] == ["credits-not-last"]


def test_a_sources_section_is_taken_off_the_text():
    story = read(
        COPY.format("## Sources\n\n- [The plan](https://x.y/z), Harbour Council\n- Reuters")
    )

    assert [(c.text, c.url, c.origin) for c in story.credits] == [
        ("The plan, Harbour Council", "https://x.y/z", "section"),
        ("Reuters", "", "section"),
    ]
    assert len(story.blocks) == 2
    assert render_credits(story.credits) == ""


def test_a_source_line_is_reported_and_stays():
    assert credited("Source: Reuters, AP") == [("Reuters", "", "source"), ("AP", "", "source")]
    assert paragraphs("Source: Reuters, AP") == ["Source: Reuters, AP"]


def test_agencies_that_sent_files_are_credited_and_the_line_stays():
    line = "With files from Reuters and The Associated Press. Jane Doe helped."

    assert credited("With files from Reuters and The Associated Press") == [
        ("Reuters", "", "source"),
        ("The Associated Press", "", "source"),
    ]
    assert credited("With reporting by Jane Doe and Reuters") == [("Reuters", "", "source")]
    assert paragraphs(line) == [line]


def test_an_agency_named_in_the_middle_of_the_copy_is_no_credit():
    assert credited("Reuters\n\nReuters contributed to this report.") == []


def test_a_last_link_to_read_on_is_no_credit():
    assert credited("[Read the whole plan of the council](https://x.y/z)") == []
