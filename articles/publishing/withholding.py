"""What leaves the schedule when an agreement changes, so that nothing breaks it by the clock."""

from collections.abc import Iterator

from django.db import transaction

from ..sources import agreements
from ..sources.agreements import SourcingAgreement
from ..stories.models import Story
from . import desk, guards, printed, promises
from .models import Edition


@transaction.atomic
def keep(agreement: SourcingAgreement, *, by) -> list[Story]:
    """Save a change of `agreement`; the stories that it took off the schedule."""
    agreements.keep(agreement)
    return take_off_schedule(agreement, by=by)


@transaction.atomic
def revoke(agreement: SourcingAgreement, *, by) -> list[Story]:
    """Revoke `agreement`; the stories that it took off the schedule."""
    agreements.revoke(agreement, by=by)
    return take_off_schedule(SourcingAgreement.objects.get(pk=agreement.pk), by=by)


def take_off_schedule(agreement: SourcingAgreement, *, by) -> list[Story]:
    """Hold back what cites `agreement` and breaks it when it is due, past any overriding.

    Words that only await another approval hold nothing back: readers get those approved before.
    """
    held = []
    for edition in resting_ahead(agreement):
        broken = promises.breaches(agreement, edition.visible_from)
        if why := next((each for each in broken if each[0] in guards.NEVER), None):
            _, state, todo, _ = why
            desk.hold_back(story=edition.story, by=by, note=f"“{agreement}”: {state}. {todo}")
            held.append(edition.story)
    return held


def resting_ahead(agreement: SourcingAgreement) -> Iterator[Edition]:
    """Editions to come that cite `agreement` for readers, whatever the desk copy cites now."""
    for edition in Edition.ahead.select_related("story", "revision"):
        cited = printed.read_citations(edition.revision.snapshot["citations"])
        if agreement.pk in {citation.agreement for citation in cited}:
            yield edition
