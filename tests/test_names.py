"""Names: when two spellings are one, and how a name stands in an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.names import IN_SLUG, fold, free_slug, slug_of, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élections", "ÉLECTIONS"),
        ("Élections", "E\u0301lections"),  # composed and decomposed
        ("STRASSE", "Straße"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ＡＰ", "AP"),  # full width
        ("  United \t Nations\n", "United Nations"),
        ("United\x1bNations", "united nations"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\xadhyphen", "softhyphen"),
        ("\u202eHarbour", "Harbour"),
        ("İstanbul", "istanbul"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Elections", "Élections"), ("C", "C++"), ("A B", "AB")]
)
def test_different_names_fold_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_a_name_answers_to_its_tidy_form(name):
    assert fold(tidy(name)) == fold(name)
    assert tidy(tidy(name)) == tidy(name)


@given(st.text())
def test_a_tidy_name_can_be_stored_anywhere(name):
    assert "\x00" not in tidy(name)
    tidy(name).encode()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Harbour wall gives way", "harbour-wall-gives-way"),
        ("Élections", "élections"),
        ("E\u0301lections", "élections"),
        ("日本", "日本"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("น้ำท่วมที่เชียงใหม่", "น้ำท่วมที่เชียงใหม่"),
        ("பொங்கல்", "பொங்கல்"),
        ("ភ្នំពេញ", "ភ្នំពេញ"),
        ("العَرَبِيَّة", "العربية"),  # points, which few write
        ("עִבְרִית", "עברית"),
        ("\u2764\ufe0f love", "love"),
        ("C++ & C#", "c-plus-plus-and-c-sharp"),
        ("50% @ home", "50-percent-at-home"),
        ("…", "item"),
        ("", "item"),
        ("--_--", "item"),
    ],
)
def test_a_name_in_an_address(name, slug):
    assert slug_of(name) == slug


def test_a_long_slug_is_cut_at_a_word():
    assert slug_of("word " * 30, length=18) == "word-word-word"


def test_one_endless_word_is_cut_all_the_same():
    assert slug_of("a" * 200, length=80) == "a" * 80


@given(st.text(max_size=300))
def test_a_slug_is_never_empty_never_long_and_its_own_slug(name):
    slug = slug_of(name)

    assert 0 < len(slug) <= 80
    assert re.fullmatch(f"{IN_SLUG}+", slug)
    assert slug_of(slug) == slug


@given(st.text(st.characters(categories=["L", "M", "Z"], min_codepoint=0x900), max_size=60))
def test_a_slug_of_a_signed_script_is_its_own_slug(name):
    assert slug_of(slug_of(name)) == slug_of(name)


def test_a_taken_slug_gets_the_next_number():
    assert free_slug("wall", {"wall", "wall-2"}.__contains__) == "wall-3"
    assert free_slug("wall", set().__contains__) == "wall"


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u2060\u200d", "\xad", "\ufffe", "\ud800"])
def test_a_name_nobody_can_see_is_none(name):
    assert fold(name) == ""


def test_what_no_database_takes_is_in_no_name():
    assert tidy("Har\ufffebour \ud800 wall\x00") == "Har bour wall"
