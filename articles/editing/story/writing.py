"""Write a story: show its form, hand what comes back to the door, and say what became of it.

A button does all it says or nothing: what was typed and the move that was pressed are one
transaction. Whatever the door refuses comes back on the form as it was sent.
"""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ...publishing import desk
from ...publishing.refusals import NotAllowed, Refused, Stale
from ...stories.copy import Copy
from ...stories.models import Story
from . import moves as story_moves
from . import page as story_page
from .conflict import Conflict, merged
from .form import StoryForm
from .opening import form_for


def write(request, story: Story | None, *, site) -> HttpResponse:
    """The form of `story`, or of a new one; a POST saves it and makes the move that was pressed."""
    sent = request.POST if request.method == "POST" else None
    form = form_for(story, by=request.user, data=sent)
    moves = story_moves.next_moves(story, by=request.user, data=sent)
    show = partial(story_page.show, request, story, form, moves, site=site)
    if sent is None or "bring_back" in sent:
        return show()
    verb = sent.get("move", "")
    move = next((move for move in moves if move.verb == verb), None)
    if verb and move is None:
        return show(status=403, refusal="That move is not open to you now.")
    if not all([form.is_valid(), move is None or move.form.is_valid()]):
        return show(status=422)
    try:
        with transaction.atomic():
            written, said = keep(story, form, move, by=request.user)
    except Stale as stale:
        return show(status=409, conflict=Conflict(story, form, stale))
    except Refused as refusal:
        return show(status=403 if isinstance(refusal, NotAllowed) else 422, refusal=refusal)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[written.pk]))


def keep(story: Story | None, form: StoryForm, move, *, by) -> tuple[Story, str]:
    """File or save what `form` holds, then make `move` if there is one; what to say about it."""
    copy = form.copy(make_tags=True)
    if story is None:
        written, said = desk.file(by=by, copy=copy), "Filed."
    else:
        written, said = save(story, form, copy, by=by)
    if move is None:
        return written, said or "Nothing to save: the story stands as it was."
    moved = story_moves.make(move.verb, written, by=by, arguments=move.form.arguments())
    return written, f"{said} {moved}".strip()


def save(story: Story, form: StoryForm, copy: Copy, *, by) -> tuple[Story, str]:
    """Save `copy`, on top of another's if the form says so; "" to say if that changed nothing."""
    version = form.cleaned_data["version"]
    if on_top_of := form.cleaned_data["on_top_of"]:
        copy, version = merged(copy, base=version, theirs=story), on_top_of
    written = desk.save(story=story, by=by, copy=copy, version=version)
    if written.version != story.version:
        return written, "Saved."
    # A move that follows claims the version its maker had before them, not a newer one.
    written.version = version
    return written, ""
