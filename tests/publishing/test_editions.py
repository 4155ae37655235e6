"""Editions: what readers may see, at which moment, by the database's own clock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.changes import Change
from articles.publishing import clock, desk, editions
from articles.publishing.models import Edition, Move, Revision
from articles.stories.models import Story
from tests.newsroom import (
    a_copy,
    a_published_story,
    a_ready_story,
    a_section,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    saved,
    time_passes,
    tomorrow,
)

pytestmark = pytest.mark.django_db

A_BIT = timedelta(seconds=30)


def edition_seen(begins: timedelta, ends: timedelta | None) -> Edition:
    """An edition visible from and until these times from now."""
    edition = a_published_story().editions.get()
    now = clock.now()
    Edition.everything.filter(pk=edition.pk).update(
        visible_from=now + begins,
        published_at=now + min(begins, -A_BIT),
        visible_until=None if ends is None else now + ends,
    )
    return edition


@pytest.mark.parametrize(
    ("begins", "ends", "visible", "seen"),
    [
        (-A_BIT, None, True, True),
        (-A_BIT, A_BIT, True, True),
        (A_BIT, None, False, False),
        (A_BIT, 2 * A_BIT, False, False),
        (-2 * A_BIT, -A_BIT, False, True),
        (-A_BIT, -A_BIT, False, False),  # withdrawn before anybody saw it
        (A_BIT, A_BIT, False, False),
    ],
)
def test_an_edition_is_visible_from_its_beginning_until_its_end(begins, ends, visible, seen):
    edition = edition_seen(begins, ends)

    assert Edition.visible.filter(pk=edition.pk).exists() == visible
    assert Edition.seen.filter(pk=edition.pk).exists() == seen
    assert Edition.everything.filter(pk=edition.pk).exists()


def test_what_a_story_gives_readers_are_its_visible_editions():
    story = desk.update(
        story=saved(a_published_story(), headline="New"), by=a_user("Publisher"), at=tomorrow()
    )

    assert [edition.number for edition in story.editions.all()] == [1]
    assert Edition._default_manager is Edition.visible or Edition._default_manager.name == "visible"


def test_at_every_moment_of_a_change_there_is_one_edition():
    """The end of one and the beginning of the next are the same instant, and only one has it."""
    story = saved(a_published_story(), headline="New")
    desk.update(story=story, by=a_user("Publisher"))

    for _ in range(20):
        assert Edition.visible.filter(story=story).count() == 1


def test_the_newest_stands_first_by_when_the_story_came_out():
    old, new = a_published_story(hours_ago=2), a_published_story(hours_ago=1)
    desk.update(story=saved(old, headline="Old, updated"), by=a_user("Publisher"))
    time_passes(old, hours=0.01)

    assert [e.story for e in Edition.visible.newest()] == [new, old]


# previews


def test_a_preview_of_a_draft_is_an_edition_that_is_not_kept():
    story = a_story(headline="A draft")

    edition = editions.build(
        story, story.revisions.get(), visible_from=clock.now(), by=story.filed_by
    )

    assert (edition.pk, edition.headline, edition.section_id) == (None, "A draft", story.section_id)
    assert not Edition.everything.exists()


def test_a_preview_needs_neither_a_kept_story_nor_a_kept_revision():
    writer, copy = a_user("Writer"), a_copy(headline="Not even filed", section=None).cleaned()
    story = Story(filed_by=writer)

    edition = editions.build(
        story, Revision(story=story, snapshot=copy.as_json()), visible_from=clock.now(), by=writer
    )

    assert (edition.headline, edition.slug, edition.corrections) == (
        "Not even filed",
        "not-even-filed",
        [],
    )


def test_a_preview_of_an_edit_bears_the_date_and_the_corrections_of_the_story():
    story = desk.update(
        story=a_published_story(), by=a_user("Publisher"), correction=("correction", "Tuesday.")
    )
    story = saved(time_passes(story, hours=1), headline="New")

    edition = editions.build(
        story, story.revisions.first(), visible_from=clock.now(), by=story.filed_by
    )

    assert edition.published_at == Edition.seen.earliest("number").published_at
    assert [notice["text"] for notice in edition.corrections] == ["Tuesday."]


# the clock


def test_now_is_the_databases_time_to_the_millisecond():
    now = clock.now()

    assert abs(now - timezone.now()) < timedelta(minutes=1)
    assert now.microsecond % 1000 == 0


@pytest.mark.parametrize("state", ["scheduled", "embargoed"])
def test_a_tick_brings_the_record_after_what_readers_see_already(state):
    story = time_passes(a_story_in(state), hours=25)
    assert Edition.visible.filter(story=story).exists()

    assert clock.tick() == {"published": 1, "ended": 0}

    story.refresh_from_db()
    move = story.moves.first()
    assert (story.status, story.version) == ("published", 1)
    assert (move.verb, move.from_status, move.to_status, move.by) == (
        "come_out",
        "scheduled",
        "published",
        None,
    )


def test_a_story_that_comes_out_by_itself_tells_every_page_it_stands_on():
    tag, section = a_tag("Sea"), a_section("Sport")
    story = a_story_in("scheduled", tags=(tag.pk,), section=section.pk)
    time_passes(story, hours=25)
    Change.objects.all().delete()

    clock.tick()

    keys = set(Change.objects.values_list("key", flat=True))
    assert keys == {story.change_key, "front", section.change_key, tag.change_key}


def test_a_tick_too_many_does_nothing():
    time_passes(a_story_in("scheduled"), hours=25)
    clock.tick()
    logged = Move.objects.count(), Change.objects.count()

    assert clock.tick() == {"published": 0, "ended": 0}
    assert (Move.objects.count(), Change.objects.count()) == logged


def test_a_tick_leaves_alone_what_is_not_due():
    story = a_story_in("scheduled")

    assert clock.tick() == {"published": 0, "ended": 0}
    assert Story.objects.get(pk=story.pk).status == "scheduled"


def test_a_tick_takes_past_editions_out_of_the_readers_index():
    story = saved(a_published_story(tags=(a_tag("Old").pk,)), tags=(a_tag("New").pk,))
    story = desk.update(story=story, by=a_user("Publisher"), at=tomorrow())
    assert a_tag("Old").edition_rows.count() == 1

    time_passes(story, hours=25)
    Change.objects.all().delete()

    assert clock.tick() == {"published": 0, "ended": 1}
    assert set(Change.objects.values_list("key", flat=True)) == {
        *(story.change_key, "front", a_section().change_key),
        *(a_tag("Old").change_key, a_tag("New").change_key),
    }
    assert not a_tag("Old").edition_rows.exists()
    assert a_tag("New").edition_rows.count() == 1


def test_no_copy_of_a_page_outlives_the_next_change():
    assert clock.next_transition() is None
    a_published_story()
    assert clock.next_transition() is None

    later, sooner = tomorrow() + timedelta(hours=1), tomorrow()
    publisher = a_user("Publisher")
    desk.schedule(story=a_ready_story(), by=publisher, at=later)
    assert clock.next_transition() == later
    story = desk.update(story=saved(a_published_story(), dek="New"), by=publisher, at=sooner)
    assert clock.next_transition() == sooner

    desk.unpublish(story=story, by=publisher, note="A court order.")
    assert clock.next_transition() == later
