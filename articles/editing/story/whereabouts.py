"""Where a story stands: what readers see of it now, and what they will see next."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from ...publishing import clock
from ...publishing.models import Edition
from ...reading import addresses
from ...stories.models import Status, Story


@dataclass(frozen=True)
class Whereabouts:
    """`live` and `ahead` are the editions readers see now and will see next, if any.

    `pending`: the desk copy has been saved since the newest of the two was made.
    """

    status: Status
    label: str
    live: Edition | None = None
    ahead: Edition | None = None
    pending: bool = False
    embargoed_until: datetime | None = None

    @property
    def address(self) -> str:
        """Where readers find it now; "" if they don't."""
        return addresses.of_story(self.live.published_on, self.live.slug) if self.live else ""


def of(story: Story | None) -> Whereabouts:
    """Of no story yet, too. Three queries at most."""
    if story is None:
        return Whereabouts(Status.DRAFT, "New story")
    now = clock.now()
    kept = Edition.everything.filter(story=story).exclude(visible_until=F("visible_from"))
    latest = list(kept.order_by("-number").defer("corrections")[:2])
    ahead = next((e for e in latest if e.visible_from > now), None)
    live = next((e for e in latest if e.visible_from <= now and not has_ended(e, now)), None)
    status = clock.status_now(story)
    newest = ahead or live
    embargo = story.embargo_until
    return Whereabouts(
        status,
        status.label,
        live=live,
        ahead=ahead,
        pending=bool(newest) and newest.revision_id != last_revision_id(story),
        embargoed_until=embargo if embargo and embargo > now else None,
    )


def has_ended(edition: Edition, now: datetime) -> bool:
    return edition.visible_until is not None and edition.visible_until <= now


def last_revision_id(story: Story) -> int | None:
    return story.revisions.values_list("pk", flat=True).first()
