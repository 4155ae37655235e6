"""The desk's screens for how people may be quoted, and for what the newsroom's terms mean.

Who somebody is has a screen of its own (identity.py): nothing of it is in a list, a form or a
search of Django's, none of which would keep it to themselves.
"""

from functools import partial

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from ... import changes
from ...publishing import withholding
from ...sources import agreements, identities
from ...sources.agreements import SourcingAgreement, SourcingTerm
from ...stories.models import Citation
from ..badges import moment, name_of
from ..paging import UncountedAdmin
from . import identity
from .named import KeptAdmin

SHOWN = 20


@admin.register(SourcingTerm)
class TermAdmin(UncountedAdmin):
    list_display = ("terms", "meaning")
    fields = ("meaning",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ByStanding(admin.SimpleListFilter):
    """What an editor is still to do about an agreement."""

    title, parameter_name = "how it stands", "standing"

    def lookups(self, request, model_admin):
        return [("waiting", "Waiting for approval"), ("due", "Due for review")]

    def queryset(self, request, queryset):
        match self.value():
            case "waiting":
                return queryset.awaiting_approval()
            case "due":
                return queryset.due(timezone.now())
        return queryset


@admin.register(SourcingAgreement)
class AgreementAdmin(KeptAdmin):
    change_form_template = "desk/library/agreement.html"
    list_display = ("wording_", "terms", "number", "standing", "agreed_on", "review_on")
    list_filter = (ByStanding, "terms")
    search_fields = ("wording",)
    search_help_text = "The words readers are told."
    ordering = ("-id",)
    fieldsets = (
        (None, {"fields": ("terms", "meaning", "wording", "reason", "information_only")}),
        (None, {"fields": (("agreed_on", "review_on"), "embargo_until")}),
        (None, {"fields": ("made_by", "standing", "cited_in")}),
    )
    readonly_fields = told_later = ("meaning", "made_by", "standing", "cited_in")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.revoked_at)

    def has_delete_permission(self, request, obj=None):
        return False  # what was promised is kept; it can be revoked

    def save_model(self, request, obj, form, change):
        if not change:
            agreements.make(obj, by=request.user)
            return
        was_approved = obj.approved_at
        self.tell_held_back(request, withholding.keep(obj, by=request.user))
        self.note_change(obj)
        if was_approved and not obj.approved_at:
            messages.warning(
                request,
                "What was approved has changed: it is to be approved again. Until then readers get"
                " what was approved before.",
            )

    def tell_held_back(self, request, stories) -> None:
        for story in stories:
            messages.warning(request, f"Taken off the schedule: “{story.headline}”.")

    def note_change(self, obj) -> None:
        cited = Citation.objects.filter(agreement=obj).order_by().values_list("story", flat=True)
        changes.note(obj.change_key, *(f"story:{pk}" for pk in set(cited)))

    def get_urls(self):
        def screen(name, view):
            view = self.admin_site.admin_view(view)
            route = f"<int:agreement_id>/{name}/"
            return path(route, view, name=f"articles_sourcingagreement_{name}")

        return [
            screen("approve", self.approve_view),
            screen("revoke", self.revoke_view),
            screen("identity", partial(identity.screen, site=self.admin_site)),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    @method_decorator(permission_required("articles.approve_agreement", raise_exception=True))
    def approve_view(self, request, agreement_id):
        return self.do(request, agreement_id, agreements.approve, "It may be quoted so.")

    # Whoever spoke with a person is the first to hear that they take it back.
    @method_decorator(require_POST)
    @method_decorator(
        permission_required("articles.change_sourcingagreement", raise_exception=True)
    )
    def revoke_view(self, request, agreement_id):
        return self.do(request, agreement_id, withholding.revoke, "The agreement is revoked.")

    def do(self, request, agreement_id, act, done: str):
        agreement = get_object_or_404(SourcingAgreement, pk=agreement_id)
        try:
            held = act(agreement, by=request.user) or []
        except agreements.Refusal as why:
            messages.error(request, str(why))
        else:
            self.log_change(request, agreement, done)
            self.note_change(agreement)
            messages.success(request, done)
            self.tell_held_back(request, held)
        return HttpResponseRedirect(self.url_of(agreement))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        agreement = self.get_object(request, object_id)
        may_decide = request.user.has_perm("articles.approve_agreement")
        said = {
            "agreement": agreement,
            "may_approve": may_decide
            and agreement
            and agreement.awaits_approval
            and agreement.agreed_by_id != request.user.pk,
            "may_revoke": agreement and self.has_change_permission(request, agreement),
            "may_open": agreement and identities.may_open(agreement, request.user),
        }
        return super().change_view(request, object_id, form_url, said | (extra_context or {}))

    @admin.display(description="What readers are told", ordering="wording")
    def wording_(self, agreement):
        return str(agreement)

    @admin.display(description="No.", ordering="id")
    def number(self, agreement):
        return agreement.pk

    @admin.display(description="Agreed by")
    def made_by(self, agreement):
        return name_of(agreement.agreed_by)

    @admin.display(description="How it stands")
    def standing(self, agreement):
        if agreement.revoked_at:
            return f"Revoked {moment(agreement.revoked_at)} by {name_of(agreement.revoked_by)}"
        if agreement.approved_at:
            return f"Approved {moment(agreement.approved_at)} by {name_of(agreement.approved_by)}"
        if not agreement.is_for_print:
            return "Never printed"
        if not agreement.is_anonymous:
            return "Needs no approval"
        return f"Waits for an editor’s approval, other than {name_of(agreement.agreed_by)}’s"

    @admin.display(description="Cited in")
    def cited_in(self, agreement):
        cited = Citation.objects.filter(agreement=agreement.pk).select_related("story")
        found = list(cited.order_by("-story_id", "position")[: SHOWN + 1])
        return render_to_string(
            "desk/library/_cited_in.html", {"citations": found[:SHOWN], "more": len(found) > SHOWN}
        )

    def get_queryset(self, request):
        people = ("agreed_by", "approved_by", "revoked_by")
        return super().get_queryset(request).select_related(*people)
