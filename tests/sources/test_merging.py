"""Two documents that are one: what is cited, kept and watched of them, and the way back."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.changes import Change
from articles.publishing import evidence
from articles.sources import finding, merging, monitor
from articles.sources.links import Link
from articles.sources.models import Document
from articles.sources.pacing import Pace
from articles.stories import copy as copies
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
from tests.test_merging import everything

pytestmark = pytest.mark.django_db

OLD, NEW = "https://paper.example/old", "https://paper.example/new"


@pytest.fixture
def editor():
    return a_user("Editor")


@pytest.fixture
def pair() -> tuple[Document, Document]:
    return a_document("Report", url=OLD), a_document("The report", url=NEW)


def citing(*documents: Document) -> dict:
    keys = ("aaaa", "bbbb", "cccc")
    cited = tuple(
        CitationCopy(key, document=document.pk, excerpt="it leaks")
        for key, document in zip(keys, documents, strict=False)
    )
    marks = "".join(f'<cite data-key="{citation.key}"></cite>' for citation in cited)
    return {"citations": cited, "body": f"<p>It leaks.{marks}</p>"}


def cited_by(story) -> list[Document]:
    return [citation.document for citation in story.citations.all()]


def test_what_rested_on_the_one_rests_on_the_other(pair, editor):
    loser, winner = pair
    one, both = a_published_story(**citing(loser)), a_published_story(**citing(loser, winner))
    draft = a_story(**citing(loser))

    done = merging.merge(loser, into=winner, by=editor)

    assert cited_by(one) == cited_by(draft) == [winner]
    assert cited_by(both) == [winner, winner]
    for story in (one, both):
        rows = story.editions.get().editiondocument_rows.all()
        assert [row.document for row in rows] == [winner]
    assert list(Document.objects.standing()) == [winner]
    assert (done.loser, done.winner, done.by) == (loser, winner, editor)
    noted = set(Change.objects.values_list("key", flat=True))
    assert {loser.change_key, winner.change_key} <= noted


def test_its_address_leads_to_the_other_pasted_or_read_in_copy(pair, editor):
    loser, winner = pair
    untitled = a_document("Told by telephone", publisher=None)
    merging.merge(untitled, into=loser, by=editor)
    loser.refresh_from_db()
    merging.merge(loser, into=winner, by=editor)

    assert finding.document_at(f"{OLD}?utm_source=x") == winner
    assert finding.document_for("Told by telephone", "") == winner
    with pytest.raises(ValidationError, match="in the library: “The report”"):
        Document(title="Again", url=OLD).full_clean()


def test_a_form_opened_before_and_a_revision_kept_since_cite_what_it_became(pair, editor):
    loser, winner = pair
    story = a_story(**citing(loser))
    held = copies.of(story)
    merging.merge(loser, into=winner, by=editor)

    story = saved(story, headline="New", citations=held.citations)

    assert cited_by(story) == [winner]


def test_captures_go_along_but_for_what_the_other_has_already(pair, editor):
    loser, winner = pair
    a_capture(winner, sha256="a" * 64)
    double, own = a_capture(loser, sha256="a" * 64), a_capture(loser, sha256="b" * 64)
    again = {"file": "", "file_sha256": ""}
    double_again = a_capture(loser, sha256="a" * 64, same_as=double, **again)
    own_again = a_capture(loser, sha256="b" * 64, same_as=own, **again)

    merging.merge(loser, into=winner, by=editor)

    assert set(loser.captures.all()) == {double, double_again}
    assert {own, own_again} < set(winner.captures.all())


def test_nobody_visits_the_address_of_what_was_merged_but_that_of_the_other(hosts, pair, editor):
    loser, winner = pair
    now = timezone.now()
    link = a_link(loser, visit_at=now, capture_at=now)
    a_published_story(**citing(loser))
    hosts.page(NEW)
    merging.merge(loser, into=winner, by=editor)

    evidence.look_after(pace=0)

    assert {request.address for request in hosts.requests} == {NEW}
    link.refresh_from_db()
    assert link.document == loser
    assert monitor.visit_due(uses=evidence.uses, pace=Pace(0), of=loser.pk) == []


def test_how_the_other_stands_is_judged_anew_since_other_words_are_relied_on(pair, editor):
    loser, winner = pair
    judged = {"verdict": "drifted", "etag": "e", "modified": "m", "since": timezone.now()}
    link, lost = a_link(winner, **judged), a_link(loser, **judged)

    done = merging.merge(loser, into=winner, by=editor)

    link.refresh_from_db()
    assert (link.verdict, link.etag, link.modified) == ("unknown", "", "")
    assert max(link.visit_at, link.capture_at) <= timezone.now()
    lost.refresh_from_db()
    assert (lost.verdict, lost.visit_at, lost.capture_at) == ("drifted", None, None)

    Link.objects.update(**judged, visit_at=None, capture_at=None)
    merging.unmerge(done, by=editor, at=timezone.now())

    for each in (link, lost):
        each.refresh_from_db()
        assert each.verdict == "unknown"
        assert None not in (each.visit_at, each.capture_at)


def test_what_people_said_of_the_other_stays(pair, editor):
    loser, winner = pair
    said = {"forced": "dead", "forced_by": editor, "forced_at": timezone.now()}
    link = a_link(winner, verdict="dead", **said)

    merging.merge(loser, into=winner, by=editor)

    link.refresh_from_db()
    assert (link.verdict, link.forced, link.visit_at) == ("dead", "dead", None)


def test_nobody_goes_to_the_other_for_a_story_that_no_reader_saw(hosts, pair, editor):
    loser, winner = pair
    link = a_link(winner, watched_since=None)
    a_story(**citing(loser, winner))

    merging.merge(loser, into=winner, by=editor)
    evidence.look_after(pace=0)

    link.refresh_from_db()
    assert (link.watched_since, link.visit_at, link.capture_at) == (None, None, None)
    assert hosts.looked_up == []


def test_an_address_that_was_merged_into_a_document_is_not_typed_for_it(pair, editor):
    loser, winner = pair
    merging.merge(loser, into=winner, by=editor)
    winner.refresh_from_db()
    winner.url = OLD

    with pytest.raises(ValidationError, match="merged into this has that address: undo that"):
        winner.full_clean()


def test_the_words_relied_on_are_known_by_the_id_they_were_printed_with(pair, editor):
    loser, winner = pair
    story = a_published_story(**citing(loser))
    other = a_document("Another", url="https://paper.example/other")
    a_published_story(**citing(other))
    merging.merge(loser, into=winner, by=editor)

    assert evidence.uses([winner.pk]) == {
        winner.pk: monitor.Use(("it leaks",), (f"story:{story.pk}",))
    }


def test_an_undone_merge_leaves_everything_as_it_was(pair, editor):
    loser, winner = pair
    for documents in [(loser,), (winner,), (loser, winner), ()]:
        a_published_story(**citing(*documents))
        a_story(**citing(*documents))
    for document in pair:
        a_link(document)
        a_capture(document, sha256="a" * 64)
        a_capture(document)
    before = everything()

    done = merging.merge(loser, into=winner, by=editor)
    merged = everything()
    merging.unmerge(done, by=editor, at=timezone.now())

    for rows in (before, merged, after := everything()):
        del rows["link"]  # begins anew
    assert after == before != merged
    assert finding.document_at(OLD) == loser


@pytest.mark.parametrize(
    ("lost", "kept", "complaint"),
    [
        ({"url": OLD}, {}, "“Lost” has an address and “Kept” has none: keep the first."),
        ({"of": "AP"}, {"of": "Reuters"}, "“Lost” is published by AP and “Kept” by Reuters"),
        ({"of": "AP"}, {}, "“Kept” by nobody"),
        ({"gone": "2026-05-04"}, {}, "“Lost” was retracted and “Kept” was not"),
    ],
)
def test_what_would_lose_what_only_one_of_them_says_is_refused(editor, lost, kept, complaint):
    loser, winner = (
        a_document(
            title,
            url=said.get("url", ""),
            publisher=said.get("of") and a_source(said["of"]),
            retracted_on=said.get("gone"),
        )
        for title, said in (("Lost", lost), ("Kept", kept))
    )
    before = everything()

    with pytest.raises(ValidationError, match=complaint):
        merging.merge(loser, into=winner, by=editor)

    assert everything() == before


def test_nothing_is_merged_into_itself_or_twice(pair, editor):
    loser, winner = pair
    with pytest.raises(ValidationError, match="two different ones"):
        merging.merge(loser, into=loser, by=editor)
    merging.merge(loser, into=winner, by=editor)

    with pytest.raises(ValidationError, match="merged already"):
        merging.merge(loser, into=winner, by=editor)
