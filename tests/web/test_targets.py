"""Where we may go: each forbidden address in each spelling, and the one spelling of the others."""

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.web import Refused, is_public
from articles.web.targets import LABEL, PORTS, target

from .forbidden import ADDRESSES, NUMBERS_4, NUMBERS_6


@pytest.mark.parametrize(
    ("address", "spelling"),
    [
        ("http://paper.example", "http://paper.example/"),
        ("http://paper.example:80/", "http://paper.example/"),
        ("HTTPS://Paper.Example:443/Wall?a=1#top", "https://paper.example/Wall?a=1"),
        ("http://paper.example:8080/", "http://paper.example:8080/"),
        ("http://paper.example:443/", "http://paper.example:443/"),
        (
            "http://zürich.example/straße?ö=ü",
            "http://xn--zrich-kva.example/stra%C3%9Fe?%C3%B6=%C3%BC",
        ),
        ("http://北京.example/", "http://xn--1lq90i.example/"),
        ('http://paper.example/a%20b|c"d', "http://paper.example/a%20b%7Cc%22d"),
        ("http://my_paper.example/", "http://my_paper.example/"),
        ("http://93.184.0.1/", "http://93.184.0.1/"),
        ("http://paper.example?page=1", "http://paper.example/?page=1"),
    ],
)
def test_an_address_is_brought_to_one_spelling(address, spelling):
    assert target(address).address == spelling


def test_there_are_enough_forbidden_spellings():
    assert len(ADDRESSES) == len(set(ADDRESSES)) >= 400


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_forbidden_address_is_refused_without_looking_anything_up(address):
    with pytest.raises(Refused):
        target(address)


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\0", "\x7f", "\x85", "\xa0", " ", "\\"])
@pytest.mark.parametrize(
    "address", ["http://paper{}.example/", "http://paper.example/a{}b", "{}http://paper.example/"]
)
def test_a_character_no_address_has_is_refused(address, character):
    with pytest.raises(Refused):
        target(address.format(character))


@pytest.mark.parametrize("number", [*NUMBERS_4, *NUMBERS_6, "", "paper.example", "93.184.0.01"])
def test_a_number_that_is_not_public_is_known(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.0.1", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00::1"]
)
def test_a_public_number_is_known(number):
    assert is_public(number)


@given(st.ip_addresses())
@example(ipaddress.ip_address("192.0.0.8"))
@example(ipaddress.ip_address("224.0.0.1"))
@example(ipaddress.ip_address("fec0::1"))
def test_nothing_is_public_that_python_does_not_hold_to_be(number):
    assert not is_public(str(number)) or (number.is_global and not number.is_multicast)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "::{}", "64:ff9b::{}", "::ffff:0:{}"]))
def test_no_number_that_wraps_another_is_public(number, wrapping):
    assert not is_public(wrapping.format(number))


@given(
    st.text(max_size=60), st.sampled_from(["http://{}", "https://{}/", "{}", "http://{}.example/"])
)
@example("[", "http://{}")
@example("a:b:c", "http://{}")
@example("xn--a", "http://{}.example/")
def test_whatever_is_written_is_refused_or_becomes_a_plain_target(text, form):
    try:
        aim = target(form.format(text))
    except Refused:
        return

    assert aim.scheme in PORTS
    assert all(LABEL.fullmatch(label) for label in aim.host.split("."))
    assert aim.path.isascii()
    assert aim.path.isprintable()
    assert " " not in aim.path
    assert target(aim.address) == aim
