"""The desk's frame: who may come in, and the places each role is shown."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.publishing.workflow import ROLES
from tests.newsroom import a_user

from .desks import at_the_desk, shown

pytestmark = pytest.mark.django_db

LIBRARY = [
    "Photos",
    "Credits",
    "Sources",
    "Documents",
    "Links",
    "Host rules",
    "Agreements",
    "Tags",
    "Sections",
    "Contributors",
    "Sourcing terms",
]


def places(client) -> list[str]:
    response = client.get(reverse("admin:index"))
    return [place.name for group in response.context["places"] for place in group["places"]]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Writer", ["Home", "All stories", *LIBRARY]),
        ("Photo desk", ["Home", "All stories", *LIBRARY]),
        ("Researcher", ["Home", "All stories", *LIBRARY]),
        ("Editor", ["Home", "All stories", *LIBRARY]),
        ("Publisher", ["Home", "All stories", "Front page", *LIBRARY]),
        (None, ["Home"]),
    ],
)
def test_each_role_is_shown_its_places(role, expected):
    assert places(at_the_desk(role)) == expected


def test_accounts_are_for_administrators_and_stand_apart():
    client = at_the_desk(None, is_superuser=True)
    response = client.get(reverse("admin:index"))

    groups = {g["name"]: [p.name for p in g["places"]] for g in response.context["places"]}
    assert groups["Staff"] == ["Users", "Groups"]
    assert "More" not in groups
    assert reverse("admin:articles_tag_changelist") in response.content.decode()
    assert "taggit" not in response.content.decode()


def test_the_place_one_is_at_is_marked():
    page = shown(at_the_desk(), reverse("admin:articles_tag_changelist"))

    assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == ["/desk/articles/tag/"]


@pytest.mark.parametrize(("role", "offered"), [("Writer", True), ("Photo desk", False)])
def test_a_new_story_is_offered_to_those_who_may_file_one(role, offered):
    page = shown(at_the_desk(role), reverse("admin:index"))

    assert (reverse("admin:articles_story_add") in page) is offered


def test_an_account_without_a_role_is_told_so():
    assert "Your account has no role yet" in shown(at_the_desk(None), reverse("admin:index"))


def test_where_a_role_does_not_open_a_screen_the_desk_says_so_with_the_way_back():
    response = at_the_desk("Writer", name="Wanda Writer").get(reverse("admin:front"))

    page = response.content.decode()
    assert response.status_code == 403
    assert "You are signed in as Wanda Writer" in page
    assert "All stories" in page


def test_where_nothing_is_the_desk_says_so_with_the_way_back():
    response = at_the_desk("Writer").get("/desk/no/such/screen/")

    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()
    assert "All stories" in response.content.decode()


def test_whoever_has_not_signed_in_is_told_nothing_by_the_desk(client):
    client.force_login(a_user("Editor", staff=False))

    for path in ("/desk/no/such/screen/", "/desk/front/"):
        assert "All stories" not in client.get(path, follow=True).content.decode()


def test_an_account_is_made_in_one_step_with_its_role():
    client = at_the_desk(None, is_superuser=True)
    editors = Group.objects.get(name="Editor")
    page = client.get(reverse("admin:auth_user_add"))
    assert page.context["adminform"].form["is_staff"].value() is True

    typed = {"username": "nadia", "first_name": "Nadia", "groups": [editors.pk], "is_staff": "on"}
    words = {"password1": "a-long-password-5", "password2": "a-long-password-5"}
    client.post(reverse("admin:auth_user_add"), typed | words)

    made = User.objects.get(username="nadia")
    assert (made.first_name, made.is_staff, made.is_superuser) == ("Nadia", True, False)
    assert [group.name for group in made.groups.all()] == ["Editor"]
    assert "Nadia" in shown(client, reverse("admin:auth_user_changelist"))


def test_a_role_is_made_of_the_permissions_the_workflow_knows():
    client = at_the_desk(None, is_superuser=True)
    writers = Group.objects.get(name="Writer")
    address = reverse("admin:auth_group_change", args=[writers.pk])
    offered = client.get(address).context["adminform"].form.fields["permissions"].queryset

    assert {permission.codename for permission in offered} == set().union(*ROLES.values())


def test_who_is_not_of_the_staff_has_to_sign_in():
    response = at_the_desk("Editor", staff=False).get(reverse("admin:index"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_the_sign_in_page_shows_the_newsroom_and_no_places(client, settings):
    page = shown(client, reverse("admin:login"))

    assert settings.SITE_NAME in page
    assert "All stories" not in page


def test_the_list_of_tables_is_the_home_screen():
    response = at_the_desk().get(reverse("admin:app_list", args=["articles"]))

    assert (response.status_code, response.url) == (302, reverse("admin:index"))
