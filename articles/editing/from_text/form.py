"""The forms of “New from text”: what is pasted or dropped, and what was understood of it."""

import base64
import binascii
from html import escape

from django import forms

from ... import body
from ...importing.intake import Understood, beginning_of
from ...importing.matching import LONGEST_TITLE, CopyCredit, is_name, is_web_address
from ...importing.wire import files as wire_files
from ...importing.wire.story import PhotoCreditLine, WireStory
from ...photos.credits import PhotoCredit
from ...sources.models import check_fits
from ...stories.models import Story
from ...tags.models import Section
from ..body_field import BodyField
from ..story.form import lines
from ..story.rows import column
from ..tag_field import TagsField
from ..words_field import DayInput, WordsField
from .queue import Dropped, Queue, QueueField

CREDIT, IN_TEXT, NOTHING = "credit", "text", "nothing"
BECOMES = [(CREDIT, "A credit"), (IN_TEXT, "Leave it in the text"), (NOTHING, "Not a credit")]

# How many files at once, and how many bytes of them together: they travel in the form.
MOST_FILES, MOST_BYTES = 20, 3_000_000

LINE_PARTS = ("text", "kind", "supplier", "via", "holder", "license_name")


class CopyField(forms.CharField):
    """Raw copy on its way from step to step, byte for byte; cleans to bytes."""

    widget = forms.HiddenInput

    def prepare_value(self, value):
        return base64.b64encode(value).decode() if isinstance(value, bytes) else value

    def to_python(self, value) -> bytes:
        try:
            return base64.b64decode(value or "", validate=True)
        except (binascii.Error, ValueError) as broken:
            raise forms.ValidationError("The copy was broken on its way.") from broken


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; cleans to a list."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list:
        return [super(FilesField, self).clean(file, initial) for file in data or ()]


class PasteForm(forms.Form):
    """Cleans to a `queue` of what was pasted or chosen, before what was waiting already."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="The copy",
        widget=lines(
            18, placeholder="Paste the copy here: plain text, Markdown or HTML.", autofocus=True
        ),
    )
    files = FilesField(required=False, allow_empty_file=True, label="Or files")
    queue = QueueField()

    def clean(self):
        text, files = self.cleaned_data.get("text", ""), self.cleaned_data.get("files", [])
        waiting = self.cleaned_data.get("queue") or Queue(of=0)
        if text.strip() and files:
            raise forms.ValidationError("Paste text or choose files, not both at once.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at once, please.")
        if len(files) > 1 and sum(file.size for file in files) > MOST_BYTES:
            raise forms.ValidationError("These are too long together: at most 3 MB at once.")
        if len(files) == 1 and files[0].size > wire_files.LARGEST:
            raise forms.ValidationError(wire_files.TOO_LONG)
        new = [Dropped(file.read(), file.name) for file in files] or [Dropped(text.encode())]
        if len(new) == 1 and (complaint := wire_files.complaint(new[0].copy)):
            raise forms.ValidationError(complaint)
        before = max(waiting.of - len(waiting.waiting) - 1, 0)
        together = (*new, *waiting.waiting)
        self.queue = Queue(together, of=before + len(together))


class CreditRow(forms.Form):
    """One credit of the copy. `is_in_text`: its words stand in the text as well."""

    text = forms.CharField(strip=False, max_length=LONGEST_TITLE, widget=forms.HiddenInput)
    is_title = forms.BooleanField(required=False, widget=forms.HiddenInput)
    is_in_text = forms.BooleanField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(required=False, label="Source")
    url = forms.CharField(required=False, label="Address")
    becomes = forms.ChoiceField(choices=BECOMES, label="What it is")

    def clean_source(self) -> str:
        name = self.cleaned_data["source"]
        if name and not is_name(name):
            raise forms.ValidationError("A source's name has at most 100 characters.")
        return name

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        check_fits(url)
        if url and not is_web_address(url):
            raise forms.ValidationError("Give a whole address of the web: https://…")
        return url

    def credit(self) -> CopyCredit:
        given = self.cleaned_data
        named_otherwise = given["source"] if given["source"] != given["text"] else ""
        return CopyCredit(given["text"], given["url"], named_otherwise, given["is_title"])


CreditRows = forms.formset_factory(CreditRow, extra=0, max_num=400)


class PhotoCreditForm(forms.Form):
    text = forms.CharField(strip=False, max_length=300, widget=forms.HiddenInput)
    is_in_text = forms.BooleanField(required=False, widget=forms.HiddenInput)
    becomes = forms.ChoiceField(choices=BECOMES, label="What it is")
    kind = forms.ChoiceField(
        required=False, choices=[("", "The copy doesn't say"), *PhotoCredit.Kind.choices]
    )
    creators = column(PhotoCredit, "creators", widget=lines(1))
    supplier = column(PhotoCredit, "supplier")
    via = column(PhotoCredit, "via")
    holder = column(PhotoCredit, "holder")
    license_name = column(PhotoCredit, "license_name")

    def line(self) -> PhotoCreditLine:
        given = {name: self.cleaned_data[name] for name in LINE_PARTS}
        creators = tuple(filter(None, map(str.strip, self.cleaned_data["creators"].splitlines())))
        return PhotoCreditLine(**given, creators=creators)


class UnderstoodForm(forms.Form):
    """What was made of `copy`, for a person to put right: a form over an Understood."""

    copy = CopyField()
    queue = QueueField()
    name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    slug = forms.CharField(required=False, max_length=110, widget=forms.HiddenInput)
    headline = column(
        Story,
        "headline",
        widget=lines(1, placeholder="Headline"),
        error_messages={"required": "A story needs a headline, if only a working one."},
    )
    kicker = column(Story, "kicker", widget=forms.TextInput(attrs={"placeholder": "Kicker"}))
    dek = column(Story, "dek", widget=lines(1, placeholder="Dek: the sentence under the headline"))
    body = BodyField(required=False)
    dateline = column(Story, "dateline")
    dated = forms.DateField(required=False, widget=DayInput, label="Date in the copy")
    section = forms.ModelChoiceField(
        Section.objects.standing(), required=False, empty_label="Choose…"
    )
    bylines = WordsField(
        required=False, label="By", widget=lines(1), help_text="One name on a line."
    )
    tags = TagsField(required=False)
    editor_note = column(Story, "editor_note", widget=lines(4))

    def __init__(self, data=None, *, dropped: Dropped | None = None, understood=None, queue=None):
        initial = understood and initial_of(understood, dropped) | {"queue": queue}
        super().__init__(data, initial=initial)
        self.credits = CreditRows(
            data, prefix="credits", initial=understood and credits_of(understood)
        )
        line = understood and understood.photo_credit
        has_photo = bool(line) or (data is not None and "photo-text" in data)
        self.photo = (
            PhotoCreditForm(data, prefix="photo", initial=line and photo_of(line, understood.read))
            if has_photo
            else None
        )

    def is_valid(self) -> bool:
        parts = [self.credits, *filter(None, [self.photo])]
        # Every part is asked, so that all complaints are shown at once.
        return all([super().is_valid(), *(part.is_valid() for part in parts)])

    def clean_body(self) -> str:
        """Marks of citations and photos name rows, and here there are none yet."""
        return body.FIGURE.sub("", body.CITE.sub("", self.cleaned_data["body"]))

    def clean_bylines(self) -> tuple[str, ...]:
        names = tuple(name.strip() for name in self.cleaned_data["bylines"].splitlines())
        if long := next((name for name in names if name and not is_name(name)), ""):
            raise forms.ValidationError(f"A name has at most 100 characters: “{long[:40]}…”.")
        return tuple(filter(None, names))

    def understood(self) -> Understood:
        """What the valid form says; what was taken for a credit and is none is not lost."""
        given = self.cleaned_data
        rows = [(row.credit(), row.cleaned_data) for row in self.credits.forms]
        photo = self.photo.line() if self.photo else None
        parts = [(credit.text, credit.url, row) for credit, row in rows]
        parts += [(photo.text, "", self.photo.cleaned_data)] if photo else []
        refused = [text for text, _, row in parts if row["becomes"] == NOTHING]
        kept = [
            in_brackets(text, url)
            for text, url, row in parts
            if row["becomes"] == IN_TEXT and not row.get("is_in_text")
        ]
        notes = [given["editor_note"]] if given["editor_note"] else []
        return Understood(
            **{name: given[name] for name in ("headline", "kicker", "dek", "dateline", "slug")},
            body=given["body"] + "".join(kept),
            bylines=given["bylines"],
            tags=tuple(given["tags"]),
            credits=tuple(credit for credit, row in rows if row["becomes"] == CREDIT),
            photo_credit=photo if photo and parts[-1][2]["becomes"] == CREDIT else None,
            dated=given["dated"] and beginning_of(given["dated"]),
            notes=(*notes, *(f"In the copy, and no credit: {text}" for text in refused)),
            section=given["section"] and given["section"].pk,
        )


def in_brackets(text: str, url: str) -> str:
    words = escape(text.strip().strip("[]"), quote=False)
    return f'<p>[<a href="{escape(url)}">{words}</a>]</p>' if url else f"<p>[{words}]</p>"


def initial_of(understood: Understood, dropped: Dropped) -> dict:
    plain = ("headline", "kicker", "dek", "dateline", "slug", "body", "tags", "section")
    return {field: getattr(understood, field) for field in plain} | {
        "copy": dropped.copy,
        "name": dropped.name,
        "bylines": "\n".join(understood.bylines),
        "dated": understood.dated and understood.dated.date(),
        "editor_note": "\n".join(understood.notes),
    }


def credits_of(understood: Understood) -> list[dict]:
    read = [credit for credit in understood.read.credits if credit.kind == "source"]
    return [
        {
            "text": credit.text,
            "url": credit.url,
            "is_title": credit.is_title,
            "is_in_text": printed.origin in ("dateline", "text"),
            "source": "" if credit.is_title or not is_name(credit.text) else credit.text,
            "becomes": CREDIT,
        }
        for credit, printed in zip(understood.credits, read, strict=True)
    ]


def photo_of(line: PhotoCreditLine, read: WireStory) -> dict:
    printed = {credit.text for credit in read.credits if credit.kind == "photo"}
    return {name: getattr(line, name) for name in LINE_PARTS} | {
        "creators": "\n".join(line.creators),
        "is_in_text": line.text not in printed,
        "becomes": CREDIT,
    }
