"""A story's copy as one plain value: what a form, an importer or a revision hands to the door.

`of(story)` reads it from the tables, `write(story, copy)` brings the tables to it. Everything
refers to library rows by id, so a credit put right later is right here too.
"""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Self

from .. import body
from ..markup import UNSEEN
from ..names import slug_of, tidy
from .models import Byline, Citation, Placement, Quotation, Story, StoryTag

FORMAT = 1  # of the JSON form; raise it when a reader of old revisions would misread a new one


@dataclass(frozen=True)
class BylineCopy:
    contributor: int
    role: str = ""


@dataclass(frozen=True)
class CitationCopy:
    key: str
    document: int | None = None
    source: int | None = None
    agreement: int | None = None
    role: str = Citation.Role.SUPPORTS.value
    locator: str = ""
    credited_as: str = ""
    excerpt: str = ""
    claim: str = ""
    accessed_on: date | None = None
    visibility: str = Citation.Visibility.PUBLIC.value


@dataclass(frozen=True)
class QuotationCopy:
    """What is known of a quotation in the body beyond its mark."""

    key: str
    speaker: int | None = None
    said_on: date | None = None
    said_to: str = ""
    place: str = ""
    citation: str | None = None


@dataclass(frozen=True)
class PlacementCopy:
    key: str
    photo: int
    role: str = Placement.Role.INLINE.value
    caption: str = ""
    alt_text: str = ""


@dataclass(frozen=True)
class Copy:
    headline: str
    kicker: str = ""
    dek: str = ""
    slug: str = ""
    dateline: str = ""
    body: str = ""
    section: int | None = None
    copy_credit: int | None = None
    embargo_until: datetime | None = None
    editor_note: str = ""
    bylines: tuple[BylineCopy, ...] = ()
    tags: tuple[int, ...] = ()
    citations: tuple[CitationCopy, ...] = ()
    quotations: tuple[QuotationCopy, ...] = ()
    placements: tuple[PlacementCopy, ...] = ()

    def cleaned(self) -> Self:
        """Fit to be kept: body sanitised and keyed, single lines tidied, a slug made."""
        headline = tidy(self.headline)
        marked_up = body.keyed(body.sanitise(self.body))
        quoted = {mark.key for mark in body.marks(marked_up).quotations}
        cited = {citation.key for citation in self.citations}
        return replace(
            self,
            headline=headline,
            kicker=tidy(self.kicker),
            dek=tidy(self.dek),
            dateline=tidy(self.dateline),
            slug=slug_of(self.slug or headline, fallback="story"),
            body=marked_up,
            editor_note=legible(self.editor_note),
            tags=tuple(sorted(set(self.tags))),
            bylines=tuple(legible_part(b) for b in self.bylines),
            citations=tuple(legible_part(c) for c in self.citations),
            placements=tuple(legible_part(p) for p in self.placements),
            quotations=told(
                replace(legible_part(q), citation=q.citation if q.citation in cited else None)
                for q in self.quotations
                if q.key in quoted
            ),
        )

    def as_json(self) -> dict[str, Any]:
        plain = asdict(self) | {"format": FORMAT}
        # A note to the desk is conversation about a story, not a part of what may be printed.
        del plain["editor_note"]
        return jsonable(plain)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        known = {f.name for f in fields(cls)}
        values = {name: value for name, value in plain.items() if name in known}
        for name, part in PARTS.items():
            values[name] = tuple(part_from_json(part, row) for row in plain.get(name, ()))
        values["tags"] = tuple(plain.get("tags", ()))
        if values.get("embargo_until"):
            values["embargo_until"] = datetime.fromisoformat(values["embargo_until"])
        return cls(**values)

    def differing(self, other: Self) -> set[str]:
        """The names of the fields in which two copies differ."""
        return {f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name)}


PARTS = {
    "bylines": BylineCopy,
    "citations": CitationCopy,
    "quotations": QuotationCopy,
    "placements": PlacementCopy,
}
DATES = {"accessed_on", "said_on"}
PLAIN_FIELDS = (
    "headline",
    "kicker",
    "dek",
    "slug",
    "dateline",
    "body",
    "embargo_until",
    "editor_note",
)


def legible(text: str) -> str:
    """`text` without what databases refuse and nobody sees, and without space around it."""
    return UNSEEN.sub("", text).strip()


def legible_part(part):
    words = {name: value for name, value in asdict(part).items() if isinstance(value, str)}
    return replace(part, **{name: legible(value) for name, value in words.items()})


def jsonable(value):
    match value:
        case dict():
            return {name: jsonable(inner) for name, inner in value.items()}
        case list() | tuple():
            return [jsonable(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


def part_from_json(part, row: dict):
    known = {f.name for f in fields(part)}
    values = {name: value for name, value in row.items() if name in known}
    for name in DATES & values.keys():
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return part(**values)


def of(story: Story) -> Copy:
    """The copy that stands in the tables, in five queries or from what was prefetched."""
    citations = story.citations.all()
    keys = {citation.pk: citation.key for citation in citations}
    return Copy(
        **{name: getattr(story, name) for name in PLAIN_FIELDS},
        section=story.section_id,
        copy_credit=story.copy_credit_id,
        tags=tuple(sorted(row.tag_id for row in story.tag_rows.all())),
        bylines=tuple(BylineCopy(b.contributor_id, b.role) for b in story.bylines.all()),
        citations=tuple(
            CitationCopy(
                document=c.document_id,
                source=c.source_id,
                agreement=c.agreement_id,
                **taken(c, CitationCopy, "document", "source", "agreement"),
            )
            for c in citations
        ),
        quotations=told(quotation_copy(q, keys) for q in story.quotations.all()),
        placements=tuple(
            PlacementCopy(photo=p.photo_id, **taken(p, PlacementCopy, "photo"))
            for p in story.placements.all()
        ),
    )


def told(quotations) -> tuple[QuotationCopy, ...]:
    """Those of `quotations` that say anything, in an order that does not depend on the rows'."""
    saying = (q for q in quotations if q != QuotationCopy(q.key))
    return tuple(sorted(saying, key=lambda q: q.key))


def quotation_copy(quotation: Quotation, keys: dict[int, str]) -> QuotationCopy:
    return QuotationCopy(
        speaker=quotation.speaker_id,
        citation=keys.get(quotation.citation_id),
        **taken(quotation, QuotationCopy, "speaker", "citation"),
    )


def taken(row, part, *but: str) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in fields(part) if f.name not in but}


def write(story: Story, copy: Copy) -> None:
    """Bring `story` and its rows to `copy`, which has been cleaned. Call it through the door."""
    now = of(story) if story.pk else Copy(headline="")
    for name in PLAIN_FIELDS:
        setattr(story, name, getattr(copy, name))
    story.section_id, story.copy_credit_id = copy.section, copy.copy_credit
    story.save()
    if copy.tags != now.tags:
        write_tags(story, set(copy.tags), set(now.tags))
    if copy.bylines != now.bylines:
        story.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(story=story, contributor_id=b.contributor, role=b.role, position=position)
            for position, b in enumerate(copy.bylines)
        )
    if copy.citations != now.citations:
        sync(story.citations, Citation, copy.citations)
    if copy.placements != now.placements:
        sync(story.placements, Placement, copy.placements)
    if (
        copy.body != now.body
        or copy.quotations != now.quotations
        or copy.citations != now.citations
    ):
        write_quotations(story, copy)


def write_tags(story: Story, wanted: set[int], held: set[int]) -> None:
    story.tag_rows.filter(tag_id__in=held - wanted).delete()
    StoryTag.objects.bulk_create(
        StoryTag(content_object=story, tag_id=pk) for pk in sorted(wanted - held)
    )


# What a part calls a row's foreign key, and the column that holds it.
COLUMNS = {name: f"{name}_id" for name in ("document", "source", "agreement", "photo")}


def columns_of(part) -> dict[str, Any]:
    return {COLUMNS.get(f.name, f.name): getattr(part, f.name) for f in fields(part)}


def new_rows(story: Story, model, parts) -> list:
    """Unsaved rows of keyed `parts`, in their order."""
    return [
        model(story=story, position=position, **columns_of(part))
        for position, part in enumerate(parts)
    ]


def sync(rows, model, parts) -> None:
    """Bring keyed `rows` to `parts`, in their order; a row whose key stays keeps its id."""
    held = {row.key: row for row in rows.all()}
    rows.exclude(key__in=[part.key for part in parts]).delete()
    # The one lead photo may change hands: let go of the role before it is given again.
    if model is Placement:
        rows.filter(role=Placement.Role.LEAD).update(role=Placement.Role.INLINE)
    wanted = new_rows(rows.instance, model, parts)
    kept = [row for row in wanted if row.key in held]
    for row in kept:
        row.pk = held[row.key].pk
    if kept:
        model.objects.bulk_update(kept, ["position", *columns_of(parts[0])])
    model.objects.bulk_create(row for row in wanted if row.key not in held)


def write_quotations(story: Story, copy: Copy) -> None:
    """One row for each quotation in the body, with the words, speaker and role of its mark."""
    marks = body.marks(copy.body).quotations
    citation_ids = dict(story.citations.values_list("key", "pk"))
    story.quotations.exclude(key__in=[mark.key for mark in marks]).delete()
    for mark in marks:
        values = quotation_values(copy, mark, citation_ids)
        story.quotations.update_or_create(key=mark.key, defaults=values)


def quotation_values(
    copy: Copy, mark: body.QuotationMark, citation_ids: dict[str, int]
) -> dict[str, Any]:
    """The columns of a quotation's row: what its mark says and what is known beside."""
    known = next((q for q in copy.quotations if q.key == mark.key), QuotationCopy(mark.key))
    return {
        "words": mark.words,
        "speaker_name": mark.speaker,
        "role": mark.role,
        "speaker_id": known.speaker,
        "said_on": known.said_on,
        "said_to": known.said_to,
        "place": known.place,
        "citation_id": citation_ids.get(known.citation),
    }
