"""Find the source or the document that a name or an address means."""

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
    wanted = domains_above(address)
    known = {d.domain: d.source for d in SourceDomain.objects.filter(domain__in=wanted)}
    for domain in wanted:
        if domain in known:
            return known[domain].standing_for()
    return None


def document_at(address: str) -> Document | None:
    """The document whose address is `address`, however it is spelled."""
    key = normalise(address)
    return Document.objects.filter(normalised_url=key).first() if key else None
