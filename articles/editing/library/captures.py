"""The evidence for a document: what was captured of it, what was brought, how its link stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ...publishing import evidence
from ...sources import capture
from ...sources.capture import NotKept
from ...sources.claiming import LEASE
from ...sources.evidence import Capture
from ...sources.excerpts import lines_marked
from ...sources.finding import known_as
from ...sources.links import Link, LinkCheck
from ...sources.models import Document
from ...sources.signatures import PICTURES
from ...sources.verdicts import Verdict
from ...stories.models import Citation
from .. import throttling
from ..badges import Badge, moment, name_of
from . import serving

SHOWN, VISITS, EXCERPTS = 20, 5, 50
LETTERS = 500_000  # of the words of one capture, on its page
TONES = {
    Verdict.ALIVE: "good",
    Verdict.MOVED: "warn",
    Verdict.SUSPECT: "warn",
    Verdict.BLOCKED: "warn",
    Verdict.PAYWALLED: "warn",
    Verdict.DRIFTED: "wrong",
    Verdict.DEAD: "wrong",
}


class EvidenceAdmin(admin.ModelAdmin):
    """What the screen of a document has below its form, and the screens that lead on from there."""

    change_form_template = "desk/library/document.html"

    def get_urls(self):
        screens = (
            ("<int:pk>/capture/", capture_now, "document_capture"),
            ("<int:pk>/bring/", bring, "document_bring"),
            ("captures/<int:pk>/", show, "capture"),
            ("captures/<int:pk>/content/", content, "capture_content"),
            ("captures/<int:pk>/file/", file, "capture_file"),
            ("captures/<int:pk>/withhold/", withhold, "capture_withhold"),
        )
        own = [
            path(route, self.admin_site.admin_view(screen), name=name)
            for route, screen, name in screens
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, **kwargs):
        document = kwargs.get("obj")
        if document and request.user.has_perm("articles.view_capture"):
            context["evidence"] = of(document)
        return super().render_change_form(request, context, **kwargs)


# What there is


@dataclass(frozen=True)
class Evidence:
    """All that a document's screen says of it; `pending` what is being done at this moment."""

    captures: list[tuple[Capture, Badge | None]]  # each with how many excerpts stand in it
    more: bool
    link: Link | None
    standing: Badge | None
    pending: str
    visits: list[LinkCheck]


def of(document: Document) -> Evidence:
    # What had the very same content stays with what was merged, and is evidence all the same.
    rows = list(captures().filter(document__in=known_as([document.pk]))[: SHOWN + 1])
    words = excerpts_of(document)
    link = Link.objects.filter(document=document).select_related("asked_by").first()
    return Evidence(
        captures=[(kept, borne_out(kept, words)) for kept in rows[:SHOWN]],
        more=len(rows) > SHOWN,
        link=link,
        standing=link and Badge(TONES.get(link.verdict, ""), link.get_verdict_display()),
        pending=pending(link) if link else "",
        visits=list(document.checks.select_related("by")[:VISITS]),
    )


def captures():
    return Capture.objects.select_related("document", "same_as", "by", "withheld_by")


def pending(link: Link) -> str:
    """Whether a capture is under way, in words."""
    if link.capture_at is None:
        return ""
    if link.capture_at > timezone.now() + LEASE:
        return f"The page could not be captured; it is tried again on {moment(link.capture_at)}."
    if link.asked_at and timezone.now() - link.asked_at < LEASE:
        asked = f"{name_of(link.asked_by)} asked for it at {moment(link.asked_at)}."
        return f"The page is being captured: {asked} Reload this page in a moment."
    return "The page is about to be captured."


def excerpts_of(document: Document) -> list[str]:
    """The words that stories rely on, drafts included."""
    cited = Citation.objects.filter(document=document.pk).exclude(excerpt="").order_by("excerpt")
    return list(cited.values_list("excerpt", flat=True).distinct()[:EXCERPTS])


def borne_out(kept: Capture, excerpts: Sequence[str]) -> Badge | None:
    """How many of `excerpts` stand in what was captured; None if nobody can say."""
    found = [capture.shows(kept, excerpt) for excerpt in excerpts]
    if not found or None in found:
        return None
    if all(found):
        return Badge("good", "What is relied on stands in it")
    return Badge("warn", f"{sum(found)} of {len(found)} excerpts stand in it")


# Screens


@require_POST
@permission_required("articles.add_capture", raise_exception=True)
def capture_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the page visited and captured in the background, and say at once that it will be.

    A page may take twenty seconds to come, twice over, and as long again to be read.
    """
    document = get_object_or_404(Document, pk=pk).standing_for()
    if too_many := throttling.refusal(request.user, "capture"):
        messages.error(request, too_many)
        return to_document(document)
    try:
        evidence.ask(document, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return to_document(document)


class BringForm(forms.Form):
    file = forms.FileField(
        help_text=f"{capture.MAX_BROUGHT // 1_000_000} MB at most. It is kept as it is, with its"
        " hash, where only staff get at it, but all of them: an e-mail of somebody who is"
        " not to be named belongs under “Who this is” of their agreement instead."
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=[
            *((kind.value, kind.label) for kind in map(Capture.Kind, ("screenshot", "email"))),
            *((kind.value, kind.label) for kind in map(Capture.Kind, ("transcript", "audio"))),
            (Capture.Kind.OTHER.value, "A PDF, a picture or something else"),
        ],
    )
    note = forms.CharField(
        label="Where it comes from",
        widget=forms.Textarea({"rows": 3}),
        help_text="Who gave it to us or made it, when and how. Readers never see this.",
    )


@permission_required("articles.add_capture", raise_exception=True)
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a file as evidence for a document."""
    document = get_object_or_404(Document, pk=pk).standing_for()
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = capture.bring(
                document,
                said["file"],
                name=said["file"].name,
                kind=said["kind"],
                note=said["note"],
                by=request.user,
            )
        except NotKept as refused:
            form.add_error("file", str(refused))
        else:
            same = " It is the same file as one there was." if kept.same_as else ""
            messages.success(request, f"The evidence is kept.{same}")
            return to_document(document)
    return screen(request, "bring.html", document, title="Bring evidence", form=form)


@require_safe
@permission_required("articles.view_capture", raise_exception=True)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What one capture says, as plain words, and all that is known of it."""
    kept = get_object_or_404(captures(), pk=pk)
    words = excerpts_of(kept.document)
    return screen(
        request,
        "capture.html",
        kept.document,
        title=str(kept),
        kept=kept,
        is_picture=kept.content_type in PICTURES,
        is_fetched=kept.kept_as.tool != capture.BROUGHT,
        excerpts=[(excerpt, capture.shows(kept, excerpt)) for excerpt in words],
        lines=lines_marked(kept.text[:LETTERS], words),
        is_cut=len(kept.text) > LETTERS,
        reasons=Capture.Withheld.choices,
    )


@require_safe
@permission_required("articles.view_capture", raise_exception=True)
def content(request: HttpRequest, pk: int) -> HttpResponse:
    return serving.content(get_object_or_404(captures(), pk=pk))


@require_safe
@permission_required("articles.view_capture", raise_exception=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    return serving.file(get_object_or_404(captures(), pk=pk))


@require_POST
@permission_required("articles.change_capture", raise_exception=True)
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a capture from readers for a reason, or give it to them again."""
    kept = get_object_or_404(captures(), pk=pk)
    reason = request.POST.get("reason", "")
    if reason in ("", *Capture.Withheld.values):
        evidence.withhold(kept, reason, by=request.user)
    else:
        messages.error(request, "Say why it is kept from readers.")
    return redirect("admin:capture", kept.pk)


def screen(request, template: str, document: Document, **said) -> HttpResponse:
    context = {**admin.site.each_context(request), "document": document, **said}
    return TemplateResponse(request, f"desk/library/{template}", context)


def to_document(document: Document) -> HttpResponse:
    change = reverse("admin:articles_document_change", args=[document.pk])
    return redirect(f"{change}#evidence")
