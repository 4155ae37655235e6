"""The library rows a story refers to by id, each table asked once, merges followed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ..body import QuotationMark
from ..names import fold
from ..people.models import Contributor
from ..photos.models import Photo
from ..publishing.printed import PrintedCitation, PrintedQuotation, PrintedStory
from ..sources.agreements import SourcingAgreement
from ..sources.evidence import Capture
from ..sources.kinds import Sort, sort_of
from ..sources.links import LinkCheck
from ..sources.models import Document, Source
from ..sources.verdicts import Sign, Verdict
from ..tags.models import Tag
from . import addresses, pictures, times
from .marks import Described
from .notes import Note

MERGES_FOLLOWED = 3  # of what was merged into what was merged …: for our copies of a page


@dataclass(frozen=True, slots=True)
class Named:
    """A tag, a contributor or a source that stands today."""

    pk: int
    name: str
    slug: str
    kind: str = ""
    credit_label: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person may be quoted as. All that reaches this floor of an agreement."""

    wording: str
    reason: str
    is_named: bool


NOBODY = Agreed("", "", is_named=False)


@dataclass(frozen=True, slots=True)
class References:
    """Rows by the ids the snapshot knows them by; what has left the library is not in them.

    `citations` are those that still point at something, each at the source that stands today.
    """

    contributors: dict[int, Named]
    tags: list[Named]
    documents: dict[int, Document]
    sources: dict[int, Named]
    photos: dict[int, Photo]
    agreements: dict[int, Agreed]
    citations: list[PrintedCitation]

    def describe(self, cited: PrintedCitation | Note) -> Described:
        """What a citation or a note is of."""
        if cited.document:
            document = self.documents[cited.document]
            return describe_document(document, self.sources.get(document.publisher_id))
        if cited.agreement:
            return describe_agreed(self.agreements[cited.agreement])
        return describe_source(self.sources[cited.source])

    @property
    def for_managers(self) -> list[PrintedCitation]:
        """The citations that reference managers get: of a document, or of a person's own word."""
        return [c for c in self.citations if c.document or self.describe(c).sort == Sort.PERSON]

    def unnamed(self, said: PrintedQuotation | None) -> Agreed | None:
        """What readers are told of who `said` it, if that person is not to be named."""
        agreed = said and said.agreement and self.agreements.get(said.agreement, NOBODY)
        return None if not agreed or agreed.is_named else agreed

    def attributed(self, mark: QuotationMark, said: PrintedQuotation | None) -> QuotationMark:
        """`mark` as readers get it: who is not to be named goes by the agreed words alone."""
        agreed = self.unnamed(said)
        return replace(mark, speaker=describe_agreed(agreed).title, role="") if agreed else mark


def of(story: PrintedStory) -> References:
    """What `story` refers to, in five queries at most; agreements take one more."""
    return of_all([story])[0]


def of_all(stories: list[PrintedStory]) -> list[References]:
    """What each of `stories` refers to, in five queries for all of them; agreements take one more.

    They share their rows: only `tags` and `citations` are each story's own.
    """
    documents = standing_documents(c.document for story in stories for c in story.citations)
    named = {c.source for story in stories for c in story.citations}
    named |= {q.speaker for story in stories for q in story.quotations.values()}
    sources = standing(Source, named | {d.publisher_id for d in documents.values()})
    agreed_ids = {c.agreement for story in stories for c in story.citations}
    agreed_ids |= {q.agreement for story in stories for q in story.quotations.values()}
    agreed = agreements(agreed_ids - {None})
    people = standing(Contributor, (b.contributor for story in stories for b in story.bylines))
    tags = standing(Tag, (pk for story in stories for pk in story.tags))
    photos = pictures.by_id(p.photo for story in stories for p in story.photos.values())
    return [
        References(
            contributors=people,
            tags=sorted(
                {tags[pk] for pk in story.tags if pk in tags}, key=lambda tag: fold(tag.name)
            ),
            documents=documents,
            sources=sources,
            photos=photos,
            agreements=agreed,
            citations=[
                today(c, documents, sources, agreed)
                for c in story.citations
                if c.document in documents or c.source in sources or c.agreement in agreed
            ],
        )
        for story in stories
    ]


def today(
    cited: PrintedCitation,
    documents: dict[int, Document],
    sources: dict[int, Named],
    agreed: dict[int, Agreed],
) -> PrintedCitation:
    """A citation at what it is of since merges; of whom nothing may be told, without details."""
    if agreed.get(cited.agreement) is NOBODY:
        return replace(cited, locator="", excerpt="", claim="", credited_as="")
    document, source = documents.get(cited.document), sources.get(cited.source)
    return replace(cited, document=document and document.pk, source=source and source.pk)


def agreements(ids: set[int]) -> dict[int, Agreed]:
    """Those for print, in the words last printed; whatever an edition says, readers are not given
    what is off the record, nor any words that were revoked."""
    if not ids:
        return {}
    rows = SourcingAgreement.objects.filter(pk__in=ids).only(
        *SourcingAgreement.PRINTED, "terms", "revoked_at"
    )
    return {row.pk: agreed_in(row) for row in rows if row.is_for_print}


def agreed_in(row: SourcingAgreement) -> Agreed:
    if row.revoked_at or not row.printed_wording:
        return NOBODY
    # Who had a reason not to be named in print is not named by a change of the terms alone.
    is_named = not (row.is_anonymous or row.printed_reason)
    return Agreed(row.printed_wording, row.printed_reason, is_named)


# What a page shows of each table's rows.
SHOWN = {
    Contributor: ("pk", "name", "slug"),
    Tag: ("pk", "name", "slug"),
    Source: ("pk", "name", "slug", "kind", "credit_label"),
}


def standing(model, ids: Iterable[int | None]) -> dict[int, Named]:
    """Rows by `ids`, each replaced by what it has been merged into: one query.

    Only a row merged twice over, the winner of its merge having lost another, asks for more.
    """
    wanted = set(ids) - {None}
    if not wanted:
        return {}
    columns = SHOWN[model]
    rows = model.objects.filter(pk__in=wanted).order_by()
    found = {}
    for row in rows.values_list(
        *columns, *(f"merged_into__{column}" for column in (*columns, "merged_into"))
    ):
        own, winner, further = row[: len(columns)], row[len(columns) : -1], row[-1]
        if further:
            last = model.objects.get(pk=further).standing_for()
            winner = tuple(getattr(last, column) for column in columns)
        found[own[0]] = Named(*(own if winner[0] is None else winner))
    return found


def standing_documents(ids: Iterable[int | None]) -> dict[int, Document]:
    """Documents by `ids`, and by their own, each replaced by what it has been merged into.

    One query; only one merged twice over asks for more.
    """
    wanted = set(ids) - {None}
    if not wanted:
        return {}
    asked = Document.objects.order_by().filter(pk__in=wanted)
    into = asked.exclude(merged_into=None).values("merged_into")
    found = with_standing(Document.objects.order_by().filter(Q(pk__in=wanted) | Q(pk__in=into)))
    rows = {document.pk: document for document in found}
    standing = {}
    for document in rows.values():
        stands = rows.get(document.merged_into_id, document)
        if stands.merged_into_id:
            last = stands.standing_for().pk
            stands = with_standing(Document.objects.order_by()).get(pk=last)
        standing |= {document.pk: stands, stands.pk: stands}
    return standing


def describe_document(document: Document, publisher: Source | Named | None) -> Described:
    """What readers are told of a document that comes from `with_standing`."""
    url, fate = addresses.outward(document.url), fate_of(document)
    return Described(
        title=document.title,
        address=addresses.to("document", document.pk),
        sort=sort_of(document.kind, publisher.kind if publisher else ""),
        kind=DOCUMENT_KINDS[document.kind],
        by=document.authors,
        publisher=publisher.name if publisher else "",
        publisher_address=addresses.to("source", publisher.slug) if publisher else "",
        date=times.approximate(document.published_on, document.published_precision)
        if document.published_on
        else "",
        url="" if fate == RESOLD else url,
        host=urlsplit(url).hostname or "",
        access=ACCESS.get(document.access, ""),
        archived=addresses.to("copy", document.pk) if fate and document.has_copy else "",
        fate=fate,
    )


def with_standing(documents: QuerySet) -> QuerySet:
    """Documents with their link, what was last seen there, and whether we keep a copy to show."""
    checks = LinkCheck.objects.filter(document=OuterRef("pk"), address=OuterRef("url"))
    return documents.select_related("link").annotate(
        last_sign=Subquery(checks.order_by("-id").values("sign")[:1]),
        has_copy=Exists(copies(OuterRef("pk"), OuterRef("url"))),
    )


def copies(document, url) -> QuerySet:
    """What we captured of the page at a document's address and may give to readers.

    And of the same at the addresses of what was merged into it, and into that, so many times.
    """
    there = Document.objects.order_by().filter(url=OuterRef("requested_address"))
    merges = ("__".join(["merged_into"] * number) for number in range(1, MERGES_FOLLOWED + 1))
    former = (Exists(there.filter(**{merge: OuterRef("document")})) for merge in merges)
    readable = Capture.objects.for_readers().filter(document=document)
    return readable.filter(reduce(or_, former, Q(requested_address=url)))


def fate_of(document: Document) -> str:
    """What the monitor found of its address that a reader should know before following it."""
    link = getattr(document, "link", None)  # none until somebody has looked
    if link is None or document.url != link.address:
        return ""
    if link.verdict == Verdict.DEAD and document.last_sign == Sign.USURPED:
        return RESOLD
    return FATES.get(link.verdict, "")


def describe_source(source: Named) -> Described:
    return Described(
        title=source.name,
        address=addresses.to("source", source.slug),
        sort=sort_of("", source.kind),
        kind=SOURCE_KINDS[source.kind],
    )


def describe_agreed(agreed: Agreed) -> Described:
    """Somebody in the words agreed with them; they have no page of ours."""
    wording = agreed.wording[:1].upper() + agreed.wording[1:] or "Somebody not named"
    if agreed.is_named:
        return Described(wording, "", Sort.PERSON)
    because = f" because {agreed.reason.rstrip('.')}" if agreed.reason else ""
    by = f"who asked not to be named{because}"
    return Described(wording, "", Sort.PERSON, kind="Not named", by=by, unnamed=True)


# What readers are told of a kind; “other” tells nothing.
SOURCE_KINDS = dict(Source.Kind.choices) | {Source.Kind.OTHER: ""}
DOCUMENT_KINDS = dict(Document.Kind.choices) | {Document.Kind.OTHER: ""}
FATES = {Verdict.DEAD: "no longer there", Verdict.DRIFTED: "changed since"}
RESOLD = "the site is somebody else’s now"
# Worth saying to somebody about to follow the link.
ACCESS = {
    "registration": "registration needed",
    "paywall": "behind a paywall",
    "restricted": "restricted",
    "offline": "not online",
}
