"""The rows of a story's form: each part a formset over the plain values of stories/copy.py.

A row nothing was typed into is no row. Library rows are fetched once for all rows of a part,
so a form with thirty citations takes as many queries as one with a single one.
"""

from collections.abc import Iterator
from dataclasses import asdict, fields
from functools import cached_property

from django import forms
from django.db import models

from ...body import KEY, new_key
from ..words_field import WordsField, as_typed

PLACE = {"ORDER", "DELETE"}  # where a row stands says nothing of what is in it
ABSENT = "This is no longer in the library: choose again."


def column(model: type[models.Model], name: str, **options) -> forms.Field:
    """The form field of a column, with its label, help and greatest length."""
    field = model._meta.get_field(name)
    if isinstance(field, (models.CharField, models.TextField)) and not field.choices:
        options = {"form_class": WordsField} | options
    return field.formfield(**options)


class Row(forms.Form):
    """One row. One that a script has taken off the page sends nothing, and is no row either."""

    @cached_property
    def was_sent(self) -> bool:
        return any(self.add_prefix(name) in self.data for name in self.fields)

    def has_changed(self) -> bool:
        return self.was_sent and not PLACE.issuperset(self.changed_data)


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

    @property
    def shown(self) -> list[Row]:
        """The rows a page is to show: those that were sent, or all that stand and the blanks."""
        return [row for row in self.forms if row.was_sent or not self.is_bound]

    def kept(self) -> Iterator[Row]:
        """The valid rows that hold something, in the order of the page."""
        return (row for row in self.ordered_forms if row.is_valid())

    def filled(self) -> list[Row]:
        """Rows with something in them that are not ticked for removal, whether right or wrong."""
        return [
            row for row in self.forms if row.has_changed() and not self._should_delete_form(row)
        ]

    def values(self) -> tuple:
        """What was posted, as the part's values."""
        return tuple(self.value(row) for row in self.kept())

    def complaints(self) -> Iterator[str]:
        """What is wrong with the rows, each complaint with the label of its field."""
        for row in self.forms:
            for name, messages in row.errors.items():
                label = f"{row[name].label}: " if name in row.fields and name != "key" else ""
                yield from (f"{label}{message}" for message in messages)

    def ids(self, name: str) -> set[int]:
        """The library rows that field `name` of all rows points at, in the library or not."""
        if not self.is_bound:
            return {getattr(value, name) for value in self.standing} - {None}
        return {row.cleaned_data.get(name) for row in self.forms if row.errors is not None} - {None}


def same_words(one, other) -> bool:
    return isinstance(one, str) and isinstance(other, str) and as_typed(one) == other


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
        return self.part(**self.as_it_was(self.given(row)))

    def given(self, row) -> dict:
        """The fields of the part's value as they were typed; a row without a key is given one."""
        typed = {field.name: row.cleaned_data[field.name] for field in fields(self.part)}
        return typed | {"key": typed["key"] or new_key()}

    def as_it_was(self, given: dict) -> dict:
        """`given` with the standing row's words where only line ends or edges differ."""
        before = next((value for value in self.standing if value.key == given["key"]), None)
        held = asdict(before) if before else {}
        return {
            name: held[name] if same_words(held.get(name), value) else value
            for name, value in given.items()
        }


def rows_of(row: type[Row], formset: type[Rows], most: int) -> type[Rows]:
    return forms.formset_factory(
        row,
        formset,
        extra=0,
        can_order=True,
        can_delete=True,
        max_num=most,
        absolute_max=most,
        validate_max=True,
    )
