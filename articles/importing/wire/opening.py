"""What stands above a story's paragraphs: kicker, headline, dek, byline, date, dateline. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from .characters import set_of
from .dates import date_in, date_line
from .front_matter import FrontMatter, names_in
from .photo_credits import is_agency
from .story import Block, Doubt, Heading, Paragraph, SetAside, Text, cut, plain, spoken, trimmed
from .titles import BODIES

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»」』)\]]*(?=\s|$)|[。！？]")
_BYLINE = re.compile(
    r"(?:(?:written|reported|story|text|words|report)\s+)?(?:by|von|par|por|door)\s*:?\s+(?P<names>\S.{1,150})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[^\W\d_][\w.'’-]*\s+)?(?:(?:de|da|di|del|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ten|ter)\s+)*"
    r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,3}"
)
_PLACE_OF_WORK = re.compile(r"\s+(?:in|at|for|from|of)\s+(?=[A-Z]).*")
# Scripts without capitals have none to tell a place by.
_LATIN_PLACE = re.compile(r"[^\W\d_\u0590-\uffff][^\d_\u0590-\uffff]*")
_DASH = re.compile(r"\s*(?:—|–|--)\s*|\s+[-_]\s+")
_PROVIDER = re.compile(r"\(([^()]{2,40})\)\s*$")
_BRACKETED = re.compile(r"[【\[]([^\[\]【】]{2,40})[】\]]\s*(?:[-=—–＝]\s*)?")
_NO_PLACES = set_of(
    """
    note update updated warning correction clarification exclusive breaking urgent opinion
    analysis video watch live photos factbox timeline editor editors nb ps tk new alert advisory
    embargoed
    """
)
_POSTS = set_of(
    """
    writer reporter correspondent editor staff contributor journalist columnist bureau
    """
)
# Longer than a headline or a dek gets; a paragraph can still be shorter, hence the sentence ends
# too.
_LONGEST_HEADLINE, _LONGEST_DEK, _LONGEST_KICKER = 200, 160, 40


@dataclass(slots=True)
class Opening:
    headline: str = ""
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    provider: str = ""
    byline: tuple[str, ...] = ()
    published_on: date | None = None
    set_aside: list[SetAside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def take_opening(front: FrontMatter, blocks: list[Block]) -> tuple[Opening, list[Block]]:
    """The opening of a story, and the blocks below it."""
    opening = Opening(
        headline=front.headline,
        kicker=front.kicker,
        dek=front.dek,
        dateline=front.dateline,
        byline=front.byline,
        published_on=front.published_on,
    )
    rest = list(blocks)
    pictures = _take_pictures(rest)
    _take_date(opening, rest)
    if opening.headline:
        _drop_repeated_headline(opening, rest)
    else:
        _take_kicker(opening, rest)
        _take_headline(opening, rest)
        _take_date(opening, rest)
        _take_byline(opening, rest)
        _take_dek(opening, rest)
    for take in (_take_date, _take_byline, _take_date, _take_dateline):
        take(opening, rest)
    return opening, pictures + rest


def sentences_end(text: str) -> int:
    """How many sentences end in a text."""
    return sum(1 for _ in _SENTENCE_END.finditer(text))


def reads_like_a_paragraph(text: str) -> bool:
    """Whether a first line is a paragraph of prose rather than a headline."""
    ends = sentences_end(text)
    return len(text) > _LONGEST_HEADLINE or ends > 1 or (ends == 1 and len(text) > 120)


def _take_pictures(rest: list[Block]) -> list[Block]:
    count = next(
        (n for n, block in enumerate(rest) if isinstance(block, Paragraph | Heading)), len(rest)
    )
    if not all(type(block).__name__ == "Picture" for block in rest[:count]):
        return []
    pictures, rest[:count] = rest[:count], []
    return pictures


def _first(rest: list[Block]) -> str:
    """The words of the first block if it is a paragraph or heading, else ""."""
    return spoken(rest[0].text) if rest and isinstance(rest[0], Paragraph | Heading) else ""


def _drop_repeated_headline(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if first and first.casefold().split() == opening.headline.casefold().split():
        opening.set_aside.append(SetAside("heading", first))
        rest.pop(0)


def _take_kicker(opening: Opening, rest: list[Block]) -> None:
    first, below = _first(rest), _first(rest[1:])
    if (
        not opening.kicker
        and first.isupper()
        and 2 <= len(first) <= _LONGEST_KICKER
        and len(first.split()) <= 4
        and below
        and not reads_like_a_paragraph(below)
        and not sentences_end(below)
        and not _is_byline(below)
        and not date_line(below)
        and len(rest) > 2
    ):
        opening.kicker = first
        rest.pop(0)


def _take_headline(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if not first:
        opening.doubts.append(Doubt("no-headline", "No headline was found."))
    elif isinstance(rest[0], Paragraph) and (reads_like_a_paragraph(first) or _dateline_end(first)):
        opening.doubts.append(
            Doubt("no-headline", "No headline was found: the first line reads like a paragraph.")
        )
    else:
        opening.headline = first
        rest.pop(0)


def _take_date(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if day := date_line(first):
        opening.published_on = opening.published_on or day
        opening.set_aside.append(SetAside("date", first))
        rest.pop(0)


def _is_byline(line: str) -> tuple[str, ...]:
    """The names of a line "By Jane Doe and John Roe"; () if it is none."""
    found = _BYLINE.fullmatch(line.strip().strip("*_"))
    if not found or line.rstrip()[-1] in ".!?:":
        return ()
    said = re.split(r"\s*[|•·]\s*|\s+[—–-]\s+", found["names"])[0]
    said = _PLACE_OF_WORK.sub("", said)
    names = names_in(said)
    names = tuple(name for name in names if not _is_employer(name))
    return names if all(_is_name(name) for name in names) else ()


def _is_employer(name: str) -> bool:
    """ "Associated Press", "Staff Writer": beside a name in a byline, but no name."""
    last = name.split()[-1].casefold()
    return bool(is_agency(name)) or last in BODIES or last in _POSTS


def _is_name(name: str) -> bool:
    last = name.split()[-1]
    return bool(_NAME.fullmatch(name)) and (last[0].isupper() or last[0] == last[0].upper())


def _take_byline(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if not first or len(rest) < 2 or not (names := _is_byline(first)):
        return
    opening.byline = opening.byline or names
    opening.set_aside.append(SetAside("byline", first))
    opening.published_on = opening.published_on or date_in(first)
    rest.pop(0)


def _take_dek(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if (
        opening.dek
        or not first
        or len(first) > _LONGEST_DEK
        or first[-1] in ":;,"
        or sentences_end(first)
        or _is_byline(first)
        or date_line(first)
        or _dateline_end(first)
        or len(rest) < 2
        or not isinstance(rest[0], Paragraph)
        or first[0] in "“\"'‘«„「[(【—–-|"
        or not _leads_to_prose(rest[1:])
    ):
        return
    opening.dek = first
    opening.doubts.append(
        Doubt("dek", f"“{opening.dek}” was taken for the line under the headline.")
    )
    rest.pop(0)


def _leads_to_prose(rest: list[Block]) -> bool:
    return any(
        isinstance(block, Paragraph) and sentences_end(plain(block.text)) for block in rest[:3]
    )


def _take_dateline(opening: Opening, rest: list[Block]) -> None:
    if opening.dateline or not rest or not isinstance(rest[0], Paragraph):
        return
    said = plain(rest[0].text)
    if not (found := _dateline_end(said)):
        return
    opening.dateline, below = found
    if provider := _PROVIDER.search(opening.dateline):
        opening.provider = provider[1].strip()
    opening.published_on = opening.published_on or date_in(opening.dateline)
    text: Text = trimmed(cut(rest[0].text, below))
    rest[:1] = [Paragraph(text)] if text else []


def _dateline_end(said: str) -> tuple[str, int] | None:
    """The dateline a paragraph begins with, and where the paragraph goes on behind it."""
    if bracketed := _BRACKETED.match(said):
        if bracketed.end() < len(said) and (
            said[0] == "【" or said[bracketed.end() - 2] in "-=—–＝"
        ):
            return bracketed[1].strip(), bracketed.end()
        return None
    for dash in _DASH.finditer(said[:140]):
        head = said[: dash.start()].strip()
        if _is_dateline(head) and dash.end() < len(said):
            return head, dash.end()
    colon = said.find(": ", 0, 40)
    place = said[: max(colon, 0)]
    if len(place) > 3 and _is_place(place, capitals=True) and place.casefold() not in _NO_PLACES:
        prose = len(said) > 100 and not place.startswith(("Q", "A:"))
        return (place, colon + 2) if prose and " " not in place else None
    return None


def _is_dateline(head: str) -> bool:
    provider = _PROVIDER.search(head)
    place = head[: provider.start()].strip(" ,") if provider else head
    if not place:
        return bool(provider) and provider[1][0].isupper()
    return _is_place(place, capitals=not provider)


def _is_place(place: str, *, capitals: bool) -> bool:
    """ "BAGHDAD", "NEW YORK, Sept. 27", "ST. PAUL, Minn."; without `capitals` also "London"."""
    first, *others = [part.strip() for part in place.split(",")]
    if not first or len(first.split()) > 5 or first.casefold() in _NO_PLACES:
        return False
    cased = [letter for letter in first if letter.upper() != letter.lower()]
    if capitals and (len(cased) < 3 or not first.isupper() or not _LATIN_PLACE.fullmatch(first)):
        return False
    if first[0].islower() or not (capitals or first[0].isalpha()):
        return False
    return len(others) <= 4 and all(len(part.split()) <= 4 for part in others)
