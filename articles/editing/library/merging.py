"""Merge several library rows into one, having said what will move; and undo it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone

from ... import named
from ..badges import moment, name_of
from ..paging import UncountedAdmin
from .uses import in_words, uses

MOST = 50  # rows at once


@admin.action(description="Merge into one…", permissions=["merge"])
def merge(modeladmin, request, queryset):
    """Ask which of the rows stays, then let the others answer as that one."""
    rows = list(queryset.order_by("folded")[: MOST + 1])
    if not 2 <= len(rows) <= MOST:
        messages.error(request, f"Choose two or more to merge, and at most {MOST}.")
        return None
    stays = next((row for row in rows if str(row.pk) == request.POST.get("stays")), None)
    if stays:
        do(request, [row for row in rows if row != stays], into=stays)
        return None
    if "apply" in request.POST:
        messages.error(request, "Say which one stays.")
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"Merge {modeladmin.opts.verbose_name_plural} into one",
        "rows": [(row, in_words(uses(row)) or "nothing") for row in rows],
        "action": request.POST["action"],
        "opts": modeladmin.opts,
    }
    return TemplateResponse(request, "desk/library/merge.html", context)


def do(request, losers: list, *, into) -> None:
    try:
        with transaction.atomic():
            for loser in losers:
                named.merge(loser, into=into, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return
    names = ", ".join(f"“{loser}”" for loser in losers)
    messages.success(
        request, f"{names} now answer{'s' * (len(losers) == 1)} as “{into}”, old addresses too."
    )


class MergeAdmin(UncountedAdmin):
    """The merges there were, each to be undone; nothing else is done to them."""

    list_display = ("what", "into", "who", "undone")
    list_display_links = None
    list_select_related = ("loser", "winner", "by", "undone_by")
    ordering = ("-at", "-id")
    actions = ("undo",)

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
                named.unmerge(done, by=request.user, at=timezone.now())
            except ValidationError as refusal:
                messages.error(request, f"{done}: {' '.join(refusal.messages)}")
            else:
                messages.success(request, f"“{done.loser}” stands by itself again.")

    @admin.display(description="Merged")
    def what(self, done):
        return done.loser.name

    @admin.display(description="Into")
    def into(self, done):
        return done.winner.name

    @admin.display(description="By")
    def who(self, done):
        return f"{name_of(done.by)}, {moment(done.at)}"

    @admin.display(description="Undone")
    def undone(self, done):
        if not done.undone_at:
            return ""
        return f"{name_of(done.undone_by)}, {moment(done.undone_at)}"
