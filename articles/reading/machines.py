"""What is not for eyes: photo files, the icon, robots.txt, and whether the site is well."""

from functools import lru_cache
from http import HTTPStatus

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Exists, OuterRef
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ..photos import expiring, files
from ..photos.handing_out import handed_out
from ..photos.models import Photo, Rendition
from ..photos.renditions import CARD, SOCIAL
from ..photos.vocabularies import wish_headers
from ..publishing.models import Edition
from . import addresses

ROBOTS = "User-agent: *\nDisallow: /desk/\n\nSitemap: {}\nSitemap: {}\n"
DAY = 86_400  # seconds
FOR_A_DAY = f"public, max-age={DAY}"
FOR_NOW = "public, max-age=60, must-revalidate"


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponse:
    """A photo's file, if a story that readers may see shows the photo and its credit may run."""
    found = servable(name)
    photo = found.photo
    headers = {
        # Under another version's name it may not be the same file tomorrow.
        "Cache-Control": kept_for(photo) if found.name == name else FOR_NOW,
        "ETag": f'"{found.name}"',
        **wish_headers(photo.mining_wish),
    }
    answer = get_conditional_response(request, etag=headers["ETag"]) or handed_out(
        found.file, files.CONTENT_TYPES[found.format]
    )
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return answer  # which is no version of the file
    for header, value in headers.items():
        answer.headers[header] = value
    return answer


def servable(name: str) -> Rendition:
    """The file that is meant by `name`, whatever its version. Raises Http404 if it may not be had.

    There is no other way to a file, so this is asked again whenever one is asked for, a copy of it
    in hand or not.
    """
    meant = files.meant_by(name)
    if meant is None:
        raise Http404
    public_id, preset, format = meant
    shown = Edition.visible.filter(editionphoto_rows__photo=OuterRef("photo"))
    made = Rendition.objects.select_related("photo__credit").filter(
        Exists(shown), photo__public_id=public_id, format=format
    )
    found = made.filter(preset=preset).first()
    if found is None and preset.startswith(CARD):
        # Where a crop is not made yet the whole does, which pages crop themselves.
        found = made.wholes().about(int(preset.removeprefix(CARD)))
    if found is None or found.photo.problems("social" if preset == SOCIAL else "web"):
        raise Http404
    return found


def kept_for(photo: Photo) -> str:
    """How long a cache may keep a file before it asks again: a day, or as long as it may be shown.

    Not for good, although the name changes with what is in the file: an expiry, an embargo or a
    territory entered later is in no file, and changes no name. Who asks again with the ETag gets
    304 and no file.
    """
    seconds = DAY
    if photo.last_day:
        left = expiring.end_of(photo.last_day) - timezone.now()
        seconds = min(DAY, int(left.total_seconds()))
    return f"public, max-age={seconds}, must-revalidate"


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Where the icon is, for browsers that ask without having read a page of ours."""
    response = HttpResponsePermanentRedirect(addresses.fixed()["icon"])
    # Not for good: the address has the file's hash in it, and another drawing has another.
    response.headers["Cache-Control"] = FOR_A_DAY
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemaps = (addresses.absolute(addresses.to(name)) for name in ("sitemap", "news_sitemap"))
    return HttpResponse(ROBOTS.format(*sitemaps), content_type="text/plain; charset=utf-8")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 "ok" if the database answers and knows every migration, else 503 and why."""
    try:
        missing = migrations() - MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        return told("the database does not answer", status=503)
    if missing:
        return told("migrations are waiting", status=503)
    return told("ok")


@lru_cache(maxsize=1)
def migrations() -> frozenset[tuple[str, str]]:
    """Every migration on the disk; it does not change while the process runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def told(text: str, *, status: int = 200) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
