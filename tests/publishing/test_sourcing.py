"""How each citation and quotation of a story stands, and how much of it rests on something."""

from datetime import date

import pytest

from articles.publishing import sourcing
from articles.publishing.case import Case, captures_for
from articles.publishing.readiness import examine
from articles.publishing.sourcing import State
from articles.sources.evidence import Capture
from articles.sources.links import Link
from articles.sources.models import Document, Source
from articles.stories.copy import CitationCopy, Copy, QuotationCopy
from tests.newsroom import a_capture, a_copy, a_document, a_source, a_user

BOARD = Source(pk=1, name="Harbour Board")
PAPER = Source(pk=2, name="Kellmouth Echo")
CITED = '<p>It gave way.<cite data-key="c001"></cite></p>'
QUOTED = (
    '<blockquote data-key="q001" data-speaker="Ann"><p>I would have carried on.</p></blockquote>'
)


def a_report(**fields) -> Document:
    return Document(**{"pk": 1, "title": "Inspection report", "publisher": BOARD} | fields)


def case_of(
    *citations: CitationCopy, document=None, links=None, captures=None, body=CITED, **fields
) -> Case:
    return Case(
        links=links or {},
        captures=captures or {},
        copy=Copy(headline="Wall", section=1, body=body, citations=citations, **fields),
        documents={1: document or a_report(), 2: Document(pk=2, title="Tides", publisher=PAPER)},
        sources={1: BOARD, 2: PAPER},
    )


def states(*citations: CitationCopy, **fields) -> dict[str, list[State]]:
    case = case_of(*citations, **fields)
    return sourcing.states(case, examine(case))


def warn(words: str) -> list[State]:
    return [State(words, "warn")]


PINNED = [State("pinned", "good")]
ALONE = warn("the only source")
CITATION = CitationCopy("c001", document=1)


def test_a_document_that_the_text_points_to_is_pinned():
    assert states(CITATION) == {"c001": PINNED}


@pytest.mark.django_db
def test_a_document_of_which_we_keep_a_copy_says_so():
    kept, other = a_capture().document, a_document("Another", publisher=a_source("Echo"))
    copy = a_copy(
        body='<p>It gave way.<cite data-key="c001"></cite><cite data-key="c002"></cite></p>',
        citations=(CitationCopy("c001", document=kept.pk), CitationCopy("c002", document=other.pk)),
    )
    case = Case.of(copy)

    assert sourcing.states(case, examine(case)) == {
        "c001": [State("pinned, copy kept", "good")],
        "c002": PINNED,
    }


def test_a_bare_credit_has_no_document_yet():
    credit = CitationCopy("c002", source=2, role="credit_only")

    assert states(CITATION, credit) == {
        "c001": PINNED,
        "c002": warn("a credit with no document yet"),
    }


def test_a_person_may_be_cited_without_a_document():
    assert states(CITATION, CitationCopy("c002", source=2)) == {"c001": PINNED}


def test_a_document_nothing_points_to_is_not_in_the_text():
    assert states(CITATION, CitationCopy("c002", document=2)) == {
        "c001": PINNED,
        "c002": warn("nothing in the text points to it"),
    }


def test_a_quotation_that_rests_on_a_document_points_to_it():
    found = states(
        CitationCopy("c002", document=2),
        body=QUOTED,
        quotations=(QuotationCopy("q001", citation="c002"),),
    )

    assert found == {"c002": PINNED}


def test_the_second_of_two_citations_alike_is_told():
    body = CITED + '<p>Again.<cite data-key="c002"></cite></p>'

    assert states(CITATION, CitationCopy("c002", document=1), body=body) == {
        "c001": PINNED + ALONE,
        "c002": warn("cited twice alike"),
    }
    another_page = CitationCopy("c002", document=1, locator="p. 2")
    assert states(CITATION, another_page, body=body) == {"c001": PINNED + ALONE, "c002": PINNED}


def test_what_was_retracted_blocks_unless_it_is_not_relied_on():
    gone = a_report(retracted_on=date(2026, 3, 4))

    assert states(CITATION, document=gone) == {
        "c001": [State("retracted on 4 March 2026", "wrong")]
    }
    for role in ("background", "contradicts"):
        cited = CitationCopy("c001", document=1, role=role)
        assert states(cited, document=gone) == {"c001": PINNED}


@pytest.mark.parametrize(
    ("published", "precision", "accessed", "is_early"),
    [
        (date(2026, 5, 9), "day", date(2026, 5, 8), True),
        (date(2026, 5, 9), "day", date(2026, 5, 9), False),
        (date(2026, 5, 31), "month", date(2026, 5, 1), False),
        (date(2026, 5, 31), "month", date(2026, 4, 30), True),
        (date(2026, 5, 31), "year", date(2026, 1, 1), False),
        (date(2026, 5, 31), "year", date(2025, 12, 31), True),
        (None, "day", date(1999, 1, 1), False),
        (date(2026, 5, 9), "day", None, False),
    ],
)
def test_nothing_is_seen_before_it_is_published(published, precision, accessed, is_early):
    document = a_report(published_on=published, published_precision=precision)

    found = states(CitationCopy("c001", document=1, accessed_on=accessed), document=document)

    assert found == {"c001": warn("seen before it was published") if is_early else PINNED}


def test_our_own_pages_are_no_source(settings):
    settings.SITE_URL = "https://news.example.org"
    ours = a_report(url="https://www.news.example.org/2026/01/02/wall/")

    assert states(CITATION, document=ours) == {"c001": warn("we are the source ourselves")}
    assert states(CITATION, document=a_report(url="https://example.org/x")) == {"c001": PINNED}


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("dead", "the page is gone"),
        ("drifted", "the page no longer says it"),
        ("moved", "the page has moved"),
        ("alive", None),
        ("suspect", None),
        ("paywalled", None),
    ],
)
def test_what_became_of_a_page_is_told(verdict, state):
    link = Link(document_id=1, verdict=verdict)

    assert states(CITATION, links={1: link}) == {"c001": warn(state) if state else PINNED}


def test_a_quotation_has_a_speaker_and_rests_on_something():
    speechless = QUOTED.replace(' data-speaker="Ann"', "")

    assert states(CITATION, body=CITED + speechless) == {
        "c001": PINNED,
        "q001": [State("no speaker", "wrong"), State("no citation", "warn")],
    }
    marked = QUOTED.replace("</p>", '<cite data-key="c001"></cite></p>')
    assert states(CITATION, body=marked) == {"c001": PINNED}


def test_the_first_of_several_citations_says_that_one_source_is_behind_them_all():
    body = '<p>Again.<cite data-key="c002"></cite></p>' + CITED
    board = CitationCopy("c002", document=1, locator="p. 2")

    assert states(CITATION, board, body=body) == {"c001": PINNED, "c002": PINNED + ALONE}
    assert states(CITATION, CitationCopy("c002", document=2), body=body) == {
        "c001": PINNED,
        "c002": PINNED,
    }


def test_beside_each_state_stands_what_to_do_unless_all_is_well():
    gone = Link(document_id=1, verdict="dead")
    found = states(
        CitationCopy("c001", document=1, locator="p. 2"),
        CitationCopy("c002", document=1, locator="p. 3"),
        CitationCopy("c003", source=2, role="credit_only"),
        body=CITED + QUOTED.replace(' data-speaker="Ann"', ""),
        document=a_report(retracted_on=date(2026, 3, 4)),
        links={1: gone},
    )

    assert all(state.todo for each in found.values() for state in each)
    assert {state.todo for state in found["c001"]} == {
        "Cite what replaced it, or cite it as background and say that it was withdrawn.",
        "Cite where it stands now, or see that a copy is kept.",
    }
    assert [state.todo for state in found["q001"]] == [
        "Name the speaker.",
        "Cite where it was said.",
    ]
    [pinned] = states(CITATION)["c001"]
    assert pinned.todo == ""


def measured(*citations, **fields) -> str:
    return str(sourcing.measure(case_of(*citations, **fields)))


def test_it_is_measured_how_much_rests_on_something():
    body = f"<h2>Words</h2>{CITED}<p>Nobody saw.</p><ul><li>One</li><li>Two</li></ul>{QUOTED}"
    tides = CitationCopy("c002", document=2)

    assert measured(CITATION, tides, body=body) == (
        "Cited: 1 of 4 paragraphs and 0 of 1 quotations."
    )
    assert measured(
        CITATION, tides, body=body, quotations=(QuotationCopy("q001", citation="c002"),)
    ) == ("Cited: 1 of 4 paragraphs and 1 of 1 quotations.")


def test_it_is_told_when_all_rests_on_one_source():
    statement = CitationCopy("c002", source=1)

    assert measured(CITATION, statement) == (
        "Cited: 1 of 1 paragraphs. All on one source: Harbour Board."
    )


def test_where_nothing_is_cited_nothing_is_measured():
    assert measured() == ""
    assert measured(CITATION, body="") == ""


def test_a_mark_without_a_citation_is_nothing_to_rest_on():
    tides = CitationCopy("c002", document=2)

    assert measured(tides) == ("Cited: 0 of 1 paragraphs. All on one source: Kellmouth Echo.")


# Was it there?

LEAKS = "The wall leaks, an inspector said."
NOT_THERE = warn("excerpt not found in our copy")


def quoting(words: str, **fields) -> dict[str, list[State]]:
    return states(CitationCopy("c001", document=1, excerpt=words), **fields)


def a_report_that_says(text: str) -> Capture:
    """A captured PDF: its words are all there is to look in."""
    return Capture(document_id=1, content_type="application/pdf", text=text)


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        ([LEAKS], PINNED),
        (["The wall holds."], NOT_THERE),
        (["The wall holds.", LEAKS], PINNED),
        (["The wall holds.", ""], PINNED),
        ([], PINNED),
    ],
)
def test_words_that_stand_in_nothing_we_captured_are_not_found(texts, state):
    kept = {1: [a_report_that_says(text) for text in texts]}

    assert quoting("“an inspector”", captures=kept) == {"c001": state}


def test_words_are_not_looked_for_where_none_are_relied_on():
    assert quoting("", captures={1: [a_report_that_says("The wall holds.")]}) == {"c001": PINNED}


def test_of_a_page_that_has_changed_since_that_is_said_and_no_more():
    gone, link = [a_report_that_says("The wall holds.")], Link(verdict="drifted")

    assert quoting("an inspector", captures={1: gone}, links={1: link}) == {
        "c001": warn("the page no longer says it")
    }


def test_what_to_do_is_said_and_it_keeps_nothing_from_print():
    case = case_of(
        CitationCopy("c001", document=1, excerpt="holds"), captures={1: [a_report_that_says(LEAKS)]}
    )

    [found] = [p for p in examine(case) if p.code == "excerpt_not_found"]

    assert not found.blocking
    assert found.message == (
        "“Inspection report”: excerpt not found in our copy."
        " Look at its words again, or cite what does say it."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 5])
def test_words_are_looked_for_in_the_latest_of_each_sort_in_one_query(
    many, django_assert_num_queries
):
    cited = [a_document(f"Report {n}", url=f"https://paper.example/{n}") for n in range(many)]
    for document in cited:
        a_capture(document, text="An older one.")
        latest = a_capture(document, text=LEAKS)
        a_capture(document, same_as=latest, file="", file_sha256="", text=LEAKS)
        a_capture(document, text="Sign in, please.", withheld="failed", withheld_by=a_user(),
                  withheld_at=latest.at)  # fmt: skip
        a_capture(document, text="")
        a_capture(document, text="A letter.", tool="by hand", kind="email", status=None,
                  final_address="", by=a_user())  # fmt: skip
    a_capture(text="Of another document.")
    copy = a_copy(citations=tuple(
        CitationCopy(f"key{n}", document=d.pk, excerpt="leaks") for n, d in enumerate(cited)
    ))  # fmt: skip

    with django_assert_num_queries(1):
        found = captures_for(copy)
        kept_as = [each.kept_as for captures in found.values() for each in captures]

    assert {pk: {c.text for c in captures} for pk, captures in found.items()} == {
        document.pk: {LEAKS, "A letter."} for document in cited
    }
    assert len(kept_as) == 2 * many


@pytest.mark.django_db
def test_what_no_words_are_relied_on_of_is_not_fetched():
    kept = a_capture(text=LEAKS)
    copy = a_copy(citations=(CitationCopy("c001", document=kept.document_id),))

    assert captures_for(copy) == {}
