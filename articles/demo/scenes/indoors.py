"""A workshop and a stage.

Each scene paints an empty canvas from the back to the front.
"""

import math

from PIL import Image, ImageChops, ImageFilter, ImageOps

from ..brushes import Canvas, Colour, mixed
from .sights import figure, person


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
    c.shape([(0.447, 0.845), (0.493, 0.845), (0.53, 1), (0.38, 1)], "#8a5f31")
    woman(c, 0.47, 0.85, 0.52, "#120b07")
    c.line([(0.655, 0.84), (0.69, 0.66)], "#120b07", 0.012)
    c.line([(0.67, 0.652), (0.712, 0.668)], "#120b07", 0.036)
    bench(c)
    for mote in range(90):
        c.glow(
            c.chance.uniform(0.15, 0.8),
            c.chance.uniform(0.15, 0.9),
            0.004 + mote % 3 * 0.001,
            "#d6a864",
        )
    c.haze(0.1, 1, "#d9a35e", 0.1)


def concert_lights(c: Canvas):
    c.sky((0, "#05060d"), (0.5, "#0d1024"), (0.78, "#1c1428"), (1, "#08060d"))
    c.box(0, 0.72, 1, 0.1, "#2b1a24")
    beams = (
        (0.1, 0.34, "#2f66c8"), (0.24, 0.42, "#3f7fe0"), (0.38, 0.47, "#e08a2c"),
        (0.5, 0.5, "#ffcf86"), (0.62, 0.54, "#e08a2c"), (0.76, 0.6, "#3f7fe0"),
        (0.9, 0.68, "#2f66c8"),
    )  # fmt: skip
    smoke_in_beam = c.noise(6, 8, 5).point(lambda value: 90 + value * 165 // 255)
    for top, floor, colour in beams:
        beam(c, top, floor, colour, smoke_in_beam)
    for top, _, colour in beams:
        c.lamp(top, 0.06, 0.085, mixed(colour, "#ffffff", 0.35))
    c.box(0, 0.035, 1, 0.012, "#020308")
    c.box(0, 0.085, 1, 0.006, "#020308")
    for brace in range(40):
        c.line(
            [(brace / 40, 0.041), ((brace + 0.5) / 40, 0.088), ((brace + 1) / 40, 0.041)],
            "#020308",
            0.003,
        )
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
        colour = (
            mixed("#f0dcae", "#fff2cf", share / 0.55)
            if share < 0.55
            else mixed("#e6bd77", "#c99a5c", (share - 0.55) / 0.45)
        )
        c.box(x, y + high * share, wide, high / 55, colour)
    c.shape(
        [
            (x, y + high * 0.56),
            (x + wide * 0.3, y + high * 0.5),
            (x + wide * 0.62, y + high * 0.53),
            (x + wide, y + high * 0.49),
            (x + wide, y + high * 0.57),
            (x, y + high * 0.57),
        ],
        "#c9ab7e",
    )
    mast = x + wide * 0.8
    c.line([(mast, y + high * 0.2), (mast, y + high * 0.64)], "#8a6a44", 0.005)
    c.shape(
        [
            (mast - 0.05, y + high * 0.61),
            (mast + 0.045, y + high * 0.6),
            (mast + 0.03, y + high * 0.66),
            (mast - 0.035, y + high * 0.66),
        ],
        "#7a5a3a",
    )
    for glint in range(70):
        gx, gy = x + wide * c.chance.random() * 0.96, y + high * c.chance.uniform(0.6, 0.97)
        c.line(
            [(gx, gy), (gx + c.chance.uniform(0.004, 0.014), gy)],
            "#ffefc6",
            0.002 + glint % 2 * 0.001,
        )


def ribs(c: Canvas):
    """The frames of a hull on the slip, seen from the bow."""
    for rib in range(9):
        x, reach = 0.72 + rib * 0.034, 0.34 - rib * 0.012
        tone = mixed("#8a5a30", "#120b07", rib / 9)
        curve = [
            (x + 0.1 * math.sin(t * 1.6) ** 1.5 + rib * 0.004, 0.86 - reach * (t**1.35))
            for t in (i / 14 for i in range(20))
        ]
        c.line(curve, tone, 0.016)
    for stringer in (0.25, 0.55, 0.9):
        bend = [
            (
                0.725 + 0.1 * math.sin(stringer * 1.6) ** 1.5 + r * 0.038,
                0.86 - (0.34 - r * 0.012) * stringer**1.35,
            )
            for r in range(9)
        ]
        c.line(bend, "#5c3a20", 0.01)
    c.line([(0.7, 0.865), (1.02, 0.9)], "#3b2414", 0.03)


def woman(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    """A woman with her arms folded, in a headscarf, apron and boots, seen against the light."""
    scarf = [
        (-0.056, 0.9), (-0.062, 0.95), (-0.035, 0.995), (0.03, 0.995), (0.06, 0.955),
        (0.058, 0.915), (0.08, 0.88), (0.115, 0.845), (0.07, 0.85), (0.045, 0.872), (-0.02, 0.862),
        (-0.045, 0.872),
    ]  # fmt: skip
    left = [
        (-0.035, 0.88), (-0.105, 0.845), (-0.14, 0.76), (-0.165, 0.655), (-0.14, 0.605),
        (-0.085, 0.6), (-0.08, 0.53), (-0.115, 0.42), (-0.145, 0.24), (-0.14, 0.2),
    ]  # fmt: skip
    body = [*left, *((-px, py) for px, py in reversed(left))]
    boots = [
        [
            (side * 0.095, 0.24),
            (side * 0.085, 0.06),
            (side * 0.12, 0),
            (side * 0.02, 0),
            (side * 0.03, 0.24),
        ]
        for side in (-1, 1)
    ]
    for shift, tone in ((0.0035, "#f0c580"), (-0.0025, "#a8783f"), (0, colour)):
        for outline in (scarf, body):
            c.smooth(figure(c, x + shift, foot, tall, outline), tone)
        for outline in boots:
            c.shape(figure(c, x + shift / 2, foot, tall, outline), tone)
    c.line(
        figure(c, x, foot, tall, [(-0.12, 0.64), (0.02, 0.665), (0.12, 0.645)]), "#3a2616", 0.004
    )
    c.line(figure(c, x, foot, tall, [(-0.075, 0.56), (0.075, 0.56)]), "#2a1a10", 0.004)


def bench(c: Canvas):
    wood = "#120b07"
    c.box(0.0, 0.69, 0.2, 0.022, wood)
    for leg in (0.02, 0.165):
        c.box(leg, 0.7, 0.018, 0.22, wood)
    for x, tall in ((0.03, 0.07), (0.06, 0.05), (0.1, 0.09), (0.14, 0.04)):
        c.box(x, 0.69 - tall, 0.012, tall, wood)
    for x, drop in ((0.06, 0.16), (0.1, 0.22), (0.14, 0.13), (0.2, 0.19)):
        c.line([(x, 0.12), (x, 0.12 + drop)], "#0f0906", 0.004)
        c.shape(
            [
                (x - 0.012, 0.12 + drop),
                (x + 0.012, 0.12 + drop),
                (x + 0.006, 0.2 + drop),
                (x - 0.006, 0.2 + drop),
            ],
            "#0f0906",
        )


def beam(c: Canvas, top: float, floor: float, colour: Colour, air: Image.Image):
    """A cone of light from the rig at `top` to the stage at `floor`, seen in smoke."""
    cone = c.drawn(
        lambda m: m.shape(
            [
                (top - 0.006, 0.06),
                (top + 0.006, 0.06),
                (floor + 0.075, 0.77),
                (floor - 0.075, 0.77),
            ],
            "#ffffff",
        )
    )
    small = (
        cone.resize((c.width // 8, c.height // 8))
        .filter(ImageFilter.GaussianBlur(3))
        .resize(c.size)
    )
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
