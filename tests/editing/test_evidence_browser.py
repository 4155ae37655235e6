"""A researcher's way with evidence, in a real browser."""

from io import BytesIO

import pytest
from PIL import Image

from articles.sources import capture
from articles.sources.evidence import Capture
from articles.stories.copy import CitationCopy
from tests.newsroom import a_document, a_link, a_published_story, a_story, a_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("evidence_of_this_test"),
]

SIZES = {"light": {"width": 390, "height": 844}, "dark": {"width": 1280, "height": 900}}
URL = "https://paper.example/a/very/long/address/that/no/telephone/shows/in/one/line/wall.html"
HTML = "<title>Wall leaks</title>" + "<p>The harbour wall leaks, an inspector said.</p>" * 9


@pytest.fixture
def researcher(sign_in):
    """The page, in which a researcher is signed in."""
    return sign_in(a_user("Researcher", name="Rosa Researcher"))


def a_screenshot() -> dict:
    file = BytesIO()
    Image.new("RGB", (800, 500), (40, 90, 120)).save(file, "PNG")
    return {"name": "shot.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_a_screenshot_is_brought_listed_and_opened(researcher, live_server, complaints):
    document = a_document("Wall leaks", url=URL)
    a_story(citations=(CitationCopy("aaaa", document=document.pk, excerpt="leaks"),))

    researcher.goto(f"{live_server.url}/desk/articles/document/{document.pk}/change/")
    researcher.get_by_role("link", name="Bring evidence").click()
    researcher.get_by_label("File").set_input_files(a_screenshot())
    researcher.get_by_label("What it is").select_option("Screenshot")
    researcher.get_by_label("Where it comes from").fill("Taken by Rosa on her phone.")
    researcher.get_by_role("button", name="Keep it").click()

    listed = researcher.get_by_role("region", name="Evidence")
    assert "Taken by Rosa on her phone." in listed.inner_text()
    listed.get_by_role("link", name="Screenshot “shot.png”").click()
    picture = researcher.get_by_role("img", name="Screenshot of")
    assert picture.evaluate("(each) => each.decode().then(() => each.naturalWidth)") == 800
    assert Capture.objects.get().by.first_name == "Rosa"
    assert not complaints()  # of ours; the box round the bytes makes the browser itself complain
    researcher.get_by_role("link", name="Open it").click()
    assert researcher.url.endswith("/content/")
    assert researcher.evaluate("self.origin") == "null"


def test_its_screens_fit_a_phone_keep_the_policy_and_are_open_to_all(
    researcher, live_server, hosts, complaints, axe_violations
):
    hosts.redirect("https://paper.example/old", to=URL)
    hosts.page(URL, HTML)
    document = a_document("Wall leaks", url="https://paper.example/old")
    kept = capture.take(document)
    a_link(document, verdict="dead")
    cited = CitationCopy("aaaa", document=document.pk, excerpt="an inspector said")
    a_published_story(citations=(cited,))
    desk = "/desk/articles/document"

    for address in (
        f"{desk}/{document.pk}/change/",
        f"{desk}/{document.pk}/bring/",
        f"{desk}/captures/{kept.pk}/",
        f"/sources/documents/{document.pk}/copy/",
    ):
        researcher.goto(live_server.url + address)
        for scheme, size in SIZES.items():
            researcher.set_viewport_size(size)
            researcher.emulate_media(color_scheme=scheme)
            width = researcher.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{address} is {width} wide at {size['width']}"
            assert axe_violations() == [], f"{address}, {scheme}"
    assert not complaints()
