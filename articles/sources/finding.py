"""Find the source or the document that a name or an address means."""

from collections.abc import Iterable

from django.db import transaction

from . import agencies
from .addresses import domains_above, normalise
from .models import Document, Source, SourceDomain


def source_called(name: str) -> Source | None:
    """The source that answers to `name`; a well-known one joins the library when first met."""
    return Source.objects.called(name) or joined(agencies.named(name))


@transaction.atomic
def joined(known: agencies.Known | None) -> Source | None:
    """The library's row for a well-known source, made if it is missing."""
    if known is None:
        return None
    source = Source.objects.called(known.name) or Source.objects.create(
        name=known.name, kind=known.kind, short_name=known.short_name
    )
    for alias in filter(None, (known.short_name, *known.aliases)):
        if not Source.objects.called(alias):
            source.aliases.create(name=alias)
    for domain in known.domains:
        SourceDomain.objects.get_or_create(domain=domain, defaults={"source": source})
    return source


def publisher_of(address: str) -> Source | None:
    """The source that publishes at `address`, by its domain or the nearest domain above it."""
    return publishers_of([address]).get(address)


def document_at(address: str) -> Document | None:
    """The document whose address is `address`, however it is spelled."""
    return documents_at([address]).get(address)


def documents_at(addresses: Iterable[str]) -> dict[str, Document]:
    """By each of `addresses` the document there; one query, however many there are.

    The address of one that was merged leads to what it was merged into.
    """
    keys = {address: normalise(address) for address in addresses}
    held = Document.objects.select_related("publisher", "merged_into__publisher").filter(
        normalised_url__in={*keys.values()} - {""}
    )
    found = {document.normalised_url: document.standing_for() for document in held}
    return {address: found[key] for address, key in keys.items() if key in found}


def document_for(title: str, address: str) -> Document | None:
    """The document at `address`; where there is none, the one without an address called `title`."""
    return document_at(address) if address else documents_titled([title]).get(title)


def known_as(documents: Iterable[int]) -> dict[int, int]:
    """By every id under which something written down earlier may name one of `documents`: its own.

    One query, and one more for each time a document was merged that had itself swallowed one.
    """
    known = level = {pk: pk for pk in documents}
    while level:
        merged = Document.objects.filter(merged_into__in=level).values_list("pk", "merged_into")
        level = {pk: known[into] for pk, into in merged.order_by()}
        known = known | level
    return known


def documents_titled(titles: Iterable[str]) -> dict[str, Document]:
    """By each of `titles` the document without an address that is called so; one query."""
    held = Document.objects.select_related("publisher", "merged_into__publisher").filter(
        url="", title__in={*titles} - {""}
    )
    return {document.title: document.standing_for() for document in held}


def publishers_of(addresses: Iterable[str]) -> dict[str, Source]:
    """By each of `addresses` who publishes there, as `publisher_of` has it; one query."""
    wanted = {address: domains_above(address) for address in addresses}
    domains = SourceDomain.objects.select_related("source__merged_into").filter(
        domain__in={domain for above in wanted.values() for domain in above}
    )
    known = {each.domain: each.source for each in domains}
    nearest = {
        address: next((known[domain] for domain in above if domain in known), None)
        for address, above in wanted.items()
    }
    return {address: source.standing_for() for address, source in nearest.items() if source}
