"""Raw copy read as a whole: what comes out, and that no word of it is lost."""

import csv
import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articles.importing.wire.story import BlockQuotation, Paragraph, plain
from articles.importing.wire.text import decode, read, render_credits, words

STORY = """\
Harbour towns agree to share the sea wall

Officials of three towns announced Sunday they will share the cost of the sea wall.

The council issued a statement which read:  “(The towns will) help and cooperate in keeping the\
 water out.”

In Westport, coast guard spokesman Captain Ann Poe stated:

The guard remains committed to the wall.  We recognize that Eastport has an interest in it.”

When in Eastport for a meeting with U.S. Senator John Roe, Mayor Jane Doe was asked about it.\
  Doe said: “We coordinate our efforts.”

In contrast to Doe, Secretary of State Max Moe took a slightly different tone:

All of the efforts need to be paid for. This is not yet paid for.”

Mr. Moe is right:  nobody has paid.


[Reuters] [Harbour Gazette] [AP] [Photo courtesy]"""

PIECES = [
    "word", "Jane Doe", "said", "stated:", "Reuters", "AP", "via", "courtesy of", "Photo", "By ",
    "(AFP)", "LONDON", " ", "\n", "\n\n", ".", ",", ":", "“", "”", '"', "'", "’", "‘", "«", "»",
    "„", "「", "」", "[", "]", "(", ")", "![", "](", "http://x.y/z", "**", "*", "_", "`", "# ",
    "> ", "- ", "1. ", "2) ", "| ", "|---|", "---\n", "===", "title: ", "tags:\n", "  - ", "<p>",
    "</p>", "<b>", "</b>", '<a href="http://u.v" title="t">', "</a>", "<br>", "<li>", "<ol>",
    "</ol>", "<blockquote>", "</blockquote>", "<h2>", '<img src="q" alt="w">', "<td>", "<!--",
    "-->", "From: a\n", "Subject: Fwd: x\n", "To: b\n", "-- \n", "(MORE)\n", "ENDS\n",
    "-30-\n", "EDS: x\n", "BC-EU--X\n", "UPDATE 1-", "(Adds z)\n", "/TASS/. ", "<head>", "</head>",
    "Kellmouth, 3 March\n", "Jane Doe, Reuters\n", "REUTERS/Jane Doe", "(Photo by J/AFP)", "[[",
    "]]", "(Reuters)", "[Source: BBC; AFP]", "With files from AP\n", "© 2026 J\n", "〔", "［",
    "\u202e", "\xad", "<a ", "{{<", ">}}", '{{< img src="s" alt="t" >}}',
    '{{< quote text="q" cite="Jane Doe" >}}', "&amp;", "&eacute;", "&#11;", "&lt;", "\\", "—",
    "Sources:", "Source: ", "/", "January 4, 2019", "日本", "は、", "。", "é", "\u0301", "\u200d",
    "\x00", "\x0b", "\r", "\t", "\xa0", "© ", "CC BY 4.0", "\x02", "\ufeff",
]  # fmt: skip


def lost(text: str) -> Counter:
    """The words of a text that its reading no longer has, with how often they are missing."""
    return Counter(words(text)) - Counter(read(text).words())


def said(block) -> str:
    return plain(block.text)


def test_a_story_with_lost_marks_comes_out_whole():
    story = read(STORY)

    assert story.headline == "Harbour towns agree to share the sea wall"
    assert story.words() == words(STORY)
    assert [type(block).__name__ for block in story.blocks] == [
        "Paragraph",
        "Paragraph",
        "Paragraph",
        "BlockQuotation",
        "Paragraph",
        "Paragraph",
        "BlockQuotation",
        "Paragraph",
    ]
    assert [
        (block.speaker, block.role, block.repaired, [plain(text) for text in block.paragraphs])
        for block in story.blocks
        if isinstance(block, BlockQuotation)
    ] == [
        (
            "Ann Poe",
            "coast guard spokesman Captain",
            True,
            [
                "The guard remains committed to the wall. We recognize that Eastport has an"
                " interest in it."
            ],
        ),
        (
            "Max Moe",
            "Secretary of State",
            True,
            ["All of the efforts need to be paid for. This is not yet paid for."],
        ),
    ]
    assert [(q.words, q.speaker or q.role, q.block) for q in story.inline_quotations] == [
        ("(The towns will) help and cooperate in keeping the water out.", "The council", 1),
        ("We coordinate our efforts.", "Doe", 4),
    ]
    assert "“We coordinate our efforts.”" in said(story.blocks[4])
    assert [(credit.text, credit.kind) for credit in story.credits] == [
        ("Reuters", "source"),
        ("Harbour Gazette", "source"),
        ("AP", "source"),
        ("Photo courtesy", "photo"),
    ]
    assert [(line.kind, line.holder, line.complete) for line in story.photo_credits] == [
        ("courtesy", "", False)
    ]
    assert render_credits(story.credits) == STORY.splitlines()[-1]


def test_doubts_point_at_the_blocks_they_are_about():
    story = read(STORY)

    assert [(doubt.code, doubt.block) for doubt in story.doubts] == [
        ("photo-credit-incomplete", None),
        ("quotation-repaired", 3),
        ("quotation-repaired", 6),
    ]


def test_single_line_ends_part_paragraphs_as_blank_lines_do():
    apart, close = read(STORY), read(STORY.replace("\n\n", "\n"))

    assert close.blocks == apart.blocks
    assert close.credits == apart.credits


def test_lines_wrapped_at_a_width_are_one_paragraph():
    story = read(
        "Wall reopens\n\n"
        "The harbour wall reopened on Monday after three months of\n"
        "repairs, officials of the three towns said. It had been\n"
        "closed since the storm of March.\n"
    )

    assert [said(block) for block in story.blocks] == [
        "The harbour wall reopened on Monday after three months of repairs, officials of the three"
        " towns said. It had been closed since the storm of March."
    ]


def test_a_line_longer_than_the_others_was_made_so_after_they_were_wrapped():
    story = read(
        "Wall reopens\n\n"
        "WESTPORT, England (AP) -- The harbour wall reopened on Monday after\n"
        "three months of repairs, officials said. Boats\n"
        "returned at noon. Crowds lined the quay again.\n"
        "Nobody had seen it so full since the storm.\n"
    )

    assert len(story.blocks) == 1


def test_short_lines_that_nobody_wrapped_are_paragraphs():
    story = read(
        "Wall reopens\nThree towns, one wall\n"
        "The harbour wall reopened on Monday after three months of repairs, officials said.\n"
        "Boats returned at noon.\n[Reuters; AP]\n"
    )

    assert [said(block) for block in story.blocks] == [
        "The harbour wall reopened on Monday after three months of repairs, officials said.",
        "Boats returned at noon.",
    ]


def test_an_empty_text_is_an_empty_story():
    story = read("")

    assert (story.headline, story.blocks, story.credits) == ("", (), ())
    assert [doubt.code for doubt in story.doubts] == ["no-headline"]


def test_double_spaces_become_one_and_a_no_break_space_stays():
    story = read("Wall\n\nOne.  Two.\xa0 Three, 10\xa0km.")

    assert said(story.blocks[0]) == "One. Two. Three, 10\xa0km."


def test_characters_that_could_not_be_read_are_reported():
    assert [doubt.code for doubt in read("Wall\n\nCaf\ufffd opens.").doubts] == ["encoding"]


@given(st.text())
def test_no_text_loses_a_word(text):
    assert not lost(text)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_markup_loses_a_word(text):
    assert not lost(text)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange_to_read(data):
    assert not lost(decode(data))


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_mark_of_the_reading_itself_is_left_in_the_text(text):
    story = read(text)

    assert not set("\x00\x02\x03\x04\x05") & set(
        " ".join(map(repr, story.blocks)).encode().decode()
    )
    assert not any(code in repr(story) for code in ("\\x02", "\\x03", "\\x04", "\\x05"))


PROSE = st.lists(
    st.sampled_from(
        ["water", "rose", "“", "”", '"', "he said:", "fell.", "nobody,", "«", "»", "it’s"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(st.lists(PROSE, max_size=8))
def test_plain_copy_keeps_its_words_in_order_and_adds_none(paragraphs):
    text = "\n\n".join(["The headline", *paragraphs])

    assert read(text).words() == words(text)


def real_copy(samples):
    """Every real text there is, with what to call it."""
    for folder in ("text/digitalgov-md", "text/current-events-md", "wire"):
        for path in sorted((samples / folder).iterdir()):
            yield path.name, decode(path.read_bytes())
    for path in (samples / "text/wikinews-en").glob("*.csv"):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                yield row["title"], f"{row['title']}\n\n{row['text']}"
    for path in (samples / "text/wikinews-ja").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            sources = "\n".join(f"* {source}" for source in item["sources"])
            yield item["headline"], f"{item['headline']}\n\n{item['body']}\n\n出典:\n{sources}"
    arabic = samples / "text/arabic-pud-news.jsonl"
    for line in arabic.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        yield item["id"], f"{item['ar']}\n\n{item['en']}"
    for path in ("hostile/blns/blns.txt", "hostile/xss/payloadbox-odd-lines.txt"):
        naughty = decode((samples / path).read_bytes())
        yield path, naughty
        yield from ((line[:60], line) for line in naughty.splitlines())


def test_no_real_copy_loses_a_word(samples):
    losses = {name: missing for name, text in real_copy(samples) if (missing := lost(text))}

    assert losses == {}


def test_the_story_the_project_began_from(samples):
    text = decode((samples / "wire/seed-story.txt").read_bytes())

    story = read(text)

    assert story.words() == words(text)
    assert [
        (block.speaker, block.role) for block in story.blocks if isinstance(block, BlockQuotation)
    ] == [("Steve Warren", "army spokesman Colonel"), ("John Kerry", "Secretary of State")]
    assert sum(isinstance(block, Paragraph) for block in story.blocks) == 12
    assert [q.speaker for q in story.inline_quotations] == [
        "Iraqi Joint Operations Command",
        "Lavrov",
    ]
    assert render_credits(story.credits) == "[Reuters] [Wall Street Journal] [AP] [Photo courtesy]"
    assert not story.photo_credits[0].complete
