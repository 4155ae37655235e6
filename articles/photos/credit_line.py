"""The printed credit of a photo: composed here and nowhere else, and read back. Pure.

    compose(CreditFacts(kind="agency", creators=("Jane Doe",), supplier="AP"))  "AP Photo/Jane Doe"
    parse("Photo courtesy of Harbour Museum")  CreditFacts(kind="courtesy", holder="Harbour Museum")

A line is never cut. For every line, `compose(parse(line))` is that line again, but for brackets
round it, the case of an agency's own words ("Reuters/Jane Doe" is printed "REUTERS/Jane Doe"), and
phrases that name nobody ("Courtesy photo" is a bare "Photo courtesy").

Our own words are printed in the language of the paper, names and the forms of agencies as they are;
what is read is read in English, as agencies write it. To speak another language: articles/locale/.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from ..names import fold
from .nobody import sort_of


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditFacts:
    """What is known about who made a photo and who let us have it; empty where unknown.

    `kind` is one of PhotoCredit's kinds, or "" where nobody has said. For `generated`, the tool is
    the supplier. `mandatory_line` is wording a contract prescribes: printed as it stands.
    `house` is the newsroom's own name, for its staff. `license_url` is where the name of the
    licence leads; the line itself does not have it.
    """

    kind: str = ""
    creators: tuple[str, ...] = ()
    supplier: str = ""
    via: str = ""
    holder: str = ""
    license_name: str = ""
    license_url: str = ""
    mandatory_line: str = ""
    house: str = ""


# How agencies spell themselves in a credit, by the (folded) names they go by.
SPELLINGS = {
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "reuters": "REUTERS",
    "thomson reuters": "REUTERS",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "getty": "Getty Images",
    "getty images": "Getty Images",
}

# The form each asks for: with the photographer's name, and without.
AGENCY_FORMS = {
    "AP": ("AP Photo/{names}", "AP Photo"),
    "REUTERS": ("REUTERS/{names}", "REUTERS"),
    "AFP": ("{names} / AFP", "AFP"),
    "Getty Images": ("Photo by {names}/Getty Images", "Getty Images"),
}


def compose(facts: CreditFacts) -> str:
    """The credit as readers see it. Facts that lack something give what is known."""
    if facts.mandatory_line:
        return facts.mandatory_line
    return COMPOSERS.get(facts.kind, _unsaid)(facts)


def _unsaid(facts: CreditFacts) -> str:
    parts = (_names(facts), facts.supplier, facts.holder, facts.license_name)
    return _passed_on(_joined(*parts), facts)


def _staff(facts: CreditFacts) -> str:
    return _joined(_names(facts), facts.house)


def _freelance(facts: CreditFacts) -> str:
    return _linked(_("{one} for {other}"), _names(facts), facts.house)


def _agency(facts: CreditFacts) -> str:
    names, supplier = _names(facts), _spelled(facts.supplier)
    if facts.via:
        return _passed_on(_joined(names, supplier, by="/"), facts)
    if names and supplier in AGENCY_FORMS:
        return AGENCY_FORMS[supplier][0].format(names=names)
    if supplier in AGENCY_FORMS:
        return AGENCY_FORMS[supplier][1]
    return _joined(names, supplier, by="/")


def _stock(facts: CreditFacts) -> str:
    return _agency(facts) or _("Stock photo")


def _pool(facts: CreditFacts) -> str:
    return _passed_on(_joined(_names(facts), "Pool", _spelled(facts.supplier), by="/"), facts)


def _handout(facts: CreditFacts) -> str:
    if facts.via and facts.holder:
        return _passed_on(_joined(_names(facts), facts.holder, by="/"), facts)
    return _passed_on(_joined(_names(facts), _("Handout"), facts.holder, by="/"), facts)


def _courtesy(facts: CreditFacts) -> str:
    if facts.holder and facts.creators:
        line = _("Photo by {names}, courtesy of {holder}")
    elif facts.holder:
        line = _("Photo courtesy of {holder}")
    else:
        line = _("Photo by {names}, courtesy") if facts.creators else _("Photo courtesy")
    return _passed_on(line.format(names=_names(facts), holder=facts.holder), facts)


def _user_submitted(facts: CreditFacts) -> str:
    if facts.holder and facts.creators:
        line = _("Photo by {names}, submitted by {holder}")
    elif facts.holder or facts.creators:
        line = _("Photo submitted by {holder}")
    else:
        line = _("Photo submitted by a reader")
    names, holder = _names(facts), facts.holder
    return _passed_on(line.format(names=names, holder=holder or names), facts)


def _screenshot(facts: CreditFacts) -> str:
    shown = _joined(_names(facts), facts.holder, facts.supplier)
    return _passed_on(_joined(_("Screenshot"), shown, by=": "), facts)


def _archive(facts: CreditFacts) -> str:
    kept = _joined(_names(facts), facts.holder, facts.supplier)
    return _passed_on(_("{kept} (archive)").format(kept=kept) if kept else _("Archive"), facts)


def _public_domain(facts: CreditFacts) -> str:
    known = _joined(_names(facts), facts.holder, facts.supplier, _("Public domain"))
    return _passed_on(known, facts)


def _creative_commons(facts: CreditFacts) -> str:
    license_name = facts.license_name or "Creative Commons"
    return _passed_on(_joined(_names(facts), facts.holder, license_name), facts)


def _generated(facts: CreditFacts) -> str:
    tool, names = facts.supplier, _names(facts)
    made = _("Illustration generated with {tool}") if tool else _("Illustration generated")
    return _passed_on(_linked(_("{one} by {other}"), made.format(tool=tool), names), facts)


COMPOSERS: dict[str, Callable[[CreditFacts], str]] = {
    "staff": _staff,
    "freelance": _freelance,
    "agency": _agency,
    "pool": _pool,
    "handout": _handout,
    "courtesy": _courtesy,
    "user_submitted": _user_submitted,
    "screenshot": _screenshot,
    "archive": _archive,
    "public_domain": _public_domain,
    "creative_commons": _creative_commons,
    "stock": _stock,
    "generated": _generated,
}


def _names(facts: CreditFacts) -> str:
    *others, last = facts.creators or ("",)
    return _linked(_("{one} and {other}"), ", ".join(others), last)


def _spelled(agency: str) -> str:
    return SPELLINGS.get(fold(agency), agency)


def spellings(agency: str) -> set[str]:
    """All that `agency` goes by, in some case or other; nothing for no name."""
    spelled = _spelled(agency)
    return {agency, *(name for name, said in SPELLINGS.items() if said == spelled)} - {""}


def _joined(*parts: str, by: str = " / ") -> str:
    return by.join(part for part in parts if part)


def _linked(pattern: str, one: str, other: str) -> str:
    """Both in a pattern with {one} and {other}, or the one there is."""
    return pattern.format(one=one, other=other) if one and other else one or other


def _passed_on(line: str, facts: CreditFacts) -> str:
    return _linked(_("{one} via {other}"), line, _spelled(facts.via))


# Reading.
AGENCY = r"(?:AP|(?:The )?Associated Press|(?:Thomson )?Reuters|AFP|Getty(?: Images)?)"
NAMES = "(?P<creators>.+?)"
VIA = "(?: via (?P<via>.+))?"
LICENSE = r"(?P<license_name>CC(?:0|[ -]BY(?:-(?:NC|SA|ND))*)(?: \d\.\d)?(?: [A-Z]{2,3})?)"

# The first form that fits is believed; a form is a pattern naming fields, and what it stands for.
FORMS = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (f"AP Photos?(?:/{NAMES})?", {"kind": "agency", "supplier": "AP"}),
        (f"REUTERS(?:/{NAMES})?", {"kind": "agency", "supplier": "REUTERS"}),
        (f"(?:Photo by {NAMES}/)?Getty Images", {"kind": "agency", "supplier": "Getty Images"}),
        (f"(?P<supplier>{AGENCY})", {"kind": "agency"}),
        (rf"{NAMES}/Pool(?:/(?P<supplier>[^/]+?))?{VIA}", {"kind": "pool"}),
        (rf"Handout(?:/(?P<holder>.+?))?{VIA}", {"kind": "handout"}),
        (f"(?:Photo by {NAMES}, |Photo )courtesy of (?P<holder>.+)", {"kind": "courtesy"}),
        ("(?:Photo: )?courtesy of (?P<holder>.+)", {"kind": "courtesy"}),
        (f"Photo by {NAMES}, submitted by (?P<holder>.+)", {"kind": "user_submitted"}),
        (f"Photo submitted by {NAMES}", {"kind": "user_submitted"}),
        ("Screenshot: (?P<holder>.+)", {"kind": "screenshot"}),
        (r"(?P<holder>.+) \(archive\)", {"kind": "archive"}),
        ("Illustration generated with (?P<supplier>.+)", {"kind": "generated"}),
        (f"{NAMES} / Public domain{VIA}", {"kind": "public_domain"}),
        (f"{NAMES} / {LICENSE}{VIA}", {"kind": "creative_commons"}),
        (f"{NAMES} ?/ ?(?P<supplier>{AGENCY})", {"kind": "agency"}),
        (f"{NAMES}/(?P<supplier>[^/]+?) via (?P<via>.+)", {"kind": "agency"}),
        (f"(?P<holder>[^/]+?) via (?P<via>{AGENCY})", {"kind": "handout"}),
    )
)

# No credit line is this long; what is, is prose, and patterns need not be tried on it.
MAX_LINE = 300


def parse(line: str, *, house: str = "") -> CreditFacts:
    """The facts in a credit line as files and raw copy have it.

    What they do not account for word by word is kept: then `mandatory_line` is the whole line,
    beside whatever was understood. One pair of brackets round the line is a caption's, not part
    of it. With `house` given, "Jane Doe / <house>" is staff and "Jane Doe for <house>" freelance.
    """
    line = _unbracketed(line.strip())
    if not line:
        return CreditFacts(house=house)
    if bare := sort_of(line) or _bare_here().get(fold(line)):
        return CreditFacts(kind=bare, house=house)
    facts = _understood(line, house)
    with override(None):
        is_understood = compose(facts).casefold() == line.casefold()
    return facts if is_understood else replace(facts, mandatory_line=line)


def _bare_here() -> dict[str, str]:
    """What this paper prints, in its own language, of a photo of each kind that names nobody."""
    return {fold(line): kind for kind in COMPOSERS if (line := compose(CreditFacts(kind=kind)))}


def _unbracketed(line: str) -> str:
    inside = line[1:-1].strip()
    if line[:1] + line[-1:] in ("()", "[]") and not re.search(r"[()\[\]]", inside):
        return inside
    return line


def _understood(line: str, house: str) -> CreditFacts:
    if len(line) > MAX_LINE:
        return CreditFacts(house=house)
    for word, kind in ((" / ", "staff"), (" for ", "freelance")):
        if house and line.endswith(word + house):
            creators = _people(line.removesuffix(word + house))
            return CreditFacts(kind=kind, creators=creators, house=house)
    for pattern, said in FORMS:
        if match := pattern.fullmatch(line):
            found = {name: text.strip() for name, text in match.groupdict().items() if text}
            found["creators"] = _people(found.get("creators", ""))
            return CreditFacts(**{**found, **said, "house": house})
    return CreditFacts(house=house)


def _people(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in re.split(", | and ", text))))
