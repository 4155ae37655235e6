"""What is due to be captured is captured, each host at a pace, and tried again if it fails."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.sources import capture, capturing, monitor, pages
from articles.sources.evidence import Capture
from articles.sources.links import Link
from articles.sources.pacing import Pace

from ..hosts import HARD_TO_READ
from ..newsroom import a_document
from .due import ADDRESS, ARTICLE, days_pass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]


def captured() -> list[Capture]:
    return capturing.capture_due(pace=Pace(0))


def test_what_is_due_is_captured_once(hosts):
    hosts.page(ADDRESS, ARTICLE)
    document = a_document("Wall", url=ADDRESS)
    monitor.watch([document])

    (kept,) = captured()

    assert (kept.document, kept.by) == (document, None)
    assert captured() == []


def test_a_host_that_does_not_answer_holds_up_the_capture_of_no_other(hosts, monkeypatch):
    others_are_kept = threading.Event()

    def silent(request):
        others_are_kept.wait(15)
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHere."

    hosts.speaks("http://silent.example/", silent)
    hosts.page(ADDRESS, ARTICLE)
    monitor.watch([a_document(url, url=url) for url in ("http://silent.example/", ADDRESS)])
    keep = capture.keep

    def kept(document, answer, **kwargs):
        others_are_kept.set()
        return keep(document, answer, **kwargs)

    monkeypatch.setattr(capture, "keep", kept)

    assert [each.document.url for each in captured()] == [ADDRESS, "http://silent.example/"]


def test_a_page_that_takes_for_ever_to_read_is_kept_with_its_words(hosts, monkeypatch):
    monkeypatch.setattr(pages, "MAX_WAIT", 0.5)
    hosts.page(ADDRESS, HARD_TO_READ["endless quotation"])
    monitor.watch([a_document("Wall", url=ADDRESS)])

    (kept,) = captured()

    assert (kept.title, kept.authors, kept.text) == ("Wall", "", "Wall\nThe wall leaks.")


def test_a_capture_that_fails_is_tried_each_day_for_a_week(hosts):
    hosts.page(ADDRESS, status=500)
    document = a_document("Wall", url=ADDRESS)
    monitor.watch([document])
    tries = 0
    for _ in range(20):
        before = len(hosts.requests)
        assert captured() == []
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

    def stumble(document, answer, **kwargs):
        return 1 / 0 if document == stumbling else keep(document, answer, **kwargs)

    monkeypatch.setattr(capture, "keep", stumble)

    assert [kept.document for kept in captured()] == [other]
    again = Link.objects.get(document=stumbling).capture_at - timezone.now()
    assert timedelta(hours=23) < again <= timedelta(days=1)
