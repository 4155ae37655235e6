"""What a photo file says about itself: XMP over IPTC-IIM over EXIF. Pure.

IIM goes first where it was changed after XMP was written.

Files come from strangers: every value is cleaned and capped here, a broken block counts as absent,
and where a photo was taken (GPS) and with which body and lens (serial numbers) is never looked at.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from PIL import ExifTags, Image

from ..dates import YEARS
from ..names import tidy
from . import iim, vocabularies, xmp
from .checking import FORMATS, MAX_PIXELS

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """Suggestions for a photo's record; "", () or None where the file is silent.

    `location` is the place within the `city`: a street, a building. `taken_at` is as precise as the
    file: a datetime where `taken_precision` is "time" (naive if no zone is named: the camera's own
    clock), else a date of which the "day", the "month" or only the "year" counts. `data_mining` is
    a code of vocabularies.py, `digital_source_type` whatever IPTC code stands there, retired ones
    too, `expires_on` the last day of the licence. Addresses are http or https; some lack even that,
    as they do in the files.
    """

    creators: tuple[str, ...] = ()
    creator_job_title: str = ""
    credit_line: str = ""
    supplier: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    license_url: str = ""
    acquire_url: str = ""
    caption: str = ""
    headline: str = ""
    title: str = ""
    alt_text: str = ""
    instructions: str = ""
    taken_at: datetime | date | None = None
    taken_precision: str = ""
    location: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    job_id: str = ""
    keywords: tuple[str, ...] = ()
    data_mining: str = ""
    digital_source_type: str = ""
    expires_on: date | None = None


MAX_LINE, MAX_TEXT, MAX_VALUES = 500, 5_000, 100

# A field's values as text, as one block of the file has them.
Found = dict[str, list[str]]


def read(photo: bytes | Image.Image) -> Metadata:
    """What the file says. Give its bytes, or an image just opened: work on it loses some blocks.

    Never raises: what cannot be read counts as not said.
    """
    image = photo if isinstance(photo, Image.Image) else _opened(photo)
    if image is None:
        return Metadata()
    first = (iim.read, _xmp) if _tried(iim.outdates_xmp, image) else (_xmp, iim.read)
    blocks = [_cleaned(_tried(reader, image)) for reader in (*first, _exif, _exif_date)]
    best = {name: _best(name, blocks) for name in {name for block in blocks for name in block}}
    several = {name: tuple(best.pop(name, ())) for name in ("creators", "keywords")}
    single = {name: values[0] for name, values in best.items()}
    taken_at, taken_precision = _moment(single.pop("taken_at", ""))
    return Metadata(
        **several,
        **{**single, "expires_on": _day(single.get("expires_on", ""))},
        taken_at=taken_at,
        taken_precision=taken_precision,
    )


def _opened(data: bytes) -> Image.Image | None:
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        if image.format == "PNG" and image.width * image.height <= MAX_PIXELS:
            # A PNG may hold its texts behind the pixels.
            image.load()
    except Exception as wrong:
        logger.info("photo metadata not read: %s", wrong)
        return None
    return image


def _tried[T](reader: Callable[[Image.Image], T], image: Image.Image) -> T | dict:
    # Whatever a parser raises on a stranger's bytes, it means one thing: this block is unreadable.
    try:
        return reader(image)
    except Exception as wrong:
        logger.info("photo metadata unreadable by %s: %s", reader.__qualname__, wrong)
        return {}


def _xmp(image: Image.Image) -> Found:
    return xmp.read(image.info.get("xmp", b""))


def _exif(image: Image.Image) -> Found:
    tags, tag = image.getexif(), ExifTags.Base
    return {
        "creators": _exif_text(tags.get(tag.Artist)).split(";"),
        "copyright_notice": [_exif_text(tags.get(tag.Copyright))],
        "caption": [_exif_text(tags.get(tag.ImageDescription))],
    }


def _exif_date(image: Image.Image) -> Found:
    tags, tag = image.getexif(), ExifTags.Base
    camera = tags.get_ifd(ExifTags.IFD.Exif)
    taken = camera.get(tag.DateTimeOriginal) or tags.get(tag.DateTimeOriginal)
    zone = _exif_text(camera.get(tag.OffsetTimeOriginal)).strip()
    return {"taken_at": [_exif_text(taken).strip("\0 ") + zone, _exif_text(taken)]}


def _exif_text(value) -> str:
    """Pillow reads EXIF's text as Latin-1; writers since 1995 mean UTF-8.

    A NUL parts the photographer's copyright from the editor's.
    """
    data = value.encode("latin-1", "replace") if isinstance(value, str) else value
    if not isinstance(data, bytes):
        return ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return "; ".join(part.strip() for part in text.split("\0") if part.strip())


# --- Choosing


def _best(name: str, blocks: list[Found]) -> list[str]:
    """The best block's values, each completed from another block where IIM's length cut it."""
    offers = [block[name] for block in blocks if name in block]
    limit = iim.LIMITS.get(name)
    return [_whole(value, limit, offers) for value in offers[0]] if limit else offers[0]


def _whole(value: str, limit: int, offers: list[list[str]]) -> str:
    if not iim.looks_cut(value, limit):
        return value
    longer = (other for offer in offers for other in offer if other.startswith(value))
    return max(longer, key=len, default=value)


# --- Cleaning


def _cleaned(found: Found) -> Found:
    """Only what is left of each value once cleaned; fields left with nothing are dropped."""
    cleaned = {}
    for name, values in found.items():
        clean = CLEANERS.get(name, _line)
        if kept := [text for text in map(clean, values[:MAX_VALUES]) if text]:
            cleaned[name] = list(dict.fromkeys(kept))
    return cleaned


def _line(value: str) -> str:
    return tidy(UNSEEN.sub("", value))[:MAX_LINE].rstrip()


def _text(value: str) -> str:
    lines = (tidy(line) for line in UNSEEN.sub("", value).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MAX_TEXT].rstrip()


def _address(value: str) -> str:
    value = value.strip()
    return value if len(value) <= MAX_LINE and ADDRESS.fullmatch(value) else ""


def _data_mining(value: str) -> str:
    code = value.strip().rpartition("/")[2].upper()
    return code if code in vocabularies.DATA_MINING else ""


def _source_type(value: str) -> str:
    code = value.strip().rpartition("/")[2]
    return code if re.fullmatch("[A-Za-z]{1,60}", code) else ""


def _date(value: str) -> str:
    return value if _moment(value)[0] else ""


# Signs that turn the direction of all text after them until closed; strangers leave them open.
UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069]")

ADDRESS = re.compile(
    r"""(https?://)?[^\s/?#<>"'\\:@]+\.[^\s/?#<>"'\\:@]+(:\d+)?([/?#][^\s<>"'\\]*)?""",
    re.IGNORECASE,
)

CLEANERS: dict[str, Callable[[str], str]] = {
    "caption": _text,
    "usage_terms": _text,
    "instructions": _text,
    "license_url": _address,
    "acquire_url": _address,
    "data_mining": _data_mining,
    "digital_source_type": _source_type,
    "taken_at": _date,
    "expires_on": _date,
}


# --- Dates: XMP's 2004-02-26T17:19:21-04:00, EXIF's 2004:02:26 17:19:21, IIM's 20040226T171921-0400

MOMENT = re.compile(
    r"(?P<year>\d{4})(?:[-:]?(?P<month>\d\d)(?:[-:]?(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?)\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)


def _moment(text: str) -> tuple[datetime | date | None, str]:
    """The date or moment in `text` and its precision; (None, "") if it is none.

    A month or day of 00 is how IIM and EXIF say unknown; a year in which nobody photographed is a
    clock that was never set.
    """
    match = MOMENT.fullmatch(text.strip())
    if not match or int(match["year"]) not in YEARS:
        return None, ""
    year, month, day = (match[part] or "00" for part in ("year", "month", "day"))
    try:
        if month == "00":
            return date(int(year), 1, 1), "year"
        if day == "00":
            return date(int(year), int(month), 1), "month"
        if not match["time"]:
            return date(int(year), int(month), int(day)), "day"
        time = match["time"] + (match["zone"] or "")
        return datetime.fromisoformat(f"{year}{month}{day}T{time.replace(':', '')}"), "time"
    except ValueError:
        return None, ""


def _day(text: str) -> date | None:
    moment, precision = _moment(text)
    if precision == "time":
        return moment.date()
    return moment if precision == "day" else None
