"""The desk's screens for sources (who) and documents (what)."""

from django.contrib import admin
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats

from ...names import fold
from ...sources import merging, monitor
from ...sources.addresses import normalise
from ...sources.models import (
    Document,
    DocumentMerge,
    Source,
    SourceAlias,
    SourceDomain,
    SourceIdentifier,
    SourceMerge,
)
from ...stories.models import Citation
from ..story.media import DETAILS_MEDIA
from .captures import EvidenceAdmin
from .merging import MergeAdmin, MergingAdmin
from .named import AliasInline, KeptAdmin, NamedAdmin, NamesInline, count_visible_uses

SHOWN = 20  # rows of something else beside a form


class SourceAliasInline(AliasInline):
    model = SourceAlias


class SourceDomainInline(NamesInline):
    model = SourceDomain
    fields = ("domain",)
    verbose_name_plural = "domains it publishes under"


class SourceIdentifierInline(NamesInline):
    model = SourceIdentifier
    fields = ("scheme", "value")
    extra = 1
    verbose_name_plural = "identifiers the world knows it by"


@admin.register(Source)
class SourceAdmin(NamedAdmin):
    list_display = ("name", "kind", "also_called", "published_stories")
    list_filter = ("kind",)
    fieldsets = (
        (None, {"fields": ("name", "kind", ("short_name", "credit_label"), "homepage")}),
        (None, {"fields": ("description", "internal_note", "address", "documents")}),
    )
    readonly_fields = told_later = ("address", "documents")
    inlines = (SourceAliasInline, SourceDomainInline, SourceIdentifierInline)
    index = "editionsource_rows__source"

    @admin.display(description="Documents")
    def documents(self, source):
        found = list(source.documents.standing().order_by("-id")[: SHOWN + 1])
        query = {"publisher__id__exact": source.pk}
        return render_to_string(
            "desk/library/_documents.html",
            {
                "documents": found[:SHOWN],
                "all_url": reverse("admin:articles_document_changelist", query=query)
                if len(found) > SHOWN
                else "",
            },
        )


@admin.register(Document)
class DocumentAdmin(EvidenceAdmin, MergingAdmin, KeptAdmin):
    """What was cited; a pasted address finds the document however it is spelled."""

    list_display = ("title", "kind", "publisher", "published", "cited")
    list_filter = ("kind", "access")
    list_select_related = ("publisher",)
    search_fields = ("title", "url", "publisher__name")
    search_help_text = "A title, a publisher, or an address."
    ordering = ("-id",)
    autocomplete_fields = ("publisher",)
    fieldsets = (
        (None, {"fields": ("title", "kind", "authors", "publisher")}),
        (
            None,
            {"fields": (("published_on", "published_precision"), "url", "access", "retracted_on")},
        ),
        (None, {"fields": ("note", "internal_note", "also", "cited_in")}),
    )
    readonly_fields = told_later = ("also", "cited_in")
    instead_of_deleting = "Merge it into another one if the two are the same."
    merge_two = staticmethod(merging.merge)
    staying = ("link", "checks", "merged")

    def silent(self, document):
        return super().silent(document) or (() if document.merged.exists() else ("also",))

    def lookup_allowed(self, lookup, value, request):
        return lookup == "publisher__id__exact" or super().lookup_allowed(lookup, value, request)

    def get_search_results(self, request, queryset, search_term):
        if address := normalise(search_term):
            there = Q(normalised_url__startswith=address)
            merged = Document.objects.filter(there).exclude(merged_into=None)[:SHOWN]
            became = [document.standing_for().pk for document in merged]
            return queryset.filter(there | Q(pk__in=became)), False
        for word in search_term.split():
            publisher = Source.objects.filter(folded__contains=fold(word)).order_by()
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(url__icontains=word) | Q(publisher__in=publisher)
            )
        return queryset, False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        monitor.begin_anew(obj)  # if its address is another now

    def render_change_form(self, request, context, **kwargs):
        context["media"] += DETAILS_MEDIA
        return super().render_change_form(request, context, **kwargs)

    def complete(self, rows):
        count_visible_uses(rows, "editiondocument_rows__document")

    @admin.display(description="Published")
    def published(self, document):
        return published_in_words(document)

    @admin.display(description="Cited in")
    def cited(self, document):
        return document.visible_uses

    @admin.display(description="Merged into it")
    def also(self, document):
        """What was merged into it, with the addresses that lead here."""
        merged = document.merged.order_by("pk")[:SHOWN]
        return render_to_string("desk/library/_merged.html", {"documents": merged})

    @admin.display(description="Cited in")
    def cited_in(self, document):
        citations = Citation.objects.filter(document=document.pk).select_related("story")
        found = list(citations.order_by("-story_id", "position")[: SHOWN + 1])
        return render_to_string(
            "desk/library/_cited_in.html", {"citations": found[:SHOWN], "more": len(found) > SHOWN}
        )


def published_in_words(document: Document) -> str:
    """As exact as it is known: “4 May 2026”, “May 2026”, “2026”."""
    form = {"day": "j F Y", "month": "F Y", "year": "Y"}[document.published_precision]
    return formats.date_format(document.published_on, form) if document.published_on else ""


admin.site.register(SourceMerge, MergeAdmin)


@admin.register(DocumentMerge)
class DocumentMergeAdmin(MergeAdmin):
    undo_one = staticmethod(merging.unmerge)
