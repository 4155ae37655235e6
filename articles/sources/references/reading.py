"""A pasted list of references -> plain values, one for each. Pure: no tables, no network.

Addresses, Markdown and HTML links, templates of wikis, and lines of words. Nothing raises and no
line is lost: whatever isn't understood is a Reference with its `raw` line and nothing else.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...names import fold
from . import hints, templates, words
from .entries import Entry, entries
from .links import ARCHIVES, Piece, pieces, plain
from .parts import CLOSE, OPEN
from .reference import Reference
from .whose import SMALL, is_known

# What a link is called that is called after nothing.
_NAMELESS = {
    *("link", "here", "click here", "read more", "full text", "source", "web", "website", "html"),
    *(
        "pdf",
        "archived",
        "archive",
        "archived copy",
        "the original",
        "リンク",
        "hier",
        "ici",
        "aquí",
    ),
}
MOST_WORDS_OF_A_NAME = 6


def read(text: str) -> Iterator[Reference]:
    """The references of a list, in its order, each read when it is asked for."""
    for entry in entries(text):
        yield from _read(entry)


def _read(entry: Entry) -> list[Reference]:
    if "{{" in entry.text and (cited := templates.cited_in(entry.text)):
        cited[0] = replace(cited[0], raw=entry.raw if len(cited) == 1 else cited[0].raw)
        return [_hinted(reference) for reference in cited]
    parts = _parts(pieces(entry.text))
    if len(parts) == 1:
        return [_reference(entry.raw, parts[0])]
    return [_reference(_as_written(part), part) for part in parts]


def _parts(line: list[Piece]) -> list[list[Piece]]:
    """The line cut into its references: a bare address ends one, a link with words begins one."""
    last = max((at for at, piece in enumerate(line) if piece.url), default=0)
    cuts, linked = [0], False
    for at, piece in enumerate(line):
        if not piece.url or _is_beside(piece, linked=linked):
            continue
        if piece.text and linked:
            cuts.append(at)
        linked = True
        if not piece.text and at < last:
            cuts.append(at + 1)
            linked = False
    parts = [line[start:end] for start, end in pairwise([*cuts, len(line)])]
    kept: list[list[Piece]] = []
    for part in parts:
        if kept and not any(piece.url and not _is_beside(piece, linked=True) for piece in part):
            kept[-1] += part
        elif part:
            kept.append(part)
    return kept


def _is_beside(piece: Piece, *, linked: bool) -> bool:
    """Whether a link only leads to another copy of what the link before it leads to."""
    is_copy = bool(ARCHIVES.match(piece.url)) or piece.text.casefold().strip() in _NAMELESS
    return linked and is_copy


def _as_written(part: list[Piece]) -> str:
    return "".join(piece.written for piece in part).strip(" ,;")


def _reference(raw: str, part: list[Piece]) -> Reference:
    url = next((piece.url for piece in part if piece.url), "")
    said = words.understood("".join(map(_marked, part)))
    dated = said.dated
    reference = Reference(
        raw,
        url=url,
        title=said.title,
        authors=said.authors,
        publisher=said.publisher,
        published_on=dated and dated.day,
        precision=dated.precision if dated else "day",
        accessed_on=said.accessed_on,
        kind=said.kind,
        unsure=frozenset(said.unsure),
    )
    return _hinted(reference)


def _marked(piece: Piece) -> str:
    """The words of a link as a title's, unless they say nothing."""
    if not piece.url:
        return piece.text
    if not piece.text or plain(piece.text).casefold() in _NAMELESS:
        return " "
    return f"{OPEN}{piece.text}{CLOSE}"


def _hinted(reference: Reference) -> Reference:
    """With what the address tells of what the words don't say."""
    guessed = {}
    url = reference.url
    is_guess = "title" in reference.unsure and not reference.publisher
    if url and is_guess and _names_the_place(reference.title, url):
        unsure = reference.unsure - {"title"}
        reference = replace(reference, title="", publisher=reference.title, unsure=unsure)
        guessed["publisher"] = reference.publisher
    if url and not reference.title and (title := hints.title_in(url)):
        guessed["title"] = title
    if url and reference.published_on is None and (day := hints.day_in(url)):
        guessed["published_on"] = day
    kind = hints.kind_of(url) or reference.kind
    if not kind and reference.publisher and is_known(reference.publisher):
        kind = "news_article"
    return replace(reference, **guessed, kind=kind, unsure=reference.unsure | guessed.keys())


def _names_the_place(words: str, url: str) -> bool:
    """Whether the few words beside an address say who published it: “Al Arabiya https://…”."""
    if not words or len(words.split()) > MOST_WORDS_OF_A_NAME:
        return False
    if hints.is_named(words, url) or (words.isupper() and words.isalpha()):
        return True
    title = fold(hints.title_in(url)).split()
    return (
        bool(title)
        and all(word[0].isupper() or word in SMALL for word in words.split())
        and not set(fold(words).split()) & set(title)
    )
