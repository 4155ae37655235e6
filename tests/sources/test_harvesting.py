"""What is due to be captured is captured, each host at a pace, and tried again if it fails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.sources import capture, harvesting, monitor
from articles.sources.evidence import Capture
from articles.sources.links import Link

from ..newsroom import a_document
from .due import ADDRESS, ARTICLE, days_pass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]


def test_what_is_due_is_captured_once(hosts):
    hosts.page(ADDRESS, ARTICLE)
    document = a_document("Wall", url=ADDRESS)
    monitor.watch([document])

    (kept,) = harvesting.capture_due()

    assert (kept.document, kept.by) == (document, None)
    assert harvesting.capture_due() == []


def test_a_host_is_captured_at_a_pace(hosts, monkeypatch):
    slept = []
    monkeypatch.setattr(harvesting.time, "sleep", slept.append)
    pages = [f"http://paper.example/{n}" for n in range(3)] + ["http://other.example/"]
    for address in pages:
        hosts.page(address, ARTICLE)
    monitor.watch([a_document(address, url=address) for address in pages])

    assert len(harvesting.capture_due(pace=2)) == 4
    assert [seconds for seconds in slept if seconds] == [2, 2]


def test_a_capture_that_fails_is_tried_each_day_for_a_week(hosts):
    hosts.page(ADDRESS, status=500)
    document = a_document("Wall", url=ADDRESS)
    monitor.watch([document])
    tries = 0
    for _ in range(20):
        before = len(hosts.requests)
        assert harvesting.capture_due() == []
        tries += len(hosts.requests) - before
        days_pass(Link.objects.get(), 1)

    assert tries == 7 + 1
    assert Capture.objects.count() == 0


def test_a_page_whose_capture_stumbles_holds_up_no_other(hosts, monkeypatch):
    stumbling, other = (a_document(name, url=f"http://{name}.example/") for name in ("a", "b"))
    keep = capture.keep
    for document in (stumbling, other):
        hosts.page(document.url, ARTICLE)
    monitor.watch([stumbling, other])

    def stumble(document, fetched, **kwargs):
        return 1 / 0 if document == stumbling else keep(document, fetched, **kwargs)

    monkeypatch.setattr(capture, "keep", stumble)

    assert [kept.document for kept in harvesting.capture_due()] == [other]
    again = Link.objects.get(document=stumbling).capture_at - timezone.now()
    assert timedelta(hours=23) < again <= timedelta(days=1)
