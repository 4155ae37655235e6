"""Lists on the desk: a page at a time, and never a COUNT over the archive.

A page is fetched with one row more than it shows, and that one row says whether there is another
page. So a list costs the same on the first day and after a hundred thousand stories.
"""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import ActionLocation, IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator

FARTHEST = 1000  # pages; nobody leafs further, and every page skipped costs


class NoCount(Paginator):
    """What Django asks of a list's paginator, answered from the page at hand."""

    def __init__(self, rows: list, per_page: int):
        super().__init__(rows, max(per_page, 1))

    @property
    def count(self) -> int:
        return len(self.object_list)


class OneMore(ChangeList):
    """A change list of pages with a newer and an older neighbour, and no total."""

    def get_results(self, request):
        if not 1 <= self.page_num <= FARTHEST:
            raise IncorrectLookupParameters
        start = (self.page_num - 1) * self.list_per_page
        rows = list(self.queryset[start : start + self.list_per_page + 1])
        self.has_older = len(rows) > self.list_per_page
        self.result_list = rows[: self.list_per_page]
        self.model_admin.complete(self.result_list)
        self.result_count = len(self.result_list)
        self.paginator = NoCount(self.result_list, self.list_per_page)
        self.full_result_count, self.show_full_result_count = None, False
        self.show_admin_actions = True
        self.can_show_all = self.multi_page = False

    def get_queryset(self, request, exclude_parameters=None):
        return self.model_admin.for_list(super().get_queryset(request, exclude_parameters))

    @property
    def newer_url(self) -> str | None:
        return self.page_url(self.page_num - 1) if self.page_num > 1 else None

    @property
    def older_url(self) -> str | None:
        return self.page_url(self.page_num + 1) if self.has_older else None

    def page_url(self, number: int) -> str:
        return self.get_query_string({PAGE_VAR: number})


class UncountedAdmin(admin.ModelAdmin):
    """A ModelAdmin whose list is never counted; see OneMore."""

    list_per_page = 50
    show_full_result_count = False
    empty_value_display = ""
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return OneMore

    def for_list(self, queryset):
        """`queryset` with what the list shows and without what it does not."""
        return queryset

    def complete(self, rows: list) -> None:
        """Give the rows of one page what is best fetched for all of them at once."""

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        # What is in use must not go by the dozen; where deleting is right, it is done one by one.
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    def response_action(self, request, queryset, **kwargs):
        """Do what was chosen with the rows chosen, unless what came are no numbers of rows."""
        try:
            for number in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.clean(number, None)
        except ValidationError:
            messages.error(request, "What was chosen is not on this list; nothing was changed.")
            return None
        return super().response_action(request, queryset, **kwargs)
