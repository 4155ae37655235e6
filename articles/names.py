"""Names: when two spellings are one name, and how a name stands in an address. Pure."""

import re
import unicodedata

# What slugs lose although it tells names apart: C, C++ and C# are three subjects.
SPOKEN = {"+": " plus", "#": " sharp", "&": " and", "@": " at", "%": " percent"}

# Scripts whose vowels are signs on their letters: Unicode counts the signs as marks and no words
# can be read without them. An accent on é, a point in Hebrew or Arabic is another matter.
SIGNED = (
    "\u0780-\u07bf"  # Thaana
    "\u0900-\u109f"  # India and Sri Lanka, Thai, Lao, Tibetan, Burmese
    "\u1700-\u17ff\u1900-\u1aaf\u1b00-\u1ccf"  # the Philippines, Khmer, the Indonesian islands
    "\ua800-\uaaff\uabc0-\uabff\U00010a00-\U00010a5f\U00011000-\U00011fff"  # and their kin
)
IN_SLUG = rf"[-\w{SIGNED}]"
"""A character of an address, as a pattern; `\\w` alone leaves out the signs."""
_SIGN = re.compile(f"[{SIGNED}]")

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
    letters = "".join(filter(_belongs, unicodedata.normalize("NFKC", spoken).lower()))
    # NFKC takes the Thai and Lao vowel AM apart, which readers' fonts don't put together again.
    whole = unicodedata.normalize("NFKC", letters)
    whole = whole.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    slug = re.sub(r"[-\s]+", "-", whole).strip("-_")
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug or fallback


def _belongs(character: str) -> bool:
    """Whether a character stands in addresses, or parts their words."""
    if unicodedata.category(character).startswith("M"):
        return bool(_SIGN.match(character))
    return character in "-_" or character.isalnum() or character.isspace()


def free_slug(wanted: str, taken) -> str:
    """`wanted`, or the first of wanted-2, wanted-3 … that `taken(slug) -> bool` does not hold."""
    slug, number = wanted, 1
    while taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
