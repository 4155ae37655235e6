"""The library rows a story refers to by id, each table asked once, merges followed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from ..people.models import Contributor
from ..photos.models import Photo
from ..publishing.printed import PrintedCitation, PrintedStory
from ..sources.models import Document, Source
from ..tags.models import Tag
from . import addresses, pictures, times
from .marks import Described


@dataclass(frozen=True, slots=True)
class References:
    """Rows by the ids the snapshot knows them by; what has left the library is not in them.

    `citations` are those that still point at something, each at the source that stands today.
    """

    contributors: dict[int, Contributor]
    tags: list[Tag]
    documents: dict[int, Document]
    sources: dict[int, Source]
    photos: dict[int, Photo]
    citations: list[PrintedCitation]

    def describe(self, citation: PrintedCitation) -> Described:
        if citation.document:
            document = self.documents[citation.document]
            return describe_document(document, self.sources.get(document.publisher_id))
        return describe_source(self.sources[citation.source])


def of(story: PrintedStory) -> References:
    """What `story` refers to, in five queries at most."""
    documents = Document.objects.order_by().in_bulk({c.document for c in story.citations} - {None})
    named = {c.source for c in story.citations} | {q.speaker for q in story.quotations.values()}
    sources = standing(Source, named | {d.publisher_id for d in documents.values()})
    return References(
        contributors=standing(Contributor, (b.contributor for b in story.bylines)),
        tags=list(dict.fromkeys(standing(Tag, story.tags).values())),
        documents=documents,
        sources=sources,
        photos=pictures.by_id(p.photo for p in story.photos.values()),
        citations=[
            replace(c, source=sources[c.source].pk) if c.source else c
            for c in story.citations
            if c.document in documents or c.source in sources
        ],
    )


def standing(model, ids: Iterable[int | None]) -> dict:
    """Named rows by `ids`, each replaced by the one it has been merged into."""
    wanted = set(ids) - {None}
    if not wanted:
        return {}
    columns = COLUMNS[model]
    rows = (
        model.objects.filter(pk__in=wanted)
        .select_related("merged_into")
        .only(*columns, *(f"merged_into__{column}" for column in columns))
        .order_by()
    )
    return {row.pk: row.standing_for() for row in rows}


# What a story page shows of each, and the way to whatever it has been merged into.
NAMED = ("name", "slug", "merged_into")
COLUMNS = {Contributor: NAMED, Tag: NAMED, Source: (*NAMED, "kind", "credit_label")}


def describe_document(document: Document, publisher: Source | None) -> Described:
    return Described(
        title=document.title,
        address=addresses.to("document", document.pk),
        kind=document.get_kind_display(),
        by=document.authors,
        publisher=publisher.name if publisher else "",
        publisher_address=addresses.to("source", publisher.slug) if publisher else "",
        date=times.approximate(document.published_on, document.published_precision)
        if document.published_on
        else "",
        url=document.url,
        host=urlsplit(document.url).hostname or "",
        access=ACCESS.get(document.access, ""),
    )


def describe_source(source: Source) -> Described:
    return Described(
        title=source.name,
        address=addresses.to("source", source.slug),
        kind=source.get_kind_display(),
    )


# Worth saying to somebody about to follow the link.
ACCESS = {
    "registration": "registration needed",
    "paywall": "behind a paywall",
    "restricted": "restricted",
    "offline": "not online",
}
