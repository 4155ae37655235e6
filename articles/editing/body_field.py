"""The body of a story as a form field: a textarea that scripts turn into the body editor.

The editor is django-prose-editor's library with marks of our own, in static/desk/editor/. What it
may hold is said twice, there in schema.js and in articles/markup.py, and the tests hold one against
the other; `BodyField` believes the latter.
"""

import json

from django import forms
from django.forms.widgets import Script
from js_asset import ImportMap, Media

from articles.body import sanitise

FOLDER = "desk/editor"
# Imported by these names, never by path, so that each is loaded once under its hashed address.
MODULES = (
    "body",
    "citation",
    "dialog",
    "keys",
    "link",
    "marks",
    "marks_only",
    "pasting",
    "photo_figure",
    "plain_marks",
    "quotation",
    "schema",
    "tidy",
    "toolbar",
    "tools",
    "typography",
)
IMPORT_MAP = ImportMap(
    {"django-prose-editor/editor": "django_prose_editor/editor.js"}
    | {f"body-editor/{name}": f"{FOLDER}/{name}.js" for name in MODULES}
)


class BodyWidget(forms.Textarea):
    """The textarea, and what the browser needs to build the editor over it.

    `marks` is what marks in the text stand for, shown until a script of the form registers
    providers of its own (static/desk/editor/marks.js says how): a dict of two lists,
    `citations` of `{"key", "label"[, "note"]}` and
    `placements` of `{"key", "label"[, "thumbnail", "caption", "credit", "alt"]}`.

    With the attribute `data-marks-only="citations placements"` (or one of the two) the editor lets
    those marks change and nothing else; `readonly` and `disabled` let nothing change.
    """

    def __init__(self, attrs=None, *, marks: dict | None = None):
        super().__init__({"rows": 30, "placeholder": "Write the story…"} | (attrs or {}))
        self.marks = marks or {}

    @property
    def media(self):
        return Media(
            importmap=IMPORT_MAP,
            css={"all": [f"{FOLDER}/editor.css"]},
            js=[Script(f"{FOLDER}/body.js", type="module")],
        )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-body-editor"] = json.dumps(self.marks)
        return context

    def use_required_attribute(self, initial):
        # The textarea is hidden once the editor stands, and a browser that finds a hidden field
        # empty refuses to send the form without saying why.
        return False


class BodyField(forms.CharField):
    """The body as markup; what it cleans to is sanitised, and empty when nothing is said."""

    widget = BodyWidget

    def to_python(self, value) -> str:
        return sanitise(super().to_python(value))
