"""A page is fetched whole or the reason is told; what a host may cost us is bounded."""

import gzip
import threading
import tracemalloc
import zlib
from functools import partial

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles import web

from .. import hosts as misbehaving

PAGE = "http://paper.example/wall"
BRIEF = web.Limits(seconds=1)
packed_as_gzip = partial(gzip.compress, mtime=0)  # cases are named by their bytes


def failure(address: str = PAGE, **kwargs) -> web.Failed:
    with pytest.raises(web.Failed) as caught:
        web.fetch(address, **kwargs)
    return caught.value


# What comes back


def test_a_page_is_fetched_with_the_bytes_that_went_over_the_wire(hosts):
    hosts.page(PAGE, "<p>The wall leaks.</p>", ETag='"1"')

    page = web.fetch(PAGE)

    (request,) = hosts.requests
    assert (page.asked, page.address, page.hops, page.status) == (PAGE, PAGE, (), 200)
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
    assert page.headers["etag"] == '"1"'
    assert page.body == b"<p>The wall leaks.</p>"
    assert page.is_decoded
    assert page.request == request.raw
    assert page.response.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/html")
    assert page.response.endswith(b"\r\n\r\n<p>The wall leaks.</p>")
    assert [page.number] == hosts.names["paper.example"]()


FINAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nThe page."


@pytest.mark.parametrize(
    "before",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
        b"HTTP/1.1 103\nContent-Length: 3\n\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + b"HTTP/1.1 102 Processing\r\n\r\n" * 3,
    ],
)
def test_what_comes_before_the_answer_is_not_the_answer(hosts, before):
    hosts.speaks(PAGE, lambda request: [before + FINAL])

    page = web.fetch(PAGE)

    assert (page.status, page.body, page.content_type) == (200, b"The page.", "text/html")
    assert page.response == FINAL


def test_an_answer_that_never_comes_is_a_bad_answer(hosts):
    hosts.speaks(PAGE, lambda request: [b"HTTP/1.1 103 Early Hints\r\n\r\n"])

    assert type(failure()) is web.BadAnswer


def test_a_private_page_is_asked_for_by_its_name(hosts):
    hosts.page("https://paper.example/wall", "Private.")

    assert web.fetch("https://paper.example/wall").body == b"Private."


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 429, 451, 500, 503])
def test_an_answer_of_any_status_is_an_answer(hosts, status):
    hosts.page(PAGE, status=status)

    assert web.fetch(PAGE).status == status


def test_redirects_are_followed_and_told(hosts):
    hosts.redirect("http://old.example/a", to="/b", status=302)
    hosts.redirect("http://old.example/b", to="//paper.example/wall", status=308)
    hosts.page(PAGE, "Here.")

    page = web.fetch("http://old.example/a")

    assert (page.asked, page.address, page.body) == ("http://old.example/a", PAGE, b"Here.")
    assert page.hops == (
        web.Hop("http://old.example/a", 302),
        web.Hop("http://old.example/b", 308),
    )
    assert [hop.is_permanent for hop in page.hops] == [False, True]


@pytest.mark.parametrize("to", ["/straße wall?ä", "/stra%C3%9Fe%20wall?%C3%A4"])
def test_a_redirect_to_letters_of_any_script_is_followed(hosts, to):
    hosts.redirect(PAGE, to=to)
    hosts.page("http://paper.example/stra%C3%9Fe%20wall?%C3%A4", "Here.")

    assert web.fetch(PAGE).body == b"Here."


def test_a_redirect_to_nowhere_is_the_answer(hosts):
    hosts.page(PAGE, "Where?", status=302)

    assert (web.fetch(PAGE).status, web.fetch(PAGE).body) == (302, b"Where?")


def test_asking_for_the_head_brings_no_body(hosts):
    hosts.page(PAGE, "A long page.")

    page = web.fetch(PAGE, method="HEAD")

    assert (page.status, page.body, page.headers["content-length"]) == (200, b"", "12")


def test_nothing_else_can_be_done_than_look(hosts):
    with pytest.raises(ValueError, match="POST"):
        web.fetch(PAGE, method="POST")


# What is said of us


def test_a_host_learns_who_asks_and_nothing_else(hosts, settings):
    settings.SITE_URL = "https://news.example.org"
    hosts.page(PAGE, "Here.", Set_Cookie="a=1")
    hosts.redirect("http://old.example/", to=PAGE, status=302)

    web.fetch(PAGE)
    web.fetch("http://old.example/")

    for request in hosts.requests:
        assert set(request.headers) == {
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "connection",
        }
        assert request.headers["user-agent"] == "Newsroom/1.0 (+https://news.example.org)"


def test_a_page_that_has_not_changed_is_not_sent_again(hosts):
    hosts.page(PAGE, "Here.", ETag='"1"')

    assert web.fetch(PAGE, etag='"1"').status == 304
    assert web.fetch(PAGE, etag='"0"').status == 200


def test_what_one_host_said_is_not_told_to_another(hosts):
    hosts.redirect("http://old.example/", to=PAGE)
    hosts.page(PAGE)

    web.fetch("http://old.example/", etag='"mark"', modified="Wed, 25 Nov 2026 09:00:00 GMT")

    first, second = hosts.requests
    assert first.headers["if-none-match"] == '"mark"'
    assert first.headers["if-modified-since"] == "Wed, 25 Nov 2026 09:00:00 GMT"
    assert not {"if-none-match", "if-modified-since"} & set(second.headers)


@pytest.mark.parametrize("etag", ['"a"\r\nCookie: x', '"é"', '"\0"'])
def test_what_a_host_said_cannot_write_our_request(hosts, etag):
    hosts.page(PAGE)

    web.fetch(PAGE, etag=etag)

    assert "if-none-match" not in hosts.requests[0].headers


def test_the_proxies_of_the_environment_are_not_asked(hosts, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    hosts.page(PAGE)

    assert web.fetch(PAGE).status == 200


# What goes wrong


@pytest.mark.parametrize(
    ("speech", "kind", "status"),
    [
        (misbehaving.silence, web.TooSlow, None),
        (misbehaving.drip, web.TooSlow, None),
        (misbehaving.drip_of_headers, web.TooSlow, None),
        (misbehaving.endless_headers, web.TooLarge, None),
        (misbehaving.endless_continue, web.TooLarge, None),
        (misbehaving.many_headers, web.BadAnswer, None),
        (misbehaving.a_body_said_to_be_huge, web.TooLarge, 200),
        (misbehaving.a_chunk_said_to_be_huge, web.BadAnswer, None),
        (misbehaving.cut_short, web.BadAnswer, 200),
        (misbehaving.a_chunk_cut_short, web.BadAnswer, None),
        (misbehaving.not_http, web.BadAnswer, None),
        (misbehaving.nothing, web.BadAnswer, None),
    ],
)
def test_a_host_that_misbehaves_is_left(hosts, speech, kind, status):
    hosts.speaks(PAGE, speech)

    failed = failure(limits=BRIEF)

    assert (type(failed), failed.status, failed.address) == (kind, status, PAGE)


@pytest.mark.parametrize(
    "speech",
    [misbehaving.endless_body, misbehaving.endless_chunks, misbehaving.endless_trailers],
)
def test_a_page_without_end_is_cut_off(hosts, speech):
    hosts.speaks(PAGE, speech)

    assert type(failure(limits=web.Limits(bytes=100_000))) is web.TooLarge


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_put_out_in_bounded_memory(hosts, layers):
    hosts.speaks(PAGE, misbehaving.bomb(layers=layers))

    tracemalloc.start()
    failed = failure()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (type(failed), failed.status) == (web.TooLarge, 200)
    assert peak < 50_000_000


def test_a_page_as_large_as_we_take_is_taken_in_bounded_memory(hosts):
    hosts.page(PAGE, bytes(10_000_000))

    tracemalloc.start()
    page = web.fetch(PAGE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(page.body) == 10_000_000
    assert peak < 50_000_000


def test_a_page_larger_than_we_take_is_not_taken(hosts):
    hosts.page(PAGE, bytes(1001))

    assert len(web.fetch(PAGE, limits=web.Limits(bytes=1001)).body) == 1001
    assert type(failure(limits=web.Limits(bytes=1000))) is web.TooLarge


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", packed_as_gzip(b"The page.")),
        ("x-gzip", packed_as_gzip(b"The page.")),
        ("deflate", zlib.compress(b"The page.")),
        ("identity", b"The page."),
        ("GZIP, identity", packed_as_gzip(b"The page.")),
        ("deflate, gzip", packed_as_gzip(zlib.compress(b"The page."))),
        ("gzip", packed_as_gzip(b"The ") + packed_as_gzip(b"page.")),
        ("gzip", packed_as_gzip(b"") * 1000 + packed_as_gzip(b"The page.")),
        ("gzip", packed_as_gzip(b"The page.") + bytes(512)),
        ("deflate", zlib.compress(b"The page.") + b"\r\n"),
        ("deflate", zlib.compress(b"The page.", wbits=-15)),
        ("gzip, deflate", zlib.compress(packed_as_gzip(b"The page."), wbits=-15)),
        ("gzip, gzip", packed_as_gzip(packed_as_gzip(b"The page."))),
    ],
)
def test_a_packed_page_is_unpacked(hosts, encoding, packed):
    hosts.page(PAGE, packed, Content_Encoding=encoding)

    page = web.fetch(PAGE)

    assert (page.body, page.is_decoded) == (b"The page.", True)
    assert page.response.endswith(packed)
    assert web.body_of(page.response) == page.body


@pytest.mark.parametrize(
    ("encoding", "cut"),
    [
        ("gzip", packed_as_gzip(b"The page.")[:-1]),
        ("gzip", packed_as_gzip(b"The page.")[:12]),
        ("gzip", packed_as_gzip(b"The page.") + packed_as_gzip(b"And more.")[:-1]),
        ("deflate", zlib.compress(b"The page.")[:-1]),
        ("deflate, gzip", packed_as_gzip(zlib.compress(b"The page.")[:-1])),
    ],
)
def test_a_packed_page_that_was_cut_short_is_a_bad_answer(hosts, encoding, cut):
    hosts.page(PAGE, cut, Content_Encoding=encoding)

    assert type(failure()) is web.BadAnswer


def test_members_are_no_way_around_what_a_page_may_weigh(hosts):
    hosts.page(PAGE, packed_as_gzip(bytes(400)) * 3, Content_Encoding="gzip")

    assert len(web.fetch(PAGE, limits=web.Limits(bytes=1200)).body) == 1200
    assert type(failure(limits=web.Limits(bytes=1199))) is web.TooLarge


def test_what_is_packed_and_has_no_body_is_whole(hosts):
    hosts.page(PAGE, packed_as_gzip(b"The page."), Content_Encoding="gzip")

    page = web.fetch(PAGE, method="HEAD")

    assert (page.body, page.is_decoded) == (b"", True)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip, gzip", "gzip", "rot13"])
def test_a_page_that_cannot_be_unpacked_is_kept_as_it_came(hosts, encoding):
    hosts.page(PAGE, b"\x1f\x8b nonsense", Content_Encoding=encoding)

    page = web.fetch(PAGE)

    assert (page.body, page.is_decoded) == (b"\x1f\x8b nonsense", False)
    assert web.body_of(page.response) == page.body


def test_redirects_end(hosts):
    hosts.redirect(PAGE, to=PAGE)

    assert type(failure()) is web.TooManyRedirects
    assert len(hosts.requests) == 6


def test_five_redirects_are_followed_and_six_are_not(hosts):
    for n in range(6):
        hosts.redirect(f"http://paper.example/{n}", to=f"/{n + 1}")
    hosts.page("http://paper.example/6", "Here.")

    assert web.fetch("http://paper.example/1").body == b"Here."
    assert type(failure("http://paper.example/0")) is web.TooManyRedirects


def test_redirects_share_the_time(hosts):
    hosts.speaks(PAGE, slow_redirect)

    failed = failure(limits=web.Limits(seconds=1, redirects=1000))

    assert type(failed) is web.TooSlow
    assert len(hosts.requests) < 20


def slow_redirect(request):
    threading.Event().wait(0.1)
    yield misbehaving.head(302, {"Location": PAGE})


def test_nobody_at_home_is_no_connection(hosts):
    hosts.page(PAGE)
    hosts.down.add("paper.example")

    assert type(failure()) is web.NoConnection


def test_an_untrusted_certificate_is_not_trusted(hosts):
    hosts.page("https://paper.example/", "Private.")
    hosts.certificate_is_trusted = False

    assert type(failure("https://paper.example/")) is web.NotTrusted
    assert hosts.requests == []


def test_a_certificate_of_another_host_is_not_trusted(hosts):
    hosts.page("https://stranger.example/", "Private.")

    assert type(failure("https://stranger.example/")) is web.NotTrusted
    assert hosts.requests == []


def test_a_redirect_that_fails_tells_where(hosts):
    hosts.redirect(PAGE, to="http://gone.example/")

    failed = failure()

    assert (type(failed), failed.address) == (web.NoSuchHost, "http://gone.example/")


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=400), st.sampled_from(["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 302 -\r\n"]))
def test_whatever_a_host_says_is_a_page_or_a_failure(hosts, said, opening):
    hosts.speaks(PAGE, lambda request: [opening.encode() + said])

    try:
        page = web.fetch(PAGE, limits=BRIEF)
    except web.Failed:
        return

    assert page.status >= 200
    assert page.content_type == page.content_type.strip().lower()
    assert page.charset is None or page.charset
