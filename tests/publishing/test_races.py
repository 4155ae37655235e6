"""What several people do at once: one of them is first, the others are told, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from articles import named
from articles.publishing import clock, desk
from articles.publishing.models import Edition, Move
from articles.publishing.refusals import Refused, Stale
from articles.stories import copy as copies
from articles.stories.models import Story
from articles.tags.models import Tag
from tests.newsroom import (
    a_published_story,
    a_ready_story,
    a_story,
    a_tag,
    a_user,
    saved,
    time_passes,
    tomorrow,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list:
    """Do `acts` at the same moment, each on a connection of its own; what each gave or raised."""
    together = Barrier(len(acts))

    def run(act):
        together.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(outcomes: list) -> list[Refused]:
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def test_of_many_who_save_the_same_version_one_is_kept_and_the_rest_are_told():
    story = a_story()
    editors = [a_user("Editor", name=f"Editor No{n}") for n in range(6)]

    def save(n):
        copy = copies.replace(copies.of(Story.objects.get(pk=story.pk)), headline=f"Version of {n}")
        return lambda: desk.save(story=story, by=editors[n], copy=copy, version=1)

    outcomes = at_once(*[save(n) for n in range(6)])

    told = refusals(outcomes)
    (kept,) = [outcome for outcome in outcomes if isinstance(outcome, Story)]
    assert [type(refusal) for refusal in told] == [Stale] * 5
    assert {refusal.who for refusal in told} == {kept.changed_by.get_full_name()}
    story.refresh_from_db()
    assert (story.headline, story.version) == (kept.headline, 2)
    assert [r.snapshot["headline"] for r in story.revisions.all()] == [
        kept.headline,
        "Harbour wall gives way",
    ]


def test_of_many_who_publish_one_story_one_does_and_there_is_one_edition():
    story = a_ready_story()
    publishers = [a_user("Publisher") for _ in range(5)]

    outcomes = at_once(
        *[
            lambda by=by: desk.publish(story=Story.objects.get(pk=story.pk), by=by)
            for by in publishers
        ]
    )

    assert len(refusals(outcomes)) == 4
    assert Edition.everything.filter(story=story).count() == 1
    assert Move.objects.filter(story=story, verb="publish").count() == 1


def test_publishing_scheduling_and_spiking_at_once_leave_one_outcome():
    story = a_ready_story()
    by = a_user("Publisher")
    at = tomorrow()

    outcomes = at_once(
        lambda: desk.publish(story=Story.objects.get(pk=story.pk), by=by),
        lambda: desk.schedule(story=Story.objects.get(pk=story.pk), by=by, at=at),
        lambda: desk.spike(story=Story.objects.get(pk=story.pk), by=by, note="Overtaken."),
    )

    story.refresh_from_db()
    moves = story.moves.exclude(verb__in=["file", "approve"])
    # A scheduled story may still be published: two of the three may follow one another.
    assert len(refusals(outcomes)) == 3 - moves.count()
    open_editions = Edition.everything.filter(story=story, visible_until=None)
    assert open_editions.count() == (0 if story.status == "spiked" else 1)
    assert story.status == moves.first().to_status


def test_of_many_updates_of_one_edit_readers_get_one():
    story = saved(a_published_story(), headline="The wall, a day later")
    by = a_user("Publisher")

    outcomes = at_once(
        *[lambda: desk.update(story=Story.objects.get(pk=story.pk), by=by) for _ in range(5)]
    )

    assert len(refusals(outcomes)) == 4
    assert list(
        Edition.everything.filter(story=story).order_by("number").values_list("number", "headline")
    ) == [(1, "Harbour wall gives way"), (2, "The wall, a day later")]
    assert Edition.everything.filter(story=story, visible_until=None).count() == 1


def test_however_many_clocks_tick_a_story_comes_out_once():
    story = desk.schedule(story=a_ready_story(), by=a_user("Publisher"), at=tomorrow())
    time_passes(story, hours=25)

    ticked = at_once(*[clock.tick for _ in range(4)])

    assert sum(done["published"] for done in ticked) == 1
    assert Move.objects.filter(story=story, verb="come_out").count() == 1


def test_writers_of_different_stories_never_lock_each_other_out():
    stories = [a_story(headline=f"Story {n}") for n in range(6)]
    by = a_user("Editor")

    def write(story):
        def act():
            row = story
            for turn in range(5):
                copy = copies.replace(copies.of(row), dek=f"Turn {turn}")
                row = desk.save(story=row, by=by, copy=copy, version=row.version)
            return row

        return act

    at_once(*[write(story) for story in stories])

    assert {(s.dek, s.version) for s in Story.objects.all()} == {("Turn 4", 6)}


def test_two_stories_that_want_one_address_never_share_it():
    stories = [a_ready_story() for _ in range(4)]
    by = a_user("Publisher")

    outcomes = at_once(*[lambda story=s: desk.publish(story=story, by=by) for s in stories])

    # Where two meet, one may be asked to try again; then it finds the address taken.
    for story, outcome in zip(stories, outcomes, strict=True):
        if isinstance(outcome, Refused):
            assert Story.objects.get(pk=story.pk).status == "ready"
            desk.publish(story=story, by=by)
    slugs = Edition.everything.values_list("slug", flat=True)
    assert sorted(slugs) == ["harbour-wall-gives-way"] + [
        f"harbour-wall-gives-way-{n}" for n in (2, 3, 4)
    ]


def test_a_save_and_a_publication_at_once_never_print_what_nobody_approved():
    story = a_ready_story()
    editor, publisher = a_user("Editor"), a_user("Publisher")
    copy = copies.replace(copies.of(story), headline="Second thoughts")

    saved_, published = at_once(
        lambda: desk.save(story=story, by=editor, copy=copy, version=1),
        lambda: desk.publish(story=story, by=publisher),
    )

    assert isinstance(saved_, Story)
    printed = Edition.everything.filter(story=story).values_list("headline", flat=True)
    assert list(printed) == ([] if isinstance(published, Stale) else ["Harbour wall gives way"])
    assert Story.objects.get().headline == "Second thoughts"


def test_two_tags_merged_into_each_other_at_once_close_no_ring():
    un, nations = a_tag("UN"), a_tag("United Nations")
    by = a_user("Editor")

    def merge(loser, winner):
        try:
            return named.merge(loser, into=winner, by=by)
        except (ValidationError, OperationalError) as refused:  # a deadlock found is a refusal too
            return refused

    outcomes = at_once(lambda: merge(un, nations), lambda: merge(nations, un))

    assert sum(isinstance(outcome, named.Merge) for outcome in outcomes) == 1
    assert (
        Tag.objects.standing().get()
        == Tag.objects.called("UN")
        == Tag.objects.called("United Nations")
    )
