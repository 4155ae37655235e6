"""What stands above a story's paragraphs: kicker, headline, dek, byline, date, dateline. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from ...dates import date_in, date_line
from .bylines import byline_of, is_beside_byline, is_whole_name, signature_of
from .credit_line import is_bracketed, read_credit_line
from .datelines import dateline_alone, dateline_of
from .front_matter import FrontMatter
from .known_names import is_known
from .mail import Mail
from .photo_credits import read_photo_credit
from .service import UPDATED, is_change, is_note
from .story import (
    Block,
    BulletList,
    Doubt,
    Heading,
    Paragraph,
    Picture,
    SetAside,
    Text,
    cut,
    plain,
    spoken,
    trimmed,
)

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»」』)\]]*(?=\s|$)|[。！？]")
_BETWEEN = re.compile(r"\s*[|•/,]\s*|\s+[–—-]\s+|^[–—-]+|[–—-]+$")
# Longer than a headline or a dek gets; a paragraph can still be shorter, hence the sentence ends
# too.
_LONGEST_HEADLINE, _LONGEST_DEK, _LONGEST_KICKER = 200, 160, 40
_MOST_LINES = 8  # between a headline and its text
_LONGEST_STANDFIRST = 300  # of a dek that is prose, but stands above the byline


@dataclass(slots=True)
class Opening:
    headline: str = ""
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    providers: list[str] = field(default_factory=list)
    byline: tuple[str, ...] = ()
    published_on: date | None = None
    set_aside: list[SetAside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def take_opening(
    front: FrontMatter, mail: Mail, blocks: list[Block]
) -> tuple[Opening, list[Block]]:
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
    above = _take_while(rest, Picture)
    _take_lines(opening, rest, _date, _provider)
    if opening.headline:
        _drop_repeated_headline(opening, rest)
    else:
        _take_kicker(opening, rest)
        _take_headline(opening, rest, mail)
        _take_lines(opening, rest, _change, _date, _byline)
        _take_dek(opening, rest)
    while len(rest) > 1 and len(above) < _MOST_LINES and _is_passed_over(rest[0]):
        above.append(rest.pop(0))
    _take_lines(opening, rest, _change, _date, _byline, _provider, _place)
    _take_dateline(opening, rest)
    opening.published_on = opening.published_on or date_in(mail.date)
    return opening, above + rest


def sentences_end(text: str) -> int:
    """How many sentences end in a text."""
    return sum(1 for _ in _SENTENCE_END.finditer(text))


def reads_like_a_paragraph(text: str) -> bool:
    """Whether a first line is a paragraph of prose rather than a headline."""
    ends = sentences_end(text)
    return len(text) > _LONGEST_HEADLINE or ends > 1 or (ends == 1 and len(text) > 120)


def _take_while(rest: list[Block], kind: type[Block]) -> list[Block]:
    count = next((n for n, block in enumerate(rest) if not isinstance(block, kind)), len(rest))
    taken, rest[:count] = rest[:count], []
    return taken


def _is_passed_over(block: Block) -> bool:
    """What may stand between the headline and the text, and is no part of the opening."""
    said = _first([block])
    return isinstance(block, BulletList | Picture) or bool(said and read_photo_credit(said))


def _take_lines(opening: Opening, rest: list[Block], *readers) -> None:
    """Take off the lines that a reader takes, in whatever order they stand."""
    for _ in range(_MOST_LINES):
        first = _first(rest)
        if not first or len(rest) < 2 or not any(read(opening, first, rest) for read in readers):
            return
        _take(opening, rest)


def _take(opening: Opening, rest: list[Block]) -> None:
    """Take the first block off; its words are kept elsewhere, the addresses of its links here."""
    _keep_links(opening, rest.pop(0).text)


def _keep_links(opening: Opening, text: Text) -> None:
    for run in text:
        if run.href and run.href != run.text:
            opening.set_aside.append(SetAside("link", f"{run.href} {run.title}".strip()))


def _first(rest: list[Block]) -> str:
    """The words of the first block if it is a paragraph or heading, else ""."""
    return spoken(rest[0].text) if rest and isinstance(rest[0], Paragraph | Heading) else ""


def _drop_repeated_headline(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if first and first.casefold().split() == opening.headline.casefold().split():
        opening.set_aside.append(SetAside("heading", first))
        _take(opening, rest)


def _take_kicker(opening: Opening, rest: list[Block]) -> None:
    first, below = _first(rest), _first(rest[1:2])
    if (
        not opening.kicker
        and first.isupper()
        and 2 <= len(first) <= _LONGEST_KICKER
        and len(first.split()) <= 4
        and below
        and not reads_like_a_paragraph(below)
        and not sentences_end(below)
        and not byline_of(below)
        and not date_line(below)
        and len(rest) > 2
    ):
        opening.kicker = first
        _take(opening, rest)


def _take_headline(opening: Opening, rest: list[Block], mail: Mail) -> None:
    first = _first(rest)
    if first and not _is_no_headline(rest[0], first):
        _take(opening, rest)
        if updated := UPDATED.match(first):
            opening.set_aside.append(SetAside("note", updated[0].strip()))
            first = first[updated.end() :]
        while _goes_on(first, rest):
            first = f"{first} {_first(rest)}"
            _take(opening, rest)
        opening.headline = first
    elif mail.subject:
        opening.headline = mail.subject
        message = f"The headline was taken from the subject of the mail: “{mail.subject}”"
        opening.doubts.append(Doubt("no-headline", message))
    else:
        why = ": the first line reads like a paragraph" if first else ""
        opening.doubts.append(Doubt("no-headline", f"No headline was found{why}."))


def _is_no_headline(block: Block, first: str) -> bool:
    if isinstance(block, Heading):
        return False
    is_prose = reads_like_a_paragraph(first) or bool(dateline_of(first))
    return is_prose or is_bracketed(read_credit_line(block.text))


def _goes_on(headline: str, rest: list[Block]) -> bool:
    """Whether a headline was broken in two lines: the next begins with a small letter."""
    below = _first(rest)
    return (
        len(rest) > 1
        and isinstance(rest[0], Paragraph)
        and below[:1].islower()
        and len(headline) + len(below) < _LONGEST_HEADLINE
        and headline[-1] not in ".!?:;"
        and not (sentences_end(below) or byline_of(below))
    )


def _date(opening: Opening, first: str, rest: list[Block]) -> bool:
    day = date_line(first)
    if day:
        opening.published_on = opening.published_on or day
        opening.set_aside.append(SetAside("date", first))
    return bool(day)


def _change(opening: Opening, first: str, rest: list[Block]) -> bool:
    if is_change(first):
        opening.set_aside.append(SetAside("note", first))
    return is_change(first)


def _byline(opening: Opening, first: str, rest: list[Block]) -> bool:
    """ "By Jane Doe", and below it for whom she writes."""
    last = opening.set_aside[-1] if opening.set_aside else None
    if last and last.kind == "byline" and is_beside_byline(first):
        opening.set_aside.append(SetAside("byline", first))
        return True
    names = byline_of(first) or signature_of(first)
    below = _first(rest[1:2])
    if not names and is_whole_name(first) and (date_line(below) or is_beside_byline(below)):
        names = (first,)
    if not names:
        return False
    opening.byline = opening.byline or names
    opening.set_aside.append(SetAside("byline", first))
    opening.published_on = opening.published_on or date_in(first)
    return True


def _provider(opening: Opening, first: str, rest: list[Block]) -> bool:
    """ "— AP —", "AFP - 3 March 2026 - URGENT": who sent it, and nothing that readers need."""
    if len(first) > _LONGEST_DEK:
        return False
    parts = [part.strip() for part in _BETWEEN.split(first) if part.strip()]
    known = [part for part in parts if is_known(part)]
    others = [part for part in parts if not is_known(part)]
    if not known or not all(is_note(part) or date_line(part) for part in others):
        return False
    opening.providers += known
    opening.published_on = opening.published_on or date_in(first)
    opening.set_aside.append(SetAside("provider", first))
    return True


def _place(opening: Opening, first: str, rest: list[Block]) -> bool:
    if opening.dateline or not isinstance(rest[0], Paragraph):
        return False
    if found := dateline_alone(first):
        _keep_dateline(opening, found.text, found.provider)
    return bool(found)


def _take_dek(opening: Opening, rest: list[Block]) -> None:
    first = _first(rest)
    if (
        opening.dek
        or not first
        or len(rest) < 2
        or not isinstance(rest[0], Paragraph)
        or first[0] in "“\"'‘«„「[(【—–-|"
        or first[-1] in ":;,"
        or dateline_of(first)
        or dateline_alone(first)
        or read_photo_credit(first)
    ):
        return
    if byline_of(_first(rest[1:2])) and len(first) <= _LONGEST_STANDFIRST:
        opening.dek = first
    elif len(first) <= _LONGEST_DEK and not sentences_end(first) and _leads_to_prose(rest[1:]):
        opening.dek = first
        message = f"“{first}” was taken for the line under the headline."
        opening.doubts.append(Doubt("dek", message))
    else:
        return
    _take(opening, rest)


def _leads_to_prose(rest: list[Block]) -> bool:
    return any(
        isinstance(block, Paragraph) and sentences_end(plain(block.text)) for block in rest[:3]
    )


def _take_dateline(opening: Opening, rest: list[Block]) -> None:
    if not rest or not isinstance(rest[0], Paragraph):
        return
    found = dateline_of(plain(rest[0].text))
    if not found or (opening.dateline and not found.provider):
        return
    head = cut(rest[0].text, 0, found.end)
    if spoken(head) != " ".join(plain(head).split()):
        return  # markup parts a word of it
    _keep_links(opening, head)
    _keep_dateline(opening, found.text, found.provider)
    if not found.is_sure:
        message = f"“{found.text}” was taken for the place the story was written in."
        opening.doubts.append(Doubt("dateline", message))
    text = trimmed(cut(rest[0].text, found.end))
    rest[:1] = [Paragraph(text)] if text else []


def _keep_dateline(opening: Opening, text: str, provider: str) -> None:
    opening.dateline = f"{opening.dateline} {text}".strip()
    opening.providers += [provider] if provider else []
    opening.published_on = opening.published_on or date_in(text)
