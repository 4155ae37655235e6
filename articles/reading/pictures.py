"""Photos as pages show them: the files to choose from, and always the credit.

A photo whose credit may not run has no picture: pages show a notice in its place, or nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from ..photos import files, renditions
from ..photos.models import Photo
from ..photos.renditions import CARD, Cut
from . import addresses


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo stands: how wide the stylesheets make it there, for the browser to choose a
    file by, and the widest file it may have use for.

    `is_cropped`: photos have the shape of a card there. `has_covers`: an upsetting photo stands
    there behind a cover; elsewhere not at all.
    """

    sizes: str
    widest: int
    is_cropped: bool = False
    has_covers: bool = False


PLACES = {
    "lead": Place("(min-width: 66rem) 62rem, 100vw", 1600, has_covers=True),
    "inline": Place("(min-width: 48rem) 42rem, 100vw", 1600, has_covers=True),
    "gallery": Place("(min-width: 48rem) 40rem, 85vw", 1600, has_covers=True),
    "front": Place(
        "(min-width: 75rem) 47rem, (min-width: 60rem) 62vw, 100vw", 1600, is_cropped=True
    ),
    "card": Place("(min-width: 60rem) 23rem, (min-width: 40rem) 46vw, 100vw", 960, is_cropped=True),
    "credit": Place("(min-width: 60rem) 23rem, (min-width: 40rem) 46vw, 100vw", 960),
    "thumb": Place("8rem", 640, is_cropped=True),
}
USUAL_WIDTH = 640  # of the file for browsers that cannot choose


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that may be shown: its element, and the credit that goes with it everywhere.

    `label` is what readers are told before the credit, if it is no plain photograph; `preload` the
    <link> that has it fetched at once, if the page opens with it. One that `is_covered` is to be
    shown once a reader asks for it.
    """

    img: SafeString
    credit_line: str
    credit_address: str
    caption: str = ""
    label: str = ""
    preload: str = ""
    is_covered: bool = False

    @property
    def credit_html(self) -> SafeString:
        """The credit as every surface shows it: what sort of picture it is, and whose."""
        label = f'<b class="origin">{self.label}</b> ' if self.label else ""
        return SafeString(
            f'{label}<a class="credit" href="{self.credit_address}">{escape(self.credit_line)}</a>'
        )


def by_id(ids: Iterable[int | None]) -> dict[int, Photo]:
    """Those photos with their credits, in one query, or none if there are no ids."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    photos = Photo.objects.select_related("credit").defer(
        "original", "sha256", "added_at", "keywords"
    )
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
    """`photo` for `place` (of PLACES), or None if it may not be shown today.

    `alt_text` and `caption` are a placement's own; where empty, the photo's. `eager`: it is what
    the page opens with. `address` says where the file of a given name stands.
    """
    if photo is None or photo.problems() or (photo.sensitive and not PLACES[place].has_covers):
        return None
    eager = eager and not photo.sensitive
    return Picture(
        img=img(photo, place, alt_text or photo.alt_text, eager, address),
        credit_line=photo.credit_line,
        credit_address=addresses.to("photo_credit", photo.credit.slug),
        caption=caption or photo.caption,
        label=photo.label,
        preload=preload(photo, place, address) if eager else "",
        is_covered=photo.sensitive,
    )


def img(photo: Photo, place: str, alt_text: str, eager: bool, address) -> SafeString:
    """The element: every format in every width, or what stands in for a photo not made yet."""
    offered, sizes = offered_at(photo, place), PLACES[place].sizes
    [*_, largest] = offered.values()
    width, height = largest.size if largest.box else (photo.width, photo.height)
    there = f'width="{width}" height="{height}" alt="{escape(alt_text)}"'
    if not photo.made:
        to_come = addresses.fixed()["photo_to_come"]
        return SafeString(f'<img src="{to_come}" {there} class="to-come">')
    avif, webp, jpeg = (source_set(photo, format, offered, address) for format in files.FORMATS)
    large = (preset for preset, cut in offered.items() if cut.size[0] >= USUAL_WIDTH)
    usual = next(large, list(offered)[-1])
    return SafeString(
        f'<picture><source type="image/avif" srcset="{avif}" sizes="{sizes}">'
        f'<source type="image/webp" srcset="{webp}" sizes="{sizes}">'
        f'<img src="{address(files.name(photo.public_id, usual, photo.made, "JPEG"))}"'
        f' srcset="{jpeg}" sizes="{sizes}" {there} class="{focus(photo)}"'
        f" {EAGER if eager else LAZY}></picture>"
    )


def preload(photo: Photo, place: str, address) -> str:
    """The <link> for a page's head. Browsers that do not know AVIF leave it alone."""
    if not photo.made:
        return ""
    avif = source_set(photo, "AVIF", offered_at(photo, place), address)
    return SafeString(
        f'<link rel="preload" as="image" type="image/avif" imagesrcset="{avif}"'
        f' imagesizes="{PLACES[place].sizes}" fetchpriority="high">'
    )


def offered_at(photo: Photo, place: str) -> dict[str, Cut]:
    """The presets to choose among at a place, the smallest first."""
    there, cuts = PLACES[place], files.cuts_of(photo)
    found = {preset: cut for preset, cut in cuts.items() if preset.startswith(CARD)}
    if not (there.is_cropped and found):
        found = renditions.wholes((photo.width, photo.height))
    fitting = {preset: cut for preset, cut in found.items() if cut.size[0] <= there.widest}
    return fitting or dict([next(iter(found.items()))])


def source_set(photo: Photo, format: str, offered: dict[str, Cut], address) -> str:
    # Names are letters, digits and signs that mean nothing in HTML: nothing here to escape.
    return ", ".join(
        f"{address(files.name(photo.public_id, preset, photo.made, format))} {cut.size[0]}w"
        for preset, cut in offered.items()
    )


def focus(photo: Photo) -> str:
    """The classes that say where its eye is, for where the stylesheets crop, or that none may."""
    whole = " whole" if photo.credit.no_crop else ""
    return f"fx{round(photo.focal_x * 10)} fy{round(photo.focal_y * 10)}{whole}"


EAGER = 'fetchpriority="high"'
LAZY = 'loading="lazy" decoding="async"'
