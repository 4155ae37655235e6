"""Two people wrote at once: what the other changed, what becomes of it, and how both are kept."""

from dataclasses import dataclass
from functools import cached_property

from ...publishing.models import Revision
from ...publishing.refusals import Stale
from ...stories import copy as copies
from ...stories.copy import Copy
from ...stories.models import Story
from .differences import Change, legible
from .form import StoryForm


@dataclass(frozen=True)
class Overlap:
    """A field another person changed; `both`: the one before the form changed it, too."""

    change: Change
    both: bool


class Conflict:
    """What the page says to somebody whose save came second."""

    def __init__(self, story: Story, form: StoryForm, stale: Stale):
        self.story = Story.objects.select_related("changed_by").get(pk=story.pk)
        self.who, self.changed = stale.who, stale.changed
        self.form = form

    @property
    def at(self):
        return self.story.changed_at

    @property
    def version(self) -> int:
        return self.story.version

    @cached_property
    def overlaps(self) -> list[Overlap]:
        mine = self.form.copy().cleaned()
        base = copy_at(self.story, self.form.cleaned_data["version"])
        touched = base.differing(mine) if base else set()
        return [Overlap(change, change.field in touched) for change in legible(self.changed)]


def merged(mine: Copy, *, base: int, theirs: Story) -> Copy:
    """`mine` on top of what stands: a field only the other person touched since `base` is theirs.

    `base` is the version `mine` was written over.
    """
    before, standing = copy_at(theirs, base), copies.of(theirs)
    if before is None:
        return mine
    untouched = standing.differing(before) - mine.cleaned().differing(before)
    return copies.replace(mine, **{name: getattr(standing, name) for name in untouched})


def copy_at(story: Story, version: int) -> Copy | None:
    """The copy that stood at `version`; its note to the desk, which no revision keeps, as now."""
    revision = Revision.objects.filter(story=story, number__lte=version).first()
    if revision is None:
        return None
    return copies.replace(Copy.from_json(revision.snapshot), editor_note=story.editor_note)
