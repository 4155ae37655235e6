"""Dates as people write them: to the day, the month or the year. Pure.

Months of six languages of Europe, ISO, and Japanese and its neighbours. A date of
numbers alone is read where only one reading is possible: 2026-03-04, 4.3.2026, 25/12/2026, and
never 3/4/2026, which is two days on two shores.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

# Those a day of ours can lie in: another is a slip, a clock never set, or how a program says
# “never”.
YEARS = range(1800, 2200)

_MONTHS = (
    "jan january januar jänner janvier janv enero gennaio janeiro",
    "feb february februar février fevrier févr febrero febbraio fevereiro",
    "mar march märz maerz mars marzo março",
    "apr april avril avr abril aprile",
    "may mai mayo maggio maio",
    "jun june juni juin junio giugno junho",
    "jul july juli juillet juil julio luglio julho",
    "aug august août aout agosto",
    "sep sept september septembre septiembre settembre setembro",
    "oct october oktober okt octobre octubre ottobre outubro",
    "nov november novembre noviembre novembro",
    "dec december dezember dez décembre decembre déc diciembre dicembre dezembro",
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?"
_MONTH = rf"(?P<month>{_NAME})\b\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_OF = r"(?:\s+of|\s+de|\s+del)?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        rf"\b(?:{_WEEKDAY})?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b(?:{_WEEKDAY})?{_DAY}{_OF}\s+{_MONTH},?{_OF}\s+{_YEAR}\b",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"\b(?P<year>[12]\d{3})(?P<mark>[/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d/.])",
        r"(?<![\d/.])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>[12]\d{3})\b",
        r"(?<![\d/.])(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>[12]\d{3})\b(?!/)",
    )
]
_MONTH_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH},?{_OF}\s+{_YEAR}\b",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월](?!\s?\d)",
        r"(?<![\d/-])(?P<year>[12]\d{3})-(?P<number>0[1-9]|1[0-2])(?![\d-])",
    )
]
_DAY_OF_YEAR = re.compile(
    rf"\b(?:{_NAME})\b\.?\s+\d{{1,2}}(?!\w)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?:{_NAME})(?!\w)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"\s*(?:c\.\s?|ca\.\s?|©\s?)?([12]\d{3})\s?[年년]?[a-z]?\s*")
# What may stand beside the date on a line that says nothing else: a time and a zone.
TIME = re.compile(
    r"[\s,|]*(?:(?:at\s+)?T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?(?!\w))?"
    r"(?:\s*(?:(?-i:Z|UTC|GMT|[A-Z]{2,4}T)\b|[+-]\d{2}:?\d{2}))?)?\s*(?:[((].曜?日?[))])?\s*\.?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:date|published|posted|updated)(?:\s+on)?\s*:?\s*|on\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text, from `start` to `end`; of a month or a year `day` is the first."""

    day: date
    precision: Literal["day", "month", "year"]
    start: int
    end: int


def dates_in(text: str) -> list[Dated]:
    """The dates of a text in their order, to the day or to the month; years alone are no dates."""
    days = [_to_the_day(found) for form in _FORMS for found in form.finditer(text)]
    months = [_to_the_month(found) for form in _MONTH_FORMS for found in form.finditer(text)]
    kept, at = [], 0
    for found in sorted(filter(None, days + months), key=lambda found: (found.start, -found.end)):
        if found.start >= at:
            kept.append(found)
            at = found.end
    return kept


def whole_date(text: str) -> Dated | None:
    """What a text says that is nothing but a date: a day, a month or a year."""
    if year := _YEAR_ALONE.fullmatch(text):
        return Dated(date(int(year[1]), 1, 1), "year", 0, len(text))
    for found in dates_in(text):
        if not text[: found.start].strip(" (") and not text[found.end :].strip(" .)"):
            return found
    return None


def date_in(text: str) -> date | None:
    """The first full date of a text; None when the year is missing or there is no such day."""
    found = _first_day(text)
    return found and found.day


def names_day(text: str) -> bool:
    """Whether a text tells a day and its month, with or without the year."""
    return bool(_DAY_OF_YEAR.search(text))


def date_line(text: str) -> date | None:
    """The date of a line that says nothing but a date, perhaps with its time and "Published:"."""
    if len(text) > 80:
        return None
    if not (found := _first_day(text)):
        return None
    before, after = text[: found.start].strip(), text[found.end :]
    if before and not _LABEL.fullmatch(before + " "):
        return None
    return found.day if TIME.fullmatch(after) else None


def _first_day(text: str) -> Dated | None:
    return next((found for found in dates_in(text) if found.precision == "day"), None)


def _to_the_day(found: re.Match[str]) -> Dated | None:
    parts = found.groupdict()
    if "one" in parts:
        one, other = int(parts["one"]), int(parts["other"])
        if one <= 12 and other <= 12 and one != other:
            return None
        parts["day"], parts["number"] = max(one, other), min(one, other)
    try:
        day = date(int(parts["year"]), _number(parts), int(parts["day"]))
    except ValueError:  # 30 February: a slip in the copy, not a date
        return None
    return Dated(day, "day", found.start(), found.end())


def _to_the_month(found: re.Match[str]) -> Dated | None:
    parts = found.groupdict()
    try:
        day = date(int(parts["year"]), _number(parts), 1)
    except ValueError:
        return None
    return Dated(day, "month", found.start(), found.end())


def _number(parts: dict) -> int:
    """The month, 1 to 12; 0 for a name that only looks like one: “aprıl”, without the dot."""
    if "number" in parts:
        return int(parts["number"])
    return _NUMBER_OF.get(parts["month"].casefold(), 0)
