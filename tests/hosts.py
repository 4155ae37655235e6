"""Hosts of the internet, on this machine: well-behaved ones and every sort of the other.

`hosts` puts a way of its own in the place of web's: names are looked up here, and what is connected
to is one server of this process, told by the Host header which host it is. What may be connected to
is decided by the code under test, between the two; a connection to a number that is nobody's here
is counted and refused.

    hosts.page("http://paper.example/wall", "<p>The wall leaks.</p>")
    hosts.redirect("http://old.example/", to="http://paper.example/wall")
    hosts.speaks("http://slow.example/", drip)
"""

import gzip
import itertools
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from articles.web import way

CERTIFICATE = Path(__file__).with_name("hosts.pem")
REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}
# Gives pieces of bytes to send, until the other side has had enough.
Speech = Callable[["Request"], Iterable[bytes]]


@dataclass(frozen=True)
class Request:
    method: str
    address: str
    headers: dict[str, str]
    raw: bytes


@dataclass
class Page:
    """What an address answers. With `etag`, 304 to whoever has it; `methods` are allowed."""

    body: bytes
    status: int
    headers: dict[str, str]
    methods: tuple[str, ...]

    def __call__(self, request: Request) -> Iterable[bytes]:
        status, body, headers = self.status, self.body, dict(self.headers)
        if request.method not in self.methods:
            status, body = 405, b""
        elif (etag := headers.get("ETag")) and request.headers.get("if-none-match") == etag:
            status, body = 304, b""
        headers.setdefault("Content-Length", str(len(body)))
        yield head(status, headers)
        if request.method != "HEAD":
            yield body


def head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, '-')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


class Hosts:
    def __init__(self):
        self.answers: dict[str, Speech] = {}
        self.names: dict[str, Callable[[], list[str]]] = {}
        self.numbers: dict[str, str] = {}
        self.down: set[str] = set()
        self.looked_up: list[str] = []
        self.given: list[list[str]] = []
        self.connected: list[str] = []
        self.strangers: list[str] = []
        self.requests: list[Request] = []
        self.certificate_is_trusted = True
        self._fresh = (f"93.184.{n // 250}.{n % 250 + 1}" for n in itertools.count())
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(CERTIFICATE)
        self._open: set[socket.socket] = set()
        self._plain, self._private = self._listen(private=False), self._listen(private=True)

    # What the hosts do

    def page(
        self,
        address: str,
        body: str | bytes = "",
        *,
        status: int = 200,
        content_type: str = "text/html; charset=utf-8",
        methods: tuple[str, ...] = ("GET", "HEAD"),
        **headers: str,
    ) -> None:
        body = body.encode() if isinstance(body, str) else body
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.speaks(address, Page(body, status, {"Content-Type": content_type, **said}, methods))

    def redirect(self, address: str, *, to: str, status: int = 301) -> None:
        self.page(address, status=status, Location=to)

    def speaks(self, address: str, speech: Speech) -> None:
        """Let `address` say whatever `speech` gives, as it is."""
        host = re.match(r"https?://([^/:]+)", address)[1]
        if host not in self.names:
            number = next(self._fresh)
            self.name(host, number)
            self.numbers[number] = host
        self.answers[address] = speech

    def name(self, host: str, *numbers: str) -> None:
        """Let the resolver answer with these for `host`."""
        self.names[host] = lambda: list(numbers)

    def rebinding(self, host: str, answers: Iterable[list[str]]) -> None:
        """Let the resolver answer otherwise each time it is asked for `host`."""
        coming = iter(answers)
        self.names[host] = lambda: next(coming)

    # The way there

    def look_up(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        self.given.append(self.names[host]())
        return self.given[-1]

    def connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.connected.append(number)
        host = self.numbers.get(number)
        if host is None:
            self.strangers.append(number)
        if host is None or host in self.down:
            raise ConnectionRefusedError(f"{number} is nobody here")
        here = self._private if port in (443, 8443) else self._plain
        return way.connect(*here.getsockname(), seconds)

    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(
            cafile=CERTIFICATE if self.certificate_is_trusted else None
        )

    # The server

    def _listen(self, *, private: bool) -> socket.socket:
        server = socket.create_server(("127.0.0.1", 0), backlog=256)
        threading.Thread(target=self._serve, args=(server, private), daemon=True).start()
        return server

    def _serve(self, server: socket.socket, private: bool) -> None:
        while True:
            try:
                sock, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(sock, private), daemon=True).start()

    def _talk(self, sock: socket.socket, private: bool) -> None:
        self._open.add(sock)
        try:
            sock.settimeout(10)
            if private:
                sock = self._tls.wrap_socket(sock, server_side=True)
                self._open.add(sock)
            if request := self._heard(sock, "https" if private else "http"):
                self.requests.append(request)
                speech = self.answers.get(request.address, Page(b"", 404, {}, ("GET", "HEAD")))
                for piece in speech(request):
                    sock.sendall(piece)
        except OSError:
            pass  # the other side has had enough
        finally:
            sock.close()
            self._open.discard(sock)

    def _heard(self, sock: socket.socket, scheme: str) -> Request | None:
        raw = b""
        while b"\r\n\r\n" not in raw:
            if not (more := sock.recv(4096)):
                return None
            raw += more
        first, *lines = raw.decode("ascii").strip().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}
        return Request(method, f"{scheme}://{headers['host']}{path}", headers, raw)

    def close(self) -> None:
        for sock in (self._plain, self._private, *self._open):
            sock.close()


@pytest.fixture
def hosts(monkeypatch):
    """An internet of our own, empty; nothing leaves this machine."""
    here = Hosts()
    own = way.Way(look_up=here.look_up, connect=here.connect, tls=here.tls)
    monkeypatch.setattr(way, "WAY_OUT", own)
    yield here
    here.close()


# Ways to misbehave

PAUSE = threading.Event()  # never set: waiting for it is a pause that ends


def silence(request):
    """Takes the request and never says a word."""
    PAUSE.wait(5)
    yield b""


def drip(request):
    """An answer of one byte now and another later."""
    yield head(200, {"Content-Type": "text/html"})
    for _ in range(1000):
        PAUSE.wait(0.01)
        yield b"."


def drip_of_headers(request):
    yield b"HTTP/1.1 200 OK\r\nX-Long: "
    for _ in range(1000):
        PAUSE.wait(0.01)
        yield b"."


def endless_headers(request):
    yield b"HTTP/1.1 200 OK\r\n"
    for n in itertools.count():
        yield f"X-{n}: {'x' * 1000}\r\n".encode()


def many_headers(request):
    yield head(200, {f"X-{n}": "x" for n in range(200)})


def endless_continue(request):
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n"


def endless_body(request):
    yield head(200, {"Content-Type": "text/html"})
    while True:
        yield b"x" * 65536


def endless_chunks(request):
    yield head(200, {"Transfer-Encoding": "chunked"})
    while True:
        yield b"1\r\nx\r\n" * 10_000


def endless_trailers(request):
    yield head(200, {"Transfer-Encoding": "chunked"}) + b"1\r\nx\r\n0\r\n"
    while True:
        yield b"X-Trailer: x\r\n" * 1000


def a_chunk_said_to_be_huge(request):
    yield head(200, {"Transfer-Encoding": "chunked"}) + b"ffffffffff\r\nx"


def a_body_said_to_be_huge(request):
    yield head(200, {"Content-Length": "1099511627776"}) + b"x"


def cut_short(request):
    yield head(200, {"Content-Length": "1000"}) + b"The beginning"


def a_chunk_cut_short(request):
    yield head(200, {"Transfer-Encoding": "chunked"}) + b"ff\r\nThe beginning"


def not_http(request):
    yield b"SSH-2.0-OpenSSH_9.9\r\n"


def nothing(request):
    yield b""


def zeros(size: int, layers: int) -> bytes:
    """`size` zero bytes gzipped `layers` times, made in little memory."""
    packing = zlib.compressobj(9, wbits=31)
    megabyte = bytes(1_000_000)
    packed = b"".join(packing.compress(megabyte) for _ in range(size // 1_000_000))
    packed += packing.flush()
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    return packed


def bomb(size: int = 200_000_000, layers: int = 1) -> Speech:
    """A small answer that unpacks to `size` bytes."""
    packed = zeros(size, layers)

    def speech(request):
        encoding = ", ".join(["gzip"] * layers)
        yield head(200, {"Content-Encoding": encoding, "Content-Length": str(len(packed))})
        yield packed

    return speech


def changing(pages: Iterable[str]) -> Speech:
    """A page that is another one each time it is asked for."""
    coming = iter(pages)

    def speech(request):
        body = next(coming).encode()
        yield head(200, {"Content-Type": "text/html", "Content-Length": str(len(body))}) + body

    return speech


# Pages that readers of HTML take time over by the square of their length, or worse, where it is to
# say who wrote them.
LD_JSON, ESCAPED = '<script type="application/ld+json">', '\\"'
HARD_TO_READ = {
    how: f"<title>Wall</title>{head}<body><p>The wall leaks."
    for how, head in {
        "endless quotation": f'{LD_JSON}"headline":"{ESCAPED * 60_000}</script>',
        "endless authors": f"{LD_JSON}{'{"author":x' * 60_000}</script>",
        "endless publishers": f"{LD_JSON}{'{"publisher":x' * 60_000}</script>",
        "endless brackets": f'<meta property="article:author" content="{"(a " * 200_000}">',
    }.items()
}
