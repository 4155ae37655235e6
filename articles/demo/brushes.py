"""The brushes the demo's pictures are drawn with: skies, ridges, glow, fog, reflections, grain.

Places and sizes are fractions of the picture: x of its width, y of its height, from the top left.
Chance comes from the canvas's own generator, so that a picture is the same each time it is drawn.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

Colour = str  # "#rrggbb"
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]  # (where from 0 to 1, colour), in order


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The colour `share` of the way from `one` to `other`."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def gradient(stops: Stops, size: tuple[int, int]) -> Image.Image:
    """Bands of colour from top to bottom, each running into the next."""
    column = Image.new("RGB", (1, 256))
    for y in range(256):
        column.putpixel((0, y), ImageColor.getrgb(_colour_at(stops, y / 255)))
    return column.resize(size, Image.Resampling.BICUBIC)


def _colour_at(stops: Stops, at: float) -> Colour:
    below = max((stop for stop in stops if stop[0] <= at), default=stops[0])
    above = min((stop for stop in stops if stop[0] > at), default=stops[-1])
    span = above[0] - below[0]
    return mixed(below[1], above[1], (at - below[0]) / span if span > 0 else 0)


class Canvas:
    """A picture being drawn: `image` is what there is of it so far."""

    def __init__(self, seed: str, size: tuple[int, int]):
        self.image = Image.new("RGB", size)
        self.size = self.width, self.height = size
        self.chance = random.Random(seed)

    def at(self, x: float, y: float) -> Point:
        return x * self.width, y * self.height

    # Surfaces

    def sky(self, *stops: tuple[float, Colour]):
        self.image = gradient(stops, self.size)

    def shape(self, points: Iterable[Point], colour: Colour):
        ImageDraw.Draw(self.image).polygon([self.at(*point) for point in points], fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour):
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: Colour):
        """An ellipse round (x, y); `across` and `down` are its radii, both fractions of height."""
        cx, cy = self.at(x, y)
        rx, ry = across * self.height, down * self.height
        ImageDraw.Draw(self.image).ellipse((cx - rx, cy - ry, cx + rx, cy + ry), fill=colour)

    def smooth(self, points: Sequence[Point], colour: Colour):
        """A shape like `shape`, its corners rounded off."""
        for _ in range(3):
            pairs = list(zip(points, [*points[1:], points[0]], strict=True))
            points = [
                (ax + (bx - ax) * share, ay + (by - ay) * share)
                for (ax, ay), (bx, by) in pairs
                for share in (0.25, 0.75)
            ]
        self.shape(points, colour)

    def dome(self, x: float, y: float, across: float, down: float, sides: tuple[Colour, Colour]):
        """The upper half of an `oval` as a round roof, its sides shading into one another."""
        left, right = sides
        middle = mixed(left, right, 0.5)
        for rib in range(14):
            share = rib / 14
            self._quarter(x, y, across * (1 - share), down, mixed(left, middle, share), 180)
            self._quarter(x, y, across * (1 - share), down, mixed(right, middle, share), 270)

    def _quarter(self, x, y, across, down, colour: Colour, start: int):
        cx, cy = self.at(x, y)
        rx, ry = across * self.height, down * self.height
        box = (cx - rx, cy - ry, cx + rx, cy + ry)
        ImageDraw.Draw(self.image).pieslice(box, start, start + 90, fill=colour)

    def line(self, points: Iterable[Point], colour: Colour, thickness: float):
        width = max(1, round(thickness * self.height))
        draw = ImageDraw.Draw(self.image)
        draw.line([self.at(*point) for point in points], colour, width, joint="curve")

    def ridge(
        self, base: float, rise: float, colour: Colour, *, waves: float = 3, rough: float = 0.38
    ) -> list[Point]:
        """Hills across the whole width, about `rise` high above `base`; returns their outline.

        `rough` from 0 to 1 is how much each finer wave counts beside the one before.
        """
        parts = [
            (waves * 2**octave * self.chance.uniform(0.7, 1.3), self.chance.uniform(0, math.tau))
            for octave in range(7)
        ]
        outline = [
            (x, base - rise * sum(_wave(x, *part) * rough**i for i, part in enumerate(parts)))
            for x in (step / 300 for step in range(301))
        ]
        self.shape([(0, 1), *outline, (1, 1)], colour)
        return outline

    # Masks

    def noise(self, across: int, down: int, octaves: int = 4) -> Image.Image:
        """Smooth clouds of grey; of the largest, `across` fit side by side and `down` in height."""
        total = self._patches(across, down)
        for octave in range(1, octaves):
            finer = self._patches(across * 2**octave, down * 2**octave)
            total = Image.blend(total, finer, 0.55 ** (octave + 0.3))
        return ImageOps.autocontrast(total).resize(self.size, Image.Resampling.BICUBIC)

    def _patches(self, across: int, down: int) -> Image.Image:
        raw = Image.frombytes("L", (across, down), self.chance.randbytes(across * down))
        coarse = (self.width // 3, self.height // 3)
        return raw.resize(coarse, Image.Resampling.BICUBIC)

    def between(self, top: float, bottom: float) -> Image.Image:
        """A mask that is clear above `top`, full below `bottom`, and runs evenly between."""
        return _ramp(top, bottom).resize(self.size)

    def across(self, left: float, right: float) -> Image.Image:
        """A mask that is clear left of `left`, full right of `right`."""
        return _ramp(left, right).transpose(Image.Transpose.TRANSPOSE).resize(self.size)

    def drawn(self, scene: Callable[["Canvas"], None]) -> Image.Image:
        """A mask of what `scene` draws in white."""
        other = Canvas("", self.size)
        other.chance = self.chance
        scene(other)
        return other.image.convert("L")

    # Light and air

    def tint(self, mask: Image.Image, colour: Colour, strength: float = 1):
        """Lay `colour` over the picture where `mask` is light."""
        self.image.paste(colour, (0, 0), mask.point(lambda value: round(value * strength)))

    def clouds(self, mask: Image.Image, colour: Colour, *, cover: float, strength: float):
        """Lay `colour` where the noise `mask` is in the upper part `cover` of its range."""
        floor = 255 * (1 - cover)
        lifted = mask.point(lambda value: round(max(0, value - floor) / (256 - floor) * 255))
        self.tint(lifted, colour, strength)

    def haze(self, top: float, bottom: float, colour: Colour, strength: float):
        """A band of mist, thickest midway between `top` and `bottom`."""
        middle = (top + bottom) / 2
        band = ImageChops.multiply(
            self.between(top, middle), ImageChops.invert(self.between(middle, bottom))
        )
        self.tint(band, colour, strength)

    def glow(self, x: float, y: float, radius: float, colour: Colour, *, flat: float = 1):
        """Light added round (x, y), reaching `radius` of the height; `flat` below 1 squashes it."""
        reach = max(2, round(radius * self.height))
        tall = max(2, round(reach * flat))
        left, top = round(x * self.width) - reach, round(y * self.height) - tall
        area = (max(0, left), max(0, top), min(self.width, left + 2 * reach))
        area = (*area, min(self.height, top + 2 * tall))
        if area[0] >= area[2] or area[1] >= area[3]:
            return
        light = FALLOFF.resize((2 * reach, 2 * tall)).crop(
            (area[0] - left, area[1] - top, area[2] - left, area[3] - top)
        )
        lit = ImageChops.screen(self.image.crop(area), ImageOps.colorize(light, "black", colour))
        self.image.paste(lit, area[:2])

    def lamp(self, x: float, y: float, radius: float, colour: Colour):
        """A point of light with a bright heart."""
        self.glow(x, y, radius, mixed(colour, "#000000", 0.35))
        self.glow(x, y, radius / 3, colour)
        self.oval(x, y, radius / 14, radius / 14, mixed(colour, "#ffffff", 0.7))

    def blur(self, radius: float):
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * self.height))

    def reflect(self, shore: float, colour: Colour, *, calm: float = 0.5, dark: float = 0.35):
        """Fill everything below `shore` with the mirror image of what is above it.

        `calm` from 0 to 1 says how little the water moves, `dark` how much of `colour` is in it.
        """
        top = round(shore * self.height)
        depth = self.height - top
        above = self.image.crop((0, max(0, top - depth), self.width, top))
        mirror = ImageOps.flip(above).resize((self.width, depth))
        smeared = mirror.resize((self.width, max(2, depth // 12)), Image.Resampling.BOX)
        smeared = smeared.resize((self.width, depth), Image.Resampling.BICUBIC)
        mirror = Image.blend(smeared, mirror, calm * 0.7)
        self._ripple(mirror, top, 1 - calm)
        shade = self.between(shore - 0.05, 1.15).point(
            lambda value: round(value * 0.5 + 127 * dark)
        )
        shade.paste(0, (0, 0, self.width, top))
        self.tint(shade, colour)

    def _ripple(self, mirror: Image.Image, top: int, unrest: float):
        """Paste `mirror` row by row, each pushed aside more the nearer it lies."""
        phase = self.chance.uniform(0, math.tau)
        for row in range(mirror.height):
            near = row / mirror.height
            swell = math.sin(phase + 42 * math.log1p(4 * near) * (1.6 - near))
            push = (swell * 0.6 + self.chance.uniform(-1, 1)) * unrest * near * self.width / 90
            strip = mirror.crop((0, row, mirror.width, row + 1))
            self.image.paste(ImageChops.offset(strip, round(push), 0), (0, top + row))

    # Finishing

    def finish(self, *, grain: float = 0.14, vignette: float = 0.5) -> Image.Image:
        """The picture as a lens and a film would have had it."""
        self.blur(0.0006)
        edge = Image.radial_gradient("L").resize(self.size, Image.Resampling.BICUBIC)
        shade = edge.point(lambda value: round(255 - vignette * 150 * (value / 255) ** 2.6))
        self.image = ImageChops.multiply(self.image, shade.convert("RGB"))
        raw = Image.frombytes("L", self.size, self.chance.randbytes(self.width * self.height))
        soft = raw.filter(ImageFilter.GaussianBlur(0.7))
        speckle = soft.point(lambda value: round(128 + (value - 128) * grain * 2.2))
        return ImageChops.soft_light(self.image, speckle.convert("RGB"))


def _wave(x: float, frequency: float, phase: float) -> float:
    return 0.5 + 0.5 * math.sin(frequency * math.tau * x + phase)


def _ramp(start: float, end: float) -> Image.Image:
    column = Image.new("L", (1, 512))
    for y in range(512):
        share = (y / 511 - start) / (end - start)
        column.putpixel((0, y), round(255 * min(1, max(0, share))))
    return column


def _falloff() -> Image.Image:
    """How a light fades from its middle to nothing at its edge."""
    at_edge = 181  # radial_gradient reaches 255 only in its corners

    def left_of(value: int) -> int:
        return round(255 * max(0, 1 - value / at_edge) ** 1.7)

    return Image.radial_gradient("L").point(left_of)


FALLOFF = _falloff()
