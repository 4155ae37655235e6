"""Where a story shows which photos, with their own words."""

from functools import cached_property

from django import forms

from ...photos.models import Photo
from ...stories.copy import PlacementCopy
from ...stories.models import Placement
from .rows import ABSENT, KeyedRows, Row, column, key_field, library_id, rows_of


class PlacementRow(Row):
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
        return Photo.objects.select_related("credit").in_bulk(self.ids("photo"))

    def clean(self):
        super().clean()
        lead = Placement.Role.LEAD
        rows = [row for row in self.filled() if row.is_valid()]
        for row in rows:
            if row.cleaned_data["photo"] not in self.photos:
                row.add_error("photo", ABSENT)
        if sum(row.cleaned_data.get("role") == lead for row in rows) > 1:
            raise forms.ValidationError("A story has one lead photo: choose which.")


PlacementFormSet = rows_of(PlacementRow, PlacementRows, most=100)
