"""The pages in a real browser: nothing refused by the policy, out of reach or too wide."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles.stories.copy import CitationCopy, PlacementCopy, QuotationCopy
from tests.newsroom import a_credit, a_document, a_photo, a_published_story, a_section, a_tag

from .pages import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = (
    '<p>The wall gave way.<cite data-key="aaaa"></cite></p><h2>Why</h2>'
    '<blockquote data-key="qqqq" data-speaker="Isaac Nyborg" data-role="harbour master">'
    '<p>I would have carried on.</p></blockquote><figure data-key="figa"></figure>'
    "<p>Anextraordinarilylongwordthatnoscreenofatelephonecouldeverhopetoholdinonelineofitstext</p>"
)


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsprotokoll"
SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"


@pytest.fixture
def roles():
    """The groups again: the test before this one has emptied every table."""
    with connection.schema_editor() as editor:
        import_module("articles.migrations.0002_roles").make_roles(apps, editor)


@pytest.fixture
def paper(roles):
    """A small paper; the address of its one long story."""
    section = a_section("City", description="The harbour and the streets.")
    photo = a_photo(size=(1200, 800), credit=a_credit(creators="Lena Osei"))
    for hours in range(8):
        a_published_story(headline=f"Story {hours}", section=section.pk, hours_ago=hours + 2)
    return a_published_story(
        headline="Harbour wall gives way",
        kicker="Harbour",
        dek="Nobody was hurt.",
        section=section.pk,
        body=BODY,
        tags=(a_tag("Harbour").pk,),
        citations=(
            CitationCopy(
                "aaaa",
                document=a_document("Report", url="https://board.example/r").pk,
                locator="p. 2",
                excerpt="it gave way",
            ),
        ),
        quotations=(QuotationCopy("qqqq", place="Customs Quay"),),
        placements=(
            PlacementCopy("lead", photo=photo.pk, role="lead"),
            PlacementCopy("figa", photo=photo.pk),
            *(PlacementCopy(f"gal{n}", photo=photo.pk, role="gallery") for n in range(4)),
        ),
    )


@pytest.fixture
def awkward_paper(roles):
    """What no layout is drawn for: words without end, another direction, thirty subjects."""
    tags = tuple(a_tag(f"{WORD[:60]} {number}").pk for number in range(30))
    document = a_document(WORD, url=f"https://board.example/{WORD}", authors=WORD)
    a_published_story(headline="المجلس يقر الميزانية", tags=tags[:1], hours_ago=2)
    return a_published_story(
        headline=f"{WORD} {'and a headline that goes on, ' * 5}"[:250],
        kicker=WORD[:60],
        dek=WORD,
        section=a_section("Neighbourhoods and villages").pk,
        tags=tags,
        body=f'<h2>{WORD}</h2><p>{WORD}<cite data-key="aaaa"></cite></p>'
        f'<blockquote data-key="qqqq" data-speaker="{WORD}"><p>{WORD}</p></blockquote>',
        citations=(CitationCopy("aaaa", document=document.pk, excerpt=WORD),),
        dateline=WORD[:90],
    )


def test_words_without_end_make_no_page_wider_than_a_phone(page, live_server, awkward_paper):
    page.set_viewport_size({"width": 390, "height": 844})
    section = "/neighbourhoods-and-villages/"
    for path in ("/", at(awkward_paper), section, "/tags/", "/sources/", "/sources/documents/1/"):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path


def test_a_headline_that_would_fill_a_screen_is_set_smaller(page, live_server, awkward_paper):
    page.goto(live_server.url + at(awkward_paper))
    long = page.locator("h1").evaluate(SIZE)
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="المجلس").click()

    assert long < page.locator("h1").evaluate(SIZE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_main_pages_are_open_to_everybody(page, live_server, paper, axe_violations, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in ("/", at(paper), "/city/", "/tags/", "/sources/", "/archive/", "/nothing-here/"):
        page.goto(live_server.url + path)
        assert axe_violations() == [], path


def test_nothing_is_wider_than_the_narrowest_phone(page, live_server, paper):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", at(paper), "/city/", "/tags/", "/sources/", "/archive/", "/nothing-here/"):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_policy_refuses_nothing(page, live_server, paper, complaints):
    for path in ("/", at(paper)):
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        assert not complaints(), path


def test_a_source_shows_beside_its_number_and_the_number_leads_to_the_note(
    page, live_server, paper
):
    page.goto(live_server.url + at(paper))
    number, card = page.locator("[role=doc-noteref]"), page.locator(".cite-card")
    assert not card.is_visible()
    number.hover()
    assert card.is_visible()
    assert "it gave way" in card.inner_text()
    page.mouse.move(0, 0)
    number.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#note-1")
    page.locator("#note-1 [role=doc-backlink]").click()
    assert page.url.endswith("#use-1a")


def test_the_credit_of_a_card_is_pressed_and_not_the_card_under_it(page, live_server, paper):
    page.goto(live_server.url + "/city/")

    page.locator(".card-credit a").click()

    assert "/photos/" in page.url


def test_the_first_tab_leads_past_the_masthead(page, live_server, paper):
    page.goto(live_server.url + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


SCROLLED = "document.querySelector('.gallery ul').scrollLeft > 0"
LAST_IS_THERE = "[...document.querySelectorAll('.gallery img')].at(-1).naturalWidth > 0"
SHIFTED = """new Promise((tell) => {
  let sum = 0
  const add = (list) => list.getEntries().forEach((entry) => (sum += entry.value))
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => tell(sum), 500)
})"""


def wait_until(page, condition: str) -> None:
    while not page.evaluate(condition):
        page.wait_for_timeout(50)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_gallery_is_leafed_through_by_keyboard_and_nothing_jumps(width, page, live_server, paper):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + at(paper))
    strip = page.locator(".gallery ul")
    strip.scroll_into_view_if_needed()

    strip.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_until(page, SCROLLED)

    strip.evaluate("(strip) => strip.scrollTo(strip.scrollWidth, 0)")
    wait_until(page, LAST_IS_THERE)
    assert page.evaluate(SHIFTED) == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
