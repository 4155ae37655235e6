"""What has gone wrong under stories readers see: blocks of the home screen, one query each."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from ..photos import rights
from ..photos.credits import use
from ..publishing.models import Edition, EditionPhoto
from ..sources.links import Link
from ..sources.verdicts import Verdict
from . import troubles
from .badges import Badge, moment
from .home_block import Block, Item, block, story_list, story_url

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
