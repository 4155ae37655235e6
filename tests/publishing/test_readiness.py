"""What keeps a story from print, rule by rule. No database: cases are values."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.publishing.case import Case
from articles.publishing.readiness import RULES, blocking, examine, in_brief
from articles.sources.models import Document, Source
from articles.stories.copy import BylineCopy, CitationCopy, Copy, PlacementCopy, QuotationCopy
from articles.stories.models import Placement

CITED = '<p>Words.<cite data-key="c001"></cite></p>'
QUOTED = '<blockquote data-key="q001" data-speaker="Ann"><p>Words.</p></blockquote>'
SHOWN = '<p>Words.</p><figure data-key="p001"></figure>'
STAFF = PhotoCredit(kind="staff", creators="Jane Doe")


def problems(
    *, photos: dict | None = None, copy_credit=None, documents: dict | None = None, **fields
) -> dict[str, bool]:
    """The problems of a copy that is perfect but for `fields`: code -> whether it blocks."""
    perfect = {
        "headline": "Harbour wall gives way",
        "section": 1,
        "body": CITED,
        "bylines": (BylineCopy(1),),
        "tags": (1,),
        "citations": (CitationCopy("c001", document=1),),
    }
    case = Case(
        Copy(**(perfect | fields)),
        photos=photos or {},
        documents=documents or {1: Document(title="Report")},
        copy_credit=copy_credit,
    )
    return {problem.code: problem.blocking for problem in examine(case)}


def placed(
    credit, *, alt_text="A wall.", role="inline", body=SHOWN, **placement
) -> dict[str, bool]:
    """The problems of the perfect copy with one photo of `credit`."""
    photo = Photo(pk=1, caption="The wall", alt_text=alt_text, credit=credit)
    return problems(
        body=body + CITED,
        placements=(PlacementCopy("p001", 1, role=role, **placement),),
        photos={1: photo},
    )


def test_a_perfect_copy_has_no_problem():
    assert problems() == {}
    assert placed(STAFF) == {}


def test_a_story_stands_in_a_section():
    assert problems(section=None) == {"no_section": True}


@pytest.mark.parametrize("body", ["", "<p> </p>"])
def test_a_story_has_a_text(body):
    assert problems(body=body, citations=(CitationCopy("c001", source=1),)) == {"no_body": True}


@pytest.mark.parametrize("field", ["headline", "kicker", "dek", "dateline"])
@pytest.mark.parametrize("words", ["TK", "It cost TK crowns", "TKTK: ask", "(TK)"])
def test_a_fact_to_come_blocks(field, words):
    assert problems(**{field: words}) == {"tk": True}


def test_a_fact_to_come_blocks_in_the_text_and_in_a_caption():
    assert problems(body=CITED + "<p>It cost TK crowns.</p>") == {"tk": True}
    assert placed(STAFF, caption="From left: TK") == {"tk": True}


@pytest.mark.parametrize("words", ["TKO in round two", "The STK fund", "tk", "TK1"])
def test_words_that_hold_the_letters_are_no_fact_to_come(words):
    assert problems(headline=words) == {}


def test_a_mark_cites_something():
    assert problems(citations=()) == {"undefined_citation": True, "no_citations": False}


def test_a_citation_of_a_document_has_its_mark():
    citations = (
        CitationCopy("c001", document=1),
        CitationCopy("c002", document=1, locator="p. 2"),
    )

    assert problems(citations=citations) == {"unused_citation": False}


def test_a_credit_becomes_a_document():
    credit = CitationCopy("c002", source=1, role="credit_only")

    assert problems(citations=(CitationCopy("c001", document=1), credit)) == {"no_document": False}


def test_a_quotation_has_a_speaker_and_rests_on_something():
    body = CITED + QUOTED
    assert problems(body=body) == {"uncited_quotation": False}
    assert problems(body=body, quotations=(QuotationCopy("q001", citation="c001"),)) == {}
    nobody = body.replace(' data-speaker="Ann"', "")
    assert problems(body=nobody, quotations=(QuotationCopy("q001", citation="c001"),)) == {
        "no_speaker": True
    }


def test_a_figure_has_its_photo():
    assert problems(body=CITED + SHOWN) == {"undefined_figure": True}


def test_a_photo_attached_stands_in_the_text_unless_it_leads_or_is_in_the_gallery():
    assert placed(STAFF, body="") == {"unplaced_photo": False}
    assert placed(STAFF, body="", role="lead") == {}
    assert placed(STAFF, body="", role="gallery") == {}


@pytest.mark.parametrize(
    "credit",
    [
        None,
        PhotoCredit(kind="courtesy"),
        PhotoCredit(kind="staff"),
        PhotoCredit(kind="staff", creators="Jane Doe", expires_on=date(2020, 1, 1)),
    ],
)
@pytest.mark.parametrize("role", Placement.Role.values)
def test_a_photo_without_a_usable_credit_blocks(credit, role):
    assert placed(credit, role=role) == {"photo_credit": True}


@pytest.mark.parametrize("role", Placement.Role.values)
def test_a_photos_words_are_looked_at_wherever_it_stands(role):
    assert placed(STAFF, role=role, caption="TK") == {"tk": True}
    assert placed(STAFF, role=role, alt_text="") == {"no_alt_text": False}
    assert placed(STAFF, role=role, caption="A wall.") == {"description": False}


def test_a_photo_may_run_on_the_last_day_of_its_credit():
    today = timezone.localdate()
    last = PhotoCredit(kind="staff", creators="Jane Doe", expires_on=today)
    over = PhotoCredit(kind="staff", creators="Jane Doe", expires_on=today - timedelta(days=1))

    assert placed(last) == {}
    assert placed(over) == {"photo_credit": True}


def test_a_photo_that_has_left_the_library_blocks():
    found = problems(body=CITED + SHOWN, placements=(PlacementCopy("p001", 1),))

    assert found == {"photo_credit": True}


def test_a_bare_photo_courtesy_in_the_copy_blocks_once_a_photo_is_placed():
    bare = PhotoCredit(kind="courtesy")

    assert problems(copy_credit=bare) == {"copy_credit": False}
    assert problems(
        copy_credit=bare,
        body=CITED + SHOWN,
        placements=(PlacementCopy("p001", 1),),
        photos={1: Photo(pk=1, caption="The wall", alt_text="A wall.", credit=STAFF)},
    ) == {"copy_credit": True}
    assert problems(copy_credit=STAFF) == {}


def test_a_photo_is_described():
    assert placed(STAFF, alt_text="") == {"no_alt_text": False}
    photo = Photo(pk=1, credit=STAFF)
    described = (PlacementCopy("p001", 1, caption="The wall", alt_text="A wall."),)
    assert problems(body=CITED + SHOWN, placements=described, photos={1: photo}) == {}


def test_a_description_that_says_nothing_is_doubted():
    assert placed(STAFF, alt_text="IMG_2044.JPG") == {"description": False}
    assert placed(STAFF, caption="A wall.") == {"description": False}


@pytest.mark.parametrize(
    ("field", "code"),
    [("bylines", "no_byline"), ("tags", "no_tags")],
)
def test_what_a_story_should_have_but_can_do_without(field, code):
    assert problems(**{field: ()}) == {code: False}


def test_a_story_rests_on_something():
    assert problems(body="<p>Words.</p>", citations=()) == {"no_citations": False}


def test_what_blocks_stands_first_and_says_where():
    case = Case(Copy(headline="TK", body="<p>Words.</p>"))

    found = examine(case)

    assert [(p.code, p.field) for p in blocking(found)] == [
        ("no_section", "section"),
        ("tk", "headline"),
    ]
    assert [p.blocking for p in found] == sorted((p.blocking for p in found), reverse=True)
    assert all(p.message.endswith((".", "?")) or ":" in p.message for p in found)


def test_of_many_alike_the_first_are_listed_and_the_rest_counted():
    credits = tuple(CitationCopy(f"c{n:03}", source=n, role="credit_only") for n in range(5))
    sources = {n: Source(name=f"Source {n}") for n in range(5)}
    copy = Copy(headline="TK", dek="TK", kicker="TK", citations=credits)

    brief = in_brief(examine(Case(copy, sources=sources)))

    said = [problem.message for problem in brief if problem.code == "no_document"]
    assert [words.partition(":")[0] for words in said] == [
        "“Source 0”",
        "“Source 1”",
        "3 more like it.",
    ]
    assert [problem.code for problem in brief].count("tk") == 3  # what blocks is said in full


def test_every_rule_is_named_once():
    assert len(set(RULES)) == len(RULES)
