"""A byline's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.people.names import in_byline, joined


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by: Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Words by Jane Doe, John Roe & Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
        ("Jane Doe; John Roe", ("Jane Doe", "John Roe")),
        ("JANE DOE AND JOHN ROE", ("JANE DOE", "JOHN ROE")),
        ("Anderson Byrd", ("Anderson Byrd",)),
        ("By ", ()),
        ("", ()),
    ],
)
def test_the_names_in_a_byline(line, names):
    assert in_byline(line) == names


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ([], ""),
        (["Jane Doe"], "Jane Doe"),
        (["Jane Doe", "John Roe"], "Jane Doe and John Roe"),
        (["Jane Doe", "John Roe", "Ann Poe"], "Jane Doe, John Roe and Ann Poe"),
    ],
)
def test_names_as_a_sentence_has_them(names, line):
    assert joined(names) == line


@given(st.lists(st.sampled_from(["Jane Doe", "John Roe", "Ann Poe", "Li"]), unique=True))
def test_names_joined_are_found_again(names):
    assert list(in_byline(f"By {joined(names)}")) == names
