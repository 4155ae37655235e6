"""IPTC-IIM, the agencies' block of 1991 that files still carry. Read only. Pure.

IIM 4.2: datasets of record 2 with lengths in bytes; software cuts what is longer.
"""

import codecs
import struct

from PIL import Image, IptcImagePlugin

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

CHARSET = (1, 90)
UTF8 = b"\x1b%G"
LATIN = (b"\x1b.A", b"\x1b-A")


def read(image: Image.Image) -> dict[str, list[str]]:
    """The values of each of our fields, as they stand in the file. Dates as written: "20040226"."""
    datasets = _tiff_datasets(image) if image.format == "TIFF" else _datasets(_block(image))
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


def _tiff_datasets(image: Image.Image) -> Datasets:
    info = IptcImagePlugin.getiptcinfo(image) or {}
    lists = {key: value if isinstance(value, list) else [value] for key, value in info.items()}
    return {
        key: [value for value in values if value] for key, values in lists.items() if any(values)
    }


def _block(image: Image.Image) -> bytes:
    resources = image.info.get("photoshop")
    if isinstance(resources, dict):
        return resources.get(0x0404, b"")
    # In PNG it is text: a name, a length, and hexadecimal digits, each from a line of its own.
    profile = str(image.info.get("Raw profile type iptc", "")).strip().split("\n", 2)
    return _resource(bytes.fromhex(profile[2])) if len(profile) == 3 else b""


def _resource(data: bytes) -> bytes:
    """The block out of Photoshop's resources: signature, number, padded name, length, data."""
    at = data.find(b"8BIM\x04\x04")
    if at < 0:
        return data
    start = at + 6 + (data[at + 6] + 2) // 2 * 2
    (size,) = struct.unpack_from(">I", data, start)
    return data[start + 4 : start + 4 + size]


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
