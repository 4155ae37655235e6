"""Hills, fields and the night sky.

Each scene paints an empty canvas from the back to the front.
"""

import math

from PIL import ImageChops

from ..brushes import Canvas, Colour, Point, mixed
from .sights import stars


def estuary_hills(c: Canvas):
    c.sky((0, "#6f9bb8"), (0.25, "#bcd0d4"), (0.42, "#fbe6c9"), (0.5, "#ffdcb0"))
    c.clouds(c.noise(3, 20), "#fff4e2", cover=0.5, strength=0.7)
    c.glow(0.36, 0.42, 0.55, "#cf9a5e", flat=0.7)
    c.oval(0.36, 0.4, 0.028, 0.028, "#fff3d6")
    shades = ("#b7c3c6", "#94aab3", "#6f8c98", "#4b6c78")
    for step, colour in enumerate(shades):
        base = 0.47 + step * 0.045
        c.ridge(base, 0.06 + 0.006 * step, colour, waves=1.1 + 0.35 * step, rough=0.33)
        c.haze(base - 0.02, base + 0.11, "#f5e3cc", 0.6 - 0.08 * step)
    c.reflect(0.655, "#7f989c", calm=0.3, dark=0.3)
    c.glow(0.36, 0.72, 0.4, "#b98a56", flat=0.5)
    for base, rise, colour in ((0.83, 0.05, "#3c5a55"), (0.95, 0.07, "#1f3835")):
        sandbank(c, base, rise, colour)
    c.haze(0.58, 0.73, "#fbe9d0", 0.7)
    for _ in range(150):
        x = c.chance.random()
        y = 1.0 - c.chance.random() * 0.05
        c.line(
            [(x, y), (x + c.chance.uniform(-0.012, 0.014), y - c.chance.uniform(0.03, 0.11))],
            "#16292a",
            0.0022,
        )
    birds(c, 0.6, 0.24, "#4f6a76")


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


def observatory_night(c: Canvas):
    c.sky((0, "#040817"), (0.5, "#0c1a38"), (0.8, "#2a3a5c"), (0.95, "#8a6a58"))
    galaxy(c)
    stars(c, 1500, 0.9)
    for _ in range(14):
        c.lamp(
            c.chance.random(),
            c.chance.random() * 0.6,
            0.014,
            c.chance.choice(["#dfe9ff", "#ffe8cc"]),
        )
    c.glow(0.16, 0.92, 0.65, "#8a5a34", flat=0.42)
    c.ridge(0.88, 0.05, "#131a2c", waves=2)
    for _ in range(60):
        c.oval(c.chance.uniform(0, 0.38), c.chance.uniform(0.872, 0.9), 0.0014, 0.0014, "#ffc982")
    hill = [
        (0, 1),
        (0, 0.97),
        (0.2, 0.93),
        (0.42, 0.845),
        (0.58, 0.815),
        (0.76, 0.815),
        (0.9, 0.86),
        (1, 0.9),
        (1, 1),
    ]
    c.shape(hill, "#070b16")
    observatory(c, 0.67, 0.82)
    for x, tall in ((0.47, 0.08), (0.49, 0.11), (0.515, 0.07), (0.86, 0.09), (0.885, 0.12)):
        pine(c, x, 0.86, tall, "#05080f")


def sandbank(c: Canvas, base: float, rise: float, colour: Colour):
    """A tongue of land into the water from the left, and one from the right."""
    reach = [
        (t / 40, base - rise * (1 - t / 40) ** 1.5 * c.chance.uniform(0.85, 1)) for t in range(27)
    ]
    c.shape([(0, 1), *reach, (0.3, base + 0.06), (0.2, 1)], colour)
    reach = [
        (1 - t / 40, base + 0.03 - rise * (1 - t / 40) ** 2 * c.chance.uniform(0.85, 1))
        for t in range(17)
    ]
    c.shape([(1, 1), *reach, (0.75, base + 0.08), (0.85, 1)], colour)


def birds(c: Canvas, x: float, y: float, colour: Colour):
    for bird in range(9):
        left, top = x + bird * 0.02 + c.chance.uniform(-0.006, 0.006), y + abs(bird - 3) * 0.014
        c.line(
            [(left - 0.008, top - 0.006), (left, top), (left + 0.008, top - 0.006)], colour, 0.0022
        )


def turbine(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    hub, wide = foot - tall * 0.62, tall * 0.009
    shade = mixed(colour, "#4a3f5e", 0.35)
    c.shape(
        [(x - wide, foot), (x - wide * 0.5, hub), (x + wide * 0.5, hub), (x + wide, foot)], colour
    )
    c.shape([(x, foot), (x, hub), (x + wide * 0.5, hub), (x + wide, foot)], shade)
    turn = c.chance.uniform(0, math.tau)
    for blade in range(3):
        angle = turn + blade * math.tau / 3
        dx, dy = math.cos(angle), math.sin(angle)
        reach, fat = tall * 0.38, tall * 0.016
        vane(c, (x, hub), (dx, dy), reach, fat, (colour, shade))
    c.oval(x, hub, tall * 0.014, tall * 0.014, colour)


def vane(c: Canvas, hub: Point, way: Point, reach: float, fat: float, tones):
    """One blade from `hub` in the direction `way`, its lower half in shade."""
    squeeze = c.height / c.width

    def put(along: float, out: float) -> Point:
        return (
            hub[0] + (way[0] * along - way[1] * out) * squeeze,
            hub[1] + way[1] * along + way[0] * out,
        )

    c.shape([put(0, -fat / 3), put(reach * 0.2, -fat), put(reach, 0), put(0, fat / 2)], tones[0])
    c.shape([put(0, 0), put(reach * 0.2, -fat / 5), put(reach, 0), put(0, fat / 2)], tones[1])


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
    for x, y, radius, colour in (
        (0.2, 0.6, 0.24, "#8a5a2c"),
        (0.5, 0.62, 0.2, "#7a3a50"),
        (0.75, 0.61, 0.12, "#7a3a50"),
    ):
        c.glow(x, y, radius, colour, flat=0.6)
    plants(c)
    frame = "#3a2a34"
    for bar in range(41):
        far = 1 - (1 - bar / 40) ** 1.9
        x, top, low = 0.33 + 0.62 * far, 0.52 + 0.055 * far, 0.78 - 0.155 * far
        c.line(
            [(x, low), (x, top), (0.2 + 0.73 * far, 0.4 + 0.155 * far)],
            frame,
            0.0032 * (1.15 - far),
        )
    for share in (0.33, 0.66):
        c.line(
            [
                (0.33 - 0.13 * share, 0.52 - 0.12 * share),
                (0.95 - 0.02 * share, 0.575 - 0.02 * share),
            ],
            frame,
            0.0016,
        )
    for bar in range(9):
        x = 0.07 + bar * 0.0325
        c.line([(x, 0.78), (x, 0.52 - 0.12 * (1 - abs(x - 0.2) / 0.13))], frame, 0.0032)
    c.line([*gable, gable[0]], frame, 0.007)
    c.line([(0.07, 0.52), (0.33, 0.52)], frame, 0.004)
    c.line([(0.33, 0.78), (0.95, 0.625)], frame, 0.006)
    c.line([(0.2, 0.4), (0.93, 0.555)], frame, 0.005)


def plants(c: Canvas):
    for _ in range(1500):
        far = c.chance.random() ** 1.6
        x, low = 0.33 + 0.62 * far, 0.78 - 0.155 * far
        leaf = 0.0085 * (1.12 - far)
        y = low - c.chance.random() ** 1.3 * 0.2 * (1 - far * 0.85)
        c.oval(x, y, leaf, leaf * 0.7, mixed("#3f4a24", "#c0713c", c.chance.random() * 0.7))
    for row in range(6):
        for _ in range(170):
            up = c.chance.random()
            x = 0.094 + row * 0.0425 + c.chance.gauss(0, 0.0075 * (1.3 - up))
            y = 0.782 - up * 0.2
            c.oval(x, y, 0.0062, 0.0045, mixed("#3c4a22", "#d98a45", c.chance.random() * 0.6))


def galaxy(c: Canvas):
    """A band of faint light rising from the lower left to the upper right, with dark lanes."""
    band = c.drawn(lambda m: [m.glow(t / 12, 1.05 - t / 11, 0.33, "#565656") for t in range(14)])
    cloud, lanes = c.noise(9, 7, 5), c.noise(7, 7, 5)
    c.tint(ImageChops.multiply(band, cloud), "#b4c3f0", 0.95)
    c.tint(ImageChops.multiply(band, c.noise(14, 10, 5)), "#f0cdb4", 0.55)
    dark = lanes.point(lambda value: max(0, value - 130) * 2)
    c.tint(ImageChops.multiply(band, dark), "#0a1024", 0.6)


def observatory(c: Canvas, x: float, foot: float):
    """An observatory, its slit open and a red lamp inside."""
    wall, lit = "#1c2438", "#46557a"
    for strip in range(12):
        c.box(
            x - 0.075 + strip * 0.0125,
            foot - 0.13,
            0.013,
            0.14,
            mixed("#4a3f48", wall, min(1, strip / 6)),
        )
    c.dome(x, foot - 0.13, 0.118, 0.135, ("#7a7488", "#151c30"))
    c.shape(
        [
            (x - 0.016, foot - 0.135),
            (x - 0.034, foot - 0.248),
            (x - 0.01, foot - 0.265),
            (x + 0.012, foot - 0.135),
        ],
        "#05070f",
    )
    c.glow(x - 0.012, foot - 0.17, 0.08, "#8a2416")
    c.line([(x - 0.004, foot - 0.15), (x - 0.024, foot - 0.25)], "#6b2a20", 0.01)
    c.box(x - 0.083, foot - 0.14, 0.166, 0.016, mixed(wall, lit, 0.7))
    c.box(x + 0.03, foot - 0.07, 0.016, 0.075, "#e8ad5e")
    c.glow(x + 0.038, foot - 0.03, 0.09, "#8a4f1c")
    c.box(x - 0.16, foot - 0.05, 0.09, 0.06, "#0d1220")
    c.box(x - 0.14, foot - 0.035, 0.012, 0.016, "#c9934f")


def pine(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    for tier in range(5):
        top, wide = foot - tall * (1 - tier * 0.16), tall * (0.07 + 0.05 * tier)
        c.shape([(x, top), (x - wide, top + tall * 0.3), (x + wide, top + tall * 0.3)], colour)
