"""Merge several library rows into one, having said what will move; and undo it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from ... import named
from ..badges import moment, name_of
from ..paging import UncountedAdmin
from .uses import in_words, uses

MOST = 50  # rows at once


@admin.action(description="Merge into one…", permissions=["merge"])
def merge(modeladmin, request, queryset):
    """Ask which of the rows stays, then let the others answer as that one."""
    rows = list(queryset.order_by(*modeladmin.ordering)[: MOST + 1])
    if not 2 <= len(rows) <= MOST:
        messages.error(request, f"Choose two or more to merge, and at most {MOST}.")
        return None
    stays = next((row for row in rows if str(row.pk) == request.POST.get("stays")), None)
    if stays:
        do(request, [row for row in rows if row != stays], into=stays, how=modeladmin.merge_two)
        return None
    if "apply" in request.POST:
        messages.error(request, "Say which one stays.")
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"Merge {modeladmin.opts.verbose_name_plural} into one",
        "rows": [(row, in_words(uses(row, but=modeladmin.staying)) or "nothing") for row in rows],
        "action": request.POST["action"],
        "opts": modeladmin.opts,
    }
    return TemplateResponse(request, "desk/library/merge.html", context)


def do(request, losers: list, *, into, how) -> None:
    try:
        with transaction.atomic():
            for loser in losers:
                how(loser, into=into, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return
    names = ", ".join(f"“{loser}”" for loser in losers)
    messages.success(
        request, f"{names} now answer{'s' * (len(losers) == 1)} as “{into}”, old addresses too."
    )


class MergingAdmin(admin.ModelAdmin):
    """A list of rows that can be merged; those that have been are not in it."""

    actions = (merge,)
    change_list_template = "desk/library/change_list.html"
    merge_two = staticmethod(named.merge)
    staying: tuple[str, ...] = ()  # relations that are left with a row when it is merged

    def get_queryset(self, request):
        return super().get_queryset(request).standing()

    def has_merge_permission(self, request) -> bool:
        return request.user.has_perm(f"articles.add_{self.opts.model_name}merge")

    def changelist_view(self, request, extra_context=None):
        shown = request.user.has_perm(f"articles.view_{self.opts.model_name}merge")
        merges = reverse(f"admin:articles_{self.opts.model_name}merge_changelist")
        return super().changelist_view(
            request, {"merges_url": merges if shown else "", **(extra_context or {})}
        )


class MergeAdmin(UncountedAdmin):
    """The merges there were, each to be undone; nothing else is done to them."""

    list_display = ("what", "into", "who", "undone")
    list_display_links = None
    list_select_related = ("loser", "winner", "by", "undone_by")
    ordering = ("-at", "-id")
    actions = ("undo",)
    undo_one = staticmethod(named.unmerge)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_undo_permission(self, request) -> bool:
        return request.user.has_perm(f"articles.change_{self.opts.model_name}")

    @admin.action(description="Undo", permissions=["undo"])
    def undo(self, request, queryset):
        # The latest first: an earlier merge may have moved what a later one moved on.
        for done in queryset.select_related("loser", "winner").order_by("-at", "-id")[:MOST]:
            try:
                self.undo_one(done, by=request.user, at=timezone.now())
            except ValidationError as refusal:
                messages.error(request, f"{done}: {' '.join(refusal.messages)}")
            else:
                messages.success(request, f"“{done.loser}” stands by itself again.")

    @admin.display(description="Merged")
    def what(self, done):
        return str(done.loser)

    @admin.display(description="Into")
    def into(self, done):
        return str(done.winner)

    @admin.display(description="By")
    def who(self, done):
        return f"{name_of(done.by)}, {moment(done.at)}"

    @admin.display(description="Undone")
    def undone(self, done):
        if not done.undone_at:
            return ""
        return f"{name_of(done.undone_by)}, {moment(done.undone_at)}"
