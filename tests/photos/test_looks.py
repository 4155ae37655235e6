"""The same picture is known however it was saved, and another picture is not taken for it."""

import random
from io import BytesIO
from itertools import combinations, product

import pytest
from PIL import Image, ImageDraw

from articles.photos import looks

PICTURES = range(40)


def drawn(seed: int) -> Image.Image:
    """A picture of surfaces and edges, as photos are: another one for each seed."""
    chance = random.Random(seed)
    picture = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(chance.randint(6, 14)):
        left, top = chance.randint(-100, 600), chance.randint(-100, 440)
        box = (left, top, left + chance.randint(60, 400), top + chance.randint(60, 400))
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        chance.choice((draw.rectangle, draw.ellipse))(box, fill=colour)
    return picture


def saved_anew(picture: Image.Image, scale: float, format: str, quality: int) -> Image.Image:
    size = tuple(round(side * scale) for side in picture.size)
    file = BytesIO()
    picture.resize(size).save(file, format, quality=quality)
    return Image.open(file).convert("RGB")


@pytest.mark.parametrize("seed", PICTURES)
def test_a_picture_resized_and_compressed_looks_the_same(seed):
    picture = drawn(seed)
    number = looks.of(picture)

    for scale, format, quality in product((0.25, 0.7, 1.5), ("JPEG", "WEBP"), (40, 85)):
        again = looks.of(saved_anew(picture, scale, format, quality))
        assert looks.differences(number, again) <= looks.NEAR


def test_different_pictures_do_not_look_the_same():
    numbers = [number for seed in PICTURES if looks.tells(number := looks.of(drawn(seed)))]

    assert len(numbers) > len(PICTURES) * 3 / 4
    for one, other in combinations(numbers, 2):
        assert looks.differences(one, other) > looks.NEAR


@pytest.mark.parametrize(
    "plain",
    [
        Image.new("RGB", (60, 40), "grey"),
        Image.new("RGBA", (60, 40), (9, 9, 9, 0)),
        Image.linear_gradient("L").rotate(90).convert("RGB"),
    ],
)
def test_a_plain_surface_or_slope_tells_nothing_and_is_near_to_nothing(plain):
    number = looks.of(plain)

    assert not looks.tells(number)
    assert looks.near(number, [(1, number)]) == []


def test_what_cannot_be_seen_through_counts_for_nothing():
    picture = drawn(1)
    picture.putalpha(Image.new("L", picture.size, 255))
    cut = picture.copy()
    cut.paste((255, 0, 0, 0), (0, 0, 320, 480))
    otherwise = picture.copy()
    otherwise.paste((0, 0, 255, 0), (0, 0, 320, 480))

    assert looks.of(cut) == looks.of(otherwise) != looks.of(picture)


def test_a_number_fits_a_column_and_keeps_its_bits():
    for number in (looks.of(drawn(seed)) for seed in PICTURES):
        assert -(2**63) <= number < 2**63
        assert looks.differences(number, number) == 0
        assert looks.differences(number, ~number) == 64


def test_the_nearest_come_first_and_the_farther_than_near_not_at_all():
    number = looks.of(drawn(3))
    off_by = {bits: number ^ (2**bits - 1) for bits in (0, 2, looks.NEAR, looks.NEAR + 1)}

    assert looks.near(number, [(bits, other) for bits, other in reversed(off_by.items())]) == [
        0,
        2,
        looks.NEAR,
    ]
