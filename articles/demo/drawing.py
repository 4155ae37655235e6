"""The demo's photographs, drawn by code. `draw(name)` gives the picture; DRAWINGS says which exist.

A scene takes an empty canvas and paints it from the back to the front: sky, distance, subject, air.
To add one: write the function, decorate it with its name, and name it in a story's file.
"""

import math
from collections.abc import Callable

from PIL import Image, ImageChops, ImageFilter, ImageOps

from .brushes import Canvas, Colour, mixed

Scene = Callable[[Canvas], None]

DRAWINGS: dict[str, Scene] = {}
SOFT = ImageFilter.GaussianBlur(3)


def draw(name: str, size: tuple[int, int] = (1920, 1280)) -> Image.Image:
    """The picture called `name`, in RGB, `size` pixels wide and high; the same each time.

    Raises ValueError where nobody has drawn it.
    """
    if name not in DRAWINGS:
        raise ValueError(f"There is no drawing “{name}”; there are {', '.join(sorted(DRAWINGS))}.")
    canvas = Canvas(name, size)
    DRAWINGS[name](canvas)
    picture = canvas.finish()
    return TONES[name](picture) if name in TONES else picture


def scene(name: str) -> Callable[[Scene], Scene]:
    def hang(function: Scene) -> Scene:
        DRAWINGS[name] = function
        return function

    return hang


def sepia(picture: Image.Image) -> Image.Image:
    return ImageOps.colorize(picture.convert("L"), "#1c120a", "#f3e4c4", "#8a6b48")


TONES = {"harbour-sepia": sepia}


# ---- the harbour ---------------------------------------------------------------------------------


@scene("harbour-dusk")
def harbour_dusk(c: Canvas):
    c.sky((0, "#1d2149"), (0.22, "#45386f"), (0.4, "#a6576f"), (0.52, "#ec8f5c"), (0.6, "#ffd08a"))
    c.clouds(c.noise(3, 22), "#3b2b55", cover=0.55, strength=0.75)
    c.clouds(c.noise(2, 30), "#ffb57c", cover=0.42, strength=0.5)
    c.glow(0.66, 0.585, 0.55, "#d2692f", flat=0.55)
    c.glow(0.66, 0.58, 0.16, "#ffe2a0")
    c.ridge(0.585, 0.035, "#8d5468", waves=2)
    c.ridge(0.6, 0.022, "#58395a", waves=4)
    for x, tall in ((0.04, 0.3), (0.13, 0.32), (0.215, 0.27), (0.285, 0.22)):
        quay_crane(c, x, 0.6, tall, "#231b38")
    ship(c, 0.3, 0.603, 0.24, "#1f1833")
    ship(c, 0.78, 0.6, 0.13, "#3a2746")
    c.box(0, 0.585, 0.32, 0.03, "#1f1833")
    for _ in range(34):
        colour = c.chance.choice(["#ffce7a", "#ffe9c0", "#ff9d5c"])
        c.lamp(c.chance.uniform(0, 0.52), c.chance.uniform(0.565, 0.598), 0.022, colour)
    c.reflect(0.605, "#1c1836", calm=0.45, dark=0.25)
    c.glow(0.66, 0.7, 0.34, "#b2602f", flat=0.9)
    mooring_posts(c, "#0f0c1d")


@scene("container-cranes")
def container_cranes(c: Canvas):
    c.sky((0, "#7f9fb8"), (0.35, "#c7cfcf"), (0.6, "#f7dcb6"), (0.72, "#f4c9a0"), (1, "#a9978c"))
    c.clouds(c.noise(3, 16), "#fff3df", cover=0.5, strength=0.6)
    c.glow(0.3, 0.66, 0.5, "#d99a5a", flat=0.7)
    cranes = ((0.86, 0.3, 0.78), (0.74, 0.37, 0.64), (0.59, 0.47, 0.46), (0.39, 0.6, 0.26))
    for x, tall, haze in cranes:
        quay_crane(c, x, 0.8, tall, mixed("#2c3a4a", "#e9cdb0", haze))
        c.haze(0.5, 1.05, "#f3d8b8", 0.2)
    quay_crane(c, 0.12, 0.84, 0.78, "#1f2b39")
    for depth, colour in ((0, "#b59a88"), (1, "#7c6f6c")):
        stack(c, y=0.8 + 0.02 * depth, high=0.032 + 0.012 * depth, base=colour, mix=0.55 - 0.2 * depth)
    c.haze(0.6, 1.0, "#f3d3ae", 0.4)
    stack(c, y=0.92, high=0.062, base="#38414a", mix=0.1)
    c.box(0, 0.92, 1, 0.1, "#4b4a4c")
    c.reflect(0.925, "#3d3d42", calm=0.3, dark=0.7)
    c.haze(0.45, 0.95, "#ffe3c0", 0.22)


@scene("bridge-in-fog")
def bridge_in_fog(c: Canvas):
    c.sky((0, "#b9c3c7"), (0.45, "#d5d9d7"), (0.75, "#c3cacb"), (1, "#93a0a5"))
    c.ridge(0.66, 0.1, "#bcc6c8", waves=1.5)
    c.haze(0.45, 0.8, "#d9dddb", 0.8)
    span(c, "#9dabb0", near=0.93, far=0.62, tall=0.34)
    c.haze(0.25, 0.85, "#d6dad8", 0.62)
    c.tint(ImageChops.multiply(c.noise(4, 9), c.between(0.2, 0.7)), "#dde1df", 0.55)
    span(c, "#3f5059", near=0.21, far=0.93, tall=0.6)
    c.tint(c.noise(3, 7).rotate(180), "#dbdfdd", 0.34)
    right = c.between(0, 1).rotate(90).resize(c.size)
    c.tint(right, "#d7dbd9", 0.72)
    c.reflect(0.71, "#8b999e", calm=0.75, dark=0.25)
    c.haze(0.6, 0.86, "#dadedc", 0.85)
    c.box(0, 0.965, 1, 0.04, "#2c383e")
    for x in (0.07, 0.27, 0.47, 0.67, 0.87):
        c.box(x, 0.9, 0.008, 0.08, "#2c383e")
    c.line([(0, 0.91), (1, 0.91)], "#2c383e", 0.006)
    c.line([(0, 0.938), (1, 0.938)], "#2c383e", 0.004)


@scene("harbour-sepia")
def harbour_sepia(c: Canvas):
    c.sky((0, "#b0b0b0"), (0.4, "#d8d8d8"), (0.62, "#f2f2f2"))
    c.clouds(c.noise(4, 10), "#ffffff", cover=0.5, strength=0.6)
    c.ridge(0.6, 0.06, "#bcbcbc", waves=2)
    warehouses(c)
    for x, tall, tone in ((0.5, 0.3, "#7e7e7e"), (0.6, 0.38, "#6a6a6a"), (0.93, 0.34, "#727272")):
        sailing_ship(c, x, 0.625, tall, tone)
    ship(c, 0.66, 0.63, 0.2, "#444444")
    smoke(c, 0.775, 0.52)
    sailing_ship(c, 0.2, 0.645, 0.55, "#2f2f2f")
    c.haze(0.4, 0.75, "#efefef", 0.4)
    c.reflect(0.64, "#7a7a7a", calm=0.4, dark=0.35)
    c.box(0, 0.93, 1, 0.07, "#3a3a3a")
    for x in (0.12, 0.42, 0.82):
        person(c, x, 0.955, 0.17, "#222222")
    c.tint(c.noise(60, 3, 2), "#ffffff", 0.09)


def quay_crane(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    """A container crane seen from the side, its boom over the water to the right."""
    wide, thick = tall * 0.17, max(0.0022, tall * 0.014)
    top, beam = foot - tall, foot - tall * 0.62
    for leg in (x, x + wide):
        c.line([(leg, foot), (leg, beam)], colour, thick)
    c.line([(x, foot - tall * 0.3), (x + wide, foot - tall * 0.3)], colour, thick)
    c.line([(x, foot - tall * 0.3), (x + wide, beam)], colour, thick / 2)
    c.line([(x - wide * 0.9, beam), (x + wide * 2.7, beam)], colour, thick * 1.3)
    c.line([(x - wide * 0.9, beam + thick * 2), (x + wide * 2.7, beam + thick * 2)], colour, thick / 2)
    apex = (x + wide * 0.95, top)
    c.line([(x + wide, beam), apex, (x + wide * 0.2, beam)], colour, thick)
    for end in (-0.85, 1.7, 2.6):
        c.line([apex, (x + wide * end, beam)], colour, thick / 2.4)
    c.box(x - wide * 0.5, beam - tall * 0.075, wide * 0.75, tall * 0.075, colour)
    c.box(x + wide * 1.5, beam, wide * 0.16, tall * 0.06, colour)
    c.line([(x + wide * 1.58, beam), (x + wide * 1.58, beam + tall * 0.3)], colour, thick / 3)


def ship(c: Canvas, x: float, water: float, long: float, colour: Colour):
    """A cargo ship lying at (x, water), bow to the left, `long` of the width."""
    deck = water - long * 0.16
    hull = [(x, deck - long * 0.03), (x + long, deck), (x + long * 0.985, water)]
    c.shape([*hull, (x + long * 0.035, water)], colour)
    c.box(x + long * 0.72, deck - long * 0.3, long * 0.15, long * 0.31, colour)
    c.box(x + long * 0.7, deck - long * 0.26, long * 0.2, long * 0.03, colour)
    c.box(x + long * 0.89, deck - long * 0.25, long * 0.045, long * 0.27, colour)
    for mast in (0.12, 0.34, 0.55):
        c.line([(x + long * mast, deck), (x + long * mast, deck - long * 0.25)], colour, long * 0.012)
        boom = (x + long * (mast + 0.12), deck - long * 0.12)
        c.line([(x + long * mast, deck - long * 0.04), boom], colour, long * 0.008)


def mooring_posts(c: Canvas, colour: Colour):
    for x, top, wide in ((0.84, 0.74, 0.03), (0.885, 0.7, 0.034), (0.945, 0.78, 0.032)):
        c.box(x, top, wide, 1 - top, colour)
        c.oval(x + wide / 2, top, wide * 0.75, 0.008, mixed(colour, "#c57c4e", 0.3))
    c.line([(0.9, 0.76), (0.93, 0.81), (0.96, 0.82)], colour, 0.006)


def stack(c: Canvas, *, y: float, high: float, base: Colour, mix: float):
    """A row of containers standing on `y`, in piles of one to four, faded into `base`."""
    paints = ("#8c3b32", "#2f5a74", "#b5793a", "#49664f", "#6d6f76", "#a8a29a", "#27364a")
    wide = high * 1.5
    for pile in range(math.ceil(1 / wide)):
        for level in range(c.chance.choice([0, 1, 2, 2, 3, 3, 4])):
            colour = mixed(c.chance.choice(paints), base, mix)
            left, top = pile * wide, y - (level + 1) * high
            c.box(left, top, wide * 0.97, high * 0.95, colour)
            for rib in range(1, 9):
                x = left + wide * rib / 9
                c.line([(x, top), (x, top + high * 0.9)], mixed(colour, "#000000", 0.12), 0.001)


def span(c: Canvas, colour: Colour, *, near: float, far: float, tall: float):
    """A suspension bridge between towers at `near` and `far`, the second half as tall."""
    deck, low = 0.66, 0.71
    towers = ((near, tall, 0.022), (far, tall * 0.55, 0.012))
    for x, high, wide in towers:
        for side in (-1, 1):
            c.box(x + side * wide - wide * 0.22, low - high, wide * 0.44, high, colour)
        for rung in (0.02, 0.3, 0.62):
            c.box(x - wide, low - high + high * rung, wide * 2, high * 0.035, colour)
    (x1, h1, _), (x2, h2, _) = towers
    hung = []
    for step in range(-50, 151):
        share = step / 100
        sag = 4 * share * (1 - share)
        edge = h1 + (h2 - h1) * min(1, max(0, share))
        y = low - edge + (edge - 0.07) * max(0, sag) - min(0, sag) * (edge - 0.05) * 0.9
        hung.append((x1 + (x2 - x1) * share, min(y, deck)))
    c.line(hung, colour, 0.004)
    for x, y in hung[::4]:
        c.line([(x, y), (x, deck)], colour, 0.0012)
    c.box(-0.05, deck, 1.1, 0.016, colour)


def warehouses(c: Canvas):
    left = 0.0
    while left < 0.62:
        wide, high = c.chance.uniform(0.05, 0.08), c.chance.uniform(0.12, 0.19)
        tone = c.chance.choice(["#8e8e8e", "#9b9b9b", "#858585"])
        c.box(left, 0.64 - high, wide, high, tone)
        c.shape([(left, 0.64 - high), (left + wide / 2, 0.6 - high), (left + wide, 0.64 - high)], tone)
        for column in range(3):
            for row in range(3):
                x, y = left + wide * (0.18 + 0.27 * column), 0.66 - high + row * high * 0.27
                c.box(x, y, wide * 0.12, high * 0.13, mixed(tone, "#000000", 0.35))
        left += wide


def sailing_ship(c: Canvas, x: float, water: float, tall: float, colour: Colour):
    """A three-master at anchor with her sails furled."""
    long = tall * 0.5
    c.shape(
        [(x, water - 0.05 * tall), (x + long, water - 0.07 * tall), (x + long * 0.9, water + 0.01),
         (x + long * 0.08, water + 0.01)], colour)  # fmt: skip
    c.line([(x + long * 0.95, water - 0.06 * tall), (x + long * 1.25, water - 0.15 * tall)], colour, 0.003)
    for mast, share in ((0.2, 0.82), (0.5, 1), (0.78, 0.88)):
        foot, top = x + long * mast, water - tall * share
        c.line([(foot, water - 0.05 * tall), (foot, top)], colour, 0.006 * tall / 0.4)
        for yard, reach in ((0.3, 0.13), (0.52, 0.11), (0.72, 0.085), (0.88, 0.055)):
            y = water - tall * share * yard
            c.line([(foot - long * reach, y), (foot + long * reach, y - 0.004)], colour, 0.005 * tall / 0.4)
        for side in (-0.22, -0.13, 0.13, 0.22):
            c.line([(foot, top + 0.02), (foot + long * side, water - 0.05 * tall)], colour, 0.001)


def smoke(c: Canvas, x: float, y: float):
    for puff in range(46):
        drift = puff / 46
        jitter = c.chance.uniform(-0.02, 0.02) * drift
        c.glow(x + 0.22 * drift**1.2 + jitter, y - 0.3 * drift**0.8 + jitter, 0.02 + 0.09 * drift, "#333333")
    for puff in range(30):
        drift = puff / 30
        c.tint(
            c.drawn(lambda m, d=drift: m.glow(x + 0.2 * d**1.2, y - 0.3 * d**0.8, 0.02 + 0.07 * d, "#ffffff")),
            "#6a6a6a", 0.16 * (1 - drift))  # fmt: skip


def person(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    """Somebody standing, seen as a shape."""
    wide = tall * 0.17
    c.oval(x, foot - tall * 0.92, tall * 0.075, tall * 0.09, colour)
    c.shape(
        [(x - wide * 0.55, foot - tall * 0.8), (x + wide * 0.55, foot - tall * 0.8),
         (x + wide * 0.75, foot - tall * 0.4), (x + wide * 0.45, foot), (x + wide * 0.08, foot),
         (x, foot - tall * 0.4), (x - wide * 0.1, foot), (x - wide * 0.45, foot),
         (x - wide * 0.75, foot - tall * 0.4)], colour)  # fmt: skip
    c.oval(x, foot - tall * 0.76, tall * 0.15, tall * 0.09, colour)


# ---- the city ------------------------------------------------------------------------------------


@scene("skyline-night")
def skyline_night(c: Canvas):
    c.sky((0, "#070b1c"), (0.4, "#131d3d"), (0.6, "#33365c"), (0.68, "#6a4a5c"))
    stars(c, 260, 0.4)
    c.clouds(c.noise(3, 12), "#4a3f60", cover=0.5, strength=0.5)
    c.glow(0.55, 0.68, 0.7, "#5c3a34", flat=0.5)
    for layer, colour in enumerate(("#28294a", "#1a1d38", "#0e1125")):
        towers(c, 0.68, tall=(0.2, 0.34) if layer == 0 else (0.06, 0.4 - 0.1 * layer), colour=colour, lit=0.2 + 0.14 * layer)
        c.haze(0.45, 0.8, "#4b3c56", 0.28)
    clock_tower(c, 0.13, 0.68)
    for step in range(40):
        c.lamp(step / 40 + 0.008, 0.676, 0.016, c.chance.choice(["#ffc46b", "#ffdfae"]))
    c.reflect(0.685, "#080b1a", calm=0.35, dark=0.3)


@scene("courthouse")
def courthouse(c: Canvas):
    c.sky((0, "#0d1a38"), (0.5, "#2a4270"), (0.85, "#6d7f9f"))
    c.clouds(c.noise(3, 10), "#54688f", cover=0.5, strength=0.5)
    c.box(0.06, 0.28, 0.88, 0.56, "#4c4437")
    c.box(0.2, 0.2, 0.6, 0.6, "#6a5d48")
    c.box(0.24, 0.36, 0.52, 0.44, "#33291f")
    for bay in range(5):
        x = 0.286 + bay * 0.0925
        c.box(x, 0.45, 0.05, 0.35, "#6b4a24")
        c.box(x + 0.006, 0.46, 0.038, 0.33, "#e3a04d" if bay != 2 else "#f6c473")
        for bar in range(1, 5):
            c.box(x, 0.46 + bar * 0.066, 0.05, 0.004, "#3a2a18")
        c.box(x + 0.023, 0.45, 0.004, 0.35, "#3a2a18")
    for side in (0.085, 0.13, 0.815, 0.86):
        for y in (0.4, 0.6):
            c.box(side, y, 0.026, 0.13, "#2b2a2c" if side in (0.13, 0.86) else "#c98d45")
    for column in range(6):
        stone_column(c, 0.218 + column * 0.101, 0.35, 0.045, 0.46)
    c.box(0.19, 0.29, 0.62, 0.065, "#8d7c60")
    c.box(0.185, 0.285, 0.63, 0.014, "#b09b78")
    c.box(0.19, 0.346, 0.62, 0.006, "#5b4d39")
    c.shape([(0.175, 0.285), (0.5, 0.12), (0.825, 0.285)], "#a08d6c")
    c.shape([(0.23, 0.272), (0.5, 0.142), (0.77, 0.272)], "#6d5e47")
    c.oval(0.5, 0.222, 0.036, 0.036, "#a08d6c")
    for step in range(8):
        wide = 0.66 + step * 0.04
        c.box(0.5 - wide / 2, 0.8 + step * 0.018, wide, 0.019, mixed("#8a7a60", "#3d3a3c", step / 8))
        c.box(0.5 - wide / 2, 0.8 + step * 0.018, wide, 0.004, mixed("#c2ad88", "#5d5a5a", step / 8))
    c.box(0, 0.942, 1, 0.06, "#25262d")
    for column in range(6):
        c.glow(0.24 + column * 0.101, 0.8, 0.3, "#8f5a1c", flat=1.6)
    c.tint(ImageOps.invert(c.between(0, 0.42)), "#0d1a38", 0.42)
    for x in (0.1, 0.9):
        c.box(x - 0.003, 0.7, 0.006, 0.26, "#14151c")
        c.lamp(x, 0.69, 0.13, "#ffd48a")
    for x, tall in ((0.43, 0.13), (0.46, 0.125), (0.71, 0.14)):
        person(c, x, 0.955, tall, "#14141b")


@scene("assembly-hall")
def assembly_hall(c: Canvas):
    c.sky((0, "#5d7396"), (0.35, "#b4a5b0"), (0.55, "#f1bf9f"), (0.68, "#ffdcae"))
    c.clouds(c.noise(3, 18), "#7d7288", cover=0.5, strength=0.6)
    c.clouds(c.noise(2, 26), "#ffd9b8", cover=0.45, strength=0.6)
    c.glow(0.82, 0.66, 0.6, "#c9803f", flat=0.7)
    towers(c, 0.69, tall=(0.04, 0.12), colour="#a88d8d", lit=0)
    c.haze(0.5, 0.75, "#f3c9a8", 0.6)
    stone, shade = "#5c525e", "#413b49"
    c.box(0.08, 0.5, 0.84, 0.2, stone)
    c.box(0.07, 0.488, 0.86, 0.014, mixed(stone, "#ffd9b0", 0.3))
    c.box(0.36, 0.44, 0.28, 0.26, shade)
    c.box(0.35, 0.43, 0.3, 0.014, mixed(stone, "#ffd9b0", 0.3))
    c.box(0.405, 0.36, 0.19, 0.08, stone)
    for window in range(9):
        c.box(0.414 + window * 0.0205, 0.372, 0.008, 0.056, "#f5bd6a")
    c.oval(0.5, 0.36, 0.15, 0.19, shade)
    c.oval(0.475, 0.345, 0.09, 0.165, mixed(shade, "#8d7d88", 0.4))
    c.box(0.395, 0.352, 0.21, 0.014, mixed(stone, "#ffd9b0", 0.3))
    c.box(0.39, 0.366, 0.22, 0.075, stone)
    for window in range(11):
        c.box(0.4 + window * 0.0186, 0.376, 0.008, 0.054, "#f5bd6a")
    c.box(0.49, 0.135, 0.02, 0.05, stone)
    c.line([(0.5, 0.06), (0.5, 0.14)], shade, 0.004)
    for window in range(22):
        x = 0.1 + window * 0.0372
        if not 0.34 < x < 0.64:
            c.box(x, 0.53, 0.015, 0.12, mixed("#f7c272", stone, c.chance.choice([0, 0.1, 0.5])))
    for column in range(7):
        stone_column(c, 0.372 + column * 0.0405, 0.47, 0.013, 0.22)
    c.glow(0.5, 0.6, 0.3, "#7a4a20", flat=0.6)
    c.reflect(0.7, "#4d4653", calm=0.55, dark=0.3)
    for line in range(9):
        y = 0.7 + 0.3 * (line / 9) ** 1.7
        c.line([(0, y), (1, y)], "#3f3945", 0.0012)
    person(c, 0.27, 0.86, 0.19, "#25212c")
    c.haze(0.62, 0.78, "#ffdcb4", 0.3)


@scene("market-awnings")
def market_awnings(c: Canvas):
    c.sky((0, "#bcd3dc"), (0.3, "#fbe9c6"), (0.55, "#ffd996"), (1, "#8a5f43"))
    c.glow(0.5, 0.42, 0.6, "#d9a050")
    for side in (-1, 1):
        for depth in range(6, -1, -1):
            stall(c, side, depth)
    c.shape([(0.47, 0.56), (0.53, 0.56), (0.95, 1), (0.05, 1)], "#c08d5a")
    c.tint(ImageChops.multiply(c.noise(40, 60, 2), c.between(0.55, 1)), "#5f3d28", 0.55)
    c.glow(0.5, 0.6, 0.5, "#c98a3e", flat=0.6)
    c.haze(0.3, 0.75, "#ffe2ac", 0.45)
    walkers = ((0.49, 0.6, 0.09), (0.515, 0.605, 0.1), (0.46, 0.65, 0.15), (0.55, 0.69, 0.19),
               (0.42, 0.78, 0.29), (0.61, 0.9, 0.42))  # fmt: skip
    for x, foot, tall in walkers:
        person(c, x, foot, tall, mixed("#2b1a16", "#e0a765", max(0, 0.75 - tall * 2)))
    for wire in range(5):
        strung_lamps(c, 0.12 + wire * 0.075, 1 - wire / 5.5)


def stars(c: Canvas, count: int, reach: float):
    """Points of light over the sky, fewer towards `reach` of the height."""
    for _ in range(count):
        x, y = c.chance.random(), reach * c.chance.random() ** 1.3
        bright = c.chance.random() ** 3
        colour = mixed("#5a6384", c.chance.choice(["#ffffff", "#cfdcff", "#ffe9d0"]), bright)
        c.oval(x, y, 0.0007 + 0.0013 * bright, 0.0007 + 0.0013 * bright, colour)


def towers(c: Canvas, foot: float, *, tall: tuple[float, float], colour: Colour, lit: float):
    """A row of blocks with `lit` of their windows lit."""
    left = -0.02
    while left < 1:
        wide, high = c.chance.uniform(0.025, 0.065), c.chance.uniform(*tall) * c.chance.uniform(0.5, 1)
        c.box(left, foot - high, wide, high, colour)
        if c.chance.random() < 0.3:
            c.line([(left + wide / 2, foot - high - 0.05), (left + wide / 2, foot - high)], colour, 0.003)
        if lit:
            windows(c, left, foot - high, wide, high, colour, lit)
        left += wide * c.chance.uniform(0.9, 1.25)


def windows(c: Canvas, left: float, top: float, wide: float, high: float, wall: Colour, lit: float):
    columns, rows = max(2, int(wide / 0.0085)), max(2, int(high / 0.018))
    for row in range(rows):
        floor_lit = lit * c.chance.choice([0.3, 1, 1, 1.6])
        for column in range(columns):
            if c.chance.random() < floor_lit:
                light = mixed(c.chance.choice(["#ffd68a", "#ffbf69", "#fff0cf", "#bcd2ff"]), wall, c.chance.uniform(0, 0.6))
                x, y = left + wide * (column + 0.25) / columns, top + high * (row + 0.3) / rows
                c.box(x, y, wide * 0.5 / columns, high * 0.42 / rows, light)


def clock_tower(c: Canvas, x: float, foot: float):
    wall = "#151631"
    c.box(x - 0.1, foot - 0.16, 0.2, 0.16, wall)
    windows(c, x - 0.1, foot - 0.14, 0.2, 0.13, wall, 0.5)
    c.box(x - 0.025, foot - 0.43, 0.05, 0.43, wall)
    c.box(x - 0.03, foot - 0.44, 0.06, 0.012, "#23254a")
    c.shape([(x - 0.025, foot - 0.44), (x, foot - 0.56), (x + 0.025, foot - 0.44)], wall)
    c.glow(x, foot - 0.385, 0.09, "#a87b35")
    c.oval(x, foot - 0.385, 0.027, 0.027, "#ffe9b8")
    c.line([(x, foot - 0.385), (x, foot - 0.405)], "#3b2c1a", 0.003)
    c.line([(x, foot - 0.385), (x + 0.008, foot - 0.39)], "#3b2c1a", 0.003)


def stone_column(c: Canvas, x: float, top: float, wide: float, high: float):
    """A column lit from the right of its middle, with a base and a capital."""
    strips = 14
    for strip in range(strips):
        turn = math.sin(math.pi * (strip + 0.5) / strips * 0.92 + 0.1)
        c.box(x + wide * strip / strips, top, wide / strips * 1.1, high, mixed("#3f3526", "#d9c193", turn**1.6))
    for y, grow in ((top, 0.2), (top + high * 0.965, 0.24)):
        c.box(x - wide * grow, y, wide * (1 + 2 * grow), high * 0.035, "#b7a17a")


def stall(c: Canvas, side: int, depth: int):
    """One house front and its awning; `depth` 0 is the nearest, `side` -1 the left."""
    near, far = 0.72**depth, 0.72 ** (depth + 1)
    paint = c.chance.choice([("#b8472f", "#f3dfbe"), ("#2f6f73", "#efe2c4"), ("#c98a2b", "#f6e7c8"), ("#4c5f86", "#eadfca")])
    fade = min(0.75, depth * 0.13)

    def put(out: float, y: float, scale: float) -> tuple[float, float]:
        return 0.5 + side * out * scale, 0.5 + (y - 0.5) * scale

    wall = mixed(c.chance.choice(["#6b4030", "#7d5138", "#5a3a34"]), "#ffdca0", fade)
    c.shape([put(0.55, -1.1, near), put(0.55, -1.1, far), put(0.55, 1.5, far), put(0.55, 1.5, near)], wall)
    for shutter in (-0.62, -0.2):
        ends = [(0.62, shutter), (0.38, shutter), (0.38, shutter + 0.26), (0.62, shutter + 0.26)]
        c.shape([put(0.55, y, far + (near - far) * s) for s, y in ends], mixed("#2f4a4a", "#ffdca0", fade))
    c.shape([put(0.55, 0.55, near), put(0.55, 0.55, far), put(0.55, 1.2, far), put(0.55, 1.2, near)], mixed("#2a1812", "#ffdca0", fade))
    goods(c, put, near, far, fade)
    stripes = 9
    for stripe in range(stripes):
        one, two = (near + (far - near) * (stripe + step) / stripes for step in (0, 1))
        colour = mixed(mixed(paint[stripe % 2], "#3a1d12", 0.12), "#ffdca0", fade)
        c.shape([put(0.56, 0.2, one), put(0.56, 0.2, two), put(0.3, 0.4, two), put(0.3, 0.4, one)], colour)
        c.shape([put(0.3, 0.4, one), put(0.3, 0.4, two), put(0.3, 0.45, two), put(0.3, 0.45, one)], mixed(colour, "#2a1208", 0.25))


def goods(c: Canvas, put, near: float, far: float, fade: float):
    """Heaps of fruit under an awning."""
    for heap in range(26):
        scale = far + (near - far) * (heap + c.chance.random()) / 26
        x, y = put(c.chance.uniform(0.36, 0.5), c.chance.uniform(0.74, 0.84), scale)
        colour = c.chance.choice(["#d8572a", "#e6a531", "#7f9a3a", "#a8322d", "#e9c46a"])
        c.oval(x, y, 0.035 * scale, 0.035 * scale, mixed(colour, "#ffdca0", fade))
    c.shape([put(0.35, 0.84, near), put(0.35, 0.84, far), put(0.35, 1.05, far), put(0.35, 1.05, near)], mixed("#4a2d1d", "#ffdca0", fade))


def strung_lamps(c: Canvas, y: float, scale: float):
    points = [(0.5 + (t - 0.5) * 1.1 * scale, y + 0.09 * scale * (1 - (2 * t - 1) ** 2)) for t in (i / 24 for i in range(25))]
    c.line(points, "#5a3a2a", 0.002 * scale)
    for x, hang in points[1::3]:
        c.lamp(x, hang + 0.008 * scale, 0.05 * scale, "#ffe1a0")


# ---- the country ---------------------------------------------------------------------------------


@scene("estuary-hills")
def estuary_hills(c: Canvas):
    c.sky((0, "#6f9bb8"), (0.25, "#bcd0d4"), (0.42, "#fbe6c9"), (0.5, "#ffdcb0"))
    c.clouds(c.noise(3, 20), "#fff4e2", cover=0.5, strength=0.7)
    c.glow(0.36, 0.42, 0.55, "#cf9a5e", flat=0.7)
    c.oval(0.36, 0.4, 0.028, 0.028, "#fff3d6")
    shades = ("#b7c3c6", "#94aab3", "#6f8c98", "#4b6c78")
    for step, colour in enumerate(shades):
        base = 0.47 + step * 0.045
        c.ridge(base, 0.085 + 0.012 * step, colour, waves=1.4 + 0.5 * step)
        c.haze(base - 0.02, base + 0.11, "#f5e3cc", 0.6 - 0.08 * step)
    c.box(0, 0.665, 1, 0.4, "#d9cdb8")
    c.reflect(0.665, "#6f8992", calm=0.62, dark=0.2)
    c.glow(0.36, 0.72, 0.4, "#b98a56", flat=0.5)
    for base, rise, colour in ((0.83, 0.05, "#3c5a55"), (0.95, 0.07, "#1f3835")):
        sandbank(c, base, rise, colour)
    c.haze(0.6, 0.76, "#fbe9d0", 0.75)
    for _ in range(150):
        x = c.chance.random()
        y = 1.0 - c.chance.random() * 0.05
        c.line([(x, y), (x + c.chance.uniform(-0.012, 0.014), y - c.chance.uniform(0.03, 0.11))], "#16292a", 0.0022)
    birds(c, 0.6, 0.24, "#4f6a76")


@scene("wind-turbines")
def wind_turbines(c: Canvas):
    c.sky((0, "#4f6f9e"), (0.3, "#b79db8"), (0.5, "#f4b5a0"), (0.66, "#ffd9a3"))
    c.clouds(c.noise(3, 18), "#7d6d96", cover=0.5, strength=0.55)
    c.clouds(c.noise(2, 26), "#ffd2b0", cover=0.45, strength=0.7)
    c.glow(0.72, 0.62, 0.6, "#cf7b44", flat=0.7)
    c.glow(0.72, 0.61, 0.14, "#fff0c0")
    mills = (
        (("#c9929a", 2.0), ((0.55, 0.16), (0.63, 0.14), (0.9, 0.17))),
        (("#96708c", 1.6), ((0.42, 0.3), (0.8, 0.27))),
        (("#594a6d", 1.2), ((0.63, 0.47),)),
    )
    for step, ((colour, waves), places) in enumerate(mills):
        base = 0.66 + step * 0.08
        outline = c.ridge(base, 0.07 + 0.01 * step, colour, waves=waves)
        for x, tall in places:
            foot = outline[round(x * 300)][1]
            turbine(c, x, foot + 0.01, tall, mixed(colour, "#fff1e4", 0.5 - 0.08 * step))
        c.haze(base - 0.03, base + 0.16, "#ffd0b0", 0.6 - 0.12 * step)
    outline = c.ridge(0.9, 0.09, "#2d2a45", waves=1)
    turbine(c, 0.19, outline[57][1] + 0.02, 0.78, "#f0e3e2")
    c.tint(ImageChops.multiply(c.noise(90, 60, 2), c.between(0.84, 1)), "#17162a", 0.7)


@scene("greenhouse")
def greenhouse(c: Canvas):
    c.sky((0, "#0f1d3c"), (0.35, "#2f4a74"), (0.52, "#8a8aa6"), (0.6, "#d9a99a"))
    stars(c, 90, 0.25)
    c.clouds(c.noise(3, 20), "#56648c", cover=0.5, strength=0.6)
    c.ridge(0.6, 0.04, "#2a3452", waves=2)
    c.box(0, 0.6, 1, 0.4, "#141b26")
    furrows(c)
    c.glow(0.42, 0.6, 0.75, "#7a3f2c", flat=0.7)
    glasshouse(c)
    c.glow(0.3, 0.62, 0.55, "#8a4a2a", flat=0.6)
    c.glow(0.7, 0.6, 0.4, "#6e3550", flat=0.5)
    c.haze(0.52, 0.8, "#c98f8c", 0.22)


@scene("observatory-night")
def observatory_night(c: Canvas):
    c.sky((0, "#040817"), (0.5, "#0c1a38"), (0.8, "#2a3a5c"), (0.95, "#8a6a58"))
    galaxy(c)
    stars(c, 1500, 0.9)
    for _ in range(14):
        c.lamp(c.chance.random(), c.chance.random() * 0.6, 0.014, c.chance.choice(["#dfe9ff", "#ffe8cc"]))
    c.glow(0.16, 0.92, 0.65, "#8a5a34", flat=0.42)
    c.ridge(0.88, 0.05, "#131a2c", waves=2)
    for _ in range(60):
        c.lamp(c.chance.uniform(0, 0.36), c.chance.uniform(0.865, 0.89), 0.009, "#ffc982")
    hill = [(0, 1), (0, 0.97), (0.2, 0.93), (0.42, 0.845), (0.58, 0.815), (0.76, 0.815), (0.9, 0.86), (1, 0.9), (1, 1)]
    c.shape(hill, "#070b16")
    dome(c, 0.67, 0.82)
    for x, tall in ((0.47, 0.08), (0.49, 0.11), (0.515, 0.07), (0.86, 0.09), (0.885, 0.12)):
        pine(c, x, 0.86, tall, "#05080f")


def sandbank(c: Canvas, base: float, rise: float, colour: Colour):
    """A tongue of land into the water from the left, and one from the right."""
    reach = [(t / 40, base - rise * (1 - t / 40) ** 1.5 * c.chance.uniform(0.85, 1)) for t in range(27)]
    c.shape([(0, 1), *reach, (0.3, base + 0.06), (0.2, 1)], colour)
    reach = [(1 - t / 40, base + 0.03 - rise * (1 - t / 40) ** 2 * c.chance.uniform(0.85, 1)) for t in range(17)]
    c.shape([(1, 1), *reach, (0.75, base + 0.08), (0.85, 1)], colour)


def birds(c: Canvas, x: float, y: float, colour: Colour):
    for bird in range(9):
        left, top = x + bird * 0.02 + c.chance.uniform(-0.006, 0.006), y + abs(bird - 3) * 0.014
        c.line([(left - 0.008, top - 0.006), (left, top), (left + 0.008, top - 0.006)], colour, 0.0022)


def turbine(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    hub, wide = foot - tall * 0.62, tall * 0.009
    shade = mixed(colour, "#4a3f5e", 0.35)
    c.shape([(x - wide, foot), (x - wide * 0.5, hub), (x + wide * 0.5, hub), (x + wide, foot)], colour)
    c.shape([(x, foot), (x, hub), (x + wide * 0.5, hub), (x + wide, foot)], shade)
    turn, squeeze = c.chance.uniform(0, math.tau), c.height / c.width
    for blade in range(3):
        angle = turn + blade * math.tau / 3
        dx, dy = math.cos(angle), math.sin(angle)
        reach, fat = tall * 0.38, tall * 0.016
        put = lambda along, out: (x + (dx * along - dy * out) * squeeze, hub + dy * along + dx * out)  # noqa: E731
        c.shape([put(0, -fat / 3), put(reach * 0.2, -fat), put(reach, 0), put(0, fat / 2)], colour)
        c.shape([put(0, 0), put(reach * 0.2, -fat * 0.2), put(reach, 0), put(0, fat / 2)], shade)
    c.oval(x, hub, tall * 0.014, tall * 0.014, colour)


def furrows(c: Canvas):
    for row in range(-24, 26):
        c.line([(0.52 + row * 0.012, 0.6), (0.52 + row * 0.11, 1)], "#1d2836", 0.003)


def glasshouse(c: Canvas):
    """A long house of glass: its lit gable to the left, its side running away to the right."""
    gable = [(0.07, 0.78), (0.07, 0.52), (0.2, 0.4), (0.33, 0.52), (0.33, 0.78)]
    side = [(0.33, 0.78), (0.33, 0.52), (0.95, 0.575), (0.95, 0.625)]
    roof = [(0.33, 0.52), (0.2, 0.4), (0.93, 0.555), (0.95, 0.575)]
    c.shape(roof, "#d98a66")
    c.shape(side, "#f2a35c")
    c.shape(gable, "#f9bf73")
    for x, y, radius, colour in ((0.2, 0.6, 0.24, "#8a5a2c"), (0.5, 0.62, 0.2, "#7a3a50"), (0.75, 0.61, 0.12, "#7a3a50")):
        c.glow(x, y, radius, colour, flat=0.6)
    plants(c)
    frame = "#3a2a34"
    for bar in range(41):
        far = 1 - (1 - bar / 40) ** 1.9
        x, top, low = 0.33 + 0.62 * far, 0.52 + 0.055 * far, 0.78 - 0.155 * far
        c.line([(x, low), (x, top), (0.2 + 0.73 * far, 0.4 + 0.155 * far)], frame, 0.0032 * (1.15 - far))
    for share in (0.33, 0.66):
        c.line([(0.33 - 0.13 * share, 0.52 - 0.12 * share), (0.95 - 0.02 * share, 0.575 - 0.02 * share)], frame, 0.0016)
    for bar in range(9):
        x = 0.07 + bar * 0.0325
        c.line([(x, 0.78), (x, 0.52 - 0.12 * (1 - abs(x - 0.2) / 0.13))], frame, 0.0032)
    c.line([*gable, gable[0]], frame, 0.007)
    c.line([(0.07, 0.52), (0.33, 0.52)], frame, 0.004)
    c.line([(0.33, 0.78), (0.95, 0.625)], frame, 0.006)
    c.line([(0.2, 0.4), (0.93, 0.555)], frame, 0.005)


def plants(c: Canvas):
    for _ in range(420):
        far = c.chance.random() ** 1.4
        x, low = 0.33 + 0.62 * far, 0.78 - 0.155 * far
        leaf = 0.016 * (1.1 - far)
        y = low - c.chance.random() ** 0.8 * 0.17 * (1 - far * 0.85)
        c.oval(x, y, leaf, leaf * 0.7, mixed("#3f4a24", "#c0713c", c.chance.random() * 0.7))
    for row in range(6):
        for _ in range(60):
            x = 0.092 + row * 0.0405 + c.chance.gauss(0, 0.006)
            y = 0.78 - c.chance.random() * 0.19
            c.oval(x, y, 0.011, 0.008, mixed("#3c4a22", "#d98a45", c.chance.random() * 0.6))


def galaxy(c: Canvas):
    """A band of faint light rising from the lower left to the upper right, with dark lanes."""
    band = c.drawn(lambda m: [m.glow(t / 12, 1.05 - t / 11, 0.33, "#565656") for t in range(14)])
    cloud, lanes = c.noise(9, 7, 5), c.noise(7, 7, 5)
    c.tint(ImageChops.multiply(band, cloud), "#9fb0e0", 0.75)
    c.tint(ImageChops.multiply(band, c.noise(14, 10, 5)), "#e8c7b0", 0.4)
    dark = lanes.point(lambda value: max(0, value - 130) * 2)
    c.tint(ImageChops.multiply(band, dark), "#0a1024", 0.6)


def dome(c: Canvas, x: float, foot: float):
    wall, lit = "#1a2236", "#3c4968"
    c.box(x - 0.075, foot - 0.13, 0.15, 0.14, wall)
    c.box(x - 0.075, foot - 0.13, 0.045, 0.14, mixed(wall, "#8a6a58", 0.2))
    c.oval(x, foot - 0.13, 0.118, 0.125, mixed(wall, lit, 0.4))
    c.oval(x + 0.012, foot - 0.127, 0.1, 0.115, wall)
    c.shape([(x - 0.012, foot - 0.13), (x - 0.03, foot - 0.24), (x - 0.008, foot - 0.256), (x + 0.014, foot - 0.13)], "#05070f")
    c.line([(x - 0.004, foot - 0.15), (x - 0.021, foot - 0.235)], "#c2502f", 0.008)
    c.glow(x - 0.01, foot - 0.18, 0.09, "#5a1c12")
    c.box(x - 0.083, foot - 0.14, 0.166, 0.016, mixed(wall, lit, 0.55))
    c.box(x + 0.03, foot - 0.07, 0.018, 0.07, "#e0a254")
    c.glow(x + 0.039, foot - 0.04, 0.08, "#8a4f1c")
    c.box(x - 0.16, foot - 0.05, 0.09, 0.06, "#0d1220")
    c.box(x - 0.14, foot - 0.035, 0.012, 0.016, "#b5824a")


def pine(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    for tier in range(5):
        top, wide = foot - tall * (1 - tier * 0.16), tall * (0.07 + 0.05 * tier)
        c.shape([(x, top), (x - wide, top + tall * 0.3), (x + wide, top + tall * 0.3)], colour)


# ---- indoors -------------------------------------------------------------------------------------


@scene("boatyard-portrait")
def boatyard_portrait(c: Canvas):
    c.sky((0, "#1b120d"), (0.7, "#2b1c13"), (1, "#3b281a"))
    for plank in range(26):
        x = plank / 26
        c.box(x, 0, 0.037, 0.82, mixed("#1d130d", "#3a261a", c.chance.random()))
    c.box(0.3, 0.14, 0.36, 0.68, "#f3d8a6")
    outdoors(c, 0.3, 0.14, 0.36, 0.68)
    for x in (0.285, 0.655):
        c.box(x, 0.1, 0.022, 0.73, "#150d08")
    c.box(0.27, 0.095, 0.422, 0.05, "#150d08")
    c.box(0, 0.815, 1, 0.2, "#2f2015")
    c.shape([(0.3, 0.815), (0.66, 0.815), (0.92, 1), (0.06, 1)], "#c08a4e")
    for board in range(13):
        c.line([(0.28 + board * 0.034, 0.815), (-0.12 + board * 0.1, 1)], "#3a2616", 0.003)
    ribs(c)
    c.glow(0.48, 0.5, 0.75, "#7a4f22")
    woman(c, 0.425, 0.9, 0.62, "#0f0906")
    bench(c)
    for mote in range(90):
        c.glow(c.chance.uniform(0.15, 0.8), c.chance.uniform(0.15, 0.9), 0.004 + mote % 3 * 0.001, "#d6a864")
    c.haze(0.1, 1, "#d9a35e", 0.1)


@scene("concert-lights")
def concert_lights(c: Canvas):
    c.sky((0, "#05060d"), (0.5, "#0d1024"), (0.78, "#1c1428"), (1, "#08060d"))
    c.box(0, 0.72, 1, 0.1, "#2b1a24")
    beams = (
        (0.1, 0.34, "#2f66c8"), (0.24, 0.42, "#3f7fe0"), (0.38, 0.47, "#e08a2c"),
        (0.5, 0.5, "#ffcf86"), (0.62, 0.54, "#e08a2c"), (0.76, 0.6, "#3f7fe0"), (0.9, 0.68, "#2f66c8"),
    )  # fmt: skip
    smoke_in_beam = c.noise(6, 8, 5).point(lambda value: 90 + value * 165 // 255)
    for top, floor, colour in beams:
        beam(c, top, floor, colour, smoke_in_beam)
    for top, _, colour in beams:
        c.lamp(top, 0.06, 0.085, mixed(colour, "#ffffff", 0.35))
    c.box(0, 0.035, 1, 0.012, "#020308")
    c.box(0, 0.085, 1, 0.006, "#020308")
    for brace in range(40):
        c.line([(brace / 40, 0.041), ((brace + 0.5) / 40, 0.088), ((brace + 1) / 40, 0.041)], "#020308", 0.003)
    c.glow(0.5, 0.755, 0.42, "#c98436", flat=0.22)
    person(c, 0.497, 0.765, 0.24, "#0b0709")
    c.box(0.55, 0.68, 0.004, 0.085, "#0b0709")
    c.box(0.55, 0.715, 0.035, 0.008, "#0b0709")
    c.box(0.581, 0.715, 0.004, 0.05, "#0b0709")
    c.box(0, 0.8, 1, 0.2, "#07060b")
    for row in range(3):
        audience(c, 0.85 + row * 0.07, 0.03 + row * 0.012, mixed("#1d1420", "#030306", row / 2))


def outdoors(c: Canvas, x: float, y: float, wide: float, high: float):
    """Bright water and sky behind a door."""
    for step in range(60):
        share = step / 60
        colour = mixed("#f0dcae", "#fff2cf", share / 0.55) if share < 0.55 else mixed("#e6bd77", "#c99a5c", (share - 0.55) / 0.45)
        c.box(x, y + high * share, wide, high / 55, colour)
    c.shape([(x, y + high * 0.56), (x + wide * 0.3, y + high * 0.5), (x + wide * 0.62, y + high * 0.53), (x + wide, y + high * 0.49), (x + wide, y + high * 0.57), (x, y + high * 0.57)], "#c9ab7e")
    mast = x + wide * 0.8
    c.line([(mast, y + high * 0.2), (mast, y + high * 0.64)], "#8a6a44", 0.005)
    c.shape([(mast - 0.05, y + high * 0.61), (mast + 0.045, y + high * 0.6), (mast + 0.03, y + high * 0.66), (mast - 0.035, y + high * 0.66)], "#7a5a3a")
    for glint in range(70):
        gx, gy = x + wide * c.chance.random() * 0.96, y + high * c.chance.uniform(0.6, 0.97)
        c.line([(gx, gy), (gx + c.chance.uniform(0.004, 0.014), gy)], "#ffefc6", 0.002 + glint % 2 * 0.001)


def ribs(c: Canvas):
    """The frames of a hull on the slip, seen from the bow."""
    for rib in range(9):
        x, reach = 0.72 + rib * 0.034, 0.34 - rib * 0.012
        tone = mixed("#8a5a30", "#120b07", rib / 9)
        curve = [(x + 0.1 * math.sin(t * 1.6) ** 1.5 + rib * 0.004, 0.86 - reach * (t**1.35)) for t in (i / 14 for i in range(20))]
        c.line(curve, tone, 0.016)
    for stringer in (0.25, 0.55, 0.9):
        bend = [(0.725 + 0.1 * math.sin(stringer * 1.6) ** 1.5 + r * 0.038, 0.86 - (0.34 - r * 0.012) * stringer**1.35) for r in range(9)]
        c.line(bend, "#5c3a20", 0.01)
    c.line([(0.7, 0.865), (1.02, 0.9)], "#3b2414", 0.03)


def woman(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    """A woman in a headscarf and long skirt, one hand on a mallet, seen against the light."""
    head = foot - tall * 0.9

    def put(*points: tuple[float, float]):
        return [(x + px * tall * 0.667, foot - py * tall) for px, py in points]

    c.shape(put((-0.2, 0), (-0.17, 0.3), (-0.115, 0.52), (-0.17, 0.6), (-0.19, 0.74), (-0.12, 0.8), (-0.05, 0.83),
                (0.05, 0.83), (0.13, 0.8), (0.19, 0.73), (0.21, 0.58), (0.11, 0.52), (0.16, 0.3), (0.2, 0)), colour)  # fmt: skip
    c.shape(put((0.15, 0.78), (0.205, 0.7), (0.26, 0.52), (0.235, 0.4), (0.19, 0.41), (0.2, 0.52), (0.13, 0.66)), colour)
    c.shape(put((-0.15, 0.78), (-0.21, 0.7), (-0.2, 0.55), (-0.06, 0.49), (-0.05, 0.53), (-0.14, 0.58), (-0.12, 0.7)), colour)
    c.oval(x, head, tall * 0.064, tall * 0.082, colour)
    c.shape(put((-0.105, 0.9), (-0.095, 0.95), (-0.05, 0.99), (0.02, 0.995), (0.085, 0.96), (0.105, 0.89), (0.13, 0.8), (0.06, 0.79), (-0.08, 0.8)), colour)
    c.line(put((0.215, 0.42), (0.23, 0.22)), colour, 0.012)
    c.line(put((0.17, 0.215), (0.29, 0.225)), colour, 0.034)
    rim = "#d9a562"
    c.line(put((0.09, 0.955), (0.108, 0.89), (0.135, 0.81), (0.19, 0.745), (0.25, 0.55)), rim, 0.0028)
    c.line(put((-0.09, 0.955), (-0.105, 0.9), (-0.085, 0.82), (-0.185, 0.745)), mixed(rim, colour, 0.45), 0.0022)


def bench(c: Canvas):
    wood = "#120b07"
    c.box(0.0, 0.69, 0.2, 0.022, wood)
    for leg in (0.02, 0.165):
        c.box(leg, 0.7, 0.018, 0.22, wood)
    for x, tall in ((0.03, 0.07), (0.06, 0.05), (0.1, 0.09), (0.14, 0.04)):
        c.box(x, 0.69 - tall, 0.012, tall, wood)
    for x, drop in ((0.06, 0.16), (0.1, 0.22), (0.14, 0.13), (0.2, 0.19)):
        c.line([(x, 0.12), (x, 0.12 + drop)], "#0f0906", 0.004)
        c.shape([(x - 0.012, 0.12 + drop), (x + 0.012, 0.12 + drop), (x + 0.006, 0.2 + drop), (x - 0.006, 0.2 + drop)], "#0f0906")


def beam(c: Canvas, top: float, floor: float, colour: Colour, air: Image.Image):
    """A cone of light from the rig at `top` to the stage at `floor`, seen in smoke."""
    cone = c.drawn(
        lambda m: m.shape([(top - 0.006, 0.06), (top + 0.006, 0.06), (floor + 0.075, 0.77), (floor - 0.075, 0.77)], "#ffffff")
    )
    small = cone.resize((c.width // 8, c.height // 8)).filter(SOFT).resize(c.size)
    fading = ImageChops.multiply(small, ImageOps.invert(c.between(-0.1, 1.0)))
    light = ImageOps.colorize(ImageChops.multiply(fading, air), "black", colour)
    c.image = ImageChops.screen(c.image, light)
    c.glow(floor, 0.765, 0.12, mixed(colour, "#000000", 0.3), flat=0.2)


def audience(c: Canvas, y: float, head: float, colour: Colour):
    x = c.chance.uniform(0, 0.04)
    while x < 1.02:
        dip = c.chance.uniform(-0.008, 0.012)
        c.oval(x, y + dip, head * 0.8, head, colour)
        c.oval(x, y + dip + head * 2.1, head * 1.75, head * 1.35, colour)
        x += head * c.chance.uniform(2.2, 2.8)
    c.box(0, y + head * 1.8, 1, 1, colour)
