"""A form that saves what was changed in it, and keeps what somebody else entered meanwhile."""

from django import forms
from django.contrib.admin.utils import display_for_field
from django.forms.boundfield import BoundField

from ..words_field import as_typed


class KeptForm(forms.ModelForm):
    """A form of a row that several people may have open.

    Each field carries along, hidden, what it showed. Where this person changed nothing, what
    stands now goes on standing, whoever entered it. Where both changed the same field the form
    comes back with what was typed and says what stands there now; sent once more, it is saved.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.overtaken: set[str] = set()  # fields somebody else has changed since they were shown
        self.contested: set[str] = set()  # those of them that this person changed to something else
        if not self.instance.pk:
            return
        carried = [self[name] for name in self.fields if name in self.initial]
        for box in carried:
            # A form that was not sent from our page carries nothing, and says what it says.
            is_known = not self.is_bound or box.html_initial_name in self.data
            box.field.show_hidden_initial = is_known
        if self.is_bound:
            self.bring_up_to_date([box for box in carried if box.field.show_hidden_initial])

    def bring_up_to_date(self, carried: list[BoundField]) -> None:
        """Let what stands now pass for what was shown, and for what was sent unchanged."""
        typed = set(self.changed_data)
        self.data = self.data.copy()
        for box in carried:
            stands = box.field.prepare_value(box.initial)
            stands = as_typed(box.field.hidden_widget().format_value(stands))
            if stands == as_typed(self.data[box.html_initial_name]):
                continue
            self.overtaken.add(box.name)
            self.data[box.html_initial_name] = stands
            if box.name not in typed:
                self.data[box.html_name] = stands
            elif box.field.has_changed(box.initial, box.data):
                self.contested.add(box.name)

    def clean(self):
        cleaned = super().clean()
        for name in self.contested:
            self.add_error(
                name,
                "Somebody else has changed this since you opened the form: it is"
                f" {in_words(self.instance, name)} now. Save once more to have yours instead.",
            )
        return cleaned


def in_words(row, name: str) -> str:
    """What stands in a column of `row`, as people would say it."""
    value, column = getattr(row, name), row._meta.get_field(name)
    if value in (None, ""):
        return "empty"
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    return f"“{value if column.is_relation else display_for_field(value, column, '')}”"
