"""Take revisions of a story, tell two apart, and read an old one back."""

from dataclasses import dataclass

from ..people.models import Contributor
from ..photos.credits import PhotoCredit
from ..photos.models import Photo
from ..sources.agreements import SourcingAgreement
from ..sources.models import Document, Source
from ..stories import copy as copies
from ..stories import following
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


def standing(story: Story, *, by) -> Revision:
    """The revision of the copy as it stands; a new one if the library has changed it since.

    Undoing a merge, or deleting what a story referred to, moves a story's rows past the door. The
    caller holds the story.
    """
    last, copy = story.revisions.first(), copies.of(story)
    if following.merges(Copy.from_json(last.snapshot)) == copies.replace(copy, editor_note=""):
        return last
    story.version += 1
    story.save(update_fields=["version"])
    return take(story, by=by, note="As the library has it now.")


def compare(before: Copy, after: Copy) -> list[Difference]:
    """What differs, in the order of the form."""
    differing = before.differing(after)
    return [
        Difference(name, label, getattr(before, name), getattr(after, name))
        for name, label in LABELS.items()
        if name in differing
    ]


def read(revision: Revision) -> Copy:
    """The copy a revision holds, as far as the library still has what it refers to."""
    copy = following.merges(Copy.from_json(revision.snapshot))
    people = held(Contributor, [b.contributor for b in copy.bylines])
    documents = held(Document, [c.document for c in copy.citations])
    sources = held(Source, [c.source for c in copy.citations])
    agreements = held(SourcingAgreement, [c.agreement for c in copy.citations])
    photos = held(Photo, [p.photo for p in copy.placements])
    return copies.replace(
        copy,
        tags=tuple(sorted(held(Tag, copy.tags))),
        section=next(iter(held(Section, [copy.section])), None),
        copy_credit=next(iter(held(PhotoCredit, [copy.copy_credit])), None),
        bylines=tuple(b for b in copy.bylines if b.contributor in people),
        citations=tuple(
            c
            for c in copy.citations
            if c.document in documents or c.source in sources or c.agreement in agreements
        ),
        placements=tuple(p for p in copy.placements if p.photo in photos),
    )


def held(model, ids) -> set[int]:
    """Those of `ids` that the library has."""
    wanted = set(ids) - {None}
    return set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))
