"""What stands at a link today, and when to look again. Pure: plain values in, plain values out.

`read` makes a sign of what one visit saw. `judged` makes the next state of a sign, so that one bad
day never kills a link; `look_again` says when to visit next. The rules are the Internet Archive's
for Wikipedia, with one better witness: what we captured ourselves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import TextChoices

from .addresses import domain_of, normalise
from .excerpts import are_alike, folded, is_in_folded, remains


class Verdict(TextChoices):
    UNKNOWN = "unknown", "Not looked at yet"
    ALIVE = "alive", "Alive"
    MOVED = "moved", "Moved for good"
    DRIFTED = "drifted", "Alive, but what was cited is gone"
    SUSPECT = "suspect", "Failing"
    DEAD = "dead", "Dead"
    BLOCKED = "blocked", "Not shown to us"
    PAYWALLED = "paywalled", "Behind a paywall"


class Sign(TextChoices):
    """What one visit saw."""

    SAME = "same", "There"
    MOVED = "moved", "There, at another address for good"
    DRIFTED = "drifted", "There, without what was cited"
    PAYWALLED = "paywalled", "For subscribers"
    BLOCKED = "blocked", "Not shown to us"
    GONE = "gone", "Not found"
    SOFT_404 = "soft_404", "Another page in its place"
    USURPED = "usurped", "Somebody else's site"
    NO_HOST = "no_host", "The host does not exist"
    CONNECTION = "connection", "No connection"
    REDIRECTS = "redirects", "Redirects without end"
    TLS = "tls", "No private connection"
    SERVER = "server", "The server failed"
    SLOW = "slow", "Too slow"
    PROTOCOL = "protocol", "An answer that broke off"
    UNSURE = "unsure", "We could not look"


@dataclass(frozen=True)
class Look:
    """What one visit saw: a status or a failure (web's word for it), and the page if there was one.

    `text` is None where no words were read: only the head was asked for, or it is no page of words.
    `is_permanent` if every redirect on the way said so.
    """

    asked: str
    address: str = ""
    status: int | None = None
    failure: str = ""
    is_permanent: bool = False
    title: str = ""
    text: str | None = None


@dataclass(frozen=True)
class Known:
    """What we know of the page from a capture: `excerpts` are those that were found in it then."""

    title: str = ""
    text: str = ""
    excerpts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What people have said of a host, and of this one link (`forced`: a verdict)."""

    paywall: bool = False
    always_alive: bool = False
    never_fetch: bool = False
    forced: str = ""

    @property
    def settled(self) -> str:
        """The verdict no visit changes, if people have given one."""
        return self.forced or (Verdict.ALIVE if self.always_alive else "")


@dataclass(frozen=True)
class State:
    verdict: str = Verdict.UNKNOWN
    failures: int = 0
    failed_at: datetime | None = None  # the last failure that counted


NO_RULES, NOTHING_KNOWN = Rules(), Known()

APART = timedelta(days=3)
# How many failures make a link dead, by the sign of the last one. A host that is gone says most;
# a server in trouble or a certificate run out is often mended.
PATIENCE = {
    Sign.GONE: 3,
    Sign.NO_HOST: 3,
    Sign.SOFT_404: 3,
    Sign.USURPED: 3,
    Sign.CONNECTION: 4,
    Sign.REDIRECTS: 4,
    Sign.TLS: 5,
    Sign.SERVER: 5,
    Sign.SLOW: 5,
    Sign.PROTOCOL: 5,
}
MEANS = {
    Sign.SAME: Verdict.ALIVE,
    Sign.MOVED: Verdict.MOVED,
    Sign.DRIFTED: Verdict.DRIFTED,
    Sign.PAYWALLED: Verdict.PAYWALLED,
    Sign.BLOCKED: Verdict.BLOCKED,
}
FAILING = {Verdict.SUSPECT, Verdict.DEAD}
AGAIN = {
    Verdict.ALIVE: timedelta(days=7),
    Verdict.MOVED: timedelta(days=7),
    Verdict.DRIFTED: timedelta(days=7),
    Verdict.BLOCKED: timedelta(days=14),
    Verdict.PAYWALLED: timedelta(days=14),
    Verdict.DEAD: timedelta(days=30),
}
UNSURE_AGAIN = timedelta(days=1)

# Statuses with which hosts known for it say that a page is for subscribers; two always mean it.
PAYWALL = {401, 402, 403, 412, 428, 440, 449}
ALWAYS_PAYWALL = {401, 402}
GONE = {404, 410}
# Of a page that stood there, this much must remain for it to be the same page.
STILL_THE_SAME = 0.15
# Captured texts shorter than this (pages drawn by scripts) tell nothing by their likeness.
TELLING = 200
NOT_FOUND = ("404", "not found", "no longer", "does not exist", "doesn't exist", "can't find")
NOT_FOUND += ("nicht gefunden", "introuvable", "no encontrad", "non trovata", "не найден")
NOT_FOUND += ("見つかりません", "页面不存在", "غير موجود", "niet gevonden", "não encontrad")
FOR_SALE = ("domain is for sale", "buy this domain", "domain name is available", "parked")


def read(look: Look, known: Known = NOTHING_KNOWN, rules: Rules = NO_RULES) -> Sign:
    """What `look` is a sign of, by what we `known` of the page and by the host's `rules`."""
    answered = look.status is not None
    if look.failure and not (look.failure == "large" and answered):
        return FAILURES.get(look.failure, Sign.UNSURE)
    if look.status == 304 or 200 <= look.status < 300:
        return sign_of_page(look, known, rules)
    if look.status in GONE:
        return Sign.GONE
    if 500 <= look.status < 600:
        return Sign.SERVER
    if look.status in (PAYWALL if rules.paywall else ALWAYS_PAYWALL):
        return Sign.PAYWALLED
    return Sign.BLOCKED


FAILURES = {
    "no_host": Sign.NO_HOST,
    "connection": Sign.CONNECTION,
    "redirects": Sign.REDIRECTS,
    "tls": Sign.TLS,
    "slow": Sign.SLOW,
    "protocol": Sign.PROTOCOL,
}


def sign_of_page(look: Look, known: Known, rules: Rules) -> Sign:
    """A page came: the one that was cited, or another in its place?"""
    there = Sign.MOVED if look.is_permanent and is_elsewhere(look) else Sign.SAME
    if look.text is None:
        return Sign.SOFT_404 if is_sent_home(look) else there
    page = folded(look.text)
    lost = any(not is_in_folded(excerpt, page) for excerpt in known.excerpts)
    if known.excerpts and not lost:
        return there
    if len(known.text) < TELLING:
        if is_sent_home(look):
            return Sign.SOFT_404
        return Sign.DRIFTED if lost else there
    if remains(known.text, look.text) >= STILL_THE_SAME:
        return Sign.DRIFTED if lost else there
    return sign_of_stranger(look, known, rules)


def sign_of_stranger(look: Look, known: Known, rules: Rules) -> Sign:
    """What stands there is not the page we captured: why?"""
    said = f"{look.title} {look.text[:1000]}".casefold()
    if is_sent_home(look) or any(phrase in said for phrase in NOT_FOUND):
        return Sign.SOFT_404
    if rules.paywall:
        return Sign.PAYWALLED
    is_foreign = domain_of(look.address) != domain_of(look.asked)
    is_for_sale = any(phrase in said for phrase in FOR_SALE)
    if (is_foreign or is_for_sale) and not are_alike(known.title, look.title):
        return Sign.USURPED
    return Sign.DRIFTED


def is_elsewhere(look: Look) -> bool:
    return bool(look.address) and normalise(look.address) != normalise(look.asked)


def is_sent_home(look: Look) -> bool:
    """Whether a page below ended at the front page of a site: a “not found” that says 200."""
    asked, came = urlsplit(look.asked), urlsplit(look.address or look.asked)
    return (asked.path.strip("/") or asked.query) and not (came.path.strip("/") or came.query)


def judged(state: State, sign: Sign, *, now: datetime, rules: Rules = NO_RULES) -> State:
    """The next state of a link.

    A page puts an end to failing; a host that does not show us any tells nothing of a link that
    fails, and any other is blocked. A failure counts if the last that counted is at least APART
    ago; a link is dead after as many as the sign's PATIENCE, and suspect until then.
    """
    if rules.settled:
        return State(rules.settled)
    if sign == Sign.UNSURE or (sign == Sign.BLOCKED and state.verdict in FAILING):
        return state
    if sign not in PATIENCE:
        return State(MEANS[sign])
    if state.failed_at and now - state.failed_at < APART:
        return state
    failures = state.failures + 1
    was_dead = state.verdict == Verdict.DEAD and state.failures > 0  # not by anybody's word
    is_dead = was_dead or failures >= PATIENCE[sign]
    return State(Verdict.DEAD if is_dead else Verdict.SUSPECT, failures, now)


def look_again(
    state: State, sign: Sign, *, now: datetime, rules: Rules = NO_RULES
) -> datetime | None:
    """When to visit next; None for never, because people have settled it."""
    if rules.settled or rules.never_fetch:
        return None
    if sign == Sign.UNSURE:
        return now + UNSURE_AGAIN
    if state.verdict == Verdict.SUSPECT:
        return now + APART if sign == Sign.BLOCKED else max(state.failed_at + APART, now)
    return now + AGAIN[state.verdict]
