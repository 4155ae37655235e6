"""Taking photos in: one or fifty, each taken or refused by itself.

With a script the files come one by one, each asking for JSON; without, all in one form.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import reverse

from ...photos import alike, intake
from ...photos.models import Photo
from .. import thumbnails

MOST = 50  # files at once


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data, initial=None) -> list:
        if len(data or []) > MOST:
            raise ValidationError(f"{MOST} photos at once is the most: send the rest afterwards.")
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class UploadForm(forms.Form):
    # An empty file is refused by itself, as any that is no photo: the others are kept.
    files = FilesField(
        label="Photos",
        allow_empty_file=True,
        help_text="JPEG, PNG, WebP, AVIF, TIFF or HEIC; 40 MB and 60 megapixels at most."
        f" Up to {MOST} at once.",
    )


def take_in(request, files: list) -> list[Photo]:
    """The photos taken in; what was refused, or in the library already, is said in messages."""
    taken = []
    for file in files:
        photo, sentence, level = taken_in(file)
        messages.add_message(request, level, sentence)
        taken += [photo] if photo else []
    return taken


def taken_in(file) -> tuple[Photo | None, str, int]:
    """What became of one file: its photo, or None, and what to say of it, how loudly."""
    try:
        if found := intake.find(file):
            sentence = f"“{file.name}” is in the library already: “{found}”."
            return found, sentence, messages.INFO
        photo = intake.take_in(file, name=file.name)
    except intake.Refused as refused:
        return None, str(refused), messages.ERROR
    return photo, f"“{file.name}” was taken in.{resemblance(photo)}", messages.SUCCESS


def resemblance(photo: Photo) -> str:
    """That the library has the same picture in another file, for a person to look at."""
    found = alike.looking_like(photo, most=1)
    return f" It looks like “{found[0]}”, which is in the library." if found else ""


def answer(files: list) -> JsonResponse:
    """The same of one file, for a script: {"said", "is_taken", "is_new", "url", "thumbnail"}."""
    photo, sentence, level = taken_in(files[0])
    url = photo and reverse("admin:articles_photo_change", args=[photo.pk])
    return JsonResponse(
        {
            "said": sentence,
            "is_taken": photo is not None,
            "is_new": level == messages.SUCCESS,
            "url": url or "",
            "thumbnail": thumbnails.address(photo) if photo else "",
        }
    )
