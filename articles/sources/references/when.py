"""The dates in a line of words: of publication, of a visit, of an archived copy. Pure."""

import re

from ...dates import TIME, dates_in, whole_date
from .parts import EDGES, LABELS
from .said import Said

_EMPTY_BRACKETS = re.compile(r"\s*[(（\[]\s*,?\s*[)）\]]")
_COMMAS = re.compile(r"\s*,(?:\s*,)+\s*")
_ACCESSED_BEFORE = re.compile(
    r"[(\[（]?\s*(?:(?:last\s+)?(?:accessed|retrieved|viewed|visited|checked)|(?:zuletzt\s+)?abgerufen|zugriff|stand"
    r"|consulté(?:e)?|consultado|access\s+date|閲覧日?|アクセス)\s*(?:on|am|le|el|:|：)*\s*$",
    re.IGNORECASE,
)
_ACCESSED_AFTER = re.compile(r"\s*(?:に)?(?:最終)?(?:閲覧|アクセス|アクセス日|访问|查阅)")
_ARCHIVED_BEFORE = re.compile(r"(?:archived|archiviert|archivé)\b[^,;|()]{0,60}$", re.IGNORECASE)
_ARCHIVED = re.compile(
    r"\b(?:archived(?:\s+copy)?(?:\s+from\s+the\s+original)?(?:\s+at)?|archiviert\s+vom\s+original|archivé)\b"
    r"(?:\s+(?:on|am|le)\b)?",
    re.IGNORECASE,
)
_JAPANESE_TIME = re.compile(
    r"\s*(?:[(（][日月火水木金土][)）])?\s*(?:午前|午後)?\s*\d{1,2}\s*[時时]\s*(?:\d{1,2}\s*分)?\s*頃?"
)
_ZONE = re.compile(r"\s*[(（]\s*(?:UTC|GMT|JST)[^()（）]{0,10}[)）]")


def undated(said: Said, words: str) -> str:
    """The words without their dates, which are kept: of publication, and of a visit."""
    kept, at = [], 0
    for found in dates_in(words):
        before, after = words[at : found.start], words[found.end :]
        if not _stands_alone(before, after):
            continue
        end = found.end
        for beside in (TIME, _JAPANESE_TIME, _ZONE):
            if follows := beside.match(words, end):
                end = follows.end() if follows[0].strip() else end
        if visit := _ACCESSED_BEFORE.search(before) or _ACCESSED_AFTER.match(words, end):
            said.accessed_on = said.accessed_on or (found.day if found.precision == "day" else None)
            if visit.re is _ACCESSED_AFTER:
                end = visit.end()
            else:
                before = before[: visit.start()]
        elif archived := _ARCHIVED_BEFORE.search(before):
            before = before[: archived.start()]
        elif said.dated is None or said.dated.precision != "day":
            said.dated = found
        kept.append(before)
        at = end
    rest = _ARCHIVED.sub(" ", " , ".join([*kept, words[at:]]))
    return _closed(_without_year(said, rest))


def _closed(words: str) -> str:
    """The words without the brackets and the commas that stood about a date."""
    return _COMMAS.sub(", ", _EMPTY_BRACKETS.sub("", words))


def _stands_alone(before: str, after: str) -> bool:
    """A date that a sentence goes on after is a part of the sentence."""
    if not before.strip() or before.rstrip()[-1] in EDGES or LABELS.search(before[-20:]):
        return True
    if _ACCESSED_BEFORE.search(before) or _ARCHIVED_BEFORE.search(before):
        return True
    return not after.strip() or after.lstrip()[0] in EDGES


def _without_year(said: Said, words: str) -> str:
    """The words without a year that is a part of its own, which dates what nothing else does."""
    for part in re.finditer(
        r"(?:(?<=[,.;(（、。\s])|^)(?:19|20)\d{2}[a-z]?年?(?=\s*(?:$|[,.;)）、。]))", words
    ):
        before = words[: part.start()].rstrip()
        if before and before[-1] not in EDGES:
            continue
        if said.dated is None:
            said.dated = whole_date(part[0])
        return f"{words[: part.start()]} , {words[part.end() :]}"
    return words
