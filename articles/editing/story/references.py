"""Paste a list of references: see which documents it names, and add those that are new.

Both answer JSON. Nothing is asked of any other site: what a row says comes from the list and the
library alone.
"""

from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from ...sources import finding
from ...sources.addresses import normalise
from ...sources.models import Document, Source
from .document_adding import kept_publisher
from .lookups import document_result
from .reference_rows import PasteForm, ReferenceFormSet, ReferenceRow, ReferenceRows, proposed

MAY_PASTE = ["articles.view_source", "articles.view_document", "articles.add_document"]
ATTEMPTS = 2


@require_POST
@permission_required(MAY_PASTE, raise_exception=True)
def look(request) -> JsonResponse:
    """{"rows": a form of what the list names}; 422 and {"errors": {field: [words]}}."""
    form = PasteForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    rows = proposed(form.cleaned_data["text"])
    return JsonResponse({"rows": drawn(request, rows, rows.forms)})


@require_POST
@permission_required(MAY_PASTE, raise_exception=True)
def add(request) -> JsonResponse:
    """{"results": the documents ticked, as story_lookups.evidence gives them, "rows": …}.

    `rows` is a form of those that cannot be documents yet, each saying why; "" if there are none.
    """
    rows = ReferenceFormSet(request.POST, by=request.user)
    if not rows.management_form.is_valid():
        return JsonResponse(
            {"errors": {"references": ["The list was lost on its way."]}}, status=422
        )
    rows.is_valid()
    if complaints := rows.non_form_errors():
        return JsonResponse({"errors": {"references": complaints}}, status=422)
    fit = [row for row in rows.ticked if row.is_valid()]
    unfit = [row for row in rows.ticked if not row.is_valid()]
    results = [
        document_result(document) | {"accessed": row.cleaned_data.get("accessed_on") or ""}
        for row, document in cited(rows, fit)
    ]
    return JsonResponse({"results": results, "rows": drawn(request, rows, unfit) if unfit else ""})


def drawn(request, rows: ReferenceRows, shown: list[ReferenceRow]) -> str:
    context = {"rows": rows, "shown": shown}
    return render_to_string("desk/story/_reference_rows.html", context, request)


def cited(rows: ReferenceRows, fit: list[ReferenceRow]) -> list[tuple[ReferenceRow, Document]]:
    """Each row with its document, made if it is new; the same document only once."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            documents = documents_of(rows, fit)
            break
        except IntegrityError:
            # Somebody added one of them, or its publisher, at the same moment: it is found now.
            if attempt == ATTEMPTS:
                raise
    once = {document.pk: (row, document) for row, document in reversed(documents)}
    return list(reversed(once.values()))


@transaction.atomic
def documents_of(
    rows: ReferenceRows, fit: list[ReferenceRow]
) -> list[tuple[ReferenceRow, Document]]:
    fresh = [row for row in fit if not row.document_id]
    at = finding.documents_at(row.cleaned_data["url"] for row in fresh)
    publishers = publishers_kept(fresh)
    made: dict[str, Document] = {}
    for row in fresh:
        key = key_of(row)
        if key not in made:
            made[key] = at.get(row.cleaned_data["url"]) or new_document(row, publishers)
    Document.objects.bulk_create(each for each in made.values() if each.pk is None)
    return [(row, rows.known.get(row.document_id) or made[key_of(row)]) for row in fit]


def key_of(row: ReferenceRow) -> str:
    """One for all rows of one document: its address; a row without is alone."""
    return normalise(row.cleaned_data.get("url", "")) or row.prefix


def publishers_kept(rows: list[ReferenceRow]) -> dict[str, Source]:
    """By their names the rows' publishers, those that are new added to the library."""
    kept: dict[str, Source] = {}
    for row in rows:
        wanted = row.publisher
        if wanted and wanted.name not in kept:
            # A copy: the row's own stays unsaved, should all this be taken back and tried again.
            new = wanted if wanted.pk else Source(name=wanted.name)
            kept[wanted.name] = kept_publisher(new, at=row.cleaned_data["url"])
    return kept


def new_document(row: ReferenceRow, publishers: dict[str, Source]) -> Document:
    """The document a row describes, not saved yet."""
    said = row.cleaned_data
    dated = said["published"]
    return Document(
        title=said["title"],
        authors=said["authors"],
        publisher=row.publisher and publishers[row.publisher.name],
        published_on=dated and dated.day,
        published_precision=dated.precision if dated else Document.Precision.DAY,
        kind=said["kind"],
        url=said["url"],
        normalised_url=normalise(said["url"]),  # a column that save() would keep in step
    )
