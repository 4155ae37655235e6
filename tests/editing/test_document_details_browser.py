"""“Fetch details” on a document's own screen, in a real browser."""

import pytest

from articles.sources.models import Document
from tests import newsroom
from tests.sources.test_details import ADDRESS, html

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_document(sign_in, live_server):
    """Open the screen of a document, or of a new one, as a researcher; returns the page."""

    def at(document=None):
        page = sign_in(newsroom.a_user("Researcher"))
        where = f"{document.pk}/change" if document else "add"
        page.goto(f"{live_server.url}/desk/articles/document/{where}/")
        return page

    return at


def fetch(page) -> None:
    page.get_by_role("button", name="Fetch details").click()


def save(page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def test_what_the_page_tells_goes_into_the_fields_of_a_new_document(
    open_document, hosts, complaints
):
    paper = newsroom.a_source("The Paper", kind="newspaper")
    hosts.page(ADDRESS, html())
    page = open_document()
    page.get_by_label("Address").fill(ADDRESS)

    fetch(page)
    page.get_by_text("As the page says: title, authors, published, kind, publisher.").wait_for()
    save(page)

    document = Document.objects.get()
    assert (document.title, document.authors, document.publisher, document.kind) == (
        "Wall leaks",
        "Jane Doe, Ann Poe",
        paper,
        "news_article",
    )
    assert (str(document.published_on), document.published_precision) == ("2026-03-04", "day")
    assert not complaints()


def test_what_a_document_has_stays_and_what_cannot_be_filled_in_is_said(open_document, hosts):
    document = newsroom.a_document("As we call it", publisher=None, kind="report", url=ADDRESS)
    hosts.page(ADDRESS, html(canonical=f"{ADDRESS}-leaks"))
    page = open_document(document)

    fetch(page)
    page.get_by_text("As the page says: authors, published.").wait_for()
    page.get_by_text("Its publisher, The Paper, is not in the library.").wait_for()
    page.get_by_text(f"It calls its own address {ADDRESS}-leaks.").wait_for()
    save(page)

    document.refresh_from_db()
    assert (document.title, document.kind, document.url) == ("As we call it", "report", ADDRESS)
    assert document.authors == "Jane Doe, Ann Poe"


def test_a_page_that_lets_nobody_in_and_one_the_library_has_are_told_of(open_document, hosts):
    held = newsroom.a_document("Wall leaks", url=ADDRESS)
    hosts.page("http://shut.example/x", status=403)
    page = open_document()

    page.get_by_label("Address").fill("http://shut.example/x")
    fetch(page)
    page.get_by_text("The site does not let us in (it answers 403).").wait_for()
    page.get_by_label("Address").fill(f"{ADDRESS}?utm_source=x")
    fetch(page)
    page.get_by_role("link", name="Wall leaks").click()

    page.wait_for_url(f"**/document/{held.pk}/change/")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screen_is_for_everybody_on_any_screen(open_document, width, scheme, axe_violations):
    page = open_document(newsroom.a_document("Wall leaks", url=ADDRESS))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_violations() == []
