"""Which paragraphs are quotations of their own, who speaks them, and which words are quoted inline. Pure."""

import re
from dataclasses import dataclass, field, replace

from .wire_marks import Marks, Pair, read_marks
from .wire_speakers import (
    Speaker,
    attributed_to,
    follows,
    introduced_by,
    last_sentence,
    says_pronoun,
)
from .wire_story import (
    Block,
    BlockQuotation,
    Doubt,
    InlineQuotation,
    Paragraph,
    Text,
    cut,
    plain,
    spoken,
    trimmed,
)
from .wire_titles import SAYING

# How far a lost closing mark is looked for, in paragraphs.
_FARTHEST = 6
_LONGEST_CLAUSE = 300
_ENDS_OPEN = frozenset(",?!…—–、]")
_OPENING = re.compile(r"[“„«\"「]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Quoted:
    """The blocks with their quotations made; what was quoted inline; what to ask the editor."""

    blocks: list[Block] = field(default_factory=list)
    inline: list[InlineQuotation] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def settle_quotations(blocks: list[Block]) -> Quoted:
    """Make block quotations of the paragraphs that are, report the rest."""
    reader = _Reader(blocks)
    while reader.at < len(blocks):
        reader.take()
    quoted = reader.quoted
    _report_inline(quoted)
    return quoted


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
        """Append a quotation with its speaker: from the line under it, else from the sentence before it."""
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
        """The last paragraph of the quotation that begins here, and whether a mark of it was lost."""
        marks, said = self.marks[self.at], plain(self.blocks[self.at].text)
        if _is_whole(marks, said):
            return self.at, False
        if marks.opened == 0:
            # Unless it is introduced it is looked at again from its next paragraph: so not to the very end.
            return self._continued(farthest=len(self.blocks) if introduced else _FARTHEST)
        if introduced and marks.opened is None and _ends_stray(marks, said):
            return self.at, True
        if introduced and not marks.pairs and marks.opened is None and marks.stray is None:
            closing = self._closing()
            return (closing, True) if closing else (None, False)
        return None, False

    def _continued(self, *, farthest: int) -> tuple[int, bool]:
        """A quotation whose first paragraph isn't closed: each next one opens again, or a mark was lost."""
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
        """The paragraph further down that ends with the closing mark of a quotation that began here."""
        for at in range(self.at + 1, min(self.at + _FARTHEST, len(self.blocks))):
            marks, block = self.marks[at], self.blocks[at]
            if marks is None or marks.opened is not None:
                return None
            said = plain(block.text)
            if _ends_stray(marks, said):
                return at
            if marks.pairs and (marks.pairs[0].start == 0) or _leads(said):
                return None
        return None


def _leads(said: str) -> bool:
    """Whether a paragraph ends as one does that a quotation follows."""
    if not said:
        return False
    if said[-1] in ":：":
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


def _report_inline(quoted: Quoted) -> None:
    """Report what is quoted within paragraphs, and marks that lost their other half."""
    continued: Speaker | None = None
    for number, block in enumerate(quoted.blocks):
        if not isinstance(block, Paragraph):
            continued = None
            continue
        said = plain(block.text)
        marks = read_marks(said)
        speaker, ended = continued, 0
        for pair in marks.pairs:
            found = _speaker_of(said, pair.start, pair.end, ended)
            if not found and _same_speaker(said, pair, ended):
                found = speaker
            words = pair.inside(said).strip()
            if found or len(words) > 2 and len(_WORD.findall(words)) > 2:
                quoted.inline.append(
                    InlineQuotation(
                        words, found.name if found else "", found.role if found else "", number
                    )
                )
            speaker, ended = found or speaker, pair.end
        continued = None
        if marks.opened is not None and _opens_next(quoted.blocks, number):
            continued = _speaker_of(said, marks.opened, len(said), ended) or speaker
            quoted.inline.append(
                InlineQuotation(
                    said[marks.opened + len(marks.opened_with) :].strip(),
                    continued.name if continued else "",
                    continued.role if continued else "",
                    number,
                )
            )
        elif marks.opened is not None or marks.stray is not None:
            quoted.doubts.append(
                Doubt(
                    "unbalanced-mark",
                    "A quotation mark in this paragraph has no other half.",
                    number,
                )
            )


def _opens_next(blocks: list[Block], number: int) -> bool:
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return isinstance(following, Paragraph) and plain(following.text)[:1] in '“„«"「'


def _speaker_of(said: str, start: int, end: int, ended: int) -> Speaker | None:
    """The speaker of the quotation at `start`, from the clause behind it or the one before it."""
    return _speaker_behind(said, start, end) or _speaker_before(said, start, ended)


def _speaker_behind(said: str, start: int, end: int) -> Speaker | None:
    clause = said[end : end + _LONGEST_CLAUSE]
    open_ended = said[end - 2 : end - 1] in _ENDS_OPEN or clause[:1] == ","
    unended = said[end - 2 : end - 1].isalnum() and clause[:1] == " " and end - start > 25
    if not (open_ended or unended):
        return None
    return follows(_OPENING.split(clause.lstrip(" ,"), maxsplit=1)[0])


def _speaker_before(said: str, start: int, ended: int) -> Speaker | None:
    before = said[max(ended, start - _LONGEST_CLAUSE) : start].rstrip()
    if not before or before[-1] in ".!?":
        return None
    sentence = last_sentence(before)
    words = _WORD.findall(sentence)
    saying = max((n for n, word in enumerate(words) if word in SAYING), default=None)
    leads = (
        before[-1] in ":：はが、"
        or [word.lower() for word in words[:2]] == ["according", "to"]
        or (
            saying is not None
            and (before[-1] == "," or words[-1] == "that" or saying == len(words) - 1)
        )
        # "Trump said on Friday “I …": a whole sentence, a few words behind the verb.
        or (
            saying is not None
            and len(words) - saying <= 7
            and said[start + 1 : start + 2].isupper()
        )
    )
    return introduced_by(sentence.removesuffix(" that")) if leads else None


def _same_speaker(said: str, pair: Pair, ended: int) -> bool:
    """Whether a quotation is a sentence of its own, or "she said" it, right after somebody spoke."""
    between, behind = said[ended : pair.start].strip(), said[pair.end : pair.end + 60]
    if len(between) > 120:
        return False
    if says_pronoun(last_sentence(between)) or says_pronoun(behind.lstrip(" ,")):
        return True
    return pair.inside(said)[:1].isupper() and (not between or between[-1] in ".!?")
