"""Form fields for what people type: running text, moments of the newsroom's clock."""

from datetime import UTC

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..dates import Dated, whole_date


def as_typed(value: str | None) -> str:
    """`value` as a form hands it over: browsers send line ends as CR LF, and edges carry spaces."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class WordsField(forms.CharField):
    """Text in which line ends are line feeds; unchanged when only its edges differ."""

    def to_python(self, value) -> str:
        return as_typed(super().to_python(value))

    def has_changed(self, initial, data) -> bool:
        return not self.disabled and as_typed(initial) != as_typed(data)


class DayInput(forms.DateInput):
    """A date as browsers ask for one; they show it in the reader's own way."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class RoughDayField(forms.CharField):
    """A date as exactly as it is known; cleans to a Dated, or None if nothing was typed."""

    def to_python(self, value) -> Dated | None:
        typed = super().to_python(value)
        if typed and not (dated := whole_date(typed)):
            raise forms.ValidationError("Write it as “3 March 2026”, “March 2026” or “2026”.")
        return dated if typed else None


class MomentInput(forms.DateTimeInput):
    """A date and time of the newsroom's clock, to the minute unless it says more."""

    input_type = "datetime-local"

    def format_value(self, value) -> str:
        if not hasattr(value, "isoformat"):
            return value or ""
        return value.isoformat(timespec="seconds" if value.second else "minutes")


class MomentField(forms.DateTimeField):
    """A moment in the newsroom's time zone; cleans to an aware datetime.

    Where the clocks go back an hour comes twice: the later one is meant, but what was there and
    is sent back as it was shown stays what it was.
    """

    widget = MomentInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError as unclear:
            if getattr(unclear, "code", "") != "ambiguous_timezone":
                raise
        naive = parse_datetime(value.strip())
        later = timezone.make_aware(naive.replace(fold=1)).astimezone(UTC)
        if timezone.make_naive(later) == naive:
            return later
        raise forms.ValidationError(
            f"The clocks go forward that night: there is no {naive:%H:%M}. Choose an hour later."
        )

    def has_changed(self, initial, data) -> bool:
        shown = self.widget.format_value(self.prepare_value(initial))
        return not self.disabled and shown != data and super().has_changed(initial, data)


def zone() -> str:
    """The newsroom's time zone in people's words: "Europe/London" -> "London time"."""
    return f"{timezone.get_current_timezone_name().rpartition('/')[2].replace('_', ' ')} time"
