"""What keeps a story from print, asked while it is being written."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ...publishing import readiness
from ...publishing.readiness import Case, Problem
from .form import StoryForm
from .opening import form_for, story_or_404


def problems_of(form: StoryForm) -> list[Problem]:
    """What keeps the copy in `form` from print; if it cannot be read, why it can't."""
    if not form.is_bound:
        return readiness.examine(Case.of(form.standing))
    if not form.is_valid():
        return [Problem("form", words, field) for field, _, words in form.complaints()]
    return readiness.examine(Case.of(form.copy().cleaned()))


@require_POST
def examine(request, story_id: int | None = None) -> JsonResponse:
    """The problems of the form that was sent, none of it saved.

    {"problems": [{"code", "message", "field", "blocking"}]}, the blocking ones first; of a form
    that cannot be read its complaints, with the code "form".
    """
    story = story_or_404(request, story_id) if story_id else None
    form = form_for(story, by=request.user, data=request.POST)
    return JsonResponse({"problems": [vars(problem) for problem in problems_of(form)]})
