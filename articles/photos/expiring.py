"""What time does to photos: the right to show one ends, an embargo lifts."""

from datetime import date, datetime, time, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from .. import changes
from ..changes import Change
from .credits import PhotoCredit
from .models import Photo
from .rights import HANDOUT_TERM, after


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
    """Log, once a day, that pages with photos whose last day was yesterday are stale."""
    midnight = end_of(timezone.localdate() - timedelta(days=1))
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = PhotoCredit.objects.filter(
        Q(expires_on=yesterday) | Q(expires_on=None, handed_out_on=yesterday - HANDOUT_TERM)
    )
    photos = Photo.objects.order_by().filter(Q(credit__in=ended) | Q(expires_on=yesterday))
    keys = {photo.change_key for photo in photos.only("pk")}
    told = Change.objects.filter(key__in=keys, at__gte=midnight).values_list("key", flat=True)
    changes.note(*(new := keys - set(told)))
    return len(new)
