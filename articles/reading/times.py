"""Times as the paper prints them, in the newsroom's zone."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import dateformat, timezone


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment for a <time> element: `iso` for machines, the rest for people."""

    iso: str
    day: str  # "22 November 2026"
    clock: str  # "14.05"
    brief: str  # the clock if that is today, else the day: "14.05", "3 Nov", "3 Nov 2025"

    def __str__(self):
        return f"{self.day}, {self.clock}"


def stamp(moment: datetime, today: date) -> Stamp:
    """`moment` (aware) as seen on `today`, both in the newsroom's zone."""
    local = timezone.localtime(moment)
    day, clock = local.date(), f"{local.hour:02}.{local.minute:02}"
    return Stamp(
        iso=local.isoformat(timespec="seconds"),
        day=long_day(day),
        clock=clock,
        brief=clock if day == today else brief_day(day, with_year=day.year != today.year),
    )


# Formatting goes through translation and is slow; a page of old stories names few days.
@lru_cache(maxsize=2048)
def long_day(day: date) -> str:
    return dateformat.format(day, "j F Y")


@lru_cache(maxsize=2048)
def brief_day(day: date, *, with_year: bool) -> str:
    return dateformat.format(day, "j M Y" if with_year else "j M")


@lru_cache(maxsize=8)
def full_day(day: date) -> str:
    """As the masthead has it: "Sunday 22 November 2026"."""
    return dateformat.format(day, "l j F Y")


def approximate(day: date, precision: str) -> str:
    """A date known to the day, the month or the year, and printed no finer than that."""
    return dateformat.format(day, {"month": "F Y", "year": "Y"}.get(precision, "j F Y"))


def iso(day: date | None, precision: str) -> str:
    """The same for machines: "2026-11", "" where nothing is known."""
    return day.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)] if day else ""
