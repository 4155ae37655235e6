"""Merging two names into one, and putting that back as if it had never been."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import named
from articles.changes import Change
from articles.people.models import Contributor
from articles.publishing import desk
from articles.publishing.models import Edition
from articles.sources.models import Source
from articles.stories import copy as copies
from articles.stories.copy import BylineCopy, CitationCopy, QuotationCopy
from articles.tags.models import Section, Tag, TagMerge

from .newsroom import (
    a_contributor,
    a_document,
    a_published_story,
    a_section,
    a_source,
    a_story,
    a_tag,
    a_user,
    saved,
)

pytestmark = pytest.mark.django_db

LEFT_BEHIND = ("merge", "change", "revision")


def everything() -> dict[str, list]:
    """Every row of every table of ours, but for the logs, which only grow."""
    return {
        table._meta.model_name: sorted(table._base_manager.values_list(), key=repr)
        for table in apps.get_app_config("articles").get_models()
        if not table._meta.model_name.endswith(LEFT_BEHIND)
    }


def undo(merge, by):
    named.unmerge(merge, by=by, at=timezone.now())


@pytest.fixture
def editor() -> User:
    return a_user("Editor")


def tags_of(story) -> set[str]:
    return {row.tag.name for row in story.tag_rows.all()}


def test_what_had_the_one_has_the_other_and_the_name_answers_there(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    story = a_published_story(tags=(un.pk,))

    merge = named.merge(un, into=nations, by=editor)

    assert tags_of(story) == {"United Nations"}
    assert [row.tag for row in story.editions.get().editiontag_rows.all()] == [nations]
    assert Tag.objects.called("UN") == Tag.objects.at("un") == nations
    assert set(Tag.objects.standing()) == {nations}
    assert (merge.by, merge.undone_by, merge.undone_at) == (editor, None, None)
    assert set(Change.objects.values_list("key", flat=True)) >= {un.change_key, nations.change_key}


def test_an_undone_merge_leaves_everything_as_it_was(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    un.aliases.create(name="U.N.")
    for tags in [(un.pk,), (nations.pk,), (un.pk, nations.pk), ()]:
        a_published_story(tags=tags)
        a_story(tags=tags)
    before = everything()

    merge = named.merge(un, into=nations, by=editor)
    merged = everything()
    undo(merge, editor)

    assert everything() == before != merged
    assert Tag.objects.called("U.N.") == un


def test_a_story_that_had_both_has_one_and_gets_both_back(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    story = a_published_story(tags=(un.pk, nations.pk))

    merge = named.merge(un, into=nations, by=editor)
    assert tags_of(story) == {"United Nations"}

    undo(merge, editor)
    assert tags_of(story) == {"UN", "United Nations"}


def test_a_source_takes_everything_along_that_points_at_it(editor):
    ap, press = a_source("AP"), a_source("Associated Press")
    ap.domains.create(domain="apnews.com")
    ap.identifiers.create(scheme="wikidata", value="Q40469")
    document = a_document(publisher=ap)
    fields = {
        "citations": (
            CitationCopy("c001", source=ap.pk),
            CitationCopy("c002", document=document.pk),
        ),
        "quotations": (QuotationCopy("q001", speaker=ap.pk),),
        "body": '<blockquote data-key="q001" data-speaker="AP"><p>Words.</p></blockquote>',
    }
    story = a_published_story(**fields)
    before = everything()

    merge = named.merge(ap, into=press, by=editor)

    assert {story.citations.get(key="c001").source, story.quotations.get().speaker} == {press}
    assert list(press.documents.all()) == [document]
    assert press.domains.get().domain == "apnews.com"
    assert press.identifiers.get().value == "Q40469"
    assert [row.source for row in story.editions.get().editionsource_rows.all()] == [press]

    undo(merge, editor)
    assert everything() == before


def test_contributors_and_sections_are_merged_the_same_way(editor):
    jane, doe = a_contributor("Jane"), a_contributor("Jane Doe")
    town, city = a_section("Town"), a_section("City")
    a_published_story(section=town.pk, bylines=(BylineCopy(jane.pk), BylineCopy(doe.pk, "data")))
    before = everything()

    merges = [named.merge(jane, into=doe, by=editor), named.merge(town, into=city, by=editor)]
    assert not jane.bylines.exists()
    assert not jane.edition_rows.exists()
    assert not town.stories.exists()
    assert not town.editions.exists()
    assert Section.objects.at("town") == city
    assert Contributor.objects.called("Jane") == doe

    for merge in merges:
        undo(merge, editor)
    assert everything() == before


def test_a_chain_of_merges_is_followed_to_its_end_and_undone_from_there(editor):
    a, b, c = a_tag("A"), a_tag("B"), a_tag("C")
    for tags in [(a.pk,), (b.pk,), (c.pk,), (a.pk, b.pk), (a.pk, b.pk, c.pk)]:
        a_published_story(tags=tags)
    before = everything()

    first = named.merge(a, into=b, by=editor)
    between = everything()
    second = named.merge(Tag.objects.get(pk=b.pk), into=c, by=editor)
    assert {Tag.objects.called(name) for name in "ABC"} == {c}
    assert {Tag.objects.at(slug) for slug in "abc"} == {c}

    with pytest.raises(ValidationError, match="undo that merge first"):
        undo(first, editor)
    undo(second, editor)
    assert everything() == between
    undo(first, editor)
    assert everything() == before


def test_what_was_given_to_the_winner_since_stays_there(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    old = a_story(tags=(un.pk,))
    merge = named.merge(un, into=nations, by=editor)
    new = a_story(tags=(nations.pk,))

    undo(merge, editor)

    assert (tags_of(old), tags_of(new)) == ({"UN"}, {"United Nations"})


def test_a_merge_is_undone_once(editor):
    merge = named.merge(a_tag("UN"), into=a_tag("United Nations"), by=editor)
    undo(merge, editor)

    with pytest.raises(ValidationError, match="undone already"):
        undo(merge, editor)


def test_nothing_is_merged_into_itself(editor):
    with pytest.raises(ValidationError, match="two different ones"):
        named.merge(a_tag("UN"), into=a_tag("UN"), by=editor)


def test_no_ring_of_merges_can_be_closed_not_even_by_one_who_does_not_know(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    stale_un, stale_nations = Tag.objects.get(pk=un.pk), Tag.objects.get(pk=nations.pk)
    named.merge(un, into=nations, by=editor)

    for loser, winner in [(stale_nations, stale_un), (stale_un, stale_nations)]:
        with pytest.raises(ValidationError, match="merged already"):
            named.merge(loser, into=winner, by=editor)

    assert Tag.objects.called("UN") == nations
    assert TagMerge.objects.count() == 1


def test_the_winner_cannot_take_the_name_of_a_loser_that_keeps_its_row(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    named.merge(un, into=nations, by=editor)

    with pytest.raises(ValidationError, match="undo that merge first"):
        nations.rename("UN")


@pytest.mark.parametrize("make", [a_tag, a_section, a_contributor, a_source])
def test_who_undid_a_merge_and_when_stand_together(editor, make):
    merge = named.merge(make("UN"), into=make("United Nations"), by=editor)

    for half in ({"undone_by": editor}, {"undone_at": timezone.now()}):
        with (
            pytest.raises(IntegrityError, match="undone_by_and_at_together"),
            transaction.atomic(),
        ):
            type(merge).objects.filter(pk=merge.pk).update(**half)


# What was written down before a merge


def test_a_form_opened_before_a_merge_saves_what_the_merge_made_of_it(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    ap, press = a_source("AP"), a_source("Associated Press")
    story = a_story(tags=(un.pk,), citations=(CitationCopy("c001", source=ap.pk),))
    held = copies.of(story)
    named.merge(un, into=nations, by=editor)
    named.merge(ap, into=press, by=editor)

    story = saved(story, headline="New", tags=held.tags, citations=held.citations)

    assert tags_of(story) == {"United Nations"}
    assert story.citations.get().source == press


def test_a_story_published_after_a_merge_stands_under_the_winners(editor):
    un, nations = a_tag("UN"), a_tag("United Nations")
    town, city = a_section("Town"), a_section("City")
    jane, doe = a_contributor("Jane"), a_contributor("Jane Doe")
    story = a_story(
        tags=(un.pk,),
        section=town.pk,
        bylines=(BylineCopy(jane.pk), BylineCopy(doe.pk)),
    )
    for loser, winner in [(un, nations), (town, city), (jane, doe)]:
        named.merge(loser, into=winner, by=editor)

    desk.publish(story=story, by=a_user("Publisher"))

    edition = Edition.everything.get(story=story)
    assert (edition.section, edition.byline) == (city, "Jane Doe")
    assert [row.tag for row in edition.editiontag_rows.all()] == [nations]
    assert [row.contributor for row in edition.editioncontributor_rows.all()] == [doe]


def test_a_source_merged_away_is_still_found_by_its_old_names(editor):
    ap, press = a_source("AP"), a_source("Associated Press")
    ap.aliases.create(name="The AP")
    named.merge(ap, into=press, by=editor)

    assert Source.objects.called("the ap") == press


def test_what_an_editor_has_taken_out_since_a_merge_stays_out_when_it_is_undone(editor):
    loser, winner = a_tag("Harbor"), a_tag("Harbour")
    story = a_story(tags=(loser.pk, winner.pk))
    done = named.merge(loser, into=winner, by=editor)
    story = saved(story, tags=())

    named.unmerge(done, by=editor, at=timezone.now())

    assert copies.of(story).tags == ()


def test_after_an_undone_merge_readers_get_what_the_desk_shows(editor):
    loser, winner = a_tag("Harbor"), a_tag("Harbour")
    story = a_story(tags=(loser.pk,))
    done = named.merge(loser, into=winner, by=editor)
    story = saved(story, headline="Saved since")
    named.unmerge(done, by=editor, at=timezone.now())
    assert copies.of(story).tags == (loser.pk,)

    story = desk.publish(story=story, by=a_user("Publisher"))

    edition = Edition.visible.get(story=story)
    assert [row.tag for row in edition.editiontag_rows.all()] == [loser]
    assert edition.revision == story.revisions.first()
    assert edition.revision.note == "As the library has it now."
