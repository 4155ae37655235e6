"""Nobody sends our server to other people's pages more than so many times in ten minutes."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from articles.editing import throttling
from articles.editing.badges import moment
from articles.sources.links import Link
from tests.editing.desks import do, said
from tests.editing.story_pages import address, signed_in
from tests.newsroom import a_document, a_link, a_user
from tests.sources.test_details import ADDRESS, html

pytestmark = pytest.mark.django_db
LINKS = "/desk/articles/link/"


@pytest.fixture
def researcher(monkeypatch):
    """Somebody who has pressed as often as they may, but for once."""
    monkeypatch.setattr(throttling, "MOST", 2)
    user = a_user("Researcher")
    for act in ("details", "capture"):
        assert throttling.refusal(user, act) == ""
    return user


def test_one_press_too_many_is_refused_with_the_time_to_try_again(researcher):
    opens = timezone.now() + throttling.WITHIN

    assert throttling.refusal(researcher, "details") == ""
    why = throttling.refusal(researcher, "details")

    said = "2 pages in 10 minutes are the most: try again at "
    assert why in {f"{said}{moment(opens - timedelta(minutes=n))}." for n in (0, 1)}


def test_pages_are_counted_and_not_presses_and_those_refused_are_not(researcher):
    assert throttling.refusal(researcher, "links", pages=3) == (
        "That is 3 pages: 2 pages in 10 minutes are the most."
    )
    assert throttling.refusal(researcher, "details", pages=2) != ""

    assert throttling.refusal(researcher, "links", pages=2) == ""
    assert throttling.refusal(researcher, "details") == ""


def test_each_person_and_each_button_is_counted_apart(researcher):
    throttling.refusal(researcher, "details")
    assert throttling.refusal(researcher, "details") != ""

    assert throttling.refusal(researcher, "capture") == ""
    assert throttling.refusal(a_user("Researcher"), "details") == ""


def test_no_page_is_asked_for_details_any_more(researcher, hosts):
    hosts.page(ADDRESS, html())
    client = signed_in(researcher)
    assert client.post(address("document_details"), {"url": ADDRESS}).status_code == 200
    went_out = len(hosts.looked_up)

    answer = client.post(address("document_details"), {"url": ADDRESS})

    assert answer.status_code == 429
    assert "try again at" in answer.json()["errors"]["url"][0]
    assert len(hosts.looked_up) == went_out


def test_what_the_library_has_is_found_all_the_same(researcher):
    for _ in range(3):
        throttling.refusal(researcher, "details")
    held = a_document("Wall leaks", url=ADDRESS)

    answer = signed_in(researcher).post(address("document_details"), {"url": ADDRESS})

    assert answer.json()["known"]["document"] == held.pk


def test_no_page_is_captured_by_hand_any_more(researcher):
    throttling.refusal(researcher, "capture")
    document = a_document(url=ADDRESS)

    response = signed_in(researcher).post(f"/desk/articles/document/{document.pk}/capture/")

    [said] = [str(message) for message in get_messages(response.wsgi_request)]
    assert "try again at" in said
    assert not Link.objects.exists()


@pytest.mark.parametrize("several", [{"select_across": "1"}, {}])
def test_of_many_links_none_is_visited_if_they_are_too_many(researcher, several):
    links = [a_link(a_document(f"{n}", url=f"{ADDRESS}/{n}")) for n in range(2)]
    client = signed_in(researcher)

    refused = do(client, LINKS, "check_now", links, **several)

    assert Link.objects.exclude(asked_at=None).count() == 0
    [why] = said(refused)
    assert "try again at" in why

    do(client, LINKS, "check_now", links[:1])

    assert [link.pk for link in Link.objects.exclude(asked_at=None)] == [links[0].pk]
