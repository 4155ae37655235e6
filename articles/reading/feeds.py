"""Feeds: the latest stories of the paper, a section, a tag, a contributor, a source.

And the latest corrections, of stories however old. What was taken down has left.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ..photos.models import Photo
from ..publishing import printed
from ..publishing.models import Edition
from ..tags.models import Section
from . import addresses, feed_items, library, references, views
from .addresses import absolute
from .feed_formats import FORMATS, sayable
from .frame import Frame, frame
from .references import References

SIZE = 20  # stories


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of: its title, the address of its page and of itself."""

    title: str
    page: str
    address: str


@require_safe
def front(request: HttpRequest, ending: str) -> HttpResponse:
    own = Channel(settings.SITE_NAME, addresses.to("front"), addresses.of_feed(ending))
    return feed(request, ending, own, latest(Edition.visible.newest()))


@require_safe
def section(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Empty for a section in which nothing has come out yet, as its page is."""
    found = Section.objects.at(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(addresses.of_feed(ending, "section", found.slug))
    rows = latest(Edition.visible.filter(section=found.pk).newest())
    return feed(request, ending, channel("section", found, ending), rows)


@require_safe
def under(request: HttpRequest, name: str, slug: str, ending: str) -> HttpResponse:
    """Of one of library.TABLES' rows, which is there for readers as its page is."""
    found, elsewhere = library.at(
        library.TABLES[name], slug, name, lambda slug: addresses.of_feed(ending, name, slug)
    )
    if elsewhere:
        return elsewhere
    rows = latest(library.under(name, found.pk))
    if not rows:
        raise Http404
    return feed(request, ending, channel(name, found, ending), rows)


def channel(name: str, row, ending: str) -> Channel:
    return Channel(
        title=f"{row.name} · {settings.SITE_NAME}",
        page=addresses.to(name, row.slug),
        address=addresses.of_feed(ending, name, row.slug),
    )


def latest(editions: QuerySet) -> list[Edition]:
    return list(editions.select_related("revision")[:SIZE])


@require_safe
def corrections(request: HttpRequest, ending: str) -> HttpResponse:
    """What was put right, however long ago the story came out, in two queries."""
    own = Channel(
        title=f"Corrections · {settings.SITE_NAME}",
        page=addresses.to("corrections"),
        address=addresses.of_feed(ending, "corrections"),
    )
    rows = list(views.public_corrections()[:SIZE])
    editions = views.standing_on(rows)
    items = [
        feed_items.of_correction(row, editions[row.story_id])
        for row in rows
        if row.story_id in editions
    ]
    return answer(request, ending, own, feed_items.digest(repr((own, items))), items)


def feed(request: HttpRequest, ending: str, of: Channel, editions: list[Edition]) -> HttpResponse:
    """The feed of `editions`, in eight queries, whatever their number."""
    around = frame()
    stories = [printed.read(edition.revision.snapshot, edition.photo_words) for edition in editions]
    known = references.of_all(stories)
    ids = feed_items.ids_of(editions)
    items = (
        feed_items.of_story(edition, story, its, around, ids[edition.story_id])
        for edition, story, its in zip(editions, stories, known, strict=True)
    )
    return answer(request, ending, of, fingerprint(of, around, editions, known), items)


def answer(
    request: HttpRequest, ending: str, of: Channel, state: str, items: Iterable[dict]
) -> HttpResponse:
    """The feed of `items`, or 304 to whoever has it in this `state`; then none is drawn."""
    # Weak: what it says is the same, though another release may spell it otherwise. There is no
    # Last-Modified, which cannot tell of a story that has left or of a credit put right.
    etag = f'W/"{state}"'
    if unchanged := get_conditional_response(request, etag=etag):
        unchanged.headers["ETag"] = etag
        return unchanged
    document = FORMATS[ending](
        title=of.title,
        link=absolute(of.page),
        description=f"The latest: {of.title}",
        feed_url=absolute(of.address),
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        author_link=absolute(addresses.to("front")),
    )
    for each in items:
        document.add_item(**sayable(each))
    response = HttpResponse(content_type=document.content_type, headers={"ETag": etag})
    document.write(response, "utf-8")
    return response


def fingerprint(
    of: Channel, around: Frame, editions: list[Edition], known: list[References]
) -> str:
    """Of all that the feed is drawn from: editions never change, what they refer to may.

    Rows go in by id, since a database gives them in whatever order it likes.
    """
    drawn_from = [of, sorted(around.sections.items()), [edition.pk for edition in editions]]
    for its in known:
        drawn_from += [its.tags, [its.describe(citation) for citation in its.citations]]
    for its in known[:1]:  # which all of them share
        photos = {pk: shown_as(photo) for pk, photo in its.photos.items()}
        drawn_from += [sorted(rows.items()) for rows in (its.contributors, its.sources, photos)]
    return feed_items.digest(repr(drawn_from))


def shown_as(photo: Photo) -> list:
    """All that is known of a photo and its credit, and whether it may be shown today."""
    rows = [photo, photo.credit] if photo.credit else [photo]
    return [*({**vars(row), "_state": None} for row in rows), photo.problems()]
