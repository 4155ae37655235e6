"""A line of bracketed credits: its names, and the same line back. Pure."""

import re
from dataclasses import dataclass, replace

from .photo_credits import is_agency, read_photo_credit
from .story import Credit, Text, plain

_OPENING, _CLOSING = "[【", "]】"
_BETWEEN = re.compile(r"[\s,;·•|/&.。、]*+(?:(?:and|und|et|y)\s+)?", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"(?:sic|\W+|\d+|[a-z]\W*|editor.*|ed\..*|note.*|nb\b.*|n\.b\..*|corrections?\b.*"
    r"|updated?\b.*|edit\b.*|tk\b.*"
    r"|applause|laughter|laughs|inaudible|crosstalk|advertisement|more|end|ends|continued"
    r"|read more.*|video.*|embed.*|citation needed|redacted|emphasis.*|translat.*"
    r"|his|her|the|they|we|he|she|it)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"[\[【]([^\[\]【】]+)[\]】]")
_PARENTHESISED = re.compile(r"\(([^()]{2,80})\)\.?")
_LONGEST_NAME, LONGEST_CREDIT = 80, 200


def render_credits(credits: tuple[Credit, ...] | list[Credit]) -> str:
    """The credit line again, as it stood: its brackets, links, separators and full stop.

    Only spaces within brackets, at the line's ends and in a row may differ. Credits from elsewhere
    (datelines, sections) are not part of it. Several lines come back as several.
    """
    return "".join(map(_rendered, (c for c in credits if c.origin == "line"))).strip()


def _rendered(credit: Credit) -> str:
    if credit.link == "beside":
        return f"{credit.lead}[{credit.text}]({credit.url}){credit.trail}"
    if credit.link == "around":
        return f"{credit.lead}[[{credit.text}]]({credit.url}){credit.trail}"
    within = f" {credit.url}" if credit.link == "within" else ""
    return f"{credit.lead}{credit.text}{within}{credit.trail}"


def read_credit_line(text: Text) -> list[Credit]:
    """The credits of a line that is nothing but brackets (or links); [] if it is anything else."""
    credits = _agencies(plain(text)) or _groups(text)
    if not any(credit.kind != "unknown" for credit in credits):
        return []
    if any(
        credit.link == "beside" and not credit.lead and len(credit.text.split()) > 4
        for credit in credits
    ):
        return []  # a link to read on
    return credits


def _agencies(line: str) -> list[Credit]:
    """ "(Reuters, AP)": round brackets are credits only around agencies everybody knows."""
    found = _PARENTHESISED.fullmatch(line.strip())
    if not found or not all(is_agency(name) for name in found[1].split(",")):
        return []
    return _listed(found[1], "(", ")" + ("." if line.strip().endswith(".") else ""))


@dataclass(slots=True)
class _Atom:
    """A character of a credit line, or a whole link."""

    text: str
    href: str = ""


def _groups(text: Text) -> list[Credit]:
    atoms = [
        atom
        for run in text
        for atom in ([_Atom(run.text, run.href)] if run.href else [_Atom(c) for c in run.text])
    ]
    credits: list[Credit] = []
    inside: list[_Atom] | None = None
    lead = ""
    for atom in atoms:
        if inside is not None:
            if not atom.href and atom.text in _CLOSING:
                credits += _group(inside, lead, atom.text)
                inside, lead = None, ""
            elif not atom.href and atom.text in _OPENING:
                return []
            else:
                inside.append(atom)
        elif atom.href:
            if atom.text == atom.href:
                return []
            wrapped = _WRAPPED.fullmatch(atom.text)
            name = (wrapped[1] if wrapped else atom.text).strip()
            link = "around" if wrapped else "beside"
            credits.append(
                Credit(name, atom.href, kind_of_credit(name), lead=lead, trail="", link=link)
            )
            lead = ""
        elif atom.text in _OPENING:
            inside, lead = [], lead + atom.text
        else:
            lead += atom.text
    if inside is not None or not credits:
        return []
    return _separated(credits, lead)


def _group(inside: list[_Atom], lead: str, closing: str) -> list[Credit]:
    """The credits of one pair of brackets: one name, or several parted by commas."""
    links = [atom for atom in inside if atom.href]
    words = "".join(atom.text for atom in inside if not atom.href).strip()
    if len(links) == 1 and not words:
        atom = links[0]
        if atom.text == atom.href:
            return [Credit(atom.href, "", "unknown", lead=lead, trail=closing)]
        return [
            Credit(
                atom.text,
                atom.href,
                kind_of_credit(atom.text),
                lead=lead,
                trail=closing,
                link="beside",
            )
        ]
    if len(links) == 1 and inside[-1].href and links[0].text == links[0].href:
        return [
            Credit(
                words, links[0].href, kind_of_credit(words), lead=lead, trail=closing, link="within"
            )
        ]
    if links:
        whole = " ".join("".join(atom.text for atom in inside).split())
        return [Credit(whole, "", "unknown", lead=lead, trail=closing)]
    return _listed(" ".join(words.split()), lead, closing)


def _listed(words: str, lead: str, closing: str) -> list[Credit]:
    if kind_of_credit(words) == "photo" or "," not in words:
        return [Credit(words, "", kind_of_credit(words), lead=lead, trail=closing)]
    names = [name.strip() for name in words.split(",")]
    if not all(
        name and kind_of_credit(name) == "source" and len(name.split()) <= 5 for name in names
    ):
        return [Credit(words, "", kind_of_credit(words), lead=lead, trail=closing)]
    credits = [Credit(name, lead=", ", trail="") for name in names]
    credits[0] = replace(credits[0], lead=lead)
    credits[-1] = replace(credits[-1], trail=closing)
    return credits


def _separated(credits: list[Credit], end: str) -> list[Credit]:
    """The credits with what parted them moved to the ends of each; [] if words stood between."""
    apart = []
    for number, credit in enumerate(credits):
        opening = credit.lead[-1:] if credit.lead[-1:] in _OPENING else ""
        between = credit.lead.removesuffix(opening)
        if between == ", " and number and not opening:
            apart.append(credit)
            continue
        if not _BETWEEN.fullmatch(between):
            return []
        between = re.sub(r"\s+", " ", between)
        if apart:
            apart[-1] = replace(apart[-1], trail=apart[-1].trail + between)
        elif between.strip():
            return []
        apart.append(replace(credit, lead=opening))
    if not re.fullmatch(r"[\s.,;。]*+", end):
        return []
    apart[-1] = replace(apart[-1], trail=apart[-1].trail + re.sub(r"\s+", " ", end))
    return apart


def kind_of_credit(words: str) -> str:
    """Whether words in brackets name a source or credit a photo; "unknown" if anything else."""
    words = words.strip()
    if not words or len(words) > LONGEST_CREDIT:
        return "unknown"
    if read_photo_credit(words):
        return "photo"
    name_like = (
        len(words) <= _LONGEST_NAME
        and len(words.split()) <= 8
        and not _NOT_NAMES.fullmatch(words)
        and not re.search(r"[.!?:;]\s|[!?:;…“”\"]$|://", words)
        and any(
            letter.isupper() or letter.upper() == letter.lower()
            for letter in words
            if letter.isalpha()
        )
    )
    starts_well = words[0].isupper() or not words[0].islower() or "." in words
    return "source" if name_like and starts_well else "unknown"
