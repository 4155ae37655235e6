"""Sitemaps for search engines: every page worth finding, and the photos of every story.

`/sitemap.xml` is the index. Stories stand by the month they came out in, so that a month which is
over is fetched once; a part that is longer than a sitemap should be goes on at `?page=2`. Photos
stand with their stories (image sitemap), each with its credit. `/news-sitemap.xml` is for news
search: what came out in the last two days, with its headline.

The image elements are those of Google's schema; of its `caption` and `license` that search engine
now takes notice of neither, having the credit from the file and the page, but others may.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html import escape

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from ..photos.models import Photo
from ..photos.vocabularies import keeps_from_search
from ..publishing.models import Edition, EditionPhoto
from ..tags.models import Section
from . import addresses, lists, metadata, pictures
from .addresses import absolute
from .feed_formats import sayable
from .library import TABLES

SIZE = 1000  # addresses; the protocol takes 50,000, and news search 1,000
NEWS = timedelta(days=2)
NAMESPACES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """All sitemaps but the one for news, in five queries."""
    parts = [(addresses.to("pages_sitemap"), "")]
    for name in TABLES:
        address = addresses.to(f"{name}_sitemap")
        parts += [(address + page, "") for page in pages(led_to(name).count())]
    for month, (count, latest) in months().items():
        address = addresses.to("stories_sitemap", month.year, month.month)
        parts += [(address + page, metadata.local(latest)) for page in pages(count)]
    return document("sitemapindex", [element("sitemap", place(*part)) for part in parts])


def pages(count: int) -> list[str]:
    """What follows the address of each page of a list of `count`."""
    return [lists.query(number) for number in range(1, -(-count // SIZE) + 1)]


def months() -> dict[date, tuple[int, datetime]]:
    """How many stories came out in each month that had any, and when the latest edition did."""
    days = Edition.visible.order_by("published_on").values_list("published_on")
    found: dict[date, tuple[int, datetime]] = {}
    for day, count, latest in days.annotate(Count("pk"), Max("visible_from")):
        month = day.replace(day=1)
        before, newest = found.get(month, (0, latest))
        found[month] = before + count, max(newest, latest)
    return found


@require_safe
@conditional_page
def stories(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A page of the stories of a month and their photos, in three queries."""
    first = addresses.day_of(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = Edition.visible.filter(published_on__range=(first, last)).values_list(
        "id", "published_on", "slug", "number", "visible_from", "published_at", named=True
    )
    listed = lists.shown_page(request, rows.order_by("published_on", "slug"), size=SIZE)
    photos = photos_of([row.id for row in listed.rows])
    return document(
        "urlset",
        (
            url(
                addresses.of_story(row.published_on, row.slug),
                metadata.local(metadata.changed_at(row)),
                *photos.get(row.id, ()),
            )
            for row in listed.rows
        ),
        "image",
    )


def photos_of(editions: list[int]) -> dict[int, list[str]]:
    """The elements for the photos that readers see in each of `editions`."""
    rows = EditionPhoto.objects.filter(edition__in=editions).order_by("pk")
    placed = list(rows.values_list("edition_id", "photo_id"))
    elements = {pk: image(p) for pk, p in pictures.by_id(pk for _, pk in placed).items()}
    found: dict[int, list[str]] = {}
    for edition, photo in placed:
        if elements[photo]:
            found.setdefault(edition, []).append(elements[photo])
    return found


def image(photo: Photo) -> str:
    """The element for a photo; "" if it may not be shown, or is not to be found by searching."""
    if (
        not photo.made
        or photo.sensitive
        or photo.problems()
        or keeps_from_search(photo.mining_wish)
    ):
        return ""
    license_url = addresses.outward(photo.credit.given_license_url)
    return element(
        "image:image",
        element("image:loc", text(metadata.file_of(photo, metadata.widest(photo)))),
        element("image:caption", text(metadata.with_credit(photo, photo.caption))),
        element("image:license", text(license_url)) if license_url else "",
    )


@require_safe
@conditional_page
def names(request: HttpRequest, name: str) -> HttpResponse:
    """The pages of those of TABLES' rows that stories lead to."""
    slugs = led_to(name).order_by("pk").values_list("slug", flat=True)
    listed = lists.shown_page(request, slugs, size=SIZE)
    return document("urlset", (url(addresses.to(name, slug)) for slug in listed.rows))


def led_to(name: str) -> QuerySet:
    leading = Edition.visible.filter(**{f"edition{name}_rows__{name}": OuterRef("pk")})
    return TABLES[name].objects.standing().filter(Exists(leading.order_by()))


@require_safe
@conditional_page
def fixed(request: HttpRequest) -> HttpResponse:
    """The pages that are always there."""
    sections = Section.objects.standing().values_list("slug", flat=True)
    standing = ("front", "tags", "sources", "corrections", "archive_index")
    found = [addresses.to(page) for page in standing]
    found += [addresses.to("section", slug) for slug in sections]
    return document("urlset", (url(address) for address in found))


@require_safe
@conditional_page
def news(request: HttpRequest) -> HttpResponse:
    """What came out in the last two days; empty, and no less valid, when nothing did."""
    recent = Edition.visible.filter(published_at__gte=Now() - NEWS).newest()
    rows = recent.values_list("published_on", "slug", "published_at", "headline")[:SIZE]
    publication = element(
        "news:publication",
        element("news:name", text(settings.SITE_NAME)),
        element("news:language", settings.LANGUAGE_CODE.partition("-")[0]),
    )
    return document(
        "urlset",
        (
            url(
                addresses.of_story(day, slug),
                "",
                element(
                    "news:news",
                    publication,
                    element("news:publication_date", metadata.local(published_at)),
                    element("news:title", text(headline)),
                ),
            )
            for day, slug, published_at, headline in rows
        ),
        "news",
    )


# --- Writing. Strings, since thousands of elements take a template or a generator too long.


def document(root: str, elements: Iterable[str], *prefixes: str) -> HttpResponse:
    """A sitemap of `elements`, which may use the namespaces of `prefixes`."""
    spaces = [f'xmlns="{NAMESPACES[""]}"', *(f'xmlns:{p}="{NAMESPACES[p]}"' for p in prefixes)]
    inside = "\n".join(elements)
    return HttpResponse(
        f'<?xml version="1.0" encoding="utf-8"?>\n<{root} {" ".join(spaces)}>\n{inside}\n</{root}>',
        content_type="application/xml; charset=utf-8",
    )


def url(address: str, changed: str = "", *further: str) -> str:
    return element("url", place(address, changed), *further)


def place(address: str, changed: str) -> str:
    return element("loc", text(absolute(address))) + (
        element("lastmod", changed) if changed else ""
    )


def element(name: str, *inside: str) -> str:
    return f"<{name}>{''.join(inside)}</{name}>"


def text(words: str) -> str:
    return escape(sayable(words), quote=False)
