"""What the screen “New from text” shows beside its fields: what names mean, and what is doubted."""

from dataclasses import dataclass

from django import forms

from ...importing.intake import where
from ...importing.matching import is_web_address
from ...importing.wire.story import Doubt, WireStory
from ...named import Named
from ...people.models import Contributor
from ...photos.credits import PhotoCredit
from ...sources import agencies, finding
from ...sources.models import Source
from ...tags.models import Tag
from ..naming import called
from ..tag_field import split
from .form import CREDIT, UnderstoodForm

# Beside which part of the form a doubt stands; one about a place in the text stands by the body.
PLACE_OF = {
    "no-headline": "headline",
    "dek": "dek",
    "date": "dated",
    "dateline": "dated",
    "after-end": "body",
    "unbalanced-mark": "body",
    "link": "body",
    "sources": "credits",
    "credits-not-last": "credits",
    "credits-in-paragraph": "credits",
    "photo-credit-incomplete": "photo",
}


@dataclass(frozen=True)
class ShownCredit:
    """`state`: known, joins (a well-known one, added when the draft is made), new or none."""

    row: forms.Form
    is_in_text: bool
    state: str = "none"
    means: str = ""


@dataclass(frozen=True)
class ShownPhoto:
    """`line` is how it will be printed, `missing` what keeps it from that."""

    form: forms.Form
    line: str
    missing: list[str]


def doubts(read: WireStory) -> dict[str, list[str]]:
    """What the reading is unsure of, by the part of the form it is about; "whole": all of it."""
    found: dict[str, list[str]] = {}
    for doubt in read.doubts:
        found.setdefault(place_of(doubt), []).append(f"{doubt.message}{where(read, doubt)}")
    return {place: list(dict.fromkeys(said)) for place, said in found.items()}


def place_of(doubt: Doubt) -> str:
    return "body" if doubt.block is not None else PLACE_OF.get(doubt.code, "whole")


def credits(form: UnderstoodForm, *, by) -> list[ShownCredit]:
    names = [row["source"].value() or "" for row in form.credits.forms]
    known = called(Source, names)
    return [
        shown(row, name, known.get(name), by=by)
        for row, name in zip(form.credits.forms, names, strict=True)
    ]


def shown(row: forms.Form, name: str, source: Source | None, *, by) -> ShownCredit:
    url, is_in_text = row["url"].value() or "", ticked(row["is_in_text"])
    if row["becomes"].value() != CREDIT:
        return ShownCredit(row, is_in_text)
    if is_web_address(url) or ticked(row["is_title"]):
        return ShownCredit(row, is_in_text, *of_document(row["text"].value() or "", url, name))
    return ShownCredit(row, is_in_text, *of_source(name, source, by=by))


def ticked(field: forms.BoundField) -> bool:
    """What a hidden tick says, whether it was posted as a word or never."""
    return field.field.to_python(field.value())


def of_source(name: str, source: Source | None, *, by) -> tuple[str, str]:
    """What a credit without an address means: (state, words)."""
    if source:
        return "known", f"{source}, in the library"
    if not by.has_perm("articles.add_source"):
        return "new", "Not in the library: goes into the note to the desk"
    if agency := agencies.named(name):
        kind = Source.Kind(agency.kind).label.lower()
        return "joins", f"{agency.name}, a known {kind}: joins the library"
    return "new", "A new source"


def of_document(text: str, url: str, name: str) -> tuple[str, str]:
    """What a credit with an address, or one that is a title, means: (state, words)."""
    if document := finding.document_for(text, url):
        return "known", f"“{document}”, in the library"
    publisher = (url and finding.publisher_of(url)) or name
    return "new", f"A new document, published by {publisher}" if publisher else "A new document"


def photo(form: UnderstoodForm) -> ShownPhoto | None:
    if form.photo is None:
        return None
    credit = credit_in(form.photo)
    said = [problem.message for problem in credit.problems()]
    return ShownPhoto(form.photo, credit.line, said)


def credit_in(form: forms.Form) -> PhotoCredit:
    """The unsaved record of a photo's credit as the form has it, whether right or wrong."""
    names = ("kind", "creators", "supplier", "via", "holder", "license_name")
    return PhotoCredit(**{name: form[name].value() or "" for name in names})


def unknown(form: UnderstoodForm) -> dict[str, list[str]]:
    """Names in the form that nobody in the library answers to."""
    tags = form["tags"].value() or ""
    return {
        "bylines": missing(Contributor, (form["bylines"].value() or "").splitlines()),
        "tags": missing(Tag, split(tags) if isinstance(tags, str) else tags),
    }


def missing(model: type[Named], names) -> list[str]:
    names = [name.strip() for name in names if name.strip()]
    found = called(model, names)
    return [name for name in names if name not in found]
