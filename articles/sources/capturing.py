"""Capture the pages that are due: what a link leads to, kept by capture.py."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from .. import web
from . import capture, contents
from .capture import Answer, NotKept
from .claiming import asker, claimed, most_in_time
from .evidence import Capture
from .links import Link, rules_for
from .pacing import PACE, Pace, side_by_side

logger = logging.getLogger(__name__)

# Seconds one capture takes at worst: a pause, a page that drips and that is hard to read.
AT_WORST = PACE + web.Limits().seconds + contents.MAX_WAIT
MOST = most_in_time(AT_WORST)  # in one run
AGAIN, GIVEN_UP = timedelta(days=1), timedelta(days=7)


def capture_due(
    *, most: int = 50, pace: Pace | None = None, of: int | None = None
) -> list[Capture]:
    """Capture what is due, `most` (and MOST) at a time, several hosts at once, each at its pace.

    `of` is the one document to capture, if it is due. Threads fetch and read; this one keeps.
    """
    links, pace = claimed("capture_at", min(most, MOST), of), pace or Pace()
    rules, wanted, kept = rules_for(links), [], []
    for link in links:
        if rules[link.pk].never_fetch:
            done(link, again=None)
        else:
            wanted.append(link)
    for link, answer in side_by_side(wanted, partial(answer_at, pace=pace)):
        try:
            found = capture.keep(link.document, answer.result(), by=asker(link, "capture_at"))
        except (web.Failed, NotKept) as failed:
            logger.info("document %s not captured: %s", link.document_id, failed)
            done(link, again=next_try(link))
        except Exception:
            # A page we stumble over is our fault, not the page's, and holds up no other.
            logger.exception("capture of %s", link.address)
            done(link, again=next_try(link))
        else:
            kept.append(found)
            done(link, again=None)
    return kept


def answer_at(link: Link, pace: Pace) -> Answer:
    """What the page answers when its host may be asked. Raises web.Failed or NotKept."""
    with pace.turn(link.address):
        return capture.ask(link.address)


def next_try(link: Link) -> datetime | None:
    """When to try again for a capture that failed; None when a week has passed."""
    now = timezone.now()
    is_young = link.watched_since and now - link.watched_since < GIVEN_UP
    return now + AGAIN if is_young else None


def done(link: Link, *, again: datetime | None) -> None:
    Link.objects.filter(pk=link.pk).update(capture_at=again)
