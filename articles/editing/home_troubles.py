"""What has gone wrong under stories readers see: blocks of the home screen, one query each.

And what was agreed with people who are not named, where an editor has to decide.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import formats, timezone

from ..photos import rights
from ..photos.credits import use
from ..publishing.models import Edition, EditionPhoto
from ..sources.agreements import SourcingAgreement
from ..sources.links import Link
from ..sources.verdicts import Verdict
from ..stories.models import Citation, Status, Story
from . import troubles
from .badges import Badge, moment, name_of
from .home_block import Block, Item, block, listed, story_item, story_list, story_url

BROKEN = {Verdict.DEAD: "wrong", Verdict.DRIFTED: "wrong", Verdict.MOVED: "warn"}


def photos_in_trouble(user) -> Block:
    """Stories readers see with a photo whose credit has expired, will soon, or is not usable; and
    those they will, where the photo was let to us for another."""
    bad = troubles.photos_that_may_not_run(within=troubles.EXPIRES_SOON)
    seen = Edition.visible.filter(pk=OuterRef("edition"))
    used = {row.pk: row.used_by for row in troubles.shown_too_often()}
    rows = (
        EditionPhoto.objects.filter(Q(Exists(seen), photo__in=bad) | Q(pk__in=used))
        .select_related("edition", "photo__credit")
        .order_by("photo__credit__expires_on", "-edition_id")
    )

    def item(row: EditionPhoto) -> Item:
        reasons = row.photo.may_run(use(used_by=used.get(row.pk, "")))
        problems = [reason.message for reason in rights.blocking(reasons)]
        found = Item(row.edition.headline, story_url(row.edition.story_id), row.edition.kicker)
        found.badges = [Badge("wrong", "Photo may not run")] if problems else []
        found.note = " ".join(problems)
        if not problems:
            found.badges = [Badge("warn", f"Photo until {row.photo.last_day:%d %b}")]
            found.note = row.photo.credit_line
        return found

    return block(
        "photos",
        "Photos in trouble",
        rows,
        item,
        nothing="Every photo readers see may run.",
        url=story_list(problems="photo"),
    )


def links_that_broke(user) -> Block:
    """Pages that stories readers see rest on, and that are gone, changed or elsewhere now."""
    seen = Edition.visible.order_by().filter(editiondocument_rows__document=OuterRef("document"))
    broken = Link.objects.filter(Exists(seen), verdict__in=BROKEN).select_related("document")

    def item(link: Link) -> Item:
        document = reverse("admin:articles_document_change", args=[link.document_id])
        found = Item(link.document.title, document, when=moment(link.since))
        found.badges = [Badge(BROKEN[link.verdict], link.get_verdict_display())]
        found.note = link.address
        return found

    return block(
        "links",
        "Links that broke",
        broken.order_by("-since", "-pk"),
        item,
        nothing="No page that published stories rest on is known to be gone or changed.",
        url=reverse("admin:articles_link_changelist"),
    )


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
