"""Bring the keys of documents' addresses to the rules of today (addresses.normalise).

Rules that came with an upgrade may know better which spellings are of one page, and a document
keeps the key it was saved with: pasted again, its address would not be found. Documents that are
the same by the rules of today are told; somebody may merge them.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from . import finding
from .addresses import normalise
from .models import Document, check_fits

BATCH = 500  # documents in memory


def respell() -> int:
    """Give each document the key of its address; how many have another now.

    One that is the same as another by the rules of today is left as it is.
    """
    return sum(take_key(document) for document in misspelt())


def doubles() -> Iterator[tuple[Document, Document]]:
    """Each document that respell() left as it was, with the one that has its key."""
    for document in misspelt():
        holder = finding.document_at(document.url)
        if holder and holder != document.standing_for():
            yield document, holder


def misspelt() -> Iterator[Document]:
    """The documents whose key is not what the rules of today make of their address."""
    last, rows = 0, Document.objects.order_by("pk").select_related("merged_into")
    while some := list(rows.filter(pk__gt=last)[:BATCH]):
        last = some[-1].pk
        yield from (d for d in some if d.normalised_url != normalise(d.url))


def take_key(document: Document) -> bool:
    """Whether `document` has its key now; not if that is another's, too long, or just taken.

    Of a document that has it by the rules of before, and is to have its own, it is taken away.
    """
    key = normalise(document.url)
    holders = Document.objects.filter(normalised_url=key).exclude(normalised_url="")
    if any(normalise(holder.url) == key for holder in holders):
        return False
    try:
        check_fits(document.url)
        with transaction.atomic():
            holders.update(normalised_url="")
            there = Document.objects.filter(pk=document.pk, url=document.url)
            return bool(there.update(normalised_url=key))
    except (ValidationError, IntegrityError):
        return False
