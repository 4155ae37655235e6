"""Keep what a document's address shows, or what somebody brings: the bytes, their hash, the words.

A page is kept as WARC: the request and the answer as they went over the wire. Files are written
first and rows after, so that no row names a file that is not there; the file's name is not to be
guessed, and the storage it lies in has no address.
"""

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from hashlib import file_digest, sha256
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from .. import changes, web
from . import excerpts, pages
from .contents import PDF, read, words
from .evidence import Capture
from .models import Document
from .signatures import known_type, type_of_words

logger = logging.getLogger(__name__)

MAX_BROUGHT = 40_000_000
HEADERS = ("Date", "Last-Modified", "ETag", "Content-Type", "Content-Language", "X-Robots-Tag")
FETCHED, BROUGHT = "web, warcio", "by hand"
MUST_BE = {Capture.Kind.SCREENSHOT: "image/", Capture.Kind.AUDIO: ("audio/", "video/")}


class NotKept(Exception):
    """There is nothing to keep. The message tells an editor why."""


@dataclass(frozen=True)
class Answer:
    """A page that was fetched, and what could be read of it."""

    fetched: web.Fetched
    content_type: str
    page: pages.Page


def take(document: Document, *, by=None) -> Capture:
    """Fetch the page at the document's address and keep it. Raises web.Failed or NotKept.

    Takes up to twenty seconds, and contents.MAX_WAIT more to read it; call it outside of
    transactions.
    """
    return keep(document, ask(document.url), by=by)


def ask(address: str) -> Answer:
    """Fetch the page at `address` and read it. Raises web.Failed or NotKept.

    It touches no tables, so that threads may run it.
    """
    if not address:
        raise NotKept("The document has no address.")
    fetched = web.fetch(address)
    if not 200 <= fetched.status < 300:
        raise NotKept(f"The page answers {fetched.status}.")
    content_type = known_type(fetched.body) or fetched.content_type
    page = read(fetched.body if fetched.is_decoded else b"", content_type, fetched.charset)
    return Answer(fetched, content_type, page)


def keep(document: Document, answer: Answer, *, by=None) -> Capture:
    """Keep a page that has been fetched; if it has not changed, that it was seen again."""
    fetched, content_type, page = answer.fetched, answer.content_type, answer.page
    robots = ", ".join(fetched.headers.get_all("X-Robots-Tag", []))
    said = {name: fetched.headers[name] for name in HEADERS if name in fetched.headers}
    capture = Capture(
        document=document,
        kind=kind_of(content_type),
        by=by,
        tool=FETCHED,
        requested_address=fetched.asked[:2048],
        final_address=fetched.address[:2048],
        hops=[{"address": hop.address, "status": hop.status} for hop in fetched.hops],
        status=fetched.status,
        headers={name: value.replace("\0", "")[:500] for name, value in said.items()},
        asks_not_to_be_archived=page.asks_not_to_be_archived or "noarchive" in robots.lower(),
    )
    return saved(capture, fetched.body, content_type, page, lambda: as_warc(fetched, capture))


def bring(
    document: Document, file: BinaryIO, *, name: str, kind: str, by, note: str = ""
) -> Capture:
    """Keep a file that somebody brings as evidence. Raises NotKept.

    What it is, its bytes say; what it is called is noted. `kind` says what it is evidence of; of
    “other” that is what it is.
    """
    file.seek(0)
    data = file.read(MAX_BROUGHT + 1)
    if not data:
        raise NotKept("The file is empty.")
    if len(data) > MAX_BROUGHT:
        raise NotKept(f"The file is larger than {MAX_BROUGHT // 1_000_000} MB.")
    content_type = known_type(data) or type_of_words(data) or "application/octet-stream"
    if kind in MUST_BE and not content_type.startswith(MUST_BE[kind]):
        raise NotKept(f"This is no {Capture.Kind(kind).label.lower()}, whatever it is called.")
    if kind == Capture.Kind.EMAIL and content_type == "text/plain":
        content_type = "message/rfc822"
    if kind == Capture.Kind.OTHER and content_type != "text/plain":
        kind = kind_of(content_type)
    page = read(data, content_type)
    called = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())
    capture = Capture(
        document=document, kind=kind, by=by, tool=BROUGHT, name=called[:200], note=note
    )
    return saved(capture, data, content_type, page, lambda: data)


def saved(capture: Capture, content: bytes, content_type: str, page: pages.Page, file) -> Capture:
    """`capture` saved with what is known of its content; `file()` gives the bytes to keep."""
    capture.at = timezone.now()
    capture.sha256, capture.size = sha256(content).hexdigest(), len(content)
    capture.content_type = content_type
    capture.title, capture.authors = page.title, page.authors
    capture.published_on, capture.text = page.published_on, page.text
    if not seen_again(capture):
        data = file()
        capture.file, capture.file_sha256 = put(data), sha256(data).hexdigest()
    try:
        with transaction.atomic():
            capture.save()
            changes.note(capture.document.change_key)
    except IntegrityError:
        # Somebody else kept the same content at the same moment.
        take_away(capture)
        if not seen_again(capture):
            raise
        return saved(capture, content, content_type, page, file)
    except BaseException:
        take_away(capture)
        raise
    return capture


def seen_again(capture: Capture) -> bool:
    """Point `capture` at the one of its document that has the same content, if there is one."""
    same = Capture.objects.filter(document=capture.document, sha256=capture.sha256, same_as=None)
    capture.same_as = same.first()
    return capture.same_as is not None


def put(data: bytes) -> str:
    name = secrets.token_hex(24)
    return storages["evidence"].save(f"{name[:2]}/{name}", ContentFile(data))


def take_away(capture: Capture) -> None:
    if capture.file:
        storages["evidence"].delete(capture.file)
    capture.file = capture.file_sha256 = ""


def kind_of(content_type: str) -> Capture.Kind:
    if content_type == PDF:
        return Capture.Kind.PDF
    if content_type.startswith("image/"):
        return Capture.Kind.IMAGE
    if content_type.startswith("audio/"):
        return Capture.Kind.AUDIO
    return Capture.Kind.PAGE if pages.is_words(content_type) else Capture.Kind.OTHER


def as_warc(fetched: web.Fetched, capture: Capture) -> bytes:
    """The request and the answer of the last hop, as records of one gzipped WARC."""
    date = {"WARC-Date": capture.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)

    def record(kind: str, payload: bytes, **headers: str):
        return writer.create_warc_record(
            fetched.address,
            kind,
            payload=BytesIO(payload),
            length=len(payload),
            warc_headers_dict=date | headers,
        )

    answer = record("response", fetched.response, **{"WARC-IP-Address": fetched.number})
    of = answer.rec_headers.get_header("WARC-Record-ID")
    writer.write_record(answer)
    writer.write_record(record("request", fetched.request, **{"WARC-Concurrent-To": of}))
    return file.getvalue()


def content(capture: Capture) -> bytes:
    """What was captured, unpacked. Raises OSError."""
    kept = capture.kept_as
    return unpacked(kept.file, kept.tool)


def unpacked(name: str, tool: str) -> bytes:
    with storages["evidence"].open(name) as file:
        return content_of(file, tool)


def content_of(file: BinaryIO, tool: str) -> bytes:
    """The content in a file of evidence, by the rules by which it was fetched. Raises OSError."""
    if tool == BROUGHT:
        return file.read()
    for record in ArchiveIterator(file, no_record_parse=True):
        if record.rec_type == "response":
            try:
                return web.body_of(record.raw_stream.read())
            except web.Failed as unreadable:
                raise OSError(f"holds no whole answer: {unreadable}") from unreadable
    raise FileNotFoundError("holds no answer")


def shows(capture: Capture, excerpt: str) -> bool | None:
    """Whether the words of `excerpt` stand in what was captured; None if nobody can say."""
    if excerpts.is_in(excerpt, capture.text):
        return True
    if capture.content_type == PDF:
        return False if capture.text else None
    if not pages.is_words(capture.content_type):
        return None
    kept, said = capture.kept_as, Message()
    said["Content-Type"] = capture.headers.get("Content-Type", "")
    charset = said.get_content_charset()
    try:
        everything = all_words(kept.file, kept.tool, capture.content_type, charset)
    except OSError as lost:
        logger.error("capture %s cannot be read: %s", kept.pk, lost)
        return None
    return excerpts.is_in_folded(excerpt, everything)


@lru_cache(maxsize=16)
def all_words(name: str, tool: str, content_type: str, charset: str | None) -> str:
    """All words of a page that was captured, as excerpts.folded has them.

    A file never changes, and one page is asked for many excerpts.
    """
    return excerpts.folded(words(unpacked(name, tool), content_type, charset))


def withhold(capture: Capture, reason: str, *, by) -> None:
    """Keep from readers what was captured, whenever it was seen; "" gives it to them again."""
    said = {"withheld_by": by, "withheld_at": timezone.now()} if reason else {}
    kept = capture.kept_as.pk
    Capture.objects.filter(Q(pk=kept) | Q(same_as=kept)).update(
        withheld=reason, **({"withheld_by": None, "withheld_at": None} | said)
    )


def damaged() -> Iterator[tuple[Capture, str]]:
    """Captures whose file or its content is not what was written, each with what is wrong."""
    for capture in Capture.objects.filter(same_as=None).order_by("pk").iterator():
        try:
            with storages["evidence"].open(capture.file) as file:
                if file_digest(file, "sha256").hexdigest() != capture.file_sha256:
                    yield capture, "is not the file that was written"
                    continue
                file.seek(0)
                found = content_of(file, capture.tool)
        except OSError as lost:
            yield capture, f"cannot be read: {lost}"
            continue
        if sha256(found).hexdigest() != capture.sha256:
            yield capture, "does not hold the content that was captured"
