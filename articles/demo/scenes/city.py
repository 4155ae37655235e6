"""Streets and public buildings.

Each scene paints an empty canvas from the back to the front.
"""

import math

from PIL import ImageChops, ImageOps

from ..brushes import Canvas, Colour, Point, mixed
from .sights import person, stars


def skyline_night(c: Canvas):
    c.sky((0, "#081026"), (0.35, "#182650"), (0.55, "#414a78"), (0.68, "#a06a63"))
    stars(c, 220, 0.35)
    c.clouds(c.noise(3, 14), "#5a4d70", cover=0.55, strength=0.6)
    c.glow(0.6, 0.68, 0.75, "#8a5538", flat=0.45)
    blocks = (
        (0.2, 0.3, "#454b75", 0.22),
        (0.12, 0.4, "#272c50", 0.32),
        (0.06, 0.22, "#12162e", 0.45),
    )
    for low, high, colour, lit in blocks:
        towers(c, 0.68, tall=(low, high), colour=colour, lit=lit)
        c.haze(0.5, 0.86, "#8a5f5c", 0.2)
    clock_tower(c, 0.15, 0.68)
    for step in range(40):
        c.lamp(step / 40 + 0.008, 0.676, 0.018, c.chance.choice(["#ffc46b", "#ffdfae"]))
    c.reflect(0.685, "#0a0f24", calm=0.4, dark=0.3)


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
        c.box(
            0.5 - wide / 2, 0.8 + step * 0.018, wide, 0.019, mixed("#8a7a60", "#3d3a3c", step / 8)
        )
        c.box(
            0.5 - wide / 2, 0.8 + step * 0.018, wide, 0.004, mixed("#c2ad88", "#5d5a5a", step / 8)
        )
    c.box(0, 0.942, 1, 0.06, "#25262d")
    for column in range(6):
        c.glow(0.24 + column * 0.101, 0.8, 0.3, "#8f5a1c", flat=1.6)
    c.tint(ImageOps.invert(c.between(0, 0.42)), "#0d1a38", 0.42)
    for x in (0.1, 0.9):
        c.box(x - 0.003, 0.7, 0.006, 0.26, "#14151c")
        c.lamp(x, 0.69, 0.13, "#ffd48a")
    for x, tall in ((0.43, 0.13), (0.46, 0.125), (0.71, 0.14)):
        person(c, x, 0.955, tall, "#14141b")


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
    c.dome(0.5, 0.37, 0.152, 0.2, ("#332e3d", "#c09c92"))
    c.box(0.39, 0.366, 0.22, 0.075, stone)
    for window in range(11):
        c.box(0.4 + window * 0.0186, 0.376, 0.008, 0.054, "#f5bd6a")
    c.box(0.488, 0.14, 0.024, 0.045, stone)
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
    c.haze(0.62, 0.78, "#ffdcb4", 0.3)
    for x, foot, tall in ((0.25, 0.87, 0.2), (0.285, 0.872, 0.185), (0.79, 0.79, 0.11)):
        person(c, x, foot, tall, "#25212c")
        c.shape(
            [
                (x - 0.008, foot),
                (x + 0.01, foot),
                (x - 0.03, foot + tall * 0.5),
                (x - 0.05, foot + tall * 0.5),
            ],
            "#4a4350",
        )


def market_awnings(c: Canvas):
    c.sky((0, "#bcd3dc"), (0.3, "#fbe9c6"), (0.55, "#ffd996"), (1, "#8a5f43"))
    c.glow(0.5, 0.42, 0.6, "#d9a050")
    for side in (-1, 1):
        for depth in range(6, -1, -1):
            stall(c, side, depth)
    c.shape([(0.47, 0.53), (0.53, 0.53), (0.86, 1), (0.14, 1)], "#c08d5a")
    c.tint(ImageChops.multiply(c.noise(40, 60, 2), c.between(0.55, 1)), "#5f3d28", 0.55)
    c.glow(0.5, 0.6, 0.5, "#c98a3e", flat=0.6)
    c.haze(0.3, 0.75, "#f5c98a", 0.28)
    walkers = ((0.485, 0.58, 0.09), (0.515, 0.6, 0.115), (0.465, 0.64, 0.16), (0.5, 0.66, 0.18),
               (0.57, 0.72, 0.25), (0.43, 0.79, 0.32), (0.62, 0.93, 0.47))  # fmt: skip
    for x, foot, tall in walkers:
        person(c, x, foot, tall, mixed("#2b1a16", "#e0a765", max(0, 0.75 - tall * 2)))
    for wire in range(5):
        strung_lamps(c, 0.12 + wire * 0.075, 1 - wire / 5.5)


def towers(c: Canvas, foot: float, *, tall: tuple[float, float], colour: Colour, lit: float):
    """A row of blocks with `lit` of their windows lit."""
    left = -0.02
    while left < 1:
        wide, high = (
            c.chance.uniform(0.025, 0.065),
            c.chance.uniform(*tall) * c.chance.uniform(0.5, 1),
        )
        c.box(left, foot - high, wide, high, colour)
        if c.chance.random() < 0.3:
            c.line(
                [(left + wide / 2, foot - high - 0.05), (left + wide / 2, foot - high)],
                colour,
                0.003,
            )
        if lit:
            windows(c, left, foot - high, wide, high, colour, lit)
        left += wide * c.chance.uniform(0.9, 1.25)


def windows(c: Canvas, left: float, top: float, wide: float, high: float, wall: Colour, lit: float):
    """Panes over a wall, `lit` of them lit, whole floors brighter or darker than others."""
    columns, rows = max(2, int(wide / 0.0062)), max(2, int(high / 0.0125))
    for row in range(rows):
        floor_lit = lit * c.chance.choice([0.2, 0.8, 1, 1.7])
        for column in range(columns):
            if c.chance.random() < floor_lit:
                light = c.chance.choice(["#ffd68a", "#ffbf69", "#fff0cf", "#c4d6ff"])
                x, y = left + wide * (column + 0.25) / columns, top + high * (row + 0.35) / rows
                dimmed = mixed(light, wall, c.chance.uniform(0, 0.65))
                c.box(x, y, wide * 0.5 / columns, high * 0.42 / rows, dimmed)


def clock_tower(c: Canvas, x: float, foot: float):
    """A city hall with a lit clock; x is the middle of its tower."""
    wall = "#4a3d4c"
    c.box(x - 0.12, foot - 0.15, 0.24, 0.15, wall)
    c.box(x - 0.125, foot - 0.158, 0.25, 0.01, "#6d5a5c")
    for floor in range(2):
        for bay in range(13):
            c.box(
                x - 0.113 + bay * 0.0178,
                foot - 0.135 + floor * 0.065,
                0.008,
                0.044,
                "#ffcf86" if bay % 5 else "#7a6458",
            )
    c.box(x - 0.025, foot - 0.42, 0.05, 0.42, mixed(wall, "#8a6a58", 0.3))
    c.box(x + 0.006, foot - 0.42, 0.019, 0.42, wall)
    c.box(x - 0.03, foot - 0.43, 0.06, 0.012, "#7d6660")
    c.box(x - 0.03, foot - 0.33, 0.06, 0.008, "#7d6660")
    c.shape([(x - 0.026, foot - 0.43), (x, foot - 0.55), (x + 0.026, foot - 0.43)], "#2f3a4e")
    c.line([(x, foot - 0.59), (x, foot - 0.55)], "#2f3a4e", 0.004)
    for side in (-0.012, 0.012):
        for y in (0.3, 0.24, 0.18):
            c.box(x + side - 0.003, foot - y, 0.006, 0.034, "#2a2430")
    c.glow(x, foot, 0.3, "#7a4f26", flat=0.9)
    c.glow(x, foot - 0.38, 0.1, "#a87b35")
    c.oval(x, foot - 0.38, 0.029, 0.029, "#ffe9b8")
    c.line([(x, foot - 0.38), (x, foot - 0.402)], "#3b2c1a", 0.003)
    c.line([(x, foot - 0.38), (x + 0.003, foot - 0.397)], "#3b2c1a", 0.004)


def stone_column(c: Canvas, x: float, top: float, wide: float, high: float):
    """A column lit from the right of its middle, with a base and a capital."""
    strips = 14
    for strip in range(strips):
        turn = math.sin(math.pi * (strip + 0.5) / strips * 0.92 + 0.1)
        c.box(
            x + wide * strip / strips,
            top,
            wide / strips * 1.1,
            high,
            mixed("#3f3526", "#d9c193", turn**1.6),
        )
    for y, grow in ((top, 0.2), (top + high * 0.965, 0.24)):
        c.box(x - wide * grow, y, wide * (1 + 2 * grow), high * 0.035, "#b7a17a")


def stall(c: Canvas, side: int, depth: int):
    """One house front and its awning; `depth` 0 is the nearest, `side` -1 the left."""
    near, far = 1.15 * 0.72**depth, 1.15 * 0.72 ** (depth + 1)
    fade = min(0.78, depth * 0.14)

    def put(out: float, y: float, scale: float) -> Point:
        return 0.5 + side * out * scale, 0.5 + (y - 0.5) * scale

    def wall(
        out: tuple[float, float], y: tuple[float, float], ends: tuple[float, float], colour: Colour
    ):
        (out1, out2), (y1, y2), (one, two) = out, y, ends
        corners = [put(out1, y1, one), put(out1, y1, two), put(out2, y2, two), put(out2, y2, one)]
        c.shape(corners, mixed(colour, "#ffdca0", fade))

    span = (near, far)
    plaster = c.chance.choice(["#8a4f36", "#a8744a", "#93604a", "#b58a5c"])
    wall((0.52, 0.52), (-1.3, 1.5), span, mixed(plaster, "#5a2f22", 0.35 if side < 0 else 0.1))
    wall((0.52, 0.52), (-0.31, -0.29), span, "#5c3826")
    for window in (0.2, 0.62):
        ends = tuple(near + (far - near) * (window + edge) for edge in (0, 0.2))
        wall((0.515, 0.515), (-0.75, -0.42), ends, "#33514f")
        wall(
            (0.513, 0.513),
            (-0.72, -0.45),
            tuple(near + (far - near) * (window + e) for e in (0.09, 0.11)),
            "#7fa09a",
        )
    wall((0.52, 0.52), (0.1, 1.2), span, "#24130d")
    goods(c, wall, put, near, far, fade)
    paints = c.chance.choice(AWNINGS)
    for stripe in range(10):
        ends = tuple(near + (far - near) * (stripe + step) / 10 for step in (0, 1))
        wall((0.52, 0.3), (-0.1, 0.06), ends, mixed(paints[stripe % 2], "#3a1d12", 0.08))
        wall((0.3, 0.3), (0.06, 0.25), ends, mixed(paints[stripe % 2], "#2a1208", 0.28))


AWNINGS = (
    ("#b8472f", "#f3dfbe"),
    ("#2f6f73", "#efe2c4"),
    ("#c98a2b", "#f6e7c8"),
    ("#4c5f86", "#eadfca"),
)


def goods(c: Canvas, wall, put, near: float, far: float, fade: float):
    """Heaps of fruit under an awning, each kind in its own crate."""
    wall((0.31, 0.31), (0.86, 1.08), (near, far), "#5a3520")
    wall((0.31, 0.5), (0.86, 0.74), (near, far), "#3a2114")
    crates = [
        c.chance.choice(["#d8632a", "#e0a22f", "#7f963a", "#a8322d", "#d8b04a"]) for _ in range(4)
    ]
    for fruit in range(150):
        along = fruit / 150
        scale = far + (near - far) * along
        back = c.chance.random()
        x, y = put(0.33 + 0.15 * back, 0.855 - 0.1 * back - c.chance.uniform(0, 0.03), scale)
        colour = mixed(crates[int(along * 4)], "#3a140a", c.chance.uniform(0, 0.3))
        c.oval(x, y, 0.017 * scale, 0.016 * scale, mixed(colour, "#ffdca0", fade))
        c.oval(
            x - 0.003 * scale,
            y - 0.005 * scale,
            0.005 * scale,
            0.005 * scale,
            mixed(colour, "#ffeed0", 0.5),
        )


def strung_lamps(c: Canvas, y: float, scale: float):
    points = [
        (0.5 + (t - 0.5) * 1.1 * scale, y + 0.09 * scale * (1 - (2 * t - 1) ** 2))
        for t in (i / 24 for i in range(25))
    ]
    c.line(points, "#5a3a2a", 0.002 * scale)
    for x, hang in points[1::3]:
        c.lamp(x, hang + 0.008 * scale, 0.05 * scale, "#ffe1a0")
