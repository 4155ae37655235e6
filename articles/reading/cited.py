"""The documents a story cites, for reference managers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..publishing import printed
from ..publishing.models import Edition
from ..sources import formats
from ..sources.authors import authors_in
from ..sources.formats import Work
from ..sources.models import Document
from . import addresses, references, times
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
    """What a story cites in one of FORMATS; of a story without documents an empty list."""
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
    """The documents of an edition, each once, in the order of its citations."""
    known = references.of(printed.read(edition.revision.snapshot, {}))
    accessed: dict[int, str] = {}
    for citation in known.citations:
        if citation.document:
            days = (accessed.get(citation.document, ""), citation.accessed_on or "")
            accessed[citation.document] = max(days)
    return [work_of(known.documents[pk], known, day) for pk, day in accessed.items()]


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
