"""A copy under examination, and what may be found wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.db.models import Exists, OuterRef
from django.utils import timezone

from .. import body
from ..photos.credits import PhotoCredit
from ..photos.models import Photo
from ..sources.agreements import SourcingAgreement
from ..sources.evidence import Capture
from ..sources.links import Link
from ..sources.models import Document, Source
from ..stories.copy import Copy
from ..stories.models import Story
from . import editions


@dataclass(frozen=True)
class Problem:
    """Something to put right. A blocking one keeps the story from print.

    `field` is where on the form. A problem of one citation or quotation has its `key`, and `state`
    says in a few words how that one stands, `todo` what to do about it.
    """

    code: str
    message: str
    field: str = ""
    blocking: bool = True
    key: str = ""
    state: str = ""
    todo: str = ""


@dataclass
class Case:
    """A copy under examination, with the library rows it refers to, each fetched once.

    `at` is when it is to come out; `used_by` has, of photos that other stories have shown, the
    headline of one.
    """

    copy: Copy
    at: datetime = field(default_factory=timezone.now)
    photos: dict[int, Photo] = field(default_factory=dict)
    used_by: dict[int, str] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)  # by their document
    kept: set[int] = field(default_factory=set)  # documents of which something is
    captures: dict[int, list[Capture]] = field(default_factory=dict)  # to look for excerpts in
    sources: dict[int, Source] = field(default_factory=dict)
    agreements: dict[int, SourcingAgreement] = field(default_factory=dict)
    copy_credit: PhotoCredit | None = None

    def __post_init__(self):
        self.marks = body.marks(self.copy.body)
        self.passages = body.passages(self.copy.body)
        self.text = body.plain(self.copy.body)

    @classmethod
    def of(cls, copy: Copy, story: Story | None = None, at: datetime | None = None) -> Self:
        """The case of `copy`, to be that of `story` (None: a new one), and to come out `at`."""
        photos = Photo.objects.filter(pk__in=[p.photo for p in copy.placements])
        documents = Document.objects.filter(pk__in=[c.document for c in copy.citations])
        kept = Exists(Capture.objects.filter(document=OuterRef("pk")))
        cited = {d.pk: d for d in documents.select_related("publisher").annotate(is_kept=kept)}
        sources = Source.objects.filter(pk__in=[c.source for c in copy.citations])
        found = {photo.pk: photo for photo in photos.select_related("credit")}
        for_one = {pk for pk, photo in found.items() if photo.credit and photo.credit.one_story}
        return cls(
            copy,
            at or timezone.now(),
            photos=found,
            used_by=editions.showing(for_one, but=story),
            documents=cited,
            links={link.document_id: link for link in Link.objects.filter(document__in=documents)},
            kept={pk for pk, document in cited.items() if document.is_kept},
            captures=captures_for(copy),
            sources={source.pk: source for source in sources},
            agreements=SourcingAgreement.objects.in_bulk(
                {c.agreement for c in copy.citations} - {None}
            ),
            copy_credit=PhotoCredit.objects.filter(pk=copy.copy_credit).first(),
        )


def captures_for(copy: Copy) -> dict[int, list[Capture]]:
    """What was captured of the documents that `copy` relies on the words of."""
    quoted = {citation.document for citation in copy.citations if citation.excerpt}
    found: dict[int, list[Capture]] = {}
    for capture in Capture.objects.filter(document__in=quoted - {None}).latest_words():
        found.setdefault(capture.document_id, []).append(capture)
    return found
