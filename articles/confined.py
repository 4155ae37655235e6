"""Have a stranger's file opened by a process of its own, which can do no harm.

A bomb takes that process's memory and time and not ours, and a fault in a decoder ends it and not
the site. It knows no settings, no database and no secret. What is passed to it is a line of JSON,
the job, then the bytes of the file; what comes back is a line of JSON, the answer, then what it
made. A program that takes long to start and is wanted often stands ready: see Ready.
"""

import gc
import json
import logging
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

HOUSE = Path(__file__).resolve().parent.parent
NOTHING_OF_OURS = {"PYTHONDONTWRITEBYTECODE": "1"}  # all of the environment it gets
PIECE = 65_536  # bytes

Do = Callable[[dict, bytes], tuple[dict, Iterable[bytes]]]

logger = logging.getLogger(__name__)


class TooMuch(Exception):
    """It took more memory or time than it was given, or something broke."""


def done(module: str, job: dict, data: bytes, *, seconds: float) -> tuple[dict, bytes]:
    """What `module`, run as a program, answers to `job` on `data`. Raises TooMuch."""
    try:
        process = subprocess.run(  # noqa: S603 - a module of ours
            [sys.executable, "-m", module],
            input=asked(job, data),
            capture_output=True,
            cwd=HOUSE,
            env=NOTHING_OF_OURS,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TooMuch(f"{module} took more than {seconds} seconds") from late
    if process.returncode:
        said = process.stderr.decode(errors="replace")[-2000:]
        logger.error("%s did not open a file: %s", module, said)
        raise TooMuch(f"{module} ended with {process.returncode}")
    return answered(process.stdout)


class Ready:
    """`module`, run as a program that stands ready: what it imports, it imports once.

    For each file it makes a copy of itself, which opens that one and ends, so that no file has
    anything to do with the next. It ends with the process that started it. Any number of threads
    may ask it at once.
    """

    def __init__(self, module: str):
        self.module = module
        self.starting = threading.Lock()
        self.process: subprocess.Popen | None = None
        self.way_there: socket.socket | None = None

    def done(self, job: dict, data: bytes, *, seconds: float) -> tuple[dict, bytes]:
        """What it answers to `job` on `data`. Raises TooMuch."""
        ours, theirs = socket.socketpair()
        with ours:
            ours.settimeout(seconds)
            try:
                with theirs:
                    self.hand_over(theirs)
                ours.sendall(asked(job | {"seconds": seconds}, data))
                ours.shutdown(socket.SHUT_WR)
                said = b"".join(iter(lambda: ours.recv(PIECE), b""))
            except TimeoutError as late:
                raise TooMuch(f"{self.module} took more than {seconds} seconds") from late
            except OSError as broken:
                raise TooMuch(f"{self.module} ended: {broken}") from broken
        if b"\n" not in said:
            raise TooMuch(f"{self.module} ended before it had answered")
        return answered(said)

    def hand_over(self, line: socket.socket) -> None:
        """Let it answer on `line`, started if it is not there, or not any more."""
        with self.starting:
            if self.way_there:
                try:
                    socket.send_fds(self.way_there, [b"1"], [line.fileno()])
                except OSError:
                    self.way_there.close()
                else:
                    return
            self.start()
            socket.send_fds(self.way_there, [b"1"], [line.fileno()])

    def start(self) -> None:
        self.way_there, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - a module of ours
                [sys.executable, "-m", self.module, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=HOUSE,
                env=NOTHING_OF_OURS,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )


def asked(job: dict, data: bytes) -> bytes:
    return json.dumps(job).encode() + b"\n" + data


def answered(said: bytes) -> tuple[dict, bytes]:
    answer, _, made = said.partition(b"\n")
    return json.loads(answer), made


# In the other process


def within(*, memory: int, seconds: int) -> None:
    """Give up what opening a file does not need; it cannot be had back.

    `memory` is address space, about twice what is used; `seconds` are those of the processor.
    """
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


def serve(do: Do, *, memory: int, seconds: int) -> None:
    """Read the job, do it within these limits, and answer."""
    reply(do, sys.stdin.buffer, sys.stdout.buffer, memory=memory, seconds=seconds)


def serve_ready(do: Do, *, memory: int, seconds: int) -> None:
    """Answer whoever is handed over, each by a copy of this process within these limits."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whose ends nobody asks for
    gc.freeze()  # or each copy would take the memory of what is ready for all
    with socket.socket(fileno=int(sys.argv[1])) as handed_over:
        while True:
            said, lines, *_ = socket.recv_fds(handed_over, 1, 1)
            if not said:
                return
            with socket.socket(fileno=lines[0]) as line:
                if os.fork():
                    continue
                try:
                    with line.makefile("rb") as told, line.makefile("wb") as answer:
                        reply(do, told, answer, memory=memory, seconds=seconds)
                except Exception:
                    traceback.print_exc()
                finally:
                    # Without Python's tidying up, which takes ten times as long as a page.
                    os._exit(0)


def reply(do: Do, told: BinaryIO, answer: BinaryIO, *, memory: int, seconds: int) -> None:
    """Answer what is `told`, unless whoever asks has given up: then this process ends."""
    job = json.loads(told.readline())
    signal.setitimer(signal.ITIMER_REAL, job.pop("seconds", 0))
    within(memory=memory, seconds=seconds)
    said, made = do(job, told.read())
    said["peak"] = peak()
    answer.write(json.dumps(said, default=str).encode() + b"\n")
    answer.writelines(made)


def peak() -> int:
    """The most memory this process has taken, in KB.

    By Linux's count of the program that runs: getrusage's begins with what the process that started
    this one had, which is more than most files take. Elsewhere it is all there is.
    """
    try:
        counted = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        counted = None
    return int(counted[1]) if counted else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
