"""Moments as an editor types them, on the nights on which the clocks change too."""

from datetime import UTC, datetime

import pytest
from django import forms

from articles.editing.words_field import MomentField


class Form(forms.Form):
    at = MomentField(required=False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-07-01T12:00", datetime(2026, 7, 1, 11, tzinfo=UTC)),
        ("2026-01-01T12:00", datetime(2026, 1, 1, 12, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),  # comes twice: the later
        ("", None),
    ],
)
def test_a_moment_is_of_the_newsrooms_clock(typed, meant):
    form = Form({"at": typed})

    assert form.is_valid()
    assert form.cleaned_data["at"] == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-03-29T01:30", "there is no 01:30"),
        ("tomorrow", "Enter a valid date/time"),
        ("2026-02-30T10:00", "Enter a valid date/time"),
    ],
)
def test_what_is_no_moment_is_refused(typed, said):
    assert said in Form({"at": typed}).errors["at"][0]


def test_an_hour_that_comes_twice_stays_the_one_it_was():
    earlier = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    form = Form({"at": "2026-10-25T01:30"}, initial={"at": earlier})

    assert form.is_valid()
    assert form.changed_data == []
    assert Form({"at": "2026-10-25T03:30"}, initial={"at": earlier}).changed_data == ["at"]
