"""Pasted references as rows to confirm: what the library knows of each, and what is proposed.

Reading a list writes nothing and goes nowhere. What a row proposes a person may correct; what was
guessed says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.template.defaultfilters import date as date_words

from ...names import fold, tidy
from ...sources import agencies, finding
from ...sources.addresses import normalise
from ...sources.models import Document, Source, check_fits
from ...sources.references.reading import read
from ...sources.references.reference import Reference
from ..naming import called
from ..words_field import RoughDayField
from .document_adding import new_publisher
from .rows import ABSENT, column, library_id
from .shown import DATE_WORDS, about_document

MOST = 100
LONGEST = 200_000  # characters
FIELD_OF = {"published_on": "published"}  # what a guess is called on the form, if not the same


def fitting(name: str, words: str) -> str:
    return words[: Document._meta.get_field(name).max_length]


class PasteForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST,
        strip=False,
        label="References",
        help_text="Addresses, links, or lines such as “Author, Title, Publisher, date, address”.",
        error_messages={
            "required": "There is nothing to read: paste a list first.",
            "max_length": f"That is too long for a list of {MOST} references.",
        },
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_text(self) -> list[Reference]:
        references = list(islice(read(self.cleaned_data["text"]), MOST + 1))
        if not references:
            raise ValidationError("There is no reference in it.")
        if len(references) > MOST:
            raise ValidationError(f"Those are more than {MOST} references: paste {MOST} at most.")
        return references


class ReferenceRow(forms.Form):
    """One reference. `raw` is its line as pasted, `unsure` the fields that were guessed."""

    cite = forms.BooleanField(required=False, label="Cite")
    document = library_id(required=False, widget=forms.HiddenInput)
    raw = forms.CharField(required=False, widget=forms.HiddenInput)
    unsure = forms.CharField(required=False, widget=forms.HiddenInput)
    accessed_on = forms.DateField(required=False, widget=forms.HiddenInput)
    title = column(
        Document, "title", error_messages={"required": "A document needs a title: give it one."}
    )
    authors = column(Document, "authors", help_text="")
    publisher = forms.CharField(max_length=100, required=False)
    published = RoughDayField(required=False)
    kind = column(Document, "kind")
    url = column(Document, "url")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known: Document | None = None  # what the line leads to
        self.publisher: Source | None = None  # whom the name that was typed means, new or known

    def full_clean(self):
        """Only what is ticked is asked, and of a known document only that it is still there."""
        super().full_clean()
        if self.is_bound and (not self.is_ticked or self.document_id):
            self._errors = ErrorDict()

    def clean_url(self) -> str:
        """Raises ValidationError for an address that the library has no room for."""
        check_fits(self.cleaned_data["url"])
        return self.cleaned_data["url"]

    @property
    def is_ticked(self) -> bool:
        return bool(self.cleaned_data.get("cite"))

    @property
    def document_id(self) -> int | None:
        return self.cleaned_data.get("document")

    @property
    def guessed(self) -> list[str]:
        return (self["unsure"].value() or "").split()

    @property
    def has_more_to_see(self) -> bool:
        """Whether a field that is folded away was guessed, or is wrong."""
        folded = {"authors", "kind", "url"}
        return bool(folded & {*self.guessed, *(self.errors if self.is_bound else ())})

    @property
    def about(self) -> str:
        return about_document(self.known)

    @property
    def lacks(self) -> str:
        """Why the line as it was read can be no document."""
        if self["title"].value():
            return ""
        if self["url"].value():
            return "Its title is not in the line: give it one."
        return "There is no title and no address in this line."


class ReferenceRows(forms.BaseFormSet):
    """The rows of one list. `by` is who may add to the library, or may not."""

    known: dict[int, Document] = {}

    def __init__(self, data=None, *, by=None, **options):
        self.by = by
        super().__init__(data, prefix="references", **options)

    @property
    def ticked(self) -> list[ReferenceRow]:
        return [row for row in self.forms if row.errors is not None and row.is_ticked]

    def clean(self):
        ticked = self.ticked
        wanted = {row.document_id for row in ticked} - {None}
        self.known = Document.objects.select_related("publisher").in_bulk(wanted)
        for row in ticked:
            if row.document_id not in (None, *self.known):
                row.add_error("title", ABSENT)
        self.name_publishers([row for row in ticked if row.is_valid() and not row.document_id])

    def name_publishers(self, rows: list[ReferenceRow]) -> None:
        """Give each row the source that its publisher's name means, new or known."""
        names = {tidy(row.cleaned_data["publisher"]) for row in rows} - {""}
        found = {fold(name): source for name, source in called(Source, names).items()}
        for row in rows:
            name = tidy(row.cleaned_data["publisher"])
            try:
                if name and fold(name) not in found:
                    found[fold(name)] = new_publisher(name, by=self.by)
            except ValidationError as refused:
                row.add_error("publisher", refused)
            row.publisher = found.get(fold(name))


ReferenceFormSet = forms.formset_factory(
    ReferenceRow, ReferenceRows, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)


@dataclass
class Proposal:
    """One document that a list names, on one line or on several."""

    reference: Reference
    lines: list[str]
    document: Document | None = None
    publisher: str = ""

    def as_initial(self) -> dict:
        said, document = self.reference, self.document
        unsure = {FIELD_OF.get(name, name) for name in said.unsure}
        dated = said.published_on and date_words(said.published_on, DATE_WORDS[said.precision])
        return {
            "cite": bool(document or said.title or said.url),
            "document": document and document.pk,
            "raw": "\n".join(self.lines),
            "unsure": " ".join(sorted(unsure)),
            "accessed_on": said.accessed_on,
            "title": fitting("title", said.title),
            "authors": fitting("authors", said.authors),
            "publisher": self.publisher[:100],
            "published": dated,
            "kind": said.kind or Document.Kind.WEB_PAGE.value,
            "url": said.url,
        }


def proposed(references: Iterable[Reference]) -> ReferenceRows:
    """The rows for a list: each document once, with what the library knows; takes five queries."""
    proposals = told_apart(references)
    at = finding.documents_at(each.reference.url for each in proposals)
    titled = finding.documents_titled(
        each.reference.title for each in proposals if not each.reference.url
    )
    publishers = finding.publishers_of(each.reference.url for each in proposals)
    names = called(Source, {each.reference.publisher for each in proposals} - {""})
    for each in proposals:
        said = each.reference
        each.document = at.get(said.url) or (titled.get(said.title) if not said.url else None)
        by_domain = publishers.get(said.url)
        by_name = names.get(said.publisher) or agencies.named(said.publisher)
        each.publisher = getattr(by_name or by_domain, "name", said.publisher)
    rows = ReferenceFormSet(initial=[each.as_initial() for each in proposals])
    for row, each in zip(rows.forms, proposals, strict=True):
        row.known = each.document
    return rows


def told_apart(references: Iterable[Reference]) -> list[Proposal]:
    """The same document twice in a list is one, with both its lines."""
    kept: dict[tuple[str, ...], Proposal] = {}
    for number, said in enumerate(references):
        key = (normalise(said.url) or said.url,)
        if not said.url:
            key = ("", fold(said.title), fold(said.publisher)) if said.title else ("", str(number))
        if key in kept:
            kept[key].lines.append(said.raw)
        else:
            kept[key] = Proposal(said, [said.raw])
    return list(kept.values())
