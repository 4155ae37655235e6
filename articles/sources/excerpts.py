"""Was it there? Words looked for in a page, however each of the two prints them. Pure.

Spaces, line breaks, quotation marks, dashes, hyphens and capitals say nothing about whether words
stand somewhere; signs between two digits do ("3.5" is not "35", "5-10" is not "510").
"""

import re
import unicodedata
from collections.abc import Iterable

# What an excerpt leaves out, or puts in itself: “…”, “...”, “[…]”, “[the harbour]”.
GAP = re.compile(r"\[[^\]]{0,200}\]|…|\.{3,}")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w]+(?=\d)")
SIGNS = re.compile(r"[\W_]+")
# Private marks that stand for a sign between digits while all other signs are dropped.
KEPT = {".": "\ue000", ",": "\ue001", "-": "\ue002", ":": "\ue003", "/": "\ue004"}
OTHER_SIGN = "\ue005"
SHINGLE = 12
LOOKED_AT = 100_000


def flat(text: str) -> str:
    """The letters and digits of `text` in one spelling, with nothing between the words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = BETWEEN_DIGITS.sub(sign_kept, text)
    return "".join(c for c in text if c.isalnum() or "\ue000" <= c <= "\ue005" or is_mark(c))


def sign_kept(between: re.Match) -> str:
    sign = between[0].strip() or " "
    sign = "-" if unicodedata.category(sign[0]) == "Pd" or sign == "−" else sign
    return KEPT.get(sign, OTHER_SIGN)


def is_mark(character: str) -> bool:
    """Vowel signs and accents that have no letter of their own."""
    return unicodedata.category(character) in ("Mn", "Mc")


def is_in(excerpt: str, text: str) -> bool:
    """Whether the words of `excerpt` stand in `text`: its parts in order, if it leaves some out."""
    return bool(places(excerpt, text)) or is_in_flat(excerpt, flat(text))


def is_in_flat(excerpt: str, page: str) -> bool:
    """The same, for a page that `flat` has been through."""
    parts = [part for part in map(flat, GAP.split(excerpt)) if part]
    at = 0
    for part in parts:
        at = page.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return bool(parts)


def places(excerpt: str, text: str) -> list[tuple[int, int]]:
    """Where in `text` the parts of `excerpt` stand, each once: [(start, end)], in order.

    Empty if they don't stand there, and for words spelled with other letters: “ﬁ” for “fi”. Takes
    a tenth of the time that `flat` takes.
    """
    found, at = [], 0
    for part in filter(flat, GAP.split(excerpt)):
        hits = (hit for hit in as_pattern(part).finditer(text, at) if flat(hit[0]) == flat(part))
        if (hit := next(hits, None)) is None:
            return []
        at = hit.end()
        found.append(hit.span())
    return found


def lines_marked(text: str, excerpts: Iterable[str]) -> list[list[tuple[str, bool]]]:
    """The lines of `text` in pieces: [(words, whether one of `excerpts` stands there)]."""
    lines, at = [[]], 0
    for start, end in sorted(place for excerpt in excerpts for place in places(excerpt, text)):
        start, end = max(start, at), max(end, at)
        for piece, is_marked in ((text[at:start], False), (text[start:end], True)):
            extend(lines, piece, is_marked)
        at = end
    extend(lines, text[at:], False)
    return lines


def extend(lines: list[list[tuple[str, bool]]], piece: str, is_marked: bool) -> None:
    first, *rest = piece.split("\n")
    lines[-1] += [(first, is_marked)] * bool(first)
    lines += [[(line, is_marked)] if line else [] for line in rest]


def as_pattern(words: str) -> re.Pattern:
    """The letters and digits of `words` with any signs between them, or none."""
    letters = [c for c in unicodedata.normalize("NFC", words) if c.isalnum()]
    # Possessive, so that a page made for it cannot make the search take long.
    return re.compile(r"[\W_]*+".join(letters), re.IGNORECASE)


def remains(before: str, after: str) -> float:
    """How much of `before` still stands in `after`: 0.0 nothing, 1.0 all of it."""
    old = shingles(before)
    return len(old & shingles(after)) / len(old) if old else 1.0


def shingles(text: str, size: int = SHINGLE) -> set[str]:
    """Every run of `size` letters in the first part of `text`, for scripts without spaces too."""
    page = flat(text[:LOOKED_AT])
    return {page[at : at + size] for at in range(max(1, len(page) - size + 1))} - {""}


def are_alike(title: str, other: str) -> bool:
    """Whether two titles could be of one page, with the paper's name added or taken off."""
    one, two = shingles(title, 3), shingles(other, 3)
    return bool(one and two) and len(one & two) >= min(len(one), len(two)) / 3
