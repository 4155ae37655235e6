"""What may be wrong with stories, as questions a database answers for many of them at once.

The full examination is publishing/readiness.py's, one story at a time. These are the few of its
rules that can be asked of a whole archive; a story they find is blocked, one they do not find may
still be.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..photos import deeds, rights
from ..photos.credits import PhotoCredit
from ..photos.models import Photo
from ..photos.nobody import NOBODY
from ..publishing.editions import NEVER_SEEN, first_shown_in
from ..publishing.models import Edition, EditionPhoto, PhotoShown, Revision
from ..sources.agreements import SourcingAgreement, Terms
from ..stories.models import Citation, Placement, Status, Story

UNSEEN = (Status.DRAFT, Status.SUBMITTED, Status.READY, Status.SCHEDULED, Status.UNPUBLISHED)
EXPIRES_SOON = timedelta(days=14)
TK = r"(^|[^A-Za-z0-9_])(TK)+([^A-Za-z0-9_]|$)"  # \b means something else to every database


def incomplete() -> Q:
    """Credits that lack what their kind needs: rights.missing(), put to the database.

    Whether a prescribed line names anybody, only rights.missing() tells of all of them: of "Handout
    via AP", say.
    """
    lacking = ~Q(mandatory_line="") & Q(mandatory_line__iregex=NOBODY)
    for kind, needs in rights.NEEDS.items():
        for need in needs:
            unmet = Q(kind=kind)
            for field in need.fields:
                unmet &= Q(**{f"{field}__iregex": need.nothing})
            if "license_url" in need.fields:
                unmet &= ~Q(license_name__iregex=deeds.NAMED)
            if need.printed:
                unmet &= Q(mandatory_line="")
            lacking |= unmet
    return lacking


def forbidden(today: date, at: datetime) -> Q:
    """Credits whose terms forbid it then: rights.forbidden(), put to the database.

    That a photo was let to us for one story, `shown_too_often` tells of those that are out.
    """
    handed_out = Q(kind="handout", expires_on=None)
    ended = Q(expires_on__lt=today) | handed_out & Q(handed_out_on__lt=today - rights.HANDOUT_TERM)
    not_here = ~Q(medium__in=[name for name, media in rights.GOOD_FOR.items() if "web" in media])
    for country in settings.READ_IN:
        not_here |= ~Q(territories="") & ~Q(territories__contains=country)
    if not settings.READ_IN:
        not_here |= ~Q(territories="")
    return ended | Q(embargo_until__gt=at) | not_here


def photos_that_may_not_run(*, within: timedelta = timedelta(0)) -> QuerySet[Photo]:
    """Photos without a usable credit today, or whose credit ends `within` some days from now."""
    then = timezone.localdate() + within
    bad = PhotoCredit.objects.filter(incomplete() | forbidden(then, timezone.now()))
    return Photo.objects.order_by().filter(
        Q(credit=None) | Q(credit__in=bad.order_by()) | Q(expires_on__lt=then)
    )


def ends_soon(last_day: date) -> bool:
    """Whether a photo with that last day is among those that may not run EXPIRES_SOON from now."""
    return last_day < timezone.localdate() + EXPIRES_SOON


def shown_too_often() -> list[EditionPhoto]:
    """Where stories show, or will, a photo let to us for one that is another: `used_by` says which.

    The story that showed it first is not among them.
    """
    out = Exists(Edition.visible.filter(pk=OuterRef("edition")))
    ahead = Exists(Edition.ahead.filter(pk=OuterRef("edition")))
    elsewhere = Q(pk__in=())
    for table in (EditionPhoto, PhotoShown):
        same = table.objects.filter(photo=OuterRef("photo")).exclude(NEVER_SEEN)
        elsewhere |= Q(Exists(same.exclude(edition__story=OuterRef("edition__story"))))
    rows = EditionPhoto.objects.filter(out | ahead, elsewhere, photo__credit__one_story=True)
    found = list(rows.select_related("edition", "photo").order_by("photo", "edition"))
    first = first_shown_in({row.photo_id for row in found})
    late = [row for row in found if first[row.photo_id][0] != row.edition.story_id]
    for row in late:
        _, row.used_by = first[row.photo_id]
    return late


def with_bad_photo() -> Q:
    """Stories with a photo that may not run, or that was let to us for another story."""
    placed = Placement.objects.order_by().filter(photo__in=photos_that_may_not_run())
    late = {row.edition.story_id for row in shown_too_often()}
    return Q(pk__in=placed.values("story")) | Q(pk__in=late)


def stories_with_bad_agreement() -> QuerySet:
    """Those that cite, for readers, somebody who may not be quoted so, or not yet."""
    public = Citation.objects.order_by().filter(visibility=Citation.Visibility.PUBLIC)
    return public.filter(agreement__in=broken_agreements(timezone.now())).values("story")


def scheduled_with_bad_agreement() -> QuerySet:
    """Stories on the schedule that will then cite, for readers, somebody who may not be quoted."""
    due = Edition.ahead.filter(story=OuterRef("pk")).order_by().values("visible_from")[:1]
    bad = broken_agreements(OuterRef("due")).filter(
        citations__story=OuterRef("pk"), citations__visibility=Citation.Visibility.PUBLIC
    )
    waiting = Story.objects.order_by().filter(status=Status.SCHEDULED).annotate(due=Subquery(due))
    return waiting.filter(Exists(bad)).values("pk")


def broken_agreements(at: datetime | OuterRef) -> QuerySet[SourcingAgreement]:
    """Those under which nobody may be cited at `at`: the blocking ones of promises.breaches."""
    gone = Q(revoked_at__isnull=False) | Q(terms=Terms.OFF_RECORD) | Q(embargo_until__gt=at)
    unsaid = Q(wording="") | ~Q(terms=Terms.ON_RECORD) & (Q(reason="") | Q(approved_at=None))
    return SourcingAgreement.objects.order_by().filter(gone | unsaid)


def a_tk_stands() -> Q:
    return Q(headline__regex=TK) | Q(dek__regex=TK) | Q(body__regex=TK)


def stories_on_one_source() -> QuerySet:
    """Stories all of whose citations rest on one source, as sourcing.measure counts sources.

    A document that nobody published and a person who is not named are each their own.
    """
    origin = Coalesce(
        F("document__publisher"), F("source"), F("document") * -2, F("agreement") * -2 - 1
    )
    counted = (
        Citation.objects.order_by().values("story").annotate(origins=Count(origin, distinct=True))
    )
    return counted.filter(origins=1).values("story")


def stories_on_nothing() -> Q:
    return ~Exists(Citation.objects.filter(story=OuterRef("pk")))


def blocked() -> Q:
    """Stories that could not come out as they stand, or stand out and should not.

    Asked of stories not yet out: no section, a TK. Of every story: a photo that may not run,
    somebody who may not be quoted so.
    """
    before_print = Q(section=None) | a_tk_stands()
    bad = with_bad_photo() | Q(pk__in=stories_with_bad_agreement())
    return bad | Q(status__in=UNSEEN) & before_print


def with_standing(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Each with the ids of its `latest_revision` and `live_revision` and the time `due`.

    `live_revision` is what readers see now (None: nothing); `due` is when they will see another.
    """
    ours = {"story": OuterRef("pk")}
    latest = Revision.objects.filter(**ours).order_by("-number")
    live = Edition.visible.filter(**ours).order_by()
    ahead = Edition.ahead.filter(**ours)
    return stories.annotate(
        latest_revision=Subquery(latest.values("pk")[:1]),
        live_revision=Subquery(live.values("revision")[:1]),
        due=Subquery(ahead.order_by().values("visible_from")[:1]),
    )


def with_unpublished_changes(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Those whose desk copy is ahead of what readers see."""
    standing = with_standing(stories.filter(status__in=(Status.PUBLISHED, Status.SCHEDULED)))
    return standing.filter(live_revision__isnull=False, latest_revision__gt=F("live_revision"))
