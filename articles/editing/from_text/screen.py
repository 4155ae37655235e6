"""“New from text”: paste copy, look over what was understood of it, create the draft.

Nothing is written before “Create the draft”: the copy and what was corrected travel in the form.
So do further files that were dropped with it, to be looked at one after the other.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from js_asset import ImportMap, Media

from ...importing import intake
from ...importing.models import Import
from ...importing.wire import files as wire_files
from ...importing.wire import text as wire_text
from ...publishing import readiness
from ...publishing.refusals import Refused
from ...stories.models import Story
from ..story.media import OF_TAGS, SHEETS
from . import shown as import_shown
from .form import PasteForm, UnderstoodForm
from .queue import Queue

STYLES = {"all": (*SHEETS, "desk/import.css")}
# Imported by these names, never by path, so that each is loaded under its hashed address.
SENDING = {"import/sending": "desk/import/sending.js"}
PASTE_MEDIA = Media(
    importmap=ImportMap(SENDING), css=STYLES, js=[Script("desk/import/paste.js", type="module")]
)
REVIEW_MEDIA = Media(
    importmap=ImportMap(SENDING | OF_TAGS),
    css=STYLES,
    js=[Script("desk/import/review.js", type="module")],
)
LOST = "The copy was lost on its way. Paste it again."


def screen(request):
    """The steps, one POST each: read, check (look again), create or skip; back to the text."""
    if not request.user.has_perm("articles.add_story"):
        raise PermissionDenied
    if request.method != "POST":
        return show_paste(request, PasteForm())
    if request.POST.get("do") in ("check", "create", "skip", "back"):
        return corrected(request, request.POST["do"])
    return read(request)


def read(request):
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_paste(request, form, status=422)
    first, _ = form.queue.next()
    if form.queue.of == 1 and (before := intake.already(first.copy)):
        return show_paste(request, form, before=before, status=409)
    return show_next(request, form.queue)


def show_next(request, queue: Queue):
    """The next copy that there is something to do about; of the others it is said why not."""
    while queue.waiting:
        dropped, queue = queue.next()
        if complaint := wire_files.complaint(dropped.copy):
            messages.warning(request, f"“{dropped.name}”: {complaint}")
        elif before := intake.already(dropped.copy):
            said = "“{}”: this copy came in before, as {}."
            messages.warning(request, format_html(said, dropped.name, link_to(before.story)))
        else:
            understood = intake.understand(dropped.copy)
            form = UnderstoodForm(dropped=dropped, understood=understood, queue=queue)
            return show_review(request, form, dropped.copy, queue)
    return redirect("admin:import_wire")


def link_to(story: Story):
    at = reverse("admin:articles_story_change", args=[story.pk])
    return format_html('<a href="{}">{}</a>', at, story.headline)


def corrected(request, step: str):
    """What becomes of the form of what was understood."""
    form = UnderstoodForm(request.POST)
    is_valid = form.is_valid()
    if not (copy := form.cleaned_data.get("copy")) or "queue" in form.errors:
        messages.error(request, LOST)
        return show_paste(request, PasteForm(), status=422)
    queue = form.cleaned_data["queue"]
    if step == "back":
        text = {"text": wire_text.decode(copy), "queue": queue}
        return show_paste(request, PasteForm(initial=text))
    if step == "skip":
        name = form.cleaned_data.get("name") or "pasted text"
        messages.info(request, f"“{name}” was left out. Nothing of it was written.")
        return show_next(request, queue)
    if step == "check" or not is_valid:
        return show_review(request, form, copy, queue, status=200 if is_valid else 422)
    return create(request, form, copy, queue)


def create(request, form: UnderstoodForm, copy: bytes, queue: Queue):
    try:
        kept, is_new = intake.receive(
            copy,
            by=request.user,
            name=form.cleaned_data["name"],
            understood=form.understood(),
        )
    except Refused as refusal:
        return show_review(request, form, copy, queue, refusal=refusal, status=422)
    if not is_new:
        return show_review(request, form, copy, queue, before=kept, status=409)
    if queue.of > 1:
        messages.success(request, format_html("Filed as a draft: {}", link_to(kept.story)))
        return show_next(request, queue)
    messages.success(request, still_to_do(kept.story))
    return redirect("admin:articles_story_change", kept.story_id)


def still_to_do(story: Story) -> str:
    found = readiness.problems(story)
    blocking = readiness.blocking(found)
    said = ["Filed as a draft."]
    if blocking:
        said += ["Before it can be printed:", *(problem.message for problem in blocking)]
    if others := len(found) - len(blocking):
        things = "One more thing" if others == 1 else f"{others} more things"
        said.append(f"{things} to look at under “Ready for print?”")
    return " ".join(said)


def show_paste(request, form: PasteForm, *, before: Import | None = None, status=200):
    queue = form.cleaned_data.get("queue") if form.is_bound else form.initial.get("queue")
    context = {
        **admin.site.each_context(request),
        "title": "New from text",
        "form": form,
        "media": PASTE_MEDIA,
        "before": before,
        "waiting": len(queue.waiting) if queue else 0,
    }
    return TemplateResponse(request, "desk/import/paste.html", context, status=status)


def show_review(request, form: UnderstoodForm, copy: bytes, queue: Queue, *, status=200, **said):
    """The form beside the copy; `said`: a `refusal`, or the Import that came in `before`."""
    decoded = wire_text.decode(copy)
    found = wire_text.read(decoded)
    context = {
        **admin.site.each_context(request),
        "title": "What was understood",
        "form": form,
        "media": form.media + REVIEW_MEDIA,
        "queue": queue,
        "raw": decoded,
        "name": form["name"].value(),
        "doubts": import_shown.doubts(found),
        "credits": import_shown.credits(form, by=request.user),
        "photo": import_shown.photo(form),
        "other_photos": found.photo_credits[1:],
        "unknown": import_shown.unknown(form),
        "set_aside": found.set_aside,
        "quoted_in_text": found.inline_quotations,
        "may_add_people": request.user.has_perm("articles.add_contributor"),
        "is_wrong": status == 422,
        **said,
    }
    return TemplateResponse(request, "desk/import/review.html", context, status=status)
