"""Which words name somebody; with tests/editing/test_troubles.py, where a database is asked."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.photos.credit_line import SPELLINGS
from articles.photos.nobody import SORTS, UNSAID, names_nobody, sort_of

PICTURES = ["photo", "Photos", "PHOTOGRAPH", "Image", "picture", "pic"]
HOW = ["courtesy", "Provided", "SUPPLIED", "contributed", "submitted", "Handout", "staff", "file"]


def phrases():
    """Lines that name nobody, as files have them: “(Images courtesy of:)”."""
    words = st.lists(st.sampled_from(PICTURES + HOW), min_size=1, max_size=3).map(" ".join)
    link = st.sampled_from(["", " by", " of", " from", " via"])
    signs = st.text(" -–—.:;,()[]?!…©\u200b1234567890", max_size=3)
    return st.tuples(signs, words, link, signs).map("".join)


@given(phrases())
def test_what_says_only_that_it_is_a_photo_and_how_it_came_names_nobody(phrase):
    assert names_nobody(phrase)


@pytest.mark.parametrize(
    "words",
    [
        *("", "-", "?", "\u200b", "2026", "★", "(…)", "／"),
        *("N/A", "n.a.", "none", "Nobody", "Internet", "From the internet", "Source: the web"),
        *("Unknown", "Photographer: unknown", "Photo by unknown photographer", "A reader"),
        *("By", "Courtesy of", "Photo credit", "Staff photographer", "Public domain"),
        *("N/A\nUnknown", "-\r\n\r\nPhoto"),
    ],
)
def test_neither_do_signs_nor_what_says_that_nobody_knows(words):
    assert names_nobody(words)


@pytest.mark.parametrize(
    "words",
    [
        *SPELLINGS,
        *("EPA", "dpa", "PA", "Xinhua", "I", "DIGITAL", "City Archive", "Stock & Sons"),
        *("Archive Photos", "Internet Archive", "Image Source", "Photofile", "The Image Works"),
        *("Picture Alliance", "Public Domain Pictures", "N. Staff", "File, Jane", "-\nJane Doe"),
        *("Handout/Coast Guard", "Photo: Jane", "Courtesy of Ng", "Photo courtesy of 李"),
    ],
)
def test_a_name_among_such_words_or_made_of_some_is_a_name(words):
    assert not names_nobody(words)


@given(st.characters(categories=["L"]), st.text(" -—?.:\n", max_size=4))
def test_a_single_letter_of_any_script_is_a_name_whatever_signs_are_round_it(letter, signs):
    assert not names_nobody(signs + letter + signs)


@given(st.text(st.characters(categories=["L", "Mn", "Zs"]), max_size=40))
def test_a_line_that_is_signed_is_no_more_a_name_than_without(words):
    assume("\n" not in words)

    assert names_nobody(f"({words}.)") == names_nobody(words)


def test_unknown_is_an_answer_where_it_is_asked_for():
    assert not names_nobody("Unknown", UNSAID)
    assert not names_nobody("Photographer unknown", UNSAID)
    assert names_nobody("N/A", UNSAID)


def test_a_phrase_may_say_of_what_kind_the_photo_is():
    assert {phrase: sort_of(phrase) for phrase in SORTS} == SORTS
    assert sort_of("Image (courtesy)") == "courtesy"
    assert [sort_of(words) for words in ("Photo by", "N/A", "Courtesy of Jane Doe")] == ["", "", ""]
