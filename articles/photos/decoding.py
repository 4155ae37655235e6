"""What opens strangers' files: a process of its own, with limits.

`python -m articles.photos.decoding` does one job: a line of JSON, then the photo's bytes, on its
standard input; a line of JSON, then what it made, on its standard output. It knows no settings, no
database and no secret. See bounded.py, which starts it.
"""

import json
import resource
import sys
from dataclasses import asdict
from io import BytesIO

from . import checking, metadata, renditions
from .renditions import Cut, Embedded

# A photo of 60 megapixels takes half a gigabyte; address space is counted, which is about twice
# what is used.
MAX_MEMORY = 2_000_000_000
MAX_SECONDS = 120  # of the processor


def bounded() -> None:
    """Give up what a photo does not need. What is given up cannot be had back."""
    for limit, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


def examine(data: bytes) -> tuple[dict, list[bytes]]:
    """What the photo is, decoded in full, and what it says about itself."""
    image = checking.open_checked(BytesIO(data))
    said = asdict(metadata.read(data))
    return {"format": image.format, "size": image.size, "said": said}, []


def render(data: bytes, cuts: dict[str, list], embedded: dict) -> tuple[dict, list[bytes]]:
    """The files of the presets asked for; which is which stands in the answer, in their order."""
    image = checking.open_checked(BytesIO(data))
    wanted = {preset: Cut(tuple(size), box) for preset, (size, box) in cuts.items()}
    made = list(renditions.render_all(image, wanted, Embedded(**embedded)))
    files = [[preset, format, len(file)] for preset, format, file in made]
    return {"files": files}, [file for _, _, file in made]


def main() -> None:
    job = json.loads(sys.stdin.buffer.readline())
    bounded()
    do = {"examine": examine, "render": render}[job.pop("do")]
    try:
        answer, files = do(sys.stdin.buffer.read(), **job)
    except checking.Refused as refused:
        answer, files = {"refused": str(refused)}, []
    answer["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.buffer.write(json.dumps(answer, default=str).encode() + b"\n")
    sys.stdout.buffer.writelines(files)


if __name__ == "__main__":
    main()
