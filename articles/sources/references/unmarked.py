"""A line of words in which nothing marks the title: its parts are told apart by guessing. Pure."""

import re

from ...dates import Dated, whole_date
from .parts import EDGES, LABELS, parts_of, says
from .said import Said
from .titles import quoted
from .when import undated
from .whose import are_people, is_known, is_publisher

_DASH = re.compile(r"\s+[–—|·•-]{1,2}\s+|\s*[|｜\t]\s*|\s*—\s*")
_COLON = re.compile(r"([^:：。]{2,60})[:：]\s*(\S.*)")
_AUTHOR_YEAR = re.compile(r"([^()]{2,200}?)\s*,?\s*\(([^()]{4,30})\)\s*[.,:]?\s+(\S.*)")
_AUTHOR_DOT_YEAR = re.compile(r"([^()\d]{2,200}?\.?)[.,]?\s+((?:19|20)\d{2})[a-z]?[.,:]\s+(\S.*)")
_SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[\d)”\"’?!]))[.?!]\s+(?=\S)|(?<=[?!])\s+(?=[A-Z])|。\s*"
)


def read_unmarked(said: Said, line: str) -> None:
    """A line in which nothing marks the title."""
    for form in (_AUTHOR_YEAR, _AUTHOR_DOT_YEAR):
        found = form.fullmatch(line.strip())
        if found and (dated := _date_of_authors(found[2])) and not is_known(found[1]):
            said.dated = dated
            _read_titled(said, found[1], found[3])
            return
    line = LABELS.sub(" ", undated(said, line)).strip(" ,")
    for read in (_dashed, _coloned, _listed):
        if read(said, line):
            return
    if is_publisher(line) and len(line.split()) <= 6 and not said.publisher:
        said.guess(publisher=line)
    elif says(line):
        said.guess(title=line)


def _date_of_authors(words: str) -> Dated | None:
    if dated := whole_date(words):
        return dated
    turned = re.fullmatch(r"(\d{4})[a-z]?,\s*(\w+\.?(?:\s+\d{1,2})?)", words.strip())
    return whole_date(f"{turned[2]}, {turned[1]}") if turned else None


def _read_titled(said: Said, authors: str, rest: str) -> None:
    """ "Doe, J. (2024). Title. Publisher."."""
    rest = undated(said, rest)
    if found := quoted(rest):
        said.title = found[1]
        parts = parts_of(rest[found.end() :])
    else:
        title, *parts = [part for part in _SENTENCE.split(rest) if part.strip(EDGES)] or [""]
        said.guess(title=title)
        parts = [part for each in parts for part in parts_of(each)]
    said.authors = authors
    if parts and not said.publisher:
        said.publisher = publisher_of(said, parts)


def _dashed(said: Said, line: str) -> bool:
    """ "Title – Publisher", "Publisher | Title", "Title\\tPublisher"."""
    parts = [part.strip(EDGES) for part in _DASH.split(line)]
    parts = [part for part in parts if says(part)]
    if len(parts) < 2:
        return False
    first, last = parts[0], parts[-1]
    people = next((part for part in parts if are_people(part)), "")
    named = next(
        (
            part
            for sure in (is_known, is_publisher)
            for part in (last, first)
            if sure(part) and len(part.split()) <= 7
        ),
        "",
    )
    if not named and last != people and len(last.split()) <= 4:
        named = last
    rest = [part for part in parts if part not in (named, people)]
    if not rest or said.publisher:
        return False
    said.guess(publisher=named, authors=people, title=" – ".join(rest))
    return True


def _coloned(said: Said, line: str) -> bool:
    """ "Publisher: Title"; a title that has a colon itself begins otherwise."""
    found = _COLON.fullmatch(line)
    if not found or said.publisher:
        return False
    head, title = found[1].strip(), found[2].strip()
    if are_people(head):
        said.guess(authors=head)
        _rest_is_title(said, title)
        return True
    if not is_publisher(head) and not (
        len(head.split()) <= 3 and all(word[0].isupper() for word in head.split())
    ):
        return False
    said.guess(publisher=head, title=title)
    return True


def _rest_is_title(said: Said, words: str) -> None:
    if not _listed(said, words):
        said.guess(title=words)


def _listed(said: Said, line: str) -> bool:
    """ "Author, Title, Publisher" and "Author. Title. Publisher."."""
    sentences = [part.strip(EDGES) for part in _SENTENCE.split(line) if says(part)]
    by_comma = [part.strip() for part in re.split(r"[,，、;；]\s+|[、，]", line) if says(part)]
    parts = sentences if len(sentences) > 1 and len(sentences) >= len(by_comma) - 1 else by_comma
    if len(parts) < 2:
        return False
    head = next((n for n in (3, 2, 1) if n < len(parts) and are_people(", ".join(parts[:n]))), 0)
    authors, rest = ", ".join(parts[:head]), parts[head:]
    publisher = ""
    if len(rest) > 1 and not said.publisher:
        short = len(rest[-1].split()) <= (6 if head or len(rest) > 2 else 4)
        if is_publisher(rest[-1]) or short:
            publisher = rest.pop()
    if not head and not publisher and not is_publisher(parts[0]):
        return False
    if not head and len(rest) > 1 and is_publisher(rest[0]):
        authors = rest.pop(0)
    joint = ". " if parts is sentences else ", "
    said.guess(authors=authors, publisher=publisher, title=joint.join(rest))
    return True


def publisher_of(said: Said, parts: list[str]) -> str:
    """Of the parts behind a title the one that names who published it."""
    named = [part for part in parts if is_known(part)] or [p for p in parts if is_publisher(p)]
    if named and len(named[0].split()) <= 8:
        return named[0]
    if len(parts[0].split()) <= 6:
        if len(parts) > 1:
            said.unsure.add("publisher")
        return parts[0]
    return ""
