"""A photo's credit taken apart: "REUTERS/Jane Doe", "Photo courtesy of Harbour Museum". Pure."""

import re

from .known_names import PHOTOS_ONLY, STOCK, is_agency
from .speakers import last_sentence
from .story import PhotoCreditLine
from .titles import PARTICLES

_WORDS = (
    r"(?:photo(?:s|graphs?|graphy)?|pictures?|images?|fotos?|pics?|illustrations?|graphics?"
    r"|写真|画像)"
)

# What any photo credit holds one of; most lines of copy hold none.
_HINT = re.compile(
    rf"{_WORDS}|[/|•©]|supplied|handout|pool|screen|archive|generated|\(c\)|courtesy|via|credit|CC"
    r"|creative commons|public domain|\s[–—-]\s",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?:{_WORDS}\s*(?:credits?\s*)?(?:\s*[:：=/|–—-]\s*|\s+by\s*:?\s*|(?=©|\(c\)))|credits?\s*[:：]\s*(?=\S)|©\s*|\(c\)\s*)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?:file|archive|handout|stock|supplied|submitted|pool)\s+)?{_WORDS}(?:\s+credits?|\s+by)?\s*:?"
    rf"|(?:{_WORDS}\s*:?\s*)?supplied|handout",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    rf"(?:{_WORDS}\s+(?:is\s+|are\s+)?)?courtesy(?:\s+{_WORDS})?(?:\s*(?:of|:)\s*|\s+|$)(?P<holder>.*)",
    re.IGNORECASE,
)
_AGENCY_PHOTO = re.compile(
    r"(AP|AFP|EPA|UPI|PTI|PA|DPA)\s+(?:photo|pool|images?|picture|file photo)\b\s*(.*)",
    re.IGNORECASE,
)
# Who gave it: the form, the kind it says, and the field the name goes into.
_GIVEN = tuple(
    (re.compile(form + r"\s*(\S.*)", re.IGNORECASE), kind, field)
    for form, kind, field in (
        (rf"{_WORDS}\s+(?:provided|supplied|released|issued)\s+by\b", "handout", "holder"),
        (rf"{_WORDS}\s+(?:submitted|sent in)\s+by\b", "user_submitted", "creators"),
        (r"screen ?(?:shot|grab)s?\s*(?:[:：/]|\b(?:from|via|of)\b)", "screenshot", "holder"),
        (rf"(?:AI[ -])?(?:{_WORDS}\s+)?generated\s+(?:with|by|using)\b", "generated", "supplier"),
        (rf"{_WORDS}\s+via\b", "courtesy", "holder"),
    )
)
# "U.S. Navy photo by Jane Doe", "Jane Doe for The Kell Gazette"
_OF_A_BODY = re.compile(
    rf"(?P<holder>(?:[A-Z][\w.’'-]*|of|the)(?:\s+(?:[A-Z][\w.’'-]*|of|the)){{0,5}})\s+"
    rf"(?i:{_WORDS})\s*(?i:by\s+|/\s*)(?P<creator>[A-Z].*)"
)
_FOR = re.compile(r"(?P<creator>.+?)\s+for\s+(?P<house>(?:[Tt]he\s+)?[A-Z].*)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_YEAR = re.compile(r"^[\d,\s–-]+\s+(?:by\s+)?(?=[^\W\d])|[,\s]+\d{4}$")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?]\s")
_AT_THE_END = re.compile(r"[(\[]([^()\[\]]{4,200})[)\]]\.?\s*$")
_LICENCE = re.compile(
    r"\(?\b(CC0(?:\s*1\.0)?|CC[ -]BY(?:-(?:SA|NC|ND))*(?:\s+[1-4]\.\d)?"
    r"|Creative Commons[^/|,;()]*|public domain)\)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[/|•]\s*|\s+[–—-]\s+")
_VIA = re.compile(r"\s+via\s+", re.IGNORECASE)
_NAMED_KINDS = {
    "pool": "pool",
    "handout": "handout",
    "ho": "handout",
    "screenshot": "screenshot",
    "file photo": "archive",
    "file pic": "archive",
    "supplied": "handout",
    "submitted": "user_submitted",
    "stock": "stock",
    "file": "archive",
    "archive": "archive",
    "archives": "archive",
    "generated": "generated",
    "ai generated": "generated",
    "ai-generated": "generated",
    "staff": "staff",
    "freelance": "freelance",
}


def read_photo_credit(text: str) -> PhotoCreditLine | None:
    """What a credit line says; None if the text is no photo credit.

    `complete` is False where nobody is named: "Photo courtesy", "Handout photo".
    """
    said = " ".join(text.split()).strip("[]【】 ").rstrip(".")
    if said.startswith("(") and said.endswith(")"):
        said = said[1:-1].strip()
    if len(said) > 200:
        return None
    if said.casefold() in PHOTOS_ONLY:
        return PhotoCreditLine(text.strip(), kind=_kind_of([said]), supplier=said)
    if not _HINT.search(said):
        return None
    readers = (
        _bare,
        _courtesy,
        _given,
        _licensed,
        _agency_photo,
        _of_a_body,
        _labelled,
        _slashed,
    )
    for read in readers:
        if credit := read(said, text.strip()):
            return credit
    return None


def credit_in_caption(text: str) -> PhotoCreditLine | None:
    """The credit a caption ends with: in brackets, or as a sentence of its own."""
    tail = text[-250:]
    if found := _AT_THE_END.search(tail):
        credit = read_photo_credit(found[1])
        return credit if credit and credit.complete else None
    last = last_sentence(tail)
    if last == tail.strip() or len(last.split()) > 12:
        return None
    last = last.rstrip(".")
    return _agency_photo(last, last) or _labelled(last, last) or _slashed(last, last)


def is_copyright(line: str) -> bool:
    """Whether a line "© 2026 Jane Doe" may be the text's own notice as well as a photo's."""
    if not _COPYRIGHT.match(line):
        return False
    credit = read_photo_credit(line)
    return credit is None or not credit.supplier


def _bare(said: str, text: str) -> PhotoCreditLine | None:
    if not _BARE.fullmatch(said):
        return None
    kind = next((kind for word, kind in _NAMED_KINDS.items() if said.lower().startswith(word)), "")
    return PhotoCreditLine(text, kind=kind, complete=False)


def _courtesy(said: str, text: str) -> PhotoCreditLine | None:
    found = _COURTESY.fullmatch(said)
    if not found:
        return None
    holder, _, via = _VIA.sub("\0", found["holder"].strip(), count=1).partition("\0")
    holder = re.sub(rf"^(?:{_WORDS}|of)$", "", holder, flags=re.IGNORECASE)
    return PhotoCreditLine(text, kind="courtesy", holder=holder, via=via, complete=bool(holder))


def _given(said: str, text: str) -> PhotoCreditLine | None:
    """ "Image via NASA", "Photo provided by the Navy", "Screengrab: BBC"."""
    for form, kind, field in _GIVEN:
        if found := form.fullmatch(said):
            name = found[1]
            if kind == "courtesy" and is_agency(name):
                return PhotoCreditLine(text, kind=_kind_of([name]), supplier=name)
            named = _creators([name]) if field == "creators" else name
            return PhotoCreditLine(text, kind=kind, **{field: named})
    return None


def _of_a_body(said: str, text: str) -> PhotoCreditLine | None:
    """ "U.S. Navy photo by Jane Doe"."""
    found = _OF_A_BODY.fullmatch(said)
    if not found or is_agency(found["holder"]) or len(found["creator"].split()) > 8:
        return None
    return PhotoCreditLine(text, creators=_creators([found["creator"]]), holder=found["holder"])


def _licensed(said: str, text: str) -> PhotoCreditLine | None:
    """ "Jane Doe / CC BY 4.0", "Jane Doe, public domain"."""
    found = _LICENCE.search(said)
    if not found:
        return None
    who = _LABEL.sub("", said[: found.start()], count=1).strip(" ,/|–—-(;:")
    if len(who.split()) > 8 or sum(map(str.isalpha, said[found.end() :])) > 40:
        return None
    via = re.match(r"[,;\s]*via\s+(.+)", said[found.end() :], re.IGNORECASE)
    name = found[1].strip()
    free = name.lower() == "public domain"
    return PhotoCreditLine(
        text,
        kind="public_domain" if free else "creative_commons",
        creators=_creators(_PARTS.split(who)[:1]) if who else (),
        supplier=" / ".join(_PARTS.split(who)[1:]),
        via=via[1].strip() if via else "",
        license_name=name,
        complete=bool(who) or free or name.upper().startswith("CC0"),
    )


def _agency_photo(said: str, text: str) -> PhotoCreditLine | None:
    """ "AP Photo/Jane Doe", "AFP PHOTO / Jane Doe"."""
    found = _AGENCY_PHOTO.fullmatch(said)
    if not found:
        return None
    rest = found[2].strip(" /:-–—,")
    rest = re.sub(r"^by\s+", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r",?\s*file(?:\s+photo)?$", "", rest, flags=re.IGNORECASE)
    creators, _, more = rest.partition("/")
    return PhotoCreditLine(
        text,
        kind="pool" if "pool" in more.lower() else "agency",
        creators=_creators([creators.strip()]),
        supplier=found[1].upper(),
        via=_VIA.split(more)[1] if _VIA.search(more) else "",
    )


def _labelled(said: str, text: str) -> PhotoCreditLine | None:
    """ "Photo: Jane Doe", "Photo by Jane Doe/Getty Images", "© Jane Doe"."""
    label = _LABEL.match(said)
    if not label:
        return None
    rest = _LABEL.sub("", said[label.end() :].strip(), count=1)
    if _COPYRIGHT.match(label[0]) or _COPYRIGHT.match(said[label.end() :]):
        rest = _YEAR.sub("", rest)
    if not rest or len(rest.split()) > 16 or rest[0].isdecimal() or _SENTENCE.search(rest):
        return None
    return (
        _courtesy(rest, text)
        or _agency_photo(rest, text)
        or _slashed(rest, text)
        or _named(rest, text)
    )


def _named(said: str, text: str) -> PhotoCreditLine | None:
    """Who stands alone after "Photo:": an agency, or the person who took it."""
    if said[0].islower() and said.split()[0] not in PARTICLES:
        return None  # what the photo shows
    giver, _, via = _VIA.sub("\0", said, count=1).partition("\0")
    if agency := is_agency(giver):
        return PhotoCreditLine(text, kind=_kind_of([giver]), supplier=agency, via=via)
    if via:
        return PhotoCreditLine(text, kind=_kind_of([via]), creators=_creators([giver]), via=via)
    if found := _FOR.fullmatch(said):
        creators, house = _creators([found["creator"]]), found["house"]
        return PhotoCreditLine(text, creators=creators, supplier=house)
    creator, *others = _PARTS.split(said)
    return PhotoCreditLine(text, creators=_creators([creator]), supplier=" / ".join(others))


def _slashed(said: str, text: str) -> PhotoCreditLine | None:
    """ "Jane Doe/AFP via Getty Images", "REUTERS/Jane Doe", "Handout/Museum", "Museum via AP"."""
    giver, _, via = _VIA.sub("\0", said, count=1).partition("\0")
    parts = [part for part in _PARTS.split(giver) if part]
    kinds = [kind for part in parts if (kind := _NAMED_KINDS.get(part.lower()))]
    parts = [part for part in parts if part.lower() not in _NAMED_KINDS]
    agencies = [part for part in parts if is_agency(part)]
    people = [part for part in parts if not is_agency(part)]
    if (
        via
        and len(people) == 1
        and not agencies
        and not kinds
        and is_agency(via)
        and not is_agency(giver)
    ):
        handout = re.fullmatch(r"(.*?)\s+handout", people[0], re.IGNORECASE)
        return PhotoCreditLine(
            text, kind="handout", holder=handout[1] if handout else people[0], via=via
        )
    if any(len(part.split()) > 6 or _SENTENCE.search(part) for part in people):
        return None
    if not people and len(kinds) == 1 and (agencies or via):
        # "Handout via REUTERS": of an agency, but nobody's.
        supplier = " / ".join(agencies)
        return PhotoCreditLine(
            text, kind=kinds[0], supplier=supplier, via=via, complete=kinds[0] == "archive"
        )
    if len(parts) + len(kinds) + bool(via) < 2 or not people:
        return None
    if not (agencies or kinds or is_agency(via)):
        return None
    if "handout" in kinds:
        return PhotoCreditLine(
            text, kind="handout", holder=" / ".join(people), supplier=" / ".join(agencies), via=via
        )
    supplier = agencies or (people[1:] if len(people) > 1 else [])
    creators = people if agencies else people[:1]
    if agencies and len(people) == 1 and _is_survey(people[0], agencies[0]):
        return None
    return PhotoCreditLine(
        text,
        kind=kinds[0] if kinds else _kind_of([*agencies, via]),
        creators=_creators(creators),
        supplier=" / ".join(supplier),
        via=via,
    )


def _is_survey(name: str, agency: str) -> bool:
    """ "Reuters/Ipsos": one word beside an agency is a partner of it, not a photographer.

    Unless the agency is in capitals, as it is in credits.
    """
    return len(name.split()) == 1 and not agency.isupper()


def _kind_of(names: list[str]) -> str:
    folded = [name.strip().casefold() for name in names if name]
    return "stock" if any(name in STOCK for name in folded) else "agency" if folded else ""


def _creators(names: list[str]) -> tuple[str, ...]:
    return tuple(
        name for given in names for name in re.split(r"\s*(?:,|;|&|\band\b)\s*", given) if name
    )
