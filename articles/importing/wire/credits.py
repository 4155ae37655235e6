"""Where a story names its sources: lines of credits, "Sources" sections, photo credits. Pure."""

import re
from dataclasses import dataclass, field, replace

from .credit_line import LONGEST_CREDIT, kind_of_credit, read_credit_line
from .photo_credits import read_photo_credit
from .story import (
    Block,
    BulletList,
    Credit,
    Doubt,
    Heading,
    Paragraph,
    PhotoCreditLine,
    Run,
    SetAside,
    Text,
    cut,
    plain,
    spoken,
    trimmed,
)

_SOURCES = re.compile(
    r"(?:sources?|references|via|credits?|quellen?|fuentes?|出典|情報源|ソース)\s*[:：]?",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"(?:sources?|via|quellen?|fuentes?|出典|情報源)\s*[:：]\s*(?=\S)", re.IGNORECASE
)
_BRACKET_IN_TEXT = re.compile(r"\[([^\[\]]{1,200})\]")
# How many blocks may stand below a credit line: a photo caption, "- more -", a copyright note.
_BELOW = 4


@dataclass(slots=True)
class Credited:
    """The blocks that are left, the credits in order, and what isn't sure."""

    blocks: list[Block]
    credits: list[Credit] = field(default_factory=list)
    photo_credits: list[PhotoCreditLine] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)


def take_credits(blocks: list[Block]) -> Credited:
    """Take the credit lines and the sources section off a story's blocks."""
    found = Credited(list(blocks))
    _take_lines(found)
    _take_section(found)
    _take_end_of_text(found)
    for credit in found.credits:
        if credit.kind == "photo" and (photo := read_photo_credit(credit.text)):
            found.photo_credits.append(photo)
    _report_in_text(found)
    for photo in found.photo_credits:
        if not photo.complete:
            message = f"“{photo.text}” doesn't say whose photo it is. Name the holder."
            found.doubts.append(Doubt("photo-credit-incomplete", message))
    return found


def _take_lines(found: Credited) -> None:
    """Lines of brackets: the last lines of the copy, or anywhere if there are two names or more."""
    kept: list[Block] = []
    for position, block in enumerate(found.blocks):
        credits = read_credit_line(block.text) if isinstance(block, Paragraph) else []
        below = len(found.blocks) - position - 1
        sure = sum(credit.kind != "unknown" for credit in credits)
        bracketed = any(credit.lead or credit.link != "beside" for credit in credits)
        if (
            not credits
            or not (kept or below == 0)
            or not (
                below == 0
                or (below <= _BELOW and bracketed)
                or (sure > 1 and bracketed and sure == len(credits))
            )
        ):
            photo = _photo_line(block, below)
            if photo:
                _add_line(found, [photo])
            else:
                kept.append(block)
            continue
        _add_line(found, credits)
        if below > _BELOW or not _only_credits(found.blocks[position + 1 :]):
            found.doubts.append(
                Doubt("credits-not-last", "The line of credits stood before the end of the copy.")
            )
        kept += _unknown(credits)
    found.blocks = kept


def _add_line(found: Credited, credits: list[Credit]) -> None:
    if found.credits:
        last = found.credits[-1]
        found.credits[-1] = replace(last, trail=last.trail.rstrip(" \n") + "\n")
    found.credits += credits


def _only_credits(blocks: list[Block]) -> bool:
    return all(
        isinstance(b, Paragraph) and (read_credit_line(b.text) or _photo_line(b, 0)) for b in blocks
    )


def _unknown(credits: list[Credit]) -> list[Block]:
    """Brackets nobody understood go on standing in the text."""
    unknown = [credit for credit in credits if credit.kind == "unknown"]
    if not unknown:
        return []
    texts = " ".join(
        f"[{credit.text}{' ' + credit.url if credit.url else ''}]" for credit in unknown
    )
    return [Paragraph((Run(texts),))]


def _photo_line(block: Block, below: int) -> Credit | None:
    """ "Photo courtesy of Harbour Museum" without brackets, at the end of the copy."""
    if below > _BELOW or not isinstance(block, Paragraph):
        return None
    said = spoken(block.text)
    if (
        len(said) > LONGEST_CREDIT
        or any(run.href for run in block.text)
        or not read_photo_credit(said)
    ):
        return None
    return Credit(said, "", "photo", lead="", trail="")


def _take_section(found: Credited) -> None:
    """A heading or line "Sources:" and the list or lines below it, to the end."""
    for position in range(len(found.blocks) - 1, -1, -1):
        block = found.blocks[position]
        if not (isinstance(block, Paragraph | Heading) and _SOURCES.fullmatch(plain(block.text))):
            continue
        entries = _entries(found.blocks[position + 1 :])
        if not entries or (isinstance(block, Paragraph) and plain(block.text)[-1] not in ":："):
            return
        if any(len({run.href for run in entry if run.href}) > 1 for entry in entries):
            found.doubts.append(
                Doubt(
                    "sources",
                    "The list of sources has several links in one entry and stays in the text.",
                )
            )
            return
        found.credits += [_entry(entry) for entry in entries]
        found.set_aside.append(SetAside("heading", spoken(block.text)))
        found.blocks[position:] = []
        return
    last = len(found.blocks) - 1
    for position, block in enumerate(found.blocks):
        if isinstance(block, Paragraph) and (label := _SOURCE_LINE.match(plain(block.text))):
            _read_source_line(found, position, label, last=position == last)


def _entries(blocks: list[Block]) -> list[Text]:
    entries: list[Text] = []
    for block in blocks:
        match block:
            case BulletList(items):
                entries += items
            case Paragraph(text):
                entries.append(text)
            case _:
                return []
    return entries if all(len(plain(entry)) <= 400 for entry in entries) else []


def _entry(entry: Text) -> Credit:
    url = next((run.href for run in entry if run.href), "")
    return Credit(spoken(entry), url, origin="section", lead="", trail="")


def _read_source_line(found: Credited, position: int, label: re.Match[str], *, last: bool) -> None:
    """ "Source: Reuters, AP": its names are credits, and the line stays in the text."""
    text = trimmed(cut(found.blocks[position].text, label.end()))
    links = [run for run in text if run.href]
    if links:
        found.credits += [
            Credit(run.text.strip(), run.href, origin="text", lead="", trail="") for run in links
        ]
    elif len(plain(text)) <= LONGEST_CREDIT:
        names = re.split(r"\s*[,;、]\s*|\s+and\s+", plain(text).strip(" ."))
        found.credits += [
            Credit(name, origin="text", lead="", trail="")
            for name in names
            if kind_of_credit(name) == "source"
        ]


def _take_end_of_text(found: Credited) -> None:
    """Brackets behind the last sentence of all: "… with them. [Reuters] [AP]"."""
    if any(credit.origin == "line" for credit in found.credits) or not found.blocks:
        return
    block = found.blocks[-1]
    if not isinstance(block, Paragraph):
        return
    said = plain(block.text)
    tail = re.search(
        r"(?<=[.!?”\"’。])\s*((?:[\[【][^\[\]【】]{1,200}[\]】][\s,;]*+)+\.?)$", said[-1000:]
    )
    if not tail:
        return
    start = len(said) - len(said[-1000:]) + tail.start(1)
    credits = read_credit_line(cut(block.text, start))
    if not credits or any(credit.kind == "unknown" for credit in credits) or start == 0:
        return
    found.credits += credits
    found.blocks[-1] = Paragraph(trimmed(cut(block.text, 0, start)))
    found.doubts.append(
        Doubt(
            "credits-in-paragraph",
            "The credits stood in the last paragraph and were taken out of it.",
        )
    )


def _report_in_text(found: Credited) -> None:
    """Photo credits that stand among the paragraphs, captions mostly."""
    for position, block in enumerate(found.blocks):
        if not isinstance(block, Paragraph) or len(plain(block.text)) > LONGEST_CREDIT:
            continue
        if photo := read_photo_credit(plain(block.text)):
            found.photo_credits.append(photo)
            message = f"“{photo.text}” looks like a photo's credit and stays in the text."
            found.doubts.append(Doubt("photo-credit-in-text", message, position))


def brackets_in(text: str) -> list[str]:
    """Words in square brackets within a text, but for "[…]" and "[sic]"."""
    return [
        found[1]
        for found in _BRACKET_IN_TEXT.finditer(text)
        if sum(map(str.isalpha, found[1])) > 1 and found[1].lower() != "sic"
    ]
