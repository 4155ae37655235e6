"""Watch the links of documents that readers saw cited; see what has rotted, moved or changed.

What is due is claimed by claiming.py; captures are taken by capturing.py. Nothing is visited for a
document that no reader saw cited, unless somebody asks. Which documents readers saw is known on a
floor above; it says so by `watch`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial, reduce
from itertools import batched
from operator import or_

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .. import changes
from . import capture, excerpts
from .addresses import domain_of, domains_above, names_of
from .claiming import asker, claimed, follow_document, most_in_time
from .evidence import Capture
from .links import Link, LinkCheck, is_never_visited, rules_for
from .models import Document, check_fits
from .pacing import Pace, side_by_side
from .verdicts import Known, Rules, State, Verdict, judged, look_again
from .visiting import AT_WORST, Call, Seen, visit

MOST = most_in_time(AT_WORST)  # in one run
LONGEST = Link._meta.get_field("moved_to").max_length
BATCH = 500  # rows in one statement
SETTLED_AGAIN = timedelta(days=30)  # without going there: people may have changed their word
LOOKED_THROUGH = 10  # captures, for the one that is the page cited
PAGES = (Capture.Kind.PAGE, Capture.Kind.PDF)


@dataclass(frozen=True)
class Use:
    """What readers' stories do with a document: the words relied on, the keys of their pages."""

    excerpts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


NO_USE = Use()
Uses = Callable[[list[int]], dict[int, Use]]


# What is to be visited


def watch(documents: Iterable[Document]) -> int:
    """Begin to look after `documents`, which readers see cited; returns how many are new."""
    now = timezone.now()
    documents = [document for document in documents if document.url]
    due = {"watched_since": now, "visit_at": now, "capture_at": now}
    known = Link.objects.filter(document__in=documents)
    begun = known.filter(watched_since=None).update(**due)
    have = set(known.values_list("document", flat=True))
    missing = [document for document in documents if document.pk not in have]
    Link.objects.bulk_create(
        [Link(document_id=document.pk, address=document.url, **due) for document in missing],
        ignore_conflicts=True,
    )
    return begun + len(missing)


def ask(document: Document, *, by) -> Link:
    """Have `document` visited and captured at once, on the word of `by`. Raises ValidationError."""
    if not document.url:
        raise ValidationError("The document has no address to visit.")
    if is_never_visited(document.url):
        host = domain_of(document.url)
        raise ValidationError(f"People have said that {host} is never to be visited.")
    now = timezone.now()
    link, _ = Link.objects.get_or_create(document=document, defaults={"address": document.url})
    Link.objects.filter(pk=link.pk).update(asked_by=by, asked_at=now, visit_at=now, capture_at=now)
    link.refresh_from_db()
    return link


@transaction.atomic
def force(link: Link, verdict: str, *, by) -> None:
    """Let `verdict` (alive or dead) stand whatever visits see; "" lets visits decide again."""
    now = timezone.now()
    said = {"forced_by": by, "forced_at": now} if verdict else {}
    again = now + SETTLED_AGAIN if verdict else now
    Link.objects.filter(pk=link.pk).update(
        forced=verdict,
        **({"forced_by": None, "forced_at": None} | said),
        verdict=verdict or Verdict.UNKNOWN,
        failures=0,
        failed_at=None,
        since=now,
        visit_at=again if link.watched_since else None,
    )
    changes.note(*stale(link.document))


@transaction.atomic
def judge_anew(host: str) -> int:
    """Begin anew with what is known of the pages of `host` and those below it; how many those are.

    For when people have said something else of the host. What they said of one page stays.
    """
    named = reduce(or_, (Q(address__icontains=name) for name in names_of(host)))
    alike = Link.objects.filter(named, forced="").select_related("document__publisher")
    links = [link for link in alike if host in domains_above(link.address)]
    forget(links)
    return len(links)


@transaction.atomic
def reconsider(documents: list[Document]) -> None:
    """Begin anew with `documents` of which other words are relied on than before.

    They are captured anew, too, so that what was captured last is what stands at their address.
    What people said of a page stays.
    """
    links = Link.objects.filter(document__in=[document for document in documents if document.url])
    forget(list(links.filter(forced="").select_related("document__publisher")))
    links.exclude(watched_since=None).update(capture_at=timezone.now())


def forget(links: list[Link]) -> None:
    """Judge `links` by what visits see from now on; those that are watched are due at once."""
    now, unjudged = timezone.now(), {"verdict": Verdict.UNKNOWN, "failures": 0, "failed_at": None}
    for some in batched(links, BATCH, strict=False):
        theirs = Link.objects.filter(pk__in=[link.pk for link in some])
        theirs.update(**unjudged, etag="", modified="", since=now)
        theirs.exclude(watched_since=None).update(visit_at=now)
    changes.note(*{key for link in links for key in stale(link.document)})


@transaction.atomic
def readdress(link: Link, *, by) -> None:
    """Give the document the address that its page moved to, and have it visited there if that may
    be. Raises ValidationError if there is no room for it, IntegrityError if another one has it.
    """
    if not link.moved_to:
        raise ValidationError("The page moved to an address that is too long to be kept.")
    check_fits(link.moved_to)
    document = link.document
    document.url = link.moved_to
    document.save(update_fields=["url", "normalised_url"])
    begin_anew(document)
    if not is_never_visited(document.url):
        ask(document, by=by)


@transaction.atomic
def begin_anew(document: Document) -> None:
    """Begin anew where `document` was given another address; it is soon due, if it is watched."""
    link = Link.objects.select_related("document__publisher").filter(document=document).first()
    if link is None or link.address == link.document.url:
        return
    follow_document(link)
    if link.watched_since:
        due = timezone.now() if document.url else None
        Link.objects.filter(pk=link.pk).update(visit_at=due, capture_at=due)
    changes.note(*stale(link.document))


def stale(document: Document, use: Use = NO_USE) -> list[str]:
    source = [document.publisher.change_key] if document.publisher else []
    return [document.change_key, *source, *use.keys]


# Visits


def visit_due(
    *, uses: Uses, most: int = 200, pace: Pace | None = None, of: int | None = None
) -> list[LinkCheck]:
    """Visit what is due, `most` (and MOST) at a time, several hosts at once, each at its pace.

    `of` is the one document to visit, if it is due. `uses` tells what readers' stories do with
    documents. The network is left to threads, the database to this one.
    """
    links, pace = claimed("visit_at", min(most, MOST), of), pace or Pace()
    rules, used = rules_for(links), uses([link.document_id for link in links])
    by_pk, calls, checks = {link.pk: link for link in links}, [], []
    for link in links:
        if rules[link.pk].settled or rules[link.pk].never_fetch:
            settle(link, rules[link.pk])
            continue
        about = known(link, used.get(link.document_id, NO_USE))
        calls.append(Call(link.pk, link.address, about, rules[link.pk], link.etag, link.modified))
    for call, visited in side_by_side(calls, partial(visit, pace=pace)):
        link = by_pk[call.link]
        use = used.get(link.document_id, NO_USE)
        checks.append(record(link, visited.result(), call.rules, use))
    return [check for check in checks if check]


def known(link: Link, use: Use) -> Known:
    """What the page at this address, or the PDF, said when it was what is cited.

    That is the first capture which bears out the most of the excerpts: before it there may have
    stood a wall of cookies. Excerpts it does not bear out were never there.
    """
    captures = Capture.objects.filter(document=link.document_id, same_as=None, kind__in=PAGES)
    captures = captures.filter(requested_address=link.address).exclude(withheld="failed")
    best, most = None, ()
    for kept in captures.order_by("pk")[:LOOKED_THROUGH]:
        borne_out = tuple(e for e in use.excerpts if capture.shows(kept, e))
        if best is None or len(borne_out) > len(most):
            best, most = kept, borne_out
        if len(most) == len(use.excerpts):
            break
    return Known(best.title, best.text[: excerpts.LOOKED_AT], most) if best else Known()


@transaction.atomic
def record(link: Link, seen: Seen, rules: Rules, use: Use) -> LinkCheck | None:
    """Write down a visit and what follows; None if somebody settled the link meanwhile."""
    now = timezone.now()
    state = judged(link.state, seen.sign, now=now, rules=rules)
    fields = {
        "verdict": state.verdict,
        "failures": state.failures,
        "failed_at": state.failed_at,
        "visited_at": now,
        "moved_to": whole(seen.final_address) if state.verdict == Verdict.MOVED else "",
        "etag": seen.etag,
        "modified": seen.modified,
        "visit_at": look_again(state, seen.sign, now=now, rules=rules)
        if link.watched_since
        else None,
    }
    changed = state.verdict != link.verdict
    if changed:
        fields["since"] = now
    if changed and state.verdict in (Verdict.DRIFTED, Verdict.MOVED) and link.watched_since:
        fields["capture_at"] = now
    ours = Link.objects.filter(pk=link.pk, forced=link.forced, address=link.address)
    if not ours.update(**fields):
        return None
    if changed:
        changes.note(*stale(link.document, use))
    return LinkCheck.objects.create(
        document=link.document,
        address=link.address,
        at=now,
        by=asker(link, "visit_at"),
        sign=seen.sign,
        verdict=state.verdict,
        status=seen.status,
        failure=seen.failure,
        final_address=seen.final_address[:LONGEST],
        elapsed_ms=seen.elapsed_ms,
        title=seen.title,
        text_sha256=seen.text_sha256,
        excerpts_found=seen.excerpts_found,
    )


def whole(address: str) -> str:
    """`address`, unless it is too long to be kept: a piece of it would lead elsewhere."""
    return address if len(address) <= LONGEST else ""


@transaction.atomic
def settle(link: Link, rules: Rules) -> None:
    """Let what people said stand, without going there."""
    now = timezone.now()
    state = State(rules.settled) if rules.settled else link.state
    again = now + SETTLED_AGAIN if link.watched_since else None
    Link.objects.filter(pk=link.pk, forced=link.forced).update(
        verdict=state.verdict,
        failures=state.failures,
        failed_at=state.failed_at,
        visit_at=again,
        since=link.since if state.verdict == link.verdict else now,
    )
    if state.verdict != link.verdict:
        changes.note(*stale(link.document))
