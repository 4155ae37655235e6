"""A byline's words. Pure."""

import re

BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&)\s*", re.IGNORECASE)


def in_byline(line: str) -> tuple[str, ...]:
    """The names in a byline: "By Jane Doe and John Roe" -> ("Jane Doe", "John Roe")."""
    names = re.sub(r"^\s*(?:words\s+)?by:?\s+", "", line, flags=re.IGNORECASE)
    return tuple(name for name in BETWEEN.split(names.strip()) if name)


def joined(names: list[str]) -> str:
    """Names as a sentence has them: "Jane Doe, John Roe and Ann Poe"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
