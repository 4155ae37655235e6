"""What the files of a photo are called, and what they carry. Asks the database nothing itself.

A name says what is inside: `<public_id>-<width>-<version>.webp`, where the version follows the
credit, the caption and whatever else the file carries. So a credit put right changes the address,
and no cache on the way goes on handing out the old one.
"""

import re
from dataclasses import astuple
from hashlib import blake2b

from .models import Photo
from .renditions import Embedded, widths_for

FORMAT = "WEBP"
NAME = re.compile(r"(?P<public_id>[\w-]{8,24})-(?P<width>\d{1,5})-(?P<version>[0-9a-f]{8})\.webp")


def carried_by(photo: Photo) -> Embedded:
    """What every file of `photo` says about it; its credit is fetched unless it is at hand."""
    credit = photo.credit
    if credit is None:
        return Embedded(caption=photo.caption)
    return Embedded(
        creators=credit.facts.creators,
        credit_line=credit.line,
        copyright_notice=credit.copyright_notice,
        usage_terms=credit.usage_terms,
        caption=photo.caption,
        license_url=credit.license_url,
        acquire_url=credit.acquire_url,
        data_mining=credit.data_mining,
        digital_source_type=credit.source_type,
    )


def files_of(photo: Photo) -> tuple[tuple[int, str], ...]:
    """The widths there are of `photo` and the name of each file, the narrowest first."""
    said = version(carried_by(photo))
    return tuple(
        (width, f"{photo.public_id}-{width}-{said}.webp") for width in widths_for(photo.width)
    )


def version(carried: Embedded) -> str:
    return blake2b(repr(astuple(carried)).encode(), digest_size=4).hexdigest()


def meant_by(name: str) -> tuple[str, int] | None:
    """The public id and the width in a file's name, whatever its version; None for no such name.

    Files are looked up by these: an address printed before the credit changed still finds one.
    """
    match = NAME.fullmatch(name)
    return (match["public_id"], int(match["width"])) if match else None
