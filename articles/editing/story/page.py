"""The page round the story's form: where the story stands, what it lacks, what may be done."""

from django.template.response import TemplateResponse

from ...publishing.models import Revision
from ...stories.models import Story
from .. import words_field
from ..library import photo_filters
from . import shown as story_shown
from . import whereabouts as story_whereabouts
from .document_adding import DocumentForm
from .form import StoryForm
from .media import STORY_MEDIA
from .readiness import report_of
from .reference_rows import PasteForm

REVISIONS = 6  # shown beside the form


def show(request, story: Story | None, form: StoryForm, moves, *, site, status=200, **said):
    """The response; `said` is what the page has to say on top: a `refusal` or a `conflict`."""
    if form.is_bound:
        form.is_valid()
    photos, report = story_shown.photos(form), report_of(form, story)
    context = {
        **site.each_context(request),
        "title": story.headline if story else "New story",
        "story": story,
        "form": form,
        "media": form.media + STORY_MEDIA,
        "moves": moves,
        "is_fresh": not form.is_bound,
        "whereabouts": story_whereabouts.of(story),
        "report": report,
        "complaints": complaints(form, moves),
        "citations": story_shown.citations(form, report.states),
        "quotations": story_shown.quotations(form, report.states),
        "lead": next((photo for photo in photos if photo.role == "lead"), None),
        "photos": [photo for photo in photos if photo.role not in ("lead", "gallery")],
        "gallery": [photo for photo in photos if photo.role == "gallery"],
        "photo_filters": photo_filters.offered(),
        "revisions": latest_revisions(story),
        "zone": words_field.zone(),
        "document_form": DocumentForm(by=request.user),
        "paste_form": PasteForm(auto_id="references-%s"),
        **said,
    }
    return TemplateResponse(request, "desk/story/form.html", context, status=status)


def complaints(form: StoryForm, moves) -> list[tuple[str, str, str]]:
    """What is wrong with what was sent: (field, label, message), of the form and of the move."""
    own = form.complaints() if form.is_bound else ()
    return [*own, *(complaint for move in moves for complaint in move.complaints)]


def latest_revisions(story: Story | None) -> list[Revision]:
    """The newest revisions with who made them, without what is in them."""
    if story is None:
        return []
    return list(story.revisions.select_related("by").defer("snapshot")[:REVISIONS])
