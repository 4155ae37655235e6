"""The archive: years, months and days, each only if something came out in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.publishing import desk
from articles.reading import addresses
from tests.newsroom import a_ready_story, a_story_in, a_user

from .pages import headlines

pytestmark = pytest.mark.django_db


def out_on(*when: int, headline: str) -> None:
    dated = datetime(*when, tzinfo=ZoneInfo("Europe/London"))
    desk.publish(story=a_ready_story(headline=headline), by=a_user("Publisher"), dated=dated)


def test_every_story_is_under_its_day_its_month_and_its_year(text):
    out_on(2024, 5, 9, 12, headline="A Thursday")
    out_on(2024, 5, 10, 12, headline="A Friday")
    out_on(2023, 1, 1, 12, headline="New Year")
    assert headlines(text("/archive/2024/05/09/")) == ["A Thursday"]
    assert headlines(text("/archive/2024/05/")) == ["A Friday", "A Thursday"]
    year = text("/archive/2024/")
    assert 'href="/archive/2024/05/"' in year
    assert 'href="/archive/2024/05/09/"' in year
    assert "/archive/2024/05/11/" not in year
    index = text("/archive/")
    assert index.index('href="/archive/2024/"') < index.index('href="/archive/2023/"')
    assert '<a href="/archive/2024/05/">May</a> <span class="count">2</span>' in index


def test_days_are_the_newsrooms_and_so_is_the_day_in_the_address(text):
    out_on(2024, 7, 1, 0, 30, headline="Just after midnight")
    assert headlines(text("/archive/2024/07/01/")) == ["Just after midnight"]
    assert 'href="/2024/07/01/just-after-midnight/"' in text("/archive/2024/07/")


@pytest.mark.parametrize("path", ["/archive/2019/", "/archive/2024/06/", "/archive/2024/05/08/"])
def test_a_time_when_nothing_came_out_is_not_found(client, path):
    out_on(2024, 5, 9, 12, headline="A Thursday")
    assert client.get(path).status_code == 404


def test_what_readers_may_not_see_is_in_no_count(client, text):
    story = a_story_in("scheduled", headline="Tomorrow")
    [edition] = story.editions(manager="everything").all()
    assert client.get(addresses.of_day(edition.published_on)).status_code == 404
    assert "Nothing has been published yet." in text("/archive/")
