"""The numbered notes of a story, made while its text is drawn. Pure.

A note is a document (or whose word it is, where no document is known), numbered when the text
first rests on it. Resting on it again gives no new note but another letter to find the way back by:

    1. a b  Budget 2027, Kellmouth City Council. p. 12; p. 40
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..publishing.printed import PrintedCitation


@dataclass(frozen=True, slots=True)
class Use:
    """One mark in the text. `letter` tells uses of one note apart."""

    number: int
    letter: str
    citation: PrintedCitation

    @property
    def anchor(self) -> str:
        """The id of the mark in the text."""
        return f"use-{self.number}{self.letter}"


@dataclass(slots=True)
class Note:
    """What the text rests on at `uses`; a note without any is cited by the story as a whole."""

    number: int
    document: int | None
    source: int | None
    agreement: int | None = None
    uses: list[Use] = field(default_factory=list)
    unmarked: list[PrintedCitation] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"

    @property
    def citations(self) -> list[PrintedCitation]:
        """Each citation once, in the order of the text."""
        return list({c.key: c for c in [*(u.citation for u in self.uses), *self.unmarked]}.values())

    def letters(self, citation: PrintedCitation) -> list[str]:
        """Those of the uses of one citation, which a text may mark at several places."""
        return [use.letter for use in self.uses if use.citation.key == citation.key]


class Notes:
    """Give `use(key)` the marks of a text in reading order, then take `finish()`."""

    def __init__(self, citations: Iterable[PrintedCitation]):
        self.citations = {citation.key: citation for citation in citations}
        self.notes: dict[tuple, Note] = {}
        self.used: set[str] = set()

    def use(self, key: str) -> tuple[Note, Use] | None:
        """The note that the mark `key` points to; None if readers have no such citation."""
        citation = self.citations.get(key)
        if citation is None:
            return None
        self.used.add(key)
        note = self.note_of(citation)
        use = Use(note.number, letters(len(note.uses)), citation)
        note.uses.append(use)
        return note, use

    def note_of(self, citation: PrintedCitation) -> Note:
        about = (citation.document, citation.source, citation.agreement)
        if about not in self.notes:
            self.notes[about] = Note(len(self.notes) + 1, *about)
        return self.notes[about]

    def finish(self) -> tuple[list[Note], list[PrintedCitation]]:
        """All notes by number, and the bare credits that come after them.

        A document or a person no mark points to has a note too. A source no mark points to is a
        bare credit, unless it has a note already.
        """
        unmarked = [c for key, c in self.citations.items() if key not in self.used]
        for citation in unmarked:
            if not citation.source:
                self.note_of(citation).unmarked.append(citation)
        bare = {
            c.source: c for c in unmarked if c.source and (None, c.source, None) not in self.notes
        }
        return list(self.notes.values()), list(bare.values())


def letters(position: int) -> str:
    """a, b … z, aa, ab …"""
    word = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
