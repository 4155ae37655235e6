"""Pages of sources and documents: the very sentences that rest on them, and who said what."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import named
from articles.publishing import desk
from articles.reading.evidence import PLACES
from articles.sources import merging
from articles.sources.models import Document, Source
from articles.stories.copy import CitationCopy, QuotationCopy
from tests.newsroom import a_document, a_published_story, a_source, a_user, saved

from .pages import at, headlines

pytestmark = pytest.mark.django_db

BODY = (
    '<p>It gave way at noon.<cite data-key="aaaa"></cite> Nobody was hurt.</p>'
    '<p>Repairs were put off<cite data-key="aaaa"></cite>, staff say.'
    '<cite data-key="hush"></cite> The tide was high.<cite data-key="tide"></cite></p>'
    '<blockquote data-key="qqqq" data-speaker="Isaac Nyborg" data-role="harbour master">'
    "<p>I would have carried on.</p></blockquote>"
)


@pytest.fixture
def board():
    return a_source("Harbour Board", kind="government")


@pytest.fixture
def report(board):
    return a_document("Inspection report", kind="report", publisher=board)


@pytest.fixture
def master():
    return a_source("Isaac Nyborg", kind="person")


@pytest.fixture
def story(report, master):
    met = a_source("Met Office", kind="government")
    secret = a_document("The whispered memo", publisher=a_source("Whistle Ltd"))
    return a_published_story(
        headline="Harbour wall gives way",
        body=BODY,
        citations=(
            CitationCopy("aaaa", document=report.pk, locator="p. 2", excerpt="it gave way",
                         role="quotes"),
            CitationCopy("hush", document=secret.pk, visibility="staff", claim="a whisper"),
            CitationCopy("tide", source=met.pk, claim="High water was at noon."),
        ),
        quotations=(
            QuotationCopy("qqqq", speaker=master.pk, said_to="the Gazette", citation="aaaa"),
        ),
    )  # fmt: skip


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def places(page: str) -> list[tuple[list[str], str]]:
    """What rests on it, story by story in one list: sentences of ours, and what they rest on."""
    return [
        (
            [plain(words) for words in re.findall(r'<p class="ours"[^>]*>(.*?)</p>', item)],
            plain(" ".join(re.findall(r'<p class="theirs">(.*?)</p>', item))),
        )
        for items in re.findall(r'<ul class="places">(.*?)</ul>', page, re.DOTALL)
        for item in re.findall(r"<li>(.*?)</li>", items, re.DOTALL)
    ]


def sayings(page: str) -> list[str]:
    found = re.findall(r'<ul class="sayings">(.*?)</ul>', page, re.DOTALL)
    return [
        plain(item) for items in found for item in re.findall(r"<li>.*?</li>", items, re.DOTALL)
    ]


def linked(page: str) -> dict:
    """What the page tells machines of whom it is about."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def of_document(document: Document) -> str:
    return f"/sources/documents/{document.pk}/"


def of_source(source: Source) -> str:
    return f"/sources/{source.slug}/"


def test_a_document_shows_the_sentences_and_the_words_quoted_that_rest_on_it(story, report, text):
    page = text(of_document(report))
    assert headlines(page) == ["Harbour wall gives way"]
    assert places(page) == [
        (
            [
                "It gave way at noon.",
                "Repairs were put off, staff say.",
                "“I would have carried on.”",
            ],
            "p. 2 it gave way (quoted)",
        )
    ]


def test_a_publisher_shows_them_under_the_document(story, board, report, text):
    page = text(of_source(board))
    [(sentences, rests_on)] = places(page)
    assert sentences[0] == "It gave way at noon."
    assert rests_on == "Inspection report p. 2 it gave way (quoted)"
    assert sayings(page) == []
    assert "First-hand document" in page.partition('class="documents"')[2].partition("</ul>")[0]


def test_somebody_cited_without_a_document_shows_the_sentence_and_the_claim(story, text):
    page = text("/sources/met-office/")
    assert places(page) == [(["The tide was high.", "High water was at noon."], "")]


def test_a_speaker_shows_what_they_said_and_who_they_were(story, master, text):
    page = text(of_source(master))
    assert sayings(page) == ["I would have carried on. Harbour master, to the Gazette"]
    assert places(page) == []


def test_what_is_for_staff_is_nowhere(story, client, board, report, master, text):
    for path in map(of_source, (board, master)):
        assert "whisper" not in text(path)
    assert "whisper" not in text(of_document(report))
    assert client.get("/sources/whistle-ltd/").status_code == 404


def test_a_source_merged_into_another_brings_its_sentences_and_sayings(story, master, text):
    other = a_source("I. Nyborg", kind="person")
    named.merge(master, into=other, by=a_user("Editor"))
    assert len(sayings(text(of_source(other)))) == 1
    office = a_source("Weather Service")
    named.merge(Source.objects.called("Met Office"), into=office, by=a_user("Editor"))
    assert len(places(text(of_source(office)))) == 1


def test_a_document_merged_into_another_brings_its_sentences_and_sends_readers_there(
    story, client, board, report, text
):
    middle = a_document("Report of the inspection", publisher=board)
    last = a_document("The inspection", publisher=board)
    before = places(text(of_document(report)))
    merging.merge(report, into=middle, by=a_user("Editor"))
    assert places(text(of_document(middle))) == before
    middle.refresh_from_db()
    merging.merge(middle, into=last, by=a_user("Editor"))

    assert places(text(of_document(last))) == before
    for path in map(of_document, (report, middle)):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, of_document(last))
    [(_, rests_on)] = places(text(of_source(board)))
    assert rests_on == "The inspection p. 2 it gave way (quoted)"
    assert of_document(last) in text(at(story))
    assert "Inspection report" not in text(at(story))


def test_a_document_merged_into_one_that_no_reader_sees_is_nowhere(client):
    report, other = a_document("Report"), a_document("Other")
    merging.merge(report, into=other, by=a_user("Editor"))

    assert [client.get(of_document(each)).status_code for each in (report, other)] == [404, 404]


def test_a_source_is_the_same_as_what_the_world_shows_of_it(story, board, text):
    plainly = linked(text(of_source(board)))
    assert plainly["name"] == "Harbour Board"
    assert "sameAs" not in plainly

    board.identifiers.create(scheme="wikidata", value="Q42")
    board.identifiers.create(scheme="issn", value="0261-3077")
    Source.objects.filter(pk=board.pk).update(homepage="https://board.example/")
    page = text(of_source(board))

    wikidata = "https://www.wikidata.org/wiki/Q42"
    issn = "https://portal.issn.org/resource/ISSN/0261-3077"
    assert linked(page)["sameAs"] == ["https://board.example/", issn, wikidata]
    for name, number, address in (("Wikidata", "Q42", wikidata), ("ISSN", "0261-3077", issn)):
        assert f'<dt>{name}</dt><dd><a class="out" href="{address}"' in page
        assert f">{number}</a>" in page


def test_a_correction_of_the_story_stands_with_what_rested_on_it(story, board, report, text):
    story = saved(story, headline="Harbour wall gives way at noon")
    notice = ("correction", "It was a Tuesday.")
    desk.update(story=story, by=a_user("Publisher"), correction=notice)
    for path in (of_source(board), of_document(report)):
        assert "It was a Tuesday." in text(path), path


def test_a_claim_that_the_sentence_makes_already_is_not_said_twice(report, text):
    a_published_story(
        body='<p>It gave way at noon.<cite data-key="aaaa"></cite></p>',
        citations=(CitationCopy("aaaa", document=report.pk, claim="It gave way at noon."),),
    )
    assert text(of_document(report)).count("It gave way at noon.") == 1


def test_a_story_that_rests_on_it_everywhere_shows_a_bounded_number_of_places(report, text):
    keys = [f"key{number}" for number in range(PLACES + 5)]
    marks = "".join(f'<p>Said {key}.<cite data-key="{key}"></cite></p>' for key in keys)
    story = a_published_story(
        body=marks, citations=tuple(CitationCopy(key, document=report.pk) for key in keys)
    )
    page = text(of_document(report))
    assert len(places(page)) == PLACES + 1
    assert f'<a href="{at(story)}#sources">5 more in the story</a>' in page


@pytest.mark.parametrize("stories", [1, 3])
def test_a_page_asks_as_much_for_many_stories_and_citations_as_for_one(client, stories):
    board, met = a_source("Harbour Board"), a_source("Met Office")
    master = a_source("Isaac Nyborg", kind="person")
    for number in range(stories):
        documents = [a_document(f"Report {number}-{n}", publisher=board) for n in range(stories)]
        a_published_story(
            body=BODY,
            citations=(
                CitationCopy("tide", source=met.pk),
                CitationCopy("aaaa", source=board.pk),
                CitationCopy("hush", source=board.pk, visibility="staff"),
                *(CitationCopy(f"doc-{d.pk}", document=d.pk) for d in documents),
            ),
            quotations=(QuotationCopy("qqqq", speaker=master.pk),),
        )
    costs = {of_source(board): 8, of_source(met): 7, of_source(master): 7}
    costs[of_document(documents[0])] = 4
    for path, cost in costs.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) == cost, path
