"""What opens strangers' photos: a process of its own, with limits; see confined.py and bounded.py.

A job is {"do": "examine"}, answered with what the photo is; {"do": "describe"}, with what it says
of itself; or {"do": "render", …}, with its files.
"""

from dataclasses import asdict
from io import BytesIO

from .. import confined
from . import checking, looks, metadata, renditions
from .renditions import Cut, Embedded

# A photo of 60 megapixels takes half a gigabyte; address space is counted, which is about twice
# what is used.
MAX_MEMORY = 2_000_000_000
MAX_SECONDS = 120  # of the processor


def examine(data: bytes) -> tuple[dict, list[bytes]]:
    """What the photo is, decoded in full, and what it says about itself."""
    image = checking.open_checked(BytesIO(data))
    said = asdict(metadata.read(data))
    return {
        "format": image.format,
        "size": image.size,
        "looks": looks.of(image),
        "said": said,
    }, []


def describe(data: bytes) -> tuple[dict, list[bytes]]:
    """What the file says about itself, its picture not looked at."""
    return {"said": asdict(metadata.read(data))}, []


def render(data: bytes, cuts: dict[str, list], embedded: dict) -> tuple[dict, list[bytes]]:
    """The files of the presets asked for; which is which stands in the answer, in their order."""
    image = checking.open_checked(BytesIO(data))
    wanted = {preset: Cut(tuple(size), box) for preset, (size, box) in cuts.items()}
    made = list(renditions.render_all(image, wanted, Embedded(**embedded)))
    files = [[preset, format, len(file)] for preset, format, file in made]
    return {"files": files}, [file for _, _, file in made]


def do(job: dict, data: bytes) -> tuple[dict, list[bytes]]:
    asked = {"examine": examine, "describe": describe, "render": render}[job.pop("do")]
    try:
        return asked(data, **job)
    except checking.Refused as refused:
        return {"refused": str(refused)}, []


if __name__ == "__main__":
    confined.serve(do, memory=MAX_MEMORY, seconds=MAX_SECONDS)
