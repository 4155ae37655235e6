"""Raw copy becomes a draft: what is understood, what is filed, and that nothing is lost."""

import re
import threading
from collections import Counter
from datetime import timedelta
from html import unescape
from unicodedata import normalize

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import body
from articles.importing import intake
from articles.importing.intake import Understood
from articles.importing.matching import CopyCredit
from articles.importing.models import Import
from articles.importing.wire import text as wire_text
from articles.importing.wire.story import BlockQuotation, BulletList
from articles.people.models import Contributor
from articles.photos.models import PhotoCredit
from articles.publishing import readiness
from articles.publishing.refusals import NotAllowed, Refused
from articles.sources.models import Document, Source, SourceDomain
from articles.stories import copy as copies
from articles.stories.copy import CitationCopy, PlacementCopy
from articles.stories.models import Citation, Story
from articles.tags.models import Tag
from tests.newsroom import a_contributor, a_photo, a_section, a_source, a_tag, a_user, saved

LINE = "[Reuters] [Wall Street Journal] [AP] [Photo courtesy]"
COPY = f"""Harbour towns agree to share one dredger

Officials of three harbour towns said Monday they intend to buy a dredger together.

The port authority issued a statement which read:  “(The towns will) pay in equal parts.”

In Saltgate, port spokeswoman Captain Ann Poe stated:

The port remains committed to nine metres.  We recognise that our neighbours need it too.”

Asked about the price, Mayor Ivo Lund said: “We will not go into debt.”

In contrast to Lund, Deputy Mayor Rosa Field took a softer tone:

All of this needs to be paid for. That is what we are here to talk about.”

The councils vote on Thursday.

{LINE}"""
FRONT_MATTER = """---
title: Ferries return
author: Jane Doe
date: 2020-05-29
slug: ferries-return
tags: [UN, Shipping]
---

The ferries return on Monday, the operator said.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return a_user("Editor", name="Ed Itor")


def taken_in(copy: str, by=None, **more) -> Story:
    return intake.take_in(copy.encode(), by=by or a_user("Editor"), **more)


def messages(story: Story, *, blocking: bool) -> str:
    found = readiness.problems(story)
    return " ".join(problem.message for problem in found if problem.blocking == blocking)


# What is understood


def test_understanding_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        understood = intake.understand(COPY.encode())
    assert understood.headline == "Harbour towns agree to share one dredger"
    assert [credit.text for credit in understood.credits] == [
        "Reuters",
        "Wall Street Journal",
        "AP",
    ]
    assert understood.photo_credit.kind == "courtesy"


def test_the_paragraphs_stand_in_their_order():
    story = taken_in(COPY)
    paragraphs = body.plain(story.body).split("\n\n")
    assert [words.split()[0] for words in paragraphs] == [
        "Officials", "The", "In", "The", "Asked", "In", "All", "The",
    ]  # fmt: skip
    assert "“(The towns will) pay in equal parts.”" in story.body
    assert "[" not in story.body


def test_block_quotations_have_their_speakers_and_roles():
    story = taken_in(COPY)
    assert list(story.quotations.values_list("speaker_name", "role")) == [
        ("Ann Poe", "port spokeswoman Captain"),
        ("Rosa Field", "Deputy Mayor"),
    ]
    assert story.quotations.first().words.startswith("The port remains committed")


def test_bare_credits_cite_their_sources_and_lack_a_document():
    story = taken_in(COPY)
    assert [str(citation) for citation in story.citations.all()] == [
        "Reuters", "The Wall Street Journal", "Associated Press",
    ]  # fmt: skip
    assert {citation.role for citation in story.citations.all()} == {Citation.Role.CREDIT_ONLY}
    assert messages(story, blocking=False).count("a credit with no document yet") == 3


def test_a_bare_photo_courtesy_blocks_only_once_a_photo_is_placed():
    story = taken_in(COPY)
    assert "Photo courtesy" in messages(story, blocking=False)
    assert "Photo courtesy" not in messages(story, blocking=True)

    placed = PlacementCopy("lead0001", a_photo().pk, role="lead")
    story = saved(story, placements=(placed,))
    assert "Photo courtesy" in messages(story, blocking=True)


def test_the_credits_are_printed_again_as_they_stood():
    assert intake.credits_as_printed(taken_in(COPY)) == LINE


@pytest.mark.parametrize(
    "line",
    [
        "[Reuters], [AP] and [Photo courtesy of Harbour Museum]",
        "[AP Photo/Jane Doe] [Reuters]",
        "[AFP PHOTO / Jane Doe] [Harbour Gazette](https://gazette.example/a?utm_source=x)",
        "[Reuters: https://reuters.com/a] [[AP]] [Source: BBC; AFP]",
    ],
)
def test_a_line_of_any_form_is_printed_again_as_it_stood(line):
    assert intake.credits_as_printed(taken_in(COPY.replace(LINE, line))) == line


def test_the_line_follows_what_the_desk_made_of_it():
    story = taken_in(COPY)
    PhotoCredit.objects.filter(pk=story.copy_credit_id).update(holder="Harbour Museum")
    story = Story.objects.get(pk=story.pk)
    kept = [c for c in copies.of(story).citations if c.credited_as != "AP"]

    printed = intake.credits_as_printed(saved(story, citations=tuple(kept)))

    assert printed == "[Reuters] [Wall Street Journal] [Photo courtesy of Harbour Museum]"


@pytest.mark.parametrize(
    ("line", "gone", "left"),
    [
        ("[Reuters, AP] [AFP]", "Reuters", "[AP] [AFP]"),
        ("[Reuters; AP] [AFP]", "AP", "[Reuters] [AFP]"),
        ("[Sources: Reuters, AP, AFP]", "AP", "[Sources: Reuters, AFP]"),
        ("[Source: Reuters] [AP]", "Reuters", "[AP]"),
        ("[[Reuters]] [[AP]]", "AP", "[[Reuters]]"),
    ],
)
def test_brackets_stay_whole_when_the_desk_drops_a_name(line, gone, left):
    story = taken_in(COPY.replace(LINE, line))
    kept = [c for c in copies.of(story).citations if c.credited_as != gone]

    assert intake.credits_as_printed(saved(story, citations=tuple(kept))) == left


def test_a_story_without_copy_prints_its_bare_credits():
    credited = CitationCopy("bare0001", source=a_source().pk, role="credit_only")
    story = saved(taken_in("One line alone"), citations=(credited,))
    Import.objects.all().delete()
    assert intake.credits_as_printed(story) == "[Harbour Board]"


def test_unknown_brackets_stay_in_the_text():
    story = taken_in(COPY.replace("on Thursday", "on Thursday [check the day]"))
    assert "[check the day]" in story.body
    assert "[check the day]" in story.editor_note


def test_front_matter_gives_byline_tags_address_and_date():
    a_tag("United Nations").aliases.create(name="UN")
    story = taken_in(FRONT_MATTER)
    assert (story.headline, story.slug) == ("Ferries return", "ferries-return")
    assert [str(byline) for byline in story.bylines.all()] == ["Jane Doe"]
    assert set(story.tags.values_list("name", flat=True)) == {"United Nations", "Shipping"}
    assert "The copy is dated 29 May 2020." in story.editor_note


def test_a_date_is_the_beginning_of_that_day_here():
    dated = timezone.localtime(intake.understand(FRONT_MATTER.encode()).dated)
    assert (dated.hour, dated.day) == (0, 29)
    assert dated.utcoffset() == timedelta(hours=1)  # of the newsroom's summer, London's


def test_copy_without_a_headline_gets_a_working_one():
    assert intake.understand(b"---\ntags: [Ports]\n---\n").headline == "Untitled copy"
    story = taken_in("The wall, which was built in 1887 and mended in 1921, gave way. " * 12)
    assert 0 < len(story.headline) <= 300


# The library


def test_aliases_of_the_library_are_followed():
    a_source("The Reuters Archive").aliases.create(name="Reuters")
    story = taken_in(COPY)
    assert str(story.citations.first()) == "The Reuters Archive"
    assert intake.credits_as_printed(story) == LINE


def test_a_link_becomes_a_document_published_by_its_domain():
    gazette = a_source("The Harbour Gazette")
    SourceDomain.objects.create(source=gazette, domain="gazette.example")
    story = taken_in(COPY.replace(LINE, "[Gazette](https://www.gazette.example/dredger)"))
    document = story.citations.get().document
    assert (document.url, document.publisher) == ("https://www.gazette.example/dredger", gazette)


def test_a_link_to_a_document_of_the_library_cites_it():
    known = Document.objects.create(title="The dredger", url="https://gazette.example/dredger")
    story = taken_in(COPY.replace(LINE, "[Gazette](http://gazette.example/dredger/?utm_source=x)"))
    assert story.citations.get().document == known


def test_an_address_of_an_unknown_domain_is_published_by_whom_the_credit_names():
    story = taken_in(COPY.replace(LINE, "[Kell Courier](https://courier.example/1)"))
    assert story.citations.get().document.publisher.name == "Kell Courier"


def test_an_address_that_is_none_of_the_web_goes_into_the_note():
    credit = CopyCredit("Harbour Board", url="javascript:alert(1)")
    story = taken_in("A headline\n\nA text.", understood=Understood("A", credits=(credit,)))
    assert story.citations.get().source.name == "Harbour Board"
    assert "javascript:alert(1)" in story.editor_note


def test_an_entry_of_a_list_of_sources_is_a_document_by_its_title():
    title = "Jane Doe. “The dredger that three towns share.” The Harbour Gazette, 3 May 2020"
    copy = (
        f"Headline here\n\nA paragraph of text.\n\n## Sources\n\n- [{title}](https://g.example/d)\n"
    )
    story = taken_in(copy)
    document = story.citations.get().document
    assert (document.title, document.publisher) == (title, None)


def test_two_bylines_of_one_person_are_one():
    a_contributor("Jane Doe").aliases.create(name="J. Doe")
    story = taken_in("H\n\nT", understood=Understood("H", bylines=("Jane Doe", "J. Doe", " ")))
    assert [str(byline) for byline in story.bylines.all()] == ["Jane Doe"]


def test_a_writer_may_not_add_people_so_an_unknown_name_goes_into_the_note():
    story = taken_in(FRONT_MATTER, by=a_user("Writer"))
    assert not Contributor.objects.exists()
    assert "Byline in the copy, not in the library: Jane Doe" in story.editor_note


def test_who_may_not_file_stories_writes_nothing():
    with pytest.raises(NotAllowed):
        taken_in(COPY, by=a_user("Researcher"))
    assert not Source.objects.exists()
    assert not Import.objects.exists()


def test_a_whole_photo_credit_serves_two_stories_and_a_bare_one_only_its_own():
    whole = COPY.replace("Photo courtesy", "Photo courtesy of Harbour Museum")
    first, second = taken_in(whole), taken_in(f"{whole} [DPA]")
    assert first.copy_credit == second.copy_credit
    first, second = taken_in(COPY), taken_in(f"More. {COPY}")
    assert first.copy_credit != second.copy_credit


def test_a_photo_credit_that_does_not_tell_its_kind_is_not_given_one():
    story = taken_in(COPY.replace("Photo courtesy", "Photo: Jane Doe"))
    assert (story.copy_credit.kind, story.copy_credit.creators) == ("", "Jane Doe")
    assert "Say what sort of credit this is" in messages(story, blocking=False)


# What a person made of it


def test_what_a_person_corrected_is_what_is_filed(editor):
    understood = Understood(
        headline="Corrected", body="<p>Text.</p>", section=a_section().pk, notes=("Call them.",)
    )
    story = taken_in(COPY, editor, name="seed.txt", understood=understood)
    assert (story.headline, story.section.name, story.editor_note) == (
        "Corrected", "City", "Call them.",
    )  # fmt: skip
    kept = Import.objects.get()
    assert (kept.story, kept.name, bytes(kept.raw).decode()) == (story, "seed.txt", COPY)


# The same copy twice


@pytest.mark.parametrize(
    "again",
    [
        COPY.encode(),
        COPY.replace("\n", "\r\n").encode("utf-8-sig"),
        COPY.encode("utf-16"),
        COPY.encode("cp1252"),
        f"\n\n{COPY}  \n".encode(),
    ],
    ids=["same", "windows", "utf-16", "cp1252", "blank lines"],
)
def test_the_same_copy_is_one_story_however_it_is_written_down(again):
    story = taken_in(COPY)
    assert intake.take_in(again, by=a_user("Editor")) == story
    assert Story.objects.count() == Import.objects.count() == 1


def test_copy_that_differs_in_a_word_is_another_story():
    assert taken_in(COPY) != taken_in(COPY.replace("Thursday", "Friday"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("both", [(COPY, COPY), (COPY, COPY + "\n\nMore.")], ids=["same", "two"])
def test_two_at_once_make_no_row_twice(both):
    # Between such tests the database is emptied, the groups of the roles too.
    editors = [User.objects.create_superuser(name) for name in ("ed", "ida")]
    barrier, made, failed = threading.Barrier(2), [], []

    def bring(copy, by):
        try:
            barrier.wait()
            made.append(taken_in(copy, by).pk)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=bring, args=pair) for pair in zip(both, editors, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len(set(made)) == Story.objects.count() == len(set(both))
    assert Source.objects.called("Reuters")


# What is no copy


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b" \r\n\t ", "no text"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "Word"),
        (bytes(range(32)) * 20, "not text"),
        (b"x" * 1_000_001, "too long"),
    ],
)
def test_what_is_no_copy_is_refused_in_words(data, said):
    with pytest.raises(Refused, match=said):
        intake.take_in(data, by=a_user("Editor"))
    assert not Story.objects.exists()


# Nothing is lost


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
