"""“New from text” in a browser."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.stories.models import Story

from .screens import ADDRESS, COPY, SLOW

DROP = """(form, texts) => {
  const dropped = new DataTransfer()
  for (const [name, text] of texts) dropped.items.add(new File([text], name))
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, cancelable: true }))
}"""


@pytest.fixture
def opened(live_server, sign_in, plain_static_files):
    """The page to paste on, as an editor has it open."""
    page = sign_in(User.objects.create_superuser("ed"))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_server.url + ADDRESS)
    expect(page.locator("html.scripted")).to_have_count(1)
    return page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_by_keyboard_from_pasted_text_to_the_draft(opened, complaints, axe_violations):
    page = opened
    assert axe_violations() == []
    page.keyboard.insert_text(COPY)  # the page opens with the caret where one pastes
    page.keyboard.press("Control+Enter")

    headline = page.get_by_label("Headline")
    expect(headline).to_have_value(COPY.splitlines()[0], timeout=SLOW)
    quotation = page.locator(".body-editor blockquote")
    expect(quotation).to_have_attribute("data-speaker", "Ann Poe")
    expect(page.get_by_role("button", name="Cite")).to_have_count(0)
    assert axe_violations() == []
    understood = page.locator(".import-understood").bounding_box()
    copy = page.locator(".import-raw").bounding_box()
    assert copy["x"] >= understood["x"] + understood["width"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    understood = page.locator(".import-understood").bounding_box()
    assert page.locator(".import-raw").bounding_box()["y"] >= understood["y"] + understood["height"]

    headline.fill("Three towns, one dredger")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Filed as a draft.")).to_be_visible(timeout=SLOW)
    assert Story.objects.get().headline == "Three towns, one dredger"
    assert not complaints()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_files_dropped_together_are_shown_in_turn(opened, complaints, axe_violations):
    page, headline = opened, opened.get_by_label("Headline")
    second = COPY.replace("Harbour towns", "Island towns")
    page.locator("#paste-form").evaluate(DROP, [["one.txt", COPY], ["two.txt", second]])
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_text("1 of 2")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Skip", exact=True).click()
    expect(headline).to_have_value(second.splitlines()[0], timeout=SLOW)
    expect(page.get_by_text("2 of 2")).to_be_visible()
    assert axe_violations() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Filed as a draft")).to_be_visible(timeout=SLOW)
    assert Story.objects.get().headline == second.splitlines()[0]
    assert not complaints()
