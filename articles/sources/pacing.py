"""Ask many hosts at once, and each of them at a pace: the crawlers' politeness. No tables."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from .addresses import domain_of

WORKERS = 8  # hosts at once
PACE = 2  # seconds


@dataclass
class Pace:
    """When each host may be asked again: `seconds` after it was done with, whatever it was asked.

    One of these goes through all of a run. Where a host redirects to is not waited for. Hosts that
    may be asked again are forgotten.
    """

    seconds: float = PACE
    free_at: dict[str, float] = field(default_factory=dict)
    changing: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """Wait until the host of `address` may be asked; ask it inside, and from one thread."""
        host = domain_of(address)
        time.sleep(max(0, self.free_at.get(host, 0) - time.monotonic()))
        try:
            yield
        finally:
            now = time.monotonic()
            with self.changing:
                waited_for = {other: at for other, at in self.free_at.items() if at > now}
                self.free_at = waited_for | {host: now + self.seconds}


class Errand(Protocol):
    address: str


def side_by_side[E: Errand, R](
    errands: Iterable[E], do: Callable[[E], R]
) -> Iterator[tuple[E, Future[R]]]:
    """Each of `errands` with what `do` made of it, as they are done, those of one host in turn.

    `do` runs in threads. Of what it made no more than WORKERS are held until they are asked for,
    so that memory is bounded though a capture may have 20 MB.
    """
    turns = defaultdict(deque)
    for errand in errands:
        turns[domain_of(errand.address)].append(errand)
    free, at = deque(turns), {}
    with ThreadPoolExecutor(WORKERS) as pool:
        while free or at:
            while free and len(at) < WORKERS:
                host = free.popleft()
                errand = turns[host].popleft()
                at[pool.submit(do, errand)] = host, errand
            first = next(iter(wait(at, return_when=FIRST_COMPLETED).done))
            host, errand = at.pop(first)
            if turns[host]:
                free.append(host)
            yield errand, first
