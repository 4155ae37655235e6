"""Opening a story and saving it changes nothing; what is typed is what is kept."""

from datetime import date

import pytest

from articles import named
from articles.publishing.models import Revision
from articles.stories import copy as copies
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy, QuotationCopy
from articles.stories.models import Story
from articles.tags.models import Tag
from tests import newsroom
from tests.editing.story_pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return newsroom.a_user("Editor")


def everything() -> dict:
    """A value in every field a story has, with the awkward ones among them."""
    document, source = newsroom.a_document(), newsroom.a_source("Radio Kell")
    photo, lead = newsroom.a_photo(), newsroom.a_photo()
    return {
        "headline": "Wall & “gate” give way <again>",
        "kicker": "Harbour",
        "dek": "It stood for a century.\nIt fell in an hour.",
        "dateline": "KELLMOUTH, Sept. 27",
        "body": (
            '<p>It fell<cite data-key="cite-one"></cite> at noon &amp; nobody saw.</p>'
            '<blockquote data-key="quote-one" data-speaker="Ada &quot;A&quot; Nwosu">'
            "<p>We had no choice.</p></blockquote>"
            '<figure data-key="photo-one"></figure>'
        ),
        "embargo_until": newsroom.tomorrow(),
        "editor_note": "  Ring her back.\n\nBefore six.  ",
        "bylines": (
            BylineCopy(newsroom.a_contributor("Zoe Last").pk),
            BylineCopy(newsroom.a_contributor("Abe First").pk, "photographs"),
        ),
        "tags": tuple(
            sorted(newsroom.a_tag(name).pk for name in ("Harbour", "Washington, D.C.", '"Q"'))
        ),
        "citations": (
            CitationCopy(
                "cite-one",
                document=document.pk,
                role="quotes",
                locator="p. 12",
                excerpt="one\n\ntwo ",
                claim="That it fell.",
                accessed_on=date(2026, 3, 1),
                visibility="staff",
            ),
            CitationCopy("cite-two", source=source.pk, role="credit_only", credited_as="RADIO"),
        ),
        "quotations": (QuotationCopy("quote-one", said_on=date(2026, 2, 1), citation="cite-one"),),
        "placements": (
            PlacementCopy("photo-one", photo.pk, caption=" By the gate. "),
            PlacementCopy("photo-two", lead.pk, role="lead", alt_text="A wall"),
        ),
    }


def test_saving_a_story_as_it_stands_takes_no_revision(editor):
    story = newsroom.a_story(**everything())
    before = copies.of(story)

    response = Page(editor, story).press()

    assert response.status_code == 302
    assert copies.of(Story.objects.get(pk=story.pk)) == before
    assert Revision.objects.filter(story=story).count() == 1


def test_a_refused_form_sent_again_is_still_what_stands(editor):
    story = newsroom.a_story(**everything())
    before = copies.of(story)
    page = Page(editor, story)
    page.type(headline="")

    assert page.press().status_code == 422
    page.type(headline=before.headline)
    assert page.press().status_code == 302

    assert copies.of(Story.objects.get(pk=story.pk)) == before


def test_a_new_story_is_filed_with_all_that_was_typed():
    writer = newsroom.a_user("Writer")
    section, document, photo = newsroom.a_section(), newsroom.a_document(), newsroom.a_photo()
    newsroom.a_contributor("Jane Doe")
    page = Page(writer)
    page.type(headline="Tide turns", body="<p>It turned.</p>", section=section.pk, tags="Tides")
    page.type(bylines__0__contributor="jane doe")
    page.add_row("citations", key="cite-one", document=document.pk, role="supports", locator="p. 2")
    page.data["citations-2-visibility"] = "public"
    page.add_row("placements", photo=photo.pk, role="lead")

    response = page.press()

    story = Story.objects.get()
    assert response.headers["Location"].endswith(f"/story/{story.pk}/change/")
    copy = copies.of(story)
    assert (copy.headline, copy.body, copy.section) == (
        "Tide turns",
        "<p>It turned.</p>",
        section.pk,
    )
    assert [tag.name for tag in story.tags.all()] == ["Tides"]
    assert [byline.contributor.name for byline in story.bylines.all()] == ["Jane Doe"]
    assert copy.citations == (CitationCopy("cite-one", document=document.pk, locator="p. 2"),)
    assert [(p.photo, p.role) for p in copy.placements] == [(photo.pk, "lead")]
    assert story.filed_by == writer


def test_a_story_needs_a_headline_and_what_was_typed_stays():
    page = Page(newsroom.a_user("Writer"))
    page.type(headline="", dek="A dek", body="<p>Words.</p>")

    response = page.press()

    assert response.status_code == 422
    assert "A story needs a headline" in page.said()
    assert (page.data["dek"], page.data["body"]) == ("A dek", "<p>Words.</p>")
    assert not Story.objects.exists()


def test_a_tag_typed_by_its_alias_is_the_tag_it_stands_for(editor):
    tag = newsroom.a_tag("United Nations")
    tag.aliases.create(name="UN")
    story = newsroom.a_story()
    page = Page(editor, story)
    page.type(tags="un, United nations")

    page.press()

    assert list(story.tags.all()) == [tag]
    assert Tag.objects.count() == 1


def test_a_new_tag_is_not_made_when_the_save_is_refused(editor):
    story = newsroom.a_story()
    page = Page(editor, story)
    newsroom.saved(story, dek="Somebody else’s.")
    page.type(tags="Brand new")

    assert page.press().status_code == 409
    assert not Tag.objects.exists()


def test_a_name_nobody_answers_to_is_refused_beside_its_field(editor):
    page = Page(editor, newsroom.a_story())
    page.type(bylines__0__contributor="Nobody Known")

    assert page.press().status_code == 422
    assert "Nobody in the library is called “Nobody Known”." in page.said()
    assert page.data["bylines-0-contributor"] == "Nobody Known"


def test_bylines_stand_in_the_order_of_their_rows(editor):
    for name in ("Jane Doe", "John Roe"):
        newsroom.a_contributor(name)
    story = newsroom.a_story()
    page = Page(editor, story)
    page.type(bylines__0__contributor="Jane Doe", bylines__0__ORDER=2)
    page.type(bylines__1__contributor="John Roe", bylines__1__ORDER=1)

    page.press()

    assert [b.contributor.name for b in story.bylines.all()] == ["John Roe", "Jane Doe"]


def test_a_row_that_is_ticked_is_taken_out(editor):
    document = newsroom.a_document()
    story = newsroom.a_story(citations=(CitationCopy("cite-one", document=document.pk),))
    page = Page(editor, story)
    page.type(citations__0__DELETE="on")

    page.press()

    assert not story.citations.exists()


@pytest.mark.parametrize("typed", ["https://www.example.org/report?utm_source=x", "radio kell"])
def test_without_scripts_a_row_finds_what_its_words_mean(editor, typed):
    newsroom.a_document(url="https://example.org/report")
    newsroom.a_source("Radio Kell")
    story = newsroom.a_story()
    page = Page(editor, story)
    page.type(citations__0__what=typed)

    page.press()

    assert story.citations.count() == 1


def test_two_lead_photos_are_one_too_many(editor):
    first, second = newsroom.a_photo(), newsroom.a_photo()
    page = Page(editor, newsroom.a_story())
    page.add_row("placements", photo=first.pk, role="lead")
    page.add_row("placements", photo=second.pk, role="lead")

    assert page.press().status_code == 422
    assert "A story has one lead photo: choose which." in page.said()


def test_a_story_of_many_citations_can_be_saved(editor):
    document = newsroom.a_document()
    rows = tuple(CitationCopy(f"cite-{n:03}", document=document.pk) for n in range(90))
    story = newsroom.a_story(citations=rows)
    page = Page(editor, story)
    page.type(citations__89__locator="p. 89")

    assert page.press().status_code == 302
    assert story.citations.last().locator == "p. 89"


def test_more_rows_than_any_story_has_are_refused(editor):
    story = newsroom.a_story()
    page = Page(editor, story)
    page.type(citations__TOTAL_FORMS=100_000)

    assert page.press().status_code == 422


def test_a_new_story_is_by_whoever_writes_it():
    writer = newsroom.a_user("Writer")
    newsroom.a_contributor("Jane Doe", user=writer)

    assert Page(writer).data["bylines-0-contributor"] == "Jane Doe"
    assert not Page(newsroom.a_user("Writer")).data.get("bylines-0-contributor")


def test_a_citation_taken_out_leaves_its_quotation_resting_on_nothing(editor):
    story = newsroom.a_story(**everything())
    page = Page(editor, story)
    page.type(
        citations__0__DELETE="on", body=story.body.replace('<cite data-key="cite-one"></cite>', "")
    )

    assert page.press().status_code == 302
    assert story.quotations.get().citation is None
    assert Page(editor, story).press().status_code == 302
    assert Revision.objects.filter(story=story).count() == 2


def test_a_source_merged_while_the_form_was_open_is_the_one_it_went_into(editor):
    loser, winner = newsroom.a_source("Old Board"), newsroom.a_source("New Board")
    story = newsroom.a_story(citations=(CitationCopy("cite-one", source=loser.pk),))
    page = Page(editor, story)
    named.merge(loser, into=winner, by=editor)
    page.type(dek="Other words.")

    assert page.press().status_code == 302
    assert story.citations.get().source == winner


def test_a_section_that_has_been_merged_is_not_offered(editor):
    kept, gone = newsroom.a_section("City"), newsroom.a_section("Town")
    named.merge(gone, into=kept, by=editor)

    offered = Page(editor, newsroom.a_story()).form.xpath("//select[@name='section']/option/text()")

    assert offered == ["Choose…", "City"]


def test_the_credit_the_raw_copy_came_with_can_be_forgotten(editor):
    credit = newsroom.a_credit("courtesy", "")
    story = newsroom.a_story(copy_credit=credit.pk)
    page = Page(editor, story)
    assert page.data["copy_credit"] == str(credit.pk)
    page.type(copy_credit="")

    page.press()

    assert Story.objects.get(pk=story.pk).copy_credit is None
