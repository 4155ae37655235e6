"""Who wrote it, in a line under the headline. Pure."""

import re

from .characters import set_of
from .front_matter import names_in
from .known_names import is_known
from .titles import BODIES

_BYLINE = re.compile(
    r"(?:(?:written|reported|story|text|words|report)\s+)?(?:by|von|par|por|door)\s*:?\s+(?P<names>\S.{1,150})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[^\W\d_][\w.'’-]*\s+)?(?:(?:de|da|di|del|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ten|ter)\s+)*"
    r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,3}"
)
_PLACE_OF_WORK = re.compile(r"\s+(?:in|at|for|from|of)\s+(?=[A-Z]).*")
_ASIDE = re.compile(r"\s*[(<][^()<>]*[)>]")
_ADDRESS = re.compile(r"(?:\S+@\S+\.\w+|@\w+)")
_POSTS = set_of(
    """
    writer reporter correspondent editor staff contributor journalist columnist bureau
    """
)


def byline_of(line: str) -> tuple[str, ...]:
    """The names of a line "By Jane Doe and John Roe"; () if it is none."""
    said = _ASIDE.sub("", re.split(r"\s*[|•·]\s*|\s+[—–-]\s+", line.strip().strip("*_"))[0])
    found = _BYLINE.fullmatch(said)
    if not found or said[-1] in ".!?:":
        return ()
    names = names_in(_PLACE_OF_WORK.sub("", found["names"]))
    names = tuple(name for name in names if not is_employer(name))
    return names if all(map(is_name, names)) else ()


def signature_of(line: str) -> tuple[str, ...]:
    """The name of a line "Jane Doe, Reuters"; () if it is none."""
    name, *others = [part.strip() for part in line.split(",")]
    if not others or not all(map(is_employer, others)) or is_employer(name):
        return ()
    return (name,) if is_whole_name(name) else ()


def is_whole_name(line: str) -> bool:
    """Whether a line is nothing but a first and a last name."""
    words = line.split()
    capitals = all(word[0].isupper() for word in words) and not line.isupper()
    return 2 <= len(words) <= 3 and capitals and is_name(line)


def is_beside_byline(line: str) -> bool:
    """Whether a line under a byline says for whom they write, or how to reach them."""
    if not line or len(line.split()) > 6:
        return False
    if _ADDRESS.fullmatch(line):
        return True
    parts = [part.strip() for part in line.split(",")]
    return all(map(is_employer, parts))


def is_employer(name: str) -> bool:
    """ "Associated Press", "Staff Writer": beside a name in a byline, but no name."""
    last = name.split()[-1].casefold() if name else ""
    return is_known(name) or "." in last[:-1] or last.removesuffix("s") in BODIES | _POSTS


def is_name(name: str) -> bool:
    last = name.split()[-1]
    return bool(_NAME.fullmatch(name)) and (last[0].isupper() or last[0] == last[0].upper())
