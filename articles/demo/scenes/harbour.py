"""Ships, cranes and a bridge in the fog.

Each scene paints an empty canvas from the back to the front.
"""

import math

from PIL import ImageChops, ImageOps

from ..brushes import Canvas, Colour, mixed
from .sights import person


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
        stack(
            c, y=0.8 + 0.02 * depth, high=0.032 + 0.012 * depth, base=colour, mix=0.55 - 0.2 * depth
        )
    c.haze(0.6, 1.0, "#f3d3ae", 0.4)
    stack(c, y=0.92, high=0.062, base="#38414a", mix=0.1)
    c.box(0, 0.92, 1, 0.1, "#4b4a4c")
    c.reflect(0.925, "#3d3d42", calm=0.3, dark=0.7)
    c.haze(0.45, 0.95, "#ffe3c0", 0.22)


def bridge_in_fog(c: Canvas):
    c.sky((0, "#b3bfc4"), (0.45, "#d9dcd8"), (0.75, "#c3cacb"), (1, "#93a0a5"))
    c.glow(0.62, 0.3, 0.5, "#3d382c")
    c.ridge(0.66, 0.07, "#b9c4c7", waves=1.5)
    c.haze(0.45, 0.8, "#d9dddb", 0.8)
    span(c, "#33454f", near=0.2, far=0.9, tall=0.6)
    c.tint(c.across(0.12, 0.95), "#d7dbd9", 0.86)
    c.tint(ImageChops.multiply(c.noise(3, 7), c.between(0.1, 0.6)), "#dfe3e1", 0.75)
    for lamp in range(13):
        c.lamp(0.05 + lamp * 0.065, 0.642, 0.05 - lamp * 0.0026, "#ffdf9e")
    ferry(c, 0.5, 0.722, 0.12, "#7b8b92")
    c.haze(0.58, 0.8, "#dadedc", 0.55)
    c.reflect(0.725, "#84949a", calm=0.75, dark=0.25)
    c.haze(0.66, 0.86, "#dadedc", 0.6)
    c.box(0, 0.965, 1, 0.04, "#26323a")
    for x in (0.07, 0.27, 0.47, 0.67, 0.87):
        c.box(x, 0.9, 0.008, 0.08, "#26323a")
    c.line([(0, 0.91), (1, 0.91)], "#26323a", 0.006)
    c.line([(0, 0.938), (1, 0.938)], "#26323a", 0.004)


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
    c.image = ImageOps.colorize(c.image.convert("L"), "#1c120a", "#f3e4c4", "#8a6b48")


def quay_crane(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    """A container crane seen from the side, its boom over the water to the right."""
    wide, thick = tall * 0.17, max(0.0022, tall * 0.014)
    top, beam = foot - tall, foot - tall * 0.62
    for leg in (x, x + wide):
        c.line([(leg, foot), (leg, beam)], colour, thick)
    c.line([(x, foot - tall * 0.3), (x + wide, foot - tall * 0.3)], colour, thick)
    c.line([(x, foot - tall * 0.3), (x + wide, beam)], colour, thick / 2)
    c.line([(x - wide * 0.9, beam), (x + wide * 2.7, beam)], colour, thick * 1.3)
    c.line(
        [(x - wide * 0.9, beam + thick * 2), (x + wide * 2.7, beam + thick * 2)], colour, thick / 2
    )
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
        c.line(
            [(x + long * mast, deck), (x + long * mast, deck - long * 0.25)], colour, long * 0.012
        )
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
        c.shape(
            [(left, 0.64 - high), (left + wide / 2, 0.6 - high), (left + wide, 0.64 - high)], tone
        )
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
    c.line(
        [(x + long * 0.95, water - 0.06 * tall), (x + long * 1.25, water - 0.15 * tall)],
        colour,
        0.003,
    )
    for mast, share in ((0.2, 0.82), (0.5, 1), (0.78, 0.88)):
        foot, top = x + long * mast, water - tall * share
        c.line([(foot, water - 0.05 * tall), (foot, top)], colour, 0.006 * tall / 0.4)
        for yard, reach in ((0.3, 0.13), (0.52, 0.11), (0.72, 0.085), (0.88, 0.055)):
            y = water - tall * share * yard
            c.line(
                [(foot - long * reach, y), (foot + long * reach, y - 0.004)],
                colour,
                0.005 * tall / 0.4,
            )
        for side in (-0.22, -0.13, 0.13, 0.22):
            c.line([(foot, top + 0.02), (foot + long * side, water - 0.05 * tall)], colour, 0.001)


def ferry(c: Canvas, x: float, water: float, long: float, colour: Colour):
    """A small passenger ferry, bow to the left."""
    c.shape(
        [
            (x, water - long * 0.13),
            (x + long, water - long * 0.12),
            (x + long * 0.95, water),
            (x + long * 0.08, water),
        ],
        colour,
    )
    c.box(x + long * 0.16, water - long * 0.29, long * 0.72, long * 0.17, colour)
    c.box(x + long * 0.24, water - long * 0.43, long * 0.3, long * 0.15, colour)
    c.box(x + long * 0.62, water - long * 0.46, long * 0.09, long * 0.2, colour)
    for port in range(9):
        c.box(
            x + long * (0.2 + port * 0.073),
            water - long * 0.25,
            long * 0.045,
            long * 0.06,
            "#f2dcae",
        )


def smoke(c: Canvas, x: float, y: float):
    """A plume from a funnel at (x, y), blown to the right."""
    puffs = [step / 40 for step in range(41)]
    plume = c.drawn(
        lambda m: [
            m.glow(x + 0.2 * t**1.1, y - 0.26 * t**0.7, 0.025 + 0.11 * t, "#7a7a7a") for t in puffs
        ]
    )
    c.tint(ImageChops.multiply(plume, c.noise(14, 12)), "#3a3a3a", 0.9)
