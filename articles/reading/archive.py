"""Every story by the day it came out: years, months, days."""

from calendar import Calendar
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import dateformat, timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from ..publishing.models import Edition
from . import addresses, cards, lists, times
from .frame import frame, page

WEEKS = Calendar()  # from Monday


def stories_a_day(**wanted) -> dict[date, int]:
    """How many stories came out on each day that had any, oldest first."""
    days = Edition.visible.filter(**wanted).order_by("published_on").values_list("published_on")
    return dict(days.annotate(Count("pk")))


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The whole archive on one page: months, by year."""
    counts: dict[date, int] = {}
    for day, count in stories_a_day().items():
        month = day.replace(day=1)
        counts[month] = counts.get(month, 0) + count
    by_year: dict[int, list] = {}
    for month, count in reversed(counts.items()):
        by_year.setdefault(month.year, []).insert(0, month_link(month, count))
    return page(
        request,
        "archive_index.html",
        frame(),
        canonical=addresses.to("archive_index"),
        years=[
            {"year": year, "address": addresses.to("archive", year), "months": months}
            for year, months in by_year.items()
        ],
    )


def month_link(month: date, count: int) -> dict:
    return {
        "name": dateformat.format(month, "F"),
        "address": addresses.to("archive", month.year, month.month),
        "count": count,
    }


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year as calendars, each day with stories a link."""
    counts = stories_a_day(published_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if not counts:
        raise Http404
    return page(
        request,
        "archive_year.html",
        frame(),
        canonical=addresses.to("archive", year),
        year=year,
        weekdays=WEEKDAYS_ABBR.values(),
        months=[
            calendar(year, month, counts)
            for month in sorted({day.month for day in counts}, reverse=True)
        ],
    )


def calendar(year: int, month: int, counts: dict[date, int]) -> dict:
    """A month in weeks: [{"number", "address", "count"}], the days of other months as None."""
    first = date(year, month, 1)
    days = {day.day: count for day, count in counts.items() if day.month == month}
    return {
        **month_link(first, sum(days.values())),
        "weeks": [
            [
                number
                and {
                    "number": number,
                    "count": days.get(number, 0),
                    "address": number in days and addresses.to("archive", year, month, number),
                }
                for number in week
            ]
            for week in WEEKS.monthdayscalendar(year, month)
        ],
    }


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    first = addresses.day_of(year, month, 1)
    after = (first + timedelta(days=31)).replace(day=1)
    return listed(
        request,
        first,
        after,
        title=dateformat.format(first, "F Y"),
        canonical=addresses.to("archive", year, month),
        above=(str(year), addresses.to("archive", year)),
    )


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    only = addresses.day_of(year, month, day)
    return listed(
        request,
        only,
        only + timedelta(days=1),
        title=times.full_day(only),
        canonical=addresses.of_day(only),
        above=(dateformat.format(only, "F Y"), addresses.to("archive", year, month)),
    )


def listed(request: HttpRequest, first: date, after: date, **context) -> HttpResponse:
    """The stories from `first` until `after`, newest first, under their days."""
    within = Edition.visible.filter(
        published_at__gte=midnight(first), published_at__lt=midnight(after)
    )
    found = lists.page_of(cards.rows(within.newest()), lists.number_in(request.GET), size=50)
    if not found.rows:
        raise Http404
    around = frame()
    days: dict[date, list] = {}
    for card in cards.cards(found.rows, around, photos={}):
        days.setdefault(card.day, []).append(card)
    return page(
        request,
        "archive_days.html",
        around,
        days=[(times.full_day(day), addresses.of_day(day), of_day) for day, of_day in days.items()],
        list=found,
        **context,
    )


def midnight(day: date) -> datetime:
    """When `day` begins in the newsroom, on which days in addresses are reckoned."""
    return timezone.make_aware(datetime.combine(day, time.min))
