"""The link report and the rules for hosts: what rotted, and what people know better."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles.sources import merging
from articles.sources.links import HostRule, Link
from articles.sources.models import Document
from articles.stories.copy import CitationCopy
from tests.newsroom import a_document, a_link, a_published_story

from .desks import at_the_desk, do, queries, said, shown

pytestmark = pytest.mark.django_db
LIST = "/desk/articles/link/"
RULES = "/desk/articles/hostrule/"


def a_cited_link(title: str = "Report", *, stories: int = 1, **fields) -> Link:
    """A watched link of a document that so many stories before readers cite."""
    host = title.lower().replace(" ", "-")
    document = a_document(title, url=fields.pop("url", f"https://{host}.example/page"))
    for _ in range(stories):
        a_published_story(citations=(CitationCopy("cite-one", document=document.pk),))
    now = timezone.now()
    fields = {"watched_since": now, "since": now} | fields
    return a_link(document, **fields)


def titles(page: str) -> list[str]:
    places = [(page.find(f">{d.title}</a>"), d.title) for d in Document.objects.all()]
    return [title for place, title in sorted(places) if place > -1]


# The report


def test_what_is_dead_in_most_stories_comes_first():
    a_cited_link("Fine", verdict="alive", stories=3)
    a_cited_link("Elsewhere", verdict="moved")
    a_cited_link("Gone once", verdict="dead")
    a_cited_link("Gone twice", verdict="dead", stories=2)
    a_cited_link("Changed", verdict="drifted")

    page = shown(at_the_desk("Researcher"), LIST)

    assert titles(page) == ["Gone twice", "Gone once", "Changed", "Elsewhere", "Fine"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?verdict__exact=dead", ["Gone"]),
        ("?q=fine", ["Fine"]),
        ("?q=gone.example", ["Gone"]),
        ("?q=nothing-of-the-kind", []),
    ],
)
def test_it_is_narrowed_by_verdict_and_searched_by_title_and_address(query, found):
    a_cited_link("Gone", verdict="dead")
    a_cited_link("Fine", verdict="alive")

    assert titles(shown(at_the_desk("Researcher"), LIST + query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Gone for good", "There all right", "Left to visits"]),
        ("?forced=dead", ["Gone for good"]),
        ("?forced=alive", ["There all right"]),
        ("?forced=-", ["Left to visits"]),
    ],
)
def test_it_is_narrowed_by_what_people_say(query, found):
    client, now = at_the_desk("Researcher"), timezone.now()
    said = {"forced_by": client.user, "forced_at": now}
    a_cited_link("Gone for good", verdict="dead", since=now, forced="dead", **said)
    a_cited_link("There all right", verdict="alive", since=now, forced="alive", **said)
    a_cited_link("Left to visits", verdict="alive", since=now - timedelta(days=1))

    page = shown(client, LIST + query)

    assert titles(page) == found
    assert "<summary>What people say</summary>" in page


def test_it_takes_as_many_queries_for_a_hundred_links_as_for_one():
    client = at_the_desk("Researcher")
    a_cited_link("First", verdict="dead")
    one = queries(client, LIST)
    for number in range(99):
        a_cited_link(f"Number {number}", verdict="dead", stories=0)

    assert queries(client, LIST) == one <= 6


def test_a_link_leads_to_its_document_and_is_never_saved_from_a_form():
    link = a_cited_link("Gone", verdict="dead")
    client = at_the_desk("Publisher")

    document = reverse("admin:articles_document_change", args=[link.document_id])
    assert f'href="{document}"' in shown(client, LIST)
    assert client.post(f"{LIST}{link.pk}/change/", {}).status_code == 403


def test_a_page_whose_document_was_merged_is_not_in_it():
    a_cited_link("Gone", verdict="dead")
    lost = a_cited_link("Merged", verdict="dead", url="https://gone.example/again")
    assert set(titles(shown(at_the_desk("Researcher"), LIST))) == {"Gone", "Merged"}

    stays = Document.objects.get(title="Gone")
    merging.merge(lost.document, into=stays, by=at_the_desk("Editor").user)

    assert titles(shown(at_the_desk("Researcher"), LIST)) == ["Gone"]


# What may be done


def test_one_is_checked_now_on_somebodys_word():
    link = a_cited_link("Gone", verdict="dead", visit_at=None)
    client = at_the_desk("Researcher")

    answer = do(client, LIST, "check_now", [link])

    link.refresh_from_db()
    assert link.asked_by == client.user
    assert link.visit_at <= timezone.now()
    assert said(answer) == ["1 page will be visited now."]


def test_a_host_never_to_be_visited_is_not_checked():
    link = a_cited_link("Gone", verdict="dead", visit_at=None)
    client = at_the_desk("Researcher")
    HostRule.objects.create(
        host="gone.example", treatment="never_fetch", reason="Asked.", by=client.user
    )

    answer = do(client, LIST, "check_now", [link])

    link.refresh_from_db()
    assert link.visit_at is None
    assert said(answer) == ["People have said that gone.example is never to be visited."]


@pytest.mark.parametrize(("action", "verdict"), [("alive", "alive"), ("dead", "dead")])
def test_peoples_word_stands_whatever_visits_see_until_it_is_taken_back(action, verdict):
    link = a_cited_link("Gone", verdict="drifted")
    client = at_the_desk("Researcher")

    do(client, LIST, action, [link])
    link.refresh_from_db()
    assert (link.verdict, link.forced, link.forced_by) == (verdict, verdict, client.user)
    assert f"says {client.user.get_full_name()}" in shown(client, LIST)

    do(client, LIST, "let_visits_decide", [link])
    link.refresh_from_db()
    assert (link.verdict, link.forced, link.forced_by) == ("unknown", "", None)


def test_a_page_that_moved_is_given_its_new_address_in_every_story():
    link = a_cited_link("Moved", verdict="moved", moved_to="https://new.example/page", stories=2)
    client = at_the_desk("Researcher")

    answer = do(client, LIST, "take_new_address", [link])

    document = Document.objects.get()
    assert (document.url, document.normalised_url) == ("https://new.example/page",) * 2
    assert said(answer) == ["1 page at the new address, in every story."]
    assert Link.objects.get().asked_by == client.user


def test_the_address_of_what_was_merged_into_it_is_not_taken():
    link = a_cited_link("Moved", verdict="moved", moved_to="https://new.example/page")
    client = at_the_desk("Editor")
    double = a_document("Double", url="https://new.example/page")
    merging.merge(double, into=link.document, by=client.user)
    Link.objects.update(verdict="moved", moved_to=double.url)

    [answer] = said(do(client, LIST, "take_new_address", [link]))[:1]

    assert answer.startswith("“Moved” stays where it is: what was merged into it has the new")
    assert Document.objects.standing().get().url == link.address


@pytest.mark.parametrize(
    ("moved_to", "why"),
    [
        ("", "The page moved to an address that is too long to be kept."),
        ("https://new.example/?q=" + "あ" * 250, "This address is too long: spelled out it has "),
    ],
)
def test_an_address_too_long_for_the_library_is_not_taken(moved_to, why):
    link = a_cited_link("Moved", verdict="moved", moved_to=moved_to)
    a_cited_link("Fine", verdict="alive")

    [told, *_] = said(do(at_the_desk("Researcher"), LIST, "take_new_address", Link.objects.all()))

    assert told.startswith(f"“Moved” stays where it is. {why}")
    link.document.refresh_from_db()
    assert link.document.url == "https://moved.example/page"


def test_the_new_address_is_taken_though_nobody_may_visit_it():
    link = a_cited_link("Moved", verdict="moved", moved_to="https://new.example/page")
    client = at_the_desk("Researcher")
    never = {"treatment": "never_fetch", "reason": "Asked.", "by": client.user}
    HostRule.objects.create(host="new.example", **never)

    do(client, LIST, "take_new_address", [link])

    link.refresh_from_db()
    assert link.document.url == link.address == "https://new.example/page"
    assert link.asked_by is None


def test_an_address_typed_for_a_document_is_judged_anew_for_all_who_cite_it():
    link = a_cited_link("Gone", verdict="drifted", stories=2)
    client = at_the_desk("Researcher")
    do(client, LIST, "dead", [link])

    replace_address(client, link.document, "https://new.example/page")

    link.refresh_from_db()
    assert (link.address, link.verdict) == ("https://new.example/page", "unknown")
    assert (link.forced, link.forced_by) == ("", None)  # that was said of the old address
    assert link.visit_at <= timezone.now()
    assert link.capture_at <= timezone.now()


def test_a_document_saved_with_its_address_stays_as_it_was_judged():
    link = a_cited_link("Gone", verdict="dead")

    replace_address(at_the_desk("Researcher"), link.document, link.address)

    link.refresh_from_db()
    assert (link.verdict, link.visit_at) == ("dead", None)


def test_an_address_typed_for_a_document_no_reader_saw_cited_is_not_visited():
    link = a_cited_link("Asked for", stories=0, watched_since=None)

    replace_address(at_the_desk("Researcher"), link.document, "https://new.example/page")

    link.refresh_from_db()
    assert link.address == "https://new.example/page"
    assert (link.visit_at, link.capture_at) == (None, None)


def test_an_address_taken_off_a_document_is_no_longer_visited():
    link = a_cited_link("Gone", verdict="dead", visit_at=timezone.now())

    replace_address(at_the_desk("Researcher"), link.document, "")

    link.refresh_from_db()
    assert (link.address, link.visit_at, link.capture_at) == ("", None, None)


def replace_address(client, document: Document, url: str) -> None:
    """Save the document's form with another address in it."""
    screen = reverse("admin:articles_document_change", args=[document.pk])
    form = client.get(screen).context["adminform"].form
    fields = {name: form.initial.get(name) or "" for name in form.fields}
    assert client.post(screen, fields | {"url": url}).status_code == 302


def test_where_a_page_moved_to_is_shown_before_anybody_takes_it():
    a_cited_link("Moved", verdict="moved", moved_to="https://new.example/page")

    assert "https://moved.example/page → https://new.example/page" in shown(
        at_the_desk("Researcher"), LIST
    )


def test_an_address_another_document_has_is_not_taken():
    link = a_cited_link("Moved", verdict="moved", moved_to="https://new.example/page")
    a_document("There already", url="https://new.example/page")

    answer = do(at_the_desk("Researcher"), LIST, "take_new_address", [link])

    link.document.refresh_from_db()
    assert link.document.url == "https://moved.example/page"
    assert said(answer)[0].endswith("If they are the same, merge them and let that one stay.")
    assert "“There already” has the new address" in said(answer)[0]


def test_a_page_that_has_not_moved_keeps_its_address():
    link = a_cited_link("Fine", verdict="alive")

    answer = do(at_the_desk("Researcher"), LIST, "take_new_address", [link])

    assert Document.objects.get().url == link.address
    assert said(answer) == ["No page was given another address."]


def test_who_may_not_change_links_may_look():
    link = a_cited_link("Gone", verdict="drifted", visit_at=None)
    client = at_the_desk("Photo desk")

    page = shown(client, LIST)
    assert titles(page) == ["Gone"]
    assert "hostrule/add" not in page
    assert "hostrule/add" in shown(at_the_desk("Researcher"), LIST)
    assert 'value="dead"' not in page
    do(client, LIST, "dead", [link])
    link.refresh_from_db()
    assert link.verdict == "drifted"


# Rules for hosts


def a_rule(**fields) -> dict:
    return {"host": "gone.example", "treatment": "paywall", "reason": "We subscribe."} | fields


def test_a_false_alarm_becomes_a_rule_and_the_hosts_pages_are_judged_anew():
    gone = a_cited_link("Gone", verdict="dead", visit_at=None)
    below = a_cited_link("Below", url="https://news.gone.example/1", verdict="dead", visit_at=None)
    other = a_cited_link("Other", url="https://not-gone.example/", verdict="dead", visit_at=None)
    client = at_the_desk("Researcher")
    assert f"{RULES}add/?host=gone.example" in shown(client, LIST)

    answer = client.post(f"{RULES}add/", a_rule())

    rule = HostRule.objects.get()
    assert (rule.host, rule.treatment, rule.by) == ("gone.example", "paywall", client.user)
    assert "2 pages of gone.example will be looked at again." in said(answer)
    verdicts = dict(Link.objects.values_list("pk", "verdict"))
    assert verdicts == {gone.pk: "unknown", below.pk: "unknown", other.pk: "dead"}
    assert set(Link.objects.exclude(visit_at=None)) == {gone, below}


def test_the_list_of_rules_tells_who_said_so_and_when():
    client = at_the_desk("Researcher")
    client.post(f"{RULES}add/", a_rule())
    HostRule.objects.update(at=datetime(2024, 9, 12, 12, tzinfo=UTC))

    page = shown(client, RULES)

    assert f"{client.user.get_full_name()}, 12 Sep 2024" in page


def test_what_people_said_of_one_page_outlasts_a_rule_for_its_host():
    link = a_cited_link("Gone", verdict="drifted")
    client = at_the_desk("Researcher")
    do(client, LIST, "dead", [link])

    client.post(f"{RULES}add/", a_rule())

    assert Link.objects.get().verdict == "dead"


def test_a_rule_taken_back_lets_visits_decide_again():
    client = at_the_desk("Editor")
    client.post(f"{RULES}add/", a_rule())
    link = a_cited_link("Gone", verdict="alive", visit_at=None)

    client.post(f"{RULES}{HostRule.objects.get().pk}/delete/", {"post": "yes"})

    link.refresh_from_db()
    assert not HostRule.objects.exists()
    assert link.verdict == "unknown"


def test_a_rule_given_another_host_lets_visits_decide_at_the_first():
    client = at_the_desk("Researcher")
    client.post(f"{RULES}add/", a_rule())
    links = [a_cited_link("Gone", verdict="alive"), a_cited_link("Other", verdict="dead")]

    client.post(f"{RULES}{HostRule.objects.get().pk}/change/", a_rule(host="other.example"))

    assert set(Link.objects.filter(verdict="unknown").exclude(visit_at=None)) == set(links)


def test_a_reason_put_right_forgets_no_failures():
    client = at_the_desk("Researcher")
    client.post(f"{RULES}add/", a_rule())
    a_cited_link("Gone", verdict="suspect", failures=2, failed_at=timezone.now())

    client.post(f"{RULES}{HostRule.objects.get().pk}/change/", a_rule(reason="We all subscribe."))

    assert HostRule.objects.get().reason == "We all subscribe."
    assert Link.objects.get().failures == 2


@pytest.mark.parametrize("fields", [{"host": "nowhere"}, {"reason": ""}, {"treatment": "nonsense"}])
def test_a_rule_that_says_too_little_is_refused(fields):
    answer = at_the_desk("Researcher").post(f"{RULES}add/", a_rule(**fields))

    assert answer.status_code == 200
    assert not HostRule.objects.exists()


def test_a_host_has_one_rule_by_whichever_of_its_names():
    client = at_the_desk("Researcher")
    client.post(f"{RULES}add/", a_rule(host="twitter.com"))

    answer = client.post(f"{RULES}add/", a_rule(host="https://www.x.com/board"))

    assert "There is a rule for twitter.com, which is another name of this host." in (
        answer.content.decode()
    )
    assert [rule.host for rule in HostRule.objects.all()] == ["twitter.com"]


@pytest.mark.parametrize("role", ["Writer", "Photo desk"])
def test_rules_are_for_researchers_and_editors(role):
    assert Group.objects.filter(name=role).exists()
    assert at_the_desk(role).post(f"{RULES}add/", a_rule()).status_code == 403
