"""Take photos into the library.

Files are written first and rows after, so that no row names a file that is not there; whatever
goes wrong on the way, the files written so far are taken away again. The files readers get are
made afterwards: see making.py.
"""

from collections.abc import Collection
from hashlib import sha256
from typing import BinaryIO

from django.db import IntegrityError, transaction

from . import bounded, checking, making, suggestions
from .bounded import Examined
from .checking import Refused
from .credits import PhotoCredit
from .metadata import Metadata
from .models import Photo, original_path
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


def replace(photo: Photo, file: BinaryIO, *, name: str, by, typed: Collection[str] = ()) -> None:
    """Put another picture in the place of `photo`: every story that shows it shows that one.

    Its words and its credit stay, for a person to look at; what the former file was marked with is
    the new file's to say, but for the fields that person has just `typed`. The former original is
    kept. Raises Refused, naming the file, if it is no photo we can use, one the library has, or
    somebody else's than the credit says.
    """
    file.seek(0)
    data = file.read(checking.MAX_BYTES + 1)
    if found := with_bytes(data):
        raise Refused(f"“{name}” is in the library already: “{found}”.")
    picture = examined(data, name)
    if photo.credit and suggestions.contradict(picture.said, photo.credit.facts):
        raise Refused(
            f"“{name}” is somebody else’s: it says “{suggested_credit(picture.said)}”, and this"
            f" photo’s credit is “{photo.credit}”. Choose the right credit first, or take it in as"
            " a photo of its own."
        )
    with making.undone_on_error() as written, transaction.atomic():
        photo.former_pictures.create(
            original=photo.original.name,
            sha256=photo.sha256,
            format=photo.format,
            replaced_by=by,
        )
        for field, value in suggestions.marks(picture.said).items():
            if field not in typed:
                setattr(photo, field, value)
        photo.sha256 = sha256(data).hexdigest()
        photo.format, (photo.width, photo.height) = picture.format, picture.size
        photo.looks = picture.looks
        photo.focal_x = photo.focal_y = 0.5
        # Readers have no file of it until there are some of the new picture.
        photo.made = ""
        photo.original.name = making.put(original_path(photo, name), data, written)
        photo.save()
        making.ask([photo.pk])


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
        looks=picture.looks,
        caption=said.caption,
        alt_text=said.alt_text[:500],
        keywords="\n".join(said.keywords),
        **suggestions.marks(said),
    )


def said_by(photo: Photo) -> Metadata:
    """What the photo's original says about itself; a stranger wrote it, so it is read elsewhere."""
    with photo.original.open("rb") as original:
        return bounded.describe(original.read())


def let_go(photo: Photo) -> None:
    """Take `photo` out of the library, its files when the transaction is through."""
    names = [
        photo.original.name,
        *photo.former_pictures.values_list("original", flat=True),
        *photo.renditions.values_list("file", flat=True),
    ]
    photo.delete()
    transaction.on_commit(lambda: making.take_away(names))
