"""Where a story was written, when, and who sent it: the words before its first dash. Pure."""

import re
from dataclasses import dataclass

from ...dates import names_day
from .characters import set_of
from .known_names import is_known
from .titles import LEADS, WEEKDAYS

# Scripts without capitals have none to tell a place by.
_LATIN_PLACE = re.compile(r"[^\W\d_\u0590-\uffff][^\d_\u0590-\uffff]*")
_DASH = re.compile(r"\s*(?:—|–|--)\s*|\s+[-_]\s+|(?<=\))[-_]\s*")
_PROVIDER = re.compile(r"\(([^()]{2,40})\)\s*$")
_SLASHED = re.compile(r"(?<=\s)/([^/\s][^/\n]{0,28}[^/\s])/\.?\s*(?:(?:--|[—–-])\s*)?")
_BRACKETED = re.compile(r"[【\[]([^\[\]【】]{2,40})[】\]]\s*(?:[-=—–＝]\s*)?")
_NO_PLACES = set_of(
    """
    note update updated warning correction clarification exclusive breaking urgent opinion
    analysis video watch live photos factbox timeline editor editors nb ps tk alert advisory
    embargoed what who why how key points facts q a here there
    """
)
_LONGEST, _LONGEST_LINE = 140, 80


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the paragraph goes on behind it. `is_sure`: nothing else looks so."""

    text: str
    provider: str
    end: int
    is_sure: bool = True


def dateline_of(said: str) -> Dateline | None:
    """The dateline a paragraph begins with; None if it begins with none."""
    for read in (_bracketed, _slashed, _dashed, _before_colon, _unshouted):
        if (found := read(said)) and found.end < len(said):
            return found
    return None


def dateline_alone(line: str) -> Dateline | None:
    """A dateline that stands on a line of its own: "Kellmouth, 3 March", "OSLO (AP)"."""
    if len(line) > _LONGEST_LINE or line[-1:] in ":;":
        return None
    parts = re.sub(r"\s*[|•·]\s*", ", ", line)
    provider, place = _provider_at_end(parts)
    is_shouted = "," in place and place.split(",")[0].isupper()
    if not (provider or names_day(place) or is_shouted) or not _is_place(place, bool(provider)):
        return None
    return Dateline(line, provider, len(line))


def _bracketed(said: str) -> Dateline | None:
    found = _BRACKETED.match(said)
    if found and (said[0] == "【" or said[found.end() - 2] in "-=—–＝"):
        return Dateline(found[1].strip(), "", found.end())
    return None


def _slashed(said: str) -> Dateline | None:
    """ "MOSCOW, March 3. /TASS/. The towns …"."""
    found = _SLASHED.search(said[:_LONGEST])
    if not found or not _is_place(said[: found.start()].strip(" .,"), True):
        return None
    return Dateline(said[: found.end(1) + 1], found[1].strip(), found.end())


def _dashed(said: str) -> Dateline | None:
    if _BRACKETED.match(said):
        return None
    for dash in _DASH.finditer(said[:_LONGEST]):
        head, behind = said[: dash.start()].strip(), said[dash.end() :]
        if not _is_dateline(head):
            continue
        provider, place = _provider_at_end(head)
        if not provider and "," not in place and behind[:1].islower():
            continue  # "NATO - the alliance - met": an aside
        if (further := _DASH.search(behind[:40])) and is_known(behind[: further.start()].strip()):
            end = dash.end() + further.end()
            name = behind[: further.start()].strip()
            return Dateline(said[: dash.end() + further.start()].strip(), name, end)
        return Dateline(head, provider, dash.end())
    return None


def _before_colon(said: str) -> Dateline | None:
    """ "NEW DELHI: The towns …", which a label in capitals looks like as well."""
    place = said[: max(said.find(": ", 0, 40), 0)]
    words = place.casefold().split()
    if len(place) < 4 or len(words) > 3 or not _NO_PLACES.isdisjoint(words):
        return None
    if len(said) < 100 or not _is_place(place, False):
        return None
    return Dateline(place, "", len(place) + 2, is_sure=len(words) == 1)


def _unshouted(said: str) -> Dateline | None:
    """ "Oslo, Norway – The towns …", which a name and a title look like as well."""
    dash = _DASH.search(said[:_LONGEST])
    head = said[: dash.start()] if dash else ""
    parts = [part.split() for part in head.split(",")]
    capital = all(word[0].isupper() for part in parts for word in part)
    if not capital or [len(part) in (1, 2, 3) for part in parts] != [True, True]:
        return None
    if parts[0][0].lower() in LEADS | WEEKDAYS or not said[dash.end() :][:1].isupper():
        return None
    return Dateline(head, "", dash.end(), is_sure=False)


def _provider_at_end(head: str) -> tuple[str, str]:
    """Who sent it, "" if that isn't said, and the head without it."""
    found = _PROVIDER.search(head)
    if not found or names_day(found[1]):
        return "", head
    return found[1].strip(), head[: found.start()].strip(" ,")


def _is_dateline(head: str) -> bool:
    provider, place = _provider_at_end(head)
    if provider and not (provider[0].isupper() or not provider[0].islower() or is_known(provider)):
        return False
    return _is_place(place, bool(provider)) if place else bool(provider)


def _is_place(place: str, has_provider: bool) -> bool:
    """ "BAGHDAD", "NEW YORK, Sept. 27", "ST. PAUL, Minn."; with provider or day "London" too."""
    place = re.sub(r"\s*\(([^()]*)\)$", r", \1", place)  # "GENEVA (3 March 2026)"
    first, *others = [part.strip() for part in place.split(",")]
    words = first.casefold().split()
    if not words or len(words) > 5 or first.casefold() in _NO_PLACES:
        return False
    if not (has_provider or any(map(names_day, others))):
        cased = [letter for letter in first if letter.upper() != letter.lower()]
        if len(cased) < 3 or not first.isupper() or not _LATIN_PLACE.fullmatch(first):
            return False
    elif not first[0].isalpha() or (words[0] in LEADS | WEEKDAYS and not first.isupper()):
        return False
    return not first[0].islower() and len(others) <= 4 and all(len(o.split()) <= 4 for o in others)
