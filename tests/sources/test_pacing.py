"""Many hosts are asked at once, one host at a time and at its pace."""

import threading
from collections import Counter
from dataclasses import dataclass

import pytest

from articles.sources import pacing
from articles.sources.pacing import WORKERS, Pace, side_by_side

from ..hosts import PAUSE
from .due import Clock


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pacing, "time", clock)
    return clock


@dataclass(frozen=True)
class Errand:
    address: str


def errands(*addresses: str) -> list[Errand]:
    return [Errand(f"http://{address}") for address in addresses]


# The pace


def starts(pace: Pace, clock: Clock, *addresses: str, each: float = 5) -> list[float]:
    """When each could be asked, seconds after the first, if an answer takes `each`."""
    begun, at = clock.now, []
    for address in addresses:
        with pace.turn(address):
            at.append(clock.now - begun)
            clock.sleep(each)
    return at


def test_a_host_is_left_alone_after_each_answer(clock):
    addresses = ("http://paper.example/1", "https://www.paper.example/2", "http://paper.example/3")

    assert starts(Pace(2), clock, *addresses) == [0, 7, 14]


def test_another_host_need_not_wait(clock):
    addresses = ("http://paper.example/1", "http://other.example/", "http://paper.example/2")

    assert starts(Pace(2), clock, *addresses) == [0, 5, 10]


def test_a_host_that_gave_no_answer_is_left_alone_too(clock):
    pace = Pace(2)
    with pytest.raises(ZeroDivisionError), pace.turn("http://paper.example/1"):
        1 / 0  # noqa: B018

    assert starts(pace, clock, "http://other.example/", "http://paper.example/2", each=0) == [0, 2]


def test_of_many_hosts_only_those_that_are_to_be_left_alone_are_remembered(clock):
    pace = Pace(2)

    starts(pace, clock, *(f"http://host{n}.example/" for n in range(5)), each=1.5)

    assert set(pace.free_at) == {"host3.example", "host4.example"}


# Side by side


def test_a_slow_host_holds_up_no_other():
    others_are_done, order = threading.Event(), []

    def do(errand: Errand) -> bool:
        return "slow" not in errand.address or others_are_done.wait(10)

    asked = errands("slow.example/1", "slow.example/2", *(f"host{n}.example/" for n in range(20)))
    for errand, done in side_by_side(asked, do):
        assert done.result()
        order.append(errand)
        if len(order) == 20:
            others_are_done.set()

    assert order[-2:] == asked[:2]
    assert Counter(order) == Counter(asked)


def test_one_host_is_asked_one_thing_at_a_time_and_in_order():
    at, most, order = Counter(), Counter(), []

    def do(errand: Errand) -> None:
        host = errand.address.split("/")[2].removeprefix("www.")
        at[host] += 1
        most[host] = max(most[host], at[host])
        PAUSE.wait(0.01)
        at[host] -= 1

    hosts = ("a.example", "www.a.example", "b.example")
    asked = errands(*(f"{host}/{n}" for n in range(5) for host in hosts))
    for errand, _ in side_by_side(asked, do):
        order.append(errand)

    assert most == {"a.example": 1, "b.example": 1}
    for host in ("a.example", "b.example"):
        assert [e for e in order if host in e.address] == [e for e in asked if host in e.address]


def test_no_more_is_fetched_than_somebody_takes_off_our_hands():
    begun, ahead = [], []
    asked = errands(*(f"host{n}.example/" for n in range(60)))

    for taken, _ in enumerate(side_by_side(asked, begun.append)):
        PAUSE.wait(0.001)
        ahead.append(len(begun) - taken)

    assert len(begun) == 60
    assert max(ahead) <= WORKERS


def test_what_goes_wrong_with_one_errand_is_its_own():
    asked = errands("a.example/", "b.example/", "a.example/2")

    wrong = {
        errand.address: type(done.exception())
        for errand, done in side_by_side(asked, lambda errand: 1 / ("2" not in errand.address))
    }

    assert wrong == {
        "http://a.example/": type(None),
        "http://b.example/": type(None),
        "http://a.example/2": ZeroDivisionError,
    }
