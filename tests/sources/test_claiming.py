"""What is due is taken by one worker each, a few of each host, and never lost."""

from datetime import timedelta
from inspect import signature

import pytest
from django.utils import timezone

from articles.publishing import evidence
from articles.sources import capturing, claiming, monitor, pacing

from ..newsroom import a_document, a_user
from .due import ADDRESS, cited, days_pass, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]


def test_a_host_with_many_links_stands_in_nobodys_way(hosts):
    for n in range(40):
        days_pass(cited(f"http://paper.example/{n}"), 1)
    other = cited("http://other.example/")

    first, second = ({check.document_id for check in visit(most=6)} for _ in range(2))

    assert len(first) == claiming.MOST_OF_ONE_HOST
    assert other.document_id in second


def test_what_somebody_asked_for_is_not_put_off(hosts):
    documents = [a_document(f"{n}", url=f"http://paper.example/{n}") for n in range(8)]
    for document in documents:
        monitor.ask(document, by=a_user("Researcher"))

    assert len(visit()) == 8


def test_of_what_somebody_asked_for_a_host_is_asked_no_more_than_there_is_time_for(hosts):
    researcher = a_user("Researcher")
    for n in range(claiming.MOST_ASKED_FOR + 2):
        monitor.ask(a_document(f"{n}", url=f"http://paper.example/{n}"), by=researcher)
    other = cited("http://other.example/")

    first, second = visit(), visit()

    assert len(first) == claiming.MOST_ASKED_FOR + 1
    assert other.document_id in {check.document_id for check in first}
    assert [check.by for check in second] == [researcher] * 2


@pytest.mark.parametrize("run", [monitor, capturing])
def test_the_slowest_run_ends_before_its_links_are_due_again(run):
    shared = timedelta(seconds=run.AT_WORST * run.MOST / pacing.WORKERS)
    alone = timedelta(seconds=run.AT_WORST * claiming.MOST_ASKED_FOR)

    assert claiming.MOST_OF_ONE_HOST <= claiming.MOST_ASKED_FOR
    assert shared + alone <= claiming.OUT_THERE < claiming.LEASE


def test_a_run_as_it_is_by_default_is_not_cut_short():
    default = {name: p.default for name, p in signature(evidence.look_after).parameters.items()}

    assert default["most"] <= monitor.MOST
    assert default["most"] // 4 <= capturing.MOST


def test_a_run_takes_no_more_than_it_has_time_for(hosts, monkeypatch):
    monkeypatch.setattr(monitor, "MOST", 3)
    for n in range(4):
        cited(f"http://host{n}.example/")

    assert len(visit(most=1000)) == 3


def test_a_run_takes_no_more_than_it_is_told(hosts):
    for n in range(4):
        cited(f"http://host{n}.example/")

    assert len(visit(most=3)) == 3
    assert len(visit(most=3)) == 1


def test_what_a_killed_worker_had_taken_is_due_again(hosts, monkeypatch):
    hosts.page(ADDRESS)
    link = cited()
    monkeypatch.setattr(monitor, "visit", killed)
    with pytest.raises(KeyboardInterrupt):
        visit()
    monkeypatch.undo()

    assert visit() == []
    days_pass(link, claiming.LEASE / timedelta(days=1))

    link.refresh_from_db()
    assert link.visit_at <= timezone.now()


def killed(calls, pace):
    raise KeyboardInterrupt


def test_two_workers_do_not_visit_the_same(hosts, monkeypatch):
    link = cited()
    ours = claiming.follow_document
    taken = []

    def meanwhile(link):
        monkeypatch.setattr(claiming, "follow_document", ours)
        taken.extend(claiming.claimed("visit_at", 10))
        return ours(link)

    monkeypatch.setattr(claiming, "follow_document", meanwhile)

    assert claiming.claimed("visit_at", 10) == [link]
    assert taken == []
