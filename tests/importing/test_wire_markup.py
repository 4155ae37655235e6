"""Markdown, HTML and front matter in the copy."""

from datetime import date

import pytest

from articles.importing.wire.story import (
    BlockQuotation,
    BulletList,
    Heading,
    Paragraph,
    Picture,
    Run,
    plain,
)
from articles.importing.wire.text import read


def blocks(body: str) -> list:
    return list(read(f"# Wall reopens\n\n{body}\n").blocks)


def runs(body: str) -> tuple[Run, ...]:
    [block] = blocks(body)
    return block.text


def test_front_matter_fills_the_fields():
    story = read(
        "---\n"
        'title: "Wall: reopened"\n'
        "summary: >\n  Boats are\n  back\n"
        "date: 2015-09-27T10:00:00Z\n"
        "authors:\n  - Jane Doe\n  - john-roe\n"
        "topics: [harbour, 'boats']\n"
        "slug: wall\n"
        "# a comment\n"
        "weight: 2\n"
        "---\n\n# Wall: reopened\n\nIt holds."
    )

    assert story.headline == "Wall: reopened"
    assert story.dek == "Boats are back"
    assert story.published_on == date(2015, 9, 27)
    assert story.byline == ("Jane Doe", "john-roe")
    assert story.tags == ("harbour", "boats")
    assert story.slug == "wall"
    assert story.blocks == (Paragraph((Run("It holds."),)),)
    assert [doubt.message for doubt in story.doubts] == ["“weight: 2” above the copy was not used."]
    assert "weight: 2" in story.set_aside[0].text


def test_a_rule_that_is_never_closed_is_no_front_matter():
    assert read("---\ntitle: Wall\n\nIt holds.").set_aside == ()


def test_links_and_emphasis_become_runs():
    assert runs('Read [the *plan*](https://x.y/z "Plan") **now**, or see https://x.y.') == (
        Run("Read "),
        Run("the ", "https://x.y/z", title="Plan"),
        Run("plan", "https://x.y/z", em=True, title="Plan"),
        Run(" "),
        Run("now", strong=True),
        Run(", or see "),
        Run("https://x.y", "https://x.y"),
        Run("."),
    )


def test_html_within_markdown_becomes_the_same_runs():
    assert runs(
        '<p>Read <a href="https://x.y/z">the <em>plan</em></a><br>\n<b>now</b> &amp; then.</p>'
    ) == (
        Run("Read "),
        Run("the ", "https://x.y/z"),
        Run("plan", "https://x.y/z", em=True),
        Run("\n"),
        Run("now", strong=True),
        Run(" & then."),
    )


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2 = 30",
        "snake_case_name",
        "a * b * c",
        "*never closed",
        "a [b] c",
        "x < y > z",
        "<b and c>",
    ],
)
def test_what_only_looks_like_markup_is_text(text):
    assert plain(runs(text)) == text


def test_a_link_nobody_could_follow_is_left_out_and_reported():
    story = read('Wall\n\nRead [the plan](javascript:alert) and [more]({{< ref "x.md" >}}).')

    assert plain(story.blocks[0].text) == "Read the plan and more."
    assert [doubt.code for doubt in story.doubts] == ["link", "link"]
    assert [aside.text for aside in story.set_aside] == ["javascript:alert", 'ref "x.md"']


def test_a_whole_page_is_read_without_its_head():
    story = read(
        "<!DOCTYPE html><html><head><title>Wall | Gazette</title><style>p {}</style></head>"
        "<body><h1>Wall reopens</h1><p class=MsoNormal>It holds.<o:p></o:p></p></body></html>"
    )

    assert (story.headline, story.blocks) == ("Wall reopens", (Paragraph((Run("It holds."),)),))
    assert [aside.kind for aside in story.set_aside] == ["page"]


@pytest.mark.parametrize("between", ["<br><br>", "<br>\n<br/>", "<br>"])
def test_line_breaks_part_paragraphs_where_nothing_else_does(between):
    story = read(f"Wall reopens{between}It holds.{between}It will hold.")

    assert story.headline == "Wall reopens"
    assert [plain(block.text) for block in story.blocks] == ["It holds.", "It will hold."]


def test_headings_lists_and_quotations_are_blocks():
    made = blocks(
        "## Why\n\n- one\n- two\n\n1. first\n2. second\n\n> It holds.\n> Still.\n>\n> Yes."
    )

    assert made == [
        Heading((Run("Why"),), 2),
        BulletList(((Run("one"),), (Run("two"),))),
        BulletList(((Run("first"),), (Run("second"),)), ("1", "2")),
        BlockQuotation(((Run("It holds. Still."),), (Run("Yes."),))),
    ]
    assert [block.ordered for block in made[1:3]] == [False, True]


def test_html_blocks_are_the_same_blocks():
    assert blocks("<h2>Why</h2><ul><li>one</li><li><p>two</p></li></ul><ol><li>first<li>second</ol>"
                  "<blockquote>\n<p>It holds.</p>\n\n<p>Yes.</p></blockquote>") == [
        Heading((Run("Why"),), 2),
        BulletList(((Run("one"),), (Run("two"),))),
        BulletList(((Run("first"),), (Run("second"),)), ("1", "2")),
        BlockQuotation(((Run("It holds."),), (Run("Yes."),))),
    ]  # fmt: skip


def test_a_list_that_does_not_count_from_one_keeps_its_numbers_as_words():
    assert [plain(block.text) for block in blocks("4. four\n5. five")] == ["4. four", "5. five"]


def test_rows_of_a_table_are_paragraphs():
    expected = ["Town | Wall", "Westport | old"]

    made = blocks("| Town | Wall |\n|---|---|\n| Westport | old |")
    assert [plain(block.text) for block in made] == expected
    made = blocks(
        "<table><tr><th>Town</th><th>Wall</th></tr><tr><td>Westport</td><td>old</td></tr></table>"
    )
    assert [plain(block.text) for block in made] == expected


@pytest.mark.parametrize(
    "body",
    [
        '![A gull](gull.jpg "Flying")',
        '<img src="gull.jpg" alt="A gull" title="Flying">',
        '{{< img src="gull.jpg" alt="A gull" caption="Flying" >}}',
    ],
)
def test_pictures_are_blocks_of_their_own(body):
    assert blocks(f"{body}Gulls came.") == [
        Picture("gull.jpg", "A gull", "Flying"),
        Paragraph((Run("Gulls came."),)),
    ]


def test_a_shortcode_nobody_knows_stays_and_is_reported():
    story = read('Wall\n\nLook: {{< tweet id="12" >}}')

    assert plain(story.blocks[0].text) == 'Look: {{< tweet id="12" >}}'
    assert [doubt.code for doubt in story.doubts] == ["shortcode"]


def test_a_shortcode_of_a_quotation_is_one():
    [quotation] = blocks('{{< quote-block text="It holds." cite="Jane Doe" >}}')

    assert (plain(quotation.paragraphs[0]), quotation.speaker) == ("It holds.", "Jane Doe")


def test_a_comment_is_taken_out_and_reported():
    story = read("Wall\n\nIt holds.<!-- ask Bob -->")

    assert plain(story.blocks[0].text) == "It holds."
    assert [(aside.kind, aside.text) for aside in story.set_aside] == [("comment", "ask Bob")]
    assert [doubt.code for doubt in story.doubts] == ["comment"]


def test_a_tag_nobody_knows_is_text():
    assert plain(runs("<script>alert(1)</script>")) == "<script>alert(1)</script>"


def test_a_comment_within_a_tag_makes_no_tag():
    assert plain(runs('<a<!-- x --> href="y">')) == '<a href="y">'


def test_japanese_lines_are_joined_without_a_space():
    story = read(f"地震\n\n{'地震があったと' * 8}気象庁は\n発表した。")

    assert plain(story.blocks[0].text).endswith("気象庁は発表した。")
