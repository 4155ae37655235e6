"""What is chosen on a list are rows of it, whatever a browser sends."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.newsroom import a_link, a_story

from .desks import at_the_desk, do, said

pytestmark = pytest.mark.django_db
NOT_ON_IT = "What was chosen is not on this list; nothing was changed."


class Row:
    def __init__(self, pk):
        self.pk = pk


def lists_with_actions(client) -> dict[str, str]:
    """The address of each list that offers the user actions, with the first of them."""
    request = client.get(reverse("admin:index")).wsgi_request
    found = {}
    for model, its_admin in admin.site._registry.items():
        if its_admin.has_view_or_change_permission(request):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            if actions := list(its_admin.get_actions(request)):
                found[address] = actions[0]
    return found


@pytest.mark.parametrize("number", ["abc", "", "9" * 30, "1\0"])
def test_what_is_no_number_of_a_row_is_told_so(number):
    lists = lists_with_actions(at_the_desk("Publisher"))
    assert {"/desk/articles/link/", "/desk/articles/story/"} < set(lists)

    for address, action in lists.items():
        client = at_the_desk("Publisher")
        for times, index in enumerate(({"index": "0"}, {}), 1):
            answer = do(client, address, action, [Row(number)], **index)

            assert (answer.status_code, answer["Location"]) == (302, address)
            assert said(answer) == [NOT_ON_IT] * times


def test_of_rows_beside_what_is_none_nothing_is_changed():
    link, client = a_link(verdict="alive"), at_the_desk("Publisher")

    do(client, "/desk/articles/link/", "dead", [link, Row("abc")])
    link.refresh_from_db()
    assert link.verdict == "alive"

    do(client, "/desk/articles/link/", "dead", [link])
    link.refresh_from_db()
    assert link.verdict == "dead"


def test_a_number_that_no_row_has_is_no_fault():
    a_story()

    answer = do(at_the_desk("Publisher"), "/desk/articles/link/", "dead", [Row(10**9)])

    assert answer.status_code == 302
    assert said(answer) == ["0 pages: each stands as dead for good."]
