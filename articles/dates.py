"""Dates as copy writes them. Pure."""

import re
from datetime import date

_MONTHS = (
    "jan january janvier janv januar enero gennaio janeiro",
    "feb february février févr februar febrero febbraio fevereiro",
    "mar march mars märz marzo março",
    "apr april avril avr abril aprile",
    "may mai mayo maggio maio",
    "jun june juin juni junio giugno junho",
    "jul july juillet juil juli julio luglio julho",
    "aug august août agosto",
    "sep sept september septembre septiembre settembre setembro",
    "oct october octobre oktober okt octubre ottobre outubro",
    "nov november novembre noviembre novembro",
    "dec december décembre dezember dez diciembre dicembre dezembro",
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBER_OF, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        rf"\b(?:{_WEEKDAY})?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b(?:{_WEEKDAY})?{_DAY}\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}\b",
        r"(?P<year>\d{4})年\s?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})日",
    )
]
_DAY_OF_YEAR = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?"
    rf"{_MONTH.replace('month', 'of')})(?!\w)",
    re.IGNORECASE,
)
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


def names_day(text: str) -> bool:
    """Whether a text tells a day and its month, with or without the year."""
    return bool(_DAY_OF_YEAR.search(text))


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
                int(parts["number"]) if "number" in parts else _NUMBER_OF[parts["month"].lower()]
            )
            try:
                day = date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:  # 30 February: a slip in the copy, not a date
                continue
            return day, found.start(), found.end()
    return None
