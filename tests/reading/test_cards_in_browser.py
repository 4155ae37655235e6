"""What a number stands for is shown beside it, to a pointer, a keyboard and a finger."""

import re

import pytest

from articles.stories.copy import CitationCopy
from tests.newsroom import a_document, a_published_story

from .pages import at
from .test_in_browser import roles  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "<p>A long paragraph of nothing.</p>" * 40


@pytest.fixture
def story(roles):  # noqa: F811
    report = a_document("Inspection report", url="https://board.example/r")
    other = a_document("Tide tables")
    return a_published_story(
        body=(
            '<p>It gave way<cite data-key="aaaa"></cite> at noon.<cite data-key="bbbb"></cite></p>'
            f'{LONG}<p>The last line.<cite data-key="cccc"></cite></p>'
        ),
        citations=(
            CitationCopy("aaaa", document=report.pk, locator="p. 2", excerpt="gave way"),
            CitationCopy("bbbb", document=other.pk),
            CitationCopy("cccc", document=report.pk, locator="p. 9"),
        ),
    )


@pytest.fixture
def opened(page, live_server, story, complaints):
    page.goto(live_server.url + at(story))
    page.wait_for_selector(".cite-card", state="attached")
    return page


def card(page):
    return page.locator(".cite-card")


def number(page, use: str):
    return page.locator(f"#use-{use}")


def test_a_pointer_over_a_number_sees_its_own_use_and_can_reach_the_card(opened, complaints):
    number(opened, "1a").hover()
    words = card(opened).inner_text()
    assert "Inspection report" in words
    assert "p. 2" in words
    assert "p. 9" not in words
    card(opened).hover()
    opened.wait_for_timeout(300)
    assert card(opened).is_visible()
    opened.mouse.move(1, 1)
    card(opened).wait_for(state="hidden")
    assert not complaints()


def test_the_page_does_not_move_when_a_card_opens(opened):
    before = number(opened, "2a").bounding_box()
    height = opened.evaluate("document.documentElement.scrollHeight")
    number(opened, "1a").hover()
    assert card(opened).is_visible()
    assert number(opened, "2a").bounding_box() == before
    assert opened.evaluate("document.documentElement.scrollHeight") == height


def test_a_keyboard_opens_closes_and_passes_on(opened):
    number(opened, "1a").press("Tab")  # from one number to the next
    assert "Tide tables" in card(opened).inner_text()
    opened.keyboard.press("Escape")
    assert not card(opened).is_visible()
    assert opened.evaluate("document.activeElement.id") == "use-2a"
    opened.keyboard.press("Shift+Tab")
    assert "Inspection report" in card(opened).inner_text()
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#note-1")
    assert not card(opened).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_card_is_open_to_everybody(opened, axe_violations, scheme):
    opened.emulate_media(color_scheme=scheme)
    number(opened, "1a").hover()
    assert axe_violations() == []


@pytest.mark.parametrize("use", ["1a", "1b"])
def test_a_card_stands_inside_the_window_of_a_phone(opened, use):
    opened.set_viewport_size({"width": 390, "height": 700})
    number(opened, use).scroll_into_view_if_needed()
    number(opened, use).hover()
    found, mark = card(opened).bounding_box(), number(opened, use).bounding_box()
    assert found["x"] >= 0
    assert found["x"] + found["width"] <= 390
    assert found["y"] >= 0
    assert found["y"] + found["height"] <= 700
    # It stands above or below its number, never on it.
    assert found["y"] >= mark["y"] + mark["height"] or found["y"] + found["height"] <= mark["y"]


def test_a_finger_opens_the_card_first_and_goes_to_the_note_next(browser, live_server, story):
    with browser.new_context(has_touch=True, viewport={"width": 390, "height": 700}) as phone:
        page = phone.new_page()
        page.goto(live_server.url + at(story))
        page.wait_for_selector(".cite-card", state="attached")
        number(page, "1a").tap()
        assert card(page).is_visible()
        assert "#" not in page.url
        page.locator("h1").tap()
        assert not card(page).is_visible()
        number(page, "1a").tap()
        number(page, "1a").tap()
        page.wait_for_url(re.compile("#note-1$"))
        assert not card(page).is_visible()


def test_without_scripts_the_number_leads_to_the_note_and_back(browser, live_server, story):
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(live_server.url + at(story))
        number(page, "1b").click()
        assert page.url.endswith("#note-1")
        page.locator("#note-1 [href='#use-1b']").click()
        assert page.url.endswith("#use-1b")


def test_paper_has_no_cards(opened):
    number(opened, "1a").hover()
    opened.emulate_media(media="print")
    assert not card(opened).is_visible()
