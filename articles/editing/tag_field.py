"""Tags as an editor types them: names divided by commas, with suggestions where scripts run.

A name that holds a comma stands in quotation marks: `Harbour, "Washington, D.C."`. So the plain
text field and the one with tokens (static/desk/story/tokens.js) send the same words.
"""

import csv
import io

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from ..names import fold, tidy
from ..tags.models import Tag

LONGEST = Tag._meta.get_field("name").max_length
LONGEST_FOLDED = Tag._meta.get_field("folded").max_length  # some letters fold into many
MOST = 100  # more than any story is about, and less than it takes to keep a server busy


def split(text: str) -> list[str]:
    """The names in `text`, tidied, each once whatever its case."""
    rows = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    names = (tidy(name) for row in rows for name in row)
    return list({fold(name): name for name in names if fold(name)}.values())


def join(names) -> str:
    """The inverse of `split`."""
    return ", ".join(quoted(name) if needs_quotes(name) else name for name in names)


def quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def needs_quotes(name: str) -> bool:
    return "," in name or name.startswith('"')


class TagsInput(forms.TextInput):
    def __init__(self, attrs=None):
        find = {
            "data-tokens": reverse_lazy("admin:articles_story_find_tags"),
            "autocomplete": "off",
        }
        super().__init__(find | (attrs or {}))


class TagsField(forms.CharField):
    """Cleans to a list of names; which of them are tags already is the form's to find out."""

    widget = TagsInput

    def prepare_value(self, value):
        return value if isinstance(value, str) else join(value or ())

    def to_python(self, value) -> list[str]:
        if isinstance(value, list):
            return value
        if len(value or "") > LONGEST * MOST:
            raise ValidationError(f"That is too long: a story has at most {MOST} tags.")
        return split(value or "")

    def validate(self, value):
        super().validate(value)
        for name in value:
            if len(name) > LONGEST or len(fold(name)) > LONGEST_FOLDED:
                raise ValidationError(f"A tag has at most {LONGEST} characters: “{name[:40]}…”.")

    def run_validators(self, value):
        """Length is checked name by name."""

    def has_changed(self, initial, data) -> bool:
        return not self.disabled and list(initial or ()) != self.to_python(data)
