"""The latest stories as feeds: of the paper, a section, a tag, a contributor, a source.

And the latest corrections, of stories however old.

An item is the whole story as readers see it now: under its notices, with its sources, its photos
with their credits. It keeps its id whatever becomes of the story's address, and `updated` follows
the edition; so a reader who has it learns of a correction. What was taken down has left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from lxml import etree, html

from .. import body
from ..people.models import Contributor
from ..photos.models import Photo
from ..publishing import printed
from ..publishing.models import Correction, Edition
from ..publishing.printed import PrintedStory
from ..sources.models import Source
from ..tags.models import Section, Tag
from . import addresses, library, marks, metadata, references, rendering, views
from .addresses import absolute
from .feed_formats import FORMATS, sayable
from .frame import Frame, frame
from .linked import filled
from .references import References

SIZE = 20  # stories
TABLES = {"tag": Tag, "contributor": Contributor, "source": Source}


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
    """Of one of TABLES' rows, which is there for readers as its page is."""
    found, elsewhere = library.at(
        TABLES[name], slug, name, lambda slug: addresses.of_feed(ending, name, slug)
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
        correction_item(row, editions[row.story_id]) for row in rows if row.story_id in editions
    ]
    return answer(request, ending, own, digest(repr((own, items))), items)


def correction_item(correction: Correction, edition: Edition) -> dict:
    address = absolute(addresses.of_story(edition.published_on, edition.slug))
    anchor = "corrections" if correction.kind in rendering.ON_TOP else "clarifications"
    words, headline = escape(correction.text, quote=False), escape(edition.headline, quote=False)
    said_at = correction.at.isoformat()
    return {
        "title": f"{correction.get_kind_display()}: {edition.headline}",
        "link": f"{address}#{anchor}",
        "summary": correction.text,
        "description": words,
        "content": f'<p dir="auto">{words}</p><p><a href="{address}">{headline}</a></p>',
        "unique_id": tag_uri(correction.at.date(), f"{said_at} {correction.text}"),
        "unique_id_is_permalink": False,
        "pubdate": correction.at,
        "updateddate": correction.at,
        "categories": [correction.get_kind_display()],
        "authors": [],
        "photo": None,
    }


def feed(request: HttpRequest, ending: str, of: Channel, editions: list[Edition]) -> HttpResponse:
    """The feed of `editions`, in eight queries, whatever their number."""
    around = frame()
    stories = [printed.read(edition.revision.snapshot) for edition in editions]
    known = references.of_all(stories)
    ids = ids_of(editions)
    items = (
        item(edition, story, its, around, ids[edition.story_id])
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
    """Of all that the feed is drawn from: editions never change, what they refer to may."""
    drawn_from = [of, around.sections, [edition.pk for edition in editions]]
    for its in known:
        drawn_from += [its.tags, [its.describe(citation) for citation in its.citations]]
    for its in known[:1]:  # which all of them share
        photos = [shown_as(photo) for photo in its.photos.values()]
        drawn_from += [its.contributors, its.sources, photos]
    return digest(repr(drawn_from))


def shown_as(photo: Photo) -> list:
    """All that is known of a photo and its credit, and whether it may be shown today."""
    rows = [photo, photo.credit] if photo.credit else [photo]
    return [*({**vars(row), "_state": None} for row in rows), photo.problems()]


def ids_of(editions: list[Edition]) -> dict[int, str]:
    """By story, the id its items have for good.

    It is made from where readers first met the story, since no other ever stands there; the address
    itself is not in it, for there may have been a reason to change it.
    """
    seen = Edition.seen.filter(story__in=[edition.story_id for edition in editions])
    rows = seen.order_by("visible_from", "number").values_list("story_id", "published_on", "slug")
    ids: dict[int, str] = {}
    for story, day, slug in rows:
        if story not in ids:
            ids[story] = tag_uri(day, f"{day}/{slug}")
    return ids


def tag_uri(day: date, made_from: str) -> str:
    """An id of ours (RFC 4151), minted on `day`."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{digest(made_from)}"


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()


def item(
    edition: Edition, story: PrintedStory, known: References, around: Frame, unique_id: str
) -> dict:
    """A story as feed_formats.py takes it."""
    address = absolute(addresses.of_story(edition.published_on, edition.slug))
    section = around.sections.get(edition.section_id)
    summary = edition.dek or metadata.shortened(body.plain(story.body))
    return {
        "title": edition.headline,
        "link": address,
        "summary": summary,
        "description": escape(summary, quote=False),
        "content": content(edition, story, known, around, address),
        "unique_id": unique_id,
        "unique_id_is_permalink": False,
        "pubdate": edition.published_at,
        "updateddate": metadata.changed_at(edition),
        "categories": [*([section.name] if section else []), *(tag.name for tag in known.tags)],
        "authors": [
            {
                "name": author.name,
                "url": absolute(addresses.to("contributor", author.slug)),
            }
            for author in metadata.authors(story, known)
        ],
        "photo": lead_photo(story, known),
    }


def lead_photo(story: PrintedStory, known: References) -> dict | None:
    """The photo it opens with, if there are files of it and it may be shown."""
    for photo, placed in metadata.shown(story, known):
        if placed.is_lead:
            return filled(metadata.image_object(photo, placed) | {"label": photo.credit.label})
    return None


def content(
    edition: Edition, story: PrintedStory, known: References, around: Frame, address: str
) -> str:
    """The whole story in HTML that needs none of our stylesheets and leads back to us."""
    drawn = rendering.draw(story, known, numbered_by=raised)
    notices = rendering.notices(edition.corrections, around)
    context = {
        "dek": edition.dek,
        "corrections": [notice for notice in notices if notice["on_top"]],
        "clarifications": [notice for notice in notices if not notice["on_top"]],
        "lead": rendering.lead_figure(story, rendering.lead_picture(story, known)),
        "text": drawn.text,
        "notes": [SafeString(marks.described(drawn.described[n.number])) for n in drawn.notes],
        "bare_credits": [rendering.bare_credit(credit, known) for credit in drawn.bare_credits],
    }
    return plain_html(sayable(render_to_string("reading/_feed_item.html", context)), address)


def raised(*used) -> str:
    return f"<sup>{marks.citation(*used)}</sup>"


KEPT = {"href", "src", "alt", "width", "height", "dir", "datetime"}
DROPPED = {"picture", "source", "span", "section", "div"}  # but not what is in them


def plain_html(markup: str, address: str) -> str:
    """`markup` without what only our pages have a use for, its links absolute.

    It is ours, drawn and escaped already: nothing here makes it safe.
    """
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iterdescendants()):
        if element.get("class") == "said":
            element.text = f"· {element.text}"  # which on our pages is the stylesheet's to say
        if element.tag in DROPPED:
            element.drop_tag()
            continue
        for name, value in element.attrib.items():
            if name not in KEPT:
                del element.attrib[name]
            elif name in ("href", "src"):
                element.set(name, f"{address}{value}" if value.startswith("#") else absolute(value))
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in root)
    return "".join([escape(root.text or "", quote=False), *inside]).strip()
