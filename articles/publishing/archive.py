"""The goods entrance: bring out a whole archive of stories that have been in print before.

It leaves the rows that `desk.file` followed by `desk.publish(dated=…)` would leave, in a few
hundredths of the statements; a test holds the two against each other, table by table.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.utils import timezone

from .. import body, changes
from ..names import free_slug
from ..people.models import Contributor
from ..sources.models import Document
from ..stories import copy as copies
from ..stories.copy import Copy
from ..stories.models import Byline, Citation, Placement, Quotation, Status, Story, StoryTag
from . import clock, editions, workflow
from .models import Edition, Move, Revision
from .refusals import NotAllowed

BATCH = 500


@dataclass(frozen=True)
class Printed:
    """A story that has been in print: its copy, and the time it bears (aware, past)."""

    copy: Copy
    dated: datetime


def bring_in(archive: Iterable[Printed], *, by) -> int:
    """File and publish every story of `archive`, by `by`; returns how many.

    Each batch is one transaction. Readiness is not asked: what was printed was printed.
    """
    if not by.has_perms(["articles.add_story", "articles.publish_story"]):
        raise NotAllowed("You may not bring in an archive.")
    return sum(bring_in_batch(batch, by) for batch in batched(archive, BATCH, strict=False))


@transaction.atomic
def bring_in_batch(archive: tuple[Printed, ...], by) -> int:
    printed = [Printed(p.copy.cleaned(), p.dated) for p in archive]
    moment = clock.now()
    stories = Story.objects.bulk_create(new_story(p.copy, by) for p in printed)
    pairs = list(zip(stories, (p.copy for p in printed), strict=True))
    create_parts(pairs)
    revisions = Revision.objects.bulk_create(
        Revision(story=story, number=story.version, snapshot=copy.as_json(), by=by)
        for story, copy in pairs
    )
    create_editions(stories, printed, revisions, moment, by)
    Move.objects.bulk_create(move for story in stories for move in moves(story, by))
    changes.note("site")
    return len(stories)


def new_story(copy: Copy, by) -> Story:
    return Story(
        **{name: getattr(copy, name) for name in copies.PLAIN_FIELDS},
        section_id=copy.section,
        copy_credit_id=copy.copy_credit,
        status=Status.PUBLISHED,
        filed_by=by,
        changed_by=by,
        changed_at=timezone.now(),
    )


def create_parts(pairs: list[tuple[Story, Copy]]) -> None:
    StoryTag.objects.bulk_create(
        StoryTag(content_object=story, tag_id=pk) for story, copy in pairs for pk in copy.tags
    )
    Byline.objects.bulk_create(
        Byline(story=story, contributor_id=b.contributor, role=b.role, position=position)
        for story, copy in pairs
        for position, b in enumerate(copy.bylines)
    )
    citations = Citation.objects.bulk_create(
        row for story, copy in pairs for row in copies.new_rows(story, Citation, copy.citations)
    )
    Placement.objects.bulk_create(
        row for story, copy in pairs for row in copies.new_rows(story, Placement, copy.placements)
    )
    ids = defaultdict(dict)
    for citation in citations:
        ids[citation.story_id][citation.key] = citation.pk
    Quotation.objects.bulk_create(
        Quotation(
            story=story,
            key=mark.key,
            **copies.quotation_values(copy, mark, ids[story.pk]),
        )
        for story, copy in pairs
        for mark in body.marks(copy.body).quotations
    )


def create_editions(stories, printed, revisions, moment: datetime, by) -> None:
    names = names_of(b.contributor for p in printed for b in p.copy.bylines)
    publishers = publishers_of(c.document for p in printed for c in p.copy.citations)
    words = editions.words_of(placed.photo for p in printed for placed in p.copy.placements)
    taken = slugs_taken(printed)
    made = []
    for story, one, revision in zip(stories, printed, revisions, strict=True):
        edition = editions.draw_up(
            story,
            revision,
            one.copy,
            visible_from=moment,
            published_at=one.dated,
            by=by,
            names=names,
            words=words,
        )
        day = taken[edition.published_on]
        edition.slug = free_slug(edition.slug, day.__contains__)
        day.add(edition.slug)
        made.append(edition)
    rows = defaultdict(list)
    for edition, p in zip(Edition.everything.bulk_create(made), printed, strict=True):
        for table, more in editions.index_rows(edition, p.copy, publishers):
            rows[table] += more
    for table, all_rows in rows.items():
        table.objects.bulk_create(all_rows)


def names_of(contributors: Iterable[int]) -> dict[int, str]:
    return dict(Contributor.objects.filter(pk__in=set(contributors)).values_list("pk", "name"))


def publishers_of(documents: Iterable[int | None]) -> dict[int, int | None]:
    found = Document.objects.filter(pk__in=set(documents) - {None})
    return dict(found.values_list("pk", "publisher"))


def slugs_taken(printed: list[Printed]) -> dict:
    """The slugs that stand already on each day of the batch."""
    days = {timezone.localdate(p.dated) for p in printed}
    taken = defaultdict(set)
    held = Edition.everything.filter(published_on__in=days)
    for day, slug in held.values_list("published_on", "slug"):
        taken[day].add(slug)
    return taken


def moves(story: Story, by) -> list[Move]:
    published = workflow.VERBS["publish"].steps[Status.DRAFT]
    return [
        Move(story=story, verb="file", to_status=Status.DRAFT, by=by),
        Move(story=story, verb="publish", from_status=Status.DRAFT, to_status=published, by=by),
    ]
