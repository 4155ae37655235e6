"""What `measure_photos` tells of a photo is what is made of it."""

from io import BytesIO

import pytest
from django.core.management import CommandError, call_command

from articles.demo import weighing
from articles.demo.drawing import draw
from articles.photos import bounded, renditions
from articles.photos.renditions import FORMATS


@pytest.fixture(scope="module")
def photo() -> bytes:
    file = BytesIO()
    draw("harbour-dusk", (700, 467)).save(file, "JPEG")
    return file.getvalue()


def test_the_bytes_are_those_of_every_file_readers_get(photo):
    cost = weighing.weigh(photo)

    made = bounded.render(photo, renditions.cuts((700, 467)), weighing.CARRIED)
    assert {
        (preset, format): weight
        for preset, files in cost.weights.items()
        for format, weight in files.items()
    } == {which: len(file) for which, file in made.items()}
    assert cost.encoding.keys() == FORMATS.keys()


def test_shares_are_of_the_jpeg_of_the_same_size():
    weights = {"320": {"JPEG": 100, "AVIF": 40}, "640": {"JPEG": 300, "AVIF": 60}}
    cost = weighing.Cost(size=(640, 480), wall=1, scaling=1, encoding={}, weights=weights)

    assert [cost.share(preset, "AVIF") for preset in weights] == [0.4, 0.2]
    assert (cost.whole("AVIF"), cost.whole("JPEG")) == (0.25, 1)


def test_the_command_tells_every_preset(photo, tmp_path, capsys):
    path = tmp_path / "dusk.jpg"
    path.write_bytes(photo)

    call_command("measure_photos", str(path))

    first, _, *rows = capsys.readouterr().out.strip().splitlines()
    assert first.startswith("dusk.jpg, 700 × 467: all files in ")
    assert [row.split()[0] for row in rows] == ["320", "640", "700", "social", "all"]


def test_what_is_no_photo_is_refused(tmp_path):
    path = tmp_path / "fog.jpg"
    path.write_bytes(b"fog")

    with pytest.raises(CommandError, match=r"fog\.jpg: "):
        call_command("measure_photos", str(path))
