"""Read the originals of photos again that were taken in before all that is read now was.

Only what is empty is filled: whatever stands there a person typed, or the file said it then. A
photo whose `looks` nobody has made yet has not been read for the marks either.
"""

import logging

from django.db import transaction

from .. import changes
from . import bounded, making, suggestions
from .models import Photo

logger = logging.getLogger(__name__)

# What was not kept of a file at first. The other marks always were: one that is empty now is so
# because the file says nothing, or because a person emptied it.
LATER = ("digital_source_type", "data_mining", "expires_on", "place")


def read_again() -> tuple[int, int, int]:
    """How many photos were read again, how many had something filled in, how many cannot be read.

    Those are tried again the next time.
    """
    unread = Photo.objects.filter(looks=None).order_by("pk").values_list("pk", flat=True)
    read = filled = failed = 0
    for pk in list(unread):
        try:
            filled += bool(fill(Photo.objects.get(pk=pk)))
            read += 1
        except Exception as wrong:
            # Whatever it is, the other photos are to go on: every storage has errors of its own.
            logger.warning("photo %s not read again: %s", pk, wrong)
            failed += 1
    return read, filled, failed


def fill(photo: Photo) -> dict:
    """What was filled in of a photo, by field, now that its original is read again."""
    with photo.original.open("rb") as original:
        found = bounded.examine(original.read())
    marks = suggestions.marks(found.said)
    missing = {name: marks[name] for name in LATER if marks[name] and not getattr(photo, name)}
    with transaction.atomic():
        # Unless another picture was put in its place meanwhile, which was read for all of it.
        ours = Photo.objects.filter(pk=photo.pk, sha256=photo.sha256, looks=None)
        if not ours.update(looks=found.looks):
            return {}
        for name, said in missing.items():
            # A person may have typed something since: the word that stands there wins.
            still_empty = Photo.objects.filter(pk=photo.pk, **{name: getattr(photo, name)})
            still_empty.update(**{name: said})
        if missing:
            changes.note(photo.change_key)
            making.ask([photo.pk])
    return missing
