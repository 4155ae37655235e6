"""What time does to photos: the right to show one ends, an embargo lifts."""

from datetime import date, datetime, time, timedelta

from django.db.models import Max, Min, Q
from django.utils import timezone

from .. import changes
from ..changes import Change
from .credits import PhotoCredit
from .models import Photo
from .rights import HANDOUT_TERM, after

LATELY = timedelta(days=7)


def next_change(at: datetime) -> datetime | None:
    """When, after `at`, some photo may first no longer be shown, or at last be; None: never."""
    today = timezone.localdate(at)
    ends = PhotoCredit.objects.order_by().aggregate(
        expires=Min("expires_on", filter=Q(expires_on__gte=today)),
        term=Min(
            "handed_out_on", filter=Q(expires_on=None, handed_out_on__gte=today - HANDOUT_TERM)
        ),
        lifts=Min("embargo_until", filter=Q(embargo_until__gt=at)),
    )
    own = Photo.objects.order_by().filter(expires_on__gte=today).aggregate(ends=Min("expires_on"))
    moments = [
        own["ends"] and end_of(own["ends"]),
        ends["expires"] and end_of(ends["expires"]),
        ends["term"] and end_of(after(ends["term"], HANDOUT_TERM)),
        ends["lifts"],
    ]
    return min(filter(None, moments), default=None)


def end_of(day: date) -> datetime:
    """The moment `day` is over in the newsroom; of the last day there is, its beginning."""
    return timezone.make_aware(datetime.combine(after(day, timedelta(days=1)), time.min))


def note_ended() -> int:
    """Log, once for each, that pages with photos whose last day is over are stale.

    Looks back over LATELY, for nights on which nobody asked. Returns of how many it was logged.
    """
    since, yesterday = (timezone.localdate() - ago for ago in (LATELY, timedelta(days=1)))
    begun = (since - HANDOUT_TERM, yesterday - HANDOUT_TERM)
    ended = PhotoCredit.objects.filter(
        Q(expires_on__range=(since, yesterday)) | Q(expires_on=None, handed_out_on__range=begun)
    )
    photos = Photo.objects.order_by().filter(
        Q(credit__in=ended.order_by()) | Q(expires_on__range=(since, yesterday))
    )
    over = {
        photo.change_key: end_of(photo.last_day)
        for photo in photos.select_related("credit")
        if photo.last_day >= since
    }
    logged = Change.objects.order_by().filter(key__in=over, at__gte=end_of(since))
    told = dict(logged.values_list("key").annotate(Max("at")))
    new = [key for key, at in over.items() if key not in told or told[key] < at]
    changes.note(*new)
    return len(new)
