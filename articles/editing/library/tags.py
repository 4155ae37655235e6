"""The desk's screens for tags and sections."""

from django.contrib import admin

from ... import changes
from ...tags.models import Section, SectionAlias, SectionMerge, Tag, TagAlias, TagMerge
from .merging import MergeAdmin
from .named import AliasInline, NamedAdmin


class TagAliasInline(AliasInline):
    model = TagAlias


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    list_display = ("name", "also_called", "published_stories")
    fields = ("name", "description", "address")
    readonly_fields = ("address",)
    inlines = (TagAliasInline,)
    index = "editiontag_rows__tag"


class SectionAliasInline(AliasInline):
    model = SectionAlias


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    list_display = ("name", "position", "also_called")
    ordering = ("position", "folded")
    fields = ("name", "position", "description", "address")
    readonly_fields = ("address",)
    inlines = (SectionAliasInline,)

    def note_change(self, obj):
        super().note_change(obj)
        changes.note("site")  # every page's masthead lists the sections


admin.site.register((TagMerge, SectionMerge), MergeAdmin)
