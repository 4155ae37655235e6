"""A photo's credit taken apart: "REUTERS/Jane Doe", "Photo courtesy of Harbour Museum". Pure."""

import re

from .story import PhotoCreditLine

_AGENCIES = {
    name.casefold(): name
    for name in (
        "Reuters", "AP", "The Associated Press", "Associated Press", "AFP", "Agence France-Presse",
        "Getty Images", "Getty", "EPA", "EFE", "ANSA", "DPA", "PA", "PA Wire",
        "PA Media", "Press Association", "Xinhua", "TASS", "Sputnik", "RIA Novosti", "Anadolu",
        "Anadolu Agency", "Kyodo", "Kyodo News", "Yonhap", "UPI", "Bloomberg", "Magnum",
        "Magnum Photos", "Zuma", "Zuma Press", "SIPA", "Sipa USA", "NurPhoto", "Canadian Press",
        "The Canadian Press", "AAP", "ANP", "Belga", "NTB", "TT", "Ritzau", "Keystone", "PTI",
        "ANI", "IRNA", "European Pressphoto Agency", "Polaris", "Redux", "VII",
    )
}  # fmt: skip
_STOCK = frozenset(
    name.casefold()
    for name in (
        "iStock", "iStockphoto", "Thinkstock", "Shutterstock", "Alamy", "Alamy Stock Photo",
        "Adobe Stock", "Fotolia", "Depositphotos", "Dreamstime", "Getty Images Plus", "Corbis",
        "Unsplash", "Pexels", "Pixabay", "123RF", "DigitalVision Vectors", "DigitalVision",
        "Hemera", "Stockbyte", "Rex", "Rex Features",
    )
)  # fmt: skip
_WORDS = r"(?:photo(?:graph|graphy)?s?|pictures?|images?|fotos?|pics?|illustrations?|写真|画像)"
# What any photo credit holds one of; most lines of copy hold none.
_HINT = re.compile(
    rf"{_WORDS}|[/|•©]|\(c\)|courtesy|via|credit|CC|creative commons|public domain|\s[–—-]\s",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?:{_WORDS}\s*(?:credits?\s*)?(?:\s*[:：=/|–—-]\s*|\s+by\s*:?\s*)|credits?\s*[:：]\s*(?=\S)|©\s*|\(c\)\s*)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?:file|archive|handout|stock)\s+)?{_WORDS}(?:\s+credits?|\s+by)?\s*:?", re.IGNORECASE
)
_COURTESY = re.compile(
    rf"(?:{_WORDS}\s+(?:is\s+|are\s+)?)?courtesy(?:\s+{_WORDS})?(?:\s*(?:of|:)\s*|\s+|$)(?P<holder>.*)",
    re.IGNORECASE,
)
_AGENCY_PHOTO = re.compile(
    r"(AP|AFP|EPA|UPI|PTI|PA|DPA)\s+(?:photo|pool|images?|picture|file photo)\b\s*(.*)",
    re.IGNORECASE,
)
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
    if len(said) > 200 or not _HINT.search(said):
        return None
    for read in (_bare, _courtesy, _licensed, _agency_photo, _labelled, _slashed):
        if credit := read(said, text.strip()):
            return credit
    return None


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


def _licensed(said: str, text: str) -> PhotoCreditLine | None:
    """ "Jane Doe / CC BY 4.0", "Jane Doe, public domain"."""
    found = _LICENCE.search(said)
    if not found:
        return None
    who = _LABEL.sub("", said[: found.start()], count=1).strip(" ,/|–—-(;:")
    if len(who.split()) > 8 or sum(map(str.isalpha, said[found.end() :])) > 40:
        return None
    name = found[1].strip()
    free = name.lower() == "public domain"
    return PhotoCreditLine(
        text,
        kind="public_domain" if free else "creative_commons",
        creators=_creators(_PARTS.split(who)[:1]) if who else (),
        supplier=" / ".join(_PARTS.split(who)[1:]),
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
    if not rest or len(rest.split()) > 16 or (label[0][0] in "©(" and rest[0].isdecimal()):
        return None
    return (
        _courtesy(rest, text)
        or _agency_photo(rest, text)
        or _slashed(rest, text)
        or _named(rest, text)
    )


def _named(said: str, text: str) -> PhotoCreditLine:
    """Who stands alone after "Photo:": an agency, or the person who took it."""
    giver, _, via = _VIA.sub("\0", said, count=1).partition("\0")
    if agency := is_agency(giver):
        return PhotoCreditLine(text, kind=_kind_of([giver]), supplier=agency, via=via)
    if via:
        return PhotoCreditLine(text, kind=_kind_of([via]), creators=_creators([giver]), via=via)
    return PhotoCreditLine(text, creators=_creators([said]))


def _slashed(said: str, text: str) -> PhotoCreditLine | None:
    """ "Jane Doe/AFP via Getty Images", "REUTERS/Jane Doe", "Handout/Museum", "Museum via AP"."""
    giver, _, via = _VIA.sub("\0", said, count=1).partition("\0")
    parts = [part for part in _PARTS.split(giver) if part]
    kinds = [kind for part in parts if (kind := _NAMED_KINDS.get(part.lower()))]
    parts = [part for part in parts if part.lower() not in _NAMED_KINDS]
    agencies = [part for part in parts if is_agency(part)]
    people = [part for part in parts if not is_agency(part)]
    if via and len(people) == 1 and not agencies and is_agency(via) and not is_agency(giver):
        handout = re.fullmatch(r"(.*?)\s+handout", people[0], re.IGNORECASE)
        return PhotoCreditLine(
            text, kind="handout", holder=handout[1] if handout else people[0], via=via
        )
    if len(parts) + len(kinds) < 2 or not (agencies or kinds or is_agency(via)) or not people:
        return None
    if any(len(part.split()) > 6 for part in people):
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


def is_agency(name: str) -> str:
    """The name if it is an agency's or stock library's, else ""."""
    folded = name.strip().casefold()
    return name.strip() if folded in _AGENCIES or folded in _STOCK else ""


def _kind_of(names: list[str]) -> str:
    folded = [name.strip().casefold() for name in names if name]
    return "stock" if any(name in _STOCK for name in folded) else "agency" if folded else ""


def _creators(names: list[str]) -> tuple[str, ...]:
    return tuple(
        name for given in names for name in re.split(r"\s*(?:,|;|&|\band\b)\s*", given) if name
    )
