"""Raw copy becomes a draft: what is understood of it, once, and what is refused."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles import body
from articles.importing import intake
from articles.importing.intake import Understood
from articles.importing.models import Import
from articles.publishing.refusals import Refused
from articles.sources.models import Source
from articles.stories.copy import PlacementCopy
from articles.stories.models import Citation, Story
from tests.importing.copies import COPY, FRONT_MATTER, messages, taken_in
from tests.newsroom import a_photo, a_section, a_tag, a_user, saved

pytestmark = pytest.mark.django_db


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


def test_what_a_person_corrected_is_what_is_filed():
    understood = Understood(
        headline="Corrected", body="<p>Text.</p>", section=a_section().pk, notes=("Call them.",)
    )
    story = taken_in(COPY, name="seed.txt", understood=understood)
    assert (story.headline, story.section.name, story.editor_note) == (
        "Corrected", "City", "Call them.",
    )  # fmt: skip
    kept = Import.objects.get()
    assert (kept.story, kept.name, bytes(kept.raw).decode()) == (story, "seed.txt", COPY)


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
