"""Fetch what a page tells of itself into the form of a document, when somebody presses.

This is the one thing at the desk that goes out for a story nobody has seen, and it goes out only
for the address in the field, on a POST of somebody who may add documents.
"""

from django.contrib.auth.decorators import permission_required
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ... import web
from ...sources import finding, kinds
from ...sources.details import Details, NothingTold, ask
from ...sources.links import is_never_visited
from ...sources.models import Document, Source
from .. import throttling
from .lookups import document_result

BY_HAND = "Fill it in by hand."


@require_POST
@permission_required("articles.add_document", raise_exception=True)
def fetch(request) -> JsonResponse:
    """{"fields": {name: value}, "publisher": its id} for what the page tells, {"known": a document
    as the look-ups give it} if the library has it, or 422 and {"errors": {"url": [why not]}}; 429
    with the same if this person has asked too many.

    `document` is the id of the one that it is for, if the library has that already.
    """
    address, own = (request.POST.get(name, "").strip() for name in ("url", "document"))
    if not address:
        return refused("Paste the address first.")
    if known := another_at(address, own):
        return JsonResponse({"known": document_result(known)})
    if is_never_visited(address):
        return refused(f"A rule of this newsroom says never to visit this host. {BY_HAND}")
    if too_many := throttling.refusal(request.user, "details"):
        return refused(f"{too_many} {BY_HAND}", status=429)
    try:
        details = ask(address)
    except (web.Failed, NothingTold) as why:
        return refused(f"{why} {BY_HAND}")
    if known := another_at(details.address, own):
        return JsonResponse({"known": document_result(known)})
    publisher = publisher_in(details)
    return JsonResponse(
        {"fields": suggested(details, publisher), "publisher": publisher and publisher.pk}
    )


def another_at(address: str, own: str) -> Document | None:
    """The document of the library at `address`, unless it is the one with the id `own`."""
    found = finding.document_at(address)
    return None if found and str(found.pk) == own else found


def refused(why: str, *, status: int = 422) -> JsonResponse:
    return JsonResponse({"errors": {"url": [why]}}, status=status)


def publisher_in(details: Details) -> Source | None:
    """Who brought it out, of the library: by its domain, else by what the site calls itself."""
    by_domain = finding.publisher_of(details.address)
    return by_domain or (Source.objects.called(details.site) if details.site else None)


def suggested(details: Details, publisher: Source | None) -> dict[str, str]:
    """What to put into the fields, each fit for its column; what is not known is left out."""
    is_outlet = publisher and publisher.kind in kinds.OUTLETS
    values = {
        "url": details.address,
        "title": details.title,
        "authors": details.authors,
        "publisher": publisher.name if publisher else details.site[:100],
        "published_on": details.published_on and details.published_on.isoformat(),
        "kind": is_outlet and Document.Kind.NEWS_ARTICLE,
    }
    return {name: value for name, value in values.items() if value}
