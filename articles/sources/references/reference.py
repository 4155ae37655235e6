"""What a line of somebody's list of references turns out to say: one plain value. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference, with the line as it was written. Empty where the line is silent.

    `precision` is how exactly `published_on` is known and `kind` a Document.Kind. `unsure` names
    the fields that were guessed and want a look.
    """

    raw: str
    url: str = ""
    title: str = ""
    authors: str = ""
    publisher: str = ""
    published_on: date | None = None
    precision: str = "day"
    accessed_on: date | None = None
    kind: str = ""
    unsure: frozenset[str] = frozenset()
