"""The list of all stories: found, narrowed, and tagged by the dozen."""

from urllib.parse import unquote, urlsplit

from django.contrib import admin
from django.db.models import Prefetch
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.html import format_html

from ...stories.models import Byline, Story, StoryTag
from .. import troubles
from ..badges import badges, moment, name_of
from ..paging import UncountedAdmin
from . import bulk as story_bulk
from .filters import FILTERS


class StoryList(UncountedAdmin):
    """The list's part of StoryAdmin.

    Eight queries whatever the page holds, ordered by the index `story_latest` and its kin. The
    text is not searched: on a large archive that is a reader's search, with an index of its own.
    """

    list_display = ("told", "standing", "placed", "changed")
    list_display_links = None
    list_filter = FILTERS
    search_fields = ("headline", "kicker", "slug")
    search_help_text = "Headline, kicker or slug; or paste a story's address."
    ordering = ("-changed_at", "-id")
    actions = (story_bulk.tag, story_bulk.spike)

    class Media:
        js = (Script("desk/suggest.js", type="module"),)

    def for_list(self, queryset):
        bylines = Byline.objects.select_related("contributor")
        tag_rows = StoryTag.objects.select_related("tag").order_by("tag__folded")
        return (
            troubles.with_standing(queryset)
            .select_related("section", "changed_by")
            .defer("body", "dek", "dateline", "editor_note")
            .prefetch_related(Prefetch("bylines", bylines), Prefetch("tag_rows", tag_rows))
        )

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, slug_in(search_term))

    def has_tag_many_permission(self, request) -> bool:
        return request.user.has_perm("articles.change_story")

    def has_spike_many_permission(self, request) -> bool:
        return request.user.has_perm("articles.spike_story")

    @admin.display(description="Story")
    def told(self, story: Story):
        return render_to_string("desk/_story_cell.html", {"story": story})

    @admin.display(description="Status")
    def standing(self, story: Story):
        return render_to_string("desk/_badges.html", {"badges": badges(story)})

    @admin.display(description="Section, byline")
    def placed(self, story: Story):
        names = ", ".join(byline.contributor.name for byline in story.bylines.all())
        section = story.section.name if story.section else "No section"
        return format_html("<span>{}</span> <span>{}</span>", section, names)

    @admin.display(description="Changed")
    def changed(self, story: Story):
        who = name_of(story.changed_by)
        return format_html("<span>{}</span> <span>{}</span>", moment(story.changed_at), who)


def slug_in(term: str) -> str:
    """The slug in a pasted address of a story; any other search as it is."""
    path = urlsplit(term.strip()).path
    return unquote(path.rstrip("/").rpartition("/")[2]) if "/" in path.strip("/") else term
