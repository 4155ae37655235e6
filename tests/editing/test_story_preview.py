"""A preview is the readers' page of what is on the form, and leaves nothing behind."""

import re

import pytest
from django.test import Client

from articles.publishing import desk
from articles.publishing.models import Edition, Revision
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from articles.stories.models import Story
from articles.tags.models import Tag
from tests import newsroom
from tests.editing.story_pages import Page, address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """A ready story with everything on it that a page can show."""
    document = newsroom.a_document("Inspection report")
    return newsroom.a_ready_story(
        dek="It stood for a century.",
        dateline="KELLMOUTH",
        body=(
            '<p>It fell<cite data-key="cite-one"></cite>.</p>'
            '<blockquote data-key="quote-one" data-speaker="Ada Nwosu">'
            "<p>No choice.</p></blockquote>"
            '<figure data-key="photo-one"></figure>'
        ),
        tags=(newsroom.a_tag("Harbour").pk,),
        bylines=(BylineCopy(newsroom.a_contributor("Jane Doe").pk),),
        citations=(CitationCopy("cite-one", document=document.pk, locator="p. 12"),),
        placements=(
            PlacementCopy("photo-one", newsroom.a_photo().pk),
            PlacementCopy("photo-two", newsroom.a_photo().pk, role="lead"),
        ),
    )


def article(html: str) -> str:
    """What stands in <main>, but for where its photos are fetched."""
    main = re.search(r"<main\b.*?</main>", html, re.DOTALL)[0]
    return re.sub(r"/desk/photos/\d+/\d+/|/media/[-\w]+\.(avif|webp|jpg)", "PHOTO", main)


def preview(page: Page):
    return page.client.post(address("preview", *page_story(page)), page.data)


def page_story(page: Page) -> list[int]:
    return [int(number) for number in re.findall(r"/(\d+)/change/", page.address)]


def test_the_saved_copy_is_previewed_as_the_very_page_readers_get(story):
    publisher = newsroom.a_user("Publisher")
    shown = signed_in(publisher).get(address("preview", story.pk)).content.decode()

    desk.publish(story=story, by=publisher)

    edition = Edition.visible.get()
    url = f"/{edition.published_on:%Y/%m/%d}/{edition.slug}/"
    public = Client().get(url).content.decode()
    times = re.compile(r"\d{2}[:.]\d{2}|\d{4}-\d\d-\d\dT[^\"]+")
    assert times.sub("", article(shown)) == times.sub("", article(public))


def test_the_form_is_previewed_with_what_was_not_saved(story):
    page = Page(newsroom.a_user("Editor"), story)
    page.type(headline="Typed just now", tags="Harbour, Brand new")

    shown = preview(page).content.decode()

    assert "Typed just now" in shown
    assert "Brand new" in shown
    assert Story.objects.get().headline != "Typed just now"
    assert Revision.objects.count() == 1
    assert [tag.name for tag in Tag.objects.all()] == ["Harbour"]


def test_a_story_that_was_never_saved_is_previewed():
    page = Page(newsroom.a_user("Writer"))
    page.type(headline="Not filed yet", body="<p>Some words.</p>")

    shown = preview(page).content.decode()

    assert "Not filed yet" in shown
    assert not Story.objects.exists()
    assert not Edition.everything.exists()


def test_a_preview_is_neither_kept_nor_indexed(story):
    page = Page(newsroom.a_user("Editor"), story)

    for response in (preview(page), page.client.get(address("preview", story.pk))):
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_a_script_in_a_form_does_not_reach_the_preview(story):
    page = Page(newsroom.a_user("Editor"), story)
    page.type(body="<p onclick=x()>Hi<script>alert(7)</script></p>", headline="<img src=x>")

    shown = preview(page).content.decode()

    assert "alert(7)" not in shown
    assert "onclick" not in shown
    assert "<img src=x>" not in shown


def test_a_form_that_cannot_be_read_says_why_instead(story):
    page = Page(newsroom.a_user("Editor"), story)
    page.type(headline="")

    response = preview(page)

    assert response.status_code == 422
    assert "A story needs a headline" in response.content.decode()


def test_the_researcher_previews_a_story_with_their_citation(story):
    document = newsroom.a_document("The other report")
    page = Page(newsroom.a_user("Researcher"), story)
    page.add_row("citations", key="cite-two", document=document.pk, role="supports")
    page.data[f"citations-{int(page.data['citations-TOTAL_FORMS']) - 1}-visibility"] = "public"

    assert "The other report" in preview(page).content.decode()


def test_photos_in_a_preview_are_there_for_staff_and_not_for_readers(story):
    editor = newsroom.a_user("Editor")
    shown = signed_in(editor).get(address("preview", story.pk)).content.decode()
    files = re.findall(r'src="([^"]+)"', shown.split("<main")[1])

    assert len(files) == 2
    assert "/media/" not in shown
    for file in files:
        assert signed_in(editor).get(file).status_code == 200
        assert signed_in(newsroom.a_user()).get(file).status_code == 403
        assert Client().get(file).status_code == 302
