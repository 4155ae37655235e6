"""What a picture looks like, as a number: two of the same picture are near each other. Pure.

The picture is shrunk to 9 × 8 greys, and each of the 64 bits says whether it gets brighter from one
grey to the next. So the same picture saved anew, in another size or format or with other words in
it differs in few bits, and another picture in about half of them. (The method is known as a
difference hash, dHash.)
"""

from collections.abc import Iterable

from PIL import Image

ACROSS, DOWN = 8, 8
ALL = 0xFFFF_FFFF_FFFF_FFFF  # the bits there are, whatever the sign
NEAR = 6  # bits: what saving anew changes; see the tests, which measure it
STEP = 2  # of 255: what is less than that apart is noise of the saving, and no edge
FEWEST = 6  # bits set or unset: a plain surface, or a slope, tells nothing by itself


def of(photo: Image.Image) -> int:
    """The number of a picture, between -2**63 and 2**63 so that databases can keep it."""
    small = photo.resize((ACROSS + 1, DOWN), Image.Resampling.BOX)
    if small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small)
    greys = small.convert("L").tobytes()
    bits = 0
    for row in range(DOWN):
        for left in range(row * (ACROSS + 1), row * (ACROSS + 1) + ACROSS):
            bits = bits << 1 | (greys[left + 1] - greys[left] >= STEP)
    return bits - (1 << 64) if bits >> 63 else bits


def tells(looks: int) -> bool:
    """Whether there is enough in a picture to know it by."""
    return FEWEST <= differences(looks, 0) <= ACROSS * DOWN - FEWEST


def differences(one: int, other: int) -> int:
    """In how many bits two numbers differ."""
    return ((one ^ other) & ALL).bit_count()


def near(looks: int, others: Iterable[tuple[int, int]]) -> list[int]:
    """The keys of those of `others`, (key, number), that look so, the nearest first."""
    if not tells(looks):
        return []
    # Without calling differences(): this is done 50,000 times.
    found = [
        (apart, key)
        for key, other in others
        if (apart := ((looks ^ other) & ALL).bit_count()) <= NEAR
    ]
    return [key for _, key in sorted(found)]
