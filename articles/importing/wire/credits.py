"""Where a story names its sources: lines of credits, "Sources" sections, photo credits. Pure."""

import re
from dataclasses import dataclass, field, replace

from .credit_line import (
    LONGEST_CREDIT,
    is_bracketed,
    is_torn,
    kind_of_credit,
    read_credit_line,
)
from .known_names import is_known
from .photo_credits import credit_in_caption, is_copyright, read_photo_credit
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
_FILES = re.compile(
    r"with (?:additional )?(?:files|reporting|material|reports|contributions) (?:from|by)\s+(?=\S)",
    re.IGNORECASE,
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
    found.photo_credits = list(dict.fromkeys(found.photo_credits))
    for photo in found.photo_credits:
        if not photo.complete:
            message = f"“{photo.text}” doesn't say whose photo it is. Name the holder."
            found.doubts.append(Doubt("photo-credit-incomplete", message))
    return found


def _take_lines(found: Credited) -> None:
    """Lines of brackets: the last lines of the copy, or anywhere if there are two names or more."""
    found.blocks = _unlisted(found.blocks)
    kept: list[Block] = []
    for position, block in enumerate(found.blocks):
        credits = read_credit_line(block.text) if isinstance(block, Paragraph) else []
        below = found.blocks[position + 1 : position + _BELOW + 2]
        if not credits or not _is_line(credits, below, is_first=not kept):
            photo = _photo_line(block, below)
            if photo:
                _add_line(found, [photo])
            else:
                kept.append(block)
            continue
        _add_line(found, credits)
        if is_torn(credits):
            message = "A bracket was lost in the line of credits. Check the names in it."
            found.doubts.append(Doubt("credits", message))
        if not _only_credits(below):
            found.doubts.append(
                Doubt("credits-not-last", "The line of credits stood before the end of the copy.")
            )
        kept += _unknown(credits)
    found.blocks = kept


def _unlisted(blocks: list[Block]) -> list[Block]:
    """A list of nothing but credits, last of all, as the lines it is."""
    last = blocks[-1] if blocks else None
    if isinstance(last, BulletList) and all(map(read_credit_line, last.items)):
        return [*blocks[:-1], *map(Paragraph, last.items)]
    return blocks


def _is_line(credits: list[Credit], below: list[Block], *, is_first: bool) -> bool:
    """Whether what reads like credits may be meant so, where it stands."""
    if _only_credits(below):
        return True
    sure = all(credit.kind != "unknown" for credit in credits) and len(credits) > 1
    near = len(below) <= _BELOW
    return is_bracketed(credits) and (near or sure) and not is_first


def _add_line(found: Credited, credits: list[Credit]) -> None:
    if found.credits:
        last = found.credits[-1]
        found.credits[-1] = replace(last, trail=last.trail.rstrip(" \n") + "\n")
    found.credits += credits


def _only_credits(blocks: list[Block]) -> bool:
    return len(blocks) <= _BELOW and all(
        isinstance(b, Paragraph) and (read_credit_line(b.text) or _photo_line(b, []))
        for b in blocks
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


def _photo_line(block: Block, below: list[Block]) -> Credit | None:
    """ "Photo courtesy of Harbour Museum" without brackets, at the end of the copy."""
    if len(below) > _BELOW or not isinstance(block, Paragraph):
        return None
    said = spoken(block.text)
    if any(run.href for run in block.text) or not read_photo_credit(said) or is_copyright(said):
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
    for block in found.blocks:
        if isinstance(block, Paragraph):
            found.credits += _named_in(block.text)


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


def _named_in(text: Text) -> list[Credit]:
    """ "Source: Reuters, AP": its names are credits, and the line stays in the text."""
    said = plain(text)
    label = _SOURCE_LINE.match(said) or _FILES.match(said)
    if not label:
        return []
    named = trimmed(cut(text, label.end()))
    if links := [run for run in named if run.href]:
        return [_in_text(run.text.strip(), run.href) for run in links]
    if len(plain(named)) > LONGEST_CREDIT:
        return []
    names = re.split(r"\s*[,;、]\s*(?:and\s+)?|\s+and\s+", plain(named).strip(" ."))
    is_source = is_known if label.re is _FILES else lambda name: kind_of_credit(name) == "source"
    return [_in_text(name) for name in names if is_source(name)]


def _in_text(name: str, url: str = "") -> Credit:
    return Credit(name, url, origin="text", lead="", trail="")


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
        said = plain(block.text) if isinstance(block, Paragraph) else ""
        photo = read_photo_credit(said) or credit_in_caption(said)
        if not photo:
            continue
        if is_copyright(said):
            message = f"“{said}” may be a photo's credit or the text's own; it stays in the text."
            found.doubts.append(Doubt("photo-credit-unsure", message, position))
            continue
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
