"""Who a story is by: rows of names that the library knows."""

from functools import cached_property

from django import forms

from ...people.models import Contributor
from ...stories.copy import BylineCopy
from ...stories.models import Byline
from ..naming import called
from .rows import Row, Rows, column, rows_of


class BylineRow(Row):
    contributor = forms.CharField(
        label="Name",
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": "Name"}),
        error_messages={"required": "Give the name, or take the row out."},
    )
    role = column(Byline, "role", widget=forms.TextInput(attrs={"placeholder": "Role"}))


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


BylineFormSet = rows_of(BylineRow, BylineRows, most=30)
