"""Addresses of documents: two spellings of one page are one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources.addresses import domain_of, domains_above, names_of, normalise

PAGE = "https://example.org/news/wall"


@pytest.mark.parametrize(
    "spelling",
    [
        "https://example.org/news/wall",
        "http://www.Example.org/news/wall/",
        "  https://m.example.org:443/news/wall#comments ",
        "https://amp.example.org/news/wall/amp/",
        "https://example.org/news/wall?utm_source=x&fbclid=y",
        "https://reader:secret@example.org/news/wall",
        "https://example.org./news/%77all",
        "https://example.org/news/wall?amp=1&outputType=amp",
        "https://example.org/news/wall?CMP=Share_Android&srsltid=x&at_medium=RSS&mkt_tok=y",
        "https://www.google.com/amp/s/www.example.org/news/wall/amp/",
        "https://google.co.uk/amp/example.org/news/wall?usqp=x&amp_js_v=0.1",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/wall#aoh=1",
        "https://cdn.ampproject.org/v/s/m.example.org/news/wall?amp_js_v=0.1",
        "https://example-org.bing-amp.com/c/s/example.org/news/wall",
        "https://www.google.com/amp/s/example-org.cdn.ampproject.org/c/s/example.org/news/wall",
    ],
)
def test_spellings_of_one_page_are_one_address(spelling):
    assert normalise(spelling) == PAGE


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/News/wall",
        "https://example.org/news/wall?page=2",
        "https://example.org:8443/news/wall",
        "https://news.example.org/news/wall",
        "https://example.com/news/wall",
        "https://example.org/news/wall?output=amp2",
        "https://example.org/news/wall/amp",
        "https://example.org/news/wall#!cracks",
        "https://www.google.com/amp/wall",
        "https://amp.example.com/amp/s/example.org/news/wall",
    ],
)
def test_another_page_is_another_address(other):
    assert normalise(other) != PAGE


def test_a_mobile_host_beside_a_language_is_the_same_host():
    assert normalise("https://en.m.wikipedia.org/wiki/Wall") == "https://en.wikipedia.org/wiki/Wall"
    assert normalise("https://m.co/wall") == "https://m.co/wall"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/a-B_9?si=x&t=12", "https://www.youtube.com/watch?t=12&v=a-B_9"),
        ("https://youtu.be/a-B_9/", "https://m.youtube.com/watch?v=a-B_9"),
        ("https://x.com/board/status/1", "https://mobile.twitter.com/board/status/1"),
        ("http://dx.doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("https://x.org/2026/the-wall-leaks/amp/", "https://x.org/2026/the-wall-leaks"),
        ("https://x.org/wall-7/amp", "https://x.org/wall-7"),
        ("https://bbc.co.uk/news/amp/uk-12345", "https://www.bbc.co.uk/news/uk-12345"),
        ("https://bbc.co.uk/news/uk-12345.amp", "https://www.bbc.co.uk/news/uk-12345"),
        ("https://google.com/amp/s/x.org/wall%3foutputType=amp", "https://x.org/wall"),
        ("https://google.com/amp/s/x.org/wall%3Fp%3D2?usqp=x", "https://x.org/wall?p=2"),
        ("https://youtube.com/watch?v=a&feature=youtu.be", "https://youtu.be/a"),
        ("https://x.org/wall?referringSource=share&taid=1&rpc=401", "https://x.org/wall"),
        ("https://münchen.de/a", "https://xn--mnchen-3ya.de/a"),
        ("https://www.MÜNCHEN。de/a", "https://xn--mnchen-3ya.de/a"),
        ("https://straße.de/a", "https://xn--strae-oqa.de/a"),
        ("https://日本語.jp/a", "https://xn--wgv71a119e.jp/a"),
        ("https://x.org/#!/wall%2Da", "http://www.x.org/#!/wall-a"),
        ("https://x.org/%e9?q=%e8", "https://x.org/%E9?q=%E8"),
    ],
)
def test_two_addresses_of_one_page_are_one(one, other):
    assert normalise(one) == normalise(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/a", "https://youtu.be/b"),
        ("https://youtu.be/", "https://youtube.com/"),
        ("https://box.com/a", "https://twitter.com/a"),
        ("https://x.org/guitars/amp", "https://x.org/guitars"),
        ("https://shop.amp.org./guitars/amp", "https://shop.amp.org/guitars"),
        ("https://x.org/bass-guitars/amp/", "https://x.org/bass-guitars"),
        ("https://x.org/guitars/amp/loud", "https://x.org/guitars/loud"),
        ("https://x.org/wall.amp", "https://x.org/wall"),
        ("https://x.org/wall?features=a", "https://x.org/wall"),
        ("https://straße.de/a", "https://strasse.de/a"),
        ("https://x.org/forum/#!topic/1", "https://x.org/forum/#!topic/2"),
        ("https://x.org/%E9", "https://x.org/%E8"),
        ("https://x.org/%E9", "https://x.org/%EF%BF%BD"),
        ("https://x.org/?q=%E9", "https://x.org/?q=%E8"),
        ("https://x.org/#!%E9", "https://x.org/#!%E8"),
    ],
)
def test_addresses_of_two_pages_are_two(one, other):
    assert normalise(one) != normalise(other)


def test_what_is_known_of_a_host_by_one_name_is_known_of_its_others():
    assert domains_above("https://x.com/board") == ["twitter.com", "x.com"]
    assert domains_above("https://twitter.com/board") == ["twitter.com", "x.com"]
    assert domains_above("youtu.be") == ["youtube.com", "youtu.be"]
    assert domains_above("https://dx.doi.org/10.1000/182") == ["doi.org", "dx.doi.org"]
    assert domains_above("https://pic.x.com/wall") == ["pic.x.com", "x.com", "twitter.com"]


@pytest.mark.parametrize("host", ["twitter.com", "x.com"])
def test_all_names_of_a_host_are_known_by_any(host):
    assert names_of(host) == ["twitter.com", "x.com"]
    assert names_of("example.org") == ["example.org"]


def test_the_order_of_parameters_tells_nothing():
    assert normalise(f"{PAGE}?b=2&a=1") == normalise(f"{PAGE}?a=1&b=2")


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        "example.org",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://example.org:99999/",
        "ftp://example.org/x",
    ],
)
def test_what_is_no_web_address_has_none(nothing):
    assert normalise(nothing) == ""


hosts = st.sampled_from(
    [
        *("example.org", "www.www.example.org", "m.amp.example.org", "EXAMPLE.org.", "www.org"),
        *("u:p@example.org:8080", "[::1]", "[::1]:99", "exämple.org", "127.0.0.1", "m.m.m"),
        *("en.m.example.org", "de.m.m.m.org", "en.m.google.com", "a.cdn.ampproject.org"),
        *("MÜNCHEN.de", "xn--mnchen-3ya.de", "ä..de", "xn--ä.de", "日本。jp", "ß" * 70, "www.ü"),
        *("youtu.be", "www.youtu.be:81", "m.youtube.com", "x.com", "amp.x.com", "dx.doi.org"),
    ]
)
segments = st.sampled_from(
    [
        *("a", "amp", "%61mp", "s", "c", "www.b.org", "google.com", "x.cdn.ampproject.org"),
        *("%41", "%2541", "%ff", "é", "", "..", "x.amp.html", "[", " ", "b.org:99999"),
        *("a-b-c", "7", "youtu.be", "%2F", "#!a", "#!%ff", "#!amp"),
        *("7.amp", "a-b-c.amp.html", "%3fa=1", "google.com%3Fb%3Fc", "7%3foutputType=amp"),
    ]
)
queries = st.sampled_from(
    [
        "",
        "?",
        "?b=2&a=1",
        "?utm_source=x",
        "?a=%20+&b",
        "?a=é",
        "?&&a",
        "?a;b",
        "?si=x&v=%ff",
        "#!?a",
    ]
)
addresses = st.builds(
    lambda host, path, query: f"http://{host}/{'/'.join(path)}{query}",
    hosts,
    st.lists(segments, max_size=4),
    queries,
) | st.text().map("http://{}".format)


@given(addresses)
def test_normalising_twice_is_normalising_once(address):
    assert normalise(normalise(address)) == normalise(address)


@given(st.text())
def test_no_text_is_too_strange_to_ask_for_its_domain(text):
    assert domain_of(domain_of(text)) == domain_of(text)
    assert len(domains_above(text)) < len(domain_of(text).split("."))


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.Reuters.com/x", "reuters.com"),
        ("reuters.com", "reuters.com"),
        ("reuters.com/world//today", "reuters.com"),
        ("//m.reuters.com/x", "reuters.com"),
        ("de.m.wikinews.org", "de.wikinews.org"),
        ("www.org", "www.org"),
        ("http://[::1", ""),
        ("https://www.München.de/x", "xn--mnchen-3ya.de"),
        ("xn--zzzz99999.de", "xn--zzzz99999.de"),
        ("", ""),
    ],
)
def test_the_domain_a_source_is_known_by(address, domain):
    assert domain_of(address) == domain


def test_who_publishes_a_page_is_told_by_its_own_address_and_not_by_a_copys():
    copy = "https://www.google.com/amp/s/news.example.org/wall"

    assert domains_above(copy) == ["news.example.org", "example.org"]


def test_the_domains_above_begin_with_the_nearest():
    assert domains_above("https://a.b.example.org/") == [
        "a.b.example.org",
        "b.example.org",
        "example.org",
    ]
