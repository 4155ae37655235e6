"""Pages of sources and documents: what they are, and the sentences of ours that rest on them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .. import body
from ..publishing import printed
from ..publishing.models import Edition, EditionDocument
from ..publishing.printed import PrintedCitation
from ..sentences import resting
from ..sources.finding import known_as
from ..sources.models import Document, Source
from . import addresses, cards, linked, lists, marks, metadata, references
from .cards import Card
from .frame import Frame, frame, page
from .library import at, merged_into, under
from .marks import ROLES, Described
from .rendering import notices

DOCUMENTS = 30  # of a source, on its page
PLACES = 12  # in one story that are shown, of those that rest on one thing
COLUMNS = (
    *cards.COLUMNS,
    "corrections",
    "revision__snapshot__body",
    "revision__snapshot__citations",
    "revision__snapshot__quotations",
)


@dataclass(frozen=True, slots=True)
class Place:
    """What of a story rests on a citation, and on what in the source."""

    sentences: list[str]
    claim: str  # what the desk says rests on it, if the sentences don't
    document: Described | None  # where the page is not the document's own
    locator: str
    excerpt: str
    role: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody said in a story, and who they were there."""

    words: str
    role: str
    circumstances: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One story in the list of those that rest on a source or a document."""

    card: Card
    places: list[Place]
    more: int  # places that are not shown
    sayings: list[Saying]
    notices: list[dict]


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Who a source is, what of its we rest on, what it said, and in which stories."""
    found, elsewhere = at(Source, slug, "source")
    if elsewhere:
        return elsewhere
    listed = lists.shown_page(request, under("source", found.pk).values_list(*COLUMNS, named=True))
    around = frame()
    documents = cited_documents(found, listed.rows)
    identifiers = list(found.identifiers.all())
    same = names_of(found, listed.rows)
    cited = Edition.visible.filter(editiondocument_rows__document=OuterRef("pk"))
    its = references.with_standing(Document.objects.filter(Exists(cited), publisher=found))
    relied_on = its if listed.number == 1 else []

    def is_its(citation: PrintedCitation) -> bool:
        return citation.document in documents or citation.source in same

    return page(
        request,
        "source.html",
        around,
        canonical=addresses.to("source", found.slug),
        source=found,
        feed=("source", found.slug, found.name),
        kind=references.SOURCE_KINDS[found.kind],
        homepage=addresses.outward(found.homepage),
        identifiers=identifiers,
        ld=metadata.script_json(linked.source_page(found, identifiers)),
        documents=[references.describe_document(d, found) for d in relied_on[:DOCUMENTS]],
        entries=[entry(row, around, is_its, documents, same) for row in listed.rows],
        list=listed,
    )


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """What a document is, and what in which stories rests on it."""
    rows = references.with_standing(Document.objects.select_related("publisher"))
    found = get_object_or_404(rows, pk=pk)
    if found.merged_into_id:
        return merged_into(found, "document")
    listed = lists.shown_page(request, under("document", pk).values_list(*COLUMNS, named=True))
    around, same = frame(), known_as([pk])

    def is_of_it(citation: PrintedCitation) -> bool:
        return citation.document in same

    return page(
        request,
        "document.html",
        around,
        canonical=addresses.to("document", pk),
        document=found,
        about=references.describe_document(found, found.publisher),
        entries=[entry(row, around, is_of_it) for row in listed.rows],
        list=listed,
    )


def cited_documents(source: Source, rows) -> dict[int, Described]:
    """The documents of `source` that the stories in `rows` cite, by every id they have there."""
    cited = EditionDocument.objects.filter(edition__in=[row.id for row in rows])
    its = Document.objects.order_by().filter(publisher=source, pk__in=cited.values("document"))
    described = {
        document.pk: references.describe_document(document, source)
        for document in references.with_standing(its)
    }
    return {pk: described[stands] for pk, stands in known_as(described).items()}


def names_of(source: Source, rows) -> set[int]:
    """The ids by which the stories in `rows` know `source`: its own, and those merged into it."""
    known = {c.source for row in rows for c in public(row)}
    known |= {q["speaker"] for row in rows for q in row.revision__snapshot__quotations}
    standing = references.standing(Source, known)
    return {pk for pk, named in standing.items() if named.pk == source.pk}


def public(row) -> tuple[PrintedCitation, ...]:
    return printed.read_citations(row.revision__snapshot__citations)


def entry(
    row,
    around: Frame,
    is_of_it: Callable[[PrintedCitation], bool],
    documents: dict[int, Described] | None = None,
    speakers: frozenset[int] | set[int] = frozenset(),
) -> Entry:
    """What in one story rests on citations that `is_of_it`, and what `speakers` say there."""
    text = row.revision__snapshot__body
    spoken = body.marks(text).quotations
    known = printed.read_quotations(
        text, row.revision__snapshot__citations, row.revision__snapshot__quotations
    )
    sentences = resting(text)
    for mark in spoken:
        if mark.key in known and (cited := known[mark.key].citation):
            sentences.setdefault(cited, []).append(f"“{mark.words}”")
    citations = [c for c in public(row) if is_of_it(c)]
    places = [
        place(c, sentences.get(c.key, []), (documents or {}).get(c.document)) for c in citations
    ]
    places = [p for p in places if p.sentences or p.claim or p.locator or p.excerpt]
    return Entry(
        card=cards.card(row, around, {}, "thumb"),
        places=places[:PLACES],
        more=max(0, len(places) - PLACES),
        sayings=[
            Saying(mark.words, mark.role, marks.circumstances(known[mark.key]))
            for mark in spoken
            if mark.key in known and known[mark.key].speaker in speakers
        ],
        notices=notices(row.corrections, around),
    )


def place(cited: PrintedCitation, sentences: list[str], document: Described | None) -> Place:
    claim = cited.claim if not any(cited.claim in sentence for sentence in sentences) else ""
    return Place(
        sentences=sentences,
        claim=claim,
        document=document,
        locator=cited.locator,
        excerpt=cited.excerpt,
        role=ROLES.get(cited.role, ""),
    )
