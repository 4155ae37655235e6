"""Numbers the world knows a source by: read as people paste them, checked, and where they lead.

Pure. A scheme with check digits refuses what was mistyped.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices


class Scheme(TextChoices):
    WIKIDATA = "wikidata", "Wikidata"
    ISNI = "isni", "ISNI"
    ISSN = "issn", "ISSN"
    ORCID = "orcid", "ORCID"
    ROR = "ror", "ROR"
    LEI = "lei", "LEI"


@dataclass(frozen=True)
class Rules:
    """How the identifiers of one scheme are written, checked and shown.

    `pattern` finds one in whatever was pasted, in capitals; its groups, with `joint` between them,
    are how the scheme writes it, in small letters if it `is_small`. `shown_at` is the address that
    shows it.
    """

    pattern: str
    example: str
    shown_at: str
    joint: str = ""
    is_small: bool = False
    is_right: Callable[[str], bool] = lambda value: True


def mod_11_is_right(value: str) -> bool:
    """ISSN: the digits, weighted by their place from the end, come to a multiple of 11."""
    digits = reversed(numbers(value))
    return sum(digit * weight for weight, digit in enumerate(digits, 1)) % 11 == 0


def mod_11_2_is_right(value: str) -> bool:
    """ISO 7064, MOD 11-2: ISNI and ORCID."""
    total = 0
    for digit in numbers(value):
        total = total * 2 + digit
    return total % 11 == 1


def numbers(value: str) -> list[int]:
    """Its digits; an X is ten."""
    return [10 if sign == "X" else int(sign) for sign in value if sign != "-"]


def mod_97_10_is_right(value: str) -> bool:
    """ISO 7064, MOD 97-10, of signs in base 36: LEI."""
    return int("".join(str(int(sign, 36)) for sign in value)) % 97 == 1


BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u


def mod_97_10_of_base_32_is_right(value: str) -> bool:
    """ISO 7064, MOD 97-10, of a number in base 32 and two check digits: ROR."""
    number = 0
    for sign in value[:-2]:
        number = number * 32 + BASE_32.index(sign)
    return (number * 100 + int(value[-2:])) % 97 == 1


SIXTEEN = r"(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dX])"
RULES = {
    Scheme.WIKIDATA: Rules(
        r"(Q[1-9]\d{0,11})",
        example="Q130879",
        shown_at="https://www.wikidata.org/wiki/{}",
    ),
    Scheme.ISNI: Rules(
        SIXTEEN,
        example="0000000121032683",
        shown_at="https://isni.org/isni/{}",
        is_right=mod_11_2_is_right,
    ),
    Scheme.ISSN: Rules(
        r"(\d{4})-?(\d{3}[\dX])",
        example="0261-3077",
        shown_at="https://portal.issn.org/resource/ISSN/{}",
        joint="-",
        is_right=mod_11_is_right,
    ),
    Scheme.ORCID: Rules(
        SIXTEEN,
        example="0000-0002-1825-0097",
        shown_at="https://orcid.org/{}",
        joint="-",
        is_right=mod_11_2_is_right,
    ),
    Scheme.ROR: Rules(
        rf"(0[{BASE_32.upper()}]{{6}}\d{{2}})",
        example="05dxps055",
        shown_at="https://ror.org/{}",
        is_small=True,
        is_right=mod_97_10_of_base_32_is_right,
    ),
    Scheme.LEI: Rules(
        r"([0-9A-Z]{18}\d{2})",
        example="549300MLUDYVRQOOXS22",
        shown_at="https://search.gleif.org/#/record/{}",
        is_right=mod_97_10_is_right,
    ),
}
PATTERNS = {
    scheme: re.compile(rf"(?<![0-9A-Z]){rules.pattern}(?![0-9A-Z])", re.ASCII)
    for scheme, rules in RULES.items()
}


def read(scheme: Scheme, typed: str) -> str:
    """The identifier in `typed`, an address around it or not, as its scheme writes it.

    Raises ValueError, its message for whoever typed it.
    """
    rules = RULES[scheme]
    found = PATTERNS[scheme].search(typed.upper())
    if not found:
        raise ValueError(f"An identifier of {scheme.label} looks like {rules.example}.")
    value = rules.joint.join(found.groups())
    value = value.lower() if rules.is_small else value
    if not rules.is_right(value):
        raise ValueError(f"{value} is mistyped: by its check digits it is no {scheme.label}.")
    return value


def address(scheme: str, value: str) -> str:
    """Where everybody can see whom it means."""
    return RULES[Scheme(scheme)].shown_at.format(value)
