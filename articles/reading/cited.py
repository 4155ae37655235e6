"""What a story cites, documents and what people said, for reference managers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..publishing import printed
from ..publishing.models import Edition
from ..publishing.printed import PrintedCitation
from ..sources import formats
from ..sources.authors import authors_in
from ..sources.formats import Work
from ..sources.models import Document
from . import addresses, references, times
from .marks import Described
from .references import References
from .views import former, standing

# By the ending of the address: what writes it, and what it is called on the wire.
FORMATS = {
    "json": (formats.csl_json, "application/vnd.citationstyles.csl+json"),
    "bib": (formats.bibtex, "application/x-bibtex"),
    "ris": (formats.ris, "application/x-research-info-systems"),
}


@require_safe
def cited(
    request: HttpRequest, year: int, month: int, day: int, slug: str, ending: str
) -> HttpResponse:
    """What a story cites in one of FORMATS; of a story that cites nothing an empty list."""
    published_on = addresses.day_of(year, month, day)
    edition = standing(published_on, slug)
    if edition is None:
        return former(request, published_on, slug, lambda *now: addresses.of_cited(*now, ending))
    write, content_type = FORMATS[ending]
    response = HttpResponse(write(works_of(edition)), content_type=f"{content_type}; charset=utf-8")
    name = f"{edition.published_on}-sources.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def works_of(edition: Edition) -> list[Work]:
    """The documents and the people of an edition, each once, in the order of its citations."""
    known = references.of(printed.read(edition.revision.snapshot, {}))
    cited: dict[tuple, list[PrintedCitation]] = {}
    for citation in known.for_managers:
        about = (citation.document, citation.source, citation.agreement)
        cited.setdefault(about, []).append(citation)
    return [
        work_of(known.documents[document], known, max(c.accessed_on or "" for c in citations))
        if document
        else word_of(number, known.describe(citations[0]))
        for number, ((document, *_), citations) in enumerate(cited.items(), 1)
    ]


def word_of(number: int, person: Described) -> Work:
    """What somebody told us, by the name or the words that the story's page has of them."""
    return Work(
        key=f"person-{number}",
        kind=Document.Kind.STATEMENT,
        title="Personal communication",
        authors=(person.title,),
    )


def work_of(document: Document, known: References, accessed: str) -> Work:
    publisher = known.sources.get(document.publisher_id)
    return Work(
        key=f"document-{document.pk}",
        kind=document.kind,
        title=document.title,
        authors=authors_in(document.authors),
        publisher=publisher.name if publisher else "",
        issued=times.iso(document.published_on, document.published_precision),
        url=addresses.outward(document.url),
        accessed=accessed,
        note=document.note,
    )
