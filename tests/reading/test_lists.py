"""Sections, subjects, sources, documents, contributors, photo credits: what leads to stories."""

import re
from urllib.parse import unquote

import pytest

from articles.publishing import desk
from articles.reading import library
from articles.reading.lists import SIZE
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from tests.newsroom import (
    a_contributor,
    a_credit,
    a_document,
    a_photo,
    a_published_story,
    a_section,
    a_source,
    a_story_in,
    a_tag,
    a_user,
)

from .pages import at, everything, headlines, pages

pytestmark = pytest.mark.django_db

HIDDEN = ["draft", "submitted", "ready", "scheduled", "embargoed", "unpublished", "spiked"]


def test_a_story_is_found_under_all_that_leads_to_it(text):
    fields = everything()
    a_published_story(headline="Harbour wall gives way", **fields)
    for path in ["/city/", *pages(fields)]:
        assert "Harbour wall gives way" in headlines(text(path)), path
    assert '<a href="/tags/harbour/" dir="auto">Harbour</a> <span class="count">1</span>' in text(
        "/tags/"
    )
    assert 'href="/sources/harbour-board/"' in text("/sources/")


@pytest.mark.parametrize("state", HIDDEN)
def test_what_leads_only_to_a_story_readers_may_not_see_was_never_there(client, text, state):
    fields = everything()
    a_story_in(state, headline="Kept back", **fields)
    absent = client.get("/nothing-here/")
    for path in pages(fields):
        hidden = client.get(path)
        assert (hidden.status_code, hidden.content) == (404, absent.content), path
    assert "Harbour" not in text("/tags/").partition("<main")[2].partition("</main")[0]
    assert "Board" not in text("/sources/")
    assert "Kept back" not in text("/city/")


def test_counts_are_of_what_readers_may_see(text):
    tag = a_tag("Harbour").pk
    for state in ("live", "live_with_scheduled_update", *HIDDEN):
        a_story_in(state, tags=(tag,))
    assert '<span class="count">2</span>' in text("/tags/")


def test_a_section_stands_by_itself_and_may_be_empty(text):
    a_section("Science", description="Research from the estuary.")
    page = text("/science/")
    assert "Research from the estuary." in page
    assert "Nothing has been published in this section yet." in page


def test_a_section_shows_only_its_own(text):
    a_published_story(headline="In the city", section=a_section("City").pk)
    a_published_story(headline="On stage", section=a_section("Culture").pk)
    assert headlines(text("/city/")) == ["In the city"]


def test_a_section_named_as_another_page_of_the_paper_breaks_neither(client):
    a_section("Tags")
    a_section("2026")
    a_section("Βιβλία")
    assert client.get("/tags/").status_code == 200
    assert client.get("/2026/").status_code == 200
    assert client.get("/βιβλία/").status_code == 200


@pytest.mark.parametrize("name", ["καρνάγιο", "बन्दरगाह", "ท่าเรือ", "கப்பல்"])
def test_names_in_any_script_have_an_address(text, name):
    fields = {
        "section": a_section(name).pk,
        "tags": (a_tag(name).pk,),
        "bylines": (BylineCopy(a_contributor(name).pk),),
    }
    story = a_published_story(headline=name, **fields)
    for path in (f"/{name}/", f"/tags/{name}/", f"/by/{name}/"):
        assert headlines(text(path)) == [name], path
    assert name in text(at(story))
    assert unquote(at(story)).endswith(f"/{name}/")


def test_a_document_says_what_rests_on_it_and_where(text):
    fields = everything()
    a_published_story(headline="Harbour wall gives way", **fields)
    page = text(f"/sources/documents/{fields['citations'][0].document}/")
    assert "Inspection report" in page
    assert 'href="/sources/harbour-board/"' in page
    assert "It gave way at noon." in page
    assert "p. 2" in page


def test_a_document_cited_for_staff_only_has_no_page(client):
    document = a_document("The leaked memo")
    a_published_story(
        citations=(CitationCopy("aaaa", document=document.pk, visibility="staff"),),
    )
    assert client.get(f"/sources/documents/{document.pk}/").status_code == 404


def test_notes_for_the_desk_stay_there(text):
    source = a_source("Harbour Board", internal_note="talks after midnight")
    document = a_document("Report", publisher=source, internal_note="from the night porter")
    a_published_story(
        body='<p>It.<cite data-key="aaaa"></cite></p>',
        citations=(CitationCopy("aaaa", document=document.pk),),
    )
    for path in ("/sources/harbour-board/", f"/sources/documents/{document.pk}/"):
        page = text(path)
        assert "midnight" not in page
        assert "porter" not in page


def test_a_photo_credit_says_who_made_the_photos_and_on_what_terms(text):
    credit = a_credit(
        kind="creative_commons",
        creators="Priya Nandan",
        license_name="CC BY 4.0",
        license_url="https://license.example/by/4.0/",
        work_url="javascript:alert(1)",
        copyright_notice="© Priya Nandan",
    )
    photo = a_photo(credit=credit)
    a_published_story(
        headline="Dark skies", placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),)
    )
    page = text(f"/photos/{credit.slug}/")
    assert "Priya Nandan" in page
    assert 'href="https://license.example/by/4.0/"' in page
    assert "© Priya Nandan" in page
    assert "javascript:" not in page
    assert "Dark skies" in headlines(page)


def test_a_photo_credit_that_may_not_run_has_no_page(client):
    photo = a_photo(credit=a_credit(creators="Lena Osei"))
    a_published_story(placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),))
    photo.credit.creators = ""
    photo.credit.save()
    assert client.get(f"/photos/{photo.credit.slug}/").status_code == 404


def test_a_long_list_goes_on_over_pages_in_one_order_without_a_gap(text, client):
    tag = a_tag("Harbour")
    for hours in range(SIZE + 2):
        a_published_story(headline=f"Story {hours}", tags=(tag.pk,), hours_ago=hours // 2 + 1)
    first, second = text("/tags/harbour/"), text("/tags/harbour/?page=2")
    assert 'href="/tags/harbour/?page=2"' in first
    assert 'rel="prev" href="/tags/harbour/"' in second
    assert 'rel="next"' not in second
    told = headlines(first) + headlines(second)
    assert sorted(told) == sorted(f"Story {hours}" for hours in range(SIZE + 2))
    assert len(headlines(first)) == SIZE
    assert client.get("/tags/harbour/?page=3").status_code == 404


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=", "page=01", "page=2&page=3", "page=99999"]
)
def test_a_page_number_that_is_none_is_not_found(client, query):
    a_published_story(tags=(a_tag("Harbour").pk,))
    assert client.get(f"/tags/harbour/?{query}").status_code == 404
    assert client.get(f"/city/?{query}").status_code == 404


def test_unknown_parameters_change_nothing(text):
    a_published_story(tags=(a_tag("Harbour").pk,))
    assert text("/tags/harbour/?utm_source=x") == text("/tags/harbour/")


def test_taking_a_story_down_takes_it_out_of_every_list(client, text):
    fields = everything()
    story = a_published_story(headline="Short-lived", **fields)
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")
    for path in pages(fields):
        assert client.get(path).status_code == 404
    assert headlines(text("/city/")) == []


@pytest.mark.parametrize(
    ("make", "part", "path"), [(a_tag, "tags", "/tags/"), (a_source, "citations", "/sources/")]
)
def test_an_index_goes_on_over_pages_in_the_order_of_names(
    client, text, monkeypatch, make, part, path
):
    monkeypatch.setattr(library, "ENTRIES", 2)
    rows = [make(name).pk for name in ("Elections", "docks", "Ferries", "Fog")]
    cited = [CitationCopy(f"c{pk:05}", source=pk) for pk in rows]
    a_published_story(**{part: tuple(rows if part == "tags" else cited)})
    make("Drafts only")

    first, second = text(path), text(f"{path}?page=2")

    names = [
        re.findall(r'<li><a href="/[^"]+" dir="auto">([^<]+)<', page) for page in (first, second)
    ]
    assert names == [["docks", "Elections"], ["Ferries", "Fog"]]
    assert f'<a rel="next" href="{path}?page=2">Further</a>' in first
    assert f'<a rel="prev" href="{path}">Back</a>' in second
    assert client.get(f"{path}?page=3").status_code == 404
