"""What is kept of what was cited."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .models import Document

User = settings.AUTH_USER_MODEL


class CaptureQuerySet(models.QuerySet):
    def for_readers(self):
        """Pages and their words that readers may be given; what is kept is kept either way."""
        fetched = self.filter(same_as=None, status__isnull=False).exclude(text="")
        return fetched.filter(withheld="", asks_not_to_be_archived=False)

    def latest_words(self):
        """Of each document the latest page that was fetched and the latest file that was brought,
        as far as they have words."""
        telling = self.exclude(text="").exclude(withheld=Capture.Withheld.FAILED)
        latest = telling.order_by().values("document", "tool").annotate(last=models.Max("pk"))
        return Capture.objects.filter(pk__in=latest.values("last")).select_related("same_as")


class Capture(models.Model):
    """What we saw of a document at one time, and the file that proves it.

    Never changes but for whether it is `withheld`, and to which document it belongs, and is never
    deleted: the database refuses all else.

    The same content seen again is a row without a file that points at the first. `file` names a
    file in the evidence storage, which has no address: it is a plain column so that nothing can
    make one. What becomes of the file the database cannot know: `verify_captures` looks.
    """

    class Kind(models.TextChoices):
        PAGE = "page", "Web page"
        PDF = "pdf", "PDF"
        IMAGE = "image", "Picture"
        SCREENSHOT = "screenshot", "Screenshot"
        EMAIL = "email", "E-mail"
        TRANSCRIPT = "transcript", "Transcript"
        AUDIO = "audio", "Recording"
        OTHER = "other", "Other"

    class Withheld(models.TextChoices):
        OWNER = "owner", "The owner of the site asked"
        TAKEDOWN = "takedown", "Taken down by order"
        PERSONAL = "personal", "It shows what is nobody's business"
        FAILED = "failed", "It does not show the page"
        FLAGGED = "flagged", "To be looked at first"

    document = models.ForeignKey(Document, models.PROTECT, related_name="captures")
    kind = models.CharField(max_length=10, choices=Kind)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="seen_again", help_text="Who has the file."
    )
    file = models.CharField(max_length=100, blank=True, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, help_text="Of the content, unpacked.")
    size = models.PositiveIntegerField(help_text="Of the content, in bytes.")
    content_type = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Nobody: the monitor."
    )
    tool = models.CharField(max_length=40, help_text="What made the file.")

    # Fetched
    requested_address = models.CharField(max_length=2048, blank=True)
    final_address = models.CharField(max_length=2048, blank=True)
    hops = models.JSONField(default=list, help_text="Redirects: [{address, status}]")
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict, help_text="Those worth looking up.")
    asks_not_to_be_archived = models.BooleanField(default=False)
    # Brought by hand
    name = models.CharField("file name", max_length=200, blank=True)
    note = models.TextField(blank=True, help_text="Where it comes from.")

    # What it says
    title = models.CharField(max_length=500, blank=True)
    authors = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True)
    text = models.TextField(blank=True, help_text="The article, or all of its words.")

    withheld = models.CharField("not shown", max_length=10, choices=Withheld, blank=True)
    withheld_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withheld_at = models.DateTimeField(null=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["document", "-id"], name="capture_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "page",
                        "pdf",
                        "image",
                        "screenshot",
                        "email",
                        "transcript",
                        "audio",
                        "other",
                    ]
                ),
                name="capture_kind_known",
            ),
            models.UniqueConstraint(
                fields=["document", "sha256"],
                condition=Q(same_as__isnull=True),
                name="capture_content_once",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True, file__gt="", file_sha256__gt="")
                | Q(same_as__isnull=False, file="", file_sha256=""),
                name="capture_of_its_own_or_seen_again",
            ),
            models.CheckConstraint(
                condition=Q(status__isnull=False, final_address__gt="")
                | Q(status__isnull=True, final_address="", by__isnull=False),
                name="capture_fetched_or_brought",
            ),
            models.CheckConstraint(
                condition=Q(withheld="", withheld_by=None, withheld_at=None)
                | Q(withheld__gt="", withheld_by__isnull=False, withheld_at__isnull=False),
                name="capture_withheld_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.at:%Y-%m-%d %H:%M}"

    @property
    def kept_as(self) -> "Capture":
        """The capture that has the file."""
        return self.same_as or self
