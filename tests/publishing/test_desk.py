"""The verbs of the door: what each does, and whom and what it refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.changes import Change
from articles.publishing import clock, desk
from articles.publishing.models import Edition, Move
from articles.publishing.refusals import NotAllowed, NotReady, Refused, Stale
from articles.stories import copy as copies
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from articles.stories.models import Story
from tests.newsroom import (
    STATES,
    a_contributor,
    a_copy,
    a_document,
    a_photo,
    a_published_story,
    a_ready_story,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    saved,
    time_passes,
    tomorrow,
)

from .looking import editions, last_move, shown

pytestmark = pytest.mark.django_db


# file


def test_filing_makes_a_draft_its_first_revision_and_a_move():
    writer = a_user("Writer")

    story = desk.file(by=writer, copy=a_copy(headline="  A \n wall "), note="From the wire.")

    assert (story.headline, story.slug, story.status, story.version) == (
        "A wall",
        "a-wall",
        "draft",
        1,
    )
    assert (story.filed_by, story.changed_by) == (writer, writer)
    assert last_move(story) == ("file", "", "draft", writer, "From the wire.")
    revision = story.revisions.get()
    assert (revision.number, revision.by, revision.note) == (1, writer, "From the wire.")
    assert copies.Copy.from_json(revision.snapshot) == copies.of(story)
    assert not Edition.everything.exists()


@pytest.mark.parametrize("role", ["Photo desk", "Researcher", None])
def test_who_may_not_write_may_not_file(role):
    with pytest.raises(NotAllowed):
        desk.file(by=a_user(role), copy=a_copy())
    assert not Story.objects.exists()


def unsound():
    """Copies that the tables cannot hold, each with a word of what is said about it."""
    jane, source = a_contributor().pk, a_source().pk
    citation, photo = CitationCopy("c001", source=source), a_photo().pk
    lead = PlacementCopy("p001", photo, role="lead")
    return {
        "headline": a_copy(headline=" \x00 "),
        "at most 300": a_copy(headline="a" * 301),
        "at most 60": a_copy(kicker="a" * 61),
        "twice in the bylines": a_copy(bylines=(BylineCopy(jane), BylineCopy(jane, "data"))),
        "Two citations": a_copy(citations=(citation, citation)),
        "Two photos": a_copy(placements=(lead, PlacementCopy("p001", photo))),
        "one lead": a_copy(placements=(lead, PlacementCopy("p002", photo, role="lead"))),
        "of a document, of a source or of a person": a_copy(citations=(CitationCopy("c001"),)),
        "Key": a_copy(citations=(CitationCopy("C 1", source=source),)),
        "Role": a_copy(citations=(CitationCopy("c001", source=source, role="proves"),)),
        "Visibility": a_copy(citations=(CitationCopy("c001", source=source, visibility="all"),)),
        "Locator": a_copy(citations=(CitationCopy("c001", source=source, locator="a" * 101),)),
    }


def test_a_copy_the_tables_cannot_hold_is_refused_in_words():
    story = a_story()
    for said, copy in unsound().items():
        with pytest.raises(Refused, match=said):
            desk.file(by=a_user("Writer"), copy=copy)
        with pytest.raises(Refused, match=said):
            desk.save(story=story, by=a_user("Editor"), copy=copy, version=1)

    assert Story.objects.count() == 1
    assert Story.objects.get().version == 1


def test_what_databases_refuse_and_nobody_sees_is_left_out():
    said = "one\x00\r\ntwo\ud800\x1b"
    story = a_story(
        headline=said,
        dek=said,
        editor_note=said,
        body=f"<p>{said}</p>",
        citations=(CitationCopy("c001", source=a_source().pk, excerpt=said, locator=said),),
    )

    story.refresh_from_db()
    assert (story.headline, story.dek) == ("one two", "one two")
    assert story.editor_note == story.citations.get().excerpt == "one\ntwo"
    assert story.body == "<p>one\ntwo</p>"


# submit, send_back, approve, spike, revive

SIMPLE = [
    ("submit", "draft", "submitted", "Writer"),
    ("send_back", "submitted", "draft", "Editor"),
    ("send_back", "ready", "draft", "Editor"),
    ("approve", "draft", "ready", "Editor"),
    ("approve", "submitted", "ready", "Editor"),
    ("spike", "draft", "spiked", "Editor"),
    ("spike", "submitted", "spiked", "Editor"),
    ("spike", "ready", "spiked", "Editor"),
    ("spike", "unpublished", "spiked", "Editor"),
    ("revive", "spiked", "draft", "Editor"),
]


@pytest.mark.parametrize(("verb", "before", "after", "role"), SIMPLE)
def test_a_move_changes_the_status_and_is_logged(verb, before, after, role):
    story = a_story_in(before)
    by = story.filed_by if role == "Writer" else a_user(role)
    revisions = story.revisions.count()

    moved = getattr(desk, verb)(story=story, by=by, note="Because.")

    assert moved.status == Story.objects.get().status == after
    assert last_move(story) == (verb, before, after, by, "Because.")
    assert story.revisions.count() == revisions
    assert shown(story) is None


@pytest.mark.parametrize("verb", ["send_back", "spike", "unpublish"])
@pytest.mark.parametrize("note", ["", "  "])
def test_a_move_against_somebody_says_why(verb, note):
    story = a_story_in("live" if verb == "unpublish" else "submitted")
    before = story.status

    with pytest.raises(Refused, match="Say why"):
        getattr(desk, verb)(story=story, by=a_user("Publisher"), note=note)

    assert Story.objects.get().status == before


def test_a_draft_is_submitted_by_the_one_who_filed_it_or_by_an_editor():
    with pytest.raises(NotAllowed, match="Only the person who filed"):
        desk.submit(story=a_story(), by=a_user("Writer"))

    assert desk.submit(story=a_story(), by=a_user("Editor")).status == "submitted"


# publish


def test_publishing_brings_out_the_latest_revision_for_everybody(publisher):
    section, tag, jane = a_section(), a_tag(), a_contributor()
    photographer, document, photo = a_contributor("Phil Photo"), a_document(), a_photo()
    story = a_ready_story(
        kicker="Harbour",
        dek="At noon.",
        tags=(tag.pk,),
        bylines=(BylineCopy(jane.pk), BylineCopy(photographer.pk, "photographs")),
        citations=(CitationCopy("c001", document=document.pk),),
        placements=(PlacementCopy("p001", photo.pk, role="lead"),),
    )

    story = desk.publish(story=story, by=publisher)
    time_passes(story, hours=1)

    assert story.status == "published"
    assert last_move(story)[:4] == ("publish", "ready", "published", publisher)
    edition = Edition.visible.get()
    assert (edition.number, edition.by, edition.revision) == (1, publisher, story.revisions.get())
    assert edition.published_at == edition.visible_from
    assert edition.published_on == timezone.localdate(edition.visible_from)
    assert (edition.slug, edition.headline) == ("harbour-wall-gives-way", "Harbour wall gives way")
    assert (edition.kicker, edition.dek, edition.byline) == ("Harbour", "At noon.", "Jane Doe")
    assert (edition.section, edition.lead_photo) == (section, photo)
    assert {row.tag for row in edition.editiontag_rows.all()} == {tag}
    assert {r.contributor for r in edition.editioncontributor_rows.all()} == {jane, photographer}
    assert {row.document for row in edition.editiondocument_rows.all()} == {document}
    assert {row.source for row in edition.editionsource_rows.all()} == {document.publisher}
    assert {row.photo for row in edition.editionphoto_rows.all()} == {photo}


def test_a_citation_for_staff_only_leads_nobody_to_the_story(publisher):
    document = a_document()
    story = a_ready_story(
        citations=(
            CitationCopy("c001", document=document.pk, visibility="staff"),
            CitationCopy("c002", source=a_source("Whistle").pk, visibility="staff"),
        )
    )

    desk.publish(story=story, by=publisher)

    edition = Edition.everything.get()
    assert not edition.editiondocument_rows.exists()
    assert not edition.editionsource_rows.exists()


def test_publishing_tells_every_page_it_stands_on(publisher):
    tag, other = a_tag(), a_tag("Sea")
    story = a_ready_story(tags=(tag.pk,))
    Change.objects.all().delete()

    story = desk.publish(story=story, by=publisher)

    keys = set(Change.objects.values_list("key", flat=True))
    assert keys == {story.change_key, "front", a_section().change_key, tag.change_key}

    time_passes(story, hours=1)
    story = saved(story, tags=(other.pk,), section=a_section("Sport").pk)
    Change.objects.all().delete()
    desk.update(story=story, by=publisher)

    # Those it has left as well as those it has come to.
    sections = {a_section().change_key, a_section("Sport").change_key}
    expected = {story.change_key, "front", tag.change_key, other.change_key} | sections
    assert set(Change.objects.values_list("key", flat=True)) == expected

    time_passes(story, hours=1)
    Change.objects.all().delete()
    desk.unpublish(story=story, by=publisher, note="A court order.")
    keys = set(Change.objects.values_list("key", flat=True))
    assert keys >= {story.change_key, "front", other.change_key, a_section("Sport").change_key}


def test_a_story_that_is_not_ready_is_not_published(publisher):
    story = a_story(section=None)

    with pytest.raises(NotReady, match="Choose a section") as refusal:
        desk.publish(story=story, by=publisher)

    assert [problem.code for problem in refusal.value.problems] == ["no_section"]
    assert Story.objects.get().status == "draft"
    assert not Edition.everything.exists()


def test_a_blocking_problem_is_overridden_with_a_reason_that_is_kept(publisher):
    story = a_story(body="<p>It cost TK crowns.</p>")
    with pytest.raises(NotReady):
        desk.publish(story=story, by=publisher, override="  ")

    desk.publish(story=story, by=publisher, note="Now.", override="The bill comes tomorrow.")

    assert last_move(story)[4] == "Now.\nIn spite of tk: The bill comes tomorrow."


def test_no_reason_makes_up_for_a_missing_section(publisher):
    with pytest.raises(NotReady):
        desk.publish(story=a_story(section=None), by=publisher, override="It is late.")


def test_no_reason_makes_up_for_a_missing_photo_credit(publisher):
    placement = PlacementCopy("p001", a_photo(credit=None).pk, role="lead")

    with pytest.raises(NotReady) as refusal:
        desk.publish(story=a_story(placements=(placement,)), by=publisher, override="It is late.")

    assert [problem.code for problem in refusal.value.problems] == ["photo_credit"]


def test_two_stories_of_one_day_and_name_get_addresses_of_their_own(publisher):
    slugs = [
        a_published_story(hours_ago=0).editions.model.everything.latest("pk").slug for _ in "abc"
    ]

    assert slugs == [
        "harbour-wall-gives-way",
        "harbour-wall-gives-way-2",
        "harbour-wall-gives-way-3",
    ]


def test_a_former_address_is_not_given_to_another_story(publisher):
    first = a_published_story(slug="wall", hours_ago=0.01)
    desk.update(story=saved(first, slug="bridge"), by=publisher)

    other = desk.publish(story=a_ready_story(slug="wall"), by=publisher)

    assert Edition.everything.get(story=other).slug == "wall-2"
    # … but may be taken back by the one that had it.
    desk.update(story=saved(Story.objects.get(pk=first.pk), slug="wall"), by=publisher)
    assert Edition.everything.filter(story=first).latest("number").slug == "wall"


def test_copy_that_came_out_elsewhere_bears_its_date(publisher):
    dated = timezone.now() - timedelta(days=400)

    story = desk.publish(story=a_ready_story(), by=publisher, dated=dated)

    edition = Edition.everything.get(story=story)
    assert edition.published_at == dated
    assert edition.visible_from > dated

    with pytest.raises(Refused, match="lies ahead"):
        desk.publish(story=a_ready_story(), by=publisher, dated=tomorrow())


# update


def test_an_edit_of_a_live_story_stays_a_draft_until_it_is_published(publisher):
    story = a_published_story()
    story = saved(story, headline="The wall, a day later")
    assert shown(story) == "Harbour wall gives way"

    story = desk.update(story=story, by=publisher)

    story = time_passes(story, hours=1)
    assert shown(story) == "The wall, a day later"
    first, second = Edition.everything.filter(story=story).order_by("number")
    assert first.visible_until == second.visible_from
    assert second.visible_until is None
    assert second.published_at == first.published_at == first.visible_from
    assert last_move(story)[:3] == ("update", "published", "published")


def test_the_index_of_readers_holds_the_present_edition_alone(publisher):
    story = a_published_story(tags=(a_tag("Old").pk,))

    story = desk.update(story=saved(story, tags=(a_tag("New").pk,)), by=publisher)

    time_passes(story, hours=1)
    clock.tick()
    assert not a_tag("Old").edition_rows.exists()
    assert a_tag("New").edition_rows.get().edition.number == 2


def test_what_readers_see_already_is_not_published_again(publisher):
    story = a_published_story()

    with pytest.raises(Refused, match="this very version"):
        desk.update(story=story, by=publisher)

    assert editions(story) == [(1, story.headline, True)]


def test_an_update_comes_out_at_its_time_and_the_present_edition_stays_till_then():
    story = a_story_in("live_with_scheduled_update")
    assert shown(story) == "Harbour wall gives way"

    time_passes(story, hours=25)

    assert shown(story) == "The wall, a day later"


def test_an_update_to_come_is_put_off_and_brought_forward(publisher):
    story = a_story_in("live_with_scheduled_update")

    desk.update(story=story, by=publisher, at=tomorrow() + timedelta(days=1))
    time_passes(story, hours=25)
    assert shown(story) == "Harbour wall gives way"

    desk.update(story=story, by=publisher)
    time_passes(story, hours=1)
    assert shown(story) == "The wall, a day later"
    assert [open_ for _, _, open_ in editions(story)] == [False, False, False, True]
    assert list(
        Edition.seen.filter(story=story).order_by("number").values_list("number", flat=True)
    ) == [1, 4]


# unpublish


def test_a_story_taken_down_is_gone_and_its_history_stays(publisher):
    story = a_published_story(tags=(a_tag().pk,))

    story = desk.unpublish(story=story, by=publisher, note="A court order.")

    time_passes(story, hours=1)
    assert story.status == "unpublished"
    assert last_move(story)[1:] == ("published", "unpublished", publisher, "A court order.")
    assert shown(story) is None
    assert Edition.seen.get(story=story).headline == story.headline
    clock.tick()
    assert not a_tag().edition_rows.exists()


def test_taking_down_withdraws_what_was_to_come(publisher):
    story = a_story_in("live_with_scheduled_update")

    story = desk.unpublish(story=story, by=publisher, note="A court order.")

    assert shown(story) is None
    time_passes(story, hours=48)
    assert shown(story) is None
    assert [open_ for _, _, open_ in editions(story)] == [False, False]


def test_a_story_taken_down_may_come_out_again_at_its_old_address(publisher):
    story = a_published_story(hours_ago=24)
    address = story.editions.get().published_on, story.editions.get().slug
    story = desk.unpublish(story=story, by=publisher, note="A court order.")

    story = desk.publish(story=story, by=publisher)

    edition = Edition.visible.get(story=story)
    assert (edition.published_on, edition.slug, edition.number) == (*address, 2)


# stale moves


@pytest.mark.parametrize(
    ("verb", "state", "more"),
    [
        ("submit", "draft", {}),
        ("approve", "submitted", {}),
        ("publish", "ready", {}),
        ("schedule", "ready", {"at": tomorrow()}),
        ("update", "live", {}),
        ("unpublish", "live", {"note": "Why."}),
        ("spike", "draft", {"note": "Why."}),
    ],
)
def test_nobody_moves_a_story_whose_last_change_they_have_not_seen(publisher, verb, state, more):
    story = a_story_in(state)
    eve = a_user("Editor", name="Eve Editor")
    saved(Story.objects.get(), by=eve, headline="Changed since")
    moves, before = Move.objects.count(), editions(story)

    with pytest.raises(Stale, match=r"Eve Editor saved this story.*headline"):
        getattr(desk, verb)(story=story, by=publisher, **more)

    assert (Move.objects.count(), editions(story)) == (moves, before)
    assert Story.objects.get().status == story.status


def test_a_version_that_never_was_is_stale_and_no_crash():
    story = a_story()

    with pytest.raises(Stale):
        desk.save(story=story, by=a_user("Editor"), copy=a_copy(headline="New"), version=0)


@pytest.mark.parametrize("state", STATES)
def test_every_state_a_story_can_be_in_agrees_with_what_readers_see(state):
    story = a_story_in(state)

    clock.tick()

    status = Story.objects.get(pk=story.pk).status
    assert (status == "published") == Edition.visible.filter(story=story).exists()
