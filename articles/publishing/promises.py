"""What was promised to a person who is quoted, and what would break it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from ..sources.agreements import SourcingAgreement


def breaches(agreement: SourcingAgreement, at: datetime) -> Iterator[tuple[str, str, str, bool]]:
    """What forbids citing under `agreement` at `at`, or speaks against: code, state, what to do."""
    if agreement.revoked_at:
        todo = "Take it out, or find another who says it."
        yield "agreement_revoked", "the agreement was revoked", todo, True
    if not agreement.is_for_print:
        yield "off_record", "off the record", "Take it out, or keep it for staff only.", True
        return
    if agreement.embargo_until and at < agreement.embargo_until:
        lifts = timezone.localtime(agreement.embargo_until)
        state = f"embargoed until {lifts:%-d %B %Y, %H:%M}"
        yield "agreement_embargoed", state, "Let the story come out then or later.", True
    if not agreement.wording:
        todo = "Write into the agreement what readers are told."
        yield "agreement_without_wording", "no agreed wording", todo, True
    if agreement.is_anonymous and not agreement.reason:
        todo = "Write into the agreement why the person is not named: readers are told."
        yield "agreement_without_reason", "no reason for not naming", todo, True
    if agreement.is_anonymous and not agreement.approved_at:
        todo = "An editor who did not make the agreement has to approve it."
        yield "agreement_not_approved", "not approved", todo, True
    if agreement.is_anonymous and not agreement.information_only:
        todo = "See that nobody is judged by somebody without a name, and say so in the agreement."
        yield "agreement_of_opinion", "may be opinion", todo, False
    if agreement.is_due(at):
        state = f"to be reviewed since {agreement.review_on:%-d %B %Y}"
        yield "agreement_due", state, "Ask whether it still holds.", False
