"""Whether words stand in a page, however each of the two prints them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources.excerpts import (
    are_alike,
    folded,
    is_in,
    is_in_folded,
    parts,
    places,
    remains,
)

PAGE = """
The harbour wall, built in 1931,
cost “3.5 million” crowns — a fortune – said the in\u00adspector's office.
Of 1,200 stones 5-10 were cracked\u00a0… on 2026-09-27 at 10:30.
La facade de l'Élysée. 北京的墙漏水。 الجدار يتسرب.
"""


@pytest.mark.parametrize(
    "excerpt",
    [
        "The harbour wall, built in 1931, cost",
        "THE HARBOUR WALL",
        'cost "3.5 million" crowns - a fortune - said',
        "the inspector’s office",
        "the in-\nspector's office",
        "1,200 stones",
        "5–10 were cracked",
        "5 - 10 were",
        "cracked…on 2026‑09‑27",
        "l’Élysée",
        "l'E\u0301lyse\u0301e",
        "北京的墙漏水",
        "الجدار يتسرب",
        "The harbour wall … a fortune",
        "The [old] harbour wall [...] said the inspector",
        "ﬁrst".replace("ﬁrst", "oﬃce"),
    ],
)
def test_words_are_found_however_they_are_printed(excerpt):
    assert is_in(excerpt, PAGE)


@pytest.mark.parametrize(
    "excerpt",
    [
        "The harbour walls",
        "35 million",
        "3,5 million",
        "510 were cracked",
        "5 10 were cracked",
        "1200 stones",
        "20260927",
        "10.30",
        "a fortune … The harbour wall",
        "l'Elysée",
        "北京的桥",
        "",
        "…",
        "“—”",
    ],
)
def test_other_words_are_not(excerpt):
    assert not is_in(excerpt, PAGE)


@pytest.mark.parametrize(
    ("excerpt", "text"),
    [
        ("5 per cent in May", "It rose to 15 per cent in May."),
        ("5 per cent in May", "It rose to 25.5 per cent in May."),
        ("2 million", "12 million"),
        ("in 2024", "in 20245"),
        ("rose by 3", "rose by 3.5"),
        ("rose by 3", "rose by 3,500"),
        ("500 people", "2 500 people"),
        ("500 people", "2\u202f500 people"),
        ("some 2", "some 2 500 people"),
        ("he was there", "she was there"),
        ("the wall", "the wallpaper"),
        ("the wall … in May", "the wallpaper leaked in May"),
        ("the wall … 5 May", "the wall leaked on 15 May"),
        ("oﬃce", "offices"),
        ("стена", "простенала"),
        ("ferme", "port ferme\u0301"),
        ("mauer", "Hafen\u00admauer"),
        ("5千万円", "1億5千万円"),
        ("五人", "十五人"),
        ("[t]he wall", "the wallpaper"),
    ],
)
def test_part_of_a_word_or_of_a_number_says_something_else(excerpt, text):
    assert not is_in(excerpt, text)


@pytest.mark.parametrize(
    ("excerpt", "text"),
    [
        ("5 per cent", "(5 per cent)"),
        ("500 people", "in 2024 500 people"),
        ("15 people", "in 2024, 15 people"),
        ("in 2024", "in 2024."),
        ("墙漏水", "北京的墙漏水了。"),
        ("5月に漏れた", "壁は5月に漏れたという"),
        ("กำแพงรั่ว", "ว่ากำแพงรั่วแล้ว"),
        ("दीवार की", "कि दीवार की"),
        ("[T]he wall leaks", "But the wall leaks"),
        ("the wall leak[ed] by night", "the wall leaks by night"),
        ("[東京]の壁", "この壁"),
    ],
)
def test_whole_words_and_numbers_are_found_between_any_signs(excerpt, text):
    assert is_in(excerpt, text)


@given(st.text(max_size=40), st.text(max_size=40), st.text(alphabet="abc é北ع", min_size=1))
def test_what_was_put_in_is_found(before, after, words):
    if parts(words):
        assert is_in(words, f"{before} {words} {after}")


# Without brackets, which are words of an editor's own, and a mark that is a letter in capitals.
any_text = st.text(max_size=60).map(lambda text: re.sub(r"[\[\u0345]", "", text))


@given(any_text)
def test_any_text_that_says_something_is_in_itself(text):
    assert is_in(text, text) == bool(parts(folded(text)))


numbers = st.sampled_from(["5", "15", "2024", "4.5", "12,500", "5,2", "1’200", "٣", "0.05"])
words = st.sampled_from(
    ["Wall", "per cent", "élan", "стена", "جدار", "दीवार", "北京", "กำแพง", "“so”"]
)


@given(st.lists(words | numbers, min_size=3, max_size=9), st.data())
def test_what_is_cut_out_between_words_is_found(said, data):
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))

    assert is_in("; ".join(said[start:end]), "; ".join(said))


@given(numbers, st.lists(words, max_size=3), st.sampled_from("0123456789"), st.sampled_from(",.’"))
def test_another_number_that_begins_or_ends_alike_is_not_found(number, around, digit, sign):
    before, after = " ".join(around), " ".join(reversed(around))
    excerpts = f"{number} {after}", f"{before} {number}"

    for more in (digit, f"{digit}{sign}"):
        assert not is_in(excerpts[0], f"{before} {more}{number} {after}")
    for more in (digit, f"{sign}{digit}"):
        assert not is_in(excerpts[1], f"{before} {number}{more} {after}")


def test_how_much_remains_of_a_page():
    article = "The wall leaks by the harbour, an inspector said on Monday. " * 5
    other = "Play the best slots and win a bonus at once, every day of the week. " * 5

    assert remains(article, article) == 1
    assert remains(article, f"Menu Home News {article.upper()} Comments") == 1
    assert remains(article, other) == 0
    assert 0.2 < remains(article, article[:30]) < 0.8
    assert remains("", other) == 1


@pytest.mark.parametrize(
    ("title", "other", "alike"),
    [
        ("The wall leaks", "The wall leaks | The Paper", True),
        ("Wall leaks, says inspector", "Inspector says the wall leaks", True),
        ("北京的墙漏水", "北京的墙漏水_新华网", True),
        ("The wall leaks", "Best online casino", False),
        ("", "", False),
        ("The wall leaks", "", False),
    ],
)
def test_titles_of_one_page_are_alike(title, other, alike):
    assert are_alike(title, other) == alike


@pytest.mark.parametrize(
    ("excerpt", "text", "marked"),
    [
        ("wall leaks", "The wall leaks.", ["wall leaks"]),
        ("“WALL”  leaks", "The wall\nleaks.", ["wall\nleaks"]),
        ("the wall … on Monday", "The wall leaks on Monday.", ["The wall", "on Monday"]),
        ("the [harbour] wall", "The long wall.", ["The", "wall"]),
        ("3.5 metres", "35 metres, then 3.5 metres", ["3.5 metres"]),
        ("harbour", "har­bour", ["har­bour"]),
        ("стена течёт", "Стена — течёт!", ["Стена — течёт"]),
        ("port-fermé", "Port ferme\u0301", []),
        ("wall leaks", "The wall holds.", []),
        ("a.*b", "axxb", []),
        ("…", "The wall", []),
        ("", "The wall", []),
    ],
)
def test_words_relied_on_are_found_where_they_stand(excerpt, text, marked):
    assert [text[start:end] for start, end in places(excerpt, text)] == marked


@given(text=any_text, cut=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_words_have_no_place_where_they_do_not_stand(text, cut):
    excerpt = text[min(cut) : max(cut)]

    if places(excerpt, text):
        assert is_in_folded(excerpt, folded(text))
