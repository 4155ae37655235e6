"""The buttons of the story's form: who has which, and what each does or says it can't."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing.models import Edition
from articles.stories.models import Story
from tests import newsroom
from tests.editing.story_pages import Page

pytestmark = pytest.mark.django_db


def fresh(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


BUTTONS = {
    ("Writer", "draft"): [],
    ("Writer", "submitted"): [],
    ("Editor", "draft"): ["approve", "submit", "spike"],
    ("Editor", "submitted"): ["approve", "send_back", "spike"],
    ("Editor", "ready"): ["send_back", "spike"],
    ("Editor", "live"): [],
    ("Photo desk", "draft"): [],
    ("Researcher", "submitted"): [],
    ("Publisher", "draft"): ["publish", "submit", "approve", "schedule", "spike"],
    ("Publisher", "submitted"): ["publish", "send_back", "approve", "schedule", "spike"],
    ("Publisher", "ready"): ["publish", "send_back", "schedule", "spike"],
    ("Publisher", "scheduled"): ["publish", "schedule", "withdraw"],
    ("Publisher", "live"): ["update", "unpublish"],
    ("Publisher", "live_with_scheduled_update"): ["update", "withdraw", "unpublish"],
    ("Publisher", "unpublished"): ["publish", "schedule", "spike"],
    ("Publisher", "spiked"): ["revive"],
}


@pytest.mark.parametrize(("role", "state"), BUTTONS, ids=lambda value: value)
def test_each_role_has_the_buttons_of_its_moves_the_likeliest_first(role, state):
    story = newsroom.a_story_in(state)

    assert Page(newsroom.a_user(role), story).buttons() == BUTTONS[role, state]


def test_a_writer_submits_a_draft_of_their_own():
    writer = newsroom.a_user("Writer")
    page = Page(writer, newsroom.a_story(by=writer))
    assert page.buttons() == ["submit"]
    page.type(headline="Submitted as it stands")

    response = page.press("submit")

    story = Story.objects.get()
    assert (story.headline, story.status) == ("Submitted as it stands", "submitted")
    followed = page.client.get(response.headers["Location"])
    assert "Saved. It is with the editors now." in followed.content.decode()


def test_a_story_is_written_and_published_by_one_press():
    page = Page(newsroom.a_user("Publisher"))
    section = newsroom.a_section()
    page.type(headline="Out now", body="<p>It is out.</p>", section=section.pk)

    page.press("publish")

    edition = Edition.visible.get()
    assert (edition.headline, edition.section, edition.story.status) == (
        "Out now",
        section,
        "published",
    )


def test_what_keeps_a_story_from_print_is_said_and_nothing_is_filed():
    page = Page(newsroom.a_user("Publisher"))
    page.type(headline="Out now", body="<p>It is TK.</p>")

    response = page.press("publish")

    assert response.status_code == 422
    assert "Choose a section." in page.said()
    assert page.data["body"] == "<p>It is TK.</p>"
    assert not Story.objects.exists()


def test_a_refused_move_takes_the_save_with_it_and_keeps_the_text():
    story = newsroom.a_ready_story()
    page = Page(newsroom.a_user("Publisher"), story)
    page.type(dek="A fact TK")

    assert page.press("publish").status_code == 422
    assert "TK" in page.said()
    assert page.data["dek"] == "A fact TK"
    assert (fresh(story).dek, fresh(story).status) == ("", "ready")


def test_a_publisher_publishes_in_spite_of_a_problem_with_a_reason():
    story = newsroom.a_ready_story(dek="A fact TK")
    page = Page(newsroom.a_user("Publisher"), story)
    page.type(publish__override="The fire is at the gate.")

    assert page.press("publish").status_code == 302
    assert fresh(story).status == "published"
    assert "The fire is at the gate." in story.moves.first().note


def test_a_story_is_scheduled_in_the_newsrooms_time(settings):
    story = newsroom.a_ready_story()
    page = Page(newsroom.a_user("Publisher"), story)
    assert "London time" in page.response.content.decode()
    page.type(schedule__at="2099-07-01T06:30")

    assert page.press("schedule").status_code == 302
    starts = Edition.everything.get(story=story).visible_from
    assert timezone.localtime(starts).isoformat() == "2099-07-01T06:30:00+01:00"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Say when it comes out."), ("2001-01-01T00:00", "That time has passed")],
)
def test_a_schedule_needs_a_time_ahead(typed, said):
    story = newsroom.a_ready_story()
    page = Page(newsroom.a_user("Publisher"), story)
    page.type(schedule__at=typed)

    assert page.press("schedule").status_code == 422
    assert said in page.response.content.decode()
    assert fresh(story).status == "ready"


@pytest.mark.parametrize(
    ("verb", "state", "after"),
    [
        ("send_back", "submitted", "draft"),
        ("unpublish", "live", "unpublished"),
        ("spike", "draft", "spiked"),
    ],
)
def test_some_moves_ask_why_and_keep_the_answer(verb, state, after):
    story = newsroom.a_story_in(state)
    page = Page(newsroom.a_user("Publisher"), story)

    assert page.press(verb).status_code == 422
    assert "Say why" in page.said()
    page.type(**{f"{verb}__note": "The names are wrong."})
    assert page.press(verb).status_code == 302

    assert fresh(story).status == after
    assert story.moves.first().note == "The names are wrong."


def test_a_live_story_is_saved_without_readers_seeing_it_and_then_updated_with_a_notice():
    story = newsroom.a_published_story()
    publisher = newsroom.a_user("Publisher")
    page = Page(publisher, story)
    page.type(dek="Two, not three.")
    page.press()
    assert Edition.visible.get().dek == ""
    page = Page(publisher, story)
    assert "Readers see an older version." in page.response.content.decode()

    page.type(update__kind="correction", update__text="It was two.")
    page.press("update")

    edition = Edition.visible.get()
    assert (edition.dek, edition.corrections[0]["text"]) == ("Two, not three.", "It was two.")


def test_a_notice_needs_its_words():
    story = newsroom.a_published_story()
    page = Page(newsroom.a_user("Publisher"), story)
    page.type(update__kind="correction", dek="Other words.")

    assert page.press("update").status_code == 422
    assert "A notice to readers needs a kind and its words." in page.response.content.decode()


def test_an_embargoed_story_is_not_published_before():
    story = newsroom.a_ready_story(embargo_until=timezone.now() + timedelta(days=2))
    page = Page(newsroom.a_user("Publisher"), story)

    assert page.press("publish").status_code == 422
    assert "Under embargo until" in page.said()


def test_a_scheduled_story_says_when_it_comes_out_and_a_live_one_since_when():
    publisher = newsroom.a_user("Publisher")

    scheduled = Page(publisher, newsroom.a_story_in("scheduled")).response.content.decode()
    live = Page(publisher, newsroom.a_story_in("live")).response.content.decode()
    both = Page(
        publisher, newsroom.a_story_in("live_with_scheduled_update")
    ).response.content.decode()

    assert "Comes out" in scheduled
    assert "Live since" not in scheduled
    assert "Live since" in live
    assert "Live since" in both
    assert "Next edition" in both


def test_a_save_of_nothing_says_so():
    page = Page(newsroom.a_user("Editor"), newsroom.a_story())

    response = page.press()

    followed = page.client.get(response.headers["Location"]).content.decode()
    assert "Nothing to save: the story stands as it was." in followed


def test_a_spiked_story_is_read_only_and_can_be_revived():
    story = newsroom.a_story_in("spiked")
    page = Page(newsroom.a_user("Publisher"), story)
    assert "This story is spiked: it can be read, not changed." in page.response.content.decode()

    assert page.press("revive").status_code == 302
    assert fresh(story).status == "draft"


def test_an_embargoed_story_is_offered_to_come_out_when_it_lifts():
    story = newsroom.a_ready_story(embargo_until=newsroom.tomorrow())
    page = Page(newsroom.a_user("Publisher"), story)

    assert page.press("schedule").status_code == 302
    assert Edition.everything.get(story=story).visible_from == story.embargo_until
