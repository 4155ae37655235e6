"""The way to a host: look it up once, refuse what is not public, connect to what was checked.

If any answer of the resolver is not public, nothing is connected to. The very number that was
checked is connected to, and the name goes into SNI only: nobody asks for it again, so an answer
that changes has nothing to change.
"""

import queue
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from .failures import LookUpFailed, NoConnection, NoSuchHost, NotTrusted, Refused, TooSlow
from .targets import Target, is_public
from .wire import Deadline

# Answers of a resolver that are tried one after the other, and how long each may take.
ADDRESSES_TRIED = 4
SECONDS_TO_CONNECT = 8


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of `host`. The last dot keeps resolvers from trying it as a local name."""
    found = socket.getaddrinfo(f"{host}.", port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(sockaddr[0] for *_, sockaddr in found))


def connect(number: str, port: int, seconds: float) -> socket.socket:
    """A connection to the IP address `number`."""
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((number, port))
    except BaseException:
        sock.close()
        raise
    return sock


@cache
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True)
class Way:
    """The three things done outside this process. Tests put theirs in WAY_OUT's place.

    What may be connected to is decided between them, for tests as for everybody.
    """

    look_up: Callable[[str, int], list[str]] = look_up
    connect: Callable[[str, int, float], socket.socket] = connect
    tls: Callable[[], ssl.SSLContext] = tls


WAY_OUT = Way()


def addresses_of(aim: Target, deadline: Deadline) -> list[str]:
    """The IP addresses of the host, each of them public. Raises Refused, NoSuchHost …"""
    numbers = [aim.host] if aim.is_number else looked_up(aim, deadline)
    if not numbers:
        raise NoSuchHost("The host has no address.")
    if not all(is_public(number) for number in numbers):
        raise Refused("The host is not on the public internet.")
    return numbers[:ADDRESSES_TRIED]


def looked_up(aim: Target, deadline: Deadline) -> list[str]:
    """What the resolver says, by the deadline: it has no time limit of its own to set."""
    said = queue.SimpleQueue()
    way = WAY_OUT

    def ask() -> None:
        try:
            said.put(way.look_up(aim.host, aim.port))
        except Exception as wrong:
            said.put(wrong)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = said.get(timeout=deadline.left())
    except queue.Empty:
        raise LookUpFailed("The resolver does not answer.") from None
    if isinstance(answer, socket.gaierror):
        gone = answer.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))
        raise (NoSuchHost if gone else LookUpFailed)(f"No address: {answer.strerror}") from answer
    if isinstance(answer, Exception):
        raise answer
    return answer


def connected(aim: Target, numbers: list[str], deadline: Deadline) -> tuple[socket.socket, str]:
    """A connection to the first of `numbers` that answers, private if the scheme says so."""
    why = None
    for number in numbers:
        seconds = min(deadline.left(), SECONDS_TO_CONNECT)
        try:
            sock = WAY_OUT.connect(number, aim.port, seconds)
        except OSError as refused:
            why = refused
            continue
        return (private(sock, aim, deadline) if aim.scheme == "https" else sock), number
    raise NoConnection(f"Nobody answers: {why}") from why


def private(sock: socket.socket, aim: Target, deadline: Deadline) -> ssl.SSLSocket:
    try:
        sock.settimeout(deadline.left())
        return WAY_OUT.tls().wrap_socket(sock, server_hostname=aim.host)
    except TimeoutError as slow:
        sock.close()
        raise TooSlow("The private connection took too long.") from slow
    except (OSError, ValueError) as wrong:
        sock.close()
        reason = getattr(wrong, "verify_message", "") or wrong
        raise NotTrusted(f"No private connection: {reason}") from wrong
