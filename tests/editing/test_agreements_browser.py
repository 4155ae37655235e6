"""Somebody not to be named, in a real browser: cited, approved, published, and never told."""

import pytest

from articles.publishing import desk
from tests import newsroom
from tests.editing.story_pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Zebedee Quillfeather"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


def test_a_person_not_named_from_the_promise_to_the_reader(page, live_server, sign_in, complaints):
    writer, editor = newsroom.a_user("Writer"), newsroom.a_user("Publisher")
    agreement = newsroom.an_agreement("a clerk at the port", approved=False, by=writer)
    newsroom.an_identity(agreement, NAME)
    story = newsroom.a_story(by=writer)

    sign_in(writer)
    page.goto(live_server.url + address("change", story.pk))
    page.locator(".body-text").wait_for()
    page.locator(".body-text p").first.click()
    page.get_by_role("button", name="Cite", exact=True).click()
    page.keyboard.type("clerk at")
    page.get_by_role("option", name="a clerk at the port").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator("#cite-dialog").wait_for(state="hidden")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert story.citations.get().agreement == agreement
    assert "not approved" in page.content()

    sign_in(editor)
    page.goto(f"{live_server.url}/desk/articles/sourcingagreement/{agreement.pk}/change/")
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_text("It may be quoted so.").wait_for()
    story.refresh_from_db()
    desk.publish(story=story, by=editor)

    page.context.clear_cookies()
    edition = story.editions.get()
    page.goto(f"{live_server.url}/{edition.published_on:%Y/%m/%d}/{edition.slug}/")
    page.get_by_text("A clerk at the port").wait_for()
    assert NAME not in page.content()
    assert not complaints()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_screens_are_for_everybody(
    page, live_server, sign_in, settings, axe_violations, size, scheme
):
    settings.CONFIDENTIAL_KEYS = ["A" * 43 + "="]
    agreement = newsroom.an_agreement("a clerk at the port", approved=False)
    newsroom.an_identity(agreement, NAME)
    sign_in(newsroom.a_user("Publisher"))
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    at = f"{live_server.url}/desk/articles/sourcingagreement/{agreement.pk}/"
    for screen in ("change", "identity"):
        page.goto(f"{at}{screen}/")
        fits(page)
        assert axe_violations() == []
    page.get_by_label("Why").fill("A libel claim.")
    page.get_by_role("button", name="Open", exact=True).click()
    assert page.get_by_label("Name").input_value() == NAME
    fits(page)
    assert axe_violations() == []


def fits(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
