"""Revisions: the whole story as it stood, told apart and put back."""

import pytest

from articles.publishing import desk, revisions
from articles.publishing.models import Edition, Revision
from articles.publishing.refusals import NotAllowed, Refused, Stale
from articles.stories import copy as copies
from articles.stories.copy import BylineCopy, CitationCopy, Copy, PlacementCopy
from articles.stories.models import Story
from articles.tags.models import Tag
from tests.newsroom import (
    STATES,
    a_contributor,
    a_copy,
    a_credit,
    a_document,
    a_photo,
    a_section,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    saved,
    tomorrow,
)

pytestmark = pytest.mark.django_db


def test_two_copies_are_told_apart_in_the_order_of_the_form():
    before = a_copy(headline="Old", tags=(a_tag().pk,))
    after = copies.replace(before, tags=(), headline="New", body="<p>New.</p>")

    found = revisions.compare(before, after)

    assert [(d.field, d.label) for d in found] == [
        ("headline", "headline"),
        ("body", "body"),
        ("tags", "tags"),
    ]
    assert (found[0].before, found[0].after) == ("Old", "New")
    assert revisions.compare(before, before) == []


def test_every_field_of_a_copy_has_a_name_on_the_form():
    assert set(revisions.LABELS) == {field.name for field in copies.fields(Copy)}


def test_a_snapshot_of_a_later_format_or_an_older_one_is_read_as_far_as_it_goes():
    snapshot = a_copy(bylines=(BylineCopy(1, "data"),)).as_json()
    snapshot |= {"invented_later": 1}
    del snapshot["dateline"], snapshot["placements"]
    snapshot["bylines"][0]["invented_later"] = 1

    assert Copy.from_json(snapshot).bylines == (BylineCopy(1, "data"),)


# restore


def test_restoring_makes_a_new_revision_that_says_so():
    story = saved(saved(a_story(dek="First"), dek="Second"), headline="Third")
    editor = a_user("Editor")

    story = desk.restore(story=story, by=editor, revision=story.revisions.get(number=1))

    assert (story.dek, story.headline, story.version) == ("First", "Harbour wall gives way", 4)
    latest = story.revisions.first()
    assert (latest.number, latest.by, latest.note) == (4, editor, "As it was in revision 1")
    assert latest.snapshot == story.revisions.last().snapshot


@pytest.mark.parametrize("state", [state for state in STATES if state != "spiked"])
def test_restoring_changes_neither_the_status_nor_what_readers_see(state):
    story = saved(a_story_in(state), dek="New")
    seen = list(Edition.everything.values().order_by("pk"))

    restored = desk.restore(story=story, by=a_user("Editor"), revision=story.revisions.last())

    assert restored.status == story.status
    assert list(Edition.everything.values().order_by("pk")) == seen


def test_an_embargo_and_a_note_to_the_desk_stay_as_they_are():
    lifts = tomorrow()
    story = saved(a_story(), dek="New", embargo_until=lifts, editor_note="Careful.")

    story = desk.restore(story=story, by=a_user("Editor"), revision=story.revisions.last())

    assert (story.dek, story.embargo_until, story.editor_note) == ("", lifts, "Careful.")


def test_what_the_library_has_lost_is_left_out():
    tag, person = a_tag(), a_contributor()
    section, credit, document, photo = (
        a_section("Sport"),
        a_credit("stock"),
        a_document(),
        a_photo(),
    )
    story = a_story(
        section=section.pk,
        copy_credit=credit.pk,
        tags=(tag.pk, a_tag("Sea").pk),
        bylines=(BylineCopy(person.pk), BylineCopy(a_contributor("John Roe").pk)),
        citations=(CitationCopy("c001", document=document.pk),),
        placements=(PlacementCopy("p001", photo.pk),),
    )
    story = saved(
        story, section=None, copy_credit=None, tags=(), bylines=(), citations=(), placements=()
    )
    for row in (tag, person, section, credit, document, photo):
        row.delete()

    story = desk.restore(story=story, by=a_user("Editor"), revision=story.revisions.last())

    copy = copies.of(story)
    assert copy.tags == (Tag.objects.called("Sea").pk,)
    assert [b.contributor for b in copy.bylines] == [a_contributor("John Roe").pk]
    assert (copy.section, copy.copy_credit, copy.citations, copy.placements) == (None, None, (), ())


def test_a_revision_of_another_story_is_refused():
    story, other = a_story(), a_story(headline="Secret")

    with pytest.raises(Refused, match="another story"):
        desk.restore(story=story, by=a_user("Publisher"), revision=other.revisions.get())

    assert Story.objects.get(pk=story.pk).headline == "Harbour wall gives way"


def test_who_may_not_change_a_story_may_not_restore_it():
    story = saved(a_story(), headline="New")

    for role in ("Writer", "Photo desk", "Researcher"):
        with pytest.raises(NotAllowed):
            desk.restore(story=story, by=a_user(role), revision=story.revisions.last())


def test_restoring_over_what_one_has_not_seen_is_refused():
    story = saved(a_story(), headline="New")
    saved(story, headline="Newer")

    with pytest.raises(Stale):
        desk.restore(story=story, by=a_user("Editor"), revision=story.revisions.last())


def test_a_revision_never_changes_whatever_happens_afterwards():
    story = a_story_in("live")
    before = list(Revision.objects.order_by("pk").values())

    story = desk.update(story=saved(story, headline="New"), by=a_user("Publisher"))
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")

    assert list(Revision.objects.order_by("pk").values())[: len(before)] == before
