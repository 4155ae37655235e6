"""Make editions: freeze what readers are to see, from when, and index what it is found by."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from .. import changes
from ..names import free_slug
from ..people.models import Contributor
from ..people.names import joined
from ..photos.models import Photo
from ..sources import agreements
from ..sources.models import Document
from ..stories import following
from ..stories.copy import Copy
from ..stories.models import Placement, Story
from . import evidence
from .models import (
    Correction,
    Edition,
    EditionContributor,
    EditionDocument,
    EditionPhoto,
    EditionRow,
    EditionSource,
    EditionTag,
    PhotoShown,
    Revision,
)
from .printed import agreements_behind

PAST = Q(edition__visible_until__lte=Now())
NEVER_SEEN = Q(edition__visible_until=F("edition__visible_from"))
INDEX_TABLES = (EditionTag, EditionContributor, EditionDocument, EditionSource, EditionPhoto)


def build(
    story: Story, revision: Revision, *, visible_from: datetime, by, dated: datetime | None = None
) -> Edition:
    """An edition of `revision`, not yet saved: a preview shows this very thing.

    `story` may be unsaved, and so may `revision`; then nothing of it has been seen.
    """
    copy = following.merges(Copy.from_json(revision.snapshot))
    contributors = Contributor.objects.filter(pk__in=[b.contributor for b in copy.bylines])
    edition = draw_up(
        story,
        revision,
        copy,
        visible_from=visible_from,
        published_at=first_out(story) or dated or visible_from,
        by=by,
        names=dict(contributors.values_list("pk", "name")),
        words=words_of(p.photo for p in copy.placements),
    )
    edition.corrections = [correction.as_notice() for correction in corrections_of(story)]
    return edition


def draw_up(
    story: Story,
    revision: Revision,
    copy: Copy,
    *,
    visible_from: datetime,
    published_at: datetime,
    by,
    names: dict[int, str],
    words: dict[int, list[str]],
) -> Edition:
    """An unsaved edition, without asking the database.

    `names` of the contributors by id, and the `words` of the photos: their caption and alt text.
    """
    return Edition(
        story=story,
        number=1,
        revision=revision,
        visible_from=visible_from,
        published_at=published_at,
        published_on=timezone.localdate(published_at),
        by=by,
        slug=copy.slug,
        headline=copy.headline,
        kicker=copy.kicker,
        dek=copy.dek,
        byline=byline(copy, names),
        section_id=copy.section,
        lead_photo_id=lead_photo(copy),
        photo_words={str(p.photo): words[p.photo] for p in copy.placements if p.photo in words},
    )


def words_of(photos: Iterable[int]) -> dict[int, list[str]]:
    """The caption and the alt text that those photos have of their own, by id."""
    found = Photo.objects.order_by().filter(pk__in=set(photos))
    return {pk: words for pk, *words in found.values_list("pk", "caption", "alt_text")}


def unseen_corrections(story: Story) -> QuerySet[Correction]:
    """Those whose edition was replaced before anybody saw it: the next edition carries them."""
    return story.corrections.filter(edition__visible_until=F("edition__visible_from"))


def withdraw(story: Story) -> None:
    """Take back what was to come, and the notice that was to come with it: nobody saw either."""
    withdraw_ahead(story)
    unseen_corrections(story).delete()


def corrections_of(story: Story) -> list[Correction]:
    return list(story.corrections.order_by("at", "pk")) if story.pk else []


def first_out(story: Story) -> datetime | None:
    """When readers first saw the story, if they have."""
    seen = Edition.seen.filter(story=story).order_by("number").first() if story.pk else None
    return seen and seen.published_at


def byline(copy: Copy, names: dict[int, str]) -> str:
    """The names of those it is by; photographers and editors are not in a card's byline."""
    ids = [b.contributor for b in copy.bylines if not b.role]
    return joined([names[pk] for pk in ids if pk in names])[:300]


def showing(photos: set[int], *, but: Story | None) -> dict[int, str]:
    """Of those `photos` that another story than `but` was the first to show, or will be: its
    headline."""
    first = first_shown_in(photos)
    return {pk: headline for pk, (story, headline) in first.items() if not but or story != but.pk}


def first_shown_in(photos: set[int]) -> dict[int, tuple[int, str]]:
    """Which story shows each of those `photos`, did or will, before any other: id and headline.

    What a photo was let to us for is that one; others that show it too take nothing from it.
    """
    if not photos:
        return {}
    columns = ("photo", "edition__story", "edition__headline")
    rows = [
        row
        for table in (EditionPhoto, PhotoShown)
        for row in table.objects.filter(photo__in=photos)
        .exclude(NEVER_SEEN)
        .values_list("edition__visible_from", "edition", *columns)
    ]
    first: dict[int, tuple[int, str]] = {}
    for *_, photo, story, headline in sorted(rows):
        first.setdefault(photo, (story, headline))
    return first


def lead_photo(copy: Copy) -> int | None:
    return next((p.photo for p in copy.placements if p.role == Placement.Role.LEAD), None)


def bring_out(
    story: Story,
    revision: Revision,
    *,
    visible_from: datetime,
    by,
    correction: Correction | None = None,
    dated: datetime | None = None,
) -> Edition:
    """Save the next edition of `story`; it takes over from the current one at `visible_from`.

    `dated` is the time a first edition bears that came out elsewhere before.
    An unsaved `correction` is saved with it, and stands above the text from this edition on.
    The caller holds the story (see desk.py), so no two of these run for one story at once.
    """
    withdraw_ahead(story)
    Edition.visible.filter(story=story).update(visible_until=visible_from)
    unseen = unseen_corrections(story)
    unseen.update(at=visible_from)
    edition = build(story, revision, visible_from=visible_from, by=by, dated=dated)
    last = Edition.everything.filter(story=story).order_by("-number").first()
    edition.number = last.number + 1 if last else 1
    edition.slug = free_slug(edition.slug, lambda slug: held_by_another(slug, edition))
    if correction:
        edition.corrections.append(correction.as_notice())
    edition.save()
    unseen.update(edition=edition)
    if correction:
        correction.edition = edition
        correction.save()
    copy = following.merges(Copy.from_json(revision.snapshot))
    index(edition, copy)
    if agreed := {c.agreement for c in copy.citations if c.visibility == "public"} - {None}:
        agreements.bring_out(agreed)
    drop_past_rows(story)
    return edition


def held_by_another(slug: str, edition: Edition) -> bool:
    same = Edition.everything.filter(slug=slug, published_on=edition.published_on)
    return same.exclude(story=edition.story_id).exists()


def withdraw_ahead(story: Story) -> None:
    """Take back an edition that was to come; the one before it stays on."""
    ahead = Edition.ahead.filter(story=story)
    starts = list(ahead.values_list("visible_from", flat=True))
    ahead.update(visible_until=F("visible_from"))
    Edition.visible.filter(story=story, visible_until__in=starts).update(visible_until=None)


def close(story: Story, *, at: datetime) -> None:
    """End what readers see of `story` at `at`, and take back what was to come."""
    withdraw(story)
    Edition.visible.filter(story=story).update(visible_until=at)
    drop_past_rows(story)


def index(edition: Edition, copy: Copy) -> None:
    """Write the rows that readers find `edition` by."""
    cited = Document.objects.filter(pk__in=[c.document for c in copy.citations])
    for table, rows in index_rows(edition, copy, dict(cited.values_list("pk", "publisher"))):
        table.objects.bulk_create(rows)


def index_rows(
    edition: Edition, copy: Copy, publishers: dict[int, int | None]
) -> Iterator[tuple[type[EditionRow], list[EditionRow]]]:
    """Those rows, unsaved, table by table; `publishers` of the documents cited, by id."""
    public = [c for c in copy.citations if c.visibility == "public"]
    documents = {c.document for c in public} - {None}
    sources = {c.source for c in public} | {publishers[pk] for pk in documents}
    agreed = {c.key: c.agreement for c in copy.citations if c.agreement}
    unnamed = agreements_behind(copy.body, agreed, {q.key: q.citation for q in copy.quotations})
    speakers = {q.speaker for q in copy.quotations if q.key not in unnamed}
    for table, column, ids in (
        (EditionTag, "tag_id", set(copy.tags)),
        (EditionContributor, "contributor_id", {b.contributor for b in copy.bylines}),
        (EditionDocument, "document_id", documents),
        (EditionSource, "source_id", (sources | speakers) - {None}),
        (EditionPhoto, "photo_id", {p.photo for p in copy.placements}),
    ):
        rows = [
            table(edition=edition, published_at=edition.published_at, **{column: pk})
            for pk in sorted(ids)
        ]
        yield table, rows


def note_changes(story: Story) -> None:
    """Log every page that shows the story now, will when it is due, or did a moment ago."""
    keys = {story.change_key, "front"}
    own = Edition.everything.filter(story=story)
    keys |= {f"section:{pk}" for pk in own.values_list("section_id", flat=True)}
    for table in INDEX_TABLES:
        name = table.__name__.removeprefix("Edition").lower()
        rows = table.objects.filter(edition__story=story)
        keys |= {f"{name}:{pk}" for pk in rows.values_list(f"{name}_id", flat=True)}
    changes.note(*keys)


def turned_over() -> list[Story]:
    """Stories of which an edition has ended and still has rows in the readers' index."""
    past = Q()
    for table in INDEX_TABLES:
        past |= Q(pk__in=table.objects.filter(PAST).values("edition__story"))
    return list(Story.objects.filter(past).order_by("pk"))


def drop_past_rows(story: Story | None = None) -> int:
    """Take past editions' rows out of the readers' index; returns how many editions that were."""
    past = PAST & Q(edition__story=story) if story else PAST
    keep_record_of_photos(past)
    evidence.watch(EditionDocument.objects.filter(past))  # after this nobody knows they were cited
    ended = set()
    for table in INDEX_TABLES:
        rows = table.objects.filter(past)
        ended |= set(rows.values_list("edition_id", flat=True))
        table.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    return len(ended)


def keep_record_of_photos(past: Q) -> None:
    """That readers have seen a photo is remembered when its edition leaves the index."""
    seen = EditionPhoto.objects.filter(past).exclude(NEVER_SEEN)
    PhotoShown.objects.bulk_create(
        (
            PhotoShown(edition_id=edition, photo_id=photo)
            for edition, photo in seen.values_list("edition", "photo")
        ),
        ignore_conflicts=True,
    )
