"""Links are visited when they are due, politely, by one worker each; what changes is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.changes import Change
from articles.sources import capturing, monitor, visiting
from articles.sources.links import HostRule, Link, LinkCheck
from articles.sources.pacing import Pace

from ..hosts import PAUSE, changing
from ..newsroom import a_capture, a_document, a_link, a_source, a_user
from ..pdf_files import a_pdf
from .due import ADDRESS, ARTICLE, EXCERPT, OTHER, cited, days_pass, due_in, relied_on, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]


def paths(hosts) -> list[tuple[str, str]]:
    return [(request.method, request.address) for request in hosts.requests]


# Visits


def test_a_link_that_answers_is_alive_and_looked_at_in_a_week(hosts):
    hosts.page(ADDRESS, "Here.", ETag='"1"')
    link = cited()

    (check,) = visit()

    assert (check.sign, check.verdict, check.status, check.by) == ("same", "alive", 200, None)
    assert (check.address, check.final_address) == (ADDRESS, ADDRESS)
    assert paths(hosts) == [("HEAD", ADDRESS)]
    assert due_in(link) == 7
    assert (link.verdict, link.etag) == ("alive", '"1"')
    assert link.since == link.visited_at


def test_what_is_not_due_is_not_visited(hosts):
    link = cited()
    Link.objects.filter(pk=link.pk).update(visit_at=timezone.now() + timedelta(minutes=1))
    a_link()

    assert visit() == []
    assert hosts.looked_up == []


@pytest.mark.parametrize("status", [403, 404, 405, 500])
def test_a_host_that_does_not_answer_for_the_head_is_asked_for_the_page(hosts, status):
    def speech(request):
        answer = "200 OK" if request.method == "GET" else f"{status} -"
        yield f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n".encode()

    hosts.speaks(ADDRESS, speech)
    cited()

    (check,) = visit()

    assert check.verdict == "alive"
    assert [request.method for request in hosts.requests] == ["HEAD", "GET"]


def test_a_link_dies_after_three_failures_of_three_days_each(hosts):
    hosts.page(ADDRESS, status=404)
    link = cited()
    verdicts = []
    for _ in range(3):
        verdicts += [check.verdict for check in visit()]
        assert visit() == []
        days_pass(link, 3)

    assert verdicts == ["suspect", "suspect", "dead"]
    assert link.failures == 3


def test_one_success_ends_failing(hosts):
    hosts.page(ADDRESS, status=404)
    link = cited()
    visit()
    days_pass(link, 3)
    hosts.page(ADDRESS, "Back.")

    (check,) = visit()

    link.refresh_from_db()
    assert (check.verdict, link.failures, link.failed_at) == ("alive", 0, None)


def test_a_failure_is_told_in_words(hosts):
    cited("http://gone.example/")

    (check,) = visit()

    assert (check.sign, check.status, check.verdict) == ("no_host", None, "suspect")
    assert "gone.example" in check.failure


def test_a_page_that_moved_for_good_is_told_where(hosts):
    hosts.redirect(ADDRESS, to="https://other.example/wall")
    hosts.page("https://other.example/wall", "Here.")
    link = cited()

    (check,) = visit()

    link.refresh_from_db()
    assert (check.verdict, link.moved_to) == ("moved", "https://other.example/wall")
    assert link.capture_at <= timezone.now()


def test_of_an_address_too_long_to_be_kept_no_piece_is(hosts):
    far = "https://other.example/" + "w" * 2048
    hosts.redirect(ADDRESS, to=far)
    hosts.page(far, "Here.")
    link = cited()

    (check,) = visit()

    link.refresh_from_db()
    assert (check.verdict, link.moved_to) == ("moved", "")
    assert check.final_address == far[:2048]


def test_a_page_whose_words_are_gone_has_drifted(hosts):
    hosts.page(ADDRESS, ARTICLE.replace("Monday", "Tuesday"))
    link = cited()
    a_capture(link.document, requested_address=ADDRESS, title="Wall leaks", text=ARTICLE)

    (check,) = visit(uses=relied_on(EXCERPT))

    link.refresh_from_db()
    assert (check.verdict, check.excerpts_found) == ("drifted", False)
    assert link.capture_at <= timezone.now()
    assert link.etag == ""


@pytest.mark.parametrize(
    ("now", "content_type", "sign"),
    [
        (a_pdf(ARTICLE + " Printed anew."), "application/pdf", "same"),
        (a_pdf(ARTICLE + " Printed anew."), "application/octet-stream", "same"),
        (a_pdf(ARTICLE.replace("Monday", "Tuesday")), "application/pdf", "drifted"),
        (a_pdf(OTHER), "application/pdf", "drifted"),
        (a_pdf(""), "application/pdf", "same"),
        (b"%PDF-1.7 broken", "application/pdf", "same"),
        (f"<title>Page not found</title><p>{OTHER}", "text/html", "soft_404"),
    ],
)
def test_a_pdf_is_compared_with_its_capture_as_a_page_is(hosts, now, content_type, sign):
    hosts.page(ADDRESS, a_pdf(ARTICLE), content_type="application/pdf")
    link = cited()
    Link.objects.filter(pk=link.pk).update(capture_at=timezone.now())
    assert [kept.kind for kept in capturing.capture_due(pace=Pace(0))] == ["pdf"]
    hosts.page(ADDRESS, now, content_type=content_type)

    (check,) = visit(uses=relied_on(EXCERPT))

    assert check.sign == sign


@pytest.mark.parametrize(
    ("captured", "now", "verdict"),
    [
        ([OTHER, ARTICLE], ARTICLE, "alive"),
        ([OTHER, ARTICLE], OTHER, "drifted"),
        ([OTHER, f"{EXCERPT}. {OTHER}", ARTICLE], ARTICLE, "alive"),
        ([ARTICLE, OTHER], ARTICLE, "alive"),
        ([ARTICLE, OTHER], OTHER, "drifted"),
    ],
)
def test_a_page_is_compared_with_the_first_capture_that_shows_what_is_cited(
    hosts, captured, now, verdict
):
    hosts.page(ADDRESS, now)
    link = cited()
    for text in captured:
        a_capture(
            link.document, requested_address=ADDRESS, text=text, content_type="application/pdf"
        )

    (check,) = visit(uses=relied_on(EXCERPT, "He counted 3 cracks"))

    assert check.verdict == verdict


def test_a_page_of_which_no_capture_shows_what_is_cited_is_compared_with_the_first(hosts):
    hosts.page(ADDRESS, f"<title>Page not found</title><p>{OTHER}")
    link = cited()
    for text in (ARTICLE, OTHER):
        a_capture(
            link.document, requested_address=ADDRESS, text=text, content_type="application/pdf"
        )

    assert [check.sign for check in visit(uses=relied_on("words nobody wrote"))] == ["soft_404"]


def test_words_that_were_never_there_are_not_missed(hosts):
    hosts.page(ADDRESS, ARTICLE)
    link = cited()
    a_capture(
        link.document, requested_address=ADDRESS, text=ARTICLE, content_type="application/pdf"
    )

    (check,) = visit(uses=relied_on("words nobody wrote"))

    assert (check.verdict, check.excerpts_found) == ("alive", None)


def test_another_page_at_the_address_is_told_by_what_was_captured(hosts):
    hosts.page(ADDRESS, f"<title>Page not found</title><p>{OTHER}")
    link = cited()
    a_capture(link.document, requested_address=ADDRESS, title="Wall leaks", text=ARTICLE)

    (check,) = visit()

    assert (check.sign, check.verdict) == ("soft_404", "suspect")


def test_a_capture_of_another_address_says_nothing_of_this_one(hosts):
    hosts.page(ADDRESS, f"<title>Page not found</title><p>{OTHER}")
    link = cited()
    a_capture(link.document, requested_address="http://elsewhere.example/", text=ARTICLE)

    assert [check.verdict for check in visit()] == ["alive"]


def test_a_page_that_has_not_changed_is_not_sent_again(hosts):
    hosts.page(ADDRESS, ARTICLE, ETag='"1"')
    link = cited()
    a_capture(link.document, requested_address=ADDRESS, text=ARTICLE)
    visit(uses=relied_on(EXCERPT))
    days_pass(link, 7)

    (check,) = visit(uses=relied_on(EXCERPT))

    link.refresh_from_db()
    assert (check.status, check.verdict, link.etag) == (304, "alive", '"1"')
    assert [request.headers.get("if-none-match") for request in hosts.requests] == [None, '"1"']


def test_a_document_with_another_address_begins_anew(hosts):
    hosts.page("http://court.example/file", "Here.")
    link = cited()
    Link.objects.filter(pk=link.pk).update(
        verdict="dead", failures=3, failed_at=timezone.now(), etag='"1"'
    )
    link.document.url = "http://court.example/file"
    link.document.save()

    (check,) = visit()

    link.refresh_from_db()
    assert (check.verdict, link.verdict, link.address) == ("alive", "alive", link.document.url)
    assert "if-none-match" not in hosts.requests[0].headers


# Work shared


def test_a_page_we_stumble_over_holds_up_no_other(hosts, monkeypatch):
    hosts.page(ADDRESS, ARTICLE)
    hosts.page("http://paper.example/other")
    stumbled, other = cited(), cited("http://paper.example/other")
    a_capture(stumbled.document, requested_address=ADDRESS, text=ARTICLE)
    monkeypatch.setattr(visiting.contents, "read", lambda *args: 1 / 0)

    signs = {check.document_id: check.sign for check in visit()}

    assert signs == {stumbled.document_id: "unsure", other.document_id: "same"}
    assert due_in(stumbled) == 1


# What people say


def a_rule(treatment: str, host: str = "paper.example") -> HostRule:
    user = a_user("Researcher")
    return HostRule.objects.create(host=host, treatment=treatment, reason="Seen.", by=user)


@pytest.mark.parametrize(
    ("treatment", "verdict"), [("always_alive", "alive"), ("never_fetch", "unknown")]
)
def test_a_host_that_is_settled_is_not_visited(hosts, treatment, verdict):
    a_rule(treatment)
    link = cited("http://news.paper.example/wall")
    Link.objects.filter(pk=link.pk).update(capture_at=timezone.now())

    visit()
    if treatment == "never_fetch":
        capturing.capture_due(pace=Pace(0))

    assert hosts.looked_up == []
    assert due_in(link) == 30
    assert link.verdict == verdict


def test_a_paywall_is_no_failure(hosts):
    a_rule("paywall")
    hosts.page(ADDRESS, status=403)
    cited()

    assert [check.verdict for check in visit()] == ["paywalled"]


def test_the_nearest_rule_wins(hosts):
    a_rule("never_fetch")
    a_rule("paywall", "news.paper.example")
    hosts.page("http://news.paper.example/wall", status=403)
    cited("http://news.paper.example/wall")

    assert [check.verdict for check in visit()] == ["paywalled"]


def test_a_verdict_that_is_forced_stands_until_it_is_taken_back(hosts):
    hosts.page(ADDRESS)
    link = cited()

    monitor.force(link, "dead", by=a_user("Researcher"))
    assert visit() == []
    assert (due_in(link), link.verdict) == (30, "dead")

    monitor.force(link, "", by=a_user("Researcher"))
    assert [check.verdict for check in visit()] == ["alive"]


def test_a_verdict_forced_during_a_visit_stands(hosts, monkeypatch):
    hosts.page(ADDRESS)
    link, researcher, judged = cited(), a_user("Researcher"), monitor.judged

    def meanwhile(*args, **kwargs):
        monitor.force(link, "dead", by=researcher)
        return judged(*args, **kwargs)

    monkeypatch.setattr(monitor, "judged", meanwhile)

    assert visit() == []
    assert LinkCheck.objects.count() == 0
    link.refresh_from_db()
    assert link.verdict == "dead"


def test_a_false_alarm_becomes_a_rule_and_what_it_is_of_is_judged_anew(hosts):
    hosts.page(ADDRESS, status=404)
    link = cited()
    visit()
    HostRule.objects.create(
        host="paper.example", treatment="always_alive", reason="It shows.", by=a_user("Researcher")
    )

    assert monitor.judge_anew("paper.example") == 1
    visit()

    link.refresh_from_db()
    assert (link.verdict, link.failures) == ("alive", 0)


@pytest.mark.parametrize(
    ("rule", "pages"),
    [
        ("x.com", ["https://x.com/1", "https://twitter.com/2", "https://mobile.twitter.com/3"]),
        ("twitter.com", ["https://x.com/1", "https://twitter.com/2", "https://pic.x.com/3"]),
        ("youtu.be", ["https://youtu.be/abc", "https://www.youtube.com/watch?v=def"]),
        ("doi.org", ["https://dx.doi.org/10.1000/182", "https://doi.org/10.1000/183"]),
    ],
)
def test_a_rule_reaches_what_was_saved_under_any_name_of_its_host(hosts, rule, pages):
    theirs = {cited(address) for address in pages}
    cited("https://netflix.com/watch")
    Link.objects.update(verdict="dead")
    a_rule("never_fetch", rule)

    assert monitor.judge_anew(rule) == len(pages)
    visit()

    assert set(Link.objects.filter(verdict="unknown")) == theirs
    assert set(hosts.looked_up) == {"netflix.com"}


def test_a_host_of_many_pages_is_judged_anew_in_as_many_queries_as_one_of_one():
    def number(host: str, pages: int) -> int:
        for page in range(pages):
            a_link(a_document(f"{host} {page}", url=f"https://{host}/{page}"), verdict="dead")
        with CaptureQueriesContext(connection) as captured:
            assert monitor.judge_anew(host) == pages
        return len(captured)

    assert number("one.example", 1) == number("many.example", 40)


# Who is told


def test_a_change_of_verdict_is_told_to_the_pages_that_show_it(hosts):
    hosts.page(ADDRESS)
    link = cited(publisher=a_source("Paper"))
    keys = {f"document:{link.document_id}", f"source:{link.document.publisher_id}", "story:7"}

    visit(uses=relied_on(keys=("story:7",)))

    assert {change.key for change in Change.objects.all()} == keys
    days_pass(link, 7)
    Change.objects.all().delete()
    visit(uses=relied_on(keys=("story:7",)))
    assert not Change.objects.exists()


# Nothing goes out that nobody asked for


def test_a_document_nobody_watches_is_visited_when_somebody_asks_and_once(hosts):
    hosts.page(ADDRESS, "Here.")
    document, researcher = a_document("Wall", url=ADDRESS), a_user("Researcher")

    link = monitor.ask(document, by=researcher)
    (kept,) = capturing.capture_due(pace=Pace(0))
    (check,) = visit()

    assert check.by == kept.by == researcher
    link.refresh_from_db()
    assert (link.visit_at, link.capture_at, link.watched_since) == (None, None, None)


def test_somebody_may_ask_again_for_what_is_watched(hosts):
    hosts.page(ADDRESS)
    link, researcher = cited(), a_user("Researcher")
    visit()

    monitor.ask(link.document, by=researcher)

    assert [check.by for check in visit()] == [researcher]
    days_pass(link, 7)
    assert [check.by for check in visit()] == [None]


def test_nobody_can_ask_for_what_has_no_address():
    with pytest.raises(ValidationError):
        monitor.ask(a_document(), by=a_user("Researcher"))


def test_what_readers_see_cited_is_watched_from_then_on(hosts):
    new, old, offline = a_document("New", url=ADDRESS), cited("http://old.example/"), a_document()
    asked = monitor.ask(a_document("Asked", url="http://asked.example/"), by=a_user("Researcher"))
    since = old.watched_since

    assert monitor.watch([new, old.document, offline, asked.document]) == 2
    assert monitor.watch([new, old.document, offline, asked.document]) == 0

    assert {link.document for link in Link.objects.exclude(watched_since=None)} == {
        new,
        old.document,
        asked.document,
    }
    old.refresh_from_db()
    assert old.watched_since == since
    assert new.link.visit_at == new.link.capture_at == new.link.watched_since
    assert hosts.looked_up == []


def test_a_page_that_changes_is_captured_when_it_drifts(hosts):
    hosts.speaks(ADDRESS, changing([ARTICLE, OTHER, OTHER]))
    link = cited()
    Link.objects.filter(pk=link.pk).update(capture_at=timezone.now())

    capturing.capture_due(pace=Pace(0))
    visit(uses=relied_on(EXCERPT))
    capturing.capture_due(pace=Pace(0))

    texts = [kept.text for kept in link.document.captures.order_by("pk")]
    assert [EXCERPT in text for text in texts] == [True, False]
    link.refresh_from_db()
    assert link.verdict == "drifted"


# Many at once


def test_many_links_of_which_some_misbehave_are_all_visited(hosts):
    def slow(request):
        PAUSE.wait(0.2)
        yield b""

    for n in range(60):
        address = f"http://host{n}.example/page"
        match n % 5:
            case 0:
                hosts.speaks(address, slow)
            case _:
                hosts.page(address, "Here.")
        cited(address)

    signs = [check.sign for check in visit()]

    assert sorted(signs) == ["protocol"] * 12 + ["same"] * 48
