"""The words of a page as we kept them, where the page itself no longer shows what was cited."""

import unicodedata

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..publishing import evidence
from ..sources import excerpts
from ..sources.evidence import Capture
from ..sources.models import Document
from . import references, times
from .frame import frame, page
from .library import merged_into

MOST = 20  # captures of one page that are looked through
LETTERS = 1_000_000  # of one that are shown: a report of four hundred pages


@require_safe
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Our copy of a document that readers see cited, if the original is gone or has changed.

    Its words alone, as plain text; those that stories rely on are marked.
    """
    rows = references.with_standing(Document.objects.select_related("publisher"))
    document = get_object_or_404(rows, pk=pk)
    if document.merged_into_id:
        return merged_into(document, "copy")
    about = references.describe_document(document, document.publisher)
    use = evidence.uses([pk]).get(pk) if about.archived else None
    if use is None:
        raise Http404
    kept, found = best(references.copies(document.pk, document.url), use.excerpts)
    around = frame()
    response = page(
        request,
        "copy.html",
        around,
        document=document,
        about=about,
        kept=kept,
        at=times.stamp(kept.at, timezone.localdate()),
        excerpts=[(excerpt, excerpt in found) for excerpt in use.excerpts],
        lines=excerpts.lines_marked(words_of(kept), found),
        is_cut=len(kept.text) > LETTERS,
    )
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def best(copies, wanted: tuple[str, ...]) -> tuple[Capture, list[str]]:
    """The copy in which most of the `wanted` words stand, and which; the first of several alike.

    The first was taken when a story that cites the page came out, and what came after may be the
    very change for which a copy is wanted. Raises Http404 if there is none any more.
    """
    found = [
        (kept, [excerpt for excerpt in wanted if excerpts.places(excerpt, words_of(kept))])
        for kept in copies.order_by("pk")[:MOST]
    ]
    if not found:
        raise Http404
    return max(found, key=lambda each: len(each[1]))


def words_of(kept: Capture) -> str:
    return unicodedata.normalize("NFC", kept.text[:LETTERS])
