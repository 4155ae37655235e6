"""The column of an address takes what names.slug_of makes, and nothing that is no address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from articles.names import slug_of
from articles.slug_field import SlugField

FIELD = SlugField(max_length=20)


@pytest.mark.parametrize("name", ["Harbour wall", "Élections", "日本", "बन्दरगाह", "ท่าเรือ", "a_b"])
def test_an_address_of_any_script_is_taken(name):
    assert FIELD.clean(slug_of(name), None) == slug_of(name)


@pytest.mark.parametrize("value", ["a b", "a/b", "a\n", "a.b", "a\u0301", "a" * 21, ""])
def test_what_is_no_address_is_refused(value):
    with pytest.raises(ValidationError):
        FIELD.clean(value, None)


def test_migrations_know_it_as_djangos_own():
    _, path, _, kwargs = FIELD.deconstruct()

    assert path == "django.db.models.SlugField"
    assert models.SlugField(**kwargs).deconstruct()[1:] == FIELD.deconstruct()[1:]
