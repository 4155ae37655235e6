"""No word of any copy is lost on its way into a story, and none of it does harm."""

import re
from collections import Counter
from html import unescape
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import body
from articles.importing import intake
from articles.importing.wire import text as wire_text
from articles.importing.wire.story import BlockQuotation, BulletList
from articles.stories.models import Story
from articles.tags.models import Tag
from tests.importing.copies import COPY, LINE, taken_in
from tests.newsroom import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return a_user("Editor", name="Ed Itor")


def test_what_is_too_long_for_its_field_is_kept_in_the_note():
    headline, tag, author = "Very " * 80 + "long", "tag " * 40 + "end", "Jane " * 30 + "Doe"
    copy = f'---\ntitle: {headline}\nauthor: {author}\ntags: ["{tag}", ok]\n---\n\nThe text.\n'
    story = taken_in(copy)
    assert len(story.headline) <= 300
    assert list(story.tags.values_list("name", flat=True)) == ["ok"]
    assert lost(copy, story) == Counter()


def test_names_that_grow_when_folded_are_too_long_too():
    tag = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 60  # 18 letters each
    story = taken_in(f"---\ntitle: A headline\ntags: [{tag}]\n---\n\nThe text.\n")
    assert not Tag.objects.exists()
    assert tag in story.editor_note


def test_a_speaker_too_long_for_a_mark_is_cut_and_stands_in_the_text():
    role = "spokeswoman for the " + "very " * 50 + "old harbour"
    copy = COPY.replace("port spokeswoman Captain", role)
    assert lost(copy, taken_in(copy)) == Counter()


def test_an_address_no_reader_could_follow_is_kept_in_the_note():
    copy = "Headline\n\nSee [the plan](ftp://harbour.example/plan.pdf 'the newest') for more.\n"
    story = taken_in(copy)
    assert "ftp" not in story.body
    assert lost(copy, story) == Counter()


def test_hostile_copy_comes_out_harmless():
    story = taken_in(
        "Head<script>alert(1)</script>line\n\n"
        '<img src=x onerror=alert(1)> <a href="javascript:alert(1)">press</a>'
        "<svg onload=alert(1)>\n\n"
        '“Quoted,” said Jane"><script>alert(2)</script> Doe.\n\n[Reuters"><script>] [AP]'
    )
    assert harmless(story.body)


def harmless(markup: str) -> bool:
    """No element but the body's own, no attribute but its own, no address that runs."""
    tags = re.findall(r"<([^>]*)>", markup)
    return body.sanitise(markup) == markup and all(
        re.fullmatch(
            r'/?(p|h2|h3|ul|ol|li|strong|em|br|blockquote( data-(key|speaker|role)="[^"]*")*'
            r'|a( href="(https?://|mailto:|/|#)[^"]*")?)',
            tag,
            re.IGNORECASE,
        )
        for tag in tags
    )


def lost(copy: str | bytes, story: Story) -> Counter:
    """The words of the copy that are in no part of the story."""
    data = copy if isinstance(copy, bytes) else copy.encode()
    text = normalize("NFC", wire_text.decode(data))
    read, wanted = wire_text.read(text), Counter(wire_text.words(text))
    for block in read.blocks:
        if isinstance(block, BulletList):  # an ordered list numbers itself
            wanted -= Counter(word for number in block.numbers for word in words(number))
    # A line under a quotation that named its speaker stands in its mark now.
    marks = [block for block in read.blocks if isinstance(block, BlockQuotation)]
    for mark, quotation in zip(marks, story.quotations.all(), strict=True):
        if mark.attribution:
            wanted -= Counter(words(f"{quotation.speaker_name} {quotation.role}"))
    return wanted - Counter(words_of(story))


def words(text: str) -> list[str]:
    return wire_text.words(normalize("NFC", text), markup=False)


def words_of(story: Story) -> list[str]:
    """Every word the story keeps. What stands between two tags is words of its own."""
    kept = [story.headline, story.kicker, story.dek, story.dateline, story.editor_note]
    kept += [unescape(re.sub(r"<[^>]*>", "\n", story.body))]
    kept += [unescape(href) for href in re.findall(r'href="([^"]*)"', story.body)]
    kept += [intake.credits_as_printed(story)]
    for citation in story.citations.select_related("document", "source"):
        kept.append(citation.document.title if citation.document else citation.credited_as)
        kept.append(citation.document.url if citation.document else "")
    return [word for said in kept for word in words(said)]


WORDS = st.sampled_from(
    [
        *(
            "Harbour",
            "board",
            "said",
            "By",
            "Jane Doe",
            "AP",
            "Reuters",
            "Photo courtesy",
            "Photo:",
        ),
        *("Sources:", "BERLIN (AP) —", "---", "title: X", "tags: [a, b]", "ﷺ", "日本", "e\u0301"),
        *(
            "“",
            "”",
            '"',
            "[",
            "]",
            "(",
            ")",
            "](",
            ":",
            "—",
            "*",
            "_",
            "#",
            "-",
            "1.",
            "5)",
            "\x0b",
        ),
        *("\n", "\n\n", "\n\n", " ", "  ", "https://a.example/x", "ftp://a.example", "{{< x >}}"),
        *("<b>", "</b>", "<a href='/x'>", "</a>", "&amp;", "&#0;"),
    ]
)
COPIES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=40).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1),
).filter(lambda text: wire_text.decode(text.encode()).strip())


@given(COPIES)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_word_of_any_copy_is_lost(editor, copy):
    story = intake.take_in(copy.encode(), by=editor)
    assert lost(copy, story) == Counter()
    assert harmless(story.body)


# Real copy


def test_every_sample_is_filed_without_a_lost_word(samples, editor):
    folders = ("digitalgov-md", "wikinews-en", "wikinews-ja", "current-events-md")
    found = {}
    for path in (p for folder in folders for p in sorted((samples / "text" / folder).iterdir())):
        for number, copy in enumerate(copies_in(path)):
            story = intake.take_in(copy, by=editor, name=path.name)
            if missing := lost(copy, story):
                found[f"{path.name} {number}"] = missing
    assert found == {}


def copies_in(path) -> list[bytes]:
    """A file of tables or of JSON lines is copy too, if no good one."""
    data = path.read_bytes()
    return (
        [line for line in data.splitlines() if line.strip()][:40]
        if path.suffix == ".jsonl"
        else [data]
    )


def test_the_seed_story_of_the_samples(samples, editor):
    data = (samples / "wire" / "seed-story.txt").read_bytes()
    story = intake.take_in(data, by=editor, name="seed-story.txt")
    assert story.headline == "Iraq and Russia cooperating with Syria and Iran to defeat ISIS"
    assert list(story.quotations.values_list("speaker_name", "role")) == [
        ("Steve Warren", "army spokesman Colonel"),
        ("John Kerry", "Secretary of State"),
    ]
    assert intake.credits_as_printed(story) == LINE
    assert lost(data, story) == Counter()


def test_hostile_samples_come_out_harmless(samples, editor):
    for path in sorted((samples / "hostile").glob("*/*.txt")):
        lines = path.read_bytes().splitlines()
        for start in range(0, len(lines), 100):
            copy = b"A headline\n\n" + b"\n\n".join(lines[start : start + 100])
            story = intake.take_in(copy, by=editor)
            assert harmless(story.body), path.name
