"""What a story rests on: rows of its citations, and of what is known of its quotations."""

from functools import cached_property

from django import forms

from ...sources import agreements
from ...sources.agreements import SourcingAgreement
from ...sources.finding import document_at
from ...sources.models import Document, Source
from ...stories.copy import CitationCopy, QuotationCopy
from ...stories.models import Citation, Quotation
from ..naming import called
from ..words_field import DayInput
from .rows import ABSENT, KeyedRows, Row, be_a_key, column, key_field, library_id, rows_of

OFF_RECORD = "This was told off the record: readers cannot be shown it. Keep it for staff only."


class CitationRow(Row):
    key = key_field()
    document = library_id(required=False, widget=forms.HiddenInput)
    source = library_id(required=False, widget=forms.HiddenInput)
    agreement = library_id(required=False, widget=forms.HiddenInput)
    what = forms.CharField(
        label="Document, source or agreement",
        required=False,
        max_length=2048,
        help_text="The address of a document in the library, the name of a source, or, of a person"
        " not to be named, what readers are told of them or “agreement 12”.",
    )
    locator = column(Citation, "locator")
    role = column(Citation, "role")
    excerpt = column(Citation, "excerpt", widget=forms.Textarea(attrs={"rows": 2}))
    claim = column(Citation, "claim", widget=forms.Textarea(attrs={"rows": 2}))
    accessed_on = column(Citation, "accessed_on", widget=DayInput)
    credited_as = column(Citation, "credited_as")
    visibility = column(Citation, "visibility")

    def clean(self):
        given = self.cleaned_data
        chosen = [name for name in ("document", "source", "agreement") if given.get(name)]
        if len(chosen) > 1:
            raise forms.ValidationError(f"Cite a {' or a '.join(chosen)}, not both in one row.")
        if not chosen and "what" not in self.errors:
            self.resolve(given.get("what", ""))
        return given

    def resolve(self, typed: str) -> None:
        """Find what the words of a reader of this form without scripts mean."""
        if document := document_at(typed):
            self.cleaned_data["document"] = document.pk
        elif source := typed and Source.objects.called(typed):
            self.cleaned_data["source"] = source.pk
        elif agreement := self.agreement_called(typed):
            self.cleaned_data["agreement"] = agreement.pk
        elif typed and "what" not in self.errors:
            self.add_error("what", "The library has no such document or source: add it first.")
        elif not typed:
            self.add_error("what", "Say which document or source this rests on.")

    def agreement_called(self, typed: str) -> SourcingAgreement | None:
        try:
            return agreements.called(typed)
        except forms.ValidationError as unclear:
            self.add_error("what", unclear)
            return None


class CitationRows(KeyedRows):
    part = CitationCopy
    number_of_blanks = 2

    @cached_property
    def documents(self) -> dict[int, Document]:
        return Document.objects.select_related("publisher").in_bulk(self.ids("document"))

    @cached_property
    def sources(self) -> dict[int, Source]:
        return Source.objects.select_related("merged_into").in_bulk(self.ids("source"))

    @cached_property
    def agreements(self) -> dict[int, SourcingAgreement]:
        return SourcingAgreement.objects.in_bulk(self.ids("agreement"))

    def clean(self):
        super().clean()
        libraries = {
            "document": self.documents,
            "source": self.sources,
            "agreement": self.agreements,
        }
        for row in self.filled():
            for name, library in libraries.items():
                if row.cleaned_data.get(name) not in (None, *library):
                    row.add_error("what", ABSENT)
            agreement = self.agreements.get(row.cleaned_data.get("agreement"))
            is_public = row.cleaned_data.get("visibility") == Citation.Visibility.PUBLIC
            if agreement and is_public and not agreement.is_for_print:
                row.add_error("visibility", OFF_RECORD)

    def given(self, row):
        # A form left open over lunch may still name a source that has been merged since; one
        # found by the words typed is not among those fetched, and stands.
        given = super().given(row)
        source = self.sources.get(given["source"])
        return given | ({"source": source.standing_for().pk} if source else {})


class QuotationRow(Row):
    key = key_field()
    citation = forms.CharField(label="Rests on", required=False, validators=[be_a_key])
    speaker = forms.CharField(
        label="Speaker in the library",
        required=False,
        max_length=100,
        help_text="The name of a source; their name in the story then leads to it.",
    )
    said_on = column(Quotation, "said_on", widget=DayInput)
    said_to = column(Quotation, "said_to")
    place = column(Quotation, "place")


class QuotationRows(KeyedRows):
    """What is known of the quotations in the body; one whose mark has gone goes with it."""

    part = QuotationCopy

    @cached_property
    def names(self) -> dict[int, str]:
        speakers = Source.objects.filter(pk__in=self.ids("speaker")) if not self.is_bound else ()
        return {speaker.pk: speaker.name for speaker in speakers}

    def as_initial(self, value):
        return super().as_initial(value) | {"speaker": self.names.get(value.speaker, "")}

    def clean(self):
        super().clean()
        rows = [row for row in self.filled() if row.is_valid()]
        self.found = called(Source, {row.cleaned_data["speaker"] for row in rows} - {""})
        for row in rows:
            name = row.cleaned_data["speaker"]
            if name and name not in self.found:
                row.add_error("speaker", f"The library has no source called “{name}”.")

    def given(self, row):
        given = super().given(row)
        speaker = self.found.get(given["speaker"])
        return given | {
            "speaker": speaker and speaker.pk,
            "citation": given["citation"] or None,
        }


CitationFormSet = rows_of(CitationRow, CitationRows, most=400)
QuotationFormSet = rows_of(QuotationRow, QuotationRows, most=400)
