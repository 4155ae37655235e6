"""A story written in a real browser, from the empty form to the readers' page."""

from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from articles.publishing.models import Edition
from articles.sources.models import Document
from articles.stories.copy import CitationCopy, PlacementCopy
from articles.stories.models import Story
from tests import newsroom
from tests.editing.story_pages import address, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('desk:'))"


@pytest.fixture(autouse=True)
def roles():
    """The groups a migration made; the last test's flush took them along."""
    with connection.schema_editor() as editor:
        import_module("articles.migrations.0002_roles").make_roles(apps, editor)


def fresh(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def write(page, *paragraphs: str) -> None:
    page.locator(".body-text").click()
    for paragraph in paragraphs:
        page.keyboard.insert_text(paragraph)
        page.keyboard.press("Enter")


def cite(page, words: str, *, locator: str = "") -> None:
    """Cite what the library finds first for `words`, where the caret is."""
    page.get_by_role("button", name="Cite", exact=True).click()
    page.get_by_label("Document or source", exact=True).fill(words)
    page.locator("#cite-dialog [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_label("Where in it").fill(locator)
    page.keyboard.press("Enter")
    page.locator("#cite-dialog").wait_for(state="hidden")


def save(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def test_a_story_is_written_tagged_cited_illustrated_and_published(open_form, complaints):
    newsroom.a_section("City")
    newsroom.a_document("Inspection report")
    newsroom.a_photo(caption="The gate")
    newsroom.a_photo(caption="The wall")
    newsroom.a_contributor("Jane Doe")
    newsroom.a_tag("United Nations").aliases.create(name="UN")
    page = open_form("Publisher")

    page.get_by_label("Headline").fill("The wall gives way")
    write(page, "It fell at noon.", "Nobody saw.")
    page.get_by_label("Section").select_option("City")
    page.get_by_label("Name", exact=True).fill("jane")
    page.get_by_role("option", name="Jane Doe").click()
    page.get_by_label("Tags").fill("un")
    page.get_by_role("option", name="United Nations").click()
    page.get_by_label("Tags").fill("Sea walls")
    page.keyboard.press("Enter")
    page.locator(".body-text p").first.click()
    page.keyboard.press("End")
    cite(page, "inspection", locator="p. 12")
    page.get_by_role("button", name="Choose…").click()
    page.get_by_role("button", name="The wall").click()
    page.locator(".body-text p").first.click()
    page.get_by_role("button", name="Photo", exact=True).click()
    page.get_by_role("button", name="The gate").click()
    page.get_by_text("Nothing is missing.").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish now").click()

    assert "It is published: readers see it now." in page.content()
    edition = Edition.visible.get()
    story = edition.story
    (citation,), (figure, lead) = story.citations.all(), story.placements.order_by("role")
    figure, lead = sorted((figure, lead), key=lambda placement: placement.role == "lead")
    assert story.body == (
        f'<p>It fell at noon.<cite data-key="{citation.key}"></cite></p>'
        f'<figure data-key="{figure.key}"></figure><p>Nobody saw.</p>'
    )
    assert (str(citation.document), citation.locator) == ("Inspection report", "p. 12")
    assert (str(figure.photo), str(lead.photo)) == ("The gate", "The wall")
    assert [tag.name for tag in story.tags.order_by("name")] == ["Sea walls", "United Nations"]
    assert edition.byline == "Jane Doe"
    assert not complaints()


def test_an_unknown_address_becomes_a_document_without_leaving_the_story(open_form, complaints):
    newsroom.a_source("Tide Office").domains.create(domain="tides.example")
    page = open_form("Writer")
    page.get_by_label("Headline").fill("Tides")
    write(page, "It rose.")

    page.get_by_role("button", name="Cite", exact=True).click()
    page.get_by_label("Document or source", exact=True).fill("https://tides.example/2026")
    page.get_by_role("option", name="Add this address…").click()
    assert page.get_by_label("Publisher").input_value() == "Tide Office"
    page.get_by_label("Title").fill("Readings 2026")
    page.keyboard.press("Enter")
    page.locator(".citation").get_by_text("Readings 2026").wait_for()
    save(page)

    document = Document.objects.get()
    assert (document.title, str(document.publisher)) == ("Readings 2026", "Tide Office")
    assert Story.objects.get().citations.get().document == document
    assert not complaints()


def test_a_quotation_is_given_what_it_rests_on(open_form):
    document = newsroom.a_document("The transcript")
    story = newsroom.a_story(
        body='<blockquote data-key="quote-one" data-speaker="Ada"><p>No choice.</p></blockquote>',
        citations=(CitationCopy("cite-one", document=document.pk),),
    )
    page = open_form("Editor", story)

    page.get_by_label("Rests on").select_option("The transcript")
    save(page)

    assert fresh(story).quotations.get().citation.document == document


def test_what_a_quotation_rests_on_can_have_been_cited_a_moment_ago(open_form):
    newsroom.a_document("The transcript")
    page = open_form("Writer")
    page.get_by_label("Headline").fill("Words")
    write(page, "We had no choice.")
    page.locator(".body-text p").first.click()
    page.get_by_role("button", name="Quote", exact=True).click()
    page.get_by_label("Speaker", exact=True).fill("Ada Nwosu")
    page.keyboard.press("Enter")
    cite(page, "transcript")

    page.get_by_label("Rests on").select_option("The transcript")
    save(page)

    quotation = Story.objects.get().quotations.get()
    assert (quotation.speaker_name, str(quotation.citation)) == ("Ada Nwosu", "The transcript")


def test_the_citations_stand_in_the_order_of_the_text_and_say_what_to_do_as_it_changes(open_form):
    report, minutes = newsroom.a_document("Report"), newsroom.a_document("Minutes")
    story = newsroom.a_story(
        body='<p>One.<cite data-key="cite-two"></cite></p><p>Two.</p>',
        citations=(
            CitationCopy("cite-one", document=report.pk),
            CitationCopy("cite-two", document=minutes.pk),
        ),
    )
    page = open_form("Editor", story)
    rows = page.locator(".row.citation [data-label-text]")
    assert rows.all_inner_texts() == ["Minutes", "Report"]
    page.get_by_text("Mark the words that rest on it, or take it out.").first.wait_for()

    page.locator(".body-text p").first.click()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Cite", exact=True).click()
    page.keyboard.type("Report")
    page.keyboard.press("Enter")

    first = page.locator(".row.citation").first
    first.get_by_text("Find another that says the same.").wait_for()
    assert rows.all_inner_texts() == ["Report", "Minutes"]
    assert page.locator(".row.citation [data-mark]").all_inner_texts() == ["1", "2"]
    assert page.get_by_text("Mark the words that rest on it").count() == 0


def test_the_caret_stays_in_a_row_while_something_is_typed_there(open_form):
    quoted = '<blockquote data-key="{}" data-speaker="Ada"><p>No choice.</p></blockquote>'
    story = newsroom.a_story(body=quoted.format("quote-one") + quoted.format("quote-two"))
    page = open_form("Editor", story)
    row = page.locator(".row.quotation").first
    row.get_by_text("When, where and to whom").click()

    row.get_by_label("Said to").focus()
    page.keyboard.type("the council")

    assert row.get_by_label("Said to").input_value() == "the council"


def test_what_keeps_it_from_print_is_said_while_it_is_typed(open_form):
    story = newsroom.a_ready_story()
    page = open_form("Publisher", story)

    page.get_by_label("Dek").fill("A fact TK")

    page.get_by_text("A TK stands in the dek.").wait_for()
    assert page.locator("[data-count]").text_content() == "1 thing blocks it"
    assert page.get_by_text("Publish now all the same").first.is_visible()


def test_text_that_was_never_saved_is_offered_again(open_form):
    story = newsroom.a_story()
    page = open_form("Editor", story)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Dek").fill("Typed before the crash.")
    while not page.evaluate(KEPT):
        page.wait_for_timeout(100)
    page.reload()

    with page.expect_navigation():
        page.get_by_role("button", name="Bring it back").click()

    assert page.get_by_label("Dek").input_value() == "Typed before the crash."
    save(page)
    assert fresh(story).dek == "Typed before the crash."
    assert not page.get_by_role("button", name="Bring it back").count()
    assert page.evaluate(KEPT) == []


def test_what_a_move_asked_for_is_not_offered_again_once_it_was_made(open_form):
    """A story that is scheduled is not saved by that, so it has no later version to tell by."""
    page = open_form("Publisher", newsroom.a_ready_story())

    page.locator("summary", has_text="Schedule").click()
    page.get_by_label("Comes out at").fill("2099-01-01T06:00")
    with page.expect_navigation():
        page.locator("[open] [value=schedule]").click()

    page.get_by_text("It is scheduled, and comes out by itself.").wait_for()
    assert not page.get_by_role("button", name="Bring it back").count()
    assert page.evaluate(KEPT) == []


def test_leaving_typed_text_is_warned_of_and_leaving_saved_text_is_not(open_form):
    warnings = []
    page = open_form("Editor", newsroom.a_story())
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    page.reload()
    assert warnings == []

    page.get_by_label("Dek").fill("Not saved.")
    page.reload()

    assert warnings == ["beforeunload"]


def test_the_form_is_previewed_in_a_tab_of_its_own(open_form):
    page = open_form("Editor", newsroom.a_story())
    page.get_by_label("Headline").fill("Typed just now")

    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")

    assert opened.value.get_by_role("heading", name="Typed just now").count() == 1
    assert page.get_by_label("Headline").input_value() == "Typed just now"


def test_the_researcher_cites_but_cannot_change_a_word(open_form):
    newsroom.a_document("Inspection report")
    story = newsroom.a_story_in("submitted", body="<p>It fell.</p>")
    page = open_form("Researcher", story)
    page.locator(".body-text p").click()
    page.keyboard.press("End")

    page.keyboard.type(" And more.")
    assert page.locator(".body-text").inner_text().strip() == "It fell."
    cite(page, "inspection")
    save(page)

    citation = fresh(story).citations.get()
    assert fresh(story).body == f'<p>It fell.<cite data-key="{citation.key}"></cite></p>'


def test_without_scripts_a_story_is_filed_all_the_same(browser, live_server):
    newsroom.a_section("City")
    newsroom.a_source("Harbour Board")
    newsroom.a_contributor("Jane Doe")
    session = signed_in(newsroom.a_user("Writer")).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(live_server.url + address("add"))

    page.get_by_label("Headline").fill("Plain")
    page.get_by_label("Body").fill("<p>Words.</p>")
    page.get_by_label("Section").select_option("City")
    page.get_by_label("Name", exact=True).first.fill("Jane Doe")
    page.get_by_label("Tags").fill('Harbour, "Washington, D.C."')
    page.locator("#field-citations").get_by_label("Document, source or agreement").first.fill(
        "harbour board"
    )
    page.get_by_role("button", name="Save draft").click()

    story = Story.objects.get()
    assert (story.headline, story.body, story.section.name) == ("Plain", "<p>Words.</p>", "City")
    assert {tag.name for tag in story.tags.all()} == {"Harbour", "Washington, D.C."}
    assert str(story.citations.get()) == "Harbour Board"
    assert str(story.bylines.get().contributor) == "Jane Doe"
    context.close()


@pytest.fixture
def full_story():
    document, photo = newsroom.a_document(), newsroom.a_photo()
    return newsroom.a_published_story(
        body='<p>It fell<cite data-key="cite-one"></cite>.</p>'
        '<figure data-key="photo-one"></figure>'
        '<blockquote data-key="quote-one" data-speaker="Ada"><p>No choice.</p></blockquote>',
        tags=(newsroom.a_tag("Harbour").pk,),
        citations=(CitationCopy("cite-one", document=document.pk),),
        placements=(
            PlacementCopy("photo-one", photo.pk),
            PlacementCopy("photo-two", photo.pk, role="lead"),
        ),
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_for_everybody_on_any_screen(
    size, scheme, open_form, full_story, page, complaints, axe_violations
):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    open_form("Publisher", full_story)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert axe_violations() == []
    page.get_by_role("button", name="Cite", exact=True).click()
    page.locator("#cite-dialog, .body-dialog").first.wait_for(state="attached")
    assert axe_violations() == []
    assert not complaints()
