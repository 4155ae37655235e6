"""The words of one reference -> its title, authors, publisher and dates. Pure.

Marks decide before guesses do: what is quoted, linked or in italics is the title; what stands
before it names the authors and what follows the publisher. Without such a mark the parts between
dashes, commas or full stops are told apart by how names are built, and are unsure.
"""

import re

from ...dates import whole_date
from .links import plain
from .parts import CLOSE, LABELS, OPEN, parts_of, trimmed
from .said import Said
from .titles import quoted
from .unmarked import publisher_of, read_unmarked
from .when import undated
from .whose import BY, are_people, is_known, is_publisher

LONGEST = 1500  # characters; what is longer is prose and no reference
_ASIDE = re.compile(
    r"[_*]?[(\[（](?:pdf|word|excel|html|doc|video|audio|in\s+\w+|press\s+release)\b[^()\[\]（）]*[)\]）][_*]?",
    re.IGNORECASE,
)
_KIND_WORDS = (
    (
        "press_release",
        r"press release|pressemitteilung|communiqué de presse|プレスリリース|報道発表",
    ),
    ("interview", r"\binterview (?:with|by)\b|インタビュー"),
    ("dataset", r"\bdata ?set\b"),
    ("podcast", r"\bpodcast\b"),
    ("academic_paper", r"\bdoi\b|\bvol\.|\bjournal of\b"),
    ("report", r"\breport\b|\(pdf|報告書|bericht\b|\brapport\b"),
)


def understood(line: str) -> Said:
    """What the words of one reference say; the words of its link stand in OPEN and CLOSE."""
    said = Said(kind=_kind(line))
    if len(line) > LONGEST or not any(map(str.isalnum, line)):
        return said
    line = _ASIDE.sub(" ", line) if not _ASIDE.fullmatch(line.strip()) else line
    if found := quoted(line):
        before, after = line[: found.start()], line[found.end() :]
        _read_round(said, before, found[1], after, is_link=found[0][0] == OPEN)
    else:
        read_unmarked(said, line.replace(OPEN, "").replace(CLOSE, ""))
    said.title = trimmed(said.title) if "title" in said.unsure else plain(said.title).strip(" ,.")
    said.publisher, said.authors = trimmed(said.publisher), trimmed(said.authors)
    said.authors = BY.sub("", said.authors)
    if said.publisher and is_known(said.publisher):
        said.unsure.discard("publisher")
    return said


def _kind(line: str) -> str:
    return next((kind for kind, words in _KIND_WORDS if re.search(words, line, re.IGNORECASE)), "")


def _read_round(said: Said, before: str, title: str, after: str, *, is_link: bool) -> None:
    """A line whose title is marked; a link's words may be the publisher's name instead."""
    after = undated(said, after)
    before = before if said.dated else undated(said, before)
    if is_link and (re.fullmatch(r"\W*\(.+\)\W*", title) or is_known(plain(title))):
        said.publisher = plain(title).strip("()*_ ")
        read_unmarked(said, f"{before} {after}")
        return
    said.title = title
    parts = [part for part in parts_of(after) if not whole_date(part)]
    head = trimmed(LABELS.sub("", before))
    if parts:
        said.publisher = publisher_of(said, parts)
    if not head:
        return
    if said.publisher and not (before.rstrip().endswith((":", "：")) and is_publisher(head)):
        said.authors = head
    elif (
        not said.publisher
        and not are_people(head)
        and (is_publisher(head) or before.rstrip().endswith((":", "：")))
    ):
        said.publisher = head
    elif are_people(head):
        said.authors = head
    else:
        heads = parts_of(before)
        if len(heads) > 1 and is_publisher(heads[-1]):
            said.guess(publisher=heads[-1], authors=", ".join(heads[:-1]))
        else:
            said.guess(authors=head)
