"""The sentences of a body, and which of them rest on what. Pure.

Where a sentence ends is a guess, and one that errs on the side of the longer sentence.
"""

import re
from collections.abc import Iterator

from .body import CITE, plain

MARK = "\0"  # stands for a citation in the words: no text that was sanitised has any
MARKS = rf"(?:\s*{MARK})*"
# What closes a sentence takes its closing marks and its citations along. In Chinese and Japanese
# no space follows, and what was quoted may go on in the same sentence.
END = re.compile(rf"[.!?…]+[”’\"')\]»]*{MARKS}\s+|[。！？]+(?![。！？」』”’）]){MARKS}\s*")
SHORT = re.compile(
    r"(?:(?<!\w)(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|Hon|Jr|Sr|No|vs|cf|pp?"
    r"|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?<!\w)[^\W\d_](?:\.[^\W\d_])*)\Z"
)


def sentences(block: str) -> Iterator[str]:
    """`block`, which is one paragraph, sentence by sentence; joined again they are the block."""
    start = 0
    for end in END.finditer(block):
        if end.end() < len(block) and closes(block, end):
            yield block[start : end.end()]
            start = end.end()
    if start < len(block):
        yield block[start:]


def closes(block: str, end: re.Match) -> bool:
    """Whether a sentence ends here, and not an abbreviation or an aside."""
    if block[end.end()].islower():
        return False
    return end[0][0] != "." or not SHORT.search(block[max(0, end.start() - 40) : end.start()])


def resting(markup: str) -> dict[str, list[str]]:
    """By the key of each citation in sanitised `markup`, the sentences that end in or carry it."""
    keys = iter(CITE.findall(markup))
    found: dict[str, list[str]] = {}
    for block in plain(CITE.sub(MARK, markup)).split("\n\n"):
        for sentence in sentences(block):
            words = re.sub(rf"\s*{MARK}", "", sentence).strip()
            for _ in range(sentence.count(MARK)):
                known = found.setdefault(next(keys), [])
                if words and words not in known:
                    known.append(words)
    return found
