"""Take photos into the library.

Files are written first and rows after, so that no row names a file that is not there; whatever
goes wrong on the way, the files written so far are taken away again. The files readers get are
made afterwards: see making.py.
"""

from hashlib import sha256
from typing import BinaryIO

from django.db import IntegrityError, transaction

from . import bounded, checking, making, suggestions
from .bounded import Examined
from .checking import Refused
from .metadata import Metadata
from .models import Photo, PhotoCredit, original_path
from .suggestions import suggested_credit

__all__ = ["Refused", "find", "let_go", "replace", "said_by", "suggested_credit", "take_in"]


def take_in(
    file: BinaryIO,
    *,
    name: str,
    caption: str = "",
    alt_text: str = "",
    credit: PhotoCredit | None = None,
) -> Photo:
    """The photo in `file`, now in the library with its files; the one it has, if it has it.

    What a person says of it goes before what the file says of itself, which fills the caption, the
    alt text and the hour; a credit it only ever suggests (`suggested_credit`). `name` is what the
    person calls the file. Raises Refused, naming it, if it is no photo we can use.
    """
    file.seek(0)
    data = file.read(checking.MAX_BYTES + 1)
    if found := with_bytes(data):
        return found
    found = examined(data, name)
    photo = described(found, data)
    photo.caption, photo.alt_text = caption or photo.caption, alt_text or photo.alt_text
    photo.credit = credit
    try:
        with making.undone_on_error() as written, transaction.atomic():
            photo.original.name = making.put(original_path(photo, name), data, written)
            photo.save()
            making.ask([photo.pk])
    except IntegrityError:
        # Somebody else brought the same file at the same moment.
        if found := with_bytes(data):
            return found
        raise
    return photo


def replace(photo: Photo, file: BinaryIO, *, name: str) -> None:
    """Put another picture in the place of `photo`: every story that shows it shows that one.

    What is said of it stays, for a person to look at. Raises Refused, naming the file, if it is no
    photo we can use, or one the library has.
    """
    file.seek(0)
    data = file.read(checking.MAX_BYTES + 1)
    if found := with_bytes(data):
        raise Refused(f"“{name}” is in the library already: “{found}”.")
    picture = examined(data, name)
    with making.undone_on_error() as written, transaction.atomic():
        former = photo.original.name
        photo.sha256 = sha256(data).hexdigest()
        photo.format, (photo.width, photo.height) = picture.format, picture.size
        photo.focal_x = photo.focal_y = 0.5
        # Readers have no file of it until there are some of the new picture.
        photo.made = ""
        photo.original.name = making.put(original_path(photo, name), data, written)
        photo.save()
        making.ask([photo.pk])
        transaction.on_commit(lambda: making.take_away([former]))


def examined(data: bytes, name: str) -> Examined:
    try:
        return bounded.examine(data)
    except Refused as refused:
        raise Refused(f"“{name}” was not taken. {refused}") from refused


def find(file: BinaryIO) -> Photo | None:
    """The photo of the library that is this very file, if there is one."""
    file.seek(0)
    return with_bytes(file.read(checking.MAX_BYTES + 1))


def with_bytes(data: bytes) -> Photo | None:
    return Photo.objects.filter(sha256=sha256(data).hexdigest()).first()


def described(picture: Examined, data: bytes) -> Photo:
    said = picture.said
    return Photo(
        sha256=sha256(data).hexdigest(),
        format=picture.format,
        width=picture.size[0],
        height=picture.size[1],
        caption=said.caption,
        alt_text=said.alt_text[:500],
        keywords="\n".join(said.keywords),
        supplier_ref=said.job_id[:200],
        taken_at=suggestions.suggested_moment(said),
    )


def said_by(photo: Photo) -> Metadata:
    """What the photo's original says about itself; a stranger wrote it, so it is read elsewhere."""
    with photo.original.open("rb") as original:
        return bounded.describe(original.read())


def let_go(photo: Photo) -> None:
    """Take `photo` out of the library, its files when the transaction is through."""
    names = [photo.original.name, *photo.renditions.values_list("file", flat=True)]
    photo.delete()
    transaction.on_commit(lambda: making.take_away(names))
