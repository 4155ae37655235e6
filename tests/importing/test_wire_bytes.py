"""Bytes to characters: what programs wrote them in, and what of them nobody should see."""

import pytest

from articles.importing.wire.files import complaint
from articles.importing.wire.text import decode, read

TEXT = "Élections à Łódź: “the wall” holds, officials of the three towns said"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "unmarked-le", "unmarked-be"],
)
def test_unicode_is_read_by_its_mark_by_its_zeros_or_as_utf_8(data):
    assert decode(data) == TEXT
    assert complaint(data) == ""


def test_bytes_that_are_no_utf_8_are_read_as_windows_wrote_them():
    assert decode("“Café” – “naïve”".encode("cp1252")) == "“Café” – “naïve”"
    assert decode("Café olé".encode("latin-1")) == "Café olé"


def test_what_windows_wrote_into_utf_8_is_read_as_both():
    data = "Élections à Łódź, ".encode() + "it’s “on”".encode("cp1252")

    assert decode(data) == "Élections à Łódź, it’s “on”"


def test_utf_8_cut_off_in_a_character_stays_utf_8():
    assert decode("Élections à Łódź".encode()[:-1]).startswith("Élections à Łód")


def test_control_characters_go_and_line_ends_become_one_kind():
    assert decode(b"a\x00b\r\nc\rd\x07\x0be") == "ab\nc\nd\ne"


def test_characters_nobody_sees_go_where_they_mean_nothing():
    assert decode("Wa\xadll\u200b \u202ereopens\u202c\u2060".encode()) == "Wall reopens\u202c"
    khmer = "ការ\u200bជា"
    assert decode(khmer.encode()) == khmer


@pytest.mark.parametrize(
    "data", [b"\x01\x00\x02\x00" * 99, b"\x00\x01\x02" * 99, bytes(range(32)) * 20]
)
def test_numbers_are_no_text(data):
    assert "not text" in complaint(data)


def test_halves_of_characters_are_no_characters():
    assert read("Wall \ud83d reopens\n\nIt holds. It will hold.").headline == "Wall reopens"
