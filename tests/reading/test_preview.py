"""A preview is the page readers will see, drawn from an edition that is not kept."""

import pytest
from django.utils import timezone

from articles.publishing import editions
from articles.publishing.models import Edition
from articles.reading.rendering import story_page
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_photo, a_story, a_tag, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(rf):
    def draw(story, **kwargs):
        edition = editions.build(
            story, story.revisions.first(), visible_from=timezone.now(), by=a_user("Editor")
        )
        return story_page(rf.get("/"), edition, preview=True, **kwargs)

    return draw


def test_a_draft_is_shown_as_readers_will_see_it_and_says_that_it_is_none(preview):
    story = a_story(headline="Wall to give way", tags=(a_tag("Harbour").pk,))
    response = preview(story)
    page = response.content.decode()
    assert "Wall to give way" in page
    assert "Preview. Readers do not see this." in page
    assert "/tags/harbour/" in page
    assert not Edition.everything.exists()


def test_a_preview_is_not_to_be_kept_nor_found(preview):
    response = preview(a_story())
    page = response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "canonical" not in page
    assert "ld+json" not in page
    assert "og:" not in page


def test_photos_of_a_preview_come_from_where_the_desk_says(preview):
    story = a_story(placements=(PlacementCopy("lead", photo=a_photo().pk, role="lead"),))
    page = preview(story, photo_address=lambda name: f"/desk/photos/{name}").content.decode()
    assert 'src="/desk/photos/' in page
    assert "/media/" not in page


def test_a_draft_with_neither_section_nor_text_can_be_previewed(preview):
    assert preview(a_story(section=None, body="")).status_code == 200
