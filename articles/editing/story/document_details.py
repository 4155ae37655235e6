"""Fetch what a page tells of itself into the form of a new document, when somebody presses.

This is the one thing at the desk that goes out for a story nobody has seen, and it goes out only
for the address in the field, on a POST of somebody who may add documents.
"""

from django.contrib.auth.decorators import permission_required
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ... import web
from ...sources import finding, kinds
from ...sources.details import Details, NothingTold, ask
from ...sources.links import Link, rules_for
from ...sources.models import Document, Source
from .lookups import document_result

BY_HAND = "Fill it in by hand."


@require_POST
@permission_required("articles.add_document", raise_exception=True)
def fetch(request) -> JsonResponse:
    """{"fields": {name of a field: value}} for what the page tells, {"known": a document as the
    look-ups give it} if the library has it, or 422 and {"errors": {"url": [why not]}}.
    """
    address = request.POST.get("url", "").strip()
    if not address:
        return refused("Paste the address first.")
    if known := finding.document_at(address):
        return JsonResponse({"known": document_result(known)})
    (rules,) = rules_for([Link(address=address)]).values()
    if rules.never_fetch:
        return refused(f"A rule of this newsroom says never to visit this host. {BY_HAND}")
    try:
        details = ask(address)
    except (web.Failed, NothingTold) as why:
        return refused(f"{why} {BY_HAND}")
    if known := finding.document_at(details.address):
        return JsonResponse({"known": document_result(known)})
    return JsonResponse({"fields": suggested(details)})


def refused(why: str) -> JsonResponse:
    return JsonResponse({"errors": {"url": [why]}}, status=422)


def suggested(details: Details) -> dict[str, str]:
    """What to put into the fields, each fit for its column; what is not known is left out."""
    publisher = finding.publisher_of(details.address)
    if publisher is None and details.site:
        publisher = Source.objects.called(details.site)
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
