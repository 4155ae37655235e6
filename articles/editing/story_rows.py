"""The rows of a story's form: bylines, citations and photos, each a formset over plain values.

A row nothing was typed into is no row. Library rows are fetched once for all rows of a part,
so a form with thirty citations takes as many queries as one with a single one.
"""

from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property

from django import forms
from django.db import models

from ..body import KEY, new_key
from ..people.models import Contributor
from ..photos.models import Photo
from ..sources.finding import document_at
from ..sources.models import Document, Source
from ..stories.copy import BylineCopy, CitationCopy, PlacementCopy
from ..stories.models import Byline, Citation, Placement
from .naming import called
from .words_field import DayInput, WordsField, as_typed

ABSENT = "This is no longer in the library: choose again."


def column(model: type[models.Model], name: str, **options) -> forms.Field:
    """The form field of a column, with its label, help and greatest length."""
    field = model._meta.get_field(name)
    if isinstance(field, (models.CharField, models.TextField)) and not field.choices:
        options = {"form_class": WordsField} | options
    return field.formfield(**options)


class Rows(forms.BaseFormSet):
    """A formset whose unbound rows show `standing`, a sequence of the part's values.

    Bound rows are compared with empty ones, so what was posted is always read as a whole.
    `part` is the class of the values.
    """

    part: type
    number_of_blanks = 0  # without scripts, rows to fill in; scripts take them away

    def __init__(self, data=None, *, prefix: str, standing, is_open: bool):
        self.standing = tuple(standing)
        self.is_open = is_open
        super().__init__(data, prefix=prefix)

    def total_form_count(self) -> int:
        if self.is_bound:
            return super().total_form_count()
        return len(self.standing) + (self.number_of_blanks if self.is_open else 0)

    def initial_form_count(self) -> int:
        return 0

    def get_form_kwargs(self, index):
        if self.is_bound or index is None or index >= len(self.standing):
            return {}
        return {"initial": self.as_initial(self.standing[index])}

    def as_initial(self, value) -> dict:
        return asdict(value)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].widget = forms.HiddenInput()
        if not self.is_bound and index is not None and index < len(self.standing):
            form.fields["ORDER"].initial = index + 1
        for field in form.fields.values():
            field.disabled = not self.is_open and not self.is_bound

    def kept(self) -> Iterator[forms.Form]:
        """The valid rows that hold something, in the order of the page."""
        return (row for row in self.ordered_forms if row.is_valid())

    def filled(self) -> list[forms.Form]:
        """Rows with something in them that are not ticked for removal, whether right or wrong."""
        return [
            row for row in self.forms if row.has_changed() and not self._should_delete_form(row)
        ]

    def values(self) -> tuple:
        """What was posted, as the part's values."""
        return tuple(self.value(row) for row in self.kept())

    def ids(self, name: str) -> set[int]:
        """The library rows that field `name` of all rows points at, in the library or not."""
        if not self.is_bound:
            return {getattr(value, name) for value in self.standing} - {None}
        return {row.cleaned_data.get(name) for row in self.forms if row.errors is not None} - {None}


def key_field() -> forms.Field:
    """Where a row's key travels; left empty, the row is given one."""
    return forms.CharField(required=False, validators=[be_a_key], widget=forms.HiddenInput)


def be_a_key(value: str) -> None:
    if not KEY.fullmatch(value):
        raise forms.ValidationError("This row's key is not one: take the row out and add it again.")


def library_id(**options) -> forms.Field:
    return forms.IntegerField(min_value=1, max_value=models.BigAutoField.MAX_BIGINT, **options)


class KeyedRows(Rows):
    """Rows that a mark in the body may name by their key."""

    def clean(self):
        seen = set()
        for row in self.filled():
            key = row.cleaned_data.get("key") if row.is_valid() else None
            if key and key in seen:
                row.add_error("key", "Two rows have the same key: take one out.")
            seen.add(key)

    def value(self, row):
        given = {name: row.cleaned_data[name] for name in self.part.__dataclass_fields__}
        given["key"] = given["key"] or new_key()
        before = next((value for value in self.standing if value.key == given["key"]), None)
        for name, value in given.items():
            # What only a browser's line ends or spaces at the edges tell apart was not changed.
            if isinstance(value, str) and before and as_typed(getattr(before, name)) == value:
                given[name] = getattr(before, name)
        return self.part(**given)


class BylineRow(forms.Form):
    contributor = forms.CharField(label="Name", max_length=100)
    role = column(Byline, "role", label="Role")


class BylineRows(Rows):
    part = BylineCopy
    number_of_blanks = 2

    @cached_property
    def names(self) -> dict[int, str]:
        wanted = Contributor.objects.filter(pk__in=[b.contributor for b in self.standing])
        return dict(wanted.values_list("pk", "name"))

    def as_initial(self, value):
        return {"contributor": self.names.get(value.contributor, ""), "role": value.role}

    def clean(self):
        rows = [row for row in self.filled() if row.is_valid()]
        self.found = called(Contributor, [row.cleaned_data["contributor"] for row in rows])
        seen = set()
        for row in rows:
            name = row.cleaned_data["contributor"]
            person = self.found.get(name)
            if person is None:
                row.add_error("contributor", f"Nobody in the library is called “{name}”.")
            elif person.pk in seen:
                row.add_error("contributor", f"“{person}” stands in the byline already.")
            seen.add(person and person.pk)

    def value(self, row):
        person = self.found[row.cleaned_data["contributor"]]
        return BylineCopy(person.pk, row.cleaned_data["role"])


class CitationRow(forms.Form):
    key = key_field()
    document = library_id(required=False, widget=forms.HiddenInput)
    source = library_id(required=False, widget=forms.HiddenInput)
    what = forms.CharField(
        label="Document or source",
        required=False,
        max_length=2048,
        help_text="The address of a document in the library, or the name of a source.",
    )
    locator = column(Citation, "locator")
    role = column(Citation, "role")
    excerpt = column(Citation, "excerpt", widget=forms.Textarea(attrs={"rows": 2}))
    claim = column(Citation, "claim", widget=forms.Textarea(attrs={"rows": 2}))
    accessed_on = column(Citation, "accessed_on", widget=DayInput)
    credited_as = column(Citation, "credited_as")
    visibility = column(Citation, "visibility")

    def clean(self):
        given = self.cleaned_data
        if given.get("document") and given.get("source"):
            raise forms.ValidationError("Cite a document or a source, not both in one row.")
        if not given.get("document") and not given.get("source") and "what" not in self.errors:
            self.resolve(given.get("what", ""))
        return given

    def resolve(self, typed: str) -> None:
        """Find what the words of a reader of this form without scripts mean."""
        if document := document_at(typed):
            self.cleaned_data["document"] = document.pk
        elif source := typed and Source.objects.called(typed):
            self.cleaned_data["source"] = source.pk
        elif typed:
            self.add_error(
                "what", "The library has no such document or source: add it there first."
            )
        else:
            self.add_error("what", "Say which document or source this rests on.")


class CitationRows(KeyedRows):
    part = CitationCopy
    number_of_blanks = 2

    @cached_property
    def documents(self) -> dict[int, Document]:
        return Document.objects.select_related("publisher").in_bulk(self.ids("document"))

    @cached_property
    def sources(self) -> dict[int, Source]:
        return Source.objects.select_related("merged_into").in_bulk(self.ids("source"))

    def clean(self):
        super().clean()
        for row in self.filled():
            for name, library in (("document", self.documents), ("source", self.sources)):
                if row.cleaned_data.get(name) not in (None, *library):
                    row.add_error("what", ABSENT)

    def value(self, row):
        # A form left open over lunch may still name a source that has been merged since.
        if source := self.sources.get(row.cleaned_data["source"]):
            row.cleaned_data["source"] = source.standing_for().pk
        return super().value(row)


class PlacementRow(forms.Form):
    key = key_field()
    photo = library_id(label="Photo", help_text="Its number in the library.")
    role = column(Placement, "role", label="Where")
    caption = column(Placement, "caption", widget=forms.Textarea(attrs={"rows": 3}))
    alt_text = column(Placement, "alt_text", widget=forms.Textarea(attrs={"rows": 2}))


class PlacementRows(KeyedRows):
    part = PlacementCopy
    number_of_blanks = 1

    @cached_property
    def photos(self) -> dict[int, Photo]:
        library = Photo.objects.select_related("credit").prefetch_related("renditions")
        return library.in_bulk(self.ids("photo"))

    def clean(self):
        super().clean()
        lead = Placement.Role.LEAD
        rows = [row for row in self.filled() if row.is_valid()]
        for row in rows:
            if row.cleaned_data["photo"] not in self.photos:
                row.add_error("photo", ABSENT)
        if sum(row.cleaned_data.get("role") == lead for row in rows) > 1:
            raise forms.ValidationError("A story has one lead photo: choose which.")


def rows_of(row: type[forms.Form], formset: type[Rows], most: int) -> type[Rows]:
    return forms.formset_factory(
        row, formset, extra=0, can_order=True, can_delete=True, max_num=most, validate_max=True
    )


BylineFormSet = rows_of(BylineRow, BylineRows, most=30)
CitationFormSet = rows_of(CitationRow, CitationRows, most=400)
PlacementFormSet = rows_of(PlacementRow, PlacementRows, most=100)
