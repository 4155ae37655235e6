"""Names: when two spellings are one name, and how a name stands in an address. Pure."""

import re
import unicodedata

from django.utils.text import slugify

# What slugs lose although it tells names apart: C, C++ and C# are three subjects.
SPOKEN = {"+": " plus", "#": " sharp", "&": " and", "@": " at", "%": " percent"}

# What no text may hold: halves of surrogate pairs, and what Unicode says is no character.
UNSTORABLE = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{UNSTORABLE}]")
# Hints to break a line, marks of bytes, and the two that turn all that follows round.
STRAY = re.compile("[\xad\u200b\u2060\ufeff\u202d\u202e]")


def fold(name: str) -> str:
    """The key under which `name` is one with its other spellings: Élections, élections, ÉLECTIONS.

    Databases disagree about case outside ASCII, so names are compared by this key and not by them.
    """
    composed = unicodedata.normalize("NFKC", tidy(name))
    folded = unicodedata.normalize("NFKC", composed.casefold()).replace("i\u0307", "i")  # İ
    folded = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    return " ".join(folded.split())


def tidy(name: str) -> str:
    """`name` as it is kept: composed, single-spaced, without what cannot be seen or stored."""
    visible = UNSEEN.sub(" ", STRAY.sub("", unicodedata.normalize("NFC", name)))
    return " ".join(visible.split())


def slug_of(name: str, *, fallback: str = "item", length: int = 80) -> str:
    """`name` in an address: letters of every script kept, cut at a word, never empty."""
    spoken = re.sub(r"[+#&@%]", lambda sign: SPOKEN[sign[0]] + " ", name)
    slug = slugify(spoken, allow_unicode=True).strip("-_")
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug or fallback


def free_slug(wanted: str, taken) -> str:
    """`wanted`, or the first of wanted-2, wanted-3 … that `taken(slug) -> bool` does not hold."""
    slug, number = wanted, 1
    while taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
