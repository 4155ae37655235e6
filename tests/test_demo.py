"""`manage.py demo` never opens accounts with a known password where they could do harm."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.demo import fill

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
