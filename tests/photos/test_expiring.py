"""When time itself changes what photos readers may see."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.changes import Change
from articles.photos import expiring
from articles.publishing import clock
from tests.newsroom import a_credit, a_photo

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=ZoneInfo("Europe/London"))
TODAY = date(2026, 5, 4)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def test_nothing_changes_where_no_right_ends():
    a_credit()
    a_credit(expires_on=TODAY - timedelta(days=1))
    a_credit(embargo_until=NOON)

    assert expiring.next_change(NOON) is None


@pytest.mark.parametrize(
    ("terms", "when"),
    [
        ({"expires_on": TODAY}, midnight(date(2026, 5, 5))),
        ({"handed_out_on": date(2026, 4, 20)}, midnight(date(2026, 5, 5))),
        ({"embargo_until": NOON + timedelta(hours=2)}, NOON + timedelta(hours=2)),
    ],
)
def test_the_next_change_is_when_a_right_ends_or_an_embargo_lifts(terms, when):
    a_credit("handout", expires_on=date(2026, 6, 1))
    a_credit("handout", **terms)

    assert expiring.next_change(NOON) == when


def test_the_next_change_may_be_a_photos_own_last_day():
    a_credit(expires_on=TODAY + timedelta(days=1))
    a_photo(expires_on=TODAY - timedelta(days=1))
    a_photo(expires_on=TODAY)

    assert expiring.next_change(NOON) == midnight(date(2026, 5, 5))


def test_the_last_day_there_is_never_ends():
    assert expiring.end_of(date.max) == midnight(date.max)


def test_a_copy_of_a_page_lives_no_longer_than_that():
    a_credit(expires_on=timezone.localdate())

    assert clock.next_transition() == expiring.end_of(timezone.localdate())


@pytest.mark.parametrize("nights", [1, 3])
def test_pages_with_a_photo_that_ended_are_told_of_once_however_long_nobody_asked(nights):
    last_day = timezone.localdate() - timedelta(days=nights)
    ended = a_photo(credit=a_credit(expires_on=last_day))
    own = a_photo(expires_on=last_day)
    term = a_photo(credit=a_credit("handout", handed_out_on=last_day - timedelta(days=14)))
    a_photo(credit=a_credit(expires_on=timezone.localdate()))
    a_photo(credit=a_credit("handout", handed_out_on=timezone.localdate() - timedelta(days=14)))
    Change.objects.all().delete()

    call_command("tick")
    call_command("tick")

    keys = [change.key for change in Change.objects.all()]
    assert sorted(keys) == sorted([ended.change_key, own.change_key, term.change_key])
