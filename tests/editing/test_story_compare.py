"""Revisions held against each other, and the way back."""

import pytest
from lxml import html

from articles.stories import copy as copies
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from articles.stories.models import Story
from tests import newsroom
from tests.editing.story_pages import address, signed_in

pytestmark = pytest.mark.django_db


def fresh(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


@pytest.fixture
def editor():
    return newsroom.a_user("Editor")


@pytest.fixture
def story(editor):
    """Three revisions: as filed, with a new dek, with everything else changed."""
    story = newsroom.a_story(dek="The first dek.", body="<p>The wall fell at noon.</p>")
    story = newsroom.saved(story, by=editor, dek="The second dek.")
    document, photo = newsroom.a_document("The report"), newsroom.a_photo(caption="A gate")
    return newsroom.saved(
        story,
        by=editor,
        body='<p>The wall fell at one<cite data-key="cite-one"></cite>.</p>',
        tags=(newsroom.a_tag("Harbour").pk,),
        bylines=(BylineCopy(newsroom.a_contributor("Jane Doe").pk, "data"),),
        citations=(CitationCopy("cite-one", document=document.pk, locator="p. 12"),),
        placements=(PlacementCopy("photo-one", photo.pk, role="lead"),),
        embargo_until=newsroom.tomorrow(),
    )


def compared(editor, story, **numbers) -> dict[str, tuple[list[str], list[str]]]:
    """By the label of a field the words that went and the words that came."""
    page = signed_in(editor).get(address("compare", story.pk), numbers)
    document = html.fromstring(page.content.decode())
    return {
        change.xpath("string(.//h2)"): tuple(
            [" ".join(each.text_content().split()) for each in change.iter(tag)]
            for tag in ("del", "ins")
        )
        for change in document.xpath("//section[contains(@class, 'change')]")
    }


def test_each_changed_field_shows_what_went_and_what_came(editor, story):
    assert compared(editor, story, before=1, after=2) == {"Dek": (["first"], ["second"])}


def test_rows_are_shown_in_words(editor, story):
    changes = compared(editor, story, before=2, after=3)

    assert list(changes) == ["Body", "Embargo", "Bylines", "Tags", "Citations", "Photos"]
    assert changes["Body"][0] == ["noon."]
    came = {label: " ".join(words[1]) for label, words in changes.items()}
    assert "[The report]" in came["Body"]
    assert came["Bylines"] == "Jane Doe · data"
    assert came["Tags"] == "Harbour"
    assert came["Citations"] == "The report · p. 12 · Supports the claim"
    assert came["Photos"] == "A gate · Lead photo"


def test_by_default_the_last_two_are_compared(editor, story):
    assert compared(editor, story) == compared(editor, story, before=2, after=3)


def test_a_revision_is_restored_as_a_new_one(editor, story):
    before = copies.of(newsroom.saved(story, by=editor, editor_note="Keep this."))
    client = signed_in(editor)

    client.post(address("restore", story.pk), {"revision": 1, "version": fresh(story).version})

    kept = fresh(story)
    assert (kept.dek, kept.body) == ("The first dek.", "<p>The wall fell at noon.</p>")
    assert kept.editor_note == before.editor_note
    assert kept.revisions.first().note == "As it was in revision 1"
    assert not kept.citations.exists()


def test_a_restore_over_somebody_elses_save_is_refused(editor, story):
    newsroom.saved(story, dek="Just now.")

    page = signed_in(editor).post(
        address("restore", story.pk), {"revision": 1, "version": story.version}, follow=True
    )

    assert "Nothing was restored." in page.content.decode()
    assert fresh(story).dek == "Just now."


@pytest.mark.parametrize("role", ["Writer", "Photo desk", "Researcher"])
def test_who_may_not_change_the_story_may_not_restore(role, story):
    client = signed_in(newsroom.a_user(role))
    assert "Restore revision" not in client.get(address("compare", story.pk)).content.decode()

    response = client.post(address("restore", story.pk), {"revision": 1, "version": story.version})

    assert response.status_code == 403
    assert fresh(story).dek == "The second dek."


def test_another_storys_revision_is_not_there(editor, story):
    other = newsroom.a_story(headline="Another")
    client = signed_in(editor)

    assert client.get(address("compare", other.pk), {"before": 3}).status_code == 404
    assert (
        client.post(address("restore", other.pk), {"revision": 3, "version": 1}).status_code == 404
    )


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40, "٣", ""])
def test_a_number_that_is_none_is_a_404(editor, story, number):
    client = signed_in(editor)

    assert client.get(address("compare", story.pk), {"before": number}).status_code == 404
    assert client.post(address("restore", story.pk), {"revision": number}).status_code == 404


def test_restoring_takes_a_post(editor, story):
    assert signed_in(editor).get(address("restore", story.pk)).status_code == 405
