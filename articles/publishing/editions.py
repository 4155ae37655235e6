"""Make editions: freeze what readers are to see, from when, and index what it is found by."""

from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from ..names import free_slug
from ..people.models import Contributor
from ..people.names import joined
from ..sources.models import Document
from ..stories.copy import Copy
from ..stories.models import Placement, Story
from .models import (
    Correction,
    Edition,
    EditionContributor,
    EditionDocument,
    EditionPhoto,
    EditionSource,
    EditionTag,
    Revision,
)

INDEX_TABLES = (EditionTag, EditionContributor, EditionDocument, EditionSource, EditionPhoto)


def build(story: Story, revision: Revision, *, visible_from: datetime, by) -> Edition:
    """An edition of `revision`, not yet saved: a preview shows this very thing.

    `story` may be unsaved, and so may `revision`; then nothing of it has been seen.
    """
    copy = Copy.from_json(revision.snapshot)
    published_at = first_out(story) or visible_from
    return Edition(
        story=story,
        revision=revision,
        visible_from=visible_from,
        published_at=published_at,
        published_on=timezone.localdate(published_at),
        by=by,
        slug=copy.slug,
        headline=copy.headline,
        kicker=copy.kicker,
        dek=copy.dek,
        byline=byline(copy),
        section_id=copy.section,
        lead_photo_id=lead_photo(copy),
        corrections=[c.as_notice() for c in corrections_of(story)],
    )


def corrections_of(story: Story) -> list[Correction]:
    return list(story.corrections.order_by("at", "pk")) if story.pk else []


def first_out(story: Story) -> datetime | None:
    """When readers first saw the story, if they have."""
    seen = Edition.seen.filter(story=story).order_by("number").first() if story.pk else None
    return seen and seen.published_at


def byline(copy: Copy) -> str:
    """The names of those it is by; photographers and editors are not in a card's byline."""
    ids = [b.contributor for b in copy.bylines if not b.role]
    names = dict(Contributor.objects.filter(pk__in=ids).values_list("pk", "name"))
    return joined([names[pk] for pk in ids if pk in names])[:300]


def lead_photo(copy: Copy) -> int | None:
    return next((p.photo for p in copy.placements if p.role == Placement.Role.LEAD), None)


def bring_out(
    story: Story,
    revision: Revision,
    *,
    visible_from: datetime,
    by,
    correction: Correction | None = None,
) -> Edition:
    """Save the next edition of `story`; it takes over from the current one at `visible_from`.

    An unsaved `correction` is saved with it, and stands above the text from this edition on.
    The caller holds the story (see desk.py), so no two of these run for one story at once.
    """
    withdraw_ahead(story)
    Edition.visible.filter(story=story).update(visible_until=visible_from)
    edition = build(story, revision, visible_from=visible_from, by=by)
    last = Edition.everything.filter(story=story).order_by("-number").first()
    edition.number = last.number + 1 if last else 1
    edition.slug = free_slug(edition.slug, lambda slug: held_by_another(slug, edition))
    if correction:
        edition.corrections.append(correction.as_notice())
    edition.save()
    if correction:
        correction.edition = edition
        correction.save()
    index(edition, Copy.from_json(revision.snapshot))
    drop_past_rows(story)
    return edition


def held_by_another(slug: str, edition: Edition) -> bool:
    same = Edition.everything.filter(slug=slug, published_on=edition.published_on)
    return same.exclude(story=edition.story_id).exists()


def withdraw_ahead(story: Story) -> bool:
    """Take back an edition that was to come; the one before it stays on. False if none was."""
    ahead = Edition.everything.filter(story=story, visible_from__gt=Now()).exclude(
        visible_until=F("visible_from")
    )
    starts = list(ahead.values_list("visible_from", flat=True))
    if not starts:
        return False
    ahead.update(visible_until=F("visible_from"))
    Edition.visible.filter(story=story, visible_until__in=starts).update(visible_until=None)
    return True


def close(story: Story, *, at: datetime) -> None:
    """End what readers see of `story` at `at`, and take back what was to come."""
    withdraw_ahead(story)
    Edition.visible.filter(story=story).update(visible_until=at)
    drop_past_rows(story)


def index(edition: Edition, copy: Copy) -> None:
    """Write the rows that readers find `edition` by."""
    public = [c for c in copy.citations if c.visibility == "public"]
    documents = dict(
        Document.objects.filter(pk__in=[c.document for c in public if c.document]).values_list(
            "pk", "publisher"
        )
    )
    sources = {c.source for c in public} | set(documents.values())
    speakers = {q.speaker for q in copy.quotations}
    for table, column, ids in (
        (EditionTag, "tag_id", set(copy.tags)),
        (EditionContributor, "contributor_id", {b.contributor for b in copy.bylines}),
        (EditionDocument, "document_id", set(documents)),
        (EditionSource, "source_id", (sources | speakers) - {None}),
        (EditionPhoto, "photo_id", {p.photo for p in copy.placements}),
    ):
        table.objects.bulk_create(
            table(edition=edition, published_at=edition.published_at, **{column: pk})
            for pk in sorted(ids)
        )


def drop_past_rows(story: Story | None = None) -> int:
    """Take past editions' rows out of the readers' index; returns how many editions that were."""
    past = Q(edition__visible_until__lte=Now())
    if story:
        past &= Q(edition__story=story)
    ended = set()
    for table in INDEX_TABLES:
        rows = table.objects.filter(past)
        ended |= set(rows.values_list("edition_id", flat=True))
        table.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    return len(ended)
