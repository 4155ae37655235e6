"""What pages tell machines of stories and photos: schema.org, Open Graph."""

import json
import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from .. import body
from ..photos import files, renditions
from ..photos.credits import PhotoCredit
from ..photos.models import Photo
from ..photos.renditions import SOCIAL
from ..photos.vocabularies import DATA_MINING_AT, SOURCE_TYPES_AT
from ..publishing.models import Correction, Edition
from ..publishing.printed import PrintedPhoto, PrintedStory
from . import addresses, linked
from .addresses import absolute
from .frame import Frame
from .knowing import Knowing
from .linked import filled
from .references import Named, References

DESCRIPTION = 200  # characters of the text, where there is no dek


def of_story(
    edition: Edition,
    story: PrintedStory,
    known: References,
    around: Frame,
    address: str,
    drawn,  # rendering.Drawn, its notes and quotations
    knowing: Knowing,
) -> dict:
    """Template values `description`, `og_image` (None, or its address, size and alt) and `ld`."""
    placed = story.lead_photo
    lead = known.photos.get(placed.photo) if placed else None
    description = edition.dek or shortened(body.plain(story.body))
    image = og_image(lead, placed) if lead else None
    section = around.sections.get(edition.section_id)
    ld = news_article(edition, story, known, description, absolute(address))
    ld["image"] = [image_object(photo, placed) for photo, placed in shown(story, known)]
    if section:
        ld["articleSection"] = section.name
    at = ld["url"]
    ld["citation"] = linked.citations(drawn.notes, drawn.described, drawn.bare_credits, known, at)
    ld["isBasedOn"] = linked.main_document(drawn.notes, at)
    ld["hasPart"] = linked.quotations(drawn.quoted, story, drawn.notes, known, at)
    ld["backstory"] = knowing.sentence
    return {"description": description, "og_image": image, "ld": script_json(filled(ld))}


def shown(story: PrintedStory, known: References) -> list[tuple[Photo, PrintedPhoto]]:
    """The photos anybody sees in the story unasked, the lead first, each once."""
    found: dict[int, tuple[Photo, PrintedPhoto]] = {}
    for placed in sorted(story.photos.values(), key=lambda photo: not photo.is_lead):
        photo = known.photos.get(placed.photo)
        if photo and photo.made and not photo.sensitive and not photo.problems():
            found.setdefault(photo.pk, (photo, placed))
    return list(found.values())


def shortened(text: str) -> str:
    """The beginning of `text`, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= DESCRIPTION:
        return flat
    return flat[:DESCRIPTION].rpartition(" ")[0] + " …"


def og_image(photo: Photo, placed: PrintedPhoto) -> dict | None:
    """What a link to the story shows elsewhere, if the photo may be shown there.

    Its alt text is all that may stand beside it there, so the credit stands in that.
    """
    if not photo.made or photo.sensitive or photo.problems("social"):
        return None
    found = files.cuts_of(photo)
    preset = SOCIAL if SOCIAL in found else widest(photo)
    width, height = found[preset].size
    told = placed.alt_text or photo.alt_text or placed.caption or photo.caption
    alt = with_credit(photo, told)
    return {"url": file_of(photo, preset), "width": width, "height": height, "alt": alt}


def with_credit(photo: Photo, words: str) -> str:
    """`words` about a photo where there is room for one text only: with its label and credit."""
    label = photo.label and f"{photo.label}."
    return " ".join(filter(None, (label, words, f"({photo.credit_line})")))


def widest(photo: Photo) -> str:
    return str(renditions.widths_for(photo.width)[-1])


def file_of(photo: Photo, preset: str) -> str:
    """The address of the JPEG, which everybody reads."""
    name = files.name(photo.public_id, preset, photo.made, "JPEG")
    return absolute(addresses.of_rendition(name))


def news_article(edition, story, known, description, address) -> dict:
    """The story as a schema.org NewsArticle, but for its image."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": edition.headline,
        "description": description,
        "datePublished": local(edition.published_at),
        "dateModified": local(changed_at(edition)),
        "inLanguage": settings.LANGUAGE_CODE,
        "author": [person(author) for author in authors(story, known)],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.SITE_NAME,
            "url": absolute(addresses.to("front")),
        },
        "keywords": [tag.name for tag in known.tags],
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": Correction.Kind(notice["kind"]).label,
                "text": notice["text"],
                "datePublished": notice["at"],
            }
            for notice in edition.corrections
        ],
    }


def authors(story: PrintedStory, known: References) -> list[Named]:
    """Those it is by; who took its photographs or edited it is named on the page."""
    found = (known.contributors.get(b.contributor) for b in story.bylines if not b.role)
    return [author for author in found if author]


def changed_at(edition) -> datetime:
    """When readers first saw the story as it is now. Its first edition bears the time it came out,
    though that may have been elsewhere and before."""
    return edition.visible_from if (edition.number or 0) > 1 else edition.published_at


def local(moment) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def person(contributor: Named) -> dict:
    return {
        "@type": "Person",
        "name": contributor.name,
        "url": absolute(addresses.to("contributor", contributor.slug)),
    }


def gallery(photos: Iterable[Photo]) -> SafeString:
    """The photos of a page that is about them, for a <script>; "" if none of them is made yet."""
    found = [image_object(photo) for photo in photos if photo.made]
    return script_json({"@context": "https://schema.org", "@graph": found}) if found else ""


def image_object(photo: Photo, placed: PrintedPhoto | None = None) -> dict:
    """A photo as schema.org and image search's marks want it, with its words where `placed`.

    `license` only where we may license it, and no address of ours to acquire one where we may not.
    """
    credit = photo.credit
    width, height = renditions.size_at((photo.width, photo.height), int(widest(photo)))
    source_type, mining = photo.source_type, photo.mining_wish
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": file_of(photo, widest(photo)),
            "width": width,
            "height": height,
            "caption": (placed and placed.caption) or photo.caption,
            "creditText": credit.line,
            "creator": makers(credit),
            "copyrightNotice": credit.copyright_notice,
            "license": addresses.outward(credit.given_license_url),
            "acquireLicensePage": addresses.outward(credit.acquired_at),
            "dateCreated": photo.taken_at and local(photo.taken_at),
            "digitalSourceType": source_type and SOURCE_TYPES_AT + source_type,
            "usageInfo": mining and DATA_MINING_AT + mining,
            "expires": photo.last_day and photo.last_day.isoformat(),
        }
    )


def makers(credit: PhotoCredit) -> list[dict]:
    """Who made a photo; where nobody is named, whose it is."""
    people = [{"@type": "Person", "name": name} for name in credit.facts.creators]
    owner = credit.supplier or credit.holder
    return people or ([{"@type": "Organization", "name": owner}] if owner else [])


def script_json(value: dict) -> SafeString:
    """JSON that can stand in a <script> element: nothing in it can end it."""
    plain = json.dumps(value, ensure_ascii=False)
    # Not str.translate: of text that is not all ASCII it looks at one letter at a time.
    return SafeString(re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", plain))
