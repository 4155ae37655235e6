"""What was saved (revisions), what readers saw (editions), and who moved a story (moves)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ..people.models import Contributor
from ..photos.models import Photo
from ..slug_field import SlugField
from ..sources.models import Document, Source
from ..stories.models import Story
from ..tags.models import Section, Tag

User = settings.AUTH_USER_MODEL


class Revision(models.Model):
    """The whole story as it stood at one save. Never changes."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField(editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number_once")
        ]

    def __str__(self):
        return f"Revision {self.number}"


class EditionQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-published_at", "-id")


class VisibleManager(models.Manager.from_queryset(EditionQuerySet)):
    """Editions readers may see now, by the database's clock. The one spelling of "visible"."""

    def get_queryset(self):
        now = Now()
        return (
            super()
            .get_queryset()
            .filter(Q(visible_until=None) | Q(visible_until__gt=now), visible_from__lte=now)
        )


class SeenManager(models.Manager.from_queryset(EditionQuerySet)):
    """Editions readers may see or have seen: the public history of stories."""

    def get_queryset(self):
        begun = super().get_queryset().filter(visible_from__lte=Now())
        return begun.exclude(visible_until=F("visible_from"))


class AheadManager(models.Manager.from_queryset(EditionQuerySet)):
    """Editions readers are still to see, at most one a story; one taken back is closed."""

    def get_queryset(self):
        return super().get_queryset().filter(visible_from__gt=Now(), visible_until=None)


class Edition(models.Model):
    """A revision as readers saw it, from `visible_from` until `visible_until` (open: until now).

    Never changes but for its closing, and is never deleted. One that was closed before it was
    seen (an unscheduled one) has an empty interval.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="editions")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True)
    published_at = models.DateTimeField(help_text="When the story's first edition came out.")
    published_on = models.DateField(help_text="That day in the newsroom; it stands in the address.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    # The notices it stood under: [{"kind", "text", "at"}], oldest first. Corrections are
    # append-only, so what an edition carries of them is as fixed as its words.
    corrections = models.JSONField(default=list)

    # The photos' own caption and alt text as they were, by the photo's id: {"7": ["…", "…"]}. They
    # are printed where a placement has none, so a change of them is not to change what is out.
    photo_words = models.JSONField(default=dict)

    # What lists and addresses need, so that they read one table.
    slug = SlugField(max_length=110)
    headline = models.CharField(max_length=300)
    kicker = models.CharField(max_length=60, blank=True)
    dek = models.TextField(blank=True)
    byline = models.CharField(max_length=300, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="editions")
    lead_photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="led_editions")

    visible = VisibleManager()
    seen = SeenManager()
    ahead = AheadManager()
    everything = models.Manager.from_queryset(EditionQuerySet)()

    class Meta:
        ordering = ["-published_at", "-id"]
        base_manager_name = "everything"
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="edition_newest"),
            models.Index(
                fields=["section", "-published_at", "-id"], name="edition_newest_in_section"
            ),
            models.Index(fields=["published_on", "slug"], name="edition_by_address"),
            models.Index(fields=["visible_until"], name="edition_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["story"],
                condition=Q(visible_until__isnull=True),
                name="edition_one_current",
            ),
            models.UniqueConstraint(
                fields=["published_on", "slug"],
                condition=Q(visible_until__isnull=True),
                name="edition_alone_at_its_address",
            ),
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="edition_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("visible_from")),
                name="edition_not_before_the_first",
            ),
        ]

    def __str__(self):
        return f"{self.headline} (edition {self.number})"


class EditionRow(models.Model):
    """What readers look editions up by. Index rows: taken out when their edition is past."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="%(class)s_rows")
    published_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self._meta.verbose_name} of edition {self.edition_id}"


class EditionTag(EditionRow):
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="edition_rows")

    class Meta:
        indexes = [
            models.Index(fields=["tag", "-published_at", "-edition"], name="edition_tag_newest")
        ]
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]


class EditionContributor(EditionRow):
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="edition_rows")

    class Meta:
        indexes = [
            models.Index(
                fields=["contributor", "-published_at", "-edition"],
                name="edition_contributor_newest",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "contributor"], name="edition_contributor_once"
            )
        ]


class EditionDocument(EditionRow):
    document = models.ForeignKey(Document, models.PROTECT, related_name="edition_rows")

    class Meta:
        indexes = [
            models.Index(
                fields=["document", "-published_at", "-edition"], name="edition_document_newest"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "document"], name="edition_document_once")
        ]


class EditionSource(EditionRow):
    source = models.ForeignKey(Source, models.PROTECT, related_name="edition_rows")

    class Meta:
        indexes = [
            models.Index(
                fields=["source", "-published_at", "-edition"], name="edition_source_newest"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "source"], name="edition_source_once")
        ]


class EditionPhoto(EditionRow):
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="edition_rows")

    class Meta:
        indexes = [
            models.Index(fields=["photo", "-published_at", "-edition"], name="edition_photo_newest")
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "photo"], name="edition_photo_once")
        ]


class PhotoShown(models.Model):
    """That a past edition showed a photo. Kept for good: a photo let for one story stays used up,
    and where one has been used is always known."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="photos_shown")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="past_rows")

    class Meta:
        verbose_name_plural = "photos shown"
        constraints = [
            models.UniqueConstraint(fields=["edition", "photo"], name="photo_shown_once")
        ]

    def __str__(self):
        return f"{self.photo} in edition {self.edition_id}"


class Move(models.Model):
    """One step of a story on its way: from where to where, by which verb, who and when."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=12)
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Nobody: the clock."
    )
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["story", "-id"], name="move_latest")]

    def __str__(self):
        return f"{self.verb}: {self.from_status} → {self.to_status}"


class Correction(models.Model):
    """What was wrong in a published story and what is right. Append-only once public."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        EDITORS_NOTE = "editors_note", "Editor's note"
        UPDATE = "update", "Update"
        RETRACTION = "retraction", "Retraction"

    story = models.ForeignKey(Story, models.PROTECT, related_name="corrections")
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        related_name="new_corrections",
        help_text="The first that has it right.",
    )
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(help_text="What was wrong, and what is right.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="correction_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:80]}"

    def as_notice(self) -> dict[str, str]:
        """As an edition carries it."""
        return {"kind": self.kind, "text": self.text, "at": self.at.isoformat()}


class FrontSlot(models.Model):
    """A story an editor has given a place on the front page; the rest follows by time."""

    class Place(models.TextChoices):
        LEAD = "lead", "Lead"
        SECONDARY = "secondary", "Secondary"

    story = models.OneToOneField(Story, models.CASCADE, related_name="front_slot")
    place = models.CharField(max_length=10, choices=Place)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(place="lead"), name="front_one_lead"
            )
        ]

    def __str__(self):
        return f"{self.get_place_display()}: {self.story}"
