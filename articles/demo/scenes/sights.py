"""What stands in more than one scene."""

from ..brushes import Canvas, Colour, Point, mixed


def person(c: Canvas, x: float, foot: float, tall: float, colour: Colour):
    """Somebody standing in a coat, seen as a shape; `tall` is a fraction of the height."""
    lean, stride = c.chance.uniform(-0.012, 0.012), c.chance.uniform(0.02, 0.06)
    coat = [
        (-0.022, 0.885), (-0.095, 0.835), (-0.135, 0.7), (-0.13, 0.52), (-0.115, 0.46),
        (-0.095, 0.5), (-0.1, 0.34), (0, 0.32), (0.1, 0.34), (0.095, 0.5), (0.12, 0.46),
        (0.135, 0.54), (0.135, 0.7), (0.095, 0.835), (0.022, 0.885),
    ]  # fmt: skip
    c.smooth(figure(c, x + lean * tall, foot, tall, coat), colour)
    for side, reach in ((-1, stride), (1, stride * 0.6)):
        leg = [(side * 0.085, 0.38), (side * (0.05 + reach), 0.03), (side * (0.1 + reach), 0)]
        leg = [*leg, (side * (0.01 + reach), 0), (side * 0.005, 0.38)]
        c.shape(figure(c, x, foot, tall, leg), colour)
    c.oval(x + lean * tall, foot - tall * 0.94, tall * 0.047, tall * 0.06, colour)


def figure(c: Canvas, x: float, foot: float, tall: float, points: list[Point]) -> list[Point]:
    """An outline given in parts of a person's height, standing at (x, foot)."""
    squeeze = c.height / c.width
    return [(x + px * tall * squeeze, foot - py * tall) for px, py in points]


def stars(c: Canvas, count: int, reach: float):
    """Points of light over the sky, fewer towards `reach` of the height."""
    for _ in range(count):
        x, y = c.chance.random(), reach * c.chance.random() ** 1.3
        bright = c.chance.random() ** 3
        colour = mixed("#5a6384", c.chance.choice(["#ffffff", "#cfdcff", "#ffe9d0"]), bright)
        c.oval(x, y, 0.0007 + 0.0013 * bright, 0.0007 + 0.0013 * bright, colour)
