"""“How we know this”: what a story rests on, in a few lines. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..people.names import joined
from ..sources.kinds import Sort, is_named
from .marks import Described
from .notes import Note


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose word the story has: quoted in it, or cited without a document.

    `name` is a name, a description (“a senior official”) or empty; `address` is our page about
    them, if they have one. `unnamed` is somebody who asked not to be named, however described.
    """

    name: str
    address: str = ""
    unnamed: bool = False

    @property
    def is_named(self) -> bool:
        return bool(self.address) or (not self.unnamed and is_named(self.name))


@dataclass(frozen=True, slots=True)
class Knowing:
    documents: str  # “2 first-hand documents and 1 interview”
    named: list[Voice]
    unnamed: int  # people
    own: list[tuple[str, str]]  # pieces of our own reporting: title, anchor of the note

    def __bool__(self) -> bool:
        return bool(self.documents or self.named or self.unnamed or self.own)

    @property
    def unnamed_words(self) -> str:
        if not self.unnamed:
            return ""
        return "one person not named" if self.unnamed == 1 else f"{self.unnamed} people not named"

    @property
    def sentence(self) -> str:
        """The same in words, for machines."""
        people = [voice.name for voice in self.named] + [self.unnamed_words] * bool(self.unnamed)
        parts = (
            self.documents and f"Documents: {self.documents}.",
            people and f"People heard: {joined(people)}.",
            self.own and f"Own reporting: {joined([title for title, _ in self.own])}.",
        )
        return " ".join(part for part in parts if part)


def how_we_know(notes: Iterable[tuple[Note, Described]], quoted: Iterable[Voice]) -> Knowing:
    """From the notes of a story and those who are quoted in it, in the order of the text."""
    sorts: Counter[Sort] = Counter()
    own, voices = [], list(quoted)
    for note, about in notes:
        if about.sort is Sort.PERSON:
            voices.append(Voice(about.title, about.address, about.unnamed))
        elif about.sort is Sort.OWN:
            own.append((about.title, note.anchor))
        else:
            sorts[about.sort] += 1
    # One voice a name, with the address that any mention of it has.
    heard: dict[str, Voice] = {}
    for voice in sorted(voices, key=lambda voice: (not voice.address, not voice.unnamed)):
        heard.setdefault(voice.name.casefold(), voice)
    said = [heard[name] for name in dict.fromkeys(v.name.casefold() for v in voices)]
    named = [voice for voice in said if voice.is_named]
    return Knowing(
        documents=joined([sort.counted(sorts[sort]) for sort in Sort if sorts[sort]]),
        named=named,
        unnamed=len(said) - len(named),
        own=own,
    )
