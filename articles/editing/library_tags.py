"""The desk's screens for tags and sections."""

from django import forms
from django.contrib import admin

from .. import changes
from ..names import slug_of
from ..tags.models import Section, SectionAlias, SectionMerge, Tag, TagAlias, TagMerge
from .library import AliasInline, NamedAdmin, NamedForm
from .library_merging import MergeAdmin

# A section stands at the top of the site, as /<section>/, and so must leave these to others.
RESERVED = frozenset(
    (
        "archive",
        "by",
        "corrections",
        "desk",
        "favicon.ico",
        "feed",
        "feed.atom",
        "feed.json",
        "feed.rss",
        "health",
        "media",
        "news-sitemap.xml",
        "photos",
        "robots.txt",
        "search",
        "sitemap.xml",
        "sources",
        "static",
        "tags",
    )
)


class TagAliasInline(AliasInline):
    model = TagAlias


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    list_display = ("name", "also_called", "published_stories")
    fields = ("name", "description", "address")
    readonly_fields = ("address",)
    inlines = (TagAliasInline,)
    index = "editiontag_rows__tag"


class SectionForm(NamedForm):
    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        slug = slug_of(name, fallback="section")
        if slug in RESERVED or slug.isdigit():
            raise forms.ValidationError(f"/{slug}/ is the address of another page of the site.")
        return name


class SectionAliasInline(AliasInline):
    model = SectionAlias


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    form = SectionForm
    list_display = ("name", "position", "also_called")
    ordering = ("position", "folded")
    fields = ("name", "position", "description", "address")
    readonly_fields = ("address",)
    inlines = (SectionAliasInline,)

    def note_change(self, obj):
        super().note_change(obj)
        changes.note("site")  # every page's masthead lists the sections


admin.site.register((TagMerge, SectionMerge), MergeAdmin)
