"""What the files of a photo are called, and what they carry. Asks the database nothing itself.

A name says what is inside: `<public_id>-<preset>-<version>.avif`, where the version follows the
original, the credit, the caption, the focal point and whatever else makes the file what it is. So a
credit put right changes the address, and no cache on the way goes on handing out the old one.
"""

import re
from dataclasses import astuple
from hashlib import blake2b

from . import renditions
from .models import Photo
from .renditions import CARD, FORMATS, SOCIAL, Cut, Embedded

CONTENT_TYPES = {format: f"image/{format.lower()}" for format in FORMATS}
NAME = re.compile(
    rf"(?P<public_id>[\w-]{{8,24}})-(?P<preset>(?:{CARD})?\d{{1,5}}|{SOCIAL})-[0-9a-f]{{8}}"
    rf"\.(?P<ending>{'|'.join(FORMATS.values())})"
)


def carried_by(photo: Photo) -> Embedded:
    """What every file of `photo` says about it; its credit is fetched unless it is at hand."""
    credit = photo.credit
    if credit is None:
        return Embedded(caption=photo.caption)
    return Embedded(
        creators=credit.facts.creators,
        credit_line=credit.line,
        supplier=credit.supplier,
        copyright_notice=credit.copyright_notice,
        usage_terms=credit.usage_terms,
        caption=photo.caption,
        license_url=credit.web_statement,
        licensor=credit.licensor,
        acquire_url=credit.acquired_at,
        data_mining=photo.mining_wish,
        digital_source_type=photo.source_type,
    )


def cuts_of(photo: Photo) -> dict[str, Cut]:
    """What is to be made of `photo`, by preset."""
    focal, uncut = (photo.focal_x, photo.focal_y), photo.credit and photo.credit.no_crop
    return renditions.cuts((photo.width, photo.height), focal, crop=not uncut)


def version(photo: Photo) -> str:
    """What tells the files `photo` is to have now from those it had before."""
    made_of = (renditions.GENERATION, photo.sha256, cuts_of(photo), astuple(carried_by(photo)))
    return blake2b(repr(made_of).encode(), digest_size=4).hexdigest()


def wanted(photo: Photo) -> dict[str, tuple[str, str]]:
    """Every file that ought to exist of `photo`: its name, and its (preset, format)."""
    said = version(photo)
    return {
        name(photo.public_id, preset, said, format): (preset, format)
        for preset in cuts_of(photo)
        for format in FORMATS
    }


def name(public_id: str, preset: str | int, version: str, format: str) -> str:
    return f"{public_id}-{preset}-{version}.{FORMATS[format]}"


def meant_by(name: str) -> tuple[str, str, str] | None:
    """The public id, preset and format in a file's name, whatever its version; None for none.

    Files are looked up by these: an address printed before the credit changed still finds one.
    """
    match = NAME.fullmatch(name)
    return match and (match["public_id"], match["preset"], ENDINGS[match["ending"]])


ENDINGS = {ending: format for format, ending in FORMATS.items()}
