"""What the list of stories can be narrowed by; none of it counts or lists the archive."""

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse

from ...named import NamedQuerySet
from ...people.models import Contributor
from ...stories.models import Byline, Status, Story, StoryTag
from ...tags.models import Section, Tag
from .. import troubles


class ByStatus(admin.SimpleListFilter):
    title, parameter_name = "status", "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


class BySection(admin.SimpleListFilter):
    title, parameter_name = "section", "section"

    def lookups(self, request, model_admin):
        sections = Section.objects.standing().values_list("slug", "name")
        return [*sections, ("-", "No section yet")]

    def queryset(self, request, queryset):
        if self.value() == "-":
            return queryset.filter(section=None)
        return queryset.filter(section__slug=self.value()) if self.value() else queryset


class Mine(admin.SimpleListFilter):
    title, parameter_name = "whose", "mine"

    def lookups(self, request, model_admin):
        return [("yes", "Mine")]

    def queryset(self, request, queryset):
        return queryset.filter(filed_by=request.user) if self.value() == "yes" else queryset


class WithProblems(admin.SimpleListFilter):
    """The problems a database can find; what each asks stands in troubles.py."""

    title, parameter_name = "problems", "problems"

    def lookups(self, request, model_admin):
        return [
            ("any", "Blocked"),
            ("photo", "A photo may not run"),
            ("agreement", "Somebody may not be quoted so"),
            ("changes", "Unpublished changes"),
        ]

    def queryset(self, request, queryset) -> QuerySet[Story]:
        match self.value():
            case "any":
                return queryset.exclude(status=Status.SPIKED).filter(troubles.blocked())
            case "agreement":
                return queryset.filter(pk__in=troubles.stories_with_bad_agreement())
            case "photo":
                return queryset.filter(troubles.with_bad_photo())
            case "changes":
                return troubles.with_unpublished_changes(queryset)
        return queryset


class RestingOn(admin.SimpleListFilter):
    title, parameter_name = "sources", "rests"

    def lookups(self, request, model_admin):
        return [("nothing", "Rests on nothing"), ("one", "Rests on one source")]

    def queryset(self, request, queryset) -> QuerySet[Story]:
        match self.value():
            case "nothing":
                return queryset.filter(troubles.stories_on_nothing())
            case "one":
                return queryset.filter(pk__in=troubles.stories_on_one_source())
        return queryset


class ByName(admin.SimpleListFilter):
    """A filter one types a name into: any name or alias the thing answers to.

    Suggestions come from the desk's own autocomplete view; without a script the name is enough.
    """

    template = "desk/_filter_by_name.html"
    names: NamedQuerySet
    rows: type  # joins stories to it
    column: str  # of `rows`, that points to it
    story_column: str

    def lookups(self, request, model_admin):
        return ()

    def has_output(self):
        return True

    def choices(self, changelist):
        kept = changelist.get_query_string(remove=[self.parameter_name])
        return [
            {
                "name": self.parameter_name,
                "value": self.value() or "",
                "nobody": bool(self.value()) and self.found() is None,
                "others": [
                    (name, value)
                    for name, values in changelist.filter_params.items()
                    if name != self.parameter_name
                    for value in values
                ],
                "without": kept,
                "suggest": reverse(
                    "admin:autocomplete",
                    query={
                        "app_label": self.rows._meta.app_label,
                        "model_name": self.rows._meta.model_name,
                        "field_name": self.column,
                    },
                ),
            }
        ]

    def found(self):
        if not hasattr(self, "_found"):
            self._found = self.names.called(self.value())
        return self._found

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        rows = self.rows.objects.order_by().filter(**{self.column: self.found()})
        return queryset.filter(pk__in=rows.values(self.story_column))


class ByTag(ByName):
    title, parameter_name = "tag", "tag"
    names, rows, column, story_column = Tag.objects, StoryTag, "tag", "content_object"


class ByContributor(ByName):
    title, parameter_name = "byline", "by"
    names, rows, column, story_column = Contributor.objects, Byline, "contributor", "story"


class ByDate(admin.DateFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "changed"


FILTERS = (
    Mine,
    ByStatus,
    WithProblems,
    RestingOn,
    BySection,
    ByTag,
    ByContributor,
    ("changed_at", ByDate),
)
