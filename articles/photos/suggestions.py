"""What a photo's file suggests for its record. A person decides; nothing here is printed as it is.

The credit is built from the credit line the file has, completed by its photographer, its licence
and its rights; `suggested_credit` saves nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from . import credit_line
from .credit_line import CreditFacts
from .credits import PhotoCredit
from .deeds import DEED
from .metadata import Metadata
from .nobody import names_nobody
from .vocabularies import GENERATED, source_type

# Beside the facts themselves, what must agree for two credits to be one.
TERMS = (
    "license_url",
    "work_url",
    "acquire_url",
    "copyright_notice",
    "usage_terms",
    "expires_on",
    "data_mining",
    "digital_source_type",
)
FACTS = ("kind", "supplier", "via", "holder", "license_name", "mandatory_line")


def suggested_credit(said: Metadata) -> PhotoCredit | None:
    """The credit the file gives, unsaved; None if it names nobody.

    Its kind is "" where the file does not tell: a person has to say. What the file is marked with
    itself is the photo's, not the credit's: see `marks`.
    """
    facts = facts_in(said)
    if not named((*facts.creators, facts.supplier, facts.holder, facts.mandatory_line)):
        return None
    return PhotoCredit(
        kind=facts.kind,
        creators="\n".join(facts.creators),
        license_url=address(said.license_url),
        acquire_url=address(said.acquire_url),
        copyright_notice=said.copyright_notice[:300],
        usage_terms=said.usage_terms,
        **{name: getattr(facts, name)[:300] for name in FACTS if name != "kind"},
    )


def marks(said: Metadata) -> dict:
    """The fields of a photo that say what its own file is marked with."""
    return {
        "supplier_ref": said.job_id[:200],
        "taken_at": suggested_moment(said),
        "place": ", ".join(filter(None, (said.location, said.city, said.state, said.country)))[
            :300
        ],
        "expires_on": said.expires_on,
        "data_mining": said.data_mining,
        "digital_source_type": source_type(said.digital_source_type),
    }


def facts_in(said: Metadata) -> CreditFacts:
    """What the file says of who made it and whose it is, without phrases that name nobody."""
    facts = credit_line.parse(said.credit_line)
    creators, supplier, credited = map(named, (said.creators, [said.supplier], [said.credit_line]))
    if said.digital_source_type in GENERATED:
        tool, *_ = *named([facts.supplier]), *supplier, *credited, ""
        return CreditFacts(kind="generated", creators=creators, supplier=tool)
    if facts.kind:
        is_whole = facts.mandatory_line or facts.creators
        return facts if is_whole else replace(facts, creators=creators)
    if deed := DEED.match(address(said.license_url)):
        return under_deed(deed, creators or credited)
    # IPTC's Credit names the agency; Supplier stands in where there is no Credit.
    agency, *_ = *credited, *supplier, ""
    if fold_out(agency) in {fold_out(name) for name in creators}:
        agency = ""
    return CreditFacts(kind="agency" if agency else "", creators=creators, supplier=agency)


def named(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in words if not names_nobody(text))


def under_deed(deed: re.Match, creators: tuple[str, ...]) -> CreditFacts:
    """What a Creative Commons address says about the licence."""
    if deed["dedicated"]:
        return CreditFacts(kind="public_domain", creators=creators)
    name = f"CC {deed['terms'].upper()} {deed['number']}"
    return CreditFacts(kind="creative_commons", creators=creators, license_name=name)


def fold_out(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()


def address(said: str) -> str:
    """`said` as an address with a scheme; files leave it out."""
    return said if not said or "//" in said else f"https://{said}"


def suggested_moment(said: Metadata) -> datetime | None:
    """When the photo was taken, if the file knows the hour; a camera's clock is the newsroom's."""
    taken_at = said.taken_at if said.taken_precision == "time" else None
    return timezone.make_aware(taken_at) if taken_at and timezone.is_naive(taken_at) else taken_at


def contradict(said: Metadata, facts: CreditFacts) -> bool:
    """Whether a file names others than a credit does: another photographer, another agency."""
    theirs = facts_in(said)
    if theirs.creators and facts.creators:
        return are_others(theirs.creators, facts.creators)
    return are_others((theirs.supplier,), (facts.supplier,))


def are_others(named: Iterable[str], known: Iterable[str]) -> bool:
    """Whether both name somebody, and nobody is among both."""
    one, other = ({fold_out(name) for name in names} - {""} for names in (named, known))
    return bool(one and other) and one.isdisjoint(other)


def standing(credit: PhotoCredit) -> PhotoCredit:
    """The credit of the library that says the same as `credit`, or `credit`, saved."""
    alike = {name: getattr(credit, name) for name in (*FACTS, "creators", *TERMS)}
    found = PhotoCredit.objects.filter(**alike).first()
    if found is None:
        credit.save()
    return found or credit
