"""IPTC-IIM, the agencies' block of 1991 that files still carry. Read only. Pure.

IIM 4.2: datasets of record 2 with lengths in bytes; software cuts what is longer.
"""

import codecs
import struct
from hashlib import md5

from PIL import Image

Datasets = dict[tuple[int, int], list[bytes]]

# Our field: its dataset in record 2.
DATASETS = {
    "creators": 80,
    "creator_job_title": 85,
    "credit_line": 110,
    "supplier": 115,
    "copyright_notice": 116,
    "caption": 120,
    "headline": 105,
    "title": 5,
    "instructions": 40,
    "location": 92,
    "city": 90,
    "state": 95,
    "country": 101,
    "job_id": 103,
    "keywords": 25,
    "taken_at": 55,
    "expires_on": 37,
}
TIME_CREATED = (2, 60)

# The bytes at which a value is cut.
LIMITS = {
    "creators": 32,
    "creator_job_title": 32,
    "credit_line": 32,
    "supplier": 32,
    "copyright_notice": 128,
    "caption": 2000,
    "headline": 256,
    "title": 64,
    "instructions": 256,
    "location": 32,
    "city": 32,
    "state": 32,
    "country": 64,
    "job_id": 32,
    "keywords": 64,
}

# The numbers of Photoshop's resources that hold the block and its digest, and TIFF's tags.
BLOCK, DIGEST = 0x0404, 0x0425
IPTC_TAG, PHOTOSHOP_TAG = 33723, 34377

CHARSET = (1, 90)
UTF8 = b"\x1b%G"
LATIN = (b"\x1b.A", b"\x1b-A")


def read(image: Image.Image) -> dict[str, list[str]]:
    """The values of each of our fields, as they stand in the file. Dates as written: "20040226"."""
    datasets = _datasets(_resources(image).get(BLOCK, b""))
    charset = datasets.get(CHARSET, [b""])[0]
    found = {
        name: [_text(value, charset) for value in datasets.get((2, number), [])]
        for name, number in DATASETS.items()
    }
    if found["taken_at"] and TIME_CREATED in datasets:
        time = _text(datasets[TIME_CREATED][0], charset)
        found["taken_at"].insert(0, f"{found['taken_at'][0]}T{time}")
    return found


def looks_cut(value: str, limit: int) -> bool:
    """Does `value` end about where IIM would have cut it: counted in Latin-1, or in UTF-8?

    Spaces at the cut, or the half of a letter, are gone by now: hence up to four bytes less.
    """
    return len(value) <= limit <= len(value.encode()) + 4


def outdates_xmp(image: Image.Image) -> bool:
    """Was the block changed by something that left the file's XMP as it was?

    Whoever writes both leaves a digest of the block, as the Metadata Working Group asks (5.2);
    whoever knows IIM only does not touch it. TIFF fills blocks up with zeros.
    """
    resources = _resources(image)
    block, digest = resources.get(BLOCK, b""), resources.get(DIGEST)
    if not (block and digest):
        return False
    return digest not in {
        md5(data, usedforsecurity=False).digest() for data in (block, block.rstrip(b"\0"))
    }


def _resources(image: Image.Image) -> dict[int, bytes]:
    """Photoshop's resources by their numbers, the block among them."""
    if image.format == "TIFF":
        resources = _parted(_bytes_of(image, PHOTOSHOP_TAG))
        return resources | {BLOCK: _bytes_of(image, IPTC_TAG)}
    resources = image.info.get("photoshop")
    if isinstance(resources, dict):
        return resources
    # In PNG it is text: a name, a length, and hexadecimal digits, each from a line of its own.
    profile = str(image.info.get("Raw profile type iptc", "")).strip().split("\n", 2)
    data = bytes.fromhex(profile[2]) if len(profile) == 3 else b""
    return _parted(data) if data.startswith(b"8BIM") else {BLOCK: data}


def _bytes_of(image: Image.Image, tag: int) -> bytes:
    """What a TIFF has under `tag`, as it stands: some write bytes as numbers, of which Pillow
    gives the first, and reads IIM as we do."""
    return image.tag_v2._tagdata.get(tag, b"")


def _parted(data: bytes) -> dict[int, bytes]:
    """By number: each has a signature, the number, a name and its data, both of even length."""
    resources: dict[int, bytes] = {}
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data):
        (number,) = struct.unpack_from(">H", data, at + 4)
        start = at + 6 + (data[at + 6] + 2) // 2 * 2
        (size,) = struct.unpack_from(">I", data, start)
        resources[number] = data[start + 4 : start + 4 + size]
        at = start + 4 + size + size % 2
    return resources


def _datasets(block: bytes) -> Datasets:
    """By record and number, up to the first dataset that makes no sense."""
    datasets: Datasets = {}
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        record, number, size = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if size & 0x8000:
            # An extended dataset: these are the bytes its length takes.
            length = size & 0x7FFF
            size = int.from_bytes(block[at : at + min(length, 8)])
            at += length
        datasets.setdefault((record, number), []).append(block[at : at + size])
        at += size
    return datasets


def _text(value: bytes, charset: bytes) -> str:
    """Decoded as announced; unannounced, as UTF-8 if it is that, else as Latin-1.

    Latin-1 that happens to be valid UTF-8 is no name anyone bears. Half a letter at the end, left
    by the cut, is dropped.
    """
    decoder = codecs.getincrementaldecoder("utf-8")
    if charset == UTF8:
        return decoder("replace").decode(value)
    latin = value.decode("cp1252", "replace")
    if charset in LATIN:
        return latin
    try:
        text = decoder().decode(value)
    except UnicodeDecodeError:
        return latin
    # "Andr\xe9" is Latin-1, not UTF-8 cut in the middle of its only accent.
    lost_a_byte = len(text.encode()) < len(value)
    return latin if lost_a_byte and text.isascii() else text
