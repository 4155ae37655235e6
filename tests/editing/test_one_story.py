"""A photo turns out to be let for one story when several show it already: the desk is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editing import home_troubles, troubles
from articles.editing.library import credits as credit_screens
from articles.photos.credits import PhotoCredit
from articles.publishing import desk
from articles.stories.copy import PlacementCopy
from tests.newsroom import (
    a_credit,
    a_photo,
    a_published_story,
    a_ready_story,
    a_story,
    a_user,
    saved,
    time_passes,
)

from .desks import at_the_desk, said

pytestmark = pytest.mark.django_db

GRID = reverse("admin:articles_photo_changelist")
WARNING = (
    "“A ferry” was let to us for one story: “The first” showed it first, and “{}” has it too."
    " Take it out of that one."
)


def placed(photo) -> dict:
    return {"placements": (PlacementCopy("p001", photo.pk),)}


@pytest.fixture
def photo():
    """One that three stories show or will, and a draft has; another is shown where it may be."""
    photo = a_photo(caption="A ferry", credit=a_credit("agency", "Jane Doe", supplier="AFP"))
    time_passes(a_published_story(headline="The first", **placed(photo)), hours=2)
    a_published_story(headline="The second", **placed(photo))
    to_come = a_ready_story(headline="The third", **placed(photo))
    tomorrow = timezone.now() + timedelta(days=1)
    desk.schedule(story=to_come, by=a_user("Publisher"), at=tomorrow)
    a_published_story(headline="Another", **placed(a_photo(credit=a_credit(one_story=True))))
    a_story(headline="A draft", **placed(photo))
    return photo


def late() -> set[str]:
    return {row.edition.headline for row in troubles.shown_too_often()}


def test_while_a_photo_is_for_any_story_nothing_is_amiss(photo):
    assert late() == set()


def test_whoever_ticks_it_is_told_of_every_story_but_the_first(photo):
    form = dict.fromkeys(credit_screens.CreditForm.Meta.fields, "")
    form |= {"kind": "agency", "creators": "Jane Doe", "supplier": "AFP", "one_story": "on"}
    address = reverse("admin:articles_photocredit_change", args=[photo.credit_id])

    done = at_the_desk("Photo desk").post(address, form)

    assert PhotoCredit.objects.get(pk=photo.credit_id).one_story
    assert set(said(done)) >= {WARNING.format("The second"), WARNING.format("The third")}
    assert not [sentence for sentence in said(done) if "Another" in sentence]


def test_whoever_gives_a_photo_such_a_credit_is_told_too(photo):
    credit = a_credit(one_story=True)
    chosen = {"action": "give_credit", "_selected_action": [photo.pk]}

    done = at_the_desk("Photo desk").post(GRID, chosen | {"apply": 1, "credit": credit.pk})

    assert WARNING.format("The second") in said(done)


def test_whoever_chooses_such_a_credit_for_a_photo_is_told_too(photo):
    credit = a_credit(one_story=True)
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    form = {"caption": "A ferry", "focal_x": 0.5, "focal_y": 0.5, "credit": credit.pk}

    assert WARNING.format("The second") in said(at_the_desk("Photo desk").post(address, form))


def test_the_home_screen_and_the_list_have_the_stories_until_they_let_go_of_it(photo):
    client = at_the_desk("Publisher")
    PhotoCredit.objects.filter(pk=photo.credit_id).update(one_story=True)
    stories = reverse("admin:articles_story_changelist", query={"problems": "photo"})

    def listed() -> set[str]:
        return {story.headline for story in client.get(stories).context["cl"].result_list}

    block = home_troubles.photos_in_trouble(client.user)
    assert {item.headline for item in block.items} == listed() == {"The second", "The third"}
    assert "“The first” has used it" in block.items[0].note

    second = next(r.edition.story for r in troubles.shown_too_often() if "second" in str(r.edition))
    desk.update(story=saved(second, placements=()), by=a_user("Publisher"))

    block = home_troubles.photos_in_trouble(client.user)
    assert {item.headline for item in block.items} == listed() == {"The third"}


def test_a_photo_the_first_story_has_let_go_of_is_the_firsts_all_the_same(photo):
    PhotoCredit.objects.filter(pk=photo.credit_id).update(one_story=True)
    first = photo.placements.order_by("pk").first().story

    first = desk.update(story=saved(first, placements=()), by=a_user("Publisher"))
    time_passes(first, hours=1)

    assert late() == {"The second", "The third"}
