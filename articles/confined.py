"""Have a stranger's file opened by a process of its own, which can do no harm.

A bomb takes that process's memory and time and not ours, and a fault in a decoder ends it and not
the site. It knows no settings, no database and no secret. What is passed over its standard input is
a line of JSON, the job, then the bytes of the file; what comes back over its standard output is a
line of JSON, the answer, then what it made.
"""

import json
import logging
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent

logger = logging.getLogger(__name__)


class TooMuch(Exception):
    """It took more memory or time than it was given, or something broke."""


def done(module: str, job: dict, data: bytes, *, seconds: float) -> tuple[dict, bytes]:
    """What `module`, run as a program, answers to `job` on `data`. Raises TooMuch."""
    try:
        process = subprocess.run(  # noqa: S603 - a module of ours
            [sys.executable, "-m", module],
            input=json.dumps(job).encode() + b"\n" + data,
            capture_output=True,
            cwd=HOUSE,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TooMuch(f"{module} took more than {seconds} seconds") from late
    if process.returncode:
        said = process.stderr.decode(errors="replace")[-2000:]
        logger.error("%s did not open a file: %s", module, said)
        raise TooMuch(f"{module} ended with {process.returncode}")
    answer, _, made = process.stdout.partition(b"\n")
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


def serve(
    do: Callable[[dict, bytes], tuple[dict, Iterable[bytes]]], *, memory: int, seconds: int
) -> None:
    """Read the job, do it within these limits, and answer."""
    job = json.loads(sys.stdin.buffer.readline())
    within(memory=memory, seconds=seconds)
    answer, made = do(job, sys.stdin.buffer.read())
    answer["peak"] = peak()
    sys.stdout.buffer.write(json.dumps(answer, default=str).encode() + b"\n")
    sys.stdout.buffer.writelines(made)


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
