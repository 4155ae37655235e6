"""Citing in a real browser: how many acts it takes from the words to what is saved."""

from dataclasses import replace

import pytest

from articles import body
from articles.publishing import desk
from articles.sources.models import Document
from articles.stories import copy as copies
from articles.stories.copy import CitationCopy
from articles.stories.models import Story
from tests import newsroom
from tests.editing.hands import Hand
from tests.editing.story_pages import address
from tests.sources.test_details import ADDRESS, html

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hand(sign_in, live_server):
    """The hand of a writer whose story is open with its one sentence selected."""
    writer = newsroom.a_user("Writer")
    story = newsroom.a_story(by=writer, body="<p>The wall leaks.</p>")
    page = sign_in(writer)
    page.goto(live_server.url + address("change", story.pk))
    page.locator(".body-text p").click(click_count=3)
    return Hand(page)


def cited() -> tuple[Document, str]:
    story = Story.objects.get()
    citation = story.citations.get()
    assert story.body == f'<p>The wall leaks.<cite data-key="{citation.key}"></cite></p>'
    return citation.document, citation.locator


@pytest.mark.parametrize("typed", ["inspection", "https://www.board.example/report?utm_source=x"])
def test_a_known_document_is_a_saved_citation_in_four_acts(hand, typed, complaints):
    report = newsroom.a_document("Inspection report", url="https://board.example/report")

    hand.press("Cite")
    hand.type(typed)
    hand.page.get_by_role("option", name="Inspection report").wait_for()
    hand.key("Control+Enter")
    hand.page.locator("#cite-dialog").wait_for(state="hidden")
    hand.save()

    assert cited() == (report, "")
    assert hand.acts == 4
    assert not complaints()


def cites_already(hand, title: str) -> Document:
    """Another document that the story cites, with the same words selected as before."""
    document = newsroom.a_document(title, url="https://board.example/minutes")
    story = Story.objects.get()
    copy = replace(copies.of(story), citations=(CitationCopy("cite-one", document=document.pk),))
    desk.save(story=story, version=story.version, copy=copy, by=story.filed_by)
    hand.page.reload()
    hand.page.locator(".body-text p").click(click_count=3)
    return document


def test_where_something_is_cited_already_it_takes_no_more(hand):
    cites_already(hand, "Minutes of the board")
    report = newsroom.a_document("Inspection report")

    hand.press("Cite")
    hand.type("inspection")
    hand.page.get_by_role("option", name="Inspection report").wait_for()
    hand.key("Control+Enter")
    hand.page.locator("#cite-dialog").wait_for(state="hidden")
    hand.save()

    story = Story.objects.get()
    [key] = body.marks(story.body).citations
    assert story.citations.get(key=key).document == report
    assert hand.acts == 4


@pytest.mark.parametrize("typed", ["minutes", "http://m.board.example/minutes/", ""])
def test_what_the_story_cites_is_cited_again_by_the_same_citation(hand, typed, complaints):
    cites_already(hand, "Minutes of the board")

    hand.press("Cite")
    if typed:
        hand.type(typed)
        hand.page.get_by_role("option", name="Minutes of the board in this story").wait_for()
    else:
        hand.key("ArrowDown")
    hand.key("Enter")
    hand.page.locator("#cite-dialog").wait_for(state="hidden")
    hand.save()

    story = Story.objects.get()
    assert story.body == '<p>The wall leaks.<cite data-key="cite-one"></cite></p>'
    assert story.citations.count() == 1
    assert hand.acts == 4
    assert not complaints()


def test_a_document_the_story_cites_may_be_cited_for_another_place_in_it(hand):
    minutes = cites_already(hand, "Minutes of the board")

    hand.press("Cite")
    hand.type("minutes")
    again = hand.page.get_by_role("option", name="Minutes of the board")
    again.nth(1).click()
    hand.type("p. 12")
    hand.key("Enter")
    hand.page.locator("#cite-dialog").wait_for(state="hidden")
    hand.save()

    found = Story.objects.get().citations.order_by("pk")
    assert [(each.document, each.locator) for each in found] == [(minutes, ""), (minutes, "p. 12")]


def test_a_new_address_is_a_saved_citation_in_six_acts(hand, hosts, complaints):
    hosts.page(ADDRESS, html())

    hand.press("Cite")
    hand.type(ADDRESS)
    hand.page.get_by_role("option", name="Add this address…").wait_for()
    hand.key("Enter")
    hand.key("Enter")  # Fetch details, which has the focus
    hand.page.get_by_text("As the page says.").wait_for()
    hand.key("Enter")
    hand.page.locator("#cite-dialog").wait_for(state="hidden")
    hand.save()

    document, _ = cited()
    assert (document.title, document.authors, document.url) == (
        "Wall leaks",
        "Jane Doe, Ann Poe",
        ADDRESS,
    )
    assert (str(document.publisher), str(document.published_on)) == ("The Paper", "2026-03-04")
    assert hand.acts == 6
    assert not complaints()


def test_what_somebody_wrote_stays_when_details_are_fetched(hand, hosts):
    hosts.page(ADDRESS, html())
    page = hand.page
    hand.press("Cite")
    hand.type(ADDRESS)
    page.get_by_role("option", name="Add this address…").click()

    page.get_by_label("Title").fill("What the inspector wrote")
    page.get_by_label("Kind", exact=True).select_option("Report")
    hand.press("Fetch details")
    page.get_by_text("As the page says.").wait_for()

    assert page.get_by_label("Title").input_value() == "What the inspector wrote"
    assert page.get_by_label("Kind", exact=True).input_value() == "report"
    assert page.get_by_label("Authors").input_value() == "Jane Doe, Ann Poe"


def test_a_page_that_tells_nothing_says_so_and_is_added_by_hand(hand, hosts):
    hosts.page(ADDRESS, status=403)
    page = hand.page
    hand.press("Cite")
    hand.type(ADDRESS)
    page.get_by_role("option", name="Add this address…").click()

    hand.press("Fetch details")
    page.get_by_text("The site does not let us in (it answers 403).").wait_for()
    page.get_by_label("Title").fill("Wall leaks")
    page.keyboard.press("Enter")
    page.locator("#cite-dialog").wait_for(state="hidden")
    hand.save()

    assert cited()[0].title == "Wall leaks"


def test_a_page_that_the_library_has_under_another_address_is_chosen(hand, hosts):
    newsroom.a_document("Wall leaks", url=ADDRESS)
    hosts.redirect("http://short.example/x", to=ADDRESS)
    hosts.page(ADDRESS, html())
    page = hand.page
    hand.press("Cite")
    hand.type("http://short.example/x")
    page.get_by_role("option", name="Add this address…").click()

    hand.press("Fetch details")

    page.locator("#cite-dialog [data-chosen]").get_by_text("Wall leaks").wait_for()
    assert Document.objects.count() == 1


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_of_a_new_document_is_for_everybody_on_any_screen(
    hand, width, scheme, axe_violations
):
    page = hand.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    hand.press("Cite")
    hand.type(ADDRESS)
    page.get_by_role("option", name="Add this address…").click()

    dialog = page.locator("#cite-dialog")
    assert dialog.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    assert axe_violations() == []
