"""What `measure` asks for is what it says."""

import pytest
from django.test import override_settings

from articles.demo import measuring
from tests.newsroom import a_document, a_published_story
from tests.reading.pages import everything


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=measuring.__name__)
def test_a_story_of_claims_has_a_note_for_each_that_is_to_be_cited(client):
    a_published_story(**everything())
    for n in range(29):
        a_document(f"Report {n}")
    measuring.edition_of_claims.cache_clear()

    bare, cited = (client.get(f"/claims/{n}/").content.decode() for n in (0, 30))

    assert bare.count(f"{measuring.CLAIM}</p>") == measuring.CLAIMS / measuring.IN_A_PARAGRAPH
    assert (bare.count('id="note-'), cited.count('id="note-')) == (0, 30)
    assert cited.count(f'{measuring.CLAIM}<a class="cite"') == 30
