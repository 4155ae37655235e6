"""Two revisions of a story held against each other, and the way back to an old one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ...publishing import desk, revisions
from ...publishing.models import Revision
from ...publishing.refusals import NotAllowed, Refused
from ...stories.copy import Copy
from ...stories.models import Story
from .differences import legible
from .media import STORY_MEDIA
from .opening import story_or_404

OFFERED = 200  # revisions to choose from, the newest


@require_safe
def compare(request, story_id: int, *, site) -> HttpResponse:
    """Each field in which revisions ?before= and ?after= differ; by default the last two."""
    story = story_or_404(request, story_id)
    offered = list(story.revisions.select_related("by").defer("snapshot")[:OFFERED])
    newest = offered[0].number
    after = revision_at(story, request.GET.get("after", newest))
    before = revision_at(story, request.GET.get("before", max(after.number - 1, 1)))
    found = revisions.compare(Copy.from_json(before.snapshot), Copy.from_json(after.snapshot))
    context = {
        **site.each_context(request),
        "title": f"Revisions of “{story}”",
        "story": story,
        "media": STORY_MEDIA["css"],
        "before": before,
        "after": after,
        "offered": offered,
        "newest": newest,
        "changes": legible(found),
        "may_restore": desk.parts_open(story, by=request.user) is None,
    }
    return TemplateResponse(request, "desk/story/compare.html", context)


@require_POST
def restore(request, story_id: int) -> HttpResponse:
    """Make the desk copy what it was at the revision sent, if nobody has saved in between."""
    story = story_or_404(request, story_id)
    revision = revision_at(story, request.POST.get("revision", ""))
    story.version = whole_number(request.POST.get("version", ""))
    try:
        desk.restore(story=story, by=request.user, revision=revision)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, f"{refusal} Nothing was restored.")
    else:
        messages.success(request, f"The story stands as it was in revision {revision.number}.")
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story_id]))


def revision_at(story: Story, number) -> Revision:
    """The story's own revision of that number."""
    found = story.revisions.select_related("by").filter(number=whole_number(number)).first()
    if found is None:
        raise Http404("The story has no such revision.")
    return found


def whole_number(typed) -> int:
    """`typed` as a number a column can hold; anything else is an address that isn't there."""
    if not str(typed).isascii() or not str(typed).isdigit() or int(typed) >= 2**31:
        raise Http404("There is no such number.")
    return int(typed)
