"""What keeps a story from print and what it rests on, asked while it is being written."""

from dataclasses import asdict, dataclass, field

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ...publishing import readiness, sourcing
from ...publishing.case import Case, Problem
from ...publishing.sourcing import State
from ...stories.models import Story
from .form import StoryForm
from .opening import form_for, story_or_404


@dataclass(frozen=True)
class Report:
    """What was found of a copy: for the list, for the rows by their keys, and in figures."""

    problems: list[Problem]
    states: dict[str, list[State]] = field(default_factory=dict)
    measure: str = ""


def report_of(form: StoryForm, story: Story | None) -> Report:
    """The report on the copy in `form`; of one that cannot be read, why it can't.

    `story` is the one the form is of, None for a new one.
    """
    if form.is_bound and not form.is_valid():
        return Report([Problem("form", words, name) for name, _, words in form.complaints()])
    case = Case.of(form.copy().cleaned() if form.is_bound else form.standing, story)
    found = readiness.examine(case)
    return Report(
        readiness.in_brief(found), sourcing.states(case, found), str(sourcing.measure(case))
    )


@require_POST
def examine(request, story_id: int | None = None) -> JsonResponse:
    """The report on the form that was sent, none of it saved.

    {"problems": [{"code", "message", "field", "blocking", …}], the blocking ones first,
    "states": {key: [{"words", "tone", "todo"}]}, "measure": "…"}; of a form that cannot be read the
    problems are its complaints, with the code "form".
    """
    story = story_or_404(request, story_id) if story_id else None
    form = form_for(story, by=request.user, data=request.POST)
    return JsonResponse(asdict(report_of(form, story)))
