"""Arranging the front page."""

import pytest
from django.urls import reverse

from articles.changes import Change
from articles.publishing import desk, front
from articles.publishing.models import FrontSlot
from tests.newsroom import a_published_story, a_story, a_story_in, a_user

from .desks import at_the_desk, queries, said, shown

pytestmark = pytest.mark.django_db

FRONT = "/desk/front/"


@pytest.fixture
def stories():
    return [a_published_story(headline=f"Story {number}", hours_ago=number) for number in range(4)]


def standing() -> list[str]:
    return [f"{slot.place}: {slot.story}" for slot in FrontSlot.objects.select_related("story")]


def send(client, stories, do, *, base=(), places=(), **fields):
    return client.post(
        FRONT,
        {
            "story": [story.pk for story in stories],
            "place": places or range(1, len(stories) + 1),
            "base": ",".join(str(story.pk) for story in base),
            "do": do,
            **fields,
        },
    )


def chosen(response) -> list[str]:
    return [place["headline"] for place in response.context["chosen"]]


def test_the_screen_shows_what_stands_and_offers_what_readers_see(stories):
    front.arrange(by=a_user("Publisher"), lead=stories[2], secondary=[stories[0]])
    a_story(headline="A draft")
    a_story_in("scheduled", headline="To come")
    a_story_in("unpublished", headline="Gone")

    response = at_the_desk("Publisher").get(FRONT)

    assert chosen(response) == ["Story 2", "Story 0"]
    assert [e.headline for e in response.context["offered"]] == ["Story 1", "Story 3"]


def test_stories_are_found_by_words_of_their_headline(stories):
    response = send(at_the_desk("Publisher"), [], "look", q="story 3")

    assert [e.headline for e in response.context["offered"]] == ["Story 3"]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("up:2", [0, 2, 1]),
        ("down:0", [1, 0, 2]),
        ("up:0", [0, 1, 2]),
        ("down:2", [0, 1, 2]),
        ("remove:0", [1, 2]),
        ("add:3", [0, 1, 2, 3]),
        ("lead:3", [3, 0, 1, 2]),
        ("lead:2", [2, 0, 1]),
        ("add:1", [0, 1, 2]),
        ("look", [0, 1, 2]),
        ("", [0, 1, 2]),
        ("explode:1", [0, 1, 2]),
    ],
)
def test_a_button_changes_the_form_and_nothing_readers_see(stories, button, expected):
    verb, _, number = button.partition(":")
    do = f"{verb}:{stories[int(number)].pk}" if number else button

    response = send(at_the_desk("Publisher"), stories[:3], do)

    assert chosen(response) == [f"Story {number}" for number in expected]
    assert standing() == []


def test_numbers_typed_put_the_stories_in_order(stories):
    response = send(at_the_desk("Publisher"), stories[:3], "look", places=[3, 1, 2])

    assert chosen(response) == ["Story 1", "Story 2", "Story 0"]


def test_saving_puts_it_on_the_front_page_and_marks_the_page_stale(stories):
    done = send(at_the_desk("Publisher"), [stories[3], stories[1]], "save:")

    assert (done.status_code, done.url) == (302, FRONT)
    assert standing() == ["lead: Story 3", "secondary: Story 1"]
    assert Change.objects.last().key == "front"


def test_everything_can_be_taken_off(stories):
    front.arrange(by=a_user("Publisher"), lead=stories[0], secondary=[])

    send(at_the_desk("Publisher"), [], "save:", base=[stories[0]])

    assert standing() == []


def test_what_another_arranged_meanwhile_is_not_overwritten(stories):
    front.arrange(by=a_user("Publisher"), lead=stories[0], secondary=[])
    client = at_the_desk("Publisher")

    refused = send(client, [stories[1]], "save:", base=[])

    assert standing() == ["lead: Story 0"]
    assert chosen(refused) == ["Story 1"]
    assert "Somebody else arranged the front page" in said(refused)[0]
    send(client, [stories[1]], "save:", base=[stories[0]])
    assert standing() == ["lead: Story 1"]


def test_a_story_taken_down_meanwhile_is_marked_and_refused(stories):
    desk.unpublish(story=stories[0], by=a_user("Publisher"), note="A court order.")
    client = at_the_desk("Publisher")

    refused = send(client, stories[:2], "save:")

    assert said(refused) == ["“Story 0” is not published: readers could not see it."]
    assert "Readers no longer see it" in refused.content.decode()
    assert standing() == []


def test_one_story_too_many_is_refused():
    many = [a_published_story(headline=f"Story {n}") for n in range(front.SECONDARY + 2)]

    refused = send(at_the_desk("Publisher"), many, "save:")

    assert said(refused) == ["There are 6 places beside the lead."]
    assert standing() == []


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30])
def test_nonsense_for_a_story_is_left_out(stories, nonsense):
    response = at_the_desk("Publisher").post(
        FRONT, {"story": [nonsense, stories[0].pk], "place": ["1", "x"], "do": f"add:{nonsense}"}
    )

    assert chosen(response) == ["Story 0"]


@pytest.mark.parametrize("role", ["Writer", "Photo desk", "Researcher", "Editor", None])
def test_only_a_publisher_arranges_the_front_page(role, stories):
    client = at_the_desk(role)

    assert client.get(FRONT).status_code == 403
    assert send(client, stories, "save:").status_code == 403
    assert standing() == []


def test_the_screen_takes_the_same_few_queries_with_one_story_and_with_many(stories):
    client = at_the_desk("Publisher")
    front.arrange(by=client.user, lead=stories[0], secondary=[])
    few = queries(client, FRONT)
    for number in range(8):
        a_published_story(headline=f"More {number}")
    front.arrange(by=client.user, lead=stories[0], secondary=stories[1:])

    assert queries(client, FRONT) == few <= 8
    assert "More 7" in shown(client, reverse("admin:front"))
