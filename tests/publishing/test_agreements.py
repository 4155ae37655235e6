"""What was agreed with a person is kept by the door: a story that breaks it does not come out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import desk, guards, readiness
from articles.publishing.refusals import NotReady
from articles.sources import agreements
from articles.stories.copy import CitationCopy, QuotationCopy
from tests.newsroom import (
    a_document,
    a_published_story,
    a_ready_story,
    a_source,
    a_user,
    an_agreement,
)

pytestmark = pytest.mark.django_db
MARK = '<p>The wall was known to be weak.<cite data-key="c001"></cite></p>'


# Of a story that rests on nobody but one person who is not named.
NOBODY_NAMED = {"uncorroborated": False, "anonymous_only": False}


def resting_on(agreement, **fields):
    return {"body": MARK, "citations": (CitationCopy("c001", agreement=agreement.pk, **fields),)}


def found(agreement, at=None, **fields) -> dict[str, bool]:
    """The codes of what is found of a story that rests on `agreement`, and whether each blocks."""
    problems = readiness.problems(a_ready_story(**resting_on(agreement, **fields)), at)
    ours = [p for p in problems if p.key == "c001" or p.code == "anonymous_only"]
    return {problem.code: problem.blocking for problem in ours}


def test_what_is_approved_comes_out_with_a_warning_that_nobody_is_named():
    assert found(an_agreement()) == NOBODY_NAMED
    assert a_published_story(**resting_on(an_agreement())).status == "published"


def test_beside_a_document_there_is_no_such_warning():
    also = CitationCopy("c002", document=a_document().pk)
    story = a_ready_story(
        body=MARK, citations=(CitationCopy("c001", agreement=an_agreement().pk), also)
    )
    assert "anonymous_only" not in {problem.code for problem in readiness.problems(story)}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"terms": "off_record"}, {"off_record": True}),
        ({"approved": False}, {"agreement_not_approved": True}),
        (
            {"approved": False, "wording": ""},
            {"agreement_without_wording": True, "agreement_not_approved": True},
        ),
        (
            {"approved": False, "reason": ""},
            {"agreement_without_reason": True, "agreement_not_approved": True},
        ),
        ({"information_only": False}, {"agreement_of_opinion": False}),
        ({"review_on": timezone.localdate()}, {"agreement_due": False}),
    ],
)
def test_what_breaks_it_is_found(fields, wrong):
    assert found(an_agreement(**fields)) == wrong | NOBODY_NAMED


def test_on_the_record_nobody_has_to_approve():
    assert found(an_agreement("Mary Quant", terms="on_record", reason="", approved=False)) == {}


def test_it_keeps_an_embargo():
    lifts = timezone.now() + timedelta(days=1)
    agreement = an_agreement(embargo_until=lifts)

    assert found(agreement)["agreement_embargoed"]
    assert "agreement_embargoed" not in found(agreement, at=lifts)


def test_what_is_for_staff_only_breaks_nothing():
    off_record = an_agreement(terms="off_record")
    assert found(off_record, visibility="staff") == NOBODY_NAMED


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"terms": "off_record"}, "off_record"),
        ({"embargo_until": timezone.now() + timedelta(days=1)}, "agreement_embargoed"),
        ({"wording": "", "approved": False}, "agreement_without_wording"),
        ({}, "agreement_revoked"),
    ],
)
def test_no_reason_overrides_a_promise(fields, code):
    agreement = an_agreement(**fields)
    if code == "agreement_revoked":
        agreements.revoke(agreement, by=agreement.agreed_by)
    story = a_ready_story(**resting_on(agreement))

    with pytest.raises(NotReady) as refused:
        desk.publish(story=story, by=a_user("Publisher"), override="The public must know.")
    assert {problem.code for problem in refused.value.problems} & guards.NEVER == {code}


QUOTED = (
    '<p>So it is.</p><blockquote data-key="q001" data-speaker="An official"><p>{}</p></blockquote>'
)
MARKED = QUOTED.format('It is weak.<cite data-key="c001"></cite>')


@pytest.mark.parametrize("visibility", ["public", "staff"])
@pytest.mark.parametrize(
    ("body", "citation"),
    [(QUOTED.format("It is weak."), "c001"), (MARKED, None), (MARKED, "c002")],
    ids=["known of it", "marked in it", "marked in it, beside a document"],
)
def test_a_source_of_the_library_does_not_name_who_is_not_to_be_named(body, citation, visibility):
    spoken = QuotationCopy("q001", speaker=a_source("Jane Roe", kind="person").pk)
    cited = CitationCopy("c001", agreement=an_agreement().pk, visibility=visibility)
    beside = CitationCopy("c002", document=a_document().pk)
    story = a_ready_story(
        body=body, citations=(cited, beside), quotations=(replace(spoken, citation=citation),)
    )

    with pytest.raises(NotReady) as refused:
        desk.publish(story=story, by=a_user("Publisher"), override="Everybody knows.")
    assert [p.code for p in refused.value.problems] == ["unnamed_speaker_named"]
    assert refused.value.problems[0].key == "q001"


@pytest.mark.parametrize("cited", ["a document", "on the record"])
def test_who_may_be_named_is_quoted_with_their_source(cited):
    citation = (
        CitationCopy("c001", document=a_document().pk)
        if cited == "a document"
        else CitationCopy("c001", agreement=an_agreement("Jane Roe", terms="on_record").pk)
    )
    speaker = a_source("Jane Roe", kind="person")
    spoken = QuotationCopy("q001", speaker=speaker.pk, citation="c001")
    aside = CitationCopy("c002", agreement=an_agreement().pk)
    story = a_ready_story(
        body=MARK.replace("c001", "c002") + MARKED,
        citations=(citation, aside),
        quotations=(spoken,),
    )

    assert "unnamed_speaker_named" not in {p.code for p in readiness.problems(story)}


def test_a_newsroom_of_one_may_publish_what_nobody_else_could_approve():
    story = a_ready_story(**resting_on(an_agreement(approved=False)))
    story = desk.publish(story=story, by=a_user("Publisher"), override="Nobody else is in today.")

    assert "agreement_not_approved" in story.moves.first().note
