"""What keeps a story from print, asked while it is being written."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ..publishing import readiness
from ..publishing.readiness import Case, Problem
from ..stories.models import Story
from .story_form import StoryForm
from .story_opening import form_for, story_or_404


def problems_of(form: StoryForm) -> list[Problem]:
    """What keeps the copy in `form` from print; of one that cannot be read, the copy before."""
    readable = form.is_bound and form.is_valid()
    return readiness.examine(Case.of(form.copy().cleaned() if readable else form.standing))


@require_POST
def examine(request, story_id: int | None = None) -> JsonResponse:
    """The problems of the form that was sent, none of it saved.

    {"problems": [{"code", "message", "field", "blocking"}]}; what the form itself complains of
    comes first, with the code "form".
    """
    story: Story | None = story_or_404(request, story_id) if story_id else None
    form = form_for(story, by=request.user, data=request.POST)
    form.is_valid()
    complaints = [Problem("form", words, field) for field, _, words in form.complaints()]
    found = complaints + problems_of(form)
    return JsonResponse({"problems": [vars(problem) for problem in found]})
