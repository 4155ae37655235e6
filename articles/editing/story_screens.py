"""The story's screens in the desk: write one, change one, and what stands round them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from ..stories.models import Story
from . import story_compare, story_lookups, story_preview, story_readiness
from .story_writing import write


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):
    """The list is story_list.py's; every other screen of a story is a small view of its own."""

    def get_urls(self):
        def screen(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"articles_story_{name}")

        return [
            screen("find/tags/", story_lookups.tags, "find_tags"),
            screen("find/people/", story_lookups.people, "find_people"),
            screen("find/evidence/", story_lookups.evidence, "find_evidence"),
            screen("find/sources/", story_lookups.sources, "find_sources"),
            screen("find/photos/", story_lookups.photos, "find_photos"),
            screen("add-document/", story_lookups.add_document, "add_document"),
            screen("readiness/", story_readiness.examine, "readiness"),
            screen("preview/", story_preview.new, "preview_new"),
            screen("<int:story_id>/preview/", story_preview.existing, "preview"),
            screen("<int:story_id>/compare/", story_compare.compare, "compare"),
            screen("<int:story_id>/restore/", story_compare.restore, "restore"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return write(request, None, site=self.admin_site)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return write(request, story_or_404(request, object_id), site=self.admin_site)

    def has_delete_permission(self, request, obj=None):
        return False  # a story is spiked, never deleted


def story_or_404(request, story_id) -> Story:
    """The story for somebody who may look at stories."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    try:
        return Story.objects.select_related("filed_by", "changed_by").get(pk=story_id)
    except (Story.DoesNotExist, ValueError, OverflowError) as absent:
        raise Http404("There is no such story.") from absent
