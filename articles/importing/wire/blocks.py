"""Lines -> paragraphs, headings, lists, quotations. Pure.

Markdown where it is Markdown; in plain copy a line of its own is a paragraph of its own, unless
the lines were wrapped at a width.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .characters import CJK, unescaped, without_markup
from .html import BREAK, JOINT, Tag, prepare
from .inline import SHORTCODE, read_inline, shortcode_values
from .service import ends, is_mark
from .story import Block, BlockQuotation, BulletList, Doubt, Heading, Paragraph, Run, SetAside, Text

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]++(.*)|[ \t]*+)")
# All levels at once: a quotation in a quotation is a paragraph of it.
_QUOTED = re.compile(r"[ \t]*+(?:>[ \t]*+)++(.*)")
_BULLET = re.compile(r"[ \t]*+([*+•-])[ \t]++(\S.*)")
_BULLETS = "*+•-"
_NUMBERED = re.compile(r"[ \t]*+(\d{1,3}[.)])[ \t]++(\S.*)")
_RULE = re.compile(r"[ \t]*+(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|)++[ \t]*+:?-*+:?[ \t]*+")
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_QUOTATION_CODES = frozenset(("quote", "quote-block", "blockquote", "pullquote", "pull-quote"))
_TAG_MARK = re.compile(rf"\x02[0-9]+\x03|[{BREAK}{JOINT}]")
_SENTENCE_ENDS = ".!?:…”»」』。\"'’)"
_CJK = re.compile(f"[{CJK}、。「」『』()]")

# Below this width lines are an address or a poem; above it, no mail program or wire wrapped them.
_NARROWEST, _WIDEST = 40, 120
_LONGEST_TURN = 60  # of what is left of a bracket on the next line


@dataclass(slots=True)
class Page:
    """The blocks of a text, and what of it is in none of them.

    `ended_at` is how many blocks stood above "-30-", if there was one.
    """

    blocks: list[Block] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    ended_at: int | None = None


def read_blocks(text: str, *, markdown: bool) -> Page:
    """The blocks of a text without its front matter.

    `markdown`: lines in a row are surely one paragraph.
    """
    prepared = prepare(text)
    page = Page()
    if prepared.head:
        page.set_aside.append(SetAside("page", without_markup(prepared.head)))
    for comment in prepared.comments:
        comment = without_markup(comment)
        page.set_aside.append(SetAside("comment", comment))
        page.doubts.append(
            Doubt("comment", f"A note hidden in the copy was taken out: “{comment}”")
        )
    markdown = markdown or prepared.has_blocks or bool(_MARKDOWN.search(prepared.text))
    _Assembler(page, prepared.tags, markdown=markdown).read(prepared.text.split("\n"))
    return page


class _Assembler:
    """Takes lines one by one; each sort of line closes what it can't continue."""

    def __init__(self, page: Page, tags: list[Tag], *, markdown: bool):
        self.page, self.tags, self.markdown = page, tags, markdown
        self.lines: list[str] = []
        self.items: list[tuple[str, list[str]]] = []
        self.quoted: list[str] = []
        self.gap = False
        self.first = True
        self.wrapped = False

    def read(self, lines: list[str]) -> None:
        self.wrapped = any(_goes_on(*pair) for pair in pairwise(lines))
        for line in lines:
            self._take(line.rstrip())
        self._close()

    def _take(self, line: str) -> None:
        if not line.strip(f" \t{JOINT}{BREAK}"):
            self._close(keep_items=True)
            self.gap = True
            return
        if (mark := _TAG_MARK.sub(" ", line).strip()) and is_mark(mark):
            self._mark(mark)
        elif found := _QUOTED.fullmatch(line):
            self._close(keep_quoted=True)
            self.quoted.append(found[1])
        elif found := _HEADING.fullmatch(line):
            self._close()
            if found[2]:
                self._add(Heading, found[2].rstrip("#").rstrip() or found[2], len(found[1]))
        elif self.lines and (found := _UNDERLINE.fullmatch(line)) and self._is_title():
            title = self.lines.pop()
            self._add(Heading, title, 1 if "=" in found[1] else 2)
        elif _RULE.fullmatch(line):
            self._close()
        elif found := _BULLET.fullmatch(line) or _NUMBERED.fullmatch(line):
            self._close(keep_items=True)
            self._item(found[1], found[2])
        elif self.items and (not self.gap and (self.markdown or line[0] in " \t")):
            self.items[-1][1].append(line)
        elif "|" in line and (_TABLE_RULE.fullmatch(line) or line.lstrip().startswith("|")):
            self._close()
            if not _TABLE_RULE.fullmatch(line):
                self._add(Paragraph, line.strip().strip("|").strip())
        else:
            self._close(keep_lines=True)
            self.lines.append(line)
        self.gap = False

    def _mark(self, mark: str) -> None:
        """ "(MORE)" or "-30-"."""
        self._close()
        self.page.set_aside.append(SetAside("mark", mark))
        if ends(mark) and self.page.ended_at is None:
            self.page.ended_at = len(self.page.blocks)

    def _is_title(self) -> bool:
        """Whether the line above a row of "=" or "-" is a title, not the end of a paragraph."""
        return (
            len(self.lines) == 1 and len(self.lines[0]) <= 200 and self.lines[0][-1] not in '.!?:”"'
        )

    def _item(self, marker: str, text: str) -> None:
        if self.items and self.items[-1][0][0].isdecimal() != marker[0].isdecimal():
            self._close()
        self.items.append((marker, [text]))

    def _close(
        self, *, keep_lines: bool = False, keep_items: bool = False, keep_quoted: bool = False
    ) -> None:
        if self.lines and not keep_lines:
            self._paragraphs()
        if self.items and not keep_items:
            self._list()
        if self.quoted and not keep_quoted:
            self._quotation()

    def _paragraphs(self) -> None:
        lines, self.lines = self.lines, []
        groups = (
            [lines]
            if self.markdown
            else list(_unwrapped(lines, heading=self.first, is_wrapped=self.wrapped))
        )
        for group in groups:
            source = _joined(group)
            if not self._shortcode_quotation(source):
                self._add(Paragraph, source)

    def _list(self) -> None:
        items, self.items = self.items, []
        markers = [marker for marker, _ in items]
        numbers = tuple(marker[:-1] for marker in markers)
        if markers[0] not in _BULLETS:
            counted = tuple(str(number) for number in range(1, len(items) + 1))
            if len(items) == 1 or numbers not in (counted, ("1",) * len(items)):
                # A list that starts at 4 would print as 1: its numbers are kept as words.
                for marker, lines in items:
                    self._add(Paragraph, f"{marker} {_joined(lines)}")
                return
        elif len(items) == 1 and markers[0] == "-" and not self.markdown:
            # "- Jane Doe, mayor" under a quotation, or "- more -": no list.
            self._add(Paragraph, f"- {_joined(items[0][1])}")
            return
        texts = tuple(self._inline(_joined(lines)) for _, lines in items)
        numbers = () if markers[0] in _BULLETS else numbers
        self.page.blocks.append(BulletList(texts, numbers))
        self.first = False

    def _quotation(self) -> None:
        lines, self.quoted = self.quoted, []
        inner = Page()
        _Assembler(inner, self.tags, markdown=True).read(lines)
        self.page.set_aside += inner.set_aside
        self.page.doubts += inner.doubts
        texts = [text for block in inner.blocks for text in _texts(block)]
        if texts:
            self.page.blocks.append(BlockQuotation(tuple(texts)))
            self.first = False
        self.page.blocks += [block for block in inner.blocks if not list(_texts(block))]

    def _shortcode_quotation(self, source: str) -> bool:
        """{{< quote text="…" cite="Jane Doe" >}}, standing alone."""
        code = SHORTCODE.fullmatch(source)
        if not (code and code["name"].lower() in _QUOTATION_CODES):
            return False
        values = shortcode_values(unescaped(source))
        if not values.get("text"):
            return False
        speaker = values.get("cite") or values.get("author") or values.get("attribution") or ""
        self.page.set_aside.append(SetAside("shortcode", unescaped(source)))
        quoted = self._inline(values["text"])
        self.page.blocks.append(BlockQuotation((quoted,), speaker=speaker))
        return True

    def _add(self, block: type[Paragraph | Heading], source: str, *more: int) -> None:
        text = self._inline(source)
        if text:
            self.page.blocks.append(block(text, *more))
            self.first = False

    def _inline(self, source: str) -> Text:
        """The text of a source; its pictures become blocks that stand before it."""
        inline = read_inline(source, self.tags)
        self.page.blocks += inline.pictures
        self.page.set_aside += inline.set_aside
        self.page.doubts += inline.doubts
        return inline.text


def _texts(block: Block):
    match block:
        case Paragraph(text) | Heading(text, _):
            yield text
        case BulletList(items, numbers):
            for position, item in enumerate(items):
                yield (Run(f"{numbers[position]}. "), *item) if numbers else item
        case BlockQuotation(paragraphs=paragraphs):
            yield from paragraphs


def _joined(lines: list[str]) -> str:
    """Wrapped lines as one; without a space where Japanese or Chinese goes on."""
    parts = [lines[0].strip()]
    for line in lines[1:]:
        line = line.strip()
        glued = _CJK.match(line) and _CJK.fullmatch(parts[-1][-1:])
        parts += [line] if glued else [" ", line]
    return "".join(parts)


def _unwrapped(lines: list[str], *, heading: bool, is_wrapped: bool):
    """Groups of lines that were one paragraph each.

    A program that wraps lines breaks one only where the next word doesn't fit; a break with room
    to spare was a person's. The first line of all is the headline and is wrapped by nobody.
    """
    # One line may be longer than the rest: a dateline was put before it after it was wrapped.
    width = sorted(map(len, lines))[-2 if len(lines) > 2 else -1]
    # Where each line is a sentence, each is a paragraph.
    prose = all(line[-1] in _SENTENCE_ENDS for line in lines)
    group = [lines[0]]
    for number, (line, following) in enumerate(pairwise(lines)):
        full = len(line) + 1 + len(following.split(None, 1)[0]) > width
        wrapped = full and _NARROWEST <= width <= _WIDEST and not prose and line[-1] not in ":："
        if _is_open(line, following) or (is_wrapped and wrapped and not (heading and number == 0)):
            group.append(following)
        else:
            yield group
            group = [following]
    yield group


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on in the line below: no person breaks it there."""
    first = following.lstrip()[:1]
    return (
        len(line) >= _NARROWEST
        and line.rstrip()[-1:] not in _SENTENCE_ENDS
        and first.isalpha()
        and not first.isupper()
    )


def _is_open(line: str, following: str) -> bool:
    """Whether a bracket is closed on the line below: "[Wall" and "Street Journal]"."""
    return (
        line.rfind("[") > line.rfind("]")
        and 0 <= following.find("]") < _LONGEST_TURN
        and (following.find("[") == -1 or following.find("]") < following.find("["))
    )
