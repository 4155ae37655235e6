"""The desk's frame: who may come in, and the places each role is shown."""

import re

import pytest
from django.urls import reverse

from .desks import at_the_desk, shown

pytestmark = pytest.mark.django_db

LIBRARY = ["Photos", "Credits", "Sources", "Documents", "Tags", "Sections", "Contributors"]


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
    assert groups["Staff"] == ["People", "Roles"]
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
