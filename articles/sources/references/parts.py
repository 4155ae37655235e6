"""The parts of a line of words: where one ends, and what of it is only edges. Pure."""

import re

from .links import plain

OPEN, CLOSE = "\x02", "\x03"  # around the words of a link
_OPENING, _CLOSING = "(（[【", ")）]】"
EDGES = f" \t,.;:：|·•/–—-、。，；،؛{_OPENING}{_CLOSING}"
_BETWEEN = re.compile(
    r"[,，、;；،|·•\t]|(?<=\w{2})[.。](?=\s|$)|。|\s[–—-]+\s|[:：]\s"
    r"|(?:^|(?<=[,.;)\s]))\s*[(（\[](?=[^()（）\[\]]*[,;])"
)
LABELS = re.compile(
    r"(?:^|(?<=[\s,.;|(]))(?:published|posted|updated|available\s+(?:at|from|online)|url|veröffentlicht|publié|source|link|pdf|html"
    r"|date|dated|出典|参照|quelle)(?:\s+(?:on|am|le))?\s*[:：]?(?=\s|$|[,.;|)])",
    re.IGNORECASE,
)


def trimmed(words: str) -> str:
    words = plain(words.replace(OPEN, "").replace(CLOSE, ""))
    kept = words.strip(" \t,;:：|·•/–—-、。，；،؛")
    # A full stop ends an abbreviation as often as a reference.
    if kept.endswith(".") and not re.search(r"(?:\b\w|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|al))\.$", kept):
        kept = kept.rstrip(". ")
    for pair in ("()", "[]", "（）", "“”", '""', "【】"):
        if kept[:1] == pair[0] and kept[-1:] == pair[1] and pair[1] not in kept[1:-1]:
            kept = kept[1:-1].strip()
    return kept


def parts_of(words: str) -> list[str]:
    """What stands between dashes, commas and full stops, without the empty and the telling."""
    words = LABELS.sub(" ", plain(words.replace(OPEN, "").replace(CLOSE, "")))
    return [part for piece in _BETWEEN.split(words) if (part := _bare(piece)) and says(part)]


def _bare(words: str) -> str:
    """A part without what parts it from others; brackets that close within it are its own."""
    words = words.strip(EDGES[:-8])
    while words and words[0] in _OPENING and not any(mark in words for mark in _CLOSING):
        words = words[1:].strip(EDGES[:-8])
    while words and words[-1] in _CLOSING and not any(mark in words for mark in _OPENING):
        words = words[:-1].strip(EDGES[:-8])
    return (
        words if not re.fullmatch(r"[(（\[][^()（）]*[)）\]]", words) else words[1:-1].strip(EDGES)
    )


def says(words: str) -> bool:
    letters = sum(map(str.isalnum, words))
    return (
        letters > 1
        and any(map(str.isalpha, words))
        and not re.fullmatch(
            r"(?:pp?|vol|no|s|ch|section|§)\.?\s*[\divxl–-]+", words, re.IGNORECASE
        )
    )
