"""What a page costs does not grow with the archive: queries are counted, indexes are walked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.publishing import archive
from articles.publishing.archive import Printed
from articles.publishing.models import Edition
from articles.reading import cards, library
from articles.stories.copy import CitationCopy
from tests.newsroom import a_copy, a_document, a_published_story, a_source, a_user

from .pages import at, everything, pages

pytestmark = pytest.mark.django_db

MANY = 99
STORY, LIST, FEED = 8, 7, 9


def counted(client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return len(queries)


def test_a_page_takes_as_many_queries_for_many_stories_as_for_one(client):
    fields = everything()
    story = a_published_story(**fields)
    day = Edition.visible.get(story=story).published_on
    began = timezone.now() - timedelta(minutes=MANY)
    lists = [
        "/",
        *(f"/sitemap{part}.xml" for part in ("", "-pages", "-tags", "-sources", "-people")),
        f"/sitemap-{day:%Y-%m}.xml",
        "/news-sitemap.xml",
        "/city/",
        "/tags/",
        "/sources/",
        "/corrections/",
        "/archive/",
        f"/archive/{day:%Y}/",
        f"/archive/{day:%Y/%m}/",
        f"/archive/{day:%Y/%m/%d}/",
        at(story) + "history/",
        at(story) + "sources.json",
        *pages(fields),
    ]
    feeds = [
        f"{place}feed.{ending}"
        for place in ("/", "/corrections/", "/city/", *pages(fields)[:3])
        for ending in ("rss", "atom", "json")
    ]
    for path in (*lists, *feeds, at(story)):
        client.get(path)
    one = {path: counted(client, path) for path in (*lists, *feeds, at(story))}
    archive.bring_in(
        (
            Printed(a_copy(headline=f"Another {n}", **fields), began + timedelta(minutes=n))
            for n in range(MANY)
        ),
        by=a_user("Publisher"),
    )
    assert Edition.visible.count() == 1 + MANY
    many = {path: counted(client, path) for path in (*lists, *feeds, at(story))}

    assert max(many[path] for path in lists) <= LIST
    assert max(many[path] for path in feeds) <= FEED
    assert many.pop(at(story)) <= STORY
    assert one.pop(at(story)) <= STORY
    # Nothing else is asked on an emptier page but the stories related to one.
    assert many == one


def test_a_story_of_sixty_citations_takes_as_many_queries_as_one_of_a_single_one(client):
    fields = everything()
    one = a_published_story(**fields)
    keys = [f"k{n:03}" for n in range(60)]
    documents = [
        a_document(f"Report {n}", publisher=a_source(f"Board {n}"), url=f"https://b.example/{n}")
        for n in range(60)
    ]
    fields["body"] = "".join(f'<p>It did.<cite data-key="{key}"></cite></p>' for key in keys)
    fields["citations"] = tuple(
        CitationCopy(key, document=document.pk)
        for key, document in zip(keys, documents, strict=True)
    )
    sixty = a_published_story(**fields)

    page = client.get(at(sixty))  # what a process asks once, it has asked

    assert page.content.count(b'id="note-') == 60
    assert counted(client, at(sixty)) == counted(client, at(one)) <= STORY


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: Edition.visible.newest(), "edition_newest"),
        (lambda: Edition.visible.filter(section=1).newest(), "edition_newest_in_section"),
        (lambda: library.under("tag", 1), "edition_tag_newest"),
        (lambda: library.under("contributor", 1), "edition_contributor_newest"),
        (lambda: library.under("source", 1), "edition_source_newest"),
        (lambda: library.under("document", 1), "edition_document_newest"),
    ],
)
def test_a_list_is_read_off_its_index_and_never_sorted(rows, index):
    plan = cards.rows(rows())[:26].explain()
    assert f"INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
def test_a_story_is_found_by_its_address():
    found = Edition.visible.filter(published_on="2026-01-01", slug="wall").order_by()
    assert "INDEX edition_by_address" in found.explain()
