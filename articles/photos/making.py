"""Make the files readers get of photos, in the background and each once.

1. Whoever changes what a photo's files carry calls `ask`, in the same transaction: a row in
   RenditionsDue says that there is work, whatever becomes of any process.
2. When the transaction is through, a task makes the files; `tick` makes those whose task died.
3. A maker takes the row by a conditional update, finds by difference what is missing and what is
   obsolete, and writes files first, rows after. Until then readers have the files there were.
4. Asked for again meanwhile, the row stands, and the photo is made once more.
5. Who was too slow takes away what it wrote, under names that nobody else writes: see models.py.
   So no row loses its file; whichever has lost it anyhow is made anew.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from .. import changes
from . import bounded, files
from .checking import Refused
from .models import RENDITIONS, Photo, Rendition, RenditionsDue, rendition_path

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # a maker that takes longer is taken for dead
LONGEST_REST = timedelta(days=1)  # before what failed is tried again


class Overtaken(Exception):
    """Another maker has taken the row: this one was too slow."""


def ask(photos: Iterable[int]) -> None:
    """Have the files of the photos with these ids made, once this transaction is through."""
    ids, now = sorted(set(photos)), timezone.now()
    RenditionsDue.objects.bulk_create(
        [RenditionsDue(photo_id=pk, since=now) for pk in ids],
        update_conflicts=True,
        unique_fields=["photo"],
        update_fields=["since"],
    )
    resting = RenditionsDue.objects.filter(photo__in=ids).exclude(failure="")
    resting.update(taken_until=None, failures=0, failure="")
    transaction.on_commit(lambda: [make_files.enqueue(pk) for pk in ids])


@task
def make_files(photo_id: int) -> None:
    make(photo_id)


def make(photo_id: int) -> bool:
    """Make the files of a photo if they are due and nobody else is at it; True if it was made."""
    made = False
    while due := take(photo_id):
        try:
            fulfil(due)
            made = True
        except Overtaken:
            return made
        except Exception as failed:
            # Whatever it is, the other photos are to go on: every storage has errors of its own,
            # and those of an S3 client are no OSError.
            unforeseen = not isinstance(failed, Refused)
            logger.warning("files of photo %s not made: %s", photo_id, failed, exc_info=unforeseen)
            put_back(due, failed)
    return made


def make_due() -> int:
    """Make the files of every photo that is due; returns of how many they were made."""
    waiting = RenditionsDue.objects.filter(free()).values_list("photo_id", flat=True)
    return sum(make(photo_id) for photo_id in list(waiting))


def ask_by_difference() -> int:
    """Ask for the files of every photo that has not those it ought to; returns of how many.

    The storage is asked once for the names of all files, not for each: of a bucket that is a
    request for a thousand of them, and some 250 bytes of memory for each.
    """
    found, there = 0, names_there()
    for photo in Photo.objects.select_related("credit").order_by("pk").iterator(chunk_size=500):
        rows = photo.renditions.values_list("name", "file")
        have = {name for name, file in rows if file in there}
        if have != files.wanted(photo).keys() or photo.made != files.version(photo):
            with transaction.atomic():
                ask([photo.pk])
            found += 1
    return found


def names_there() -> set[str]:
    """The names of all files that readers could get, whether a row has them or not."""
    try:
        _, found = default_storage.listdir(RENDITIONS)
    except FileNotFoundError:
        return set()  # the folder comes with the first file
    return {f"{RENDITIONS}/{name}" for name in found}


def free() -> Q:
    return Q(taken_until=None) | Q(taken_until__lte=timezone.now())


def take(photo_id: int) -> RenditionsDue | None:
    """The row of a photo that is due, taken for LEASE; None if there is none or it is taken.

    Why it failed before it says no longer: a row that does rests, and whoever asks may wake it.
    """
    until = timezone.now() + LEASE
    waiting = RenditionsDue.objects.filter(free(), photo=photo_id)
    if not waiting.update(taken_until=until, failure=""):
        return None
    return RenditionsDue.objects.filter(photo=photo_id, taken_until=until).first()


def put_back(due: RenditionsDue, failed: Exception) -> None:
    """Say why it failed, and let it rest: a minute, then twice as long each time.

    Asked for again meanwhile it does not rest: what made it fail may be what was changed.
    """
    rest = min(timedelta(minutes=2**due.failures), LONGEST_REST)
    as_asked(due).update(
        taken_until=timezone.now() + rest,
        failures=min(due.failures + 1, 20),
        failure=str(failed)[:500] or type(failed).__name__,
    ) or ours(due).update(taken_until=None, failures=0)


def ours(due: RenditionsDue):
    return RenditionsDue.objects.filter(photo=due.photo_id, taken_until=due.taken_until)


def as_asked(due: RenditionsDue):
    """Our row, unless the files were asked for again since we took it."""
    return ours(due).filter(since=due.since)


def fulfil(due: RenditionsDue) -> None:
    """Bring the files of a photo to what they ought to be."""
    photo = Photo.objects.select_related("credit").get(pk=due.photo_id)
    wanted = files.wanted(photo)
    rows = list(photo.renditions.all())
    have = {row.name for row in rows if row.name in wanted and is_there(row)}
    missing = {name: wanted[name] for name in wanted.keys() - have}
    obsolete = [row for row in rows if row.name not in have]
    with undone_on_error() as written:
        rows = list(made(photo, missing, written))
        with transaction.atomic():
            settle(due, photo, rows, obsolete)


def is_there(row: Rendition) -> bool:
    return default_storage.exists(row.file.name)


def settle(
    due: RenditionsDue, photo: Photo, rows: list[Rendition], obsolete: list[Rendition]
) -> None:
    """Record what was made, and that it was; what is obsolete goes when that is through."""
    if not (as_asked(due).delete()[0] or ours(due).update(taken_until=None)):
        raise Overtaken
    Rendition.objects.filter(pk__in=[row.pk for row in obsolete]).delete()
    Rendition.objects.bulk_create(rows)
    Photo.objects.filter(pk=photo.pk).update(made=files.version(photo))
    changes.note(photo.change_key)
    gone = {row.file.name for row in obsolete} - {row.file.name for row in rows}
    # Robust: files that could not be taken away are litter; the new ones must not go for it.
    transaction.on_commit(lambda: take_away(gone), robust=True)


def made(
    photo: Photo, missing: dict[str, tuple[str, str]], written: list[str]
) -> Iterator[Rendition]:
    """The `missing` renditions of `photo` with their files written, not yet saved."""
    if not missing:
        return
    presets = {preset for preset, _ in missing.values()}
    cuts = {preset: cut for preset, cut in files.cuts_of(photo).items() if preset in presets}
    with photo.original.open("rb") as original:
        rendered = bounded.render(original.read(), cuts, files.carried_by(photo))
    for name, (preset, format) in missing.items():
        row = Rendition(photo=photo, name=name, preset=preset, format=format)
        row.width, row.height = cuts[preset].size
        row.file.name = put(rendition_path(row, name), rendered[preset, format], written)
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


def take_away(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
