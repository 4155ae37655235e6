"""Small pictures for staff: of photos no reader has been given, too. Never public."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse

from ..photos.files import CONTENT_TYPES
from ..photos.handing_out import handed_out
from ..photos.models import Photo, Rendition

SMALL = 320  # pixels wide, for lists
LARGE = 960  # beside a form


def address(photo: Photo, width: int = SMALL) -> str:
    """Where staff get `photo` at about `width`."""
    return reverse("admin:photo_file", args=[photo.pk, width])


@permission_required("articles.view_photo", raise_exception=True)
def photo_file(request, photo_id: int, width: int):
    """The narrowest file of the whole photo that is at least `width` wide, or the widest there is.

    Until there are any, the picture that stands in for it.
    """
    fit = Rendition.objects.filter(photo=photo_id, format="WEBP").wholes().about(width)
    if fit is None:
        get_object_or_404(Photo, pk=photo_id)
        return redirect(static("reading/photo-to-come.svg"))
    response = handed_out(fit.file, CONTENT_TYPES[fit.format])
    response.headers.setdefault("Cache-Control", "private, max-age=300")
    return response
