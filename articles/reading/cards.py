"""Stories as lists show them: an edition's own columns, its lead photo, its section."""

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString

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


LONG = 90  # characters of a headline; beyond that it would fill a screen


@dataclass(frozen=True, slots=True)
class Card:
    story: int
    address: str
    headline: str
    kicker: str
    dek: str
    byline: str  # where it is to be shown
    section: object | None  # sections.Place
    published: Stamp
    day: date
    picture: Picture | None
    heading: str  # the element of its headline, which follows from where the card stands

    @property
    def html(self) -> SafeString:
        """The card as it stands in a page.

        Written out here, since a template takes three times as long for the thirty of a page.
        """
        return SafeString(
            f'<article class="card">{self.photo_html()}<div class="card-words">'
            f"{element('p class="kicker" dir="auto"', self.kicker)}"
            f'<{self.heading} dir="auto"{self.size}><a href="{self.address}">'
            f"{escape(self.headline)}</a>"
            f"</{self.heading}>"
            f"{element('p class="dek" dir="auto"', self.dek)}"
            f'<p class="card-foot">{element("span", self.byline and f"By {self.byline}")}'
            f"{self.section_html()}"
            f'<time datetime="{self.published.iso}">{self.published.brief}</time></p>'
            "</div></article>\n"
        )

    @property
    def size(self) -> str:
        """The class of a headline that is set smaller where headlines are large."""
        return ' class="long"' if is_long(self.headline) else ""

    def photo_html(self) -> str:
        if self.picture is None:
            return ""
        return (
            f'<div class="card-photo">{self.picture.img}<p class="card-credit">'
            f"{self.picture.credit_html}</p></div>"
        )

    def section_html(self) -> str:
        if self.section is None:
            return ""
        return f'<a href="{self.section.address}">{escape(self.section.name)}</a> '


def is_long(headline: str) -> bool:
    return len(headline) > LONG


def element(opening: str, words: str) -> str:
    """An element around `words`, or nothing at all. `opening`: its name and attributes."""
    return f"<{opening}>{escape(words)}</{opening.split()[0]}>" if words else ""


def rows(editions):
    """A queryset of editions, as rows of what cards need."""
    return editions.values_list(*COLUMNS, named=True)


def cards(found, frame, *, place: str = "thumb", photos=None, **shown) -> list[Card]:
    """Cards of `found` rows, their photos sized for `place`; one query for all their photos.

    `photos` by id, where the caller has them; for `shown` see `card`.
    """
    if photos is None:
        photos = pictures.by_id(row.lead_photo_id for row in found)
    return [card(row, frame, photos, place, **shown) for row in found]


def card(
    row,
    frame,
    photos,
    place: str,
    *,
    heading: str = "h2",
    eager: bool = False,
    signed: bool = False,
    placed: bool = True,
) -> Card:
    """The card of one row. `signed`: with its byline; `placed`: with its section."""
    return Card(
        story=row.story_id,
        address=addresses.of_story(row.published_on, row.slug),
        headline=row.headline,
        kicker=row.kicker,
        dek=row.dek,
        byline=row.byline if signed else "",
        section=frame.sections.get(row.section_id) if placed else None,
        published=times.stamp(row.published_at, frame.today),
        day=row.published_on,
        picture=pictures.picture(photos.get(row.lead_photo_id), place, eager=eager),
        heading=heading,
    )
