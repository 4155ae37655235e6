"""Strangers' files are opened by a process of its own, which can do no harm."""

import sys
from io import BytesIO

import pytest
from PIL import Image

from articles.photos import bounded, metadata
from articles.photos.checking import Refused
from articles.photos.metadata import Metadata
from articles.photos.renditions import FORMATS, Embedded, cuts, render

SAID = Embedded(
    creators=("Bjørn Šimůnek", "李伟"),
    credit_line="REUTERS",
    caption="Fog.\nMore fog.",
    data_mining="DMI-PROHIBITED",
)
ENOUGH = 512_000  # KB


def a_file(size=(900, 600), format="JPEG") -> bytes:
    return render(Image.new("RGB", size, (9, 90, 90)), size[0], format, embedded=SAID)


def test_a_photo_is_described_as_it_would_be_here():
    found = bounded.examine(a_file())

    assert (found.format, found.size) == ("JPEG", (900, 600))
    assert found.said == metadata.read(a_file())
    assert found.said.creators == SAID.creators


@pytest.mark.parametrize(
    "taken",
    [b"2026:05:04 14:30:00", b"2026:05:04", b"2026:05:00", b"2026:00:00", b""],
)
def test_dates_come_through_as_precise_as_they_are(taken):
    file, exif = BytesIO(), Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", (40, 30)).save(file, "JPEG", exif=exif)

    assert bounded.examine(file.getvalue()).said == metadata.read(file.getvalue())


def test_what_a_file_says_is_read_there_too():
    assert bounded.describe(a_file()) == metadata.read(a_file())
    assert bounded.describe(b"no photo") == Metadata()


def test_a_file_that_ends_the_process_says_nothing(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(Refused):
        bounded.describe(a_file())


def test_its_files_come_back_under_their_names():
    wanted = cuts((900, 600))

    made = bounded.render(a_file(), wanted, SAID)

    assert made.keys() == {(preset, format) for preset in wanted for format in FORMATS}
    for (preset, format), data in made.items():
        with Image.open(BytesIO(data)) as image:
            assert (image.format, image.size) == (format, wanted[preset].size)


def test_what_is_refused_there_is_refused_here_in_the_same_words():
    with pytest.raises(Refused, match="This is a PDF"):
        bounded.examine(b"%PDF-1.7")


def test_what_no_file_can_carry_is_refused_there_and_not_taken_for_a_lack_of_memory():
    names = tuple(f"Bjørn Šimůnek {number}" for number in range(2_000))

    with pytest.raises(Refused, match="more than a JPEG can carry"):
        bounded.render(a_file(), cuts((900, 600)), Embedded(creators=names))


def test_a_photo_that_takes_for_ever_is_refused(monkeypatch):
    monkeypatch.setattr(bounded, "MAX_WAIT", 0)

    with pytest.raises(Refused, match="more memory or time"):
        bounded.examine(a_file())


def test_a_photo_that_ends_the_process_is_refused_and_the_log_says_how(monkeypatch, caplog):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(Refused, match="more memory or time"):
        bounded.examine(a_file())
    assert "did not open a file" in caplog.text


def test_what_a_refusal_took_is_measured_as_what_a_photo_took():
    with pytest.raises(Refused) as refused:
        bounded.examine(b"%PDF-1.7")

    assert 1_000 < refused.value.peak < ENOUGH


def test_the_memory_a_photo_takes_is_its_own_and_not_that_of_who_asks():
    held = bytearray(b"x" * 200_000_000)

    small, large = (bounded.examine(a_file(size)).peak for size in ((90, 60), (3000, 2000)))

    assert large - small > 10_000
    assert large < len(held) // 1000


def test_broken_samples_are_taken_or_refused_in_a_sentence_within_the_memory_of_a_photo(samples):
    files = sorted((samples / "photos" / "broken").iterdir())
    peaks, refused = {}, {}
    for path in files:
        try:
            peaks[path.name] = bounded.examine(path.read_bytes()).peak
        except Refused as said:
            refused[path.name], peaks[path.name] = str(said), said.peak

    assert len(peaks) == len(files) > len(refused) > 3
    assert all(0 < peak < ENOUGH for peak in peaks.values())
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in refused.values())
    assert not any("more memory or time" in sentence for sentence in refused.values())
