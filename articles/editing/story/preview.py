"""The story as readers would see it now, from the form as it stands or from what was saved."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ...photos import files
from ...photos.models import Photo
from ...publishing import clock, editions
from ...publishing.models import Revision
from ...reading.rendering import story_page
from ...stories import copy as copies
from ...stories.copy import Copy
from ...stories.models import Story
from .opening import form_for, story_or_404


def preview(request, story_id: int | None = None) -> HttpResponse:
    """The readers' page of one story: of the form that was sent, or of the saved desk copy.

    Nothing is kept of it: a tag of a new name is made for the page and unmade with it.
    """
    story = story_or_404(request, story_id) if story_id else None
    if request.method != "POST" and story:
        return page_of(request, story, copies.of(story))
    form = form_for(story, by=request.user, data=request.POST)
    if not form.is_valid():
        context = {"complaints": list(form.complaints()), "title": "No preview yet"}
        return TemplateResponse(request, "desk/story/no_preview.html", context, status=422)
    with transaction.atomic():
        page = page_of(request, story, form.copy(make_tags=True))
        transaction.set_rollback(True)
    return page


def page_of(request, story: Story | None, copy: Copy) -> HttpResponse:
    subject = story or Story(filed_by=request.user, changed_by=request.user)
    revision = Revision(story=subject, snapshot=copy.cleaned().as_json(), by=request.user)
    edition = editions.build(subject, revision, visible_from=clock.now(), by=request.user)
    return story_page(request, edition, preview=True, photo_address=desk_addresses(copy))


def desk_addresses(copy: Copy) -> Callable[[str], str]:
    """From the name of a file of one of the copy's photos to where staff get it.

    Readers' own addresses answer only for photos that readers see. Staff get one format, whichever
    is asked for: a browser goes by what is in a file.
    """
    placed = Photo.objects.filter(pk__in=[placement.photo for placement in copy.placements])
    ids = dict(placed.values_list("public_id", "pk"))

    def address(name: str) -> str:
        public_id, width, _ = files.meant_by(name)
        return reverse("admin:photo_file", args=[ids[public_id], int(width)])

    return address
