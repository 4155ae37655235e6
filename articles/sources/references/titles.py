"""The title of a reference by the marks about it: quoted, linked, in italics. Pure."""

import re

from .parts import CLOSE, EDGES, OPEN
from .whose import is_publisher

_QUOTES = [
    re.compile(form)
    for form in (
        f"{OPEN}([^{OPEN}{CLOSE}]+){CLOSE}",
        r"『(.+)』",
        r"[“„«»]\s?(.+)\s?[”“»«](?=\W*(?:$|[,.;:–—|(\[\s]))",
        r"(?<![^\s(,.;:])\"([^\"]+)\"(?![^\s),.;:])",
        r"「(.+)」",
        r"(?<![^\s(,.;:])‘(.+)’(?=\W*(?:$|[,.;:–—|(]))",
        r"(?<!\w)(?:\*\*|__|'')([^*_]+)(?:\*\*|__|'')(?!\w)",
        r"(?<!\w)[*_]([^*_]+)[*_](?!\w)",
    )
]
_ITALIC = len(_QUOTES) - 2  # from here on the marks may be a newspaper's as well


def quoted(line: str) -> re.Match[str] | None:
    """The title by its marks: a whole part of the line, not a word that a title quotes."""
    for number, form in enumerate(_QUOTES):
        for found in form.finditer(line):
            before, after = line[: found.start()].rstrip(), line[found.end() :].lstrip()
            is_closed = not after or after[0] in EDGES or found[1].rstrip()[-1:] in ",.?!"
            is_part = (not before or before[-1] in EDGES) and is_closed
            is_long = len(found[1].split()) > 3 or len(found[1]) > 25
            if number >= _ITALIC and len(found[1].split()) < (6 if is_publisher(found[1]) else 3):
                continue
            if number == 0 or "『" in found[0] or is_part or is_long:
                return found
    return None
