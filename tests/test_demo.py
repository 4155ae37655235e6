"""`manage.py demo` never opens accounts with a known password where they could do harm."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.demo import content, fill
from articles.sources import identities

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("whose", ["somebody's", "an administrator's", "the world's"])
def test_a_site_that_is_for_real_is_left_alone(settings, whose):
    if whose == "the world's":
        settings.SECURE = True
    else:
        name = "admin" if whose == "an administrator's" else "jane"
        User.objects.create_user(name, password="a long one of her own")
    before = User.objects.count()

    with pytest.raises(CommandError, match="a database of its own"):
        call_command("demo", "--no-serve")

    assert User.objects.count() == before


def test_only_accounts_with_the_demos_password_are_told():
    assert fill.accounts() == []

    fill.hire()

    assert [role for _, role in fill.accounts()] == [
        *("Writer", "Photo desk", "Researcher", "Editor", "Publisher", "Administrator")
    ]
    petra = User.objects.get(username="petra")
    petra.set_password("her own since")
    petra.save()
    assert "petra" not in dict(fill.accounts())


@pytest.mark.parametrize(("keys", "kept"), [(["A" * 43 + "="], True), ([], False)])
def test_who_is_not_named_is_kept_where_it_can_be_sealed_and_quoted_either_way(
    settings, keys, kept
):
    settings.CONFIDENTIAL_KEYS = keys
    (wanted,) = content.load().agreements
    staff = fill.hire()

    agreement = fill.agree(wanted, staff)

    agreement.refresh_from_db()
    assert (agreement.approved_by, agreement.printed_wording) == (staff["eddie"], wanted.wording)
    person = identities.read(agreement, by=staff["wanda"], why="To see.")
    assert (person and person.name) == (wanted.person.name if kept else None)
