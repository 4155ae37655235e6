"""Follow what a copy refers to through the merges of the library.

A revision, or a form that has been open for an hour, may name a tag that has been merged since.
"""

from dataclasses import replace

from ..people.models import Contributor
from ..sources.models import Document, Source
from ..tags.models import Section, Tag
from .copy import Copy


def merges(copy: Copy) -> Copy:
    """`copy` with whatever was merged replaced by what it was merged into, in five queries."""
    tags = heirs(Tag, copy.tags)
    sections = heirs(Section, [copy.section])
    people = heirs(Contributor, [b.contributor for b in copy.bylines])
    sources = heirs(
        Source, [c.source for c in copy.citations] + [q.speaker for q in copy.quotations]
    )
    documents = heirs(Document, [c.document for c in copy.citations])
    signed = {}
    for byline in copy.bylines:
        contributor = people.get(byline.contributor, byline.contributor)
        signed.setdefault(contributor, replace(byline, contributor=contributor))
    return replace(
        copy,
        tags=tuple(sorted({tags.get(pk, pk) for pk in copy.tags})),
        section=sections.get(copy.section, copy.section),
        bylines=tuple(signed.values()) if people else copy.bylines,
        citations=tuple(
            replace(
                c,
                source=sources.get(c.source, c.source),
                document=documents.get(c.document, c.document),
            )
            for c in copy.citations
        ),
        quotations=tuple(
            replace(q, speaker=sources.get(q.speaker, q.speaker)) for q in copy.quotations
        ),
    )


def heirs(model, ids) -> dict[int, int]:
    """The merged ones among `ids`, and whom each was merged into, however many merges ago."""
    merged = model.objects.filter(pk__in=set(ids) - {None}).exclude(merged_into=None)
    return {row.pk: row.standing_for().pk for row in merged}
