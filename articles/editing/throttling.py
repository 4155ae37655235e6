"""How often one person may send our server to other people's pages.

Presses are counted in the cache: a shared one counts those of all processes together.
"""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from .badges import moment

MOST, WITHIN = 30, timedelta(minutes=10)  # from the first press on


def refusal(user, act: str, *, pages: int = 1) -> str:
    """Count so many `pages` for `act` by `user`; why they are too many, in words, or nothing.

    Those that are too many are not counted.
    """
    most = f"{MOST} pages in {WITHIN // timedelta(minutes=1)} minutes are the most"
    if pages > MOST:
        return f"That is {pages} pages: {most}."
    counted, opens = f"press:{act}:{user.pk}", f"press:{act}:{user.pk}:opens"
    within = WITHIN.total_seconds()
    # What lapses between two calls begins anew with the next press.
    if cache.add(counted, 0, within):
        cache.set(opens, timezone.now() + WITHIN, within)
    try:
        if cache.incr(counted, pages) <= MOST:
            return ""
        cache.decr(counted, pages)
    except ValueError:
        return ""
    return f"{most}: try again at {moment(cache.get(opens) or timezone.now())}."
