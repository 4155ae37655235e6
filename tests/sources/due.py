"""Links that are due, visits to them, and time that goes by."""

import threading
from datetime import timedelta

from django.utils import timezone

from articles.sources import monitor
from articles.sources.links import Link, LinkCheck
from articles.sources.monitor import Use
from articles.sources.pacing import Pace

from ..newsroom import a_document, a_link

ADDRESS = "http://paper.example/wall"
ARTICLE = "The harbour wall leaks, an inspector said on Monday. " + " ".join(
    f"He counted {n} cracks along stretch {n} of the wall, the longest of them {n} steps."
    for n in range(20)
)
OTHER = " ".join(
    f"Play slot {n} and win {n} free spins in our great bonus week." for n in range(30)
)
EXCERPT = "an inspector said on Monday"


def cited(address: str = ADDRESS, **fields) -> Link:
    """A link that is due."""
    document = a_document(address, url=address, **fields)
    return a_link(document, visit_at=timezone.now())


def visit(*, uses=lambda documents: {}, **kwargs) -> list[LinkCheck]:
    return monitor.visit_due(uses=uses, pace=Pace(0), **kwargs)


def relied_on(*excerpts, keys=()):
    return lambda documents: dict.fromkeys(documents, Use(excerpts, keys))


def days_pass(link: Link, days: float) -> None:
    """Let `days` go by for one link: all its times move back, and nobody touches the clock."""
    link.refresh_from_db()
    gone = timedelta(days=days)
    times = (
        "failed_at",
        "since",
        "visited_at",
        "watched_since",
        "visit_at",
        "capture_at",
        "asked_at",
    )
    moved = {name: at - gone for name in times if (at := getattr(link, name))}
    Link.objects.filter(pk=link.pk).update(**moved)
    link.refresh_from_db()


def due_in(link: Link) -> float | None:
    """Days until the next visit, to the hour."""
    link.refresh_from_db()
    return link.visit_at and round((link.visit_at - timezone.now()) / timedelta(days=1), 1)


class Clock:
    """In the place of the time module: sleeping takes none, and hours pass when told to."""

    def __init__(self):
        self.now = 100.0
        self.lock = threading.Lock()

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.now += seconds
