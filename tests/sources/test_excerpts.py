"""Whether words stand in a page, however each of the two prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources.excerpts import GAP, are_alike, flat, is_in, is_in_flat, places, remains

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


@given(st.text(max_size=40), st.text(max_size=40), st.text(alphabet="abc é北ع", min_size=1))
def test_what_was_put_in_is_found(before, after, words):
    if flat(words):
        assert is_in(words, f"{before} {words} {after}")


@given(st.text())
def test_any_text_that_says_something_is_in_itself(text):
    assert is_in(text, text) == any(flat(part) for part in GAP.split(text))


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


@given(text=st.text(max_size=60), cut=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_words_have_no_place_where_they_do_not_stand(text, cut):
    excerpt = text[min(cut) : max(cut)]

    if places(excerpt, text):
        assert is_in_flat(excerpt, flat(text))
