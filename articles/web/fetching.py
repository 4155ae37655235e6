"""Fetch one page, its redirects followed, within limits of time, bytes and steps.

1. The address is brought to one spelling, or refused (targets.py).
2. Its host is looked up, checked and connected to (way.py).
3. A redirect begins again at 1, under the same deadline.

No cookie, no Referer, no credentials, no proxy of the environment; one user agent that says who
we are. It is http.client over a socket of our own: of a client that looks names up itself it would
have to be proven anew at each release that it asks once and goes where the answer was checked.
"""

import http.client
import io
import re
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import urljoin

from django.conf import settings

from .failures import BadAnswer, Failed, NotTrusted, Refused, TooLarge, TooManyRedirects
from .targets import Target, target
from .way import addresses_of, connected
from .wire import Deadline, Wire

REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
CHUNK = 64 * 1024
PIECE = 8 * 1024
WRAPPED = 47  # zlib's word for: gzip or zlib, as the first bytes say
RAW = -15  # deflate without zlib's frame, as some servers send it
# What may come before the answer (RFC 9110, 15.2), one after another.
INTERIM = re.compile(rb"(?:[ \t]*HTTP/\S+[ \t]+1\d\d\b.*?\n\r?\n)*+", re.DOTALL)
MEMBER = b"\x1f"  # of which gzip's other first byte may stand in the next piece
# Chunks and trailers cost some bytes on the wire beyond those of the page.
FRAMING = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one visit may cost, redirects included."""

    seconds: float = 20
    bytes: int = 10_000_000
    redirects: int = 5
    header_bytes: int = 64_000


@dataclass(frozen=True)
class Hop:
    """A redirect on the way: from where, with which status."""

    address: str
    status: int

    @property
    def is_permanent(self) -> bool:
        return self.status in PERMANENT


@dataclass(frozen=True)
class Fetched:
    """An answer, whatever its status.

    `request` and `response` are the bytes as they went over the wire at the last hop, without what
    came before the answer (1xx); `body` is the page decoded, or as it came where `is_decoded` is
    false (an encoding we do not know).
    """

    asked: str
    address: str
    hops: tuple[Hop, ...]
    number: str
    status: int
    headers: Message = field(repr=False)
    body: bytes = field(repr=False)
    is_decoded: bool
    request: bytes = field(repr=False)
    response: bytes = field(repr=False)
    elapsed_ms: int

    @property
    def content_type(self) -> str:
        """Such as “text/html”; "" if the answer does not say."""
        said = self.headers.get("Content-Type", "")
        return said.partition(";")[0].strip().lower()[:100]

    @property
    def charset(self) -> str | None:
        return self.headers.get_content_charset()


class Answer(http.client.HTTPResponse):
    """The last answer to a request, whatever the host said before it: 100, 103."""

    def begin(self):
        super().begin()
        while 100 <= self.status < 200:
            self.headers = None
            super().begin()


def fetch(
    address: str,
    *,
    method: str = "GET",
    etag: str = "",
    modified: str = "",
    limits: Limits = Limits(),
) -> Fetched:
    """The answer at the end of `address`'s redirects. Raises Failed, and nothing else.

    `etag` and `modified` are what an earlier answer from this address said of itself: a page that
    has not changed answers 304 without a body. They are not told to where it redirects.
    """
    if method not in ("GET", "HEAD"):
        raise ValueError(f"{method}: we only look.")
    deadline, hops, here = Deadline(limits.seconds), [], address
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    while True:
        with told_where(here):
            aim = target(here)
            request = request_for(aim, method, {} if hops else conditions)
            answer = exchange(aim, request, method, deadline, limits)
            if not (leads_to := redirection(aim, answer)):
                return Fetched(asked=address, hops=tuple(hops), **answer)
            hops.append(Hop(aim.address, answer["status"]))
            if len(hops) > limits.redirects:
                raise TooManyRedirects("The address leads on and on.")
            here = leads_to


@contextmanager
def told_where(address: str) -> Iterator[None]:
    """Whatever goes wrong inside is a Failed that says at which address."""
    try:
        yield
    except Failed as failed:
        failed.address = failed.address or address
        raise
    except ssl.SSLError as untrusted:
        raise NotTrusted(f"No private connection: {untrusted.reason}", address=address) from None
    except (http.client.HTTPException, OSError, ValueError) as broken:
        raise BadAnswer(f"The answer broke off: {broken!r:.200}", address=address) from broken


def request_for(aim: Target, method: str, conditions: dict[str, str]) -> bytes:
    headers = {
        "Host": aim.host_header,
        "User-Agent": f"Newsroom/1.0 (+{settings.SITE_URL})",
        "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    # What a stranger's server once said of itself comes back in here, if it is printable ASCII.
    headers |= {k: v for k, v in conditions.items() if v and v.isascii() and v.isprintable()}
    lines = [f"{method} {aim.path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def exchange(aim: Target, request: bytes, method: str, deadline: Deadline, limits: Limits) -> dict:
    """One request and its answer, as the fields of a Fetched; of a redirect without its body."""
    sock, number = connected(aim, addresses_of(aim, deadline), deadline)
    wire = Wire(sock, deadline, at_most=limits.header_bytes)
    with sock, Answer(wire, method=method) as answer:
        wire.send(request)
        answer.begin()
        body, is_decoded = b"", True
        if not (answer.status in REDIRECTS and answer.headers.get("Location")):
            wire.at_most += limits.bytes + FRAMING
            body, is_decoded = read(answer, limits.bytes)
    return {
        "address": aim.address,
        "number": number,
        "status": answer.status,
        "headers": answer.headers,
        "body": body,
        "is_decoded": is_decoded,
        "request": request,
        "response": bytes(wire.seen[INTERIM.match(wire.seen).end() :]),
        "elapsed_ms": deadline.spent_ms,
    }


def redirection(aim: Target, answer: dict) -> str:
    """Where the answer sends us on to, if it does. Raises Refused for where there is nothing."""
    if answer["status"] not in REDIRECTS:
        return ""
    # Headers are read as Latin-1; what hosts mean by other bytes is UTF-8.
    said = answer["headers"].get("Location", "").encode("latin-1", "replace")
    location = said.decode("utf-8", "replace").strip().replace(" ", "%20")
    try:
        return location and urljoin(aim.address, location)
    except ValueError as wrong:
        raise Refused("The page leads to what is not an address.", address=location) from wrong


def body_of(response: bytes, limits: Limits = Limits()) -> bytes:
    """The body that a Fetched with this `response` to a GET has. Raises Failed."""
    with told_where(""), Answer(Kept(response), method="GET") as answer:
        answer.begin()
        return read(answer, limits.bytes)[0]


class Kept:
    """The bytes of an answer, as a socket that http.client reads."""

    def __init__(self, response: bytes):
        self.response = response

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self.response)


def read(answer: http.client.HTTPResponse, at_most: int) -> tuple[bytes, bool]:
    """The body, and whether it could be decoded. Raises TooLarge, BadAnswer."""
    too_large = TooLarge("The page is larger than we take.", status=answer.status)
    if (answer.length or 0) > at_most:
        raise too_large
    body = bytearray()
    try:
        while chunk := answer.read(CHUNK):
            body += chunk
            if len(body) > at_most:
                raise too_large
    except TooLarge as large:
        large.status = answer.status
        raise
    if answer.length:
        raise BadAnswer("The answer stopped in the middle.", status=answer.status)
    return decode(bytes(body), answer, at_most)


def decode(body: bytes, answer: http.client.HTTPResponse, at_most: int) -> tuple[bytes, bool]:
    """`body` unpacked, and whether that could be done. Raises TooLarge, BadAnswer."""
    encodings = answer.headers.get("Content-Encoding", "").lower().replace("x-gzip", "gzip")
    layers = [e.strip() for e in encodings.split(",") if e.strip() not in ("", "identity")]
    if len(layers) > 2 or set(layers) - {"gzip", "deflate"}:
        return body, False
    decoded = body
    for layer in reversed(layers if body else ()):
        try:
            decoded, is_whole = without(layer, decoded, at_most)
        except zlib.error:
            return body, False
        if len(decoded) > at_most:
            raise TooLarge("The page is larger than we take.", status=answer.status)
        if not is_whole:
            raise BadAnswer("The packed page stops in the middle.", status=answer.status)
    return decoded, True


def without(layer: str, packed: bytes, at_most: int) -> tuple[bytes, bool]:
    """As `unpacked`; of “deflate” either form that goes by this name (RFC 9110, 8.4.1.2)."""
    try:
        return unpacked(packed, at_most)
    except zlib.error:
        if layer != "deflate":
            raise
        return unpacked(packed, at_most, RAW)


def unpacked(packed: bytes, at_most: int, wbits: int = WRAPPED) -> tuple[bytes, bool]:
    """What was packed, up to a byte more than `at_most`, and whether its end is there.

    RFC 1952, 2.2: a gzip file is one member or several. What follows them and is none is padding.
    Raises zlib.error.
    """
    whole, unpacking = bytearray(), zlib.decompressobj(wbits=wbits)
    # In pieces: at the end of each member what is left of a piece is copied.
    for start in range(0, len(packed), PIECE):
        piece = packed[start : start + PIECE]
        while piece:
            if unpacking.eof:
                if wbits == RAW or not piece.startswith(MEMBER):
                    return bytes(whole), True
                unpacking = zlib.decompressobj(wbits=WRAPPED)
            whole += unpacking.decompress(piece, at_most + 1 - len(whole))
            if len(whole) > at_most:
                return bytes(whole), False
            piece = unpacking.unused_data
    return bytes(whole), unpacking.eof
