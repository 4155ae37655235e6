"""The authors of a document, one by one, from the line they were printed in. Pure."""

import re

BETWEEN = re.compile(r"\s*(?:,\s*and\b|,|\band\b|&)\s*")
PARTICLES = {
    "al",
    "ben",
    "bin",
    "da",
    "de",
    "del",
    "der",
    "di",
    "du",
    "el",
    "la",
    "le",
    "van",
    "von",
}


def authors_in(line: str) -> tuple[str, ...]:
    """ "Jane Doe and John Roe" -> ("Jane Doe", "John Roe").

    A semicolon always parts two names. A comma or “and” does only where what stands on both sides
    is written as names are: “Department of Health and Social Care” is one author, and so is
    “Doe, J.”.
    """
    found = []
    for piece in filter(None, map(str.strip, line.split(";"))):
        names = [name for name in BETWEEN.split(piece) if name]
        found += names if names and all(map(looks_like_a_name, names)) else [piece]
    return tuple(found)


def looks_like_a_name(words: str) -> bool:
    """Two to five words with capitals, or in a script that has none."""
    parts = [word for word in words.split() if word not in PARTICLES]
    return 2 <= len(parts) <= 5 and not any(word[0].islower() for word in parts)
