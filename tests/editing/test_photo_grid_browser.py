"""The photo library in a real browser: choosing many, by mouse or keyboard."""

import pytest
from django.urls import reverse

from articles.editing.library.photos import Grid, PhotoAdmin
from articles.photos.models import Photo
from tests.newsroom import a_credit, a_photo, a_user

from .hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = reverse("admin:articles_photo_changelist")
GIVE = "Give them a credit…"


@pytest.fixture
def grid(sign_in, live_server, monkeypatch):
    """The library as somebody of the photo desk sees it: three pages, the last of one photo."""
    monkeypatch.setattr(PhotoAdmin, "list_per_page", 2)
    for number in range(5):
        a_photo(caption=f"A ferry, {number}", credit=None)
    a_photo(caption="A crane", credit=None)
    page = sign_in(a_user("Photo desk"))
    page.goto(f"{live_server.url}{LIST}?q=ferry")
    return page


def counter(page) -> str:
    return page.locator(".action-counter").inner_text()


def test_all_on_the_page_are_chosen_in_one_act_and_one_is_left_out(complaints, grid):
    grid.get_by_label("All on this page").focus()
    hand = Hand(grid)

    hand.key("Space")

    assert hand.acts == 1
    assert counter(grid) == "2 of 2 chosen"
    grid.locator(".action-select").first.uncheck()
    assert counter(grid) == "1 of 2 chosen"
    assert not grid.get_by_label("All on this page").is_checked()
    assert not complaints()


def test_all_that_match_are_given_a_credit_by_keyboard_in_three_acts(complaints, grid):
    credit = a_credit("agency", "Jane Doe", supplier="AFP")
    hand = Hand(grid)

    grid.get_by_label("All 5 that match").focus()
    hand.key("Space")
    assert counter(grid) == "All 5 chosen"
    grid.get_by_role("button", name=GIVE).focus()
    with grid.expect_navigation():
        hand.key("Enter")
    grid.get_by_role("heading", name="5 photos").wait_for()
    grid.locator("#id_credit").evaluate(
        "(field, pk) => field.append(new Option('it', pk, true, true))", str(credit.pk)
    )
    with grid.expect_navigation():
        hand.press("Give them this credit")

    assert hand.acts == 3
    assert set(credit.photos.values_list("caption", flat=True)) == {
        f"A ferry, {number}" for number in range(5)
    }
    assert Photo.objects.filter(credit=None).get().caption == "A crane"
    assert not complaints()


def test_whoever_leaves_one_out_has_not_chosen_all_that_match(grid):
    grid.get_by_label("All 5 that match").check()
    grid.locator(".action-select").first.uncheck()

    assert not grid.get_by_label("All 5 that match").is_checked()
    grid.get_by_role("button", name=GIVE).click()

    grid.get_by_role("heading", name="1 photo").wait_for()


def test_more_than_can_be_done_at_once_are_not_offered(grid, monkeypatch):
    monkeypatch.setattr(Grid, "most", 4)
    grid.reload()

    assert grid.get_by_text("More than 4 match: narrow them down").is_visible()
    assert grid.get_by_label("that match").count() == 0


def test_without_script_there_is_no_choosing_of_all_and_photos_are_chosen_one_by_one(
    browser, grid, live_server
):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(grid.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url + LIST)

    assert plain.locator(".action-select").count() == 2
    assert not plain.locator("#choosing").is_visible()
    plain.locator(".action-select").first.check()
    plain.get_by_role("button", name=GIVE).click()

    plain.get_by_role("heading", name="1 photo").wait_for()
    context.close()
