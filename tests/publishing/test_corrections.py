"""Corrections: what was put right stands above a story for good."""

import pytest

from articles.publishing import desk
from articles.publishing.models import Correction, Edition
from articles.publishing.refusals import Refused
from tests.newsroom import (
    a_published_story,
    saved,
    time_passes,
    tomorrow,
)

from .looking import editions

pytestmark = pytest.mark.django_db


def corrected(story, publisher, *, at=None, kind="correction", text="It was Tuesday."):
    return desk.update(story=story, by=publisher, at=at, correction=(kind, text))


def notices(story) -> list[str]:
    return [notice["text"] for notice in Edition.visible.get(story=story).corrections]


def test_a_correction_stands_above_the_text_from_its_edition_on(publisher):
    story = corrected(a_published_story(), publisher)
    story = time_passes(story, hours=1)
    story = saved(story, headline="New")
    story = time_passes(desk.update(story=story, by=publisher), hours=1)
    story = time_passes(corrected(story, publisher, kind="clarification", text="At noon."), hours=1)

    found = Edition.everything.filter(story=story).order_by("number")
    assert [[n["text"] for n in e.corrections] for e in found] == [
        [],
        ["It was Tuesday."],
        ["It was Tuesday."],
        ["It was Tuesday.", "At noon."],
    ]
    assert [(c.kind, c.by, c.edition.number) for c in story.corrections.all()] == [
        ("clarification", publisher, 4),
        ("correction", publisher, 2),
    ]


def test_a_correction_outlives_being_taken_down_and_published_again(publisher):
    story = time_passes(corrected(a_published_story(), publisher), hours=1)
    story = desk.unpublish(story=story, by=publisher, note="A court order.")

    story = time_passes(desk.publish(story=story, by=publisher), hours=1)

    assert notices(story) == ["It was Tuesday."]
    assert (
        Edition.visible.get(story=story).published_at
        == Edition.seen.earliest("number").published_at
    )


@pytest.mark.parametrize(
    ("kind", "text"), [("correction", " "), ("", "Words."), ("oops", "Words.")]
)
def test_a_notice_has_a_kind_and_words(publisher, kind, text):
    story = a_published_story()

    with pytest.raises(Refused, match="a kind and its words"):
        corrected(story, publisher, kind=kind, text=text)

    assert not Correction.objects.exists()
    assert editions(story) == [(1, story.headline, True)]


def test_a_correction_waits_with_the_update_it_belongs_to(publisher):
    story = corrected(a_published_story(), publisher, at=tomorrow())
    assert notices(story) == []

    time_passes(story, hours=25)

    assert notices(story) == ["It was Tuesday."]


@pytest.mark.parametrize("verb", ["withdraw", "unpublish"])
def test_a_notice_nobody_has_seen_is_taken_back_with_its_edition(publisher, verb):
    story = corrected(saved(a_published_story(), headline="New"), publisher, at=tomorrow())

    if verb == "withdraw":
        story = desk.withdraw(story=story, by=publisher)
        story = desk.update(story=story, by=publisher)
    else:
        story = desk.unpublish(story=story, by=publisher, note="A court order.")
        story = desk.publish(story=story, by=publisher)

    assert notices(time_passes(story, hours=1)) == []
    assert not story.corrections.exists()


def test_a_notice_that_was_seen_is_never_taken_back(publisher):
    story = corrected(saved(a_published_story(), headline="New"), publisher)
    story = time_passes(story, hours=1)

    story = desk.unpublish(story=story, by=publisher, note="A court order.")
    story = desk.publish(story=story, by=publisher)

    assert notices(time_passes(story, hours=1)) == ["It was Tuesday."]


@pytest.mark.parametrize("way", ["brought forward", "replaced"])
def test_a_correction_nobody_has_seen_goes_with_the_edition_that_takes_its_place(publisher, way):
    story = corrected(saved(a_published_story(), headline="New"), publisher, at=tomorrow())

    if way == "replaced":
        story = corrected(story, publisher, text="At noon.")
        said = ["It was Tuesday.", "At noon."]
    else:
        story = desk.update(story=story, by=publisher)
        said = ["It was Tuesday."]

    story = time_passes(story, hours=1)
    edition = Edition.visible.get(story=story)
    assert notices(story) == said
    assert {c.edition for c in story.corrections.all()} == {edition}
    assert {c.at for c in story.corrections.all()} == {edition.visible_from}
