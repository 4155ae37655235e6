"""Look after what published stories rest on: visit it, capture it, tell whose pages are stale.

The monitor stands below and knows documents only. Which of them readers saw cited, and for which
words, is known here: from editions that are out or were, never from desk copy, so that no visit
tells anybody of a story to come.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.tasks import task

from .. import changes
from ..sources import capture, capturing, monitor
from ..sources.evidence import Capture
from ..sources.finding import known_as
from ..sources.links import Link
from ..sources.models import Document
from ..sources.monitor import NO_USE, Use
from ..sources.pacing import PACE, Pace
from ..stories.copy import Copy
from ..stories.models import Citation
from .models import Edition, EditionDocument

# Of all that people ask for one after the other.
ON_SOMEBODYS_WORD = Pace()
MOST_EDITIONS = 1000  # that cite what one run visits: for the words they rely on


def look_after(*, most: int = 200, pace: float = PACE) -> dict[str, int]:
    """Begin with what has been published, capture and visit what is due; how much of each.

    No host is asked twice within `pace` seconds, for whichever of the two.
    """
    watched, of_hosts = monitor.watch(unwatched()[:most]), Pace(pace)
    captured = capturing.capture_due(most=most // 4, pace=of_hosts)
    checks = monitor.visit_due(uses=uses, most=most, pace=of_hosts)
    return {"watched": watched, "captured": len(captured), "visited": len(checks)}


@transaction.atomic
def ask(document: Document, *, by) -> Link:
    """Have `document` visited and captured at once, whoever cites it, on the word of `by`.

    The link says that there is work, and who asked; a task does it as soon as this is through, and
    look_after() what a task that died has left. Raises ValidationError.
    """
    link = monitor.ask(document, by=by)
    transaction.on_commit(lambda: look_now.enqueue(document.pk))
    return link


@task
def look_now(document_id: int) -> None:
    capturing.capture_due(pace=ON_SOMEBODYS_WORD, of=document_id)
    monitor.visit_due(uses=uses, pace=ON_SOMEBODYS_WORD, of=document_id)


@transaction.atomic
def withhold(kept: Capture, reason: str, *, by) -> None:
    """Keep from readers what was captured, for one of Capture.Withheld; "" gives it to them again.

    The pages that offer it are told.
    """
    capture.withhold(kept, reason, by=by)
    use = uses([kept.document_id]).get(kept.document_id, NO_USE)
    changes.note(*monitor.stale(kept.document, use))


def watch(rows) -> int:
    """Begin to look after what readers saw cited in these `rows` of their index, without going out.

    For a story that was taken down nobody begins to go anywhere. Returns how many are new.
    """
    out = rows.filter(edition__story__in=Edition.visible.order_by().values("story"))
    return monitor.watch(unwatched().filter(pk__in=out.order_by().values("document")))


def unwatched():
    """Documents that readers saw cited and nobody looks after yet."""
    seen = EditionDocument.objects.filter(
        document=OuterRef("pk"), edition__in=Edition.seen.order_by().values("pk")
    )
    new = Document.objects.filter(Q(link=None) | Q(link__watched_since=None)).exclude(url="")
    return new.filter(Exists(seen)).select_related("link").order_by("pk")


def uses(documents: list[int]) -> dict[int, Use]:
    """What the stories readers see do with each of `documents`."""
    known = known_as(documents)
    rows = EditionDocument.objects.filter(
        document__in=documents, edition__in=Edition.visible.order_by().values("pk")
    ).select_related("edition__revision")
    used: dict[int, tuple[set[str], set[str]]] = {}
    for row in rows.order_by("-edition")[:MOST_EDITIONS].iterator():
        excerpts, keys = used.setdefault(row.document_id, (set(), set()))
        keys.add(f"story:{row.edition.story_id}")
        excerpts |= {
            citation.excerpt
            for citation in Copy.from_json(row.edition.revision.snapshot).citations
            if known.get(citation.document) == row.document_id
            and citation.visibility == Citation.Visibility.PUBLIC
            and citation.excerpt
        }
    return {
        document: Use(tuple(sorted(excerpts)), tuple(sorted(keys)))
        for document, (excerpts, keys) in used.items()
    }
