"""The story's screens in the desk: write one, and what stands round the writing of one."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path

from ...stories.models import Story
from . import (
    compare as story_compare,
)
from . import (
    document_adding,
    document_details,
)
from . import (
    lookups as story_lookups,
)
from . import (
    preview as story_preview,
)
from . import (
    readiness as story_readiness,
)
from . import (
    references as story_references,
)
from .list import StoryList
from .opening import story_or_404
from .writing import write


@admin.register(Story)
class StoryAdmin(StoryList, admin.ModelAdmin):
    """The list is list.py's; every other screen of a story is a small view of its own."""

    def get_urls(self):
        def screen(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"articles_story_{name}")

        compare = partial(story_compare.compare, site=self.admin_site)
        return [
            screen("find/tags/", story_lookups.tags, "find_tags"),
            screen("find/people/", story_lookups.people, "find_people"),
            screen("find/sources/", story_lookups.sources, "find_sources"),
            screen("find/evidence/", story_lookups.evidence, "find_evidence"),
            screen("find/photos/", story_lookups.photos, "find_photos"),
            screen("add-document/", document_adding.add, "add_document"),
            screen("document-details/", document_details.fetch, "document_details"),
            screen("read-references/", story_references.look, "read_references"),
            screen("add-references/", story_references.add, "add_references"),
            screen("readiness/", story_readiness.examine, "readiness"),
            screen("<int:story_id>/readiness/", story_readiness.examine, "readiness"),
            screen("preview/", story_preview.preview, "preview"),
            screen("<int:story_id>/preview/", story_preview.preview, "preview"),
            screen("<int:story_id>/compare/", compare, "compare"),
            screen("<int:story_id>/restore/", story_compare.restore, "restore"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return write(request, None, site=self.admin_site)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return write(request, story_or_404(request, object_id), site=self.admin_site)

    def history_view(self, request, object_id, extra_context=None):
        story = story_or_404(request, object_id)
        return redirect("admin:articles_story_compare", story.pk)

    def has_delete_permission(self, request, obj=None):
        return False  # a story is spiked, never deleted
