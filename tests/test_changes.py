"""The log of what readers' pages may now be stale."""

import pytest
from django.db import transaction

from articles.changes import Change, note

pytestmark = pytest.mark.django_db


def keys() -> list[str]:
    return list(Change.objects.values_list("key", flat=True))


def test_every_key_is_logged_once_per_change():
    note("tag:5", "story:12", "tag:5")
    note("story:12")

    assert keys() == ["story:12", "tag:5", "story:12"]


def test_a_change_that_is_taken_back_is_not_logged():
    with transaction.atomic():
        note("story:12")
        transaction.set_rollback(True)

    assert keys() == []
