"""The rows of a story's form with the words and pictures that the page shows beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django import forms
from django.template.defaultfilters import date as date_words
from django.utils.text import Truncator

from ... import body
from ...photos.models import Photo
from ...publishing.sourcing import State
from ...sources.agreements import SourcingAgreement
from ...sources.models import Document, Source
from .. import thumbnails
from .form import StoryForm

DATE_WORDS = {"day": "j F Y", "month": "F Y", "year": "Y"}


@dataclass(frozen=True)
class ShownCitation:
    """`note` is the same for rows of one document, source or agreement; `number` is its number."""

    row: forms.Form
    label: str = ""
    about: str = ""
    note: str = ""
    number: int | None = None
    states: tuple[State, ...] = ()


@dataclass(frozen=True)
class ShownPhoto:
    row: forms.Form
    photo: Photo | None = None
    thumbnail: str = ""
    role: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ShownQuotation:
    row: forms.Form
    words: str = ""
    speaker: str = ""
    states: tuple[State, ...] = ()


def quotations(form: StoryForm, states: dict[str, list[State]]) -> list[ShownQuotation]:
    """Beside each row the beginning of the words, who said them by the mark, and how it stands."""
    marks = {mark.key: mark for mark in body.marks(text_of(form)).quotations}
    shown = []
    for row in form.rows["quotations"].shown:
        key = row["key"].value()
        shown.append(shown_quotation(row, marks.get(key), tuple(states.get(key, ()))))
    return shown


def shown_quotation(
    row: forms.Form, mark: body.QuotationMark | None, states: tuple[State, ...]
) -> ShownQuotation:
    if mark is None:
        return ShownQuotation(row)
    speaker = ", ".join(words for words in (mark.speaker, mark.role) if words)
    return ShownQuotation(row, Truncator(mark.words).words(14), speaker, states)


def citations(form: StoryForm, states: dict[str, list[State]]) -> list[ShownCitation]:
    """Beside each row what it cites, its number in the text, and how it stands.

    They come as the text does; after them those it has no mark for.
    """
    rows, marked = form.rows["citations"], body.marks(text_of(form)).citations
    shown = [(row["key"].value(), shown_citation(row, rows)) for row in rows.shown]
    numbers = numbers_of(marked, {key: each.note for key, each in shown})
    places = {key: place for place, key in reversed([*enumerate(marked)])}
    shown.sort(key=lambda pair: places.get(pair[0], len(marked)))
    return [
        replace(each, number=numbers.get(each.note), states=tuple(states.get(key, ())))
        for key, each in shown
    ]


def shown_citation(row: forms.Form, rows) -> ShownCitation:
    document = rows.documents.get(number_in(row, "document"))
    source = rows.sources.get(number_in(row, "source"))
    if document:
        return ShownCitation(row, document.title, about_document(document), f"d{document.pk}")
    if source:
        return ShownCitation(row, source.name, about_source(source), f"s{source.pk}")
    if agreement := rows.agreements.get(number_in(row, "agreement")):
        about = about_agreement(agreement)
        return ShownCitation(row, str(agreement), about, f"a{agreement.pk}")
    return ShownCitation(row)


def number_in(row: forms.Form, name: str) -> int | None:
    """The id in a field of a row, bound or not."""
    return row.cleaned_data.get(name) if row.is_bound else row.initial.get(name)


def about_document(document: Document) -> str:
    day = document.published_on
    facts = (
        document.publisher and document.publisher.name,
        day and date_words(day, DATE_WORDS[document.published_precision]),
        document.get_kind_display(),
    )
    return " · ".join(fact for fact in facts if fact)


def about_source(source: Source) -> str:
    return f"{source.get_kind_display()} · no document yet"


def about_agreement(agreement: SourcingAgreement) -> str:
    facts = [agreement.get_terms_display(), f"agreement {agreement.pk}"]
    if agreement.revoked_at:
        facts.append("revoked")
    elif agreement.is_anonymous and not agreement.approved_at:
        facts.append("not approved yet")
    return " · ".join(facts)


def numbers_of(marked: Iterable[str], notes: dict[str, str]) -> dict[str, int]:
    """The number of each note that the keys `marked` in a text point to, in its order."""
    numbers = {}
    for key in marked:
        if note := notes.get(key):
            numbers.setdefault(note, len(numbers) + 1)
    return numbers


def text_of(form: StoryForm) -> str:
    if form.is_bound:
        return getattr(form, "cleaned_data", {}).get("body", form.standing.body)
    return form.standing.body


def photos(form: StoryForm) -> list[ShownPhoto]:
    rows = form.rows["placements"]
    return [shown_photo(row, rows.photos.get(number_in(row, "photo"))) for row in rows.shown]


def shown_photo(row: forms.Form, photo: Photo | None) -> ShownPhoto:
    role = row["role"].value()
    if photo is None:
        return ShownPhoto(row, role=role)
    for name in ("caption", "alt_text"):
        row.fields[name].widget.attrs["placeholder"] = getattr(photo, name)
    problem = next(iter(photo.problems()), "")
    return ShownPhoto(row, photo, thumbnails.address(photo), role, problem)
