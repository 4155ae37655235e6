"""Hand the files of photos out over HTTP, whatever their storage does."""

import logging

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

logger = logging.getLogger(__name__)

AGAIN_IN = 60  # seconds


def handed_out(file: FieldFile, content_type: str) -> HttpResponseBase:
    """What is in `file`; the whole of it, also where a part was asked for.

    503, which says when to ask again and which nobody keeps, if the storage does not answer.
    Raises Http404 if it answers that it has no such file.
    """
    try:
        # An object store is asked for the content only here, as its length is needed.
        return FileResponse(file.open(), content_type=content_type)
    except FileNotFoundError as lost:
        raise Http404("The file is lost.") from lost
    except Exception as failed:
        # Every storage has errors of its own, and those of an S3 client are no OSError.
        logger.warning("%s cannot be had: %r", file.name, failed)
        return not_now()


def not_now() -> HttpResponse:
    headers = {"Retry-After": str(AGAIN_IN), "Cache-Control": "no-store"}
    said = "The file cannot be had at the moment.\n"
    return HttpResponse(said, status=503, content_type="text/plain; charset=utf-8", headers=headers)
