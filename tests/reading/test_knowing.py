"""How we know this: the documents, the people and the reporting that a story rests on."""

import json
import re
from datetime import date

import pytest

from articles.reading.knowing import Knowing, Voice, how_we_know
from articles.reading.marks import Described
from articles.reading.notes import Note
from articles.sources.kinds import Sort
from articles.sources.links import Link
from articles.sources.verdicts import Verdict
from articles.stories.copy import CitationCopy, QuotationCopy
from tests.newsroom import a_document, a_published_story, a_source

from .pages import at

NOBODY = Knowing("", [], 0, [])


def rests_on(*sorts: Sort, quoted=()) -> Knowing:
    notes = [
        (Note(number, number, None), Described(f"Title {number}", f"/{number}/", sort))
        for number, sort in enumerate(sorts, start=1)
    ]
    return how_we_know(notes, quoted)


# --- The rule ---


def test_documents_are_counted_by_their_sort_the_weightiest_first():
    known = rests_on(Sort.OUTLET, Sort.FIRST_HAND, Sort.FIRST_HAND, Sort.INTERVIEW)
    assert known.documents == ("2 first-hand documents, 1 interview and 1 other outlet’s report")


def test_a_citation_of_a_person_is_somebody_heard_and_no_document():
    assert rests_on(Sort.PERSON) == Knowing("", [Voice("Title 1", "/1/")], 0, [])


def test_own_reporting_is_named_and_leads_to_its_note():
    assert rests_on(Sort.FIRST_HAND, Sort.OWN).own == [("Title 2", "note-2")]


def test_somebody_quoted_twice_is_heard_once_with_the_address_either_mention_has():
    known = rests_on(quoted=[Voice("Ann Poe"), Voice("Joe Roe"), Voice("ann poe", "/ann/")])
    assert known.named == [Voice("ann poe", "/ann/"), Voice("Joe Roe")]


def test_people_who_are_described_and_not_named_are_counted():
    quoted = [Voice("a pilot"), Voice("a harbour official"), Voice("a pilot"), Voice("Ann Poe")]
    known = rests_on(quoted=quoted)
    assert ([voice.name for voice in known.named], known.unnamed) == (["Ann Poe"], 2)
    assert known.unnamed_words == "2 people not named"


def test_a_described_source_with_a_page_is_named_as_its_page_is():
    assert rests_on(quoted=[Voice("the harbour board", "/board/")]).unnamed == 0


def test_nothing_known_is_nothing_said():
    assert rests_on() == NOBODY
    assert not NOBODY
    assert NOBODY.sentence == ""


def test_it_is_said_in_words():
    known = rests_on(Sort.DATA, Sort.OWN, quoted=[Voice("Ann Poe"), Voice("a pilot")])
    assert known.sentence == (
        "Documents: 1 data set. People heard: Ann Poe and one person not named."
        " Own reporting: Title 2."
    )


# --- The page ---

BODY = (
    '<p>It gave way.<cite data-key="aaaa"></cite> It did.<cite data-key="bbbb"></cite></p>'
    '<p>Again.<cite data-key="aaaa"></cite> Staff know.<cite data-key="hush"></cite></p>'
    '<blockquote data-key="qqqq" data-speaker="Isaac Nyborg" data-role="harbour master">'
    "<p>I would have carried on.</p></blockquote>"
    '<blockquote data-key="rrrr" data-speaker="a pilot"><p>We saw it.</p></blockquote>'
    '<blockquote data-key="ssss" data-speaker="the board"><p>No comment.</p></blockquote>'
)


@pytest.fixture
def story(db):
    court = a_source("High Court", kind="court")
    ruling = a_document(
        "The ruling",
        kind="court_filing",
        publisher=court,
        authors="Jane Doe and John Roe",
        url="https://court.example/7",
        published_on="2026-03-01",
        published_precision="month",
    )
    hush = a_document("The whispered memo", kind="leaked_document")
    return a_published_story(
        body=BODY,
        citations=(
            CitationCopy("aaaa", document=ruling.pk, locator="p. 2", role="background"),
            CitationCopy("bbbb", source=a_source("Mina Holt", kind="person").pk),
            CitationCopy("hush", document=hush.pk, visibility="staff"),
        ),
        quotations=(
            QuotationCopy("qqqq", speaker=a_source("Isaac Nyborg", kind="person").pk,
                          citation="aaaa"),
            QuotationCopy("rrrr", citation="hush"),
        ),
    )  # fmt: skip


def shown(page: str) -> dict[str, str]:
    """The lines under “How we know this”, by their heading, without markup."""
    rows = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page)
    return {term: re.sub(r"<[^>]+>", "", words) for term, words in rows}


def test_the_story_says_what_it_rests_on_and_nothing_of_what_is_for_staff(story, text):
    page = text(at(story))
    assert shown(page) == {
        "Documents": "1 first-hand document",
        "People heard": "Isaac Nyborg, Mina Holt and 2 people not named",
    }
    assert "whispered" not in page


def test_a_note_says_what_it_is_and_gives_each_citation_once_with_its_letters(story, text):
    [note] = re.findall(r'<li id="note-1">.*', text(at(story)))
    assert "First-hand document · Court filing" in note
    assert '<li id="where-1a"><b>a b c</b> p. 2 (background)</li>' in note
    assert re.findall(r'href="#(use-[^"]+)"', note) == ["use-1a", "use-1b", "use-1c"]


def test_a_number_is_described_by_its_note(story, text):
    page = text(at(story))
    for ids in re.findall(r'aria-describedby="([^"]+)"', page.partition("<main")[2]):
        for one in ids.split():
            assert page.count(f'id="{one}"') == 1, one


def test_a_story_that_rests_on_nothing_does_not_say_how_it_knows(text, db):
    page = text(at(a_published_story()))
    assert "How we know this" not in page
    assert "notes.js" not in page


@pytest.mark.parametrize(
    ("verdict", "address", "words"),
    [
        (Verdict.DEAD, "https://court.example/7", "court.example (no longer there)"),
        (Verdict.DRIFTED, "https://court.example/7", "court.example (changed since)"),
        (Verdict.ALIVE, "https://court.example/7", "court.example"),
        (Verdict.DEAD, "https://court.example/former", "court.example"),
    ],
)
def test_a_note_says_what_became_of_the_original(story, text, verdict, address, words):
    document = story.citations.get(key="aaaa").document
    Link.objects.update_or_create(
        document=document, defaults={"address": address, "verdict": verdict}
    )
    assert f'rel="nofollow noopener">{words}</a>' in text(at(story))


# --- For machines ---


def linked_data(page: str) -> dict:
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(block)


def test_machines_are_told_what_the_story_rests_on(story, text, settings):
    settings.SITE_URL = "https://gazette.example"
    address = settings.SITE_URL + at(story)
    data = linked_data(text(at(story)))

    assert data["citation"] == [
        {
            "@id": f"{address}#note-1",
            "@type": "DigitalDocument",
            "name": "The ruling",
            "url": "https://court.example/7",
            "author": ["Jane Doe", "John Roe"],
            "publisher": {
                "@type": "GovernmentOrganization",
                "name": "High Court",
                "url": "https://gazette.example/sources/high-court/",
            },
            "datePublished": "2026-03",
        },
        {
            "@id": f"{address}#note-2",
            "@type": "CreativeWork",
            "creator": {
                "@type": "Person",
                "name": "Mina Holt",
                "url": "https://gazette.example/sources/mina-holt/",
            },
        },
    ]
    assert data["isBasedOn"] == {"@id": f"{address}#note-1"}
    assert data["backstory"].startswith("Documents: 1 first-hand document. People heard: Isaac")


def test_machines_are_told_who_said_what(story, text, settings):
    settings.SITE_URL = "https://gazette.example"
    address = settings.SITE_URL + at(story)
    assert linked_data(text(at(story)))["hasPart"] == [
        {
            "@type": "Quotation",
            "text": "I would have carried on.",
            "spokenByCharacter": {
                "@type": "Person",
                "name": "Isaac Nyborg",
                "url": "https://gazette.example/sources/isaac-nyborg/",
                "jobTitle": "harbour master",
            },
            "citation": {"@id": f"{address}#note-1"},
        },
        {
            "@type": "Quotation",
            "text": "We saw it.",
            "spokenByCharacter": {"@type": "Person", "description": "a pilot"},
        },
        {
            "@type": "Quotation",
            "text": "No comment.",
            "spokenByCharacter": {"@type": "Person", "description": "the board"},
        },
    ]


@pytest.mark.parametrize(
    ("speaker", "role", "told"),
    [
        (
            "Ann Poe",
            "spokeswoman",
            {"@type": "Person", "name": "Ann Poe", "jobTitle": "spokeswoman"},
        ),
        ("Straitwork", "", None),
        ("straitwork", "in a statement", None),
        ("A spokesman", "", None),
    ],
)
def test_machines_are_told_for_whom_somebody_spoke(db, text, settings, speaker, role, told):
    settings.SITE_URL = "https://gazette.example"
    firm = a_source("Straitwork", kind="company")
    story = a_published_story(
        body=f'<p>So.</p><blockquote data-key="qqqq" data-speaker="{speaker}" data-role="{role}">'
        "<p>We worked.</p></blockquote>",
        quotations=(QuotationCopy("qqqq", speaker=firm.pk, said_on=date(2026, 3, 4)),),
    )

    [said] = linked_data(text(at(story)))["hasPart"]

    company = {
        "@type": "Corporation",
        "name": "Straitwork",
        "url": "https://gazette.example/sources/straitwork/",
    }
    assert said["spokenByCharacter"] == (told | {"affiliation": company} if told else company)
    assert said["dateCreated"] == "2026-03-04"


def test_a_story_that_comes_back_to_two_documents_alike_is_based_on_neither(db, text):
    documents = {key: a_document(key) for key in ("aaaa", "bbbb")}
    marks = "".join(f'<cite data-key="{key}"></cite>' * 2 for key in documents)
    story = a_published_story(
        body=f"<p>It fell.{marks}</p>",
        citations=tuple(CitationCopy(key, document=d.pk) for key, d in documents.items()),
    )
    assert "isBasedOn" not in linked_data(text(at(story)))


def test_material_from_others_is_cited_by_who_sent_it(db, text):
    wire = a_source("Reuters", kind="news_agency")
    story = a_published_story(citations=(CitationCopy("wire", source=wire.pk, role="credit_only"),))
    [cited] = linked_data(text(at(story)))["citation"]
    assert (cited["publisher"]["@type"], cited["publisher"]["name"]) == (
        "NewsMediaOrganization",
        "Reuters",
    )
