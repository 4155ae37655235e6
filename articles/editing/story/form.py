"""The story's form: everything of a story that a person edits, read into one Copy for the door."""

from collections.abc import Iterator
from dataclasses import replace

from django import forms

from ...body import marks
from ...publishing.guards import MARKS_OF_PART
from ...publishing.revisions import LABELS
from ...stories import copy as copies
from ...stories.copy import Copy, QuotationCopy
from ...stories.models import Story
from ...tags.models import Section, Tag
from ..body_field import BodyField, BodyWidget
from ..naming import called
from ..tag_field import TagsField
from ..words_field import MomentField, WordsField
from .byline_rows import BylineFormSet
from .evidence_rows import CitationFormSet, QuotationFormSet
from .photo_rows import PlacementFormSet
from .rows import column

ROWS = {
    "bylines": BylineFormSet,
    "citations": CitationFormSet,
    "quotations": QuotationFormSet,
    "placements": PlacementFormSet,
}
UNMADE = 0  # stands for a tag that is yet to be made, where a copy is only looked at


def lines(number: int, **attrs) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": number} | attrs)


def counter() -> forms.Field:
    return forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )


class StoryForm(forms.Form):
    """A form over `standing`, the copy that stands in the tables; blank for a new story.

    `open_parts` is what `by` may change, as workflow.may_change says it: None for everything. The
    rest is shown and not asked for. If something of it is posted nevertheless it is read like any
    other field, so that the door refuses it by name instead of its being dropped in silence.
    """

    headline = column(
        Story,
        "headline",
        widget=lines(1, placeholder="Headline", dir="auto"),
        error_messages={"required": "A story needs a headline, if only a working one."},
    )
    kicker = column(
        Story, "kicker", widget=forms.TextInput(attrs={"placeholder": "Kicker", "dir": "auto"})
    )
    dek = column(
        Story,
        "dek",
        widget=lines(1, placeholder="Dek: the sentence under the headline", dir="auto"),
    )
    body = BodyField(required=False)
    dateline = column(Story, "dateline")
    section = forms.ModelChoiceField(
        Section.objects.standing(), required=False, empty_label="Choose…"
    )
    tags = TagsField(required=False)
    slug = WordsField(required=False, max_length=110, help_text="Left empty: from the headline.")
    embargo_until = column(Story, "embargo_until", form_class=MomentField, label="Embargo until")
    editor_note = column(Story, "editor_note", widget=lines(3))
    copy_credit = column(Story, "copy_credit", empty_label="None: forget it")
    version = counter()  # of the copy the writer has before them
    on_top_of = counter()  # of another's copy they have been shown since, and go over knowingly

    def __init__(
        self, data=None, *, by, standing: Copy, version: int | None = None, open_parts=None
    ):
        self.by, self.standing, self.open_parts = by, standing, open_parts
        self.tag_names = tag_names(standing)
        super().__init__(data, initial=self.as_initial(version))
        self.rows = {name: self.rows_for(name, data) for name in ROWS}
        self.fields["version"].required = version is not None
        if version is None:
            self.fields["headline"].widget.attrs["autofocus"] = True
        credit = self.fields["copy_credit"]
        credit.queryset = credit.queryset.filter(pk=standing.copy_credit)
        for name, field in self.fields.items():
            is_open = name in ("version", "on_top_of") or self.may_change(name)
            field.disabled = not is_open and name not in self.data
        self.fields["body"].widget.attrs |= self.body_attributes()

    def as_initial(self, version) -> dict:
        plain = {name: getattr(self.standing, name) for name in copies.PLAIN_FIELDS}
        return plain | {
            "section": self.standing.section,
            "copy_credit": self.standing.copy_credit,
            "tags": self.tag_names,
            "version": version,
        }

    def rows_for(self, name: str, data):
        is_open, standing = self.may_change(name), getattr(self.standing, name)
        posted = data is not None and (is_open or f"{name}-TOTAL_FORMS" in data)
        return ROWS[name](
            data if posted else None,
            prefix=name,
            standing=quotations(self.standing) if name == "quotations" else standing,
            is_open=is_open,
        )

    def may_change(self, name: str) -> bool:
        """Whether the field is open; a body is, too, to who may change nothing but its marks."""
        if self.open_parts is None or name in self.open_parts:
            return True
        return name == "body" and bool(self.open_parts & MARKS_OF_PART.keys())

    def body_attributes(self) -> dict[str, str]:
        if self.open_parts is None or not self.may_change("body"):
            return {}
        return {"data-marks-only": " ".join(sorted(self.open_parts & MARKS_OF_PART.keys()))}

    @property
    def is_read_only(self) -> bool:
        return self.open_parts is not None and not self.open_parts

    @property
    def open_labels(self) -> list[str]:
        """What a person may change who may not change everything, in words."""
        return [LABELS[name] for name in sorted(self.open_parts or ())]

    @property
    def media(self):
        return BodyWidget().media

    def is_valid(self) -> bool:
        # Every part is asked, so that all complaints are shown at once.
        return all([super().is_valid(), *(rows.is_valid() for rows in self.bound_rows().values())])

    def bound_rows(self) -> dict:
        return {name: rows for name, rows in self.rows.items() if rows.is_bound}

    def clean_tags(self) -> list[str]:
        names = self.cleaned_data["tags"]
        self.found = called(Tag, names)
        unknown = [name for name in names if name not in self.found]
        if unknown and not self.by.has_perm("articles.add_tag"):
            raise forms.ValidationError(f"There is no tag “{unknown[0]}”, and you may not add one.")
        return names

    def copy(self, *, make_tags: bool = False) -> Copy:
        """The copy the valid form holds; what nobody touched has the very value it had.

        With `make_tags` tags of new names are made (call it inside a transaction); else each
        stands as UNMADE, which is good enough to look at.
        """
        values = {
            name: self.cleaned_data[name]
            for name in (*copies.PLAIN_FIELDS, "section", "copy_credit")
            if name in self.changed_data
        }
        for name in ("section", "copy_credit"):
            if name in values:
                values[name] = values[name] and values[name].pk
        if "tags" in self.changed_data:
            values["tags"] = self.tag_ids(make=make_tags)
        values |= {name: rows.values() for name, rows in self.bound_rows().items()}
        return with_standing_citations(replace(self.standing, **values))

    def tag_ids(self, *, make: bool) -> tuple[int, ...]:
        names = self.cleaned_data["tags"]
        unknown = [name for name in names if name not in self.found]
        made = [Tag.objects.made(name).pk if make else UNMADE for name in unknown]
        return tuple(sorted({tag.pk for tag in self.found.values()} | set(made)))

    def complaints(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong, as (field, its label, message), of fields and of rows."""
        for name, messages in self.errors.items():
            for message in messages:
                yield name, LABELS.get(name, ""), message
        for name, rows in self.bound_rows().items():
            for message in (*rows.non_form_errors(), *rows.complaints()):
                yield name, LABELS[name], message


def with_standing_citations(copy: Copy) -> Copy:
    """`copy` with no quotation resting on a citation that has been taken out."""
    keys = {citation.key for citation in copy.citations}
    resting = (q if q.citation in keys else replace(q, citation=None) for q in copy.quotations)
    return replace(copy, quotations=copies.told(resting))


def quotations(standing: Copy) -> list[QuotationCopy]:
    """Every quotation in the body, in its order, whether anything more is known of it or not."""
    known = {quotation.key: quotation for quotation in standing.quotations}
    found = marks(standing.body).quotations
    return [known.get(mark.key, QuotationCopy(mark.key)) for mark in found]


def tag_names(standing: Copy) -> list[str]:
    held = dict(Tag.objects.filter(pk__in=standing.tags).values_list("pk", "name"))
    return [held[pk] for pk in standing.tags if pk in held]
