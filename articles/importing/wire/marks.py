"""Quotation marks of every style: which belong together, and which lost their other half. Pure."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[“”„«»「」『』\"＂‘’'‚‹›]")
_SINGLE = frozenset("‘’'‚‹›")
_CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "``": ("''", "”", '"'),
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "‹": "›",
    "›": "‹",
}
_ALWAYS_OPEN = frozenset(("„", "「", "『", "``", "‚"))
_NEVER_OPEN = frozenset(("''", "」", "』", "’"))
_BEFORE_A_WORD = re.compile(r"[\s([{=—–\-/:,“„«「\"'‘]")
_AFTER_A_WORD = re.compile(r"[\s)\]}.,;:!?…—–\-”»」\"'’*]|[^\W\da-zA-Z]")
_SENTENCE_MARKS = frozenset(".,!?…")


@dataclass(frozen=True, slots=True)
class Pair:
    """One quotation: from the first character of its opening mark to behind its closing mark."""

    start: int
    end: int
    opening: str
    closing: str

    def inside(self, text: str) -> str:
        return text[self.start + len(self.opening) : self.end - len(self.closing)]


@dataclass(frozen=True, slots=True)
class Marks:
    """The outermost pairs of a text, and where a mark is that lost its other half."""

    pairs: tuple[Pair, ...] = ()
    opened: int | None = None
    stray: int | None = None
    opened_with: str = ""
    stray_mark: str = ""


def read_marks(text: str) -> Marks:
    """The quotation marks of one paragraph."""
    marks, single_left_open = _scan(text, singles=True)
    # An apostrophe that looked like an opening mark ('Tis) would hide all that comes after it.
    return _scan(text, singles=False)[0] if single_left_open else marks


def _scan(text: str, *, singles: bool) -> tuple[Marks, bool]:
    pairs: list[Pair] = []
    stack: list[tuple[str, int]] = []
    stray, stray_mark = None, ""
    last = len(text.rstrip())
    for found in _MARK.finditer(text):
        mark, start, end = found[0], found.start(), found.end()
        if mark in _SINGLE and not singles and end < last:
            continue
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if stack and _closes(mark, stack[-1][0], before, after):
            opening, opened_at = stack.pop()
            if not stack:
                pairs.append(Pair(opened_at, end, opening, mark))
        elif (singles or mark not in _SINGLE) and _opens(mark, before, after):
            stack.append((mark, start))
        elif not stack and _is_stray(mark, before, after):
            stray, stray_mark = start, mark
    doubles = [(mark, at) for mark, at in stack if mark not in _SINGLE]
    left_open = len(doubles) < len(stack)
    opened_with, opened = doubles[0] if doubles else ("", None)
    return Marks(tuple(pairs), opened, stray, opened_with, stray_mark), left_open


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _NEVER_OPEN:
        return False
    at_word = not before or bool(_BEFORE_A_WORD.match(before))
    if mark in "“«":  # also closes: „…“ and »…«
        return not before.strip() or bool(after.strip())
    return at_word and bool(after.strip())


def _closes(mark: str, opening: str, before: str, after: str) -> bool:
    if mark not in _CLOSED_BY[opening]:
        return False
    if opening in '"＂':
        # A mark that clearly opens a word can't close, unless nothing was opened.
        return not (before.isspace() and after.strip() and not _AFTER_A_WORD.match(after))
    if mark in "’'":
        return bool(before.strip()) and (not after or bool(_AFTER_A_WORD.match(after)))
    return True


def _is_stray(mark: str, before: str, after: str) -> bool:
    """Whether a mark closes what was never opened. Inches and apostrophes close nothing."""
    if mark in "’'":
        return before in _SENTENCE_MARKS and not after
    if mark in '"＂':
        return (
            bool(before.strip())
            and not before.isdecimal()
            and (not after or bool(_AFTER_A_WORD.match(after)))
        )
    return True
