"""The pages of the paper under test: where they stand, and what is on them."""

import re

from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.publishing.models import Edition
from articles.reading import addresses
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from tests.newsroom import (
    a_contributor,
    a_credit,
    a_document,
    a_photo,
    a_section,
    a_source,
    a_tag,
)


def at(story) -> str:
    """The address readers have of `story`, which is or was public."""
    edition = Edition.seen.filter(story=story).order_by("-number").first()
    return addresses.of_story(edition.published_on, edition.slug)


def headlines(page: str) -> list[str]:
    """The headlines on a page, in order."""
    return re.findall(r'href="/\d{4}/[^"]+"[^>]*>([^<]+)<', page)


def everything() -> dict:
    """Fields of a story that all of the library leads to, and the addresses that do."""
    source = a_source("Harbour Board")
    document = a_document("Inspection report", publisher=source)
    photo = a_photo(credit=a_credit(creators="Lena Osei"))
    return {
        "section": a_section("City").pk,
        "tags": (a_tag("Harbour").pk,),
        "bylines": (BylineCopy(a_contributor("Jane Doe").pk),),
        "body": '<p>It gave way.<cite data-key="aaaa"></cite></p>',
        "citations": (
            CitationCopy(
                "aaaa", document=document.pk, locator="p. 2", claim="It gave way at noon."
            ),
        ),
        "placements": (PlacementCopy("lead", photo=photo.pk, role="lead"),),
    }


def pages(fields: dict) -> list[str]:
    """Where the library behind `everything` stands."""
    credit = credit_of(fields)
    return [
        "/tags/harbour/",
        "/by/jane-doe/",
        "/sources/harbour-board/",
        f"/sources/documents/{fields['citations'][0].document}/",
        f"/photos/{credit.slug}/",
    ]


def credit_of(fields: dict) -> PhotoCredit:
    return Photo.objects.get(pk=fields["placements"][0].photo).credit
