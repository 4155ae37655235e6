"""Was it there? Words looked for in a page, however each of the two prints them. Pure.

Spaces, line breaks, quotation marks, dashes, hyphens and capitals say nothing about whether words
stand somewhere; signs between two digits do ("3.5" is not "35", "5-10" is not "510"), and so does
where words and numbers end ("15 per cent" does not say "5 per cent", nor "she was" "he was").
"""

import re
import unicodedata
from collections.abc import Iterable

# Scripts that set no spaces between words: Thai to Burmese, Khmer, Chinese, Japanese and others.
UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1bbf\u2e80-\u312f\u31a0-\u9fff"
    "\ua980-\ua9df\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff"
)
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# What an excerpt leaves out, or puts in itself: “…”, “...”, “[…]”, “[the harbour]”; and the rest of
# a word of which it has changed letters: “[T]he”, “leak[ed]”.
PART_OF_WORD = f"[^\\W_{UNSPACED}]*+"
GAP = re.compile(rf"{PART_OF_WORD}\[[^\]]{{0,200}}\]{PART_OF_WORD}|…|\.{{3,}}")
TO_LAST_LETTER = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
# Between these digits one number goes on: “12|.5”, “12.|5”, and thousands that a space sets apart.
INSIDE_NUMBER = re.compile(
    r"(?<=\d)[.,'’٫٬．，]\d|(?<=\d[.,'’٫٬．，])\d"
    r"|(?<=\d)(?<!\d{4})[ \xa0\u2009\u202f]\d{3}(?!\d)"
    r"|(?<=\d[ \xa0\u2009\u202f])(?<!\d{4}[ \xa0\u2009\u202f])\d{3}(?!\d)"
)
# What may stand inside a word and is not seen: soft hyphens, joiners.
UNSEEN = "\xad\u200b\u200c\u200d\u2060\ufeff"
BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w]+(?=\d)")
# Private marks that stand for a sign between digits while all other signs are dropped.
KEPT = {".": "\ue000", ",": "\ue001", "-": "\ue002", ":": "\ue003", "/": "\ue004"}
OTHER_SIGN = "\ue005"
SHINGLE = 12
LOOKED_AT = 100_000


def folded(text: str) -> str:
    """`text` with each letter in one spelling: “ﬁ” as “fi”, “Ｅ” as “e”."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def flat(text: str) -> str:
    """The letters and digits of `text` in one spelling, with nothing between the words."""
    text = BETWEEN_DIGITS.sub(sign_kept, folded(text))
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
    return bool(places(excerpt, text)) or is_in_folded(excerpt, folded(text))


def is_in_folded(excerpt: str, page: str) -> bool:
    """The same, for a page that `folded` has been through."""
    return bool(places(folded(excerpt), page))


def places(excerpt: str, text: str) -> list[tuple[int, int]]:
    """Where in `text` the parts of `excerpt` stand, each once: [(start, end)], in order.

    Empty if they don't stand there, and for words spelled with other letters: “ﬁ” for “fi”.
    """
    found, at = [], 0
    for part in parts(excerpt):
        if (place := place_of(part, text, at)) is None:
            return []
        found.append(place)
        at = place[1]
    return found


def parts(excerpt: str) -> list[str]:
    """What `excerpt` says between its gaps, each from its first letter to its last."""
    pieces = GAP.split(excerpt)
    said = [(piece, TO_LAST_LETTER.search(piece)) for piece in pieces]
    return [piece[m.start() : after_marks(piece, m.end())] for piece, m in said if m]


def place_of(part: str, text: str, at: int) -> tuple[int, int] | None:
    """Where `part` first stands in `text` from `at` on, not cut out of a longer word or number."""
    pattern, words = as_pattern(part), flat(part)
    while hit := pattern.search(text, at):
        start, end = hit.start(), after_marks(text, hit.end())
        if not (is_inside(text, start) or is_inside(text, end)) and flat(text[start:end]) == words:
            return start, end
        at = start + 1
    return None


def after_marks(text: str, at: int) -> int:
    while at < len(text) and is_mark(text[at]):
        at += 1
    return at


def is_inside(text: str, at: int) -> bool:
    """Whether a word or a number goes on across this place in `text`, which is before no mark."""
    first, last = at, at
    while first and (text[first - 1] in UNSEEN or is_mark(text[first - 1])):
        first -= 1
    while last < len(text) and text[last] in UNSEEN:
        last += 1
    before, after = text[first - 1 : first] if first else "", text[last : last + 1]
    if (before.isnumeric() and after.isnumeric()) or INSIDE_NUMBER.match(text, at):
        return True
    return before.isalpha() and after.isalpha() and not IS_UNSPACED.search(before + after)


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
