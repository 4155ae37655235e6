"""The desk's list of links: what rotted, moved or changed, and what people know of its hosts."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Case, Count, Q, Value, When
from django.urls import reverse
from django.utils.html import format_html

from ...publishing import evidence
from ...sources import finding, monitor
from ...sources.addresses import domain_of
from ...sources.links import HostRule, Link
from ...sources.verdicts import Verdict
from .. import throttling
from ..badges import Badge, moment, name_of
from ..paging import UncountedAdmin
from .captures import TONES
from .named import count_visible_uses

# What somebody at the desk can do something about comes first.
URGENCY = (Verdict.DEAD, Verdict.DRIFTED, Verdict.MOVED, Verdict.SUSPECT)
ORDER = ("urgency", "-weight", "-since", "-pk")


def with_urgency(links):
    """With what ORDER asks: dead ones first, and of those what most published editions rest on.

    Nobody here counts readers: how many stories cite a page is what is known of how many miss it.
    """
    urgency = [When(verdict=verdict, then=Value(place)) for place, verdict in enumerate(URGENCY)]
    return links.annotate(
        weight=Count("document__edition_rows"),
        urgency=Case(*urgency, default=Value(len(URGENCY))),
    )


@admin.action(description="Check now", permissions=["change"])
def check_now(modeladmin, request, queryset):
    """Have them visited and captured in the background, on this person's word.

    To each role that may have one page visited, and no oftener than on the screens of documents.
    """
    if too_many := throttling.refusal(request.user, "capture", pages=queryset.count()):
        messages.error(request, too_many)
        return
    asked = 0
    for link in queryset.select_related("document"):
        try:
            evidence.ask(link.document, by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            asked += 1
    if asked:
        messages.success(request, f"{counted(asked)} will be visited now.")


@admin.action(description="Alive, whatever a visit sees", permissions=["change"])
def alive(modeladmin, request, queryset):
    say(request, queryset, Link.Forced.ALIVE)


@admin.action(description="Dead for good", permissions=["change"])
def dead(modeladmin, request, queryset):
    say(request, queryset, Link.Forced.DEAD)


@admin.action(description="Let visits decide", permissions=["change"])
def let_visits_decide(modeladmin, request, queryset):
    say(request, queryset, "")


def say(request, queryset, verdict: str) -> None:
    links = list(queryset.select_related("document__publisher"))
    for link in links:
        monitor.force(link, verdict, by=request.user)
    what = f"stands as {Link.Forced(verdict).label.lower()}" if verdict else "is judged anew"
    messages.success(request, f"{counted(len(links))}: each {what}.")


@admin.action(description="Take the new address", permissions=["readdress"])
def take_new_address(modeladmin, request, queryset):
    """Give documents the address their pages moved to for good, for all who cite them."""
    taken = 0
    moved = queryset.exclude(~Q(verdict=Verdict.MOVED), moved_to="")
    for link in moved.select_related("document__publisher"):
        try:
            monitor.readdress(link, by=request.user)
        except ValidationError as refused:
            why = " ".join(refused.messages)
            messages.error(request, f"“{link.document}” stays where it is. {why}")
        except IntegrityError:
            messages.error(request, stays(link.document, finding.document_at(link.moved_to)))
        else:
            taken += 1
    if taken:
        messages.success(request, f"{counted(taken)} at the new address, in every story.")
    else:
        messages.warning(request, "No page was given another address.")


def stays(document, holder) -> str:
    """Why `document` does not take an address that is `holder`'s, and what to do about it."""
    if holder == document:
        return (
            f"“{document}” stays where it is: what was merged into it has the new address. Undo"
            " that merge, then merge them the other way."
        )
    return (
        f"“{document}” stays where it is: “{holder}” has the new address. If they are the same,"
        " merge them and let that one stay."
    )


def counted(number: int) -> str:
    return f"{number} {'page' if number == 1 else 'pages'}"


def circumstances(link: Link) -> str:
    """Who says so, since when, after how many failures and which visit."""
    failures = f"{link.failures} {'failure' if link.failures == 1 else 'failures'}"
    said = (
        link.forced and f"says {name_of(link.forced_by)}",
        link.since and f"since {moment(link.since)}",
        link.failures and failures,
        link.visited_at and f"visited {moment(link.visited_at)}",
    )
    return " · ".join(part for part in said if part)


class WhatPeopleSay(admin.SimpleListFilter):
    title, parameter_name = "what people say", "forced"
    nothing = "-"

    def lookups(self, request, model_admin):
        return [*Link.Forced.choices, (self.nothing, "Nothing: visits decide")]

    def queryset(self, request, queryset):
        said = "" if self.value() == self.nothing else self.value()
        return queryset if self.value() is None else queryset.filter(forced=said)


@admin.register(Link)
class LinkAdmin(UncountedAdmin):
    """The report; what is known of one page stands on its document's screen."""

    list_display = ("page", "standing", "cited", "host_rule")
    list_display_links = None
    list_filter = ("verdict", WhatPeopleSay)
    search_fields = ("document__title", "address")
    search_help_text = "A title or an address."
    list_select_related = ("document__publisher", "forced_by")
    actions = (check_now, take_new_address, alive, dead, let_visits_decide)
    fields = ("page", "standing")
    readonly_fields = fields

    def has_add_permission(self, request):
        return False  # a link is made when its document is cited before readers

    def has_change_permission(self, request, obj=None):
        # One is never saved from a form: what a visit writes meanwhile would be lost.
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_readdress_permission(self, request) -> bool:
        return request.user.has_perm("articles.change_document")

    def get_list_display(self, request):
        if request.user.has_perm("articles.add_hostrule"):
            return self.list_display
        return [name for name in self.list_display if name != "host_rule"]

    def get_queryset(self, request):
        return with_urgency(Link.objects.filter(document__merged_into=None))

    def complete(self, rows):
        count_visible_uses(rows, "editiondocument_rows__document__link")

    def get_ordering(self, request):
        return ORDER

    @admin.display(description="Page")
    def page(self, link):
        address = reverse("admin:articles_document_change", args=[link.document_id])
        return format_html(
            '<a href="{}">{}</a><br><small class="address">{}{}</small>',
            address,
            link.document,
            link.address,
            f" → {link.moved_to}" if link.moved_to else "",
        )

    @admin.display(description="Stands")
    def standing(self, link):
        badge = Badge(TONES.get(link.verdict, "plain"), Verdict(link.verdict).label)
        return format_html(
            '<span class="badge is-{}">{}</span><br><small>{}</small>', *badge, circumstances(link)
        )

    @admin.display(description="Cited in")
    def cited(self, link):
        return link.visible_uses

    @admin.display(description="Its host")
    def host_rule(self, link):
        host = domain_of(link.address)
        address = reverse("admin:articles_hostrule_add", query={"host": host})
        return format_html('<a href="{}">A rule for {}</a>', address, host)


@admin.register(HostRule)
class HostRuleAdmin(UncountedAdmin):
    """A false alarm becomes a rule: what people know of a host that visits get wrong."""

    list_display = ("host", "treatment", "reason", "said")
    list_filter = ("treatment",)
    search_fields = ("host", "reason")
    search_help_text = "A host, or words of the reason."
    ordering = ("host",)
    fields = ("host", "treatment", "reason")
    list_select_related = ("by",)

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)
        if {"host", "treatment"}.intersection(form.changed_data):
            for host in sorted({form.initial.get("host"), obj.host} - {None, ""}):
                self.judge_anew(request, host)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.judge_anew(request, obj.host)

    def judge_anew(self, request, host: str) -> None:
        if number := monitor.judge_anew(host):
            messages.info(request, f"{counted(number)} of {host} will be looked at again.")

    @admin.display(description="Said by")
    def said(self, rule):
        return f"{name_of(rule.by)}, {moment(rule.at)}"
