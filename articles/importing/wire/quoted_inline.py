"""Which words are quoted within paragraphs, and by whom. They stay where they are. Pure."""

import re

from .marks import Pair, read_marks
from .speakers import Speaker, follows, introduced_by, last_sentence, says_pronoun
from .story import Block, Doubt, InlineQuotation, Paragraph, plain
from .titles import BRIDGES, SAYING

_LONGEST_CLAUSE = 300
_ENDS_OPEN = frozenset(",?!…—–、]")
_WORD = re.compile(r"[^\W_]+")
_OPENING = re.compile(r"[“„«\"「]")


def quoted_inline(blocks: list[Block]) -> tuple[list[InlineQuotation], list[Doubt]]:
    """What is quoted within paragraphs, and the marks there that lost their other half."""
    quotations: list[InlineQuotation] = []
    doubts: list[Doubt] = []
    continued: Speaker | None = None
    for number, block in enumerate(blocks):
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
            if found or len(_WORD.findall(words)) > 2:
                quotations.append(_quotation(words, found, number))
            speaker, ended = found or speaker, pair.end
        continued = None
        if marks.opened is not None and _opens_next(blocks, number):
            continued = _speaker_of(said, marks.opened, len(said), ended) or speaker
            words = said[marks.opened + len(marks.opened_with) :].strip()
            quotations.append(_quotation(words, continued, number))
        elif marks.opened is not None or marks.stray is not None:
            message = "A quotation mark in this paragraph has no other half."
            doubts.append(Doubt("unbalanced-mark", message, number))
    return quotations, doubts


def _quotation(words: str, speaker: Speaker | None, number: int) -> InlineQuotation:
    name, role = (speaker.name, speaker.role) if speaker else ("", "")
    return InlineQuotation(words, name, role, number)


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
    leads = before[-1] in ":：はが、" or [word.lower() for word in words[:2]] == ["according", "to"]
    if saying is not None:
        leads = leads or before[-1] == "," or words[-1] == "that" or saying == len(words) - 1
        # "the board said it was “ready”"
        leads = leads or BRIDGES.issuperset(words[saying + 1 :])
        # "Trump said on Friday “I …": a whole sentence, a few words behind the verb.
        leads = leads or (len(words) - saying <= 7 and said[start + 1 : start + 2].isupper())
    return introduced_by(sentence.removesuffix(" that")) if leads else None


def _same_speaker(said: str, pair: Pair, ended: int) -> bool:
    """Whether a quotation right after another is a sentence of its own, or "she said" it."""
    between, behind = said[ended : pair.start].strip(), said[pair.end : pair.end + 60]
    if len(between) > 120:
        return False
    if says_pronoun(last_sentence(between)) or says_pronoun(behind.lstrip(" ,")):
        return True
    return pair.inside(said)[:1].isupper() and (not between or between[-1] in ".!?")
