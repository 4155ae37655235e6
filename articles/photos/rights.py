"""What a photo's credit still lacks, and whether the photo may run today. Pure."""

from dataclasses import dataclass
from datetime import date

from .credit_line import CreditFacts, parse


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a photo may not run: a stable code for the program, a sentence for the editor."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Need:
    """At least one of `fields` (of CreditFacts) must be filled in; `reason` says so."""

    fields: tuple[str, ...]
    reason: Reason


NO_KIND = Reason("kind", "Say what sort of credit this is: staff, agency, courtesy …")
NO_WORDS = Reason("mandatory_line", "The mandatory credit names nobody. Write it as agreed.")


def _need(code: str, message: str, *fields: str) -> Need:
    return Need(fields or (code,), Reason(code, message))


NEEDS: dict[str, tuple[Need, ...]] = {
    "staff": (_need("creators", "A staff photo needs the photographer's name."),),
    "freelance": (_need("creators", "A freelance photo needs the photographer's name."),),
    "agency": (_need("supplier", "An agency photo needs the name of the agency."),),
    "pool": (
        _need(
            "creators",
            "A pool photo needs the photographer, or the agency that shot it for all.",
            "creators",
            "supplier",
        ),
    ),
    "handout": (_need("holder", "A handout needs the name of whoever handed it out."),),
    "courtesy": (_need("holder", "A courtesy photo needs the name of whoever gave it."),),
    "user_submitted": (
        _need(
            "creators",
            "A reader's photo needs the name of who took it or who sent it.",
            "creators",
            "holder",
        ),
    ),
    "screenshot": (_need("holder", "A screenshot needs the name of whose page or film it shows."),),
    "archive": (
        _need("holder", "An archive photo needs the name of the archive.", "holder", "supplier"),
    ),
    "public_domain": (
        _need(
            "creators",
            "A photo in the public domain needs who made it or where it is from; "
            "if nobody knows who, write “Unknown”.",
            "creators",
            "holder",
            "supplier",
        ),
    ),
    "creative_commons": (
        _need(
            "creators",
            "A Creative Commons photo needs the name of its author.",
            "creators",
            "holder",
        ),
        _need("license_name", "A Creative Commons photo needs its licence: “CC BY 4.0”."),
    ),
    "stock": (_need("supplier", "A stock photo needs the name of the library it is from."),),
    "generated": (_need("supplier", "A generated picture needs the tool it was made with."),),
}


def missing(facts: CreditFacts) -> list[Reason]:
    """What keeps this credit from being used, in the order to ask for it. Empty: usable.

    Prescribed wording stands for the facts of its kind, unless it is one of the bare phrases that
    name nobody ("Photo courtesy"): that is what would be printed.
    """
    if facts.kind not in NEEDS:
        return [NO_KIND]
    if not facts.mandatory_line:
        return _unmet(facts)
    said = parse(facts.mandatory_line)
    names_nobody = not said.mandatory_line and said.kind and _unmet(said)
    says_nothing = not any(letter.isalpha() for letter in facts.mandatory_line)
    return [NO_WORDS] if names_nobody or says_nothing else []


def may_run(facts: CreditFacts, *, expires_on: date | None, today: date) -> list[Reason]:
    """Why a photo with this credit may not run on `today`. Empty: it may.

    `expires_on` is the last day it may be shown.
    """
    reasons = missing(facts)
    if expires_on and today > expires_on:
        message = f"The right to show this photo ended on {expires_on:%Y-%m-%d}."
        reasons.append(Reason("expired", message))
    return reasons


def _unmet(facts: CreditFacts) -> list[Reason]:
    return [
        need.reason
        for need in NEEDS[facts.kind]
        if not any(getattr(facts, field) for field in need.fields)
    ]
