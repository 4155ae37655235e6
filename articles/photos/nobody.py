"""Words that stand where a name should and name nobody: “Photo provided”, “N/A”, “—”. Pure.

Databases are asked with the patterns too, with case left aside; so these are kept to what all of
them understand. A pattern fits a text, of one name on a line, none of whose lines names anybody.
"""

import re

from ..names import fold

# What says of what kind a photo is, as agencies and newspapers write it, and the kind.
SORTS = {
    "courtesy": "courtesy",
    "provided": "courtesy",
    "supplied": "courtesy",
    "contributed": "courtesy",
    "submitted": "user_submitted",
    "handout": "handout",
    "pool": "pool",
    "screenshot": "screenshot",
    "archive": "archive",
    "file": "archive",
    "stock": "stock",
    "public domain": "public_domain",
    "creative commons": "creative_commons",
    "illustration generated": "generated",
}

# What is no letter, in blocks; the few digits and signs left out are taken for names. Not in it is
# U+0345, which is an iota in another case.
ENDS = "\n-\r\x1c-\x1e\x85\u2028\u2029"
SIGNS = (
    "\x01-\t\x0e-\x1b\x1f-@\\[-`{-\x84\x86-©«-´¶-¹»-¿×÷\u0300-\u0344\u0346-\u036f\u2000-\u2027"
    "\u202a-\u2070\u2074-\u207e\u2080-\u208e\u20a0-\u20f0\u2190-\u2bff\u2e00-\u2e2e\u2e30-\u2e7f"
    "\u3000-\u3004\u3007-\u3030\u303d-\u3040\ufe00-\ufe6f\ufeff-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\U0001f000-\U0001faff"
)

PICTURE = "(?:photo|photograph|image|picture|pic)"
WORD = (
    f"(?:{PICTURE}s?|credit|photographer|staff|freelance|courtesy|provided|supplied|contributed"
    "|submitted|handout|pool|screenshot|archive|file|stock)"
)
LINK = "(?:by|of|from|via)"


def _lines(*nobody: str) -> str:
    """The pattern of lines that are empty, or a phrase, or say one of `nobody`."""
    some = f"[{SIGNS}]"
    words = f"{WORD}(?:{some}+{WORD}){{0,2}}"
    whose = f"(?:(?:{words}|source){some}+)?(?:{LINK}{some}+)?(?:{'|'.join(nobody)})"
    phrase = "|".join(
        (
            f"{whose}(?:{some}+(?:{PICTURE}|photographer))?",
            f"{words}(?:{some}+{LINK})?",
            LINK,
            "public domain|creative commons|illustration generated|photo submitted by a reader",
        )
    )
    # Archive Photos is a library.
    line = f"{some}*(?:(?!archive photos)(?:{phrase}){some}*)?"
    return f"^{line}(?:[{ENDS}]+{line})*$"


ANSWERS = ("n[/.]a", "none", "nobody", "the internet", "internet", "the web", "web", "a reader")
NOBODY = _lines(*ANSWERS, "unknown")
UNSAID = _lines(*ANSWERS)
"""Where that nobody knows is an answer: “Unknown” says something."""


def names_nobody(words: str, pattern: str = NOBODY) -> bool:
    return bool(re.search(pattern, words, re.IGNORECASE))


def sort_of(words: str) -> str:
    """The kind a phrase that names nobody says its photo is of; "" if it says none, or names."""
    said = fold(words) if names_nobody(words) else ""
    return next((kind for phrase, kind in SORTS.items() if phrase in said), "")
