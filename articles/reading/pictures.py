"""Photos as pages show them: the files to choose from, and always the credit.

A photo whose credit may not run has no picture: pages show a notice in its place, or nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from ..photos.files import files_of
from ..photos.models import Photo
from . import addresses

# How wide the stylesheets make a photo in each place, for the browser to choose a file by.
SIZES = {
    "lead": "(min-width: 66rem) 62rem, 100vw",
    "inline": "(min-width: 48rem) 42rem, 100vw",
    "front": "(min-width: 75rem) 47rem, (min-width: 60rem) 62vw, 100vw",
    "card": "(min-width: 60rem) 23rem, (min-width: 40rem) 46vw, 100vw",
    "thumb": "8rem",
}
USUAL_WIDTH = 640  # of the file for browsers that cannot choose


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that may be shown: its <img>, and the credit that goes with it everywhere."""

    img: SafeString
    credit_line: str
    credit_address: str
    caption: str = ""


def by_id(ids: Iterable[int | None]) -> dict[int, Photo]:
    """Those photos with their credits, in one query, or none if there are no ids."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    photos = Photo.objects.select_related("credit").defer("original", "sha256", "added_at")
    return photos.order_by().in_bulk(wanted)


def picture(
    photo: Photo | None,
    place: str,
    *,
    alt_text: str = "",
    caption: str = "",
    eager: bool = False,
    address=addresses.of_rendition,
) -> Picture | None:
    """`photo` for `place` (of SIZES), or None if it may not be shown today.

    `alt_text` and `caption` are a placement's own; where empty, the photo's. `eager`: it is what
    the page opens with. `address` says where the file of a given name stands.
    """
    if photo is None or photo.problems():
        return None
    return Picture(
        img=img(photo, place, alt_text or photo.alt_text, eager, address),
        credit_line=photo.credit_line,
        credit_address=addresses.to("photo_credit", photo.credit.slug),
        caption=caption or photo.caption,
    )


def at_least(width: int, files: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """The narrowest of (width, name) `files` that is at least `width` wide, else the widest."""
    return next((file for file in files if file[0] >= width), files[-1])


def img(photo: Photo, place: str, alt_text: str, eager: bool, address) -> SafeString:
    files = files_of(photo)
    source_set = ", ".join(f"{address(name)} {width}w" for width, name in files)
    usual = at_least(USUAL_WIDTH, files)[1]
    return SafeString(
        f'<img src="{escape(address(usual))}" srcset="{escape(source_set)}" sizes="{SIZES[place]}"'
        f' width="{photo.width}" height="{photo.height}" alt="{escape(alt_text)}"'
        f' class="fx{round(photo.focal_x * 10)} fy{round(photo.focal_y * 10)}"'
        f" {EAGER if eager else LAZY}>"
    )


EAGER = 'fetchpriority="high"'
LAZY = 'loading="lazy" decoding="async"'
