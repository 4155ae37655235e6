"""Take photos into the library, and make the files readers get of them.

Files are written first and rows after, so that no row names a file that is not there; whatever
goes wrong on the way, the files written so far are taken away again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from PIL import Image

from . import checking, files, metadata, renditions, suggestions
from .checking import Refused
from .metadata import Metadata
from .models import Photo, PhotoCredit, Rendition, original_path, rendition_path
from .suggestions import suggested_credit

__all__ = ["Refused", "find", "let_go", "remake", "said_by", "suggested_credit", "take_in"]


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
    try:
        image = checking.open_checked(BytesIO(data))
    except Refused as refused:
        raise Refused(f"“{name}” was not taken. {refused}") from refused
    photo = described(image, data)
    photo.caption, photo.alt_text = caption or photo.caption, alt_text or photo.alt_text
    photo.credit = credit
    try:
        with undone_on_error() as written, transaction.atomic():
            photo.original.name = put(original_path(photo, name), data, written)
            rows = list(made(photo, image, written))
            photo.save()
            Rendition.objects.bulk_create(rows)
    except IntegrityError:
        # Somebody else brought the same file at the same moment.
        if found := with_bytes(data):
            return found
        raise
    return photo


def find(file: BinaryIO) -> Photo | None:
    """The photo of the library that is this very file, if there is one."""
    file.seek(0)
    return with_bytes(file.read(checking.MAX_BYTES + 1))


def with_bytes(data: bytes) -> Photo | None:
    return Photo.objects.filter(sha256=sha256(data).hexdigest()).first()


def described(image: Image.Image, data: bytes) -> Photo:
    said = metadata.read(data)
    return Photo(
        sha256=sha256(data).hexdigest(),
        format=image.format,
        width=image.width,
        height=image.height,
        caption=said.caption,
        alt_text=said.alt_text,
        taken_at=suggestions.suggested_moment(said),
    )


def said_by(photo: Photo) -> Metadata:
    """What the photo's original says about itself."""
    with photo.original.open("rb") as original:
        return metadata.read(original.read())


def remake(photo: Photo) -> bool:
    """Bring the files of `photo` to what they are to carry now; False if they carry it already.

    Call it whenever its caption or its credit changed. Takes about a second. The old files go
    when the transaction is through; until then, and if it fails, they stand.
    """
    photo.refresh_from_db(fields=["credit"])
    old = list(photo.renditions.all())
    if {row.name for row in old} == {name for _, name in files.files_of(photo)}:
        return False
    with photo.original.open("rb") as original:
        image = checking.open_checked(original)
    with undone_on_error() as written, transaction.atomic():
        rows = list(made(photo, image, written))
        photo.renditions.all().delete()
        Rendition.objects.bulk_create(rows)
    kept = {row.file.name for row in rows}
    gone = [row.file.name for row in old if row.file.name not in kept]
    transaction.on_commit(lambda: take_away(gone))
    return True


def let_go(photo: Photo) -> None:
    """Take `photo` out of the library, its files when the transaction is through."""
    names = [photo.original.name, *photo.renditions.values_list("file", flat=True)]
    photo.delete()
    transaction.on_commit(lambda: take_away(names))


def made(photo: Photo, image: Image.Image, written: list[str]) -> Iterator[Rendition]:
    """The renditions of `photo` with their files written, not yet saved."""
    carried = files.carried_by(photo)
    for width, name in files.files_of(photo):
        row = Rendition(photo=photo, name=name, format=files.FORMAT)
        row.width, row.height = renditions.size_at(image.size, width)
        data = renditions.render(image, width, files.FORMAT, embedded=carried)
        row.file.name = put(rendition_path(row, name), data, written)
        yield row


def put(path: str, data: bytes, written: list[str]) -> str:
    kept_as = default_storage.save(path, ContentFile(data))
    written.append(kept_as)
    return kept_as


@contextmanager
def undone_on_error() -> Iterator[list[str]]:
    """A list for the names of files written inside; they are taken away if it does not end well."""
    written: list[str] = []
    try:
        yield written
    except BaseException:
        take_away(written)
        raise


def take_away(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
