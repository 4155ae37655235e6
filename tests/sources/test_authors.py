"""Authors as printed, one by one."""

import pytest

from articles.sources.authors import authors_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe, and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Jane Doe & Vincent van der Berg", ["Jane Doe", "Vincent van der Berg"]),
        ("Doe, J.; Roe, A.", ["Doe, J.", "Roe, A."]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Department of Health and Social Care", ["Department of Health and Social Care"]),
        ("Trade and Industry Committee", ["Trade and Industry Committee"]),
        ("Marks & Spencer", ["Marks & Spencer"]),
        ("Reuters", ["Reuters"]),
        ("", []),
        (" ; ", []),
        ("&", ["&"]),
    ],
)
def test_the_authors_of_a_line(line, names):
    assert list(authors_in(line)) == names
