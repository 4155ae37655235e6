"""No story comes out with a photo that may not run then, whoever presses the button."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.photos.credits import PhotoCredit
from articles.publishing import clock, desk
from articles.publishing.refusals import NotReady
from articles.stories import copy as copies
from articles.stories.copy import PlacementCopy
from articles.stories.models import Story
from tests.newsroom import (
    a_credit,
    a_photo,
    a_published_story,
    a_ready_story,
    a_story,
    a_story_in,
    a_user,
    saved,
    time_passes,
    tomorrow,
)

pytestmark = pytest.mark.django_db


def placed(photo, role: str = "lead") -> dict:
    figure = '<figure data-key="p001"></figure>'
    shown = {"placements": (PlacementCopy("p001", photo.pk, role=role),)}
    return shown if role == "lead" else shown | {"body": f"<p>Words.</p>{figure}"}


def a_limited_photo(**terms):
    return a_photo(credit=a_credit("handout", "", holder="Harbour Board", **terms))


def refused(move, **how) -> str:
    """Why `move` is refused, although somebody gives a reason to go on all the same."""
    admin = a_user(is_superuser=True)
    with pytest.raises(NotReady) as caught:
        move(by=admin, override="The editor wants it.", **how)
    return str([problem.message for problem in caught.value.problems])


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"expires_on": timezone.localdate() - timedelta(days=1)}, "ended on"),
        ({"handed_out_on": timezone.localdate() - timedelta(days=15)}, "lent for 14 days"),
        ({"embargo_until": timezone.now() + timedelta(hours=30)}, "under embargo"),
        ({"medium": "print"}, "in print only"),
        ({"territories": "IE"}, "licensed for IE only"),
    ],
)
def test_a_story_is_not_published_with_a_photo_its_terms_forbid(terms, why):
    story = a_ready_story(**placed(a_limited_photo(**terms)))

    assert why in refused(desk.publish, story=story)
    assert Story.objects.get().status == "ready"


def test_a_photo_licensed_for_where_the_paper_is_read_may_run(settings):
    settings.READ_IN = ["IE"]

    a_published_story(**placed(a_limited_photo(territories="IE GB")))


def test_a_story_is_scheduled_by_what_its_photos_may_do_then():
    today = timezone.localdate()
    over_by_then = a_ready_story(**placed(a_limited_photo(expires_on=today)))
    free_by_then = a_ready_story(
        **placed(a_limited_photo(embargo_until=tomorrow() - timedelta(hours=1)))
    )

    assert "ended on" in refused(desk.schedule, story=over_by_then, at=tomorrow())
    assert "under embargo" in refused(desk.publish, story=free_by_then)
    desk.schedule(story=free_by_then, by=a_user("Publisher"), at=tomorrow())


def test_an_update_ahead_is_asked_of_its_own_time_too():
    story = saved(a_published_story(), **placed(a_limited_photo(expires_on=timezone.localdate())))

    assert "ended on" in refused(desk.update, story=story, at=tomorrow())
    desk.update(story=story, by=a_user("Publisher"))


@pytest.mark.parametrize("role", ["lead", "inline", "gallery"])
@pytest.mark.parametrize(
    "state", ["live", "scheduled", "live_with_scheduled_update", "unpublished"]
)
def test_a_photo_for_one_story_is_refused_to_the_next(state, role):
    photo = a_photo(credit=a_credit(one_story=True))
    first = placed(photo, role) | {"headline": "The first"}
    a_story_in(state, pending={"dek": "More."}, **first)

    story = a_ready_story(**placed(photo))

    assert "“The first” has used it" in refused(desk.publish, story=story)


def test_a_photo_for_one_story_stays_in_it_through_every_update():
    photo = a_photo(credit=a_credit(one_story=True))
    story = saved(a_published_story(**placed(photo)), dek="More.")

    desk.update(story=story, by=a_user("Publisher"))


@pytest.mark.parametrize("role", ["lead", "inline", "gallery"])
def test_a_photo_for_one_story_that_has_left_it_is_used_up_all_the_same(role):
    photo = a_photo(credit=a_credit(one_story=True))
    first = a_published_story(**placed(photo, role) | {"headline": "The first"})
    first = saved(first, body="<p>Words.</p>", placements=())
    desk.update(story=first, by=a_user("Publisher"))
    for _ in range(2):
        time_passes(first, hours=1)
        clock.tick()

    story = a_ready_story(**placed(photo))

    assert "“The first” has used it" in refused(desk.publish, story=story)


def test_of_stories_that_show_a_photo_let_for_one_the_first_goes_on_and_the_others_do_not():
    photo = a_photo()
    first = a_published_story(**placed(photo) | {"headline": "The first"})
    time_passes(first, hours=1)
    second = a_published_story(**placed(photo))
    PhotoCredit.objects.update(one_story=True)

    desk.update(story=saved(first, dek="More."), by=a_user("Publisher"))
    assert "“The first” has used it" in refused(desk.update, story=saved(second, dek="More."))


def test_a_photo_of_an_edition_that_nobody_saw_is_not_used_up():
    photo = a_photo(credit=a_credit(one_story=True))
    first = a_story_in("scheduled", **placed(photo))
    first = desk.withdraw(story=first, by=a_user("Publisher"))
    desk.save(
        story=first,
        by=a_user("Editor"),
        copy=replace(copies.of(first), placements=()),
        version=first.version,
    )

    a_published_story(**placed(photo))


def test_a_draft_does_not_use_a_photo_up():
    photo = a_photo(credit=a_credit(one_story=True))
    a_story(**placed(photo))

    a_published_story(**placed(photo))


def test_a_photo_for_any_story_runs_in_as_many_as_want_it():
    photo = a_photo()
    a_published_story(**placed(photo))

    a_published_story(**placed(photo))
