"""One conversation over one socket: under a deadline, bounded in bytes, every byte kept."""

import io
import socket
import time

from .failures import TooLarge, TooSlow


class Deadline:
    """The end of the time that a whole visit may take, whatever it spends it on."""

    def __init__(self, seconds: float):
        self.began = time.monotonic()
        self.ends = self.began + seconds

    def left(self) -> float:
        """Seconds left, more than none. Raises TooSlow."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TooSlow("The page took too long.")
        return left

    @property
    def spent_ms(self) -> int:
        return round((time.monotonic() - self.began) * 1000)


class Wire(io.RawIOBase):
    """What comes in on a socket, as a file that http.client reads.

    The time for each read is what is left of the deadline, so that a drip of single bytes ends
    with it; and no more than `at_most` bytes are taken, which the reader raises after the headers.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline, *, at_most: int):
        self.sock = sock
        self.deadline = deadline
        self.at_most = at_most
        self.seen = bytearray()

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if len(self.seen) >= self.at_most:
            raise TooLarge("The answer is larger than we take.")
        self.sock.settimeout(self.deadline.left())
        try:
            count = self.sock.recv_into(buffer)
        except TimeoutError as slow:
            raise TooSlow("The page took too long.") from slow
        self.seen += memoryview(buffer)[:count]
        return count

    def send(self, data: bytes) -> None:
        self.sock.settimeout(self.deadline.left())
        try:
            self.sock.sendall(data)
        except TimeoutError as slow:
            raise TooSlow("The host does not listen.") from slow
