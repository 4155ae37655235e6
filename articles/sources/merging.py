"""Two documents that are the same become one: what rests on the one rests on the other.

Its link and the visits to it stay with the document they are about, the address that was visited;
nobody goes there any more. What was captured goes along, as far as the other has not the very same
content. How the other stands is judged anew, since other words are relied on now.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from .. import named
from . import monitor
from .evidence import Capture
from .models import Document, DocumentMerge

STAYING = ("link", "checks", "captures")


@transaction.atomic
def merge(loser: Document, *, into: Document, by) -> DocumentMerge:
    """Let `into` be cited wherever `loser` is. Raises ValidationError."""
    refuse_unlike(loser, into)
    done = named.merge(loser, into=into, by=by, leave=STAYING)
    done.moved.append(move_captures(loser, into))
    done.save(update_fields=["moved"])
    monitor.reconsider([into])
    return done


@transaction.atomic
def unmerge(done: DocumentMerge, *, by, at: datetime) -> None:
    """Put a merge back. Raises ValidationError."""
    named.unmerge(done, by=by, at=at)
    monitor.reconsider([done.loser, done.winner])


def refuse_unlike(loser: Document, into: Document) -> None:
    """Refuse to lose what only `loser` says and readers or the desk go by."""
    if loser.url and not into.url:
        raise ValidationError(f"“{loser}” has an address and “{into}” has none: keep the first.")
    if loser.retracted_on and not into.retracted_on:
        raise ValidationError(
            f"“{loser}” was retracted and “{into}” was not: put that right first."
        )
    if loser.publisher_id not in (None, into.publisher_id):
        who = into.publisher or "nobody"
        raise ValidationError(
            f"“{loser}” is published by {loser.publisher} and “{into}” by {who}: put that right"
            " first."
        )


def move_captures(loser: Document, into: Document) -> dict:
    """Give `into` what it has not got itself; what that was, as repoint() of ../merging.py says it.

    One that was seen again goes with the first, having the same content.
    """
    held = into.captures.filter(same_as=None).values("sha256")
    moving = list(loser.captures.exclude(sha256__in=held).values_list("pk", flat=True))
    Capture.objects.filter(document=loser, pk__in=moving).update(document=into)
    return {"model": Capture._meta.label, "field": "document", "moved": moving, "dropped": []}
