"""What bytes are, by their own first letters and never by what somebody calls them. Pure."""

import re
from pathlib import PurePath

# What files of each type begin with, and the ending they are given.
SIGNATURES = tuple(
    (re.compile(begins, re.DOTALL), content_type, ending)
    for begins, content_type, ending in (
        (rb"%PDF-", "application/pdf", ".pdf"),
        (rb"\x89PNG\r\n\x1a\n", "image/png", ".png"),
        (rb"\xff\xd8\xff", "image/jpeg", ".jpg"),
        (rb"GIF8[79]a", "image/gif", ".gif"),
        (rb"RIFF.{4}WEBP", "image/webp", ".webp"),
        (rb".{4}ftypavi[fs]", "image/avif", ".avif"),
        (rb".{4}ftyp(hei[cx]|mif1)", "image/heic", ".heic"),
        (rb"RIFF.{4}WAVE", "audio/wav", ".wav"),
        (rb"ID3|\xff[\xf2\xf3\xfa\xfb]", "audio/mpeg", ".mp3"),
        (rb"OggS", "audio/ogg", ".ogg"),
        (rb"fLaC", "audio/flac", ".flac"),
        (rb".{4}ftypM4A", "audio/mp4", ".m4a"),
        (rb".{4}ftyp", "video/mp4", ".mp4"),
        (rb"\x1a\x45\xdf\xa3", "video/webm", ".webm"),
    )
)
# What a browser draws as a picture and as nothing else.
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}
WORDS = {"text/plain": ".txt", "message/rfc822": ".eml"}
# Endings that say no more than which program opens a file, kept where its bytes say nothing.
KEPT = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".csv", ".doc", ".xls", ".msg"}
IS_PAGE = re.compile(rb"\s*(<!doctype html|<html)", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LOOKED_AT = 100_000


def known_type(content: bytes) -> str:
    """The type of a PDF, a picture, a recording; "" of anything else."""
    return next((kind for begins, kind, _ in SIGNATURES if begins.match(content)), "")


def type_of_words(content: bytes) -> str:
    """Whether it is a web page or plain words, if it is words at all."""
    if CONTROLS.search(content[:LOOKED_AT]):
        return ""
    return "text/html" if IS_PAGE.match(content) else "text/plain"


def ending_of(content_type: str, name: str = "") -> str:
    """What a file of this type may be called by, to whoever saves it: never to be run.

    A web page is called text, lest it be opened and tell the site it came from.
    """
    known = {kind: ending for _, kind, ending in SIGNATURES} | WORDS
    if content_type in known:
        return known[content_type]
    if content_type.startswith("text/") or content_type.endswith(("html+xml", "svg+xml")):
        return ".txt"
    ending = PurePath(name).suffix.lower()
    return ending if ending in KEPT else ".bin"
