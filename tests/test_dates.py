"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import date_in, dates_in, names_day, whole_date


def told(text: str) -> list[tuple[str, str]]:
    return [(found.day.isoformat(), found.precision) for found in dates_in(text)]


@pytest.mark.parametrize(
    "written",
    [
        "3 March 2026",
        "Tuesday, 3 March 2026",
        "March 3rd, 2026",
        "Mar. 3, 2026",
        "the 3rd of March 2026",
        "2026-03-03",
        "2026/3/3",
        "3. März 2026",
        "3.3.2026",
        "3 mars 2026",
        "3 de marzo de 2026",
        "2026年3月3日",
        "2026年3月3日13時46分",
        "2026년 3월 3일",
        "3/3/2026",
    ],
)
def test_a_day_is_a_day_however_it_is_written(written):
    assert told(f"It was {written}, they say.") == [("2026-03-03", "day")]


@pytest.mark.parametrize(
    "written", ["March 2026", "mars 2026", "März 2026", "2026年3月", "2026-03"]
)
def test_a_month_is_its_first_day_and_says_so(written):
    assert told(f"({written})") == [("2026-03-01", "month")]


@pytest.mark.parametrize("written", ["2026", "c. 2026", "2026年", "© 2026", "2026a"])
def test_a_year_is_a_date_only_where_nothing_else_is_said(written):
    assert told(f"In {written} it was") == []
    assert whole_date(written).day == date(2026, 1, 1)
    assert whole_date(written).precision == "year"


@pytest.mark.parametrize(
    "written",
    ["3/4/2026", "30 February 2026", "2026-13-01", "March 3", "aprıl 2026", "0000-01-01", "1.2.3"],
)
def test_what_could_be_two_days_or_is_none_is_not_guessed(written):
    assert [found for found in dates_in(written) if found.precision == "day"] == []
    assert date_in(written) is None


def test_numbers_tell_the_day_where_one_of_them_can_be_no_month():
    assert told("25/12/2026 12/25/2026") == [("2026-12-25", "day")] * 2


def test_a_day_may_be_named_without_its_year():
    assert names_day("on 3 March, they say")
    assert names_day("le 1er mars")
    assert not names_day("3 marches in March")


def test_dates_come_in_the_order_of_the_text():
    assert told("May 2020, then 3 May 2020") == [("2020-05-01", "month"), ("2020-05-03", "day")]


@given(st.text() | st.text("0123456789/.-年月日 marchMÄRZıſ"))
def test_no_text_is_too_strange_to_look_for_dates_in(text):
    found = dates_in(text)

    assert [each.start for each in found] == sorted({each.start for each in found})
    assert all(text[each.start : each.end] for each in found)
    whole_date(text)
