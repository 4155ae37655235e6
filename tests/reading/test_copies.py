"""What readers are given where a page is gone or has changed: the original, or the copy we keep."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.changes import Change
from articles.publishing import desk, evidence
from articles.sources import merging
from articles.sources.links import LinkCheck
from articles.stories.copy import CitationCopy
from tests.newsroom import (
    a_capture,
    a_document,
    a_link,
    a_published_story,
    a_source,
    a_story,
    a_user,
    saved,
)

from .pages import at

pytestmark = pytest.mark.django_db

URL = "https://paper.example/wall"
WORDS = "The harbour wall leaks, an inspector said.\nNobody < everybody knew."


@pytest.fixture
def document():
    return a_document("Wall leaks", url=URL, publisher=a_source("Kellmouth Echo"))


def citing(document, excerpt: str = "the wall … an inspector", **fields) -> dict:
    cited = CitationCopy("aaaa", document=document.pk, excerpt=excerpt, **fields)
    return {"body": '<p>It leaks.<cite data-key="aaaa"></cite></p>', "citations": (cited,)}


def seen_as(document, verdict: str, sign: str = "gone"):
    at = timezone.now()
    LinkCheck.objects.create(
        document=document, address=URL, at=at, sign=sign, verdict=verdict, status=404
    )
    return a_link(document, verdict=verdict, failures=3 if verdict == "suspect" else 0,
                  failed_at=at if verdict == "suspect" else None)  # fmt: skip


def of(document) -> str:
    return f"/sources/documents/{document.pk}/copy/"


def ways(page: str) -> list[tuple[str, str]]:
    """What the first note offers to follow: (words, address); an address of "" is no link."""
    found = re.search(r'<p class="note-kind">(.*?)</p>', page)[1]
    links = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', found)
    plain = re.findall(r"<span>(.*?)</span>", found)
    return [(unescape(w), a) for a, w in links] + [
        (unescape(w), "") for w in plain if "original" in w or "else" in w
    ]


def archived_at(page: str) -> str | None:
    data = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
    [cited] = [c for c in json.loads(data)["citation"] if c.get("name") == "Wall leaks"]
    return cited.get("archivedAt")


# The note


@pytest.mark.parametrize(
    ("verdict", "fate"), [("dead", "no longer there"), ("drifted", "changed since")]
)
def test_the_copy_comes_first_where_the_page_shows_what_was_cited_no_longer(
    document, text, verdict, fate
):
    a_capture(document, text=WORDS)
    seen_as(document, verdict)

    page = text(at(a_published_story(**citing(document))))

    assert ways(page) == [("archived copy", of(document)), (f"original ({fate})", URL)]
    assert archived_at(page) == f"http://localhost:8000{of(document)}"


@pytest.mark.parametrize(
    "verdict", ["unknown", "alive", "moved", "suspect", "blocked", "paywalled", None]
)
def test_the_original_stands_alone_where_it_shows_what_was_cited(document, client, text, verdict):
    a_capture(document, text=WORDS)
    if verdict:
        seen_as(document, verdict)

    page = text(at(a_published_story(**citing(document))))

    assert ways(page) == [("paper.example", URL)]
    assert archived_at(page) is None
    assert client.get(of(document)).status_code == 404


def test_where_there_is_no_copy_the_original_says_what_became_of_it(document, client, text):
    seen_as(document, "dead")

    page = text(at(a_published_story(**citing(document))))

    assert ways(page) == [("paper.example (no longer there)", URL)]
    assert client.get(of(document)).status_code == 404


def test_readers_are_not_sent_to_a_site_that_was_resold(document, text):
    seen_as(document, "dead", "usurped")
    story = a_published_story(**citing(document))
    resold = "(the site is somebody else’s now)"

    assert ways(text(at(story))) == [(f"paper.example {resold}", "")]

    a_capture(document, text=WORDS)

    page = text(at(story)) + text(f"/sources/documents/{document.pk}/")
    assert ways(page) == [("archived copy", of(document)), (f"original {resold}", "")]
    assert f'href="{URL}"' not in page


def test_of_an_address_that_was_put_right_nothing_is_said_yet(document, text):
    seen_as(document, "dead")
    type(document).objects.filter(pk=document.pk).update(url="https://paper.example/new")

    page = text(at(a_published_story(**citing(document))))

    assert ways(page) == [("paper.example", "https://paper.example/new")]


# The copy


def test_it_shows_the_words_the_day_the_address_and_the_hash(document, client):
    kept = a_capture(document, text=WORDS)
    seen_as(document, "dead")
    a_published_story(**citing(document))

    response = client.get(of(document))
    page = response.content.decode()

    assert response["X-Robots-Tag"] == "noindex, noarchive"
    assert '<meta name="robots" content="noindex, noarchive">' in page
    assert page.count(kept.sha256) == 1
    assert f'<dd class="digits">{URL}</dd>' in page
    assert f'href="{URL}' not in page
    assert "Nobody &lt; everybody knew." in page


def test_what_is_relied_on_is_marked_in_it(document, text):
    a_capture(document, text=WORDS)
    seen_as(document, "dead")
    a_published_story(**citing(document, excerpt="the harbour wall … inspector said"))
    a_published_story(**citing(document, excerpt="“everybody   knew”"))
    a_published_story(**citing(document, excerpt="the wall holds"))

    page = text(of(document))

    assert re.findall(r"<mark>(.*?)</mark>", page) == [
        "The harbour wall",
        "inspector said",
        "everybody knew",
    ]
    assert page.count("(not in this copy)") == 1


def test_nothing_in_it_is_markup(document, text):
    a_capture(document, text="<script>alert(1)</script> & <b>bold</b>\n</div>")
    seen_as(document, "dead")
    a_published_story(**citing(document, excerpt="alert(1)"))

    words = re.search(r'<div class="kept-words">(.*?)\n</div>', text(of(document)), re.DOTALL)[1]

    assert set(re.findall(r"<[^>]*>", words)) == {
        '<p dir="auto">',
        "</p>",
        "<mark>",
        "</mark>",
    }


def test_it_is_the_one_that_bears_out_most_and_the_first_of_several_alike(document, client):
    old, then, alike, changed = (
        a_capture(document, text=words)
        for words in ("Nothing yet.", WORDS, WORDS + " Still.", "The wall holds.")
    )
    seen_as(document, "drifted")
    a_published_story(**citing(document, excerpt="an inspector said"))

    assert client.get(of(document)).context["kept"] == then

    silent = a_document("Tides", url="https://tide.example/")
    a_link(silent, verdict="dead")
    first, _ = (a_capture(silent, text=words) for words in ("High.", "Low."))
    a_published_story(**citing(silent, excerpt=""))

    assert client.get(of(silent)).context["kept"] == first
    assert {old, alike, changed}.isdisjoint({then, first})


@pytest.mark.parametrize(
    "fields",
    [
        {"asks_not_to_be_archived": True},
        {"text": ""},
        {"requested_address": "https://paper.example/another"},
        {"status": None, "final_address": "", "by": "somebody", "kind": "screenshot"},
    ],
)
def test_readers_get_no_copy_of_what_is_not_for_them(document, client, text, fields):
    fields = fields | ({"by": a_user("Researcher")} if "by" in fields else {})
    a_capture(document, **{"text": WORDS, **fields})
    seen_as(document, "dead")
    story = a_published_story(**citing(document))

    assert client.get(of(document)).status_code == 404
    assert ways(text(at(story))) == [("paper.example (no longer there)", URL)]


def test_what_is_withheld_is_gone_and_the_pages_that_offered_it_are_told(document, client, text):
    kept = a_capture(document, text=WORDS)
    seen_as(document, "dead")
    story = a_published_story(**citing(document))
    editor = a_user("Editor")
    assert client.get(of(document)).status_code == 200
    Change.objects.all().delete()

    evidence.withhold(kept, "takedown", by=editor)

    assert client.get(of(document)).status_code == 404
    assert of(document) not in text(at(story))
    stale = {f"document:{document.pk}", document.publisher.change_key, f"story:{story.pk}"}
    assert {change.key for change in Change.objects.all()} == stale

    evidence.withhold(kept, "", by=editor)

    assert client.get(of(document)).status_code == 200


def test_it_is_there_for_as_long_as_readers_see_the_document_cited(document, client):
    a_capture(document, text=WORDS)
    seen_as(document, "dead")
    a_story(**citing(document))
    a_published_story(**citing(document, visibility="staff"))
    assert client.get(of(document)).status_code == 404

    story = a_published_story(**citing(document))
    assert client.get(of(document)).status_code == 200

    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")
    assert client.get(of(document)).status_code == 404


def test_what_a_draft_relies_on_is_neither_marked_nor_told(document, text):
    a_capture(document, text=WORDS)
    seen_as(document, "dead")
    story = a_published_story(**citing(document))
    saved(story, **citing(document, excerpt="everybody knew"))

    assert "everybody knew</mark>" not in text(of(document))
    assert "<q" in text(of(document))


def test_the_document_page_offers_it(document, text):
    a_capture(document, text=WORDS)
    seen_as(document, "dead")
    a_published_story(**citing(document))

    page = text(f"/sources/documents/{document.pk}/")

    assert f'<a href="{of(document)}">Archived copy</a>' in page
    assert f"{URL}</a> (no longer there)" in page


@pytest.mark.parametrize("many", [1, 12])
def test_copies_cost_a_story_nothing_and_themselves_little(client, many):
    cited = [a_document(f"Wall {n}", url=f"https://paper.example/{n}") for n in range(many)]
    for one in cited:
        a_link(one, verdict="dead")
        for n in range(2):
            a_capture(one, text=f"{WORDS} {n}")
    citations = tuple(
        CitationCopy(f"key{n}", document=one.pk, excerpt="leaks") for n, one in enumerate(cited)
    )
    story = a_published_story(citations=citations)

    with CaptureQueriesContext(connection) as of_story:
        page = client.get(at(story)).content.decode()
    with CaptureQueriesContext(connection) as of_copy:
        client.get(of(cited[0]))

    assert page.count("archived copy</a>") == many
    assert len(of_story) <= 8
    assert len(of_copy) <= 5


def test_what_was_merged_into_what_was_merged_brings_its_copy_along(client):
    first = a_document("First", url="https://mirror.example/wall")
    second = a_document("Second", url="https://other.example/wall")
    document, editor = a_document("Wall leaks", url=URL), a_user("Editor")
    a_capture(first, text=WORDS)
    story = a_published_story(**citing(document))
    merging.merge(first, into=second, by=editor)
    merging.merge(second, into=document, by=editor)
    seen_as(document, "dead")

    assert ("archived copy", of(document)) in ways(client.get(at(story)).content.decode())
    assert "an inspector" in client.get(of(document)).content.decode()


def test_what_was_captured_at_an_address_that_is_anothers_now_is_no_copy(client):
    """It was captured where the document once stood by mistake; who stands there was merged too."""
    mistaken = "https://paper.example/weather"
    document = a_document("Wall leaks", url=URL)
    a_capture(document, text=WORDS, requested_address=mistaken)
    weather = a_document("Weather", url=mistaken)
    into = a_document("The weather", url="https://paper.example/the-weather")
    merging.merge(weather, into=into, by=a_user("Editor"))
    story = a_published_story(**citing(document))
    seen_as(document, "dead")

    assert "archived copy" not in client.get(at(story)).content.decode()
    assert client.get(of(document)).status_code == 404


def test_the_copy_of_a_document_is_given_after_a_merge_and_its_former_address_leads_there(client):
    lost = a_document("Wall leaks, an inspector says", url="https://mirror.example/wall")
    document = a_document("Wall leaks", url=URL)
    a_capture(lost, text=WORDS)
    story = a_published_story(**citing(lost))
    merging.merge(lost, into=document, by=a_user("Editor"))
    seen_as(document, "dead")

    assert ("archived copy", of(document)) in ways(client.get(at(story)).content.decode())
    assert "an inspector" in client.get(of(document)).content.decode()
    former = client.get(of(lost))
    assert (former.status_code, former.headers["Location"]) == (301, of(document))

    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")
    assert client.get(of(lost)).status_code == 404
