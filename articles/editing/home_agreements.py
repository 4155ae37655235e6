"""What was agreed with people who are quoted: blocks of the home screen, one query each."""

from collections.abc import Callable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import formats, timezone

from ..sources.agreements import SourcingAgreement
from ..stories.models import Citation, Status, Story
from . import troubles
from .badges import Badge, name_of
from .home_block import Block, Item, block, listed, story_item, story_list


def agreements_in_trouble(user) -> Block:
    """Stories readers see, or will, in which somebody is quoted otherwise than agreed with them."""
    bad = Q(status=Status.PUBLISHED, pk__in=troubles.stories_with_bad_agreement())
    bad |= Q(pk__in=troubles.scheduled_with_bad_agreement())
    stories = listed(Story.objects.filter(bad))

    def item(story: Story) -> Item:
        found = story_item(story, when=story.changed_at, by=True)
        found.badges = [Badge("wrong", "Not as agreed")]
        if story.status == Status.SCHEDULED:
            found.badges.append(Badge("scheduled", "Scheduled"))
        return found

    return block(
        "agreements",
        "People quoted otherwise than agreed",
        stories.order_by("-changed_at", "-id"),
        item,
        nothing="Everybody is quoted as agreed.",
        url=story_list(problems="agreement"),
    )


def agreements_to_approve(user) -> Block:
    """What others agreed with people who are not named, the longest waiting first."""
    waiting = SourcingAgreement.objects.awaiting_approval().exclude(agreed_by=user)
    return agreement_block(
        "approvals",
        "Waiting to be quoted unnamed",
        waiting.order_by("agreed_on", "pk"),
        lambda agreement: "",
        nothing="Nobody waits to be quoted unnamed.",
        standing="waiting",
    )


def agreements_to_review(user) -> Block:
    """What was agreed with somebody, and is to be asked again: the longest overdue first."""
    due = SourcingAgreement.objects.due(timezone.now())
    return agreement_block(
        "reviews",
        "Due to be asked again",
        due.order_by("review_on", "pk"),
        lambda agreement: f"Ask if it still holds: due {day(agreement.review_on)}.",
        nothing="Nobody is due to be asked again.",
        standing="due",
    )


def agreement_block(
    key: str,
    title: str,
    agreements: QuerySet[SourcingAgreement],
    note: Callable,
    *,
    nothing: str,
    standing: str,
) -> Block:
    cited = Citation.objects.filter(agreement=OuterRef("pk")).order_by("-story__changed_at", "pk")
    agreements = agreements.select_related("agreed_by").annotate(
        cited_in=Subquery(cited.values("story__headline")[:1])
    )

    def item(agreement: SourcingAgreement) -> Item:
        url = reverse("admin:articles_sourcingagreement_change", args=[agreement.pk])
        said = [name_of(agreement.agreed_by)]
        said.append(f"for “{agreement.cited_in}”" if agreement.cited_in else "cited nowhere yet")
        terms, agreed = agreement.get_terms_display(), day(agreement.agreed_on)
        return Item(str(agreement), url, terms, agreed, said, note(agreement))

    url = reverse("admin:articles_sourcingagreement_changelist", query={"standing": standing})
    return block(key, title, agreements, item, nothing=nothing, url=url)


def day(when: date) -> str:
    this_year = when.year == timezone.localdate().year
    return formats.date_format(when, "j M" if this_year else "j M Y")
