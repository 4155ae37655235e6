"""What somebody said and who they were then, from the editor to the pages that readers get."""

import json
from datetime import date

import pytest

from articles.publishing.models import Edition
from tests import newsroom
from tests.reading.pages import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROLE = "minister for ports until 2024"


def test_the_role_a_speaker_had_then_is_read_in_the_story_and_on_their_page(
    open_form, live_server, complaints
):
    newsroom.a_source("Ada Nwosu", kind="person")
    newsroom.a_section("City")
    page = open_form("Publisher")
    page.get_by_label("Headline").fill("The wall was known to leak")
    page.locator(".body-text").click()
    page.keyboard.insert_text("We had no choice.")

    page.get_by_role("button", name="Quote", exact=True).click()
    page.get_by_label("Speaker", exact=True).fill("Ada Nwosu")
    page.get_by_label("Role at the time").fill(ROLE)
    page.keyboard.press("Enter")
    row = page.locator("#field-quotations [data-row]")
    row.locator("summary").click()
    row.get_by_label("Speaker in the library").fill("Ada Nwosu")
    row.get_by_label("Said on").fill("2024-02-05")
    row.get_by_label("Said to").fill("a committee")
    page.get_by_label("Section").select_option("City")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish now").click()

    story = Edition.visible.get().story
    (kept,) = story.quotations.all()
    assert (kept.speaker_name, kept.role, kept.said_on) == ("Ada Nwosu", ROLE, date(2024, 2, 5))
    assert not complaints()

    page.goto(live_server.url + at(story))
    caption = page.locator(".quotation figcaption")
    assert caption.inner_text().split("\n") == [f"Ada Nwosu {ROLE} to a committee, 5 February 2024"]
    said = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert said["hasPart"][0]["spokenByCharacter"]["jobTitle"] == ROLE
    assert said["hasPart"][0]["dateCreated"] == "2024-02-05"

    caption.get_by_role("link", name="Ada Nwosu").click()
    saying = page.locator(".sayings li")
    assert saying.locator("blockquote").inner_text() == "We had no choice."
    assert ROLE.capitalize() in saying.inner_text()


def test_a_role_put_right_later_stands_in_the_next_edition_and_not_in_the_last(open_form):
    quoted = (
        '<p>So it was.</p><blockquote data-key="quote-one" data-speaker="Ada Nwosu"'
        ' data-role="minister"><p>We had no choice.</p></blockquote>'
    )
    story = newsroom.a_published_story(body=quoted)
    page = open_form("Publisher", story)

    page.locator(".body-text blockquote p").click()
    page.get_by_role("button", name="Who said this?").click()
    page.get_by_label("Role at the time").fill(ROLE)
    page.keyboard.press("Enter")
    page.get_by_text(f"Ada Nwosu, {ROLE}").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish the changes").click()

    first, second = Edition.everything.filter(story=story).order_by("number")
    assert 'data-role="minister"' in first.revision.snapshot["body"]
    assert f'data-role="{ROLE}"' in second.revision.snapshot["body"]
