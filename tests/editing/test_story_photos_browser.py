"""Photos chosen and put in order in a real browser, by the keyboard alone."""

import pytest

from articles.stories.models import Story
from tests import newsroom
from tests.editing.story_pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
NAMES = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]
FOCUSED = "document.activeElement.querySelector('span')?.textContent ?? document.activeElement.id"


@pytest.fixture
def open_story(sign_in, live_server):
    """Open the form of a story as somebody who may do anything; returns the page."""

    def of(story: Story):
        page = sign_in(newsroom.a_user(is_superuser=True))
        page.goto(live_server.url + address("change", story.pk))
        page.locator(".body-text").wait_for()
        return page

    return of


@pytest.fixture
def photos():
    """A week of photos, the last the newest, one of them without a credit."""
    credit = newsroom.a_credit()
    return {
        name: newsroom.a_photo(caption=name, credit=None if name == "Six" else credit)
        for name in NAMES
    }


def placed(story: Story, role: str) -> list[str]:
    return [str(placement.photo) for placement in story.placements.filter(role=role)]


def save(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+s")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_photo_is_chosen_by_keyboard_from_the_librarys_own_grid(
    size, scheme, page, open_story, photos, complaints, axe_violations
):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    story = newsroom.a_story()
    open_story(story)
    page.locator("[data-choose-lead]").press("Enter")
    page.get_by_role("button", name="Seven").wait_for()
    assert axe_violations() == []
    assert "May not run. The photo has no credit." in page.locator("#photo-dialog").inner_text()

    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "Seven"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "Six"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "photo-find"
    page.get_by_label("Credit", exact=True).select_option("No credit")
    page.get_by_role("button", name="Seven").wait_for(state="detached")
    assert page.locator("#photo-dialog li").count() == 1
    page.get_by_label("Credit", exact=True).select_option("Any")
    page.get_by_role("button", name="Seven").wait_for()
    page.get_by_label("Caption, credit or keyword").fill("three")
    page.get_by_role("button", name="Seven").wait_for(state="detached")
    page.keyboard.press("Enter")
    page.locator("#photo-dialog").wait_for(state="hidden")
    save(page)

    assert placed(story, "lead") == ["Three"]
    assert not complaints()


def test_escape_chooses_nothing(open_story, photos):
    story = newsroom.a_story()
    page = open_story(story)
    page.locator("[data-choose-lead]").press("Enter")
    page.get_by_role("button", name="Seven").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    page.locator("#photo-dialog").wait_for(state="hidden")
    assert page.get_by_text("None yet.").is_visible()


def test_a_gallery_is_chosen_at_once_and_put_in_order_by_buttons_and_by_keyboard(
    open_story, photos, complaints
):
    story = newsroom.a_story()
    page = open_story(story)
    page.locator("[data-add-gallery]").press("Enter")
    page.get_by_role("button", name="Seven").wait_for()
    page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Add 3 photos").press("Enter")
    gallery = page.locator("[data-rows=gallery]")
    gallery.get_by_text("Five").wait_for()
    save(page)
    assert placed(story, "gallery") == ["Seven", "Six", "Five"]

    gallery.get_by_role("button", name="Move later").first.press("Enter")
    gallery.get_by_label("Caption").nth(2).press("Alt+ArrowUp")
    save(page)

    assert placed(story, "gallery") == ["Six", "Five", "Seven"]
    assert not complaints()
