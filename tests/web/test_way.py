"""No way leads inside: not directly, not by redirects, not by a resolver that changes its mind."""

import inspect
import itertools
import socket

import pytest

from articles import web
from articles.web import way

from ..hosts import PAUSE
from .forbidden import ADDRESSES, NUMBERS_4, NUMBERS_6

# What can stand in a header; the rest is tried directly only. A redirect may leave out the scheme
# and the host, so an address without them leads back to where it came from.
RELATIVE = {"http:paper.example", "http:///paper.example", "http://", "http://pa per.example/"}
IN_HEADERS = [a for a in ADDRESSES if a not in RELATIVE]


def outcome(address: str) -> type | int:
    try:
        return web.fetch(address).status
    except web.Failed as failed:
        return type(failed)


def test_no_spelling_of_a_forbidden_address_is_looked_up_or_connected_to(hosts):
    hosts.page("http://paper.example/", "The public page of a host that is there.")

    outcomes = {address: outcome(address) for address in ADDRESSES}

    assert set(outcomes.values()) == {web.Refused}
    assert (hosts.looked_up, hosts.connected) == ([], [])


@pytest.mark.parametrize("redirects", [1, 2, 3, 4, 5])
def test_no_redirect_leads_to_a_forbidden_address(hosts, redirects):
    steps = [f"http://step{n}.example/" for n in range(redirects)]
    for step, following in itertools.pairwise(steps):
        hosts.redirect(step, to=following, status=302)

    outcomes = {}
    for address in IN_HEADERS:
        hosts.redirect(steps[-1], to=address, status=302)
        outcomes[address] = outcome(steps[0])

    assert set(outcomes.values()) == {web.Refused}
    assert hosts.strangers == []
    assert set(hosts.connected) == {hosts.names[f"step{n}.example"]()[0] for n in range(redirects)}
    assert len(hosts.connected) == len(IN_HEADERS) * redirects


@pytest.mark.parametrize("number", [*NUMBERS_4, *NUMBERS_6])
@pytest.mark.parametrize("beside", [[], ["93.184.9.9"]])
def test_a_host_with_any_forbidden_number_is_not_connected_to(hosts, number, beside):
    hosts.name("inside.example", *beside, number)

    assert outcome("http://inside.example/") == web.Refused
    assert (hosts.looked_up, hosts.connected) == (["inside.example"], [])


def test_a_resolver_that_changes_its_mind_gains_nothing(hosts):
    hosts.page("http://paper.example/", "The public page.")
    (number,) = hosts.names["paper.example"]()
    inside = itertools.cycle([*NUMBERS_4, *NUMBERS_6])
    hosts.rebinding("paper.example", ([number] if n % 2 else [next(inside)] for n in range(1000)))

    outcomes = [outcome("http://paper.example/") for _ in range(1000)]

    assert outcomes == [web.Refused, 200] * 500
    assert hosts.strangers == []
    assert hosts.connected == [number] * 500
    assert len(hosts.looked_up) == 1000


def test_no_answer_of_the_resolver_is_used_twice(hosts):
    numbers = [f"93.184.77.{n}" for n in range(1, 61)]
    hosts.speaks(
        "http://paper.example/", lambda request: [b"HTTP/1.1 302 -\r\nLocation: /\r\n\r\n"]
    )
    hosts.numbers |= dict.fromkeys(numbers, "paper.example")
    hosts.rebinding("paper.example", ([number] for number in numbers))

    outcomes = [outcome("http://paper.example/") for _ in range(10)]

    assert outcomes == [web.TooManyRedirects] * 10
    assert hosts.connected == numbers


def test_the_answers_are_tried_in_turn_until_one_is_there(hosts):
    hosts.page("http://paper.example/", "The page.")
    (number,) = hosts.names["paper.example"]()
    hosts.name("paper.example", "2606:4700::1", "93.184.9.9", number)

    assert web.fetch("http://paper.example/").number == number
    assert hosts.connected == ["2606:4700::1", "93.184.9.9", number]


def test_only_the_first_answers_are_tried(hosts):
    hosts.name("many.example", *(f"93.184.9.{n}" for n in range(1, 100)))

    assert outcome("http://many.example/") == web.NoConnection
    assert len(hosts.connected) == way.ADDRESSES_TRIED


def test_a_resolver_that_never_answers_ends_with_the_time(hosts):
    hosts.names["slow.example"] = lambda: PAUSE.wait(3)

    with pytest.raises(web.LookUpFailed):
        web.fetch("http://slow.example/", limits=web.Limits(seconds=0.1))


@pytest.mark.parametrize(
    ("errno", "failure"),
    [
        (socket.EAI_NONAME, web.NoSuchHost),
        (socket.EAI_AGAIN, web.LookUpFailed),
        (socket.EAI_FAIL, web.LookUpFailed),
    ],
)
def test_a_name_that_means_nothing_is_told_from_a_resolver_in_trouble(hosts, errno, failure):
    def fails():
        raise socket.gaierror(errno, "said")

    hosts.names["gone.example"] = fails

    assert outcome("http://gone.example/") == failure


def test_a_host_without_any_number_is_no_host(hosts):
    hosts.name("empty.example")

    assert outcome("http://empty.example/") == web.NoSuchHost


# What the tests put in the way's place is like the way


@pytest.mark.parametrize("name", ["look_up", "connect", "tls"])
def test_the_hosts_of_the_tests_are_called_as_the_internet_is(hosts, name):
    ours = inspect.signature(getattr(hosts, name))

    assert list(ours.parameters) == list(inspect.signature(getattr(way, name)).parameters)


def test_names_are_looked_up_whole(monkeypatch):
    asked = []

    def getaddrinfo(host, port, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, kwargs["type"], 6, "", ("93.184.0.1", port))] * 2

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    assert way.look_up("paper.example", 80) == ["93.184.0.1"]
    assert asked == ["paper.example."]


def test_a_connection_is_made_to_the_number_itself(hosts):
    server = socket.create_server(("127.0.0.1", 0))
    with server, way.connect(*server.getsockname(), 5) as sock:
        assert sock.getpeername() == server.getsockname()


def test_nobody_but_a_test_changes_the_way():
    assert way.Way() == way.WAY_OUT
