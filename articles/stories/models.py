"""The desk copy of a story and its parts. Only staff code reads these; readers read editions."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from ..body import KEY, new_key
from ..people.models import Contributor
from ..photos.credits import PhotoCredit
from ..photos.models import Photo
from ..slug_field import SlugField
from ..sources.agreements import SourcingAgreement
from ..sources.models import Document, Source
from ..tags.models import Section, Tag

KEY_VALIDATOR = RegexValidator(
    rf"\A{KEY.pattern}\Z", "Four to 32 small letters, digits and hyphens."
)


class Status(models.TextChoices):
    """Where a story stands on its way to print. The moves between are publishing/workflow.py's."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    READY = "ready", "Ready"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    UNPUBLISHED = "unpublished", "Unpublished"
    SPIKED = "spiked", "Spiked"


class StoryTag(ItemBase):
    content_object = models.ForeignKey("Story", models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="story_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="story_tag_once")
        ]


class Story(models.Model):
    headline = models.CharField(max_length=300)
    kicker = models.CharField(
        max_length=60, blank=True, help_text="A short line above the headline."
    )
    dek = models.TextField(blank=True, help_text="The sentence under the headline.")
    slug = SlugField(max_length=110, blank=True, help_text="Left empty: from the headline.")
    dateline = models.CharField(max_length=100, blank=True, help_text="“BAGHDAD, Sept. 27”")
    body = models.TextField(blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="stories"
    )
    copy_credit = models.ForeignKey(
        PhotoCredit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="photo credit in the copy",
        help_text="A photo credit the raw copy came with, whatever photo it was for.",
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Nothing of it may be seen before."
    )
    editor_note = models.TextField(
        "note to the desk", blank=True, help_text="Readers never see it."
    )

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="filed_stories"
    )
    filed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(editable=False)

    contributors = models.ManyToManyField(Contributor, through="Byline", related_name="stories")
    photos = models.ManyToManyField(Photo, through="Placement", related_name="stories")
    tags = TaggableManager(through=StoryTag, blank=True)

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name_plural = "stories"
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="story_latest"),
            models.Index(fields=["status", "-changed_at", "-id"], name="story_latest_in_status"),
            models.Index(fields=["section", "-changed_at", "-id"], name="story_latest_in_section"),
            models.Index(fields=["filed_by", "-changed_at", "-id"], name="story_latest_of_one"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="story_status_known"
            ),
            models.CheckConstraint(condition=~Q(headline=""), name="story_has_a_headline"),
        ]
        permissions = [
            ("edit_any_story", "Can change stories of others"),
            ("submit_story", "Can submit a story"),
            ("approve_story", "Can approve a story or send it back"),
            ("publish_story", "Can publish, schedule, update and unpublish a story"),
            ("spike_story", "Can spike and revive a story"),
            ("override_readiness", "Can publish in spite of a blocking problem, with a reason"),
        ]

    def __str__(self):
        return self.headline

    @property
    def change_key(self) -> str:
        return f"story:{self.pk}"


class Byline(models.Model):
    """One contributor of one story, in the order printed."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=40, blank=True, help_text="If not by: “photographs”")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["story", "contributor"], name="byline_once")]

    def __str__(self):
        return f"{self.contributor}, {self.role}" if self.role else str(self.contributor)


class Citation(models.Model):
    """Where in the story something rests on a document, or on somebody's word.

    That is a source's (a bare credit, a person), or that of a person quoted under an agreement.
    """

    class Role(models.TextChoices):
        SUPPORTS = "supports", "Supports the claim"
        QUOTES = "quotes", "Quoted from it"
        PARAPHRASES = "paraphrases", "Paraphrased from it"
        BACKGROUND = "background", "Background"
        DATA_FOR = "data_for", "Data from it"
        CONTRADICTS = "contradicts", "Contradicts the claim"
        CREDIT_ONLY = "credit_only", "Credit only"

    class Visibility(models.TextChoices):
        PUBLIC = "public", "Readers see it"
        STAFF = "staff", "Staff only"

    story = models.ForeignKey(Story, models.CASCADE, related_name="citations")
    key = models.CharField(max_length=32, default=new_key, validators=[KEY_VALIDATOR])
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    agreement = models.ForeignKey(
        SourcingAgreement, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    role = models.CharField(max_length=12, choices=Role, default=Role.SUPPORTS)
    locator = models.CharField(max_length=100, blank=True, help_text="“p. 12”, “04:31”")
    credited_as = models.CharField(
        max_length=100, blank=True, help_text="As the copy printed it, if not by the source's name."
    )
    excerpt = models.TextField(blank=True, help_text="The exact words relied on.")
    claim = models.TextField(blank=True, help_text="What in our story rests on it.")
    accessed_on = models.DateField(null=True, blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "key"], name="citation_key_once"),
            models.CheckConstraint(
                condition=Q(document__isnull=False, source=None, agreement=None)
                | Q(document=None, source__isnull=False, agreement=None)
                | Q(document=None, source=None, agreement__isnull=False),
                name="citation_of_one_thing",
            ),
        ]

    def __str__(self):
        return str(self.document or self.source or self.agreement)


class Quotation(models.Model):
    """What the story knows of a block quotation in its body beyond what the mark itself says.

    Words, speaker and role are the mark's; the door keeps this row in step with it.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="quotations")
    key = models.CharField(max_length=32, default=new_key, validators=[KEY_VALIDATOR])
    words = models.TextField()
    speaker_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True, help_text="As it was at the time.")
    speaker = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="quotations"
    )
    said_on = models.DateField(null=True, blank=True)
    said_to = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    citation = models.ForeignKey(
        Citation, models.SET_NULL, null=True, blank=True, related_name="quotations"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["story", "key"], name="quotation_key_once")]

    def __str__(self):
        return self.words[:80]


class Placement(models.Model):
    """One photo in one story, with its own caption and never its own credit."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead photo"
        INLINE = "inline", "In the text"
        GALLERY = "gallery", "In the gallery"

    story = models.ForeignKey(Story, models.CASCADE, related_name="placements")
    key = models.CharField(max_length=32, default=new_key, validators=[KEY_VALIDATOR])
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="placements")
    role = models.CharField(max_length=8, choices=Role, default=Role.INLINE)
    caption = models.TextField(blank=True, help_text="Left empty: the photo's own.")
    alt_text = models.CharField(
        max_length=500, blank=True, help_text="Left empty: the photo's own."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "key"], name="placement_key_once"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(role="lead"), name="placement_one_lead"
            ),
        ]

    def __str__(self):
        return str(self.photo)
