"""Evidence as bytes, for staff: never anything that could run on our own origin.

Pictures that are pictures and plain words are shown; all else is saved to disk, under a name of
ours. Whatever it is, it is boxed in: no scripts, no origin, no guessing at its type, no keeping.
"""

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from ...sources import capture
from ...sources.evidence import Capture
from ...sources.signatures import PICTURES, ending_of, known_type

BOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


def shown_as(kept: Capture, begins: bytes) -> str:
    """The type to show what was captured as, knowing how it begins; "" if it may only be saved."""
    if (picture := known_type(begins)) in PICTURES:
        return picture
    is_plain = kept.content_type == "text/plain" and not picture
    return "text/plain; charset=utf-8" if is_plain else ""


def content(kept: Capture) -> HttpResponse:
    """What was captured, unpacked: shown if it can do no harm."""
    try:
        data = capture.content(kept)
    except OSError as lost:
        raise Http404("The file is lost.") from lost
    if content_type := shown_as(kept, data[:100]):
        return boxed(HttpResponse(data, content_type=content_type))
    ending = ending_of(kept.content_type, kept.name)
    return to_be_saved(HttpResponse(data), f"evidence-{kept.pk}{ending}")


def file(kept: Capture) -> FileResponse:
    """The very file that was written, to be checked against its hash."""
    kept = kept.kept_as
    is_ours = kept.tool == capture.BROUGHT
    ending = ending_of(kept.content_type, kept.name) if is_ours else ".warc.gz"
    try:
        found = storages["evidence"].open(kept.file)
    except OSError as lost:
        raise Http404("The file is lost.") from lost
    return to_be_saved(FileResponse(found), f"evidence-{kept.pk}{ending}")


def to_be_saved[Response: HttpResponseBase](response: Response, name: str) -> Response:
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return boxed(response)


def boxed[Response: HttpResponseBase](response: Response) -> Response:
    for name, value in BOX.items():
        response.headers[name] = value
    return response
