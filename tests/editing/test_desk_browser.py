"""The desk in a real browser: on a phone, under the site's policy, for everybody."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from articles.photos.models import Photo
from articles.stories.copy import PlacementCopy
from tests.newsroom import STATES, a_photo, a_published_story, a_story_in, a_tag, a_user, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Colours fade into each other; until they have, axe sees contrasts nobody has to read.
PHONE = {"width": 390, "height": 844}
SCREENS = {
    "home": "/desk/",
    "stories": "/desk/articles/story/",
    "photos": "/desk/articles/photo/",
    "new photos": "/desk/articles/photo/add/",
    "a photo": "/desk/articles/photo/{photo}/change/",
    "a credit": "/desk/articles/photocredit/{credit}/change/",
    "tags": "/desk/articles/tag/",
    "a tag": "/desk/articles/tag/{tag}/change/",
    "a new document": "/desk/articles/document/add/",
    "front page": "/desk/front/",
    "revisions": "/desk/articles/story/{story}/compare/",
    "not allowed": "/desk/auth/user/",
    "nothing there": "/desk/no/such/screen/",
}
# What a browser says by itself of a page that came with an error status.
OF_THE_STATUS = "Failed to load resource: the server responded with a status of 40"


@pytest.fixture
def newsroom():
    photo, tag = a_photo(caption="A ferry in the fog, seen from the quay."), a_tag("Harbour board")
    placed = (PlacementCopy("p7bb2k1s", photo.pk, "lead"),)
    for state in STATES:
        a_story_in(state, headline=f"A headline as long as they are: {state}", tags=(tag.pk,))
    story = a_published_story(headline="Illustrated", placements=placed)
    saved(story, body="<p>Another text.</p>")
    a_photo(credit=None)
    return {
        "photo": photo.pk,
        "credit": photo.credit_id,
        "tag": tag.pk,
        "story": story.pk,
    }


@pytest.fixture
def signed_in(sign_in):
    """The page, in which a publisher is signed in."""
    return sign_in(a_user("Publisher", name="Petra Publisher"))


def test_every_screen_fits_a_phone_keeps_the_policy_and_is_open_to_all(
    signed_in, live_server, newsroom, complaints, axe_violations
):
    for name, address in SCREENS.items():
        signed_in.goto(live_server.url + address.format(**newsroom))
        for scheme, size in (("light", PHONE), ("dark", {"width": 1280, "height": 900})):
            signed_in.set_viewport_size(size)
            signed_in.emulate_media(color_scheme=scheme)
            width = signed_in.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{name} is {width} wide at {size['width']}"
            assert axe_violations() == [], f"{name}, {scheme}"
    assert not [said for said in complaints() if not said.startswith(OF_THE_STATUS)]


def test_the_sign_in_page_is_open_to_all(page, live_server, axe_violations, complaints):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("admin:login"))

    assert axe_violations() == []
    assert not complaints()


def test_on_a_phone_the_places_stand_behind_a_button(signed_in, live_server, newsroom):
    signed_in.set_viewport_size(PHONE)
    signed_in.goto(live_server.url + "/desk/")
    tags = signed_in.get_by_role("link", name="Tags", exact=True)
    assert not tags.is_visible()

    signed_in.get_by_role("button", name="Menu").click()
    tags.click()

    assert signed_in.url.endswith("/desk/articles/tag/")


def test_what_is_done_to_the_rows_ticked_has_a_button(signed_in, live_server, newsroom, complaints):
    a_tag("Harbour")
    signed_in.goto(live_server.url + "/desk/articles/tag/")

    for box in signed_in.locator(".action-select").all():
        box.check()
    signed_in.get_by_text("2 of 2 selected").wait_for()
    signed_in.get_by_role("button", name="Merge into one…").click()

    assert signed_in.get_by_role("heading", name="Merge tags into one").count() == 1
    assert not complaints()


def test_tags_are_suggested_where_many_stories_are_tagged(signed_in, live_server, newsroom):
    signed_in.goto(live_server.url + "/desk/articles/story/")
    signed_in.locator(".action-select").last.check()
    signed_in.get_by_role("button", name="Add or take off tags…").click()

    signed_in.locator(".tokens").first.wait_for()
    signed_in.get_by_label("Take off").fill("harb")
    signed_in.get_by_role("option", name="Harbour board").wait_for()
    assert signed_in.get_by_role("option").count() == 1  # there is no new tag to take off
    signed_in.keyboard.press("Enter")
    signed_in.get_by_role("button", name="Tag them").click()

    assert "Tagged: 1 story." in signed_in.locator(".messagelist").inner_text()


def test_names_are_suggested_while_one_types_in_a_filter(signed_in, live_server, newsroom):
    signed_in.goto(live_server.url + "/desk/articles/story/")

    signed_in.get_by_label("Tag", exact=True).press_sequentially("harb")

    option = signed_in.locator("#names-tag option")
    option.wait_for(state="attached")
    assert option.get_attribute("value") == "Harbour board"


def test_the_credit_is_composed_while_one_types(signed_in, live_server, newsroom, complaints):
    signed_in.goto(live_server.url + "/desk/articles/photocredit/add/")
    signed_in.get_by_label("Kind").select_option("courtesy")
    line = signed_in.locator(".composed-line")
    signed_in.get_by_text("A courtesy photo needs the name").wait_for()
    assert not signed_in.get_by_label("Licence:", exact=True).is_visible()

    signed_in.get_by_label("Courtesy of").fill("Harbour Museum")
    signed_in.get_by_text("Complete").wait_for()

    assert line.inner_text() == "Photo courtesy of Harbour Museum"
    assert not complaints()


def test_photos_are_sent_one_by_one_and_each_is_told_what_became_of_it(
    signed_in, live_server, newsroom, complaints, axe_violations
):
    signed_in.goto(live_server.url + "/desk/articles/photo/add/")
    files = [("fog.png", a_picture()), ("again.png", a_picture()), ("notes.txt", b"Ask Ada.")]

    signed_in.locator("input[name=files]").set_input_files(
        [{"name": name, "mimeType": "image/png", "buffer": data} for name, data in files]
    )
    signed_in.get_by_text("Done: 2 of 3 in the library.").wait_for()

    rows = sorted(signed_in.locator("#uploads li").all_inner_texts())
    assert any("“notes.txt” was not taken." in row for row in rows)
    assert sum("was taken in." in row for row in rows) >= 1
    assert len(rows) == 3
    assert Photo.objects.filter(width=48).count() == 1
    assert axe_violations() == []
    signed_in.get_by_role("link", name="Describe it").first.click()
    signed_in.wait_for_url("**/change/")
    assert not complaints()


def test_the_focal_point_is_set_by_clicking_the_picture_and_moved_by_keys(
    signed_in, live_server, newsroom, complaints, axe_violations
):
    signed_in.goto(live_server.url + SCREENS["a photo"].format(**newsroom))
    picture = signed_in.locator(".photo-shown img")
    size = picture.bounding_box()

    picture.click(position={"x": size["width"] / 4, "y": size["height"] / 2})
    across, down = signed_in.get_by_label("Focal x"), signed_in.get_by_label("Focal y")
    assert (float(across.input_value()), float(down.input_value())) == pytest.approx(
        (0.25, 0.5), abs=0.02
    )
    clicked = float(across.input_value())
    signed_in.keyboard.press("ArrowRight")
    signed_in.keyboard.press("ArrowUp")
    assert float(across.input_value()) == pytest.approx(clicked + 0.02)
    assert axe_violations() == []

    signed_in.get_by_role("button", name="Save", exact=True).click()
    signed_in.wait_for_url("**/photo/")
    assert Photo.objects.get(pk=newsroom["photo"]).focal_x == pytest.approx(clicked + 0.02)
    assert not complaints()


def a_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (48, 32), (9, 90, 90)).save(file, "PNG")
    return file.getvalue()
