"""Where a story stands, in a word or two with a colour: for lists, beside its headline."""

from datetime import datetime
from typing import NamedTuple

from django.utils import formats, timezone

from ..stories.models import Story


class Badge(NamedTuple):
    """`kind` is the class the stylesheet colours it by: `is-<kind>`."""

    kind: str
    label: str


def badges(story: Story) -> list[Badge]:
    """Of a story from `troubles.with_standing`. What readers see goes before what is recorded."""
    live, due = story.live_revision, story.due
    if live is None:
        found = [Badge(story.status, story.get_status_display())]
        return [Badge("scheduled", f"Scheduled {moment(due)}")] if due else found
    found = [Badge("published", "Published")]
    if due:
        found.append(Badge("scheduled", f"Update {moment(due)}"))
    elif live != story.latest_revision:
        found.append(Badge("pending", "Unpublished changes"))
    return found


def moment(at: datetime) -> str:
    """A time as short as it can be said today: “14:05”, “12 Sep, 14:05”, “12 Sep 2024”."""
    at, today = timezone.localtime(at), timezone.localdate()
    if at.date() == today:
        return formats.date_format(at, "H:i")
    return formats.date_format(at, "j M, H:i" if at.year == today.year else "j M Y")


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()
