"""Stories as lists show them: an edition's own columns, its lead photo, its section."""

from dataclasses import dataclass
from datetime import date

from . import addresses, pictures, times
from .pictures import Picture
from .times import Stamp

# What a card needs of an edition; rows come as these and not as whole editions, which cost more.
COLUMNS = (
    "id",
    "story_id",
    "slug",
    "headline",
    "kicker",
    "dek",
    "byline",
    "section_id",
    "lead_photo_id",
    "published_at",
    "published_on",
)


@dataclass(frozen=True, slots=True)
class Card:
    story: int
    address: str
    headline: str
    kicker: str
    dek: str
    byline: str
    section: object | None  # sections.Place
    published: Stamp
    day: date
    picture: Picture | None
    heading: str  # the element of its headline, which follows from where the card stands


def rows(editions):
    """A queryset of editions, as rows of what cards need."""
    return editions.values_list(*COLUMNS, named=True)


def cards(found, frame, *, place: str = "thumb", photos=None, heading: str = "h2") -> list[Card]:
    """Cards of `found` rows, their photos sized for `place`; one query for all their photos.

    `photos` by id, where the caller has them.
    """
    if photos is None:
        photos = pictures.by_id(row.lead_photo_id for row in found)
    return [card(row, frame, photos, place, heading=heading) for row in found]


def card(row, frame, photos, place: str, *, eager: bool = False, heading: str = "h2") -> Card:
    return Card(
        story=row.story_id,
        address=addresses.of_story(row.published_on, row.slug),
        headline=row.headline,
        kicker=row.kicker,
        dek=row.dek,
        byline=row.byline,
        section=frame.sections.get(row.section_id),
        published=times.stamp(row.published_at, frame.today),
        day=row.published_on,
        picture=pictures.picture(photos.get(row.lead_photo_id), place, eager=eager),
        heading=heading,
    )
