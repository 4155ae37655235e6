"""Find the source or the document that a name or an address means."""

from .addresses import domains_above, normalise
from .models import Document, Source, SourceDomain


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
