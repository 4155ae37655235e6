"""Visit one address: what is there, judged by what we know of it. No tables: threads run this."""

import logging
from dataclasses import dataclass
from hashlib import sha256

from .. import web
from . import contents, excerpts, pages
from .pacing import PACE, Pace
from .signatures import known_type
from .verdicts import NO_RULES, NOTHING_KNOWN, Known, Look, Rules, Sign, read

logger = logging.getLogger(__name__)

# Seconds one visit takes at worst: a head and a page that drip, each after a pause, and a page that
# is hard to read.
AT_WORST = 2 * (PACE + web.Limits().seconds) + contents.MAX_WAIT


@dataclass(frozen=True)
class Call:
    """A visit to make. `etag` and `modified` are what the page last said of itself."""

    link: int
    address: str
    known: Known = NOTHING_KNOWN
    rules: Rules = NO_RULES
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Seen:
    """What a visit saw, without the page itself."""

    link: int
    sign: Sign
    status: int | None = None
    failure: str = ""
    final_address: str = ""
    elapsed_ms: int = 0
    title: str = ""
    text_sha256: str = ""
    excerpts_found: bool | None = None
    etag: str = ""
    modified: str = ""


def visit(call: Call, pace: Pace) -> Seen:
    """What a visit sees; where we stumble over the page, that we could not look."""
    try:
        return look(call, pace)
    except Exception as wrong:
        # That is our fault, not the page's, and holds up no other.
        logger.exception("visit to %s", call.address)
        return Seen(call.link, Sign.UNSURE, failure=repr(wrong)[:300])


def look(call: Call, pace: Pace) -> Seen:
    """Ask for the head if that tells enough, else for the page; a refused head is asked again."""
    if not (call.known.text or call.known.excerpts):
        found = asked(call, pace, method="HEAD")
        if isinstance(found, web.Fetched) and found.status in (200, 304):
            return seen(call, found, pages.UNREADABLE, None)
    found = asked(call, pace, method="GET")
    if isinstance(found, web.Failed):
        return Seen(
            call.link,
            read(Look(call.address, status=found.status, failure=found.kind), rules=call.rules),
            status=found.status,
            failure=f"{found} ({found.address})"[:300],
        )
    page = page_of(found)
    return seen(call, found, page or pages.UNREADABLE, page and page.everything)


def page_of(found: web.Fetched) -> pages.Page | None:
    """What came, read; None for what has no words: a picture, a PDF that is scanned or broken."""
    content_type = known_type(found.body) or found.content_type
    if not (found.is_decoded and found.status == 200 and contents.is_words(content_type)):
        return None
    page = contents.read(found.body, content_type, found.charset)
    return page if page.everything or content_type != contents.PDF else None


def asked(call: Call, pace: Pace, *, method: str) -> web.Fetched | web.Failed:
    try:
        with pace.turn(call.address):
            return web.fetch(call.address, method=method, etag=call.etag, modified=call.modified)
    except web.Failed as failed:
        return failed


def seen(call: Call, found: web.Fetched, page: pages.Page, words: str | None) -> Seen:
    look = Look(
        call.address,
        found.address,
        found.status,
        is_permanent=bool(found.hops) and all(hop.is_permanent for hop in found.hops),
        title=page.title,
        text=words,
    )
    sign = read(look, call.known, call.rules)
    # Only of a page that was right is it enough to hear that it has not changed.
    said = found.headers if sign == Sign.SAME else {}
    return Seen(
        call.link,
        sign,
        status=found.status,
        final_address=found.address,
        elapsed_ms=found.elapsed_ms,
        title=page.title,
        text_sha256=sha256(page.text.encode()).hexdigest() if words is not None else "",
        excerpts_found=all_found(call.known, words),
        etag=kept(said.get("ETag", ""), 300) or (call.etag if found.status == 304 else ""),
        modified=kept(said.get("Last-Modified", ""), 100)
        or (call.modified if found.status == 304 else ""),
    )


def all_found(known: Known, words: str | None) -> bool | None:
    if words is None or not known.excerpts:
        return None
    page = excerpts.folded(words)
    return all(excerpts.is_in_folded(excerpt, page) for excerpt in known.excerpts)


def kept(said: str, most: int) -> str:
    return said if len(said) <= most and said.isprintable() else ""
