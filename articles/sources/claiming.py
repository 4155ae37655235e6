"""Claim the links that are due, for visits and for captures alike.

What is due stands in the rows themselves (`Link.visit_at`, `Link.capture_at`), so there is no queue
to lose: whoever does the work puts the time LEASE ahead by a conditional update, and if he is
killed it comes due again. Any number of workers may run at once.

A run claims no more than it can do within the lease if all of its links are as slow as can be: its
worst case is OUT_THERE, about an hour, and the lease is half an hour longer. No page takes longer
to read than is reckoned with: what might is read by processes that are ended when they are late.
"""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from .addresses import domain_of
from .links import Link
from .pacing import WORKERS
from .verdicts import Verdict

LEASE = timedelta(minutes=90)
OUT_THERE = timedelta(minutes=64)  # the rest of the lease is for what is read and written here
MOST_OF_ONE_HOST = 5  # in one run
MOST_ASKED_FOR = 10  # of one host in one run, where somebody asked
PUT_OFF = timedelta(minutes=1)  # the rest


def most_in_time(each: float) -> int:
    """How many links one run may claim, if each of them takes so many seconds at worst.

    n links are done after (n / WORKERS + MOST_ASKED_FOR) * each: the workers share them, until
    those of one host are left, which are seen to one after the other. That fits in OUT_THERE.
    """
    return int((OUT_THERE / timedelta(seconds=each) - MOST_ASKED_FOR) * WORKERS)


def claimed(due: str, most: int, of: int | None = None) -> list[Link]:
    """Links whose `due` time has come, ours for the LEASE; of the document `of` alone, if given.

    More than a few of one host are put off, lest they stand in the way of all others. Of what
    somebody asked for a few more are taken, and the others stay as they are, the first next time.
    """
    now, taken, of_host = timezone.now(), [], defaultdict(int)
    waiting = Link.objects.filter(**{f"{due}__lte": now}, document__merged_into=None)
    waiting = waiting.order_by(due, "pk")
    waiting = waiting.filter(document=of) if of else waiting
    for link in waiting.select_related("document__publisher", "asked_by")[: most * 5]:
        if len(taken) == most:
            break
        host = domain_of(link.document.url)
        of_host[host] += 1
        is_asked_for = asker(link, due) is not None
        is_ours = of_host[host] <= (MOST_ASKED_FOR if is_asked_for else MOST_OF_ONE_HOST)
        if is_asked_for and not is_ours:
            continue
        claim = Link.objects.filter(pk=link.pk, **{due: getattr(link, due)})
        if claim.update(**{due: now + (LEASE if is_ours else PUT_OFF)}) and is_ours:
            taken.append(follow_document(link))
    return taken


def follow_document(link: Link) -> Link:
    """Forget what visits saw and people said at another address than the document has now."""
    if link.address != link.document.url:
        fresh = {"address": link.document.url, "verdict": Verdict.UNKNOWN, "failures": 0}
        fresh |= {"failed_at": None, "etag": "", "modified": "", "moved_to": ""}
        fresh |= {"forced": "", "forced_by": None, "forced_at": None, "since": timezone.now()}
        Link.objects.filter(pk=link.pk).update(**fresh)
        for name, value in fresh.items():
            setattr(link, name, value)
    return link


def asker(link: Link, due: str):
    """Who asked for what is `due`; nobody if it came due by itself."""
    return link.asked_by if getattr(link, due) == link.asked_at else None
