"""Several copies, looked at one after the other: on their way from page to page in the form itself.

Nothing of them is written: what waits is lost with the page, as pasted text is.
"""

import base64
import json
from dataclasses import dataclass, replace

from django import forms


@dataclass(frozen=True)
class Dropped:
    """A copy and the name of its file, "" if it was pasted."""

    copy: bytes
    name: str = ""


@dataclass(frozen=True)
class Queue:
    """What waits behind the copy that is looked at; `of` is how many there were at first."""

    waiting: tuple[Dropped, ...] = ()
    of: int = 1

    @property
    def place(self) -> int:
        """Which copy is looked at, counted from 1."""
        return max(self.of - len(self.waiting), 1)

    def next(self) -> tuple[Dropped, "Queue"]:
        first, *others = self.waiting
        return first, replace(self, waiting=tuple(others))


class QueueField(forms.CharField):
    """A queue in a hidden field; cleans to a Queue."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def prepare_value(self, value):
        if not isinstance(value, Queue):
            return value
        waiting = [[base64.b64encode(each.copy).decode(), each.name] for each in value.waiting]
        return json.dumps({"of": value.of, "waiting": waiting}) if value.of > 1 else ""

    def to_python(self, value) -> Queue:
        if not value:
            return Queue()
        try:
            sent = json.loads(value)
            waiting = [Dropped(base64.b64decode(copy), str(name)) for copy, name in sent["waiting"]]
            return Queue(tuple(waiting), of=int(sent["of"]))
        except (ValueError, TypeError, KeyError, RecursionError) as broken:
            raise forms.ValidationError("The files that wait were broken on their way.") from broken
