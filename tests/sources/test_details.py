"""What a page tells of itself when somebody asks it, and what is said when it tells nothing."""

from datetime import date

import pytest

from articles import web
from articles.sources import pages
from articles.sources.details import Details, NothingTold, ask
from tests.hosts import HARD_TO_READ
from tests.pdf_files import a_pdf

ADDRESS = "https://paper.example/wall"
WORDS = "The wall leaks in the north. " * 20
HTML = f"""<html><head><title>Wall leaks | The Paper</title>
<meta property="og:title" content="Wall leaks">
<meta property="og:site_name" content="The Paper">
<meta name="author" content="Jane Doe; Ann Poe">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<link rel="canonical" href="{{canonical}}">
</head><body><article><h1>Wall leaks</h1><p>{WORDS}</p></article></body></html>"""


def html(canonical: str = ADDRESS) -> str:
    return HTML.format(canonical=canonical)


def test_a_page_tells_its_title_authors_date_and_site(hosts):
    hosts.page(ADDRESS, html())

    assert ask(ADDRESS) == Details(
        ADDRESS, "Wall leaks", "Jane Doe, Ann Poe", date(2026, 3, 4), "The Paper"
    )


def test_a_pdf_tells_what_it_is_called_and_by_whom_whatever_it_is_sent_as(hosts):
    hosts.page(ADDRESS, a_pdf("The wall leaks."), content_type="text/plain")

    assert ask(ADDRESS) == Details(ADDRESS, "Harbour survey", "Ann Lee", date(2026, 5, 4))


def test_a_page_that_takes_for_ever_to_read_tells_its_title(hosts, monkeypatch):
    monkeypatch.setattr(pages, "MAX_WAIT", 0.5)
    hosts.page(ADDRESS, HARD_TO_READ["endless authors"])

    assert ask(ADDRESS) == Details(ADDRESS, "Wall")


def test_it_is_known_by_the_address_it_calls_its_own(hosts):
    hosts.redirect("http://short.example/x", to=f"{ADDRESS}?from=short")
    hosts.page(f"{ADDRESS}?from=short", html())

    assert ask("http://short.example/x").address == ADDRESS


def test_a_copy_in_an_amp_cache_is_known_by_the_address_of_the_page(hosts):
    copy = "http://paper-example.cdn.ampproject.org/c/s/paper.example/wall.amp.html"
    hosts.page(copy, html())

    assert ask(copy).address == ADDRESS


@pytest.mark.parametrize(
    "claimed",
    ["https://elsewhere.example/wall", "javascript:alert(1)", "", f"{ADDRESS}/{'x' * 2048}"],
)
def test_an_address_of_another_site_is_not_believed(hosts, claimed):
    hosts.page(ADDRESS, html(claimed))

    assert ask(ADDRESS).address == ADDRESS


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 403}, "does not let us in"),
        ({"status": 402}, "does not let us in"),
        ({"status": 404}, "There is no page"),
        ({"status": 500}, "There is no page"),
        ({"content_type": "image/png"}, "not a page of text"),
        ({"body": "<p>Words without a name</p>"}, "does not say what it is called"),
        ({"body": b"%PDF-1.7 broken"}, "does not say what it is called"),
    ],
)
def test_what_tells_nothing_says_why(hosts, answer, said):
    hosts.page(ADDRESS, **{"body": html(), **answer})

    with pytest.raises(NothingTold, match=said):
        ask(ADDRESS)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "no address"]
)
def test_where_we_do_not_go_nothing_is_asked(hosts, address):
    with pytest.raises(web.Refused):
        ask(address)

    assert (hosts.looked_up, hosts.connected) == ([], [])
