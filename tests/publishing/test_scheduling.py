"""Schedules and embargoes: nothing comes out before its time, and then it does by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import desk
from articles.publishing.models import Edition
from articles.publishing.refusals import NotAllowed, Refused
from articles.stories.models import Story
from tests.newsroom import (
    a_published_story,
    a_ready_story,
    a_story_in,
    saved,
    time_passes,
    tomorrow,
)

from .looking import editions, last_move, shown

pytestmark = pytest.mark.django_db


def test_nothing_under_embargo_comes_out_before_it_lifts(publisher):
    lifts = tomorrow()
    story = a_ready_story(embargo_until=lifts)

    with pytest.raises(Refused, match="Under embargo"):
        desk.publish(story=story, by=publisher, override="It leaked.")
    with pytest.raises(Refused, match="Under embargo"):
        desk.schedule(story=story, by=publisher, at=lifts - timedelta(seconds=1))
    assert Story.objects.get().status == "ready"

    assert desk.schedule(story=story, by=publisher, at=lifts).status == "scheduled"


def test_a_live_story_put_under_embargo_is_not_updated_before_it_lifts(publisher):
    lifts = tomorrow()
    story = saved(a_published_story(), headline="New", embargo_until=lifts)

    with pytest.raises(Refused, match="Under embargo"):
        desk.update(story=story, by=publisher)
    desk.update(story=story, by=publisher, at=lifts)

    assert shown(story) == "Harbour wall gives way"


@pytest.mark.parametrize("state", ["scheduled", "live_with_scheduled_update"])
def test_an_embargo_cannot_be_laid_on_what_is_scheduled_for_sooner(state):
    story = a_story_in(state)

    with pytest.raises(Refused, match="off the schedule"):
        saved(story, embargo_until=tomorrow() + timedelta(days=1))

    assert saved(story, embargo_until=tomorrow() - timedelta(hours=1)).embargo_until


@pytest.mark.parametrize("state", ["scheduled", "embargoed"])
def test_a_scheduled_story_comes_out_by_itself(state):
    story = a_story_in(state)
    assert shown(story) is None

    time_passes(story, hours=23.9)
    assert shown(story) is None

    time_passes(story, hours=0.2)
    assert shown(story) == "Harbour wall gives way"


def test_a_schedule_is_logged_with_its_time(publisher):
    at = tomorrow()

    story = desk.schedule(story=a_ready_story(), by=publisher, at=at)

    assert last_move(story)[4] == f"for {timezone.localtime(at):%d %B %Y, %H:%M}"


@pytest.mark.parametrize("verb", ["schedule", "update"])
def test_nothing_is_scheduled_for_a_time_that_has_passed(publisher, verb):
    story = a_story_in("live_with_pending_edit" if verb == "update" else "ready")

    with pytest.raises(Refused, match="has passed"):
        getattr(desk, verb)(story=story, by=publisher, at=timezone.now() - timedelta(seconds=1))


def test_a_story_is_scheduled_for_another_time_and_only_for_that(publisher):
    story = a_story_in("scheduled")
    later = tomorrow() + timedelta(days=1)

    desk.schedule(story=story, by=publisher, at=later)

    assert editions(story) == [(1, story.headline, False), (2, story.headline, True)]
    time_passes(story, hours=25)
    assert shown(story) is None
    time_passes(story, hours=24)
    assert shown(story) == story.headline
    assert Edition.seen.get(story=story).number == 2


def test_a_scheduled_story_is_published_at_once(publisher):
    story = a_story_in("scheduled")

    story = desk.publish(story=story, by=publisher)

    assert story.status == "published"
    assert editions(story) == [(1, story.headline, False), (2, story.headline, True)]
    edition = Edition.everything.get(number=2)
    assert edition.published_at == edition.visible_from


def test_an_edit_of_a_scheduled_story_stays_out_of_what_comes_out():
    story = saved(a_story_in("scheduled"), headline="Second thoughts")

    time_passes(story, hours=25)

    assert shown(story) == "Harbour wall gives way"


def test_a_story_taken_off_the_schedule_never_comes_out(publisher):
    story = a_story_in("scheduled")

    story = desk.withdraw(story=story, by=publisher, note="Not yet.")

    assert story.status == "ready"
    assert last_move(story) == ("withdraw", "scheduled", "ready", publisher, "Not yet.")
    time_passes(story, hours=48)
    assert shown(story) is None
    assert not Edition.seen.filter(story=story).exists()


def test_an_update_taken_off_the_schedule_leaves_what_is_out_as_it_is(publisher):
    story = a_story_in("live_with_scheduled_update")

    story = desk.withdraw(story=story, by=publisher)

    assert story.status == "published"
    time_passes(story, hours=48)
    assert shown(story) == "Harbour wall gives way"
    assert story.headline == "The wall, a day later"  # the desk copy is nobody's to take back


def test_where_nothing_is_scheduled_nothing_is_taken_off_the_schedule(publisher):
    with pytest.raises(NotAllowed, match="Nothing of the story is on the schedule"):
        desk.withdraw(story=a_published_story(), by=publisher)


def test_a_story_whose_time_has_come_is_corrected_though_no_tick_has_been(publisher):
    story = time_passes(a_story_in("scheduled"), hours=25)
    assert story.status == "scheduled"

    assert desk.moves_open(story, by=publisher) == ["update", "unpublish"]
    story = saved(story, headline="Put right")
    story = desk.update(story=story, by=publisher, correction=("correction", "It was Tuesday."))

    assert shown(story) == "Put right"


def test_a_story_whose_time_has_come_is_moved_as_the_published_one_it_is(publisher):
    story = a_story_in("scheduled")
    time_passes(story, hours=25)

    with pytest.raises(NotAllowed, match="The story is published now"):
        desk.schedule(story=story, by=publisher, at=tomorrow())
    # Even by somebody who has had it before them since it was a draft.
    story.status = "draft"
    story = desk.unpublish(story=story, by=publisher, note="A court order.")

    assert story.status == "unpublished"
    assert [move.verb for move in story.moves.all()[:2]] == ["unpublish", "come_out"]
