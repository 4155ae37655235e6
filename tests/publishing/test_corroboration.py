"""An unnamed source is borne out by what stands in the same paragraph, or the desk is warned."""

import pytest

from articles.body import passages
from articles.publishing import sourcing
from articles.publishing.case import Case
from articles.publishing.corroboration import uncorroborated
from articles.publishing.readiness import examine
from articles.publishing.sourcing import State
from articles.sources.agreements import SourcingAgreement
from articles.sources.models import Document
from articles.stories.copy import CitationCopy, Copy, QuotationCopy
from articles.stories.models import Citation

CLERK, GUARD, MINISTER = 1, 2, 3  # agreements; the minister's is on the record
UNNAMED = {CLERK, GUARD}
SAID = CitationCopy("said", agreement=CLERK)
REPORT = CitationCopy("report", document=1)


def paragraph(*keys: str) -> str:
    return f"<p>It leaks.{''.join(f'<cite data-key="{key}"></cite>' for key in keys)}</p>"


def quoted(*keys: str) -> str:
    return f'<blockquote data-key="quot" data-speaker="A clerk">{paragraph(*keys)}</blockquote>'


def alone(*citations: CitationCopy, body: str, cited=None) -> list[str]:
    found = uncorroborated(citations, passages(body), UNNAMED, cited or {})
    return [citation.key for citation in found]


def test_what_only_an_unnamed_source_says_stands_alone():
    assert alone(SAID, body=paragraph("said")) == ["said"]


@pytest.mark.parametrize(
    "other",
    [
        REPORT,
        CitationCopy("report", source=1),
        CitationCopy("report", agreement=MINISTER),
        CitationCopy("report", document=1, role=Citation.Role.DATA_FOR.value),
        CitationCopy("report", document=1, visibility=Citation.Visibility.STAFF.value),
    ],
    ids=["document", "source", "person named", "data", "for staff only"],
)
def test_a_document_or_somebody_named_in_the_same_paragraph_bears_it_out(other):
    assert alone(SAID, other, body=paragraph("said", "report")) == []


@pytest.mark.parametrize("role", ["contradicts", "background", "credit_only"])
def test_what_is_not_cited_for_the_claim_does_not(role):
    other = CitationCopy("report", document=1, role=role)
    assert alone(SAID, other, body=paragraph("said", "report")) == ["said"]


def test_two_people_without_names_do_not_bear_each_other_out():
    other = CitationCopy("also", agreement=GUARD)
    assert alone(SAID, other, body=paragraph("said", "also")) == ["said", "also"]


def test_what_stands_in_another_paragraph_does_not():
    body = paragraph("said") + paragraph("report")
    assert alone(SAID, REPORT, body=body) == ["said"]


def test_it_is_to_be_borne_out_at_each_place_it_is_relied_on():
    body = paragraph("said", "report") + paragraph("said")
    assert alone(SAID, REPORT, body=body) == ["said"]


def test_a_quotation_of_theirs_beside_a_paragraph_that_is_borne_out_needs_nothing_more():
    body = paragraph("said", "report") + quoted()
    assert alone(SAID, REPORT, body=body, cited={"quot": "said"}) == []


@pytest.mark.parametrize(
    ("body", "cited"), [(quoted("said"), {}), (quoted(), {"quot": "said"})], ids=["mark", "row"]
)
def test_what_stands_in_a_quotation_only_stands_alone(body, cited):
    assert alone(SAID, REPORT, body=body + paragraph("report"), cited=cited) == ["said"]


def test_what_nothing_points_to_is_another_matter():
    assert alone(SAID, body=paragraph()) == []


def test_the_desk_is_warned_beside_the_citation_and_nothing_is_blocked():
    agreement = SourcingAgreement(pk=CLERK, wording="a clerk", terms="background")
    case = Case(
        copy=Copy(
            headline="Wall",
            body=paragraph("said") + paragraph("report") + quoted(),
            citations=(SAID, REPORT),
            quotations=(QuotationCopy("quot", citation="said"),),
        ),
        agreements={CLERK: agreement},
        documents={1: Document(pk=1, title="Report")},
    )

    found = [problem for problem in examine(case) if problem.code == "uncorroborated"]

    assert [(problem.key, problem.blocking) for problem in found] == [("said", False)]
    warning = State("rests on an unnamed source alone", "warn")
    assert warning in sourcing.states(case, found)["said"]
    assert warning not in sourcing.states(case, found)["report"]
