"""Open a story at the desk: find it for who may see it, and lay out its form."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from ...people.models import Contributor
from ...publishing import desk
from ...stories import copy as copies
from ...stories.copy import BylineCopy, Copy
from ...stories.models import Story
from .form import StoryForm


def story_or_404(request, story_id) -> Story:
    """The story, for somebody who may look at stories."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    try:
        return Story.objects.select_related("filed_by", "changed_by").get(pk=story_id)
    except (Story.DoesNotExist, ValueError, OverflowError) as absent:
        raise Http404("There is no such story.") from absent


def form_for(story: Story | None, *, by, data=None) -> StoryForm:
    """The form of the copy that stands, or of a new story, bound to `data` if there is any."""
    if story is None:
        if not by.has_perm("articles.add_story"):
            raise PermissionDenied
        return StoryForm(data, by=by, standing=Copy(headline="", bylines=own_byline(by)))
    return StoryForm(
        data,
        by=by,
        standing=copies.of(story),
        version=story.version,
        open_parts=desk.parts_open(story, by=by),
    )


def own_byline(by) -> tuple[BylineCopy, ...]:
    """A new story is by whoever writes it, if their name is one the library knows."""
    own = Contributor.objects.standing().filter(user=by).first()
    return (BylineCopy(own.pk),) if own else ()
