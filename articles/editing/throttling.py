"""How often one person may send our server to other people's pages.

Presses are counted in the cache: a shared one counts those of all processes together.
"""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from .badges import moment

MOST, WITHIN = 30, timedelta(minutes=10)  # from the first press on


def refusal(user, act: str) -> str:
    """Count one press of `act` by `user`; why it is one too many, in words, or nothing."""
    presses, opens = f"press:{act}:{user.pk}", f"press:{act}:{user.pk}:opens"
    within = WITHIN.total_seconds()
    # What lapses between two calls begins anew with the second.
    if cache.add(presses, 1, within):
        cache.set(opens, timezone.now() + WITHIN, within)
        return ""
    try:
        count = cache.incr(presses)
    except ValueError:
        return ""
    if count <= MOST:
        return ""
    again = cache.get(opens) or timezone.now()
    minutes = WITHIN // timedelta(minutes=1)
    return f"That was {MOST} pages in {minutes} minutes: try again at {moment(again)}."
