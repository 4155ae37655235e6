"""Alt texts and captions that make an editor look again."""

import pytest

from articles.photos.describing import LONG, doubts

FINE = ("A wall in the sea.", "The harbour wall on Tuesday.")


def test_nothing_is_said_of_words_that_do_their_work():
    assert list(doubts(*FINE)) == []


def test_a_missing_alt_text_is_anothers_matter():
    assert list(doubts("", FINE[1])) == []


@pytest.mark.parametrize(
    ("alt_text", "caption", "doubt"),
    [
        (FINE[0], "", "no caption"),
        (FINE[0], "IMG_2044.JPG", "caption is the name of a file"),
        ("harbour-wall-3.webp", FINE[1], "alt text is the name of a file"),
        ("DSC_0042", FINE[1], "alt text is the name of a file"),
        ("the  harbour wall on TUESDAY.", FINE[1], "repeats the caption"),
        ("Photo", FINE[1], "only that it is a picture"),
        ("x" * (LONG + 1), FINE[1], "is long"),
    ],
)
def test_each_fault_is_told_once(alt_text, caption, doubt):
    (told,) = doubts(alt_text, caption)

    assert doubt in told
