"""May this photo run, there and then? What its credit lacks, what its terms forbid. Pure.

`may_run(terms, use, at)` is the one answer; pages, the files' addresses, readiness and the desk all
ask it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from .credit_line import CreditFacts, parse
from .nobody import NOBODY, UNSAID, names_nobody
from .vocabularies import SOURCE_TYPES, label

# What handouts are lent for where nobody says otherwise, as agencies that pass them on have it.
HANDOUT_TERM = timedelta(days=14)

# Where a photo may be shown: "" is anywhere.
MEDIA = {
    "web": "On the web only",
    "web_not_social": "On the web, but not in social media",
    "print": "In print only",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a photo may not run: a stable code for the program, a sentence for the editor.

    One that does not block is a warning.
    """

    code: str
    message: str
    blocking: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a photo was let to us on. `facts` is None where it has no credit at all.

    `expires_on` is the last day it may be shown. `medium` is one of MEDIA or "", `territories` ISO
    codes of the countries it is licensed for (none: everywhere), `described` whether it has an alt
    text, `source_type` how its own file says it came to be, of vocabularies.SOURCE_TYPES.
    """

    facts: CreditFacts | None
    expires_on: date | None = None
    handed_out_on: date | None = None
    embargo_until: datetime | None = None
    one_story: bool = False
    medium: str = ""
    territories: frozenset[str] = frozenset()
    described: bool = True
    source_type: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day it may be shown; a handout's by the day it was handed out."""
        if self.expires_on or not self.handed_out_on:
            return self.expires_on
        return after(self.handed_out_on, HANDOUT_TERM)


def after(day: date, by: timedelta) -> date:
    """The day `by` after another, or the last day there is."""
    return day + min(by, date.max - day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """What a photo is wanted for. `medium` is "web", "social" or "print".

    `read_in` are the countries the paper is read in (none: everywhere); `used_by` the headline of
    another story that has shown the photo.
    """

    medium: str = "web"
    read_in: frozenset[str] = frozenset()
    used_by: str = ""


# Which media each of MEDIA is good for.
GOOD_FOR = {
    "": {"web", "social", "print"},
    "web": {"web", "social"},
    "web_not_social": {"web"},
    "print": {"print"},
}


def may_run(terms: Terms, use: Use, at: datetime) -> list[Reason]:
    """Why a photo let on `terms` may not be used so at that moment (aware). Empty: it may.

    Reasons that do not block are warnings: `blocking()` has the others.
    """
    if terms.facts is None:
        return [NO_CREDIT]
    return [*missing(terms.facts), *forbidden(terms, use, at), *doubts(terms)]


def blocking(reasons: list[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason.blocking]


def forbidden(terms: Terms, use: Use, at: datetime) -> Iterator[Reason]:
    """What the terms themselves say against it, the credit being whole."""
    last_day = terms.last_day
    if last_day and timezone.localdate(at) > last_day:
        yield Reason("expired", ended(terms, last_day))
    if terms.embargo_until and at < terms.embargo_until:
        lifts = timezone.localtime(terms.embargo_until)
        yield Reason("embargoed", f"This photo is under embargo until {lifts:%d %B %Y, %H:%M}.")
    if use.medium not in GOOD_FOR[terms.medium]:
        yield Reason("medium", f"This photo is licensed otherwise: {MEDIA[terms.medium].lower()}.")
    if terms.territories and not (use.read_in and use.read_in <= terms.territories):
        yield Reason("territory", elsewhere(terms, use))
    if terms.one_story and use.used_by:
        used = f"This photo was let to us for one story, and “{use.used_by}” has used it."
        yield Reason("used", used)


def doubts(terms: Terms) -> Iterator[Reason]:
    """What an editor should look at, though it keeps no photo from running."""
    if not terms.described:
        yield Reason("no_alt_text", "It has no alt text.", blocking=False)
    if label(terms.source_type) and terms.facts.kind != "generated":
        marked = f"It is marked “{SOURCE_TYPES[terms.source_type]}”, and readers are told so."
        yield Reason("marked", f"{marked} Does its credit fit?", blocking=False)
    if terms.facts.kind == "handout" and not terms.last_day:
        lent = "This handout never ends: enter when it was handed out, if its giver set a term."
        yield Reason("undated", lent, blocking=False)


def ended(terms: Terms, last_day: date) -> str:
    if terms.expires_on:
        return f"The right to show this photo ended on {last_day:%Y-%m-%d}."
    return (
        f"This handout was lent for {HANDOUT_TERM.days} days, which ended on {last_day:%Y-%m-%d}:"
        " ask whoever gave it, and enter the new date."
    )


def elsewhere(terms: Terms, use: Use) -> str:
    where = f"in {listed(use.read_in)}" if use.read_in else "everywhere"
    return f"This photo is licensed for {listed(terms.territories)} only, and we are read {where}."


def listed(countries: frozenset[str]) -> str:
    return ", ".join(sorted(countries))


# --- What a credit must say


@dataclass(frozen=True, slots=True)
class Need:
    """At least one of `fields` (of CreditFacts) must say something; `reason` says so.

    What is `printed` stands in the line, and a prescribed line stands for it. What fits `nothing`,
    a pattern of nobody.py, does not count.
    """

    fields: tuple[str, ...]
    reason: Reason
    printed: bool = True
    nothing: str = NOBODY

    def is_met(self, facts: CreditFacts) -> bool:
        said = (getattr(facts, field) for field in self.fields)
        texts = (text if isinstance(text, str) else "\n".join(text) for text in said)
        return not all(names_nobody(text, self.nothing) for text in texts)


NO_CREDIT = Reason("no_credit", "The photo has no credit.")
NO_KIND = Reason("kind", "Say what sort of credit this is: staff, agency, courtesy …")
NO_WORDS = Reason("mandatory_line", "The mandatory credit names nobody. Write it as agreed.")


def _need(code: str, message: str, *fields: str, **special) -> Need:
    return Need(fields or (code,), Reason(code, message), **special)


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
            nothing=UNSAID,
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
        _need(
            "license_url",
            "A Creative Commons photo needs the address of its licence: the licence asks for it.",
            printed=False,
        ),
    ),
    "stock": (_need("supplier", "A stock photo needs the name of the library it is from."),),
    "generated": (_need("supplier", "A generated picture needs the tool it was made with."),),
}


def missing(facts: CreditFacts) -> list[Reason]:
    """What keeps this credit from being used, in the order to ask for it. Empty: usable.

    Prescribed wording stands for the printed facts of its kind, unless it is one of the phrases
    that name nobody ("Photo courtesy", "Handout via AP"): that is what would be printed.
    """
    if facts.kind not in NEEDS:
        return [NO_KIND]
    unmet = _unmet(facts)
    if not facts.mandatory_line:
        return [need.reason for need in unmet]
    unprinted = [need.reason for need in unmet if not need.printed]
    return [NO_WORDS, *unprinted] if _is_bare(facts.mandatory_line) else unprinted


def _is_bare(line: str) -> bool:
    said = parse(line)
    is_understood = said.kind and not said.mandatory_line
    return names_nobody(line) or bool(is_understood and any(n.printed for n in _unmet(said)))


def _unmet(facts: CreditFacts) -> list[Need]:
    return [need for need in NEEDS[facts.kind] if not need.is_met(facts)]


# Photos that are ours to let, or anybody's: only of these do we say under which licence.
OURS_TO_LET = {"staff", "creative_commons", "public_domain"}


def may_license(kind: str, *, no_resale: bool) -> bool:
    """May others have a photo of this kind under the licence its credit names?"""
    return kind in OURS_TO_LET and not no_resale
