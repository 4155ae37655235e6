"""Cited works as reference managers read them: CSL-JSON, BibTeX and RIS. Pure.

The three agree on little, so each says what it can of a `Work` and leaves out what it cannot. Names
are handed on as they were printed and never taken apart: a guess at which part is the family's
would turn “Kellmouth City Council” into a Mr Council.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..names import tidy


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work; empty where unknown. `kind` is a Document.Kind, `key` small ASCII.

    `issued` is an ISO date no finer than it is known: "2026", "2026-11", "2026-11-22".
    """

    key: str
    kind: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    issued: str = ""
    url: str = ""
    accessed: str = ""  # an ISO date
    note: str = ""


class Type(NamedTuple):
    """What a kind is called in each format. `part`: it appeared in something of its publisher's."""

    csl: str
    bibtex: str
    ris: str
    part: bool = False


TYPES = {
    "news_article": Type("article-newspaper", "article", "NEWS", part=True),
    "wire_story": Type("article-newspaper", "article", "NEWS", part=True),
    "press_release": Type("report", "misc", "PRESS"),
    "web_page": Type("webpage", "misc", "ELEC", part=True),
    "social_post": Type("post", "misc", "ELEC", part=True),
    "book": Type("book", "book", "BOOK"),
    "report": Type("report", "techreport", "RPRT"),
    "dataset": Type("dataset", "misc", "DATA"),
    "academic_paper": Type("article-journal", "article", "JOUR", part=True),
    "law_or_statute": Type("legislation", "misc", "STAT"),
    "court_filing": Type("legal_case", "misc", "CASE"),
    "government_record": Type("report", "misc", "GOVDOC"),
    "foia_release": Type("report", "misc", "GOVDOC"),
    "speech_or_hearing": Type("speech", "misc", "HEAR"),
    "broadcast": Type("broadcast", "misc", "VIDEO"),
    "podcast": Type("broadcast", "misc", "SOUND"),
    "video": Type("motion_picture", "misc", "VIDEO"),
    "interview": Type("interview", "misc", "PCOMM"),
    "statement_by_email": Type("personal_communication", "misc", "PCOMM"),
    "own_observation": Type("document", "unpublished", "UNPB"),
    "photo_or_graphic": Type("graphic", "misc", "ART"),
    "leaked_document": Type("document", "unpublished", "UNPB"),
    "other": Type("document", "misc", "GEN"),
}


# --- CSL-JSON -------------------------------------------------------------------------------------


def csl_json(works: Iterable[Work]) -> str:
    return json.dumps([csl(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def csl(work: Work) -> dict[str, Any]:
    kind = TYPES[work.kind]
    item = {
        "id": work.key,
        "type": kind.csl,
        "title": tidy(work.title),
        "author": [{"literal": tidy(name)} for name in work.authors],
        "container-title" if kind.part else "publisher": tidy(work.publisher),
        "issued": csl_date(work.issued),
        "accessed": csl_date(work.accessed),
        "URL": work.url,
        "note": tidy(work.note),
    }
    return {name: value for name, value in item.items() if value}


def csl_date(iso: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in iso.split("-")]]} if iso else None


# --- BibTeX ---------------------------------------------------------------------------------------

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PUBLISHER = {
    "article": "journal",
    "techreport": "institution",
    "book": "publisher",
}
# A brace counts for BibTeX even behind a backslash, so none may stand for itself.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: "\\" + sign for sign in "&%$#_"}
# Signs that TeX would draw as one: two hyphens as a dash, two commas as a quotation mark.
DRAWN_TOGETHER = re.compile(r"[-`'?!<>,](?=[-`'<>,])")


def bibtex(works: Iterable[Work]) -> str:
    return "\n".join(bibtex_entry(work) for work in works)


def bibtex_entry(work: Work) -> str:
    kind = TYPES[work.kind].bibtex
    if kind == "article" and not work.publisher:
        kind = "misc"  # an article is one in something
    year, month, day = [*work.issued.split("-"), "", ""][:3]
    values = {
        # A second pair of braces keeps capitals, and a name in one piece.
        "author": " and ".join(f"{{{latex(name)}}}" for name in work.authors),
        "title": f"{{{latex(work.title)}}}",
        PUBLISHER.get(kind, "howpublished"): work.publisher and f"{{{latex(work.publisher)}}}",
        "year": year,
        "month": month and MONTHS[int(month) - 1],
        "day": day and str(int(day)),
        "url": verbatim(work.url),
        "urldate": work.accessed,
        "note": latex(work.note),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in values.items()
        if value
    ]
    return f"@{kind}{{{work.key},\n{''.join(lines)}}}\n"


def latex(text: str) -> str:
    """`text` on one line, as TeX sets it and not as it would obey it."""
    apart = DRAWN_TOGETHER.sub(lambda sign: f"{sign[0]}\0", tidy(text))
    return "".join(SPECIAL.get(sign, sign) for sign in apart).replace("\0", "{}")


def verbatim(url: str) -> str:
    """An address, which styles set as it stands: only what would end the field is encoded."""
    return re.sub(r"[{}\\\s]", lambda sign: "".join(f"%{b:02X}" for b in sign[0].encode()), url)


# --- RIS ------------------------------------------------------------------------------------------


def ris(works: Iterable[Work]) -> str:
    return "".join(ris_record(work) for work in works)


def ris_record(work: Work) -> str:
    kind = TYPES[work.kind]
    fields = [
        ("TY", kind.ris),
        ("ID", work.key),
        ("TI", work.title),
        *(("AU", name) for name in work.authors),
        ("T2" if kind.part else "PB", work.publisher),
        ("PY", work.issued[:4]),
        ("DA", ris_date(work.issued)),
        ("UR", work.url),
        ("Y2", ris_date(work.accessed)),
        ("N1", work.note),
    ]
    lines = "".join(f"{tag}  - {tidy(value)}\r\n" for tag, value in fields if tidy(value))
    return f"{lines}ER  - \r\n"


def ris_date(iso: str) -> str:
    """Year/month/day/other, what is unknown left empty: "2026/11//"."""
    return "/".join([*iso.split("-"), "", "", ""][:4]) if iso else ""
