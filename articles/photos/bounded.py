"""Have a stranger's file opened by a process that can do no harm: decoding.py, started here.

A bomb takes that process's memory and time and not ours, and a fault in a decoder ends it and not
the site.
"""

import json
import logging
import subprocess
import sys
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime
from io import BytesIO

from django.conf import settings

from .checking import Refused
from .metadata import Metadata
from .renditions import Cut, Embedded

logger = logging.getLogger(__name__)

MAX_WAIT = 240  # seconds; a machine with other work takes its time

TOO_MUCH = Refused(
    "The photo takes more memory or time to open than any photo should."
    " Open it in a picture editor, export it as a JPEG and upload that."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A photo that can be used: its format (one of checking.FORMATS), its size once upright, and
    what it says about itself. `peak` is the memory it took, in KB."""

    format: str
    size: tuple[int, int]
    said: Metadata
    peak: int


def examine(data: bytes) -> Examined:
    """What the photo `data` is. Raises Refused if it cannot be used."""
    answer, _ = done({"do": "examine"}, data)
    return Examined(answer["format"], tuple(answer["size"]), said(answer["said"]), answer["peak"])


def render(data: bytes, cuts: dict[str, Cut], embedded: Embedded) -> dict[tuple[str, str], bytes]:
    """The files of these presets, by (preset, format). Raises Refused as `examine` does."""
    shapes = {preset: astuple(cut) for preset, cut in cuts.items()}
    answer, rest = done({"do": "render", "cuts": shapes, "embedded": asdict(embedded)}, data)
    files = BytesIO(rest)
    return {(preset, format): files.read(size) for preset, format, size in answer["files"]}


def done(job: dict, data: bytes) -> tuple[dict, bytes]:
    try:
        process = subprocess.run(
            [sys.executable, "-m", "articles.photos.decoding"],
            input=json.dumps(job).encode() + b"\n" + data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=MAX_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TOO_MUCH from late
    if process.returncode:
        logger.error("photo not opened: %s", process.stderr.decode(errors="replace")[-2000:])
        raise TOO_MUCH
    head, _, rest = process.stdout.partition(b"\n")
    answer = json.loads(head)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer, rest


def said(fields: dict) -> Metadata:
    """Metadata as it came out of JSON, its dates dates again and its lists tuples."""
    moment = datetime.fromisoformat if fields["taken_precision"] == "time" else date.fromisoformat
    readers = {
        "creators": tuple,
        "keywords": tuple,
        "taken_at": moment,
        "expires_on": date.fromisoformat,
    }
    return Metadata(
        **{
            name: readers[name](value) if value is not None and name in readers else value
            for name, value in fields.items()
        }
    )
