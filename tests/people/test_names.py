"""A byline's words."""

import pytest

from articles.people.names import joined


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
