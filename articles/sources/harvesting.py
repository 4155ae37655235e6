"""Harvest the pages that are due to be captured: what a link leads to, kept by capture.py."""

import logging
import time
from datetime import datetime, timedelta

from django.utils import timezone

from .. import web
from . import capture
from .addresses import domain_of
from .capture import NotKept
from .claiming import asker, claimed
from .evidence import Capture
from .links import Link, rules_for
from .visiting import PACE

logger = logging.getLogger(__name__)

AGAIN, GIVEN_UP = timedelta(days=1), timedelta(days=7)


def capture_due(*, most: int = 50, pace: float = PACE, of: int | None = None) -> list[Capture]:
    """Capture what is due, one after the other, each host at a pace; only `of`, if given."""
    links = claimed("capture_at", most, of)
    rules, kept, hosts = rules_for(links), [], set()
    for link in links:
        if rules[link.pk].never_fetch:
            done(link, again=None)
            continue
        host = domain_of(link.address)
        time.sleep(pace if host in hosts else 0)
        hosts.add(host)
        try:
            kept.append(capture.take(link.document, by=asker(link, "capture_at")))
        except (web.Failed, NotKept) as failed:
            logger.info("document %s not captured: %s", link.document_id, failed)
            done(link, again=next_try(link))
        except Exception:
            # A page we stumble over is our fault, not the page's, and holds up no other.
            logger.exception("capture of %s", link.address)
            done(link, again=next_try(link))
        else:
            done(link, again=None)
    return kept


def next_try(link: Link) -> datetime | None:
    """When to try again for a capture that failed; None when a week has passed."""
    now = timezone.now()
    is_young = link.watched_since and now - link.watched_since < GIVEN_UP
    return now + AGAIN if is_young else None


def done(link: Link, *, again: datetime | None) -> None:
    Link.objects.filter(pk=link.pk).update(capture_at=again)
