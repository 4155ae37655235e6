"""Dates as copy writes them. Pure."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        rf"\b(?:{_WEEKDAY})?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b(?:{_WEEKDAY})?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        r"(?P<year>\d{4})年\s?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})日",
    )
]
# What may stand beside the date on a line that says nothing else: a time and a zone.
_TIME = re.compile(
    r"[\s,|]*(?:at\s+)?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})?\s*(?:[((].曜?日?[))])?\s*\.?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:date|published|posted|updated)(?:\s+on)?\s*:?\s*|on\s+", re.IGNORECASE)


def date_in(text: str) -> date | None:
    """The first full date of a text; None when the year is missing or there is no such day."""
    found = _find(text)
    return found[0] if found else None


def date_line(text: str) -> date | None:
    """The date of a line that says nothing but a date, perhaps with its time and "Published:"."""
    if len(text) > 80 or not (found := _find(text)):
        return None
    day, start, end = found
    before, after = text[:start].strip(), text[end:]
    if before and not _LABEL.fullmatch(before + " "):
        return None
    return day if _TIME.fullmatch(after) else None


def _find(text: str) -> tuple[date, int, int] | None:
    for form in _FORMS:
        if found := form.search(text):
            parts = found.groupdict()
            month = (
                int(parts["number"])
                if "number" in parts
                else _MONTHS.index(parts["month"][:3].lower()) + 1
            )
            try:
                day = date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:  # 30 February: a slip in the copy, not a date
                continue
            return day, found.start(), found.end()
    return None
