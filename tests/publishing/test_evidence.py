"""What published stories rest on is looked after; of a story to come nobody learns anything."""

from collections import defaultdict
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command

from articles import web
from articles.changes import Change
from articles.publishing import clock, desk, evidence
from articles.sources import pacing
from articles.sources.addresses import domain_of
from articles.sources.evidence import Capture
from articles.sources.links import Link, LinkCheck
from articles.sources.monitor import Use
from articles.stories.copy import CitationCopy

from ..newsroom import (
    LIVE_STATES,
    STATES,
    a_document,
    a_published_story,
    a_story,
    a_story_in,
    a_user,
    saved,
)
from ..sources.due import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]

ADDRESS = "http://paper.example/wall"
PENDING = "http://pending.example/wall"


def citing(address: str, key: str = "c001", **fields) -> CitationCopy:
    return CitationCopy(key, document=a_document(address, url=address).pk, **fields)


def test_what_only_a_past_edition_cited_is_looked_after(hosts):
    story = a_published_story(citations=(citing(ADDRESS),))
    assert not Link.objects.exists()

    desk.update(story=saved(story, citations=()), by=a_user("Publisher"))
    clock.tick()

    assert [link.address for link in Link.objects.all()] == [ADDRESS]
    assert hosts.looked_up == []


def test_what_was_taken_off_before_anybody_saw_it_is_not(hosts):
    story = a_story_in("scheduled", citations=(citing(ADDRESS),))

    desk.withdraw(story=story, by=a_user("Publisher"))
    clock.tick()

    assert not Link.objects.exists()


@pytest.mark.parametrize("state", STATES)
def test_nothing_goes_out_for_what_readers_have_not_seen(hosts, state):
    hosts.page(ADDRESS, "Here.")
    hosts.page(PENDING, "Here.")
    pending = {"citations": (citing(PENDING),)}
    story = a_story_in(state, citations=(citing(ADDRESS),), pending=pending)

    for _ in range(2):
        evidence.look_after(pace=0)
        clock.tick()

    seen = {"paper.example"} if state in LIVE_STATES else set()
    assert set(hosts.looked_up) == seen
    assert {request.address for request in hosts.requests} == ({ADDRESS} if seen else set())
    assert Capture.objects.count() == LinkCheck.objects.count() == len(seen)
    assert story.status


def test_a_story_that_comes_out_is_looked_after(hosts):
    hosts.page(ADDRESS, "Here.")
    a_published_story(citations=(citing(ADDRESS),))

    assert evidence.look_after(pace=0) == {"watched": 1, "captured": 1, "visited": 1}
    assert evidence.look_after(pace=0) == {"watched": 0, "captured": 0, "visited": 0}

    assert Link.objects.get().verdict == "alive"


@pytest.fixture
def asked(monkeypatch) -> dict[str, list[tuple[float, float]]]:
    """When each host was asked and done with, by a clock of its own."""
    clock, asked = Clock(), defaultdict(list)
    fetch = web.fetch
    monkeypatch.setattr(pacing, "time", clock)
    monkeypatch.setattr(evidence, "ON_SOMEBODYS_WORD", pacing.Pace())

    def timed(address, **kwargs):
        begun = clock.now
        try:
            return fetch(address, **kwargs)
        finally:
            asked[domain_of(address)].append((begun, clock.now))

    monkeypatch.setattr(web, "fetch", timed)
    return asked


def is_left_alone(times: list[tuple[float, float]]) -> bool:
    return all(later - done >= 2 for (_, done), (later, _) in pairwise(times))


def test_no_host_is_asked_twice_without_a_pause_be_it_captured_or_visited(hosts, asked):
    for n, address in enumerate(("http://a.example/1", "http://a.example/2", "http://b.example/")):
        hosts.page(address, "Here.")
        a_published_story(citations=(citing(address, f"c00{n}"),))

    evidence.look_after(pace=2)

    assert {host: len(times) for host, times in asked.items()} == {"a.example": 4, "b.example": 2}
    assert all(is_left_alone(times) for times in asked.values())


def test_nor_is_one_of_which_somebody_asks_for_page_after_page(hosts, asked):
    for n in range(3):
        address = f"http://a.example/{n}"
        hosts.page(address, "Here.")
        document = a_document(address, url=address)
        evidence.monitor.ask(document, by=a_user("Researcher"))
        evidence.look_now.call(document.pk)

    assert len(asked["a.example"]) == 6
    assert is_left_alone(asked["a.example"])


def test_a_citation_for_the_staff_alone_leads_nobody_out(hosts):
    a_published_story(citations=(citing(ADDRESS, visibility="staff"),))

    evidence.look_after(pace=0)

    assert hosts.looked_up == []


def test_what_was_published_once_is_looked_after_when_the_story_is_taken_down(hosts):
    hosts.page(ADDRESS, "Here.")
    story = a_published_story(citations=(citing(ADDRESS),))
    evidence.look_after(pace=0)
    saved(story, citations=())
    Link.objects.update(visit_at=Link.objects.get().watched_since)

    assert evidence.look_after(pace=0)["visited"] == 1


def test_what_a_draft_cites_is_visited_when_somebody_asks(hosts):
    hosts.page(ADDRESS, "Here.")
    citation = citing(ADDRESS)
    a_story(citations=(citation,))
    link = Link.objects.create(document_id=citation.document, address=ADDRESS)
    evidence.look_after(pace=0)
    assert hosts.looked_up == []

    evidence.monitor.ask(link.document, by=a_user("Researcher"))

    assert evidence.look_after(pace=0) == {"watched": 0, "captured": 1, "visited": 1}


def test_the_words_relied_on_are_those_of_what_readers_see():
    shown, staff = citing(ADDRESS, excerpt="leaks"), citing(PENDING, "c002", visibility="staff")
    story = a_published_story(citations=(shown, staff))
    saved(story, citations=(CitationCopy("c001", document=shown.document, excerpt="will fall"),))
    a_story(citations=(CitationCopy("c001", document=shown.document, excerpt="secret"),))

    assert evidence.uses([shown.document, staff.document]) == {
        shown.document: Use(("leaks",), (f"story:{story.pk}",))
    }


def test_the_pages_of_stories_are_told_of_a_verdict(hosts):
    hosts.page(ADDRESS, status=404)
    story = a_published_story(citations=(citing(ADDRESS),))
    Change.objects.all().delete()

    evidence.look_after(pace=0)

    assert f"story:{story.pk}" in {change.key for change in Change.objects.all()}


@pytest.mark.parametrize("stories", [1, 3])
def test_the_words_relied_on_take_two_queries(stories, django_assert_num_queries):
    citations = [citing(f"http://paper.example/{n}") for n in range(stories)]
    for citation in citations:
        a_published_story(citations=(citation,))

    with django_assert_num_queries(2):
        evidence.uses([citation.document for citation in citations])


def test_the_command_does_it_all(hosts):
    hosts.page(ADDRESS, status=200)
    a_published_story(citations=(citing(ADDRESS),))
    said = StringIO()

    call_command("check_links", stdout=said)

    assert said.getvalue() == "1 new links, 1 captured, 1 visited.\n"
