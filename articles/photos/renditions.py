"""The files readers get: made small enough, with the credit inside and nothing else. Pure.

What the original carried (GPS, serial numbers, comments, history) is left behind, except its colour
profile. Bytes in, bytes out; where they are kept is not this module's matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image

from . import xmp
from .checking import Refused
from .vocabularies import DATA_MINING_AT, SOURCE_TYPES_AT

# What is made of every photo, and nothing else: the whole of it in these widths, for figures and
# leads; what cards show and what a link to a story shows elsewhere, cropped round the focal point.
WIDTHS = (320, 640, 960, 1600)
WHOLE = r"^\d+$"  # the presets of those: a width, and nothing before it
CARD, CARD_SHAPE = "card", (3, 2)
NEARLY = 0.02  # a photo whose shape is as near as that to a card's is shown on it as it is
SOCIAL, SOCIAL_SIZE = "social", (1200, 630)

# Each of them in these formats, the smallest files first, and how their files end.
FORMATS = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg"}

# How each format is written. AVIF at its usual speed 6 takes three times as long for 10% of size.
ENCODING = {
    "AVIF": {"quality": 60, "speed": 8},
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 80, "progressive": True, "optimize": True},
}

# Raised when files made before are to be made anew although nothing they carry has changed.
GENERATION = 1

# JPEG has 64 KB for a packet. The credit is never cut; a text longer than this is, in the file.
MAX_PACKET = 65_502  # bytes
MAX_TEXT = 4_000
# Photographers stand in a packet three times: by name, in the credit line and as who gives
# licences. As many letters of theirs have room beside the longest texts, in any script.
MAX_CREATORS = 2_000

TOO_MUCH_SAID = Refused(
    "The photo’s credit and caption are more than a JPEG can carry."
    " Shorten the list of photographers, or whatever else of its credit is very long."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """What goes into every file, named as in `metadata.Metadata`; empty fields are left out.

    `credit_line` is the composed one. `license_url` is the web statement of rights; `licensor` is
    who gives licences, at `acquire_url`, and is read in no stranger's file. `data_mining` and
    `digital_source_type` are bare codes ("DMI-PROHIBITED", "trainedAlgorithmicMedia").
    """

    creators: tuple[str, ...] = ()
    credit_line: str = ""
    supplier: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    caption: str = ""
    headline: str = ""
    license_url: str = ""
    acquire_url: str = ""
    licensor: str = ""
    data_mining: str = ""
    digital_source_type: str = ""


def widths_for(original: int) -> tuple[int, ...]:
    """The widths to make of a photo `original` pixels wide: never more than it has."""
    smaller = tuple(width for width in WIDTHS if width < original)
    return smaller if smaller == WIDTHS else (*smaller, original)


def size_at(size: tuple[int, int], width: int) -> tuple[int, int]:
    """Width and height of a picture of `size` when brought to `width`."""
    return width, max(1, round(size[1] * width / size[0]))


@dataclass(frozen=True, slots=True)
class Cut:
    """A size in pixels, and the box of the photo that is brought to it; without one the whole."""

    size: tuple[int, int]
    box: tuple[float, float, float, float] | None = None


def cuts(
    size: tuple[int, int], focal: tuple[float, float] = (0.5, 0.5), *, crop: bool = True
) -> dict[str, Cut]:
    """What is made of a photo of `size`, by preset: "320", "640" …, "card320" … and "social".

    `crop`: whether anything of it may be cut off.
    """
    found = wholes(size)
    if crop:
        found |= cards(size, focal)
        found[SOCIAL] = social(size, focal)
    return found


def wholes(size: tuple[int, int]) -> dict[str, Cut]:
    """The whole of a photo in every width, by preset."""
    return {str(width): Cut(size_at(size, width)) for width in widths_for(size[0])}


def cards(size: tuple[int, int], focal: tuple[float, float]) -> dict[str, Cut]:
    """The crops for cards, by preset; none of a photo that has their shape already."""
    ratio = CARD_SHAPE[0] / CARD_SHAPE[1]
    if abs(size[0] / size[1] / ratio - 1) <= NEARLY:
        return {}
    box = focal_box(size, ratio, focal)
    across = max(1, int(box[2] - box[0]))
    return {f"{CARD}{w}": Cut(size_at(CARD_SHAPE, w), box) for w in widths_for(across)}


def social(size: tuple[int, int], focal: tuple[float, float]) -> Cut:
    """The crop for links; of a photo too small for it, as large as there are pixels."""
    box = focal_box(size, SOCIAL_SIZE[0] / SOCIAL_SIZE[1], focal)
    width = min(SOCIAL_SIZE[0], max(1, int(box[2] - box[0])))
    return Cut(size_at(SOCIAL_SIZE, width), box)


def render_all(
    image: Image.Image, wanted: dict[str, Cut], embedded: Embedded
) -> Iterator[tuple[str, str, bytes]]:
    """(preset, format, file) of every preset `wanted`, in every format."""
    for preset, cut in wanted.items():
        small = scaled(image, cut)
        for format in FORMATS:
            yield preset, format, encoded(small, format, embedded)


def render(image: Image.Image, width: int, format: str = "WEBP", *, embedded: Embedded) -> bytes:
    """`image` (upright, RGB or RGBA, as `checking.open_checked` gives it) at `width`, as a file.

    JPEG knows no transparency: what is transparent becomes white there. Raises ValueError for a
    width beyond the image's own, Refused for more to say than a JPEG can hold (64 KB).
    """
    if not 0 < width <= image.width:
        raise ValueError(f"cannot make {width} pixels of {image.width}")
    return encoded(scaled(image, Cut(size_at(image.size, width))), format, embedded)


def scaled(image: Image.Image, cut: Cut) -> Image.Image:
    """`image` cut and brought to size, with nothing of what it carried but its colour profile."""
    small = image.resize(cut.size, Image.Resampling.LANCZOS, box=cut.box, reducing_gap=2.0)
    # Pillow hands an image's comment and more on to the files it writes.
    profile = image.info.get("icc_profile")
    small.info = {"icc_profile": profile} if profile else {}
    return small


def encoded(small: Image.Image, format: str, embedded: Embedded) -> bytes:
    options = ENCODING[format] | {"xmp": _packet(embedded), "exif": _exif(embedded)}
    if profile := small.info.get("icc_profile"):
        options["icc_profile"] = profile
    if format == "JPEG" and small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB")
    file = BytesIO()
    small.save(file, format, **options)
    return file.getvalue()


def focal_box(
    size: tuple[int, int], ratio: float, focal: tuple[float, float]
) -> tuple[float, float, float, float]:
    """The largest window of `ratio` (width by height) in a picture of `size`, round `focal`.

    The focal point is (x, y) from 0 to 1. Answers (left, top, right, bottom) in pixels and parts
    of pixels, as `Image.resize(box=…)` takes it. Near an edge the window stops at it.
    """
    width, height = size
    window_width = min(width, height * ratio)
    window_height = min(height, width / ratio)
    left = _clamped(focal[0] * width - window_width / 2, width - window_width)
    top = _clamped(focal[1] * height - window_height / 2, height - window_height)
    return left, top, min(left + window_width, width), min(top + window_height, height)


def _clamped(start: float, latest: float) -> float:
    return min(max(start, 0.0), latest)


def _packet(embedded: Embedded) -> bytes:
    """Raises Refused for one that no JPEG could hold, whatever the format: all or none are made."""
    mining, source_type = embedded.data_mining, embedded.digital_source_type
    packet = xmp.packet(
        {
            "dc:creator": xmp.ordered(embedded.creators),
            "dc:rights": xmp.translatable(embedded.copyright_notice),
            "dc:description": xmp.translatable(embedded.caption[:MAX_TEXT]),
            "photoshop:Credit": xmp.text(embedded.credit_line),
            "photoshop:Source": xmp.text(embedded.supplier),
            "photoshop:Headline": xmp.text(embedded.headline),
            "xmpRights:Marked": "True" if embedded.copyright_notice else "",
            "xmpRights:UsageTerms": xmp.translatable(embedded.usage_terms[:MAX_TEXT]),
            "xmpRights:WebStatement": xmp.text(embedded.license_url),
            "plus:Licensor": xmp.licensor(embedded.licensor, embedded.acquire_url),
            "plus:DataMining": xmp.text(mining and DATA_MINING_AT + mining),
            "Iptc4xmpExt:DigitalSourceType": xmp.text(
                source_type and SOURCE_TYPES_AT + source_type
            ),
        }
    )
    if len(packet) > MAX_PACKET:
        raise TOO_MUCH_SAID
    return packet


def _exif(embedded: Embedded) -> bytes:
    """Artist, copyright and caption, for readers without XMP.

    As bytes: given text, Pillow writes every letter outside ASCII as a question mark.
    """
    tags = Image.Exif()
    if embedded.creators:
        tags[ExifTags.Base.Artist] = "; ".join(embedded.creators).encode()
    if embedded.copyright_notice:
        tags[ExifTags.Base.Copyright] = embedded.copyright_notice.encode()
    if embedded.caption:
        tags[ExifTags.Base.ImageDescription] = embedded.caption[:MAX_TEXT].encode()
    return tags.tobytes()
