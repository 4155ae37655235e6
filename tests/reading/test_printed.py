"""What readers get of a snapshot, and what can never be in it."""

import dataclasses
from datetime import UTC, datetime

from articles.publishing import printed
from articles.stories.copy import BylineCopy, CitationCopy, Copy, PlacementCopy, QuotationCopy

COPY = Copy(
    headline="Harbour wall gives way",
    dateline="KELLMOUTH, Sept. 27",
    body="<p>It gave way.</p>",
    copy_credit=77,
    embargo_until=datetime(2030, 1, 1, tzinfo=UTC),
    editor_note="ring the lawyer",
    bylines=(BylineCopy(1), BylineCopy(2, "photographs")),
    tags=(4, 5),
    citations=(
        CitationCopy("aaaa", document=6, locator="p. 2", excerpt="gave way", claim="It gave way."),
        CitationCopy("bbbb", source=8, visibility="staff", claim="a whisper"),
    ),
    quotations=(QuotationCopy("qqqq", speaker=9, place="the quay", citation="aaaa"),),
    placements=(PlacementCopy("pppp", photo=10, role="lead", caption="The wall."),),
)


def test_a_snapshot_is_read_back_as_readers_are_to_have_it():
    story = printed.read(COPY.as_json(), {})
    assert (story.dateline, story.body, story.tags) == (COPY.dateline, COPY.body, (4, 5))
    assert [(b.contributor, b.role) for b in story.bylines] == [(1, ""), (2, "photographs")]
    assert story.quotations["qqqq"].speaker == 9
    assert story.quotations["qqqq"].citation == "aaaa"
    assert story.lead_photo.photo == 10


def test_a_citation_for_staff_only_is_not_there():
    assert [c.key for c in printed.read(COPY.as_json(), {}).citations] == ["aaaa"]


def test_nothing_of_the_desk_has_a_place_in_it():
    said = repr(dataclasses.asdict(printed.read(COPY.as_json(), {})))
    assert "2030" not in said
    assert "77" not in said
    assert "whisper" not in said
    assert "lawyer" not in said
