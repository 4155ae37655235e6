"""“Fetch details”: what a page tells of itself, put before somebody who is adding a document."""

import pytest

from articles.sources.links import HostRule
from articles.sources.models import Document
from tests import newsroom
from tests.editing.story_pages import address, signed_in
from tests.sources.test_details import ADDRESS, html

pytestmark = pytest.mark.django_db


@pytest.fixture
def fetched():
    """What the desk answers a researcher who asks for the details of an address."""
    client = signed_in(newsroom.a_user("Researcher"))

    def ask(url: str):
        answer = client.post(address("document_details"), {"url": url})
        return answer.status_code, answer.json()

    return ask


def complaint(answer) -> str:
    status, said = answer
    assert status == 422
    return said["errors"]["url"][0]


def test_what_the_page_tells_is_suggested_and_nothing_is_kept(hosts, fetched):
    hosts.page(ADDRESS, html())

    assert fetched(ADDRESS) == (
        200,
        {
            "fields": {
                "url": ADDRESS,
                "title": "Wall leaks",
                "authors": "Jane Doe, Ann Poe",
                "publisher": "The Paper",
                "published_on": "2026-03-04",
            },
            "publisher": None,
        },
    )
    assert not Document.objects.exists()


@pytest.mark.parametrize("known_by", ["domain", "alias"])
def test_a_publisher_of_the_library_goes_by_its_name_there(hosts, fetched, known_by):
    echo = newsroom.a_source("The Kellmouth Echo", kind="newspaper")
    if known_by == "domain":
        echo.domains.create(domain="paper.example")
    else:
        echo.aliases.create(name="The Paper")
    hosts.page(ADDRESS, html())

    _, answer = fetched(ADDRESS)

    assert answer["publisher"] == echo.pk
    assert answer["fields"]["publisher"] == "The Kellmouth Echo"
    assert answer["fields"]["kind"] == "news_article"


def test_a_document_of_the_library_is_found_without_going_out(hosts, fetched):
    held = newsroom.a_document("Wall leaks", url=ADDRESS)

    status, answer = fetched(f"{ADDRESS}?utm_source=mail")

    assert (status, answer["known"]["document"]) == (200, held.pk)
    assert hosts.looked_up == []


def test_a_document_of_the_library_is_found_under_the_pages_own_address(hosts, fetched):
    held = newsroom.a_document("Wall leaks", url=ADDRESS)
    hosts.redirect("http://short.example/x", to=f"{ADDRESS}?from=short")
    hosts.page(f"{ADDRESS}?from=short", html())

    _, answer = fetched("http://short.example/x")

    assert answer["known"]["document"] == held.pk


def test_a_document_is_not_told_that_the_library_has_itself(hosts):
    client = signed_in(newsroom.a_user("Researcher"))
    held = newsroom.a_document("Wall", url=ADDRESS)
    hosts.page(ADDRESS, html())

    own = client.post(address("document_details"), {"url": ADDRESS, "document": held.pk}).json()
    others = client.post(address("document_details"), {"url": ADDRESS, "document": 0}).json()

    assert own["fields"]["title"] == "Wall leaks"
    assert others["known"]["document"] == held.pk


def test_a_page_that_tells_nothing_is_filled_in_by_hand(hosts, fetched):
    hosts.page(ADDRESS, html(), status=403)

    assert complaint(fetched(ADDRESS)) == (
        "The site does not let us in (it answers 403). Fill it in by hand."
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "ftp://paper.example/"])
def test_an_address_of_nobody_elses_is_refused(hosts, fetched, url):
    assert complaint(fetched(url)).endswith("Fill it in by hand.")
    assert (hosts.looked_up, hosts.connected) == ([], [])


def test_no_address_is_asked_for(fetched):
    assert complaint(fetched(" ")) == "Paste the address first."


def test_a_host_never_to_be_visited_is_not(hosts, fetched):
    hosts.page(ADDRESS, html())
    by = newsroom.a_user("Editor")
    HostRule.objects.create(host="paper.example", treatment="never_fetch", reason="Asked.", by=by)

    assert "never to visit" in complaint(fetched(ADDRESS))
    assert hosts.looked_up == []


def test_who_may_not_add_documents_sends_nobody_out(hosts):
    hosts.page(ADDRESS, html())

    answer = signed_in(newsroom.a_user("Photo desk")).post(
        address("document_details"), {"url": ADDRESS}
    )

    assert answer.status_code == 403
    assert hosts.looked_up == []


def test_looking_an_address_up_while_one_types_goes_out_nowhere(hosts):
    hosts.page(ADDRESS, html())
    client = signed_in(newsroom.a_user("Researcher"))

    client.get(address("find_evidence"), {"q": ADDRESS})
    client.post(
        address("add_document"),
        {"document-url": ADDRESS, "document-title": "Wall", "document-kind": "report"},
    )

    assert Document.objects.get().url == ADDRESS
    assert hosts.looked_up == []
