"""Is this file a photo we can use? Answered by decoding it, never by its name. Pure.

One photo of 60 megapixels takes about 40 MB as a file and, while it is turned upright and brought
to RGB, up to half a gigabyte of memory; the limits below are what bounds both. One of 16 bits of
grey takes more for each pixel, and may have fewer.
"""

import logging
import math
from io import BytesIO
from typing import BinaryIO

import pi_heif
from PIL import Image, ImageCms, ImageOps

logger = logging.getLogger(__name__)

# HEIC, as iPhones take photos, is one sort of HEIF.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF")
pi_heif.options.DECODE_THREADS = 1  # each thread more would cost memory
pi_heif.register_heif_opener()
MAX_BYTES = 40_000_000
MAX_PIXELS = 60_000_000
MAX_DEEP_PIXELS = 40_000_000
# WebP ends at 16,383 pixels a side: at our largest width, 1600, ten times as tall still fits.
MAX_TALLNESS = 10
MAX_PROFILE_BYTES = 1_000_000

ASK_FOR = "Export it as JPEG, PNG, WebP, AVIF, TIFF or HEIC and upload that."
MOST = "{} megapixels is the most: export it smaller and upload that."

# What people upload instead of a photo we read: bytes it starts with (at an offset), and its name.
STRANGERS = (
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a BMP"),
    (0, b"%PDF", "a PDF"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"<", "a web page or a drawing (SVG)"),
)


class Refused(Exception):
    """The file cannot be used as a photo. The message tells an editor why, and what to do.

    `peak` is the memory it took to find out, in KB; 0 where nobody measured.
    """

    peak = 0


def open_checked(file: BinaryIO) -> Image.Image:
    """The photo in `file`, decoded in full, upright (EXIF orientation applied), RGB or RGBA.

    Of an animation or a file of several pages only the first picture is used. `format` on the
    answer is one of FORMATS: what the bytes were, whatever the file was called. A CMYK photo is
    brought to sRGB through its own profile; an RGB profile stays in `info["icc_profile"]`. What
    else the file says is in the bytes, for `metadata.read(bytes)`.

    Raises Refused, and nothing else, for anything that cannot be used.
    """
    data = _read(file)
    try:
        opened = Image.open(BytesIO(data), formats=FORMATS)
    except Image.UnidentifiedImageError as unknown:
        raise Refused(_stranger(data)) from unknown
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(
            f"The photo is far too large. {MOST.format(MAX_PIXELS // 1_000_000)}"
        ) from bomb
    except Exception as wrong:
        raise _damaged() from wrong
    _check_size(*opened.size, MAX_DEEP_PIXELS if is_deep(opened) else MAX_PIXELS)
    # Bad bytes raise whatever the decoder stumbled over (OSError, SyntaxError, struct.error,
    # IndexError, MemoryError …): none of it is a fault in this program, all of it is this answer.
    try:
        opened.load()
        photo = _in_rgb(_upright(opened))
    except Refused:
        raise
    except Exception as wrong:
        raise _damaged() from wrong
    # A phone's JPEG with a second picture inside (a depth map, say) calls itself MPO.
    photo.format = "JPEG" if opened.format == "MPO" else opened.format
    return photo


def _read(file: BinaryIO) -> bytes:
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if not data:
        raise Refused("The file is empty. Export the photo again and upload the new file.")
    if len(data) > MAX_BYTES:
        raise Refused(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB. "
            "Export the photo smaller, or as a JPEG, and upload that."
        )
    return data


def is_deep(photo: Image.Image) -> bool:
    """Whether its pixels are 16 bits of grey, or more."""
    return photo.mode.startswith("I")


def _check_size(width: int, height: int, most: int) -> None:
    """Before decoding: a file of some kilobytes can claim to hold gigabytes."""
    if width < 1 or height < 1:
        raise _damaged()
    if width * height > most:
        has = f"The photo has {math.ceil(width * height / 1_000_000)} megapixels"
        grey = " of 16 bits of grey" if most == MAX_DEEP_PIXELS else ""
        raise Refused(f"{has}{grey}. {MOST.format(most // 1_000_000)}")


def _upright(opened: Image.Image) -> Image.Image:
    try:
        ImageOps.exif_transpose(opened, in_place=True)
    except Exception as wrong:
        # EXIF too broken to say which side is up is no reason to refuse the picture.
        logger.info("photo taken as it lies: %s", wrong)
    if opened.height > MAX_TALLNESS * opened.width:
        raise Refused(
            "The photo is more than ten times as tall as it is wide. Crop it and upload that."
        )
    return opened


def _in_rgb(photo: Image.Image) -> Image.Image:
    if photo.mode == "F":
        raise Refused(f"The photo's pixels are decimal numbers, as in science. {ASK_FOR}")
    if photo.mode == "CMYK":
        return _from_cmyk(photo)
    if is_deep(photo):
        # 16 bits of grey: Pillow alone would turn everything above the darkest 255 white.
        photo = photo.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    profile = photo.info.get("icc_profile", b"")
    if photo.mode not in ("RGB", "RGBA"):
        photo = photo.convert("RGBA" if photo.has_transparency_data else "RGB")
    elif photo.mode == "RGB" and photo.has_transparency_data:
        photo = photo.convert("RGBA")
    if profile[16:20] != b"RGB " or len(profile) > MAX_PROFILE_BYTES:
        photo.info.pop("icc_profile", None)
    return photo


def _from_cmyk(photo: Image.Image) -> Image.Image:
    """Inks to light through the photo's own profile; without a usable one, by plain arithmetic."""
    profile = photo.info.pop("icc_profile", None)
    if profile:
        try:
            return ImageCms.profileToProfile(
                photo, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return photo.convert("RGB")
    return photo.convert("RGB")


def _stranger(data: bytes) -> str:
    for offset, start, name in STRANGERS:
        if data[offset:].startswith(start):
            return f"This is {name}, which we cannot use. {ASK_FOR}"
    return f"This is not a photo we can read. {ASK_FOR}"


def _damaged() -> Refused:
    return Refused(
        "The photo is damaged or cut short. Ask for the file again, "
        "or open it in a picture editor and export it anew."
    )
