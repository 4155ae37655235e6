"""Where something stood once: it moved (301), it is gone (410), or readers never saw it (404)."""

import pytest

from articles.named import merge
from articles.publishing import desk
from articles.stories.copy import BylineCopy, CitationCopy
from tests.newsroom import (
    a_contributor,
    a_published_story,
    a_section,
    a_source,
    a_story_in,
    a_tag,
    a_user,
    saved,
)

from .pages import at

pytestmark = pytest.mark.django_db

ABSENT = "/2020/02/03/there-never-was-such-a-story/"


def moved_to(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 301, path
    return response.headers["Location"]


def test_a_story_answers_at_its_past_slugs(client):
    story = a_published_story(slug="wall-gives-way")
    first = at(story)
    for slug in ("wall-falls", "wall-collapses"):
        story = saved(story, slug=slug)
        story = desk.update(story=story, by=a_user("Publisher"))
        if slug == "wall-falls":
            second = at(story)
    assert moved_to(client, first) == at(story)
    assert moved_to(client, second) == at(story)
    assert moved_to(client, first + "history/") == at(story) + "history/"
    assert client.get(at(story)).status_code == 200


def test_a_story_that_was_taken_down_says_so(client):
    story = a_published_story(headline="Libel of the year")
    address = at(story)
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")
    for path in (address, address + "history/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "taken down" in response.content.decode()
        assert "Libel" not in response.content.decode()


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "ready", "scheduled", "embargoed", "spiked"]
)
def test_a_story_readers_never_saw_answers_like_one_that_never_was(client, state):
    story = a_story_in(state, slug="the-secret", headline="The secret")
    day = (story.embargo_until or story.filed_at).date()
    absent = client.get(ABSENT)
    tried = {f"/{day:%Y/%m/%d}/the-secret/"}
    for edition in story.editions(manager="everything").all():
        tried.add(f"/{edition.published_on:%Y/%m/%d}/{edition.slug}/")
    for path in tried:
        hidden = client.get(path)
        assert (hidden.status_code, hidden.content) == (404, absent.content)
        assert dict(hidden.headers) == dict(absent.headers)


def test_the_slug_of_an_update_to_come_is_not_an_address_yet(client):
    story = a_story_in("live_with_scheduled_update", slug="wall", pending={"slug": "the-new-slug"})
    assert client.get(at(story)).status_code == 200
    assert client.get(at(story).replace("/wall/", "/the-new-slug/")).status_code == 404


def test_a_day_that_no_calendar_has_is_not_found(client):
    assert client.get("/2026/02/31/wall/").status_code == 404
    assert client.get("/archive/2026/13/").status_code == 404
    assert client.get("/archive/2026/02/30/").status_code == 404


@pytest.fixture
def published():
    """A story with a tag, a contributor and a source, to lead readers to each."""
    tag, jane, source = a_tag("Harbor"), a_contributor("Jane Do"), a_source("The Board")
    return a_published_story(
        section=a_section("Town").pk,
        tags=(tag.pk,),
        bylines=(BylineCopy(jane.pk),),
        citations=(CitationCopy("aaaa", source=source.pk),),
    )


@pytest.mark.parametrize(
    ("make", "name", "path"),
    [
        (a_section, "Town", "/{}/"),
        (a_tag, "Harbor", "/tags/{}/"),
        (a_contributor, "Jane Do", "/by/{}/"),
        (a_source, "The Board", "/sources/{}/"),
    ],
)
def test_what_was_renamed_or_merged_answers_at_its_former_address(
    client, published, make, name, path
):
    row = make(name)
    old = path.format(row.slug)
    row.rename("Another name")
    assert moved_to(client, old) == path.format("another-name")
    merge(row, into=make("A third name"), by=a_user("Editor"))
    assert moved_to(client, old) == path.format("a-third-name")
    assert moved_to(client, path.format("another-name")) == path.format("a-third-name")
    assert client.get(path.format("a-third-name")).status_code == 200


@pytest.mark.parametrize(
    ("make", "path"), [(a_tag, "/tags/{}/"), (a_contributor, "/by/{}/"), (a_source, "/sources/{}/")]
)
def test_a_former_address_of_what_leads_nowhere_does_not_give_it_away(client, make, path):
    row = make("Secret affair")
    old = path.format(row.slug)
    row.rename("Another name")
    absent = client.get(ABSENT)
    for hidden in (client.get(old), client.get(path.format(row.slug))):
        assert (hidden.status_code, hidden.content) == (404, absent.content)
