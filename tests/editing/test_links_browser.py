"""A researcher's way with links that broke, in a real browser."""

import pytest
from django.utils import timezone

from articles.sources.links import HostRule, Link
from articles.stories.copy import CitationCopy
from tests.newsroom import a_document, a_link, a_published_story, a_user

from .desks import at_the_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "https://paper.example/a/very/long/address/that/no/telephone/shows/in/one/line/wall.html"


@pytest.fixture
def researcher(sign_in):
    """The page, in which a researcher is signed in."""
    return sign_in(a_user("Researcher", name="Rosa Researcher"))


def a_cited_link(title: str, url: str, **fields) -> Link:
    document = a_document(title, url=url)
    a_published_story(citations=(CitationCopy("cite-one", document=document.pk),))
    return a_link(document, since=timezone.now(), **fields)


def test_a_false_alarm_is_found_and_becomes_a_rule(researcher, live_server, complaints):
    false = a_cited_link("Wall leaks", LONG, verdict="dead")
    a_cited_link("Tides", "https://tides.example/", verdict="alive")

    researcher.goto(f"{live_server.url}/desk/articles/link/")
    researcher.get_by_role("link", name="Dead", exact=True).click()
    table = researcher.get_by_role("table")
    assert "Wall leaks" in table.inner_text()
    assert "Tides" not in table.inner_text()

    researcher.get_by_role("link", name="A rule for paper.example").click()
    assert researcher.get_by_label("Host").input_value() == "paper.example"
    researcher.get_by_label("Treatment").select_option(label=HostRule.Treatment.PAYWALL.label)
    researcher.get_by_label("Reason").fill("We subscribe, and it is there.")
    researcher.get_by_role("button", name="Save", exact=True).click()

    researcher.get_by_text("1 page of paper.example will be looked at again.").wait_for()
    false.refresh_from_db()
    assert (false.verdict, HostRule.objects.get().by.first_name) == ("unknown", "Rosa")
    assert not complaints()


def test_its_screens_fit_a_phone_keep_the_policy_and_are_open_to_all(
    researcher, live_server, complaints, axe_violations
):
    a_cited_link("Wall leaks", LONG, verdict="dead")
    moved = "https://tides.example/new"
    a_cited_link("Tides", "https://tides.example/", verdict="moved", moved_to=moved)
    rosa = at_the_desk("Researcher", name="Rosa Other").user
    HostRule.objects.create(host="paper.example", treatment="paywall", reason="We pay.", by=rosa)

    for address in ("link/", "hostrule/", "hostrule/add/?host=paper.example"):
        researcher.goto(f"{live_server.url}/desk/articles/{address}")
        for width in (390, 1280):
            for scheme in ("light", "dark"):
                researcher.set_viewport_size({"width": width, "height": 900})
                researcher.emulate_media(color_scheme=scheme)
                shown = researcher.evaluate("document.documentElement.scrollWidth")
                assert shown <= width, f"{address} is {shown} wide at {width}"
                assert axe_violations() == [], f"{address} at {width}, {scheme}"
    assert not complaints()
