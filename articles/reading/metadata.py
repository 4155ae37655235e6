"""What a story page tells machines: schema.org, Open Graph."""

import json

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from .. import body
from ..photos import renditions
from ..photos.files import files_of
from ..photos.models import Photo
from ..publishing.models import Correction, Edition
from ..publishing.printed import PrintedStory
from . import addresses
from .frame import Frame
from .pictures import at_least
from .references import References

DESCRIPTION = 200  # characters of the text, where there is no dek
PREVIEW_WIDTH = 1200  # of the picture that others show beside a link


def of_story(
    edition: Edition, story: PrintedStory, known: References, around: Frame, address: str
) -> dict:
    """Template values `description`, `og_image` (None, or its address, size and alt) and `ld`."""
    placed = story.lead_photo
    photo = known.photos.get(placed.photo) if placed else None
    if photo and photo.problems():
        photo = None
    description = edition.dek or shortened(body.plain(story.body))
    image = photo and og_image(photo) | {"alt": placed.alt_text or photo.alt_text}
    section = around.sections.get(edition.section_id)
    ld = news_article(edition, story, known, description, absolute(address))
    ld["image"] = photo and image_object(photo, image)
    if section:
        ld["articleSection"] = section.name
    return {"description": description, "og_image": image, "ld": script_json(filled(ld))}


def shortened(text: str) -> str:
    """The beginning of `text`, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= DESCRIPTION:
        return flat
    return flat[:DESCRIPTION].rpartition(" ")[0] + " …"


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def og_image(photo: Photo) -> dict:
    width, name = at_least(PREVIEW_WIDTH, files_of(photo))
    _, height = renditions.size_at((photo.width, photo.height), width)
    return {"url": absolute(addresses.of_rendition(name)), "width": width, "height": height}


def news_article(edition, story, known, description, address) -> dict:
    """The story as a schema.org NewsArticle, but for its image."""
    authors = [known.contributors.get(b.contributor) for b in story.bylines if not b.role]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": edition.headline,
        "description": description,
        "datePublished": local(edition.published_at),
        "dateModified": local(max(edition.visible_from, edition.published_at))
        if edition.number > 1
        else local(edition.published_at),
        "inLanguage": settings.LANGUAGE_CODE,
        "author": [person(author) for author in authors if author],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.SITE_NAME,
            "url": absolute(addresses.to("front")),
        },
        "keywords": [tag.name for tag in known.tags],
        "citation": citations(known),
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


def filled(value: dict) -> dict:
    return {name: each for name, each in value.items() if each}


def local(moment) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def person(contributor) -> dict:
    return {
        "@type": "Person",
        "name": contributor.name,
        "url": absolute(addresses.to("contributor", contributor.slug)),
    }


def citations(known: References) -> list[dict]:
    """Each document once, as a CreativeWork; of a bare credit there is only its publisher."""
    cited = {}
    for citation in known.citations:
        document = known.documents.get(citation.document)
        publisher = known.sources.get(document.publisher_id if document else citation.source)
        cited[citation.document, citation.source] = filled(
            {
                "@type": "CreativeWork",
                "name": document.title if document else "",
                "url": addresses.outward(document.url) if document else "",
                "author": document.authors if document else "",
                "datePublished": issued(document) if document else "",
                "publisher": publisher and {"@type": "Organization", "name": publisher.name},
            }
        )
    return list(cited.values())


def issued(document) -> str:
    """The date of a document, no finer than it is known."""
    length = {"year": 4, "month": 7}.get(document.published_precision, 10)
    return document.published_on.isoformat()[:length] if document.published_on else ""


def image_object(photo: Photo, image: dict) -> dict:
    """A photo as schema.org and image search's licence marks want it."""
    credit = photo.credit
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": image["url"],
            "width": image["width"],
            "height": image["height"],
            "caption": photo.caption,
            "creditText": credit.line,
            "creator": [{"@type": "Person", "name": name} for name in credit.facts.creators],
            "copyrightNotice": credit.copyright_notice,
            "license": credit.license_url,
            "acquireLicensePage": credit.acquire_url
            or absolute(addresses.to("photo_credit", credit.slug)),
        }
    )


ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_json(value: dict) -> SafeString:
    """JSON that can stand in a <script> element: nothing in it can end it."""
    return SafeString(json.dumps(value, ensure_ascii=False).translate(ESCAPES))
