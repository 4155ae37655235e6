"""HTML in the copy, rewritten as the Markdown it means, so that one reader serves both. Pure."""

import re
from dataclasses import dataclass, field

from .characters import BLOCK_TAGS, TAG, unescaped

# Control characters, which cleaned text doesn't hold: a tag's mark is "\x02<number>\x03".
BREAK = "\x04"
"""A line break within a paragraph."""
JOINT = "\x05"
"""Where a comment stood."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_HEAD = re.compile(r"<(/?)head\b[^<>]*+>", re.IGNORECASE)
_BARE_CODES = re.compile(r"\{\{<([^{}<>]*)>\}\}")


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    closing: bool
    attributes: str


def attribute(tag: Tag, name: str) -> str:
    """The value of a tag's attribute, "" if it has none. A shortcode in it loses its braces."""
    found = re.search(
        rf"""(?:^|\s){name}\s*=\s*(?:"((?:\{{\{{<[^{{}}<>]*>\}}\}}|[^"<])*)"|'([^'<]*)'|([^\s"'<>=`]+))""",
        tag.attributes,
        re.IGNORECASE,
    )
    if not found:
        return ""
    value = _BARE_CODES.sub(r"\1", found[1] or found[2] or found[3] or "")
    return unescaped(value).strip()


@dataclass(slots=True)
class Prepared:
    """Text in which block tags became lines and inline tags became marks, numbering `tags`."""

    text: str
    tags: list[Tag] = field(default_factory=list)
    head: str = ""
    comments: list[str] = field(default_factory=list)
    has_blocks: bool = False


def prepare(text: str) -> Prepared:
    """Head and comments out, block tags to lines of Markdown, inline tags to marks."""
    if "<" not in text:
        return Prepared(text)
    text, head = _without_head(text)
    text, comments = _without_comments(text)
    writer = _Writer()
    at = 0
    for found in TAG.finditer(text):
        writer.write(text[at : found.start()])
        writer.tag(Tag(found[2].lower(), bool(found[1]), found[3]))
        at = found.end()
    writer.write(text[at:])
    if not writer.has_blocks and "\n" not in text.strip():
        writer.out = [piece.replace(BREAK, "\n") for piece in writer.out]
    return Prepared("".join(writer.out), writer.tags, head, comments, writer.has_blocks)


def _without_head(text: str) -> tuple[str, str]:
    """The head of a whole page speaks to browsers: its title, its styles."""
    opening = _HEAD.search(text)
    closing = opening and _HEAD.search(text, opening.end())
    if not closing or opening[1] or not closing[1]:
        return text, ""
    return text[: opening.start()] + JOINT + text[closing.end() :], text[
        opening.start() : closing.end()
    ]


def _without_comments(text: str) -> tuple[str, list[str]]:
    kept, comments, at = [], [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        # Neither space nor part of a tag, so no tag is made of what a comment parted.
        kept += [text[at:start], JOINT]
        comments.append(text[start + 4 : end].strip())
        at = end + 3
    return "".join([*kept, text[at:]]), comments


@dataclass(slots=True)
class _Writer:
    out: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    quoted: int = 0
    in_heading: bool = False
    lists: list[int | None] = field(default_factory=list)
    item_begun: bool = False
    cells: int = 0
    has_blocks: bool = False

    def write(self, text: str) -> None:
        if not text:
            return
        if self.in_heading:
            text = text.replace("\n", " ")
        elif self.item_begun:
            text = text.lstrip()
        if self.quoted:
            text = text.replace("\n", "\n> ")
        if text.strip():
            self.item_begun = False
        self.out.append(text)

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self._break()
        elif tag.name not in BLOCK_TAGS:
            self.out.append(f"\x02{len(self.tags)}\x03")
            self.tags.append(tag)
        else:
            self.has_blocks = True
            self._block(tag)

    def _break(self) -> None:
        """A line break; two in a row part paragraphs."""
        while self.out and self.out[-1].isspace():
            self.out.pop()
        if self.out and self.out[-1] == BREAK and not self.lists:
            self.out.pop()
            self._gap()
        else:
            self.out.append(BREAK)

    def _block(self, tag: Tag) -> None:
        self.in_heading = False
        match tag.name:
            case "li" if not tag.closing:
                self._item()
                return
            case "td" | "th":
                self._cell(tag)
                return
            case "p" | "div" if self.item_begun and not tag.closing:
                return
            case "tr":
                self.cells = 0
            case "ul" | "ol":
                self._list(tag)
            case "blockquote":
                self.quoted = max(self.quoted + (-1 if tag.closing else 1), 0)
                self.out.append("\n\n")
        self._gap()
        if tag.name in _HEADINGS and not tag.closing:
            self.in_heading = True
            self.out.append("#" * _HEADINGS[tag.name] + " ")

    def _gap(self) -> None:
        self.item_begun = False
        self.out.append("\n>\n> " if self.quoted else "\n\n")

    def _list(self, tag: Tag) -> None:
        if not tag.closing:
            self.lists.append(0 if tag.name == "ol" else None)
        elif self.lists:
            self.lists.pop()

    def _item(self) -> None:
        marker = "* "
        if self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            marker = f"{self.lists[-1]}. "
        self.out.append(("\n> " if self.quoted else "\n") + marker)
        self.item_begun = True

    def _cell(self, tag: Tag) -> None:
        if tag.closing:
            return
        self.out.append(" | " if self.cells else " ")
        self.cells += 1
