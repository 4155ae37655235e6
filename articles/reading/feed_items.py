"""What feeds say of a story and of a correction, as feed_formats.py takes it.

A story is there whole, as readers see it now: under its notices, with its sources, its photos with
their credits. It keeps its id whatever becomes of its address, and `updateddate` follows the
edition; so a reader who has it learns of a correction.
"""

from datetime import date
from hashlib import blake2b
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from lxml import etree, html

from .. import body
from ..publishing.models import Correction, Edition
from ..publishing.printed import PrintedStory
from . import addresses, marks, metadata, rendering
from .addresses import absolute
from .feed_formats import sayable
from .frame import Frame
from .linked import filled
from .references import References


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


def of_story(
    edition: Edition, story: PrintedStory, known: References, around: Frame, unique_id: str
) -> dict:
    """The item of a story."""
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
            {"name": author.name, "url": absolute(addresses.to("contributor", author.slug))}
            for author in metadata.authors(story, known)
        ],
        "photo": lead_photo(story, known),
    }


def of_correction(correction: Correction, edition: Edition) -> dict:
    """The item of a correction that stands on `edition` now."""
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


def lead_photo(story: PrintedStory, known: References) -> dict | None:
    """The photo it opens with, if there are files of it and it may be shown."""
    for photo, placed in metadata.shown(story, known):
        if placed.is_lead:
            return filled(metadata.image_object(photo, placed) | {"label": photo.label})
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
        "gallery": marks.gallery(rendering.gallery(story, known)),
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
    for cover in list(root.iter("details")):
        uncovered(cover, address)
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


def uncovered(cover: html.HtmlElement, address: str) -> None:
    """Leave of an upsetting photo its cover, leading to our page: elsewhere it may stand open."""
    for picture in cover.findall("picture") + cover.findall("img"):
        picture.drop_tree()
    cover.tag, summary = "p", cover.find("summary")
    summary.tag = "a"
    summary.set("href", address)
