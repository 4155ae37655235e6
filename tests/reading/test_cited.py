"""What a story cites, for reference managers: in three formats, at the story's own address."""

import json
from datetime import date

import pytest
from django.utils import timezone

from articles.publishing import desk
from articles.stories.copy import CitationCopy
from tests.newsroom import (
    a_document,
    a_published_story,
    a_source,
    a_story_in,
    a_user,
    an_agreement,
    an_identity,
    saved,
)

from .pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    board = a_source("Harbour Board")
    report = a_document(
        "Inspection report",
        kind="report",
        authors="Jane Doe and John Roe",
        publisher=board,
        url="https://board.example/report",
        published_on=date(2026, 5, 1),
        published_precision="month",
    )
    memo = a_document("A memo", publisher=None)
    secret = a_document("The leaked list")
    return a_published_story(
        body='<p>It gave way.<cite data-key="aaaa"></cite></p>',
        citations=(
            CitationCopy("aaaa", document=report.pk, accessed_on=date(2026, 6, 1)),
            CitationCopy("bbbb", document=memo.pk),
            CitationCopy("cccc", document=report.pk, accessed_on=date(2026, 6, 3)),
            CitationCopy("dddd", source=a_source("Reuters").pk),
            CitationCopy("eeee", document=secret.pk, visibility="staff"),
        ),
    )


def test_each_document_is_listed_once_with_what_is_known_of_it(client, story):
    response = client.get(f"{at(story)}sources.json")

    report, memo = json.loads(response.content)
    assert report.pop("id").startswith("document-")
    assert report == {
        "type": "report",
        "title": "Inspection report",
        "author": [{"literal": "Jane Doe"}, {"literal": "John Roe"}],
        "publisher": "Harbour Board",
        "issued": {"date-parts": [[2026, 5]]},
        "accessed": {"date-parts": [[2026, 6, 3]]},
        "URL": "https://board.example/report",
    }
    assert memo["title"] == "A memo"


def test_what_people_said_is_listed_by_what_readers_are_told_of_them(client):
    unnamed = an_agreement("a senior official")
    an_identity(unnamed, "Mary Quant")
    story = a_published_story(
        citations=(
            CitationCopy("aaaa", agreement=unnamed.pk, locator="by telephone"),
            CitationCopy("bbbb", source=a_source("Jane Roe", kind="person").pk),
            CitationCopy("cccc", agreement=unnamed.pk),
            CitationCopy("dddd", source=a_source("Reuters").pk),
        ),
    )

    listed = json.loads(client.get(f"{at(story)}sources.json").content)

    said = {"type": "personal_communication", "title": "Personal communication"}
    assert listed == [
        {"id": "person-1", **said, "author": [{"literal": "A senior official"}]},
        {"id": "person-2", **said, "author": [{"literal": "Jane Roe"}]},
    ]
    for ending in ("bib", "ris"):
        written = client.get(f"{at(story)}sources.{ending}").content.decode()
        assert "senior official" in written
        assert "Mary" not in written
    assert f'href="{at(story)}sources.bib"' in client.get(at(story)).content.decode()


@pytest.mark.parametrize(
    ("ending", "content_type", "beginning"),
    [
        ("json", "application/vnd.citationstyles.csl+json", b"["),
        ("bib", "application/x-bibtex", b"@techreport{document-"),
        ("ris", "application/x-research-info-systems", b"TY  - RPRT"),
    ],
)
def test_each_format_is_a_file_to_keep(client, story, ending, content_type, beginning):
    response = client.get(f"{at(story)}sources.{ending}")

    assert response.headers["Content-Type"] == f"{content_type}; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.content.startswith(beginning)
    assert b"leaked list" not in response.content


def test_the_page_leads_there_where_there_is_a_document_to_list(text, story):
    page = text(at(story))
    for ending in ("bib", "ris", "json"):
        assert f'href="{at(story)}sources.{ending}"' in page

    credited = a_published_story(
        headline="Credits only", citations=(CitationCopy("aaaa", source=a_source("Reuters").pk),)
    )
    assert "sources.bib" not in text(at(credited))


def test_a_former_address_leads_to_the_present_one(client, story):
    before = at(story)
    desk.update(story=saved(story, slug="the-wall"), by=a_user("Publisher"))

    response = client.get(f"{before}sources.bib")

    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"{at(story)}sources.bib",
    )


@pytest.mark.parametrize("state", ["scheduled", "draft"])
def test_of_a_story_readers_may_not_see_there_is_no_list(client, state):
    a_story_in(state, slug="wall")
    today = timezone.localdate()

    assert client.get(f"/{today:%Y/%m/%d}/wall/sources.json").status_code == 404
