"""Every route of the site, who it is for, and where it stands for a given story.

The tables below are written by hand and compared with the URLconf (test_permission_matrix.py), so
a new route is refused until somebody has said here who may open it; the two matrices then ask it
by itself. Addresses are spelled out, so that what is tested is not what spells them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from django.db.models import Model
from django.urls import get_resolver

from .newsroom import ROLES

NOBODY = frozenset()
SUPERUSER = frozenset({"superuser"})
ALL = frozenset({*ROLES, "superuser"})
EVERY_STAFF = ALL | {"no role"}
IDENTITIES = ("anonymous", "reader", "no role", *ROLES, "superuser")

WRITERS = ALL - {"Photo desk", "Researcher"}
PHOTO_STAFF = ALL - {"Researcher"}
SOURCE_STAFF = ALL - {"Photo desk"}
EDITORS = frozenset({"Editor", "Publisher", "superuser"})
PUBLISHERS = frozenset({"Publisher", "superuser"})


def routes(patterns=None, prefix: str = "") -> Iterator[str]:
    """Every route of the URLconf, whole, as its patterns spell it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


@dataclass(frozen=True, kw_only=True)
class Trail:
    """What could lead a reader to a story: slugs (former ones too), days, ids, names of files."""

    section: str
    days: tuple[date, ...] = ()
    slugs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    credits: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def stories(self) -> list[str]:
        return [f"/{day:%Y/%m/%d}/{slug}/" for day, slug in product(self.days, self.slugs)]


@dataclass(frozen=True)
class Surface:
    """One route for readers: its name in the matrix, and its addresses along a trail."""

    name: str
    addresses: Callable[[Trail], Iterable[str]]


def only(*addresses: str) -> Callable[[Trail], Iterable[str]]:
    return lambda trail: addresses


def each(shape: str, part: str) -> Callable[[Trail], Iterable[str]]:
    """`shape` once for each of the trail's `part`."""
    return lambda trail: [shape.format(one) for one in getattr(trail, part)]


def dated(shape: str) -> Callable[[Trail], Iterable[str]]:
    return lambda trail: sorted({f"{day:{shape}}" for day in trail.days})


DAY = "<year:year>/<two:month>/<two:day>/"

PUBLIC = {
    "": Surface("front", only("/")),
    "<anyslug:slug>/": Surface(
        "section", lambda trail: [f"/{trail.section}/", f"/{trail.section}/?page=2"]
    ),
    f"{DAY}<anyslug:slug>/": Surface("story", Trail.stories),
    f"{DAY}<anyslug:slug>/history/": Surface(
        "history", lambda trail: [f"{address}history/" for address in trail.stories()]
    ),
    "tags/": Surface("tags", only("/tags/")),
    "tags/<anyslug:slug>/": Surface("tag", each("/tags/{}/", "tags")),
    "sources/": Surface("sources", only("/sources/")),
    "sources/<anyslug:slug>/": Surface("source", each("/sources/{}/", "sources")),
    "sources/documents/<int:pk>/": Surface("document", each("/sources/documents/{}/", "documents")),
    "photos/<anyslug:slug>/": Surface("credit", each("/photos/{}/", "credits")),
    "by/<anyslug:slug>/": Surface("contributor", each("/by/{}/", "contributors")),
    "archive/": Surface("archive", only("/archive/")),
    "archive/<year:year>/": Surface("year", dated("/archive/%Y/")),
    "archive/<year:year>/<two:month>/": Surface("month", dated("/archive/%Y/%m/")),
    "archive/<year:year>/<two:month>/<two:day>/": Surface("day", dated("/archive/%Y/%m/%d/")),
    "corrections/": Surface("corrections", only("/corrections/")),
    "media/<filename:name>": Surface("file", each("/media/{}", "files")),
    "robots.txt": Surface("robots", only("/robots.txt")),
    "health/": Surface("health", only("/health/")),
}
