"""What raw copy turns out to say: plain values, no tables.

`text.read()` makes a `WireStory`; the intake turns it into a draft. Nothing here touches a
database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .characters import words


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. "\\n" in it is a line break; `title` is the link's."""

    text: str
    href: str = ""
    strong: bool = False
    em: bool = False
    title: str = ""


type Text = tuple[Run, ...]


def plain(text: Text) -> str:
    """The characters of a text without its links and emphasis."""
    return "".join(run.text for run in text)


def spoken(text: Text) -> str:
    """`plain()` for a field without styles: on one line, words that markup parted kept apart."""
    return " ".join(joined(run.text for run in text).split())


def joined(texts: Iterable[str]) -> str:
    """The texts in a row; where two words would become one, with a space between."""
    parts: list[str] = []
    for text in texts:
        if parts and parts[-1][-1:].isalnum() and text[:1].isalnum():
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """What `plain(text)[start:end]` is of a plain string (no negative positions), styles kept."""
    pieces, at = [], 0
    for run in text:
        lower = max(start - at, 0)
        upper = len(run.text) if end is None else min(end - at, len(run.text))
        at += len(run.text)
        if lower < upper:
            pieces.append(replace(run, text=run.text[lower:upper]))
    return tuple(pieces)


def trimmed(text: Text) -> Text:
    """The text without spaces at its ends."""
    whole = plain(text)
    start = len(whole) - len(whole.lstrip())
    return cut(text, start, max(len(whole.rstrip()), start))


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 to 6, as written."""

    text: Text
    level: int


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """A quotation that stands alone, without its outer marks.

    `speaker` is a name, `role` what the copy calls them ("army spokesman Colonel": rank
    included). With a role and no speaker the copy names nobody. `repaired`: a mark was missing
    and its place was inferred. `attribution` is the line under the quotation that named the
    speaker, if one was taken.
    """

    paragraphs: tuple[Text, ...]
    speaker: str = ""
    role: str = ""
    repaired: bool = False
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """`numbers` are the numbers as written, one for each item; empty for bullets."""

    items: tuple[Text, ...]
    numbers: tuple[str, ...] = ()

    @property
    def ordered(self) -> bool:
        return bool(self.numbers)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture the copy points to. The file isn't in the copy."""

    src: str
    alt: str = ""
    caption: str = ""


type Block = Paragraph | Heading | BlockQuotation | BulletList | Picture


@dataclass(frozen=True, slots=True)
class InlineQuotation:
    """Words quoted within a paragraph: reported, and left where they are. `block` counts from 0."""

    words: str
    speaker: str
    role: str
    block: int


@dataclass(frozen=True, slots=True)
class Credit:
    """One name of a credit line.

    `origin`: "line" (a line of brackets), "section" (a list under "Sources"), "top" (above the
    copy), all taken out of the text; "dateline" and "text" (a "Source: …" paragraph) stay there
    too. `lead` and `trail` are what stands before and after it on its line; `printed` is name and
    address as they stood together, as in `[AP](https://…)`, `AP: https://…`.
    """

    text: str
    url: str = ""
    kind: Literal["source", "photo", "unknown"] = "source"
    origin: Literal["line", "section", "top", "dateline", "text"] = "line"
    lead: str = "["
    trail: str = "] "
    printed: str = ""


@dataclass(frozen=True, slots=True)
class PhotoCreditLine:
    """A photo's credit taken apart. `kind` is one of `PhotoCredit.kind`, "" if the copy is silent.

    `complete`: there is somebody to print. A bare "Photo courtesy" has nobody.
    """

    text: str
    kind: str = ""
    creators: tuple[str, ...] = ()
    supplier: str = ""
    via: str = ""
    holder: str = ""
    license_name: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reading isn't sure of, in an editor's words. `block` counts from 0."""

    code: str
    message: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words that were understood or refused and are in no other field, so that nothing is dropped.

    Kinds: mail, note, front-matter, provider, byline, date, page, mark, heading, comment, link,
    picture, shortcode.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class WireStory:
    """Raw copy, understood. Empty string, None or () where the copy is silent."""

    headline: str = ""
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    byline: tuple[str, ...] = ()
    published_on: date | None = None
    slug: str = ""
    tags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    inline_quotations: tuple[InlineQuotation, ...] = ()
    credits: tuple[Credit, ...] = ()
    photo_credits: tuple[PhotoCreditLine, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def words(self) -> list[str]:
        """Every word kept: of the opening, what was set aside, the blocks, the credits.

        Speakers and roles are copies of words that are counted already, so they aren't counted
        again.
        """
        kept = [self.kicker, self.headline, self.dek, self.dateline]
        kept += [aside.text for aside in self.set_aside]
        for block in self.blocks:
            kept += block_words(block)
        for credit in self.credits:
            if credit.origin in ("line", "section"):
                # What nobody understood stands among the blocks.
                said = [credit.text, credit.url] if credit.kind != "unknown" else []
                kept += [credit.lead, *said, credit.trail]
        return [word for text in kept for word in words(text, markup=False)]


def block_words(block: Block) -> Iterator[str]:
    """The strings a block keeps, in order. A style boundary is a word boundary."""
    match block:
        case Paragraph(text) | Heading(text, _):
            yield from _text_words(text)
        case BlockQuotation(paragraphs=paragraphs, attribution=attribution):
            for text in paragraphs:
                yield from _text_words(text)
            yield attribution
        case BulletList(items, numbers):
            for position, item in enumerate(items):
                yield numbers[position] if numbers else ""
                yield from _text_words(item)
        case Picture(src, alt, caption):
            yield from (src, alt, caption)


def _text_words(text: Text) -> Iterator[str]:
    for run in text:
        yield run.text
        if run.href != run.text:
            yield run.href
        yield run.title
