"""Which paragraphs are quotations of their own, and who speaks them. Pure."""

import re
from dataclasses import dataclass, field, replace

from .marks import Marks, read_marks
from .speakers import Speaker, attributed_to, introduced_by, last_sentence
from .story import Block, BlockQuotation, Doubt, Paragraph, Text, cut, plain, spoken, trimmed
from .titles import SAYING

# How far a lost closing mark is looked for, in paragraphs.
_FARTHEST = 6
_LONGEST_CLAUSE = 300
_ENDS_OPEN = frozenset(",?!…—–、]")
_OPENING = re.compile(r"[“„«\"「]")
_JAPANESE_LEAD = re.compile(r"(?:次|以下)の(?:よう|通り|とおり)[^。]{0,12}。")
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Quoted:
    """The blocks with their quotations made, and what to ask the editor."""

    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def settle_quotations(blocks: list[Block]) -> Quoted:
    """Make block quotations of the paragraphs that are."""
    reader = _Reader(blocks)
    while reader.at < len(blocks):
        reader.take()
    return reader.quoted


class _Reader:
    def __init__(self, blocks: list[Block]):
        self.blocks = blocks
        self.marks = [
            read_marks(plain(block.text)) if isinstance(block, Paragraph) else None
            for block in blocks
        ]
        self.at = 0
        self.quoted = Quoted()

    def take(self) -> None:
        block = self.blocks[self.at]
        if isinstance(block, BlockQuotation):
            if not self._attributes(block):
                self._finish(block, self.at)
        elif isinstance(block, Paragraph):
            self._paragraph()
        else:
            self.quoted.blocks.append(block)
            self.at += 1

    def _paragraph(self) -> None:
        intro = self._intro()
        last, repaired = self._extent(introduced=bool(intro))
        if last is None or not (intro or self._attribution(last)):
            if (
                intro
                and intro.rstrip()[-1] in ":："
                and self._speaker(intro)
                and not self.marks[self.at].pairs
            ):
                self._doubt("maybe-quotation", "This may be a quotation that lost both its marks.")
            self.quoted.blocks.append(self.blocks[self.at])
            self.at += 1
            return
        texts = tuple(
            _unmarked(block.text, marks)
            for block, marks in zip(
                self.blocks[self.at : last + 1], self.marks[self.at : last + 1], strict=True
            )
        )
        if repaired:
            self._doubt(
                "quotation-repaired",
                "A quotation mark was lost here. Check where the quotation begins and ends.",
            )
        self._finish(BlockQuotation(texts, repaired=repaired), last)

    def _finish(self, quotation: BlockQuotation, last: int) -> None:
        """Append a quotation, its speaker from the line under it or the sentence before it."""
        *above, lowest = quotation.paragraphs
        speaker, attribution, after = None, "", last + 1
        if above and (speaker := attributed_to(plain(lowest))):
            attribution, quotation = spoken(lowest), replace(quotation, paragraphs=tuple(above))
        elif speaker := self._attribution(last):
            attribution, after = spoken(self.blocks[last + 1].text), last + 2
        if not quotation.repaired:
            quotation = replace(quotation, paragraphs=_without_outer_marks(quotation.paragraphs))
        if not speaker and not quotation.speaker and (intro := self._intro()):
            speaker = self._speaker(intro)
        if speaker:
            quotation = replace(
                quotation, speaker=speaker.name, role=speaker.role, attribution=attribution
            )
        if not quotation.speaker:
            said = (
                f"the copy only says “{quotation.role}”"
                if quotation.role
                else "the copy doesn't name them clearly"
            )
            self._doubt("speaker", f"Who says this? {said[0].upper()}{said[1:]}.")
        self.quoted.blocks.append(quotation)
        self.at = after

    def _attributes(self, block: BlockQuotation) -> bool:
        """Whether a block is but the line "— Jane Doe" to the quotation above; then it is taken."""
        above = self.quoted.blocks[-1] if self.quoted.blocks else None
        if not isinstance(above, BlockQuotation) or above.attribution or len(block.paragraphs) > 1:
            return False
        line = spoken(block.paragraphs[0])
        if not (speaker := attributed_to(line)):
            return False
        self.quoted.blocks[-1] = replace(
            above, speaker=speaker.name, role=speaker.role, attribution=line
        )
        if self.quoted.doubts and self.quoted.doubts[-1].code == "speaker":
            self.quoted.doubts.pop()  # about this very block: it had no speaker until now
        self.at += 1
        return True

    def _doubt(self, code: str, message: str) -> None:
        self.quoted.doubts.append(Doubt(code, message, len(self.quoted.blocks)))

    def _intro(self) -> str:
        """The paragraph before this one if it leads to a quotation, else ""."""
        before = self.quoted.blocks[-1] if self.quoted.blocks else None
        said = plain(before.text).rstrip() if isinstance(before, Paragraph) else ""
        return said if _leads(said) else ""

    def _speaker(self, intro: str) -> Speaker | None:
        return introduced_by(last_sentence(intro[-2 * _LONGEST_CLAUSE :]))

    def _attribution(self, last: int) -> Speaker | None:
        below = self.blocks[last + 1] if last + 1 < len(self.blocks) else None
        return attributed_to(plain(below.text)) if isinstance(below, Paragraph) else None

    def _extent(self, *, introduced: bool) -> tuple[int | None, bool]:
        """The last paragraph of the quotation that begins here, and whether it lost a mark."""
        marks, said = self.marks[self.at], plain(self.blocks[self.at].text)
        if _is_whole(marks, said):
            return self.at, False
        if marks.opened == 0:
            # Unless it is introduced it is looked at again from its next paragraph: so not to the
            # very end.
            return self._continued(farthest=len(self.blocks) if introduced else _FARTHEST)
        if introduced and marks.opened is None and _ends_stray(marks, said):
            return self.at, True
        if introduced and not marks.pairs and marks.opened is None and marks.stray is None:
            closing = self._closing()
            return (closing, True) if closing else (None, False)
        return None, False

    def _continued(self, *, farthest: int) -> tuple[int, bool]:
        """A quotation not closed at once: each next paragraph opens again, or a mark was lost."""
        last = self.at
        while (marks := self._next_marks(last)) and marks.opened == 0 and last - self.at < farthest:
            last += 1
        if marks and _is_whole(marks, plain(self.blocks[last + 1].text)):
            return last + 1, False
        if last > self.at:
            return last, True
        return self._closing() or self.at, True

    def _next_marks(self, at: int) -> Marks | None:
        return self.marks[at + 1] if at + 1 < len(self.marks) else None

    def _closing(self) -> int | None:
        """The paragraph further down that closes the quotation that began here."""
        for at in range(self.at + 1, min(self.at + _FARTHEST, len(self.blocks))):
            marks, block = self.marks[at], self.blocks[at]
            if marks is None or marks.opened is not None:
                return None
            said = plain(block.text)
            if _ends_stray(marks, said):
                return at
            if _leads(said) or (marks.pairs and marks.pairs[0].start == 0):
                return None
        return None


def _leads(said: str) -> bool:
    """Whether a paragraph ends as one does that a quotation follows."""
    if not said:
        return False
    if said[-1] in ":：":
        return True
    if _JAPANESE_LEAD.search(said[-30:]):
        return True
    words = _WORD.findall(said[-40:])
    return said[-1] not in '.!?”"' and bool(words) and words[-1].lower() in SAYING


def _is_whole(marks: Marks, said: str) -> bool:
    """Whether one pair of marks holds the whole paragraph, but for a full stop after it."""
    return (
        len(marks.pairs) == 1
        and marks.pairs[0].start == 0
        and not said[marks.pairs[0].end :].strip(" .,;")
    )


def _ends_stray(marks: Marks, said: str) -> bool:
    return marks.stray is not None and not said[marks.stray + len(marks.stray_mark) :].strip(" .,;")


def _unmarked(text: Text, marks: Marks) -> Text:
    """The text without the marks that hold it."""
    said = plain(text)
    if _is_whole(marks, said):
        pair = marks.pairs[0]
        start, end, after = len(pair.opening), pair.end - len(pair.closing), pair.end
        return trimmed(cut(text, start, end) + cut(text, after))
    if marks.opened == 0:
        return trimmed(cut(text, len(marks.opened_with)))
    if _ends_stray(marks, said):
        return trimmed(cut(text, 0, marks.stray) + cut(text, marks.stray + len(marks.stray_mark)))
    return text


def _without_outer_marks(paragraphs: tuple[Text, ...]) -> tuple[Text, ...]:
    """A quotation set off as a block needs no marks around the whole of it."""
    read = [(text, read_marks(plain(text))) for text in paragraphs]
    *opening, (last, last_marks) = read
    if _is_whole(last_marks, plain(last)) and all(marks.opened == 0 for _, marks in opening):
        return tuple(_unmarked(text, marks) for text, marks in read)
    return paragraphs
