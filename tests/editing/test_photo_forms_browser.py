"""The forms of a photo and of a credit in a real browser."""

import pytest
from django.urls import reverse

from tests.newsroom import a_credit, a_photo, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What is met at the middle of Save wherever the page has been scrolled to.
AT_SAVE = """async () => {
  const met = []
  for (let at = 0; at <= document.documentElement.scrollHeight; at += 150) {
    scrollTo({ top: at, behavior: "instant" })
    await new Promise(requestAnimationFrame)
    const box = document.querySelector("[name=_save]").getBoundingClientRect()
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    met.push(there?.name)
  }
  return met
}"""


@pytest.fixture
def form_of(sign_in, live_server):
    """Open the form of a photo or a credit as somebody of the photo desk; returns the page."""

    def opened(row):
        page = sign_in(a_user("Photo desk"))
        name = f"admin:articles_{row._meta.model_name}_change"
        page.goto(live_server.url + reverse(name, args=[row.pk]))
        return page

    return opened


@pytest.mark.parametrize(("make", "field"), [(a_photo, "Caption"), (a_credit, "Usage terms")])
def test_leaving_what_was_typed_is_warned_of_and_leaving_what_stands_is_not(form_of, make, field):
    warnings = []
    page = form_of(make())
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    box = page.get_by_label(field, exact=True)
    stood = box.input_value()
    box.fill("Not saved.")
    box.fill(stood)
    page.reload()
    assert warnings == []

    box.fill("Not saved.")
    page.reload()
    assert warnings == ["beforeunload"]

    box.fill("Saved.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert warnings == ["beforeunload"]


def test_a_moved_focal_point_is_warned_of(form_of):
    warnings = []
    page = form_of(a_photo())
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))

    page.locator(".focal-mark").press("ArrowLeft")
    page.reload()

    assert warnings == ["beforeunload"]


@pytest.mark.parametrize("width", [390, 1280])
def test_save_is_never_under_the_button_that_says_the_rights_are_checked(
    form_of, complaints, axe_violations, width
):
    credit = a_credit()
    page = form_of(credit)
    page.set_viewport_size({"width": width, "height": 800})

    met = page.evaluate(AT_SAVE)

    assert len(met) > 2
    assert set(met) == {"_save"}
    apart = page.evaluate(
        "document.querySelector('[name=_save]').nextElementSibling !=="
        " document.querySelector('[name=_checked]')"
    )
    assert apart
    assert not axe_violations()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    credit.refresh_from_db()
    assert credit.checked_at is None
    assert not complaints()
