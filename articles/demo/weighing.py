"""What the files of a photo cost: seconds to make, bytes to send.

Seconds are of the processor, in this process, so that each format can be told from the others;
beside them stands how long a reader's photo takes really, with a process of its own to decode it.
Bytes are told as parts of the JPEG of the same size.
"""

import time
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from ..photos import bounded, checking, renditions
from ..photos.renditions import FORMATS, Embedded
from .drawing import draw

CAMERA = (6000, 4000)  # 24 megapixels
DRAWN = ("boatyard-portrait", "harbour-dusk", "market-awnings")  # smooth, dark, and full of detail

CARRIED = Embedded(
    creators=("Lena Osei",),
    credit_line="Lena Osei / The Newsroom",
    copyright_notice="© The Newsroom",
    caption="The harbour wall at noon on Tuesday, an hour after it gave way.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Of one photo: its size in pixels; seconds as wall, to scale it, and to encode it by format;
    bytes by preset and format."""

    size: tuple[int, int]
    wall: float
    scaling: float
    encoding: dict[str, float]
    weights: dict[str, dict[str, int]]

    def share(self, preset: str, format: str) -> float:
        """The bytes of a file, as a part of those of the JPEG of its size."""
        return self.weights[preset][format] / self.weights[preset]["JPEG"]

    def whole(self, format: str) -> float:
        """The same of the whole set."""
        sums = [sum(files[of] for files in self.weights.values()) for of in (format, "JPEG")]
        return sums[0] / sums[1]


def as_a_camera_has_it(drawing: str) -> bytes:
    """A drawing of the demo's as a JPEG of 24 megapixels."""
    file = BytesIO()
    draw(drawing, CAMERA).save(file, "JPEG", quality=95)
    return file.getvalue()


def weigh(data: bytes) -> Cost:
    """What it costs to make everything of the photo `data`. Raises Refused if it is none."""
    image = checking.open_checked(BytesIO(data))
    cuts = renditions.cuts(image.size)
    encoding: dict[str, float] = defaultdict(float)
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    scaling = 0.0
    for preset, cut in cuts.items():
        small, seconds = timed(renditions.scaled, image, cut)
        scaling += seconds
        for format in FORMATS:
            file, seconds = timed(renditions.encoded, small, format, CARRIED)
            encoding[format] += seconds
            weights[preset][format] = len(file)
    began = time.perf_counter()
    bounded.render(data, cuts, CARRIED)
    wall = time.perf_counter() - began
    return Cost(size=image.size, wall=wall, scaling=scaling, encoding=encoding, weights=weights)


def timed(act, *given) -> tuple[bytes | Image.Image, float]:
    """What `act` gives, and the seconds of the processor it took."""
    began = time.process_time()
    return act(*given), time.process_time() - began
