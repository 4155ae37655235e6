"""Where the parts of a story's form stand: what the words rest on is beside them."""

import pytest

from articles.stories.copy import CitationCopy
from tests import newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
WIDE = {"width": 1920, "height": 1000}
CITED = 25
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How many letters of the text fit on a line: as wide as those of this sentence are on average.
MEASURE = """() => {
  const text = document.querySelector(".body-text")
  const { fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(text)
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${fontSize} ${fontFamily}`
  const sentence = "The harbour wall gave way at noon on Tuesday, and nobody had been warned."
  const room = text.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
  return room / (pen.measureText(sentence).width / sentence.length)
}"""


@pytest.fixture
def cited_story():
    """A story of many paragraphs, each resting on a document of its own."""
    keys = [f"c{number:03}" for number in range(CITED)]
    paragraph = '<p>The harbour wall gave way at noon, a clerk said.<cite data-key="{}"></cite></p>'
    return newsroom.a_story(
        body="".join(map(paragraph.format, keys)),
        citations=tuple(
            CitationCopy(key, document=newsroom.a_document(f"Report {key}").pk) for key in keys
        ),
    )


def opened(open_form, page, size, story):
    page.set_viewport_size(size)
    open_form("Publisher", story)
    return page.locator("#field-body"), page.locator("#field-citations")


@pytest.mark.parametrize("size", [DESKTOP, WIDE], ids=["desktop", "wide"])
def test_the_citations_stand_right_of_the_words_and_stay_while_these_scroll(
    size, open_form, page, cited_story
):
    body, panel = opened(open_form, page, size, cited_story)

    words, beside = body.bounding_box(), panel.bounding_box()
    assert beside["x"] >= words["x"] + words["width"]
    assert beside["y"] + beside["height"] <= size["height"]
    assert 60 <= page.evaluate(MEASURE) <= 75
    assert page.evaluate(OVERFLOW) <= 0

    last = page.locator(".body-text p").last
    last.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 0
    row = panel.locator("[data-row]").last
    row.locator("summary").focus()
    row, beside = row.bounding_box(), panel.bounding_box()
    assert beside["y"] <= row["y"]
    assert row["y"] + row["height"] <= size["height"]
    assert last.bounding_box()["y"] < size["height"]


def test_the_row_of_a_mark_comes_into_view_and_the_words_stay_where_they_are(
    open_form, page, cited_story
):
    _, panel = opened(open_form, page, DESKTOP, cited_story)
    mark = page.locator(".body-text cite").nth(CITED - 3)
    mark.click()
    before = page.evaluate("scrollY")

    page.keyboard.press("Enter")

    where = panel.locator("[data-row]").nth(CITED - 3).get_by_label("Locator")
    where.wait_for()
    assert where.evaluate("field => field === document.activeElement")
    assert where.bounding_box()["y"] < DESKTOP["height"]
    assert page.evaluate("scrollY") == before


def test_on_a_phone_they_follow_the_words_and_nothing_is_wider_than_the_screen(
    open_form, page, cited_story
):
    body, panel = opened(open_form, page, PHONE, cited_story)

    words, below = body.bounding_box(), panel.bounding_box()
    assert below["y"] >= words["y"] + words["height"]
    assert panel.evaluate("panel => panel.scrollHeight - panel.clientHeight") == 0
    panel.locator("[data-row] summary").last.click()
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_story_that_cites_nothing_says_so_beside_its_words(size, open_form, page):
    _, panel = opened(open_form, page, size, newsroom.a_story())

    assert panel.get_by_text("Nothing is cited yet.").is_visible()
    assert page.evaluate(OVERFLOW) <= 0


def test_the_keys_lead_from_the_words_to_what_they_rest_on_and_on_to_the_rest(
    open_form, page, cited_story
):
    opened(open_form, page, DESKTOP, cited_story)

    headings = page.locator("form h2:visible").all_inner_texts()
    assert [words for words in headings if words != "Status and next moves"] == [
        "Ready for print?",
        "Citations",
        "Quotations",
        "Photos in the text",
        "Gallery",
        "Lead photo",
        "Revisions",
    ]
