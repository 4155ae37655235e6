"""What time does to stories. Readers never wait for it: what is visible the database decides.

`now` is the database's time, which is what decides what readers see; `tick` brings the desk's own
records after it: a scheduled story is published, rows of past editions leave the readers' index.
"""

from datetime import datetime

from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from ..photos import expiring
from ..stories.models import Status, Story
from . import editions
from .models import Edition, Move


def now() -> datetime:
    """The database's clock, to the millisecond, which is as fine as every database compares it."""
    if connection.vendor == "sqlite":
        told = timezone.now()  # the same machine's clock: SQLite runs in this process
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement_timestamp()")
            (told,) = cursor.fetchone()
    return told.replace(microsecond=told.microsecond // 1000 * 1000)


def tick() -> dict[str, int]:
    """Do what time alone must do; returns how many stories came out and how many editions ended.

    Each story is taken by a conditional update, so any number of these may run at once.
    """
    due = Edition.visible.filter(story__status=Status.SCHEDULED).values_list("story_id", flat=True)
    published = sum(come_out(story_id) for story_id in list(due))
    return {"published": published, "ended": turn_over()}


@transaction.atomic
def turn_over() -> int:
    """Let past editions leave the readers' index, and say what showed them; how many they were."""
    for story in editions.turned_over():
        editions.note_changes(story)
    return editions.drop_past_rows()


@transaction.atomic
def come_out(story_id: int) -> bool:
    """Record that a scheduled story is out; False if somebody else has."""
    taken = Story.objects.filter(pk=story_id, status=Status.SCHEDULED)
    if not taken.update(status=Status.PUBLISHED):
        return False
    Move.objects.create(
        story_id=story_id,
        verb="come_out",
        from_status=Status.SCHEDULED,
        to_status=Status.PUBLISHED,
    )
    editions.note_changes(Story.objects.get(pk=story_id))
    return True


def next_transition() -> datetime | None:
    """When time next changes what readers see; no copy of a page may live longer."""
    ahead = models.Q(visible_from__gt=Now()) | models.Q(visible_until__gt=Now())
    withdrawn = models.Q(visible_from=models.F("visible_until"))
    times = [
        time
        for edges in Edition.everything.filter(ahead)
        .exclude(withdrawn)
        .values_list("visible_from", "visible_until")
        for time in edges
        if time
    ]
    moment = now()
    if photos := expiring.next_change(moment):
        times.append(photos)
    return min((time for time in times if time > moment), default=None)


def status_now(story: Story) -> Status:
    """Where a story stands at this moment, whether or not a tick has recorded it yet."""
    if story.status == Status.SCHEDULED and Edition.visible.filter(story=story).exists():
        return Status.PUBLISHED
    return Status(story.status)


def come_out_if_due(story: Story) -> None:
    """Bring one story's record up to the time, before anybody moves it."""
    if status_now(story) != story.status:
        come_out(story.pk)
