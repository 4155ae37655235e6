"""Photo files for staff: of photos no reader has been given yet, too."""

import mimetypes

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404
from django.urls import reverse

from ..photos.models import Photo, Rendition

THUMBNAIL = 320  # pixels: the least width that looks sharp where the desk shows a photo small


def address(name: str) -> str:
    """Where staff get the file of that name."""
    return reverse("admin:articles_story_photo_file", args=[name])


def thumbnail(photo: Photo) -> str:
    """The address of a small picture of `photo`; "" if it has no files. Prefetch `renditions`."""
    files = sorted(photo.renditions.all(), key=lambda file: file.width)
    fit = next((file for file in files if file.width >= THUMBNAIL), files[-1] if files else None)
    return address(fit.name) if fit else ""


@permission_required("articles.view_photo", raise_exception=True)
def send(request, name: str):
    """The file of that name; a browser may keep it for the person signed in."""
    found = Rendition.objects.filter(name=name).first()
    if found is None:
        raise Http404("There is no such file.")
    try:
        file = found.file.open()
    except FileNotFoundError as lost:
        raise Http404("The file is lost.") from lost
    response = FileResponse(file, content_type=mimetypes.guess_type(name)[0])
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
