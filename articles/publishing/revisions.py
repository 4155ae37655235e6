"""Take revisions of a story, tell two apart, and read an old one back."""

from dataclasses import dataclass

from ..stories import copy as copies
from ..stories.copy import Copy
from ..stories.models import Story
from ..tags.models import Section, Tag
from .models import Revision

LABELS = {
    "headline": "headline",
    "kicker": "kicker",
    "dek": "dek",
    "slug": "slug",
    "dateline": "dateline",
    "body": "body",
    "section": "section",
    "copy_credit": "photo credit in the copy",
    "embargo_until": "embargo",
    "editor_note": "note to the desk",
    "bylines": "bylines",
    "tags": "tags",
    "citations": "citations",
    "quotations": "quotations",
    "placements": "photos",
}


@dataclass(frozen=True)
class Difference:
    """One field in which two copies differ, by its name on the form."""

    field: str
    label: str
    before: object
    after: object


def take(story: Story, *, by, note: str = "") -> Revision:
    """Keep the story as it stands, numbered by its version; if that is the last one, that one."""
    snapshot = copies.of(story).as_json()
    last = story.revisions.first()
    if last and last.snapshot == snapshot:
        return last
    return story.revisions.create(number=story.version, snapshot=snapshot, by=by, note=note)


def compare(before: Copy, after: Copy) -> list[Difference]:
    """What differs, in the order of the form."""
    differing = before.differing(after)
    return [
        Difference(name, label, getattr(before, name), getattr(after, name))
        for name, label in LABELS.items()
        if name in differing
    ]


def read(revision: Revision) -> Copy:
    """The copy a revision holds, its tags and section followed through later merges."""
    copy = Copy.from_json(revision.snapshot)
    tags = {tag.standing_for().pk for tag in Tag.objects.filter(pk__in=copy.tags)}
    section = Section.objects.filter(pk=copy.section).first()
    return copies.replace(
        copy, tags=tuple(sorted(tags)), section=section.standing_for().pk if section else None
    )
