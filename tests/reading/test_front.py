"""The front page: as the editors arranged it, the rest by time."""

import pytest

from articles.publishing import desk, front
from articles.reading.views import BRIEF, PICTURED, SECONDARY
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_credit, a_photo, a_published_story, a_story_in, a_user

from .pages import headlines

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_so_kindly(text):
    assert "Nothing has been published here yet." in text("/")


def test_without_an_arrangement_the_newest_leads(text):
    for hours in (3, 1, 2):
        a_published_story(headline=f"{hours} hours ago", hours_ago=hours)
    assert headlines(text("/")) == ["1 hours ago", "2 hours ago", "3 hours ago"]


def test_the_editors_arrangement_goes_before_time(text):
    old, middle, _ = (
        a_published_story(headline=f"{hours} hours ago", hours_ago=hours) for hours in (9, 5, 1)
    )
    front.arrange(by=a_user("Publisher"), lead=old, secondary=[middle])
    page = text("/")
    assert headlines(page) == ["9 hours ago", "5 hours ago", "1 hours ago"]
    assert page.index('class="secondary"') < page.index("5 hours ago") < page.index('id="latest"')


def test_a_place_given_to_a_story_that_was_taken_down_goes_to_the_newest(text):
    gone = a_published_story(headline="Gone")
    a_published_story(headline="Standing")
    publisher = a_user("Publisher")
    front.arrange(by=publisher, lead=gone, secondary=[])
    desk.unpublish(story=gone, by=publisher, note="A court order.")
    assert headlines(text("/")) == ["Standing"]


def test_each_story_stands_on_it_once_and_the_oldest_fall_off(text):
    room = 1 + SECONDARY + PICTURED + BRIEF
    for hours in range(room + 2):
        a_published_story(headline=f"Story {hours}", hours_ago=hours + 1)
    assert headlines(text("/")) == [f"Story {hours}" for hours in range(room)]


@pytest.mark.parametrize("state", ["draft", "scheduled", "embargoed", "unpublished", "spiked"])
def test_what_readers_may_not_see_is_not_on_it(text, state):
    a_published_story(headline="Plain to see")
    a_story_in(state, headline="Kept back")
    assert headlines(text("/")) == ["Plain to see"]


def test_a_photo_carries_its_credit_on_its_card(text):
    photo = a_photo(credit=a_credit(creators="Lena Osei"))
    a_published_story(placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),))
    page = text("/")
    credit = f'<a class="credit" href="/photos/{photo.credit.slug}/">{photo.credit_line}</a>'
    assert credit in page


def test_a_photo_whose_credit_may_not_run_is_left_out_of_its_card(text):
    photo = a_photo(credit=a_credit(creators="Lena Osei"))
    a_published_story(placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),))
    photo.credit.creators = ""
    photo.credit.save()
    assert "<img" not in text("/")
