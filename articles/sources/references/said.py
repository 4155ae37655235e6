"""What the words of a reference have said so far."""

from dataclasses import dataclass, field
from datetime import date

from ...dates import Dated


@dataclass(slots=True)
class Said:
    """What the words said so far."""

    title: str = ""
    authors: str = ""
    publisher: str = ""
    dated: Dated | None = None
    accessed_on: date | None = None
    kind: str = ""
    unsure: set[str] = field(default_factory=set)

    def guess(self, **values: str) -> None:
        for name, value in values.items():
            if value and not getattr(self, name):
                setattr(self, name, value)
                self.unsure.add(name)
