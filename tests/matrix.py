"""Every route of the site, who it is for, and where it stands for a given story.

The tables below are written by hand and compared with the URLconf (test_permission_matrix.py), so
a new route is refused until somebody has said here who may open it; the two matrices then ask it
by itself. Addresses are spelled out, so that what is tested is not what spells them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

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
CHECKERS = ALL - {"Photo desk", "Writer"}
EDITORS = frozenset({"Editor", "Publisher", "superuser"})
PUBLISHERS = frozenset({"Publisher", "superuser"})

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")


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
    f"{DAY}<anyslug:slug>/sources.<ending:ending>": Surface(
        "cited",
        lambda trail: [
            f"{address}sources.{ending}"
            for address in trail.stories()
            for ending in ("json", "bib", "ris")
        ],
    ),
    # All forms draw the same items; between them the places ask for each.
    "feed.<feed:ending>": Surface("feed", only("/feed.rss", "/feed.atom", "/feed.json")),
    "<anyslug:slug>/feed.<feed:ending>": Surface(
        "section feed", lambda trail: [f"/{trail.section}/feed.rss"]
    ),
    "corrections/feed.<feed:ending>": Surface(
        "corrections feed", only("/corrections/feed.atom", "/corrections/feed.json")
    ),
    "tags/<anyslug:slug>/feed.<feed:ending>": Surface(
        "tag feed", each("/tags/{}/feed.atom", "tags")
    ),
    "sources/<anyslug:slug>/feed.<feed:ending>": Surface(
        "source feed", each("/sources/{}/feed.json", "sources")
    ),
    "by/<anyslug:slug>/feed.<feed:ending>": Surface(
        "contributor feed", each("/by/{}/feed.rss", "contributors")
    ),
    "tags/": Surface("tags", only("/tags/")),
    "tags/<anyslug:slug>/": Surface("tag", each("/tags/{}/", "tags")),
    "sources/": Surface("sources", only("/sources/")),
    "sources/<anyslug:slug>/": Surface("source", each("/sources/{}/", "sources")),
    "sources/documents/<int:pk>/": Surface("document", each("/sources/documents/{}/", "documents")),
    "sources/documents/<int:pk>/copy/": Surface(
        "copy", each("/sources/documents/{}/copy/", "documents")
    ),
    "photos/<anyslug:slug>/": Surface("credit", each("/photos/{}/", "credits")),
    "by/<anyslug:slug>/": Surface("contributor", each("/by/{}/", "contributors")),
    "archive/": Surface("archive", only("/archive/")),
    "archive/<year:year>/": Surface("year", dated("/archive/%Y/")),
    "archive/<year:year>/<two:month>/": Surface("month", dated("/archive/%Y/%m/")),
    "archive/<year:year>/<two:month>/<two:day>/": Surface("day", dated("/archive/%Y/%m/%d/")),
    "corrections/": Surface("corrections", only("/corrections/")),
    "media/<filename:name>": Surface("file", each("/media/{}", "files")),
    "sitemap.xml": Surface("sitemap", only("/sitemap.xml")),
    "news-sitemap.xml": Surface("news sitemap", only("/news-sitemap.xml")),
    "sitemap-pages.xml": Surface("sitemap of pages", only("/sitemap-pages.xml")),
    "sitemap-tags.xml": Surface("sitemap of tags", only("/sitemap-tags.xml")),
    "sitemap-sources.xml": Surface("sitemap of sources", only("/sitemap-sources.xml")),
    "sitemap-people.xml": Surface("sitemap of people", only("/sitemap-people.xml")),
    "sitemap-<year:year>-<two:month>.xml": Surface(
        "sitemap of a month", dated("/sitemap-%Y-%m.xml")
    ),
    "favicon.ico": Surface("icon", only("/favicon.ico")),
    "robots.txt": Surface("robots", only("/robots.txt")),
    "health/": Surface("health", only("/health/")),
}


@dataclass(frozen=True)
class Screen:
    """One route of the desk: who is let in by GET and by POST. None: nobody may ask that way.

    `address` has the ids of things in braces. What a POST may then change is asked by the forged
    ones in test_permission_matrix.py; here is only whom the door of the screen lets through.
    """

    address: str
    get: frozenset[str] | None = EVERY_STAFF
    post: frozenset[str] | None = EVERY_STAFF


def table(
    name: str, *, look=ALL, add=NOBODY, change=NOBODY, delete=NOBODY, post_to_change=None
) -> dict[str, Screen]:
    """The routes Django's admin gives a table, `name` being "app/model"."""
    model = name.partition("/")[2]
    one = f"/desk/{name}/{{{model}}}"
    change = change if post_to_change is None else post_to_change
    route = f"desk/{name}/<path:object_id>/"
    return {
        f"desk/{name}/": Screen(f"/desk/{name}/", look, look),
        f"desk/{name}/add/": Screen(f"/desk/{name}/add/", add, add),
        route: Screen(f"{one}/"),  # to where it is changed; that asks who is coming
        f"{route}change/": Screen(f"{one}/change/", look, change),
        f"{route}history/": Screen(f"{one}/history/", look, look),
        f"{route}delete/": Screen(f"{one}/delete/", delete, delete),
    }


PUBLISHER = frozenset({"Publisher"})
STORY = "desk/articles/story/"
DOCUMENT = "desk/articles/document/"
AN_AGREEMENT = "/desk/articles/sourcingagreement/{sourcingagreement}/"
AGREEMENT = "desk/articles/sourcingagreement/<int:agreement_id>/"

DESK = {
    # The house itself
    "desk/": Screen("/desk/"),
    "desk/password_change/": Screen("/desk/password_change/"),
    "desk/password_change/done/": Screen("/desk/password_change/done/", post=None),
    "desk/jsi18n/": Screen("/desk/jsi18n/", post=None),
    "desk/r/<path:content_type_id>/<path:object_id>/": Screen("/desk/r/1/1/"),
    "desk/autocomplete/": Screen(
        "/desk/autocomplete/?app_label=articles&model_name=document&field_name=publisher", ALL, None
    ),
    "desk/^(?P<app_label>auth|articles)/$": Screen("/desk/articles/"),
    "desk/(?P<url>.*)$": Screen("/desk/no/such/screen/"),
    "desk/from-text/": Screen("/desk/from-text/", WRITERS, WRITERS),
    "desk/front/": Screen("/desk/front/", PUBLISHERS, PUBLISHERS),
    "desk/photos/<int:photo_id>/<int:width>/": Screen("/desk/photos/{photo}/320/", ALL, ALL),
    # Stories
    **table("articles/story", add=WRITERS, post_to_change=ALL),
    **{
        f"{STORY}find/{what}/": Screen(f"/{STORY}find/{what}/?q=zq", ALL, None)
        for what in ("tags", "people", "sources", "evidence", "photos")
    },
    **{
        f"{STORY}{act}/": Screen(f"/{STORY}{act}/", None, SOURCE_STAFF)
        for act in ("add-document", "document-details", "read-references", "add-references")
    },
    f"{STORY}readiness/": Screen(f"/{STORY}readiness/", None, WRITERS),
    f"{STORY}<int:story_id>/readiness/": Screen(f"/{STORY}{{story}}/readiness/", None, ALL),
    f"{STORY}preview/": Screen(f"/{STORY}preview/", WRITERS, WRITERS),
    f"{STORY}<int:story_id>/preview/": Screen(f"/{STORY}{{story}}/preview/", ALL, ALL),
    f"{STORY}<int:story_id>/compare/": Screen(f"/{STORY}{{story}}/compare/", ALL, None),
    f"{STORY}<int:story_id>/restore/": Screen(f"/{STORY}{{story}}/restore/", None, ALL),
    # The library
    **table("articles/tag", add=WRITERS, change=EDITORS, delete=SUPERUSER),
    **table("articles/tagmerge", look=EDITORS),
    **table("articles/section", add=PUBLISHERS, change=PUBLISHERS, delete=SUPERUSER),
    **table("articles/sectionmerge", look=PUBLISHERS),
    **table("articles/contributor", add=EDITORS, change=EDITORS, delete=SUPERUSER),
    **table("articles/contributormerge", look=EDITORS),
    **table("articles/source", add=SOURCE_STAFF, change=SOURCE_STAFF, delete=SUPERUSER),
    **table("articles/sourcemerge", look=EDITORS),
    **table("articles/link"),
    **table("articles/hostrule", add=CHECKERS, change=CHECKERS, delete=CHECKERS),
    **table("articles/sourcingterm", change=PUBLISHERS),
    **table("articles/sourcingagreement", add=SOURCE_STAFF, change=SOURCE_STAFF),
    f"{AGREEMENT}approve/": Screen(f"{AN_AGREEMENT}approve/", None, EDITORS),
    f"{AGREEMENT}revoke/": Screen(f"{AN_AGREEMENT}revoke/", None, SOURCE_STAFF),
    # And whoever made the agreement or is named in it; but being a superuser is no right.
    f"{AGREEMENT}identity/": Screen(f"{AN_AGREEMENT}identity/", PUBLISHER, PUBLISHER),
    **table("articles/document", add=SOURCE_STAFF, change=SOURCE_STAFF, delete=SUPERUSER),
    **table("articles/documentmerge", look=EDITORS),
    f"{DOCUMENT}<int:pk>/capture/": Screen(f"/{DOCUMENT}{{document}}/capture/", None, SOURCE_STAFF),
    f"{DOCUMENT}<int:pk>/bring/": Screen(
        f"/{DOCUMENT}{{document}}/bring/", SOURCE_STAFF, SOURCE_STAFF
    ),
    f"{DOCUMENT}captures/<int:pk>/": Screen(f"/{DOCUMENT}captures/{{capture}}/", ALL, None),
    **{
        f"{DOCUMENT}captures/<int:pk>/{what}/": Screen(
            f"/{DOCUMENT}captures/{{capture}}/{what}/", ALL, None
        )
        for what in ("content", "file")
    },
    f"{DOCUMENT}captures/<int:pk>/withhold/": Screen(
        f"/{DOCUMENT}captures/{{capture}}/withhold/", None, CHECKERS
    ),
    **table("articles/photo", add=PHOTO_STAFF, change=PHOTO_STAFF, delete=SUPERUSER),
    "desk/articles/photo/<int:pk>/original/": Screen(
        "/desk/articles/photo/{photo}/original/", PHOTO_STAFF, None
    ),
    "desk/articles/photo/<int:pk>/original/<int:former>/": Screen(
        "/desk/articles/photo/{photo}/original/{formerpicture}/", PHOTO_STAFF, None
    ),
    **table("articles/photocredit", add=PHOTO_STAFF, change=PHOTO_STAFF, delete=SUPERUSER),
    "desk/articles/photocredit/compose/": Screen("/desk/articles/photocredit/compose/", ALL, ALL),
    # Staff
    **{
        route: screen
        for name in ("auth/user", "auth/group")
        for route, screen in table(
            name, look=SUPERUSER, add=SUPERUSER, change=SUPERUSER, delete=SUPERUSER
        ).items()
    },
    "desk/auth/user/<id>/password/": Screen(
        "/desk/auth/user/{user}/password/", SUPERUSER, SUPERUSER
    ),
}

# Open to the public and to staff alike; the way in and the way out.
BOTH = {"desk/login/", "desk/logout/"}
