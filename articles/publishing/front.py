"""The arrangement of the front page: what leads, what stands beside it; the rest goes by time."""

from collections.abc import Sequence

from django.db import transaction

from .. import changes
from ..stories.models import Story
from .models import Edition, FrontSlot
from .refusals import NotAllowed, Refused

SECONDARY = 6  # places beside the lead


@transaction.atomic
def arrange(*, by, lead: Story | None, secondary: Sequence[Story]) -> None:
    """Give `lead` and `secondary` their places, in this order, and take everybody else's."""
    if not by.has_perm("articles.change_frontslot"):
        raise NotAllowed("You may not arrange the front page.")
    placed = [story for story in (lead, *secondary) if story]
    if len({story.pk for story in placed}) < len(placed):
        raise Refused("A story can have only one place on the front page.")
    if len(secondary) > SECONDARY:
        raise Refused(f"There are {SECONDARY} places beside the lead.")
    visible = set(Edition.visible.filter(story__in=placed).values_list("story_id", flat=True))
    for story in placed:
        if story.pk not in visible:
            raise Refused(f"“{story}” is not published: readers could not see it.")
    FrontSlot.objects.all().delete()
    FrontSlot.objects.bulk_create(
        FrontSlot(
            story=story,
            place=FrontSlot.Place.LEAD if story == lead else FrontSlot.Place.SECONDARY,
            position=position,
        )
        for position, story in enumerate(placed)
    )
    changes.note("front")
