"""The body of a story: its markup, and the marks in it. Pure.

A body is HTML in the small grammar of markup.py with three sorts of marks, each with a stable
random key that names a row of the story (numbers are for readers, made when a page is drawn):

    <cite data-key="k3f9x2ab"></cite>                        rests on a Citation, inline
    <blockquote data-key="…" data-speaker="…" data-role="…">  a Quotation, its words in paragraphs
    <figure data-key="p7bb2k1s"></figure>                    shows a Placement, a block of its own

`sanitise` (markup.py's) is called on every way in and again when a page is drawn. What it returns
is canonical: sanitising it again changes nothing, and marks can be found in it by their spelling.
"""

import re
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from .markup import KEY, sanitise

__all__ = [
    "KEY",
    "Marks",
    "Passage",
    "QuotationMark",
    "draw",
    "keyed",
    "marks",
    "new_key",
    "paragraphs",
    "passages",
    "plain",
    "sanitise",
]

CITE = re.compile(r'<cite data-key="([^"]*)"></cite>')
FIGURE = re.compile(r'<figure data-key="([^"]*)"></figure>')
QUOTATION = re.compile(r'<blockquote((?: data-[a-z]+="[^"]*")*)>(.*?)</blockquote>', re.DOTALL)
PASSAGE = re.compile(rf"{QUOTATION.pattern}|<(?:p|li)>(.*?)(?=</?(?:p|li|ul|ol)>)", re.DOTALL)
ATTRIBUTE = re.compile(r' data-([a-z]+)="([^"]*)"')
TAG = re.compile(r'</?[a-z0-9]+(?: [a-z-]+="[^"]*")*>')
BREAK = re.compile(r"</?(?:p|h2|h3|li|ul|ol|blockquote|figure|br)(?=[ >])")


@dataclass(frozen=True)
class QuotationMark:
    key: str
    words: str
    speaker: str
    role: str


@dataclass(frozen=True)
class Marks:
    """The marks of a body in the order a reader meets them; a citation may be met twice."""

    citations: tuple[str, ...]
    quotations: tuple[QuotationMark, ...]
    placements: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item of a list or a quotation (then its key), and the citations in it."""

    words: str
    citations: tuple[str, ...]
    quotation: str = ""


def new_key() -> str:
    """A key for a mark: eight random letters and digits."""
    return "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(8))


def keyed(markup: str) -> str:
    """Sanitised `markup` in which every quotation has a key of its own."""
    seen = set()

    def with_key(quotation):
        key = quotation_mark(quotation).key
        if key and key not in seen:
            seen.add(key)
            return quotation[0]
        rest = "".join(a[0] for a in ATTRIBUTE.finditer(quotation[1]) if a[1] != "key")
        return f'<blockquote data-key="{new_key()}"{rest}>{quotation[2]}</blockquote>'

    return QUOTATION.sub(with_key, markup)


def marks(markup: str) -> Marks:
    """The marks of sanitised `markup`."""
    return Marks(
        citations=tuple(CITE.findall(markup)),
        quotations=tuple(quotation_mark(found) for found in QUOTATION.finditer(markup)),
        placements=tuple(FIGURE.findall(markup)),
    )


def passages(markup: str) -> list[Passage]:
    """What stands in sanitised `markup` to be read, headings left out, in its order."""
    found = []
    for match in PASSAGE.finditer(markup):
        inner = match[2] if match[3] is None else match[3]
        key = quotation_mark(match).key if match[3] is None else ""
        if words := plain(inner):
            found.append(Passage(words, tuple(CITE.findall(inner)), key))
    return found


def quotation_mark(found: re.Match) -> QuotationMark:
    attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[1])}
    return QuotationMark(
        key=attributes.get("key", ""),
        words=plain(found[2]),
        speaker=attributes.get("speaker", ""),
        role=attributes.get("role", ""),
    )


def draw(
    markup: str,
    *,
    citation: Callable[[str], str],
    quotation: Callable[[QuotationMark, str], str],
    figure: Callable[[str], str],
) -> str:
    """`markup` as a page shows it, each mark replaced by the HTML that its function returns.

    `citation(key)` and `figure(key)` get the mark's key, `quotation(mark, inner)` also the
    paragraphs inside. The functions are trusted: what they return is not sanitised again.
    """
    markup = sanitise(markup)
    markup = QUOTATION.sub(lambda found: quotation(quotation_mark(found), found[2]), markup)
    markup = FIGURE.sub(lambda found: figure(found[1]), markup)
    return CITE.sub(lambda found: citation(found[1]), markup)


def plain(markup: str) -> str:
    """The words of sanitised `markup`, a blank line between blocks."""
    spaced = BREAK.sub(lambda tag: f"\n\n{tag[0]}", markup)
    words = unescape(TAG.sub("", spaced))
    return "\n\n".join(" ".join(line.split()) for line in words.split("\n\n") if line.strip())


def paragraphs(text: str) -> str:
    """Plain `text` as body markup: a paragraph for each run of lines between blank lines."""
    runs = re.split(r"\n\s*\n", text.strip())
    return "".join(
        f"<p>{escape(' '.join(run.split()), quote=False)}</p>" for run in runs if run.strip()
    )
