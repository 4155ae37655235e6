"""The list of stories: what it shows, finds and narrows to, and what is done to many at once."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.editing.story import bulk as story_bulk
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from articles.stories.models import Status, Story
from articles.tags.models import Tag
from tests.newsroom import (
    STATES,
    a_contributor,
    a_credit,
    a_document,
    a_photo,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    saved,
)

from .desks import at_the_desk, do, queries, said, shown

pytestmark = pytest.mark.django_db

LIST = "/desk/articles/story/"


def listed(client, **query) -> list[str]:
    response = client.get(reverse("admin:articles_story_changelist", query=query))
    assert response.status_code == 200
    return [story.headline for story in response.context["cl"].result_list]


def tags_of(story) -> set[str]:
    return set(story.tag_rows.values_list("tag__name", flat=True))


# --- What it shows


@pytest.mark.parametrize(
    ("state", "labels"),
    [
        ("draft", ["Draft"]),
        ("submitted", ["Submitted"]),
        ("ready", ["Ready"]),
        ("live", ["Published"]),
        ("live_with_pending_edit", ["Published", "Unpublished changes"]),
        ("unpublished", ["Unpublished"]),
        ("spiked", ["Spiked"]),
    ],
)
def test_a_story_wears_the_badges_of_where_it_stands(state, labels):
    a_story_in(state)

    page = shown(at_the_desk(), LIST)

    assert re.findall(r'class="badge is-\w+">([^<]+)<', page) == labels


@pytest.mark.parametrize(
    ("state", "label"), [("scheduled", "Scheduled"), ("live_with_scheduled_update", "Update")]
)
def test_what_is_to_come_is_shown_with_its_time(state, label):
    a_story_in(state)
    page = shown(at_the_desk(), LIST)

    tomorrow = timezone.localtime() + timedelta(days=1)
    assert f"{label} {tomorrow:%-d %b}" in page


def test_a_row_says_what_it_is_about_where_it_runs_and_who_wrote_and_changed_it():
    story = a_story(
        headline="Wall gives way",
        kicker="Harbour",
        tags=(a_tag("Sea walls").pk,),
        bylines=(BylineCopy(a_contributor("Jane Doe").pk),),
    )
    saved(story, by=a_user("Editor", name="Eddie Editor"), dek="At noon.")

    page = shown(at_the_desk(), LIST)

    for words in ("Wall gives way", "Harbour", "Sea walls", "Jane Doe", "City", "Eddie Editor"):
        assert f">{words}<" in page


def test_the_story_changed_last_stands_first():
    first = a_story(headline="First")
    a_story(headline="Second")
    saved(first, dek="Again.")

    assert listed(at_the_desk()) == ["First", "Second"]


# --- Finding


@pytest.mark.parametrize("words", ["harbour WALL", "seaside", "a-slug-of-its-own"])
def test_a_story_is_found_by_headline_kicker_or_slug(words):
    a_story(headline="Harbour wall", kicker="Seaside", slug="a-slug-of-its-own")
    a_story(headline="Something else")

    assert listed(at_the_desk(), q=words) == ["Harbour wall"]


def test_a_pasted_address_finds_its_story():
    a_story(headline="Harbour wall", slug="harbour-wall")
    a_story(headline="Something else")

    pasted = "https://news.example/2026/05/04/harbour-wall/?utm_source=x"
    assert listed(at_the_desk(), q=pasted) == ["Harbour wall"]


# --- Narrowing


def test_by_status():
    for state in STATES:
        a_story_in(state, headline=state)

    found = listed(at_the_desk(), status=Status.PUBLISHED)

    assert set(found) == {"live", "The wall, a day later"}


def test_by_section_and_by_having_none():
    a_story(headline="Here", section=a_section("City").pk)
    a_story(headline="There", section=a_section("Culture").pk)
    a_story(headline="Nowhere", section=None)
    client = at_the_desk()

    assert listed(client, section="culture") == ["There"]
    assert listed(client, section="-") == ["Nowhere"]


def test_by_tag_under_any_of_its_names():
    tag = a_tag("United Nations")
    tag.aliases.create(name="UN")
    a_story(headline="Tagged", tags=(tag.pk,))
    a_story(headline="Untagged")

    assert listed(at_the_desk(), tag="un") == ["Tagged"]


def test_by_a_name_nobody_has_finds_nothing_and_says_so():
    a_story()
    page = shown(at_the_desk(), f"{LIST}?tag=Nobody")

    assert "Nothing answers to that name" in page
    assert listed(at_the_desk(), tag="Nobody") == []


def test_by_byline():
    jane = a_contributor("Jane Doe")
    a_story(headline="Hers", bylines=(BylineCopy(jane.pk),))
    a_story(headline="Unsigned")

    assert listed(at_the_desk(), by="jane doe") == ["Hers"]


def test_by_whose_it_is():
    client = at_the_desk("Writer")
    a_story(client.user, headline="Mine")
    a_story(headline="Theirs")

    assert listed(client, mine="yes") == ["Mine"]


def test_by_date():
    a_story(headline="Now")
    old = a_story(headline="Old")
    Story.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=40))
    yesterday = str(timezone.now() - timedelta(days=1))

    assert listed(at_the_desk(), changed_at__gte=yesterday) == ["Now"]


def test_by_problems():
    placed = (PlacementCopy("p7bb2k1s", a_photo(credit=None).pk, "lead"),)
    bare = a_credit(kind="courtesy", creators="")
    a_story(headline="Sound", placements=(PlacementCopy("p7bb2k1t", a_photo().pk, "lead"),))
    a_story(headline="No credit", placements=placed)
    a_story(
        headline="Bare credit",
        placements=(PlacementCopy("p7bb2k1u", a_photo(credit=bare).pk, "lead"),),
    )
    a_story(headline="No section", section=None)
    a_story(headline="Cost TK crowns")
    a_story_in("spiked", headline="Spiked TK", placements=placed)
    a_story_in("live_with_pending_edit", pending={"headline": "Changed"})
    client = at_the_desk()

    blocked = {"No credit", "Bare credit", "No section", "Cost TK crowns"}
    assert set(listed(client, problems="any")) == blocked
    assert set(listed(client, problems="photo")) == {"No credit", "Bare credit", "Spiked TK"}
    assert listed(client, problems="changes") == ["Changed"]


def test_by_what_they_rest_on():
    wall, tide = a_document("Wall"), a_document("Tide", publisher=a_source("Tide Office"))
    a_story(headline="Nothing")
    a_story(headline="One", citations=cited(wall))
    a_story(headline="One, twice", citations=cited(wall, wall))
    a_story(headline="Two", citations=cited(wall, tide))
    client = at_the_desk()

    assert set(listed(client, rests="nothing")) == {"Nothing"}
    assert set(listed(client, rests="one")) == {"One", "One, twice"}


def cited(*documents) -> tuple[CitationCopy, ...]:
    return tuple(
        CitationCopy(f"cite-{number}", document=document.pk)
        for number, document in enumerate(documents)
    )


@pytest.mark.parametrize("rests", ["nothing", "one"])
def test_what_they_rest_on_takes_as_many_queries_for_forty_as_for_one(rests):
    client, wall = at_the_desk(), a_document("Wall")
    a_story(headline="Nothing")
    a_story(headline="One", citations=cited(wall))
    few = queries(client, f"{LIST}?rests={rests}")
    for number in range(39):
        a_story(headline=f"Nothing {number}")
        a_story(headline=f"One {number}", citations=cited(wall))

    assert len(listed(client, rests=rests)) == 40
    assert queries(client, f"{LIST}?rests={rests}") == few <= 10


def test_filters_keep_each_other():
    a_story(headline="Both", tags=(a_tag("Harbour").pk,))
    a_story(headline="One", tags=(a_tag("Harbour").pk,), section=None)

    assert listed(at_the_desk(), tag="Harbour", section="city") == ["Both"]
    page = shown(at_the_desk(), f"{LIST}?section=city")
    assert '<input type="hidden" name="section" value="city">' in page


# --- Pages


def test_a_page_is_followed_by_the_next_and_nothing_is_counted(monkeypatch):
    monkeypatch.setattr("articles.editing.story.list.StoryList.list_per_page", 2)
    for number in range(5):
        a_story(headline=f"Story {number}")
    client = at_the_desk()

    with CaptureQueriesContext(
        connection,
    ) as captured:
        pages = [listed(client, p=number) for number in (1, 2, 3)]

    assert pages == [["Story 4", "Story 3"], ["Story 2", "Story 1"], ["Story 0"]]
    assert not [query["sql"] for query in captured if "COUNT(" in query["sql"]]
    first, last = shown(client, LIST), shown(client, f"{LIST}?p=3")
    assert ("Next page" in first, "Previous page" in first) == (True, False)
    assert ("Next page" in last, "Previous page" in last) == (False, True)


@pytest.mark.parametrize("number", ["0", "-1", "100000"])
def test_a_page_there_cannot_be_leads_back_to_the_list(number):
    assert at_the_desk().get(f"{LIST}?p={number}").status_code == 302


def test_the_list_takes_the_same_few_queries_with_one_story_and_with_forty():
    client = at_the_desk("Publisher")
    a_story_in("live", tags=(a_tag().pk,), bylines=(BylineCopy(a_contributor().pk),))
    one = queries(client, LIST)
    for number in range(39):
        a_story_in(
            "live" if number < 4 else "draft",
            headline=f"Story {number}",
            tags=(a_tag(f"Tag {number}").pk, a_tag().pk),
            bylines=(BylineCopy(a_contributor(f"Writer {number}").pk),),
            section=a_section(f"Section {number % 5}").pk,
        )

    assert queries(client, LIST) == one <= 10


# --- Tagging many


def test_tags_are_added_to_and_taken_off_many_stories():
    harbour, sea = a_tag("Harbour"), a_tag("Sea")
    sea.aliases.create(name="Ocean")
    stories = [a_story(tags=(sea.pk,)), a_story()]
    client = at_the_desk()

    asked = do(client, LIST, "tag", stories)
    assert asked.status_code == 200
    done = do(client, LIST, "tag", stories, apply="yes", add="harbour", remove="Ocean")

    assert [tags_of(story) for story in stories] == [{"Harbour"}, {"Harbour"}]
    assert said(done) == ["Tagged: 2 stories."]
    latest = stories[0].revisions.first()
    assert (latest.by, latest.snapshot["tags"]) == (client.user, [harbour.pk])


def test_a_new_tag_is_made_once_however_it_is_spelled():
    stories = [a_story(), a_story()]

    do(at_the_desk(), LIST, "tag", stories, apply="yes", add="New, NEW ,new")

    assert [tag.folded for tag in Tag.objects.all()] == ["new"]
    assert [len(tags_of(story)) for story in stories] == [1, 1]


def test_a_new_tag_no_story_takes_is_not_made():
    story = a_story(headline="Theirs")

    done = do(at_the_desk("Writer"), LIST, "tag", [story], apply="yes", add="New")

    assert said(done)[0].startswith("“Theirs”:")
    assert not Tag.objects.exists()


def test_a_story_that_is_not_theirs_is_refused_and_keeps_nobody_else():
    client = at_the_desk("Writer")
    a_tag("Harbour")
    mine, theirs = a_story(client.user, headline="Mine"), a_story(headline="Theirs")
    submitted = a_story_in("submitted", client.user, headline="Handed in")

    done = do(client, LIST, "tag", [mine, theirs, submitted], apply="yes", add="Harbour")

    assert [tags_of(story) for story in (mine, theirs, submitted)] == [{"Harbour"}, set(), set()]
    first, *refusals = said(done)
    assert first == "Tagged: 1 story."
    assert {sentence.partition(":")[0] for sentence in refusals} == {"“Theirs”", "“Handed in”"}


@pytest.mark.parametrize("role", ["Photo desk", "Researcher", None])
def test_who_may_not_change_stories_cannot_tag_them_with_a_forged_form_either(role):
    a_tag("Harbour")
    story = a_story()

    do(at_the_desk(role), LIST, "tag", [story], apply="yes", add="Harbour")

    assert tags_of(story) == set()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"remove": "Nobody"}, "There is no tag “Nobody”"),
        ({}, "Name a tag to add or one to take off."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(typed, complaint):
    story = a_story(tags=(a_tag("Harbour").pk,))
    response = do(at_the_desk(), LIST, "tag", [story], apply="yes", **typed)

    assert complaint in response.content.decode()
    assert tags_of(story) == {"Harbour"}


def test_too_many_at_once_are_refused(monkeypatch):
    monkeypatch.setattr(story_bulk, "MOST", 1)
    a_tag("Harbour")
    stories = [a_story(), a_story()]

    done = do(at_the_desk(), LIST, "tag", stories, apply="yes", add="Harbour", select_across="1")

    assert said(done) == ["That is more than 1 stories. Choose fewer at a time."]
    assert [tags_of(story) for story in stories] == [set(), set()]


# --- Spiking many, and what is not offered


def test_many_are_spiked_with_one_note_and_what_is_out_is_refused():
    draft, live = a_story(headline="Draft"), a_story_in("live", headline="Out")

    done = do(at_the_desk(), LIST, "spike", [draft, live], apply="yes", note="Overtaken.")

    assert {s.headline: s.status for s in Story.objects.all()} == {
        "Draft": Status.SPIKED,
        "Out": Status.PUBLISHED,
    }
    assert draft.moves.first().note == "Overtaken."
    assert any(sentence.startswith("“Out”:") for sentence in said(done))


def test_a_writer_cannot_spike_with_a_forged_form():
    client = at_the_desk("Writer")
    story = a_story(client.user)

    do(client, LIST, "spike", [story], apply="yes", note="Gone.")

    assert Story.objects.get().status == Status.DRAFT


def test_stories_are_never_deleted_by_the_list_not_even_by_an_administrator():
    client = at_the_desk(None, is_superuser=True)
    story = a_story()

    assert "delete_selected" not in shown(client, LIST)
    do(client, LIST, "delete_selected", [story], post="yes")

    assert Story.objects.count() == 1
    assert not LogEntry.objects.exists()
