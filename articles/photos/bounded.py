"""Have a stranger's photo opened by a process that can do no harm: decoding.py, started here."""

from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime
from io import BytesIO

from .. import confined
from .checking import Refused
from .metadata import Metadata
from .renditions import Cut, Embedded

MAX_WAIT = 240  # seconds; a machine with other work takes its time

TOO_MUCH = Refused(
    "The photo takes more memory or time to open than any photo should."
    " Open it in a picture editor, export it as a JPEG and upload that."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A photo that can be used: its format (one of checking.FORMATS), its size once upright, what
    it looks like (see looks.py) and what it says about itself. `peak` is the memory it took, in
    KB."""

    format: str
    size: tuple[int, int]
    said: Metadata
    peak: int
    looks: int


def examine(data: bytes) -> Examined:
    """What the photo `data` is. Raises Refused if it cannot be used."""
    answer, _ = done({"do": "examine"}, data)
    return Examined(
        answer["format"],
        tuple(answer["size"]),
        said(answer["said"]),
        answer["peak"],
        answer["looks"],
    )


def describe(data: bytes) -> Metadata:
    """What the file says about itself. Raises Refused only if it is too much to read."""
    answer, _ = done({"do": "describe"}, data)
    return said(answer["said"])


def render(data: bytes, cuts: dict[str, Cut], embedded: Embedded) -> dict[tuple[str, str], bytes]:
    """The files of these presets, by (preset, format). Raises Refused as `examine` does."""
    shapes = {preset: astuple(cut) for preset, cut in cuts.items()}
    answer, rest = done({"do": "render", "cuts": shapes, "embedded": asdict(embedded)}, data)
    files = BytesIO(rest)
    return {(preset, format): files.read(size) for preset, format, size in answer["files"]}


def done(job: dict, data: bytes) -> tuple[dict, bytes]:
    try:
        answer, made = confined.done("articles.photos.decoding", job, data, seconds=MAX_WAIT)
    except confined.TooMuch as failed:
        raise TOO_MUCH from failed
    if "refused" in answer:
        refused = Refused(answer["refused"])
        refused.peak = answer["peak"]
        raise refused
    return answer, made


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
