"""Photos, and the files readers get."""

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from . import rights, vocabularies
from .credits import PhotoCredit, in_our_time, use, within_our_time
from .renditions import WHOLE

# Every file is written under a name that no other has, not even another of the same photo: so
# whoever wrote one may take it away again, for it is nobody else's.
RENDITIONS = "renditions"


def original_path(photo, filename) -> str:
    return f"originals/{photo.public_id}-{secrets.token_hex(4)}.{photo.format.lower()}"


def rendition_path(rendition, filename) -> str:
    stem, ending = rendition.name.rsplit(".", 1)
    return f"{RENDITIONS}/{stem}-{secrets.token_hex(4)}.{ending}"


def public_id() -> str:
    return secrets.token_urlsafe(12)


class Photo(models.Model):
    """One picture: its untouched original, and what it shows."""

    public_id = models.CharField(max_length=24, unique=True, default=public_id, editable=False)
    original = models.FileField(upload_to=original_path, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    looks = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="What it looks like: see looks.py. None: its original has not been read for it.",
    )
    caption = models.TextField(blank=True, help_text="Who, what, where, when.")
    alt_text = models.CharField(
        max_length=500, blank=True, help_text="What somebody who cannot see it needs to know."
    )
    sensitive = models.BooleanField(
        "upsetting to see",
        default=False,
        help_text="Readers see it once they ask to; it is on no card and no link’s picture.",
    )
    focal_x = models.FloatField(default=0.5, help_text="0 left, 1 right")
    focal_y = models.FloatField(default=0.5, help_text="0 top, 1 bottom")
    taken_at = models.DateTimeField(null=True, blank=True, validators=[in_our_time])
    place = models.CharField(
        max_length=300, blank=True, help_text="Where it was taken. For staff to find it by."
    )
    credit = models.ForeignKey(
        PhotoCredit, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    # What its own file is marked with, whatever credit it is given.
    expires_on = models.DateField(
        null=True,
        blank=True,
        validators=[in_our_time],
        help_text="The last day it may be shown, if its credit has no earlier.",
    )
    data_mining = models.CharField(
        max_length=80, blank=True, choices={"": "As its credit says", **vocabularies.DATA_MINING}
    )
    digital_source_type = models.CharField(
        "how it came to be",
        max_length=80,
        blank=True,
        choices={"": "As its credit says", **vocabularies.SOURCE_TYPES},
    )
    supplier_ref = models.CharField(
        "supplier's number", max_length=200, blank=True, help_text="What the agency calls it."
    )
    made = models.CharField(
        max_length=8,
        blank=True,
        editable=False,
        help_text="The version of the files readers get (see files.py); empty until there are any.",
    )
    keywords = models.TextField(blank=True, help_text="One on a line. For staff to find it by.")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1)) & Q(focal_y__range=(0, 1)),
                name="photo_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0), name="photo_has_a_size"
            ),
            models.CheckConstraint(
                condition=Q(data_mining__in=["", *vocabularies.DATA_MINING]),
                name="photo_data_mining_known",
            ),
            models.CheckConstraint(
                condition=Q(digital_source_type__in=["", *vocabularies.SOURCE_TYPES]),
                name="photo_source_type_known",
            ),
            models.CheckConstraint(
                condition=within_our_time("expires_on"), name="photo_expires_within_our_time"
            ),
        ]
        indexes = [
            # The clock asks when the next right ends; most photos have no day of their own.
            models.Index(
                fields=["expires_on"],
                condition=Q(expires_on__isnull=False),
                name="photo_expires_on",
            )
        ]

    def __str__(self):
        return self.caption[:80] or self.alt_text[:80] or f"Photo {self.pk}"

    @property
    def credit_line(self) -> str:
        return self.credit.line if self.credit else ""

    @property
    def source_type(self) -> str:
        """How it came to be, of vocabularies.SOURCE_TYPES, or ""."""
        credits = self.credit.source_type if self.credit else ""
        return vocabularies.more_telling(self.digital_source_type, credits)

    @property
    def label(self) -> str:
        """What readers are told before the credit: “Generated picture”, “Altered picture” or ""."""
        return vocabularies.label(self.source_type)

    @property
    def mining_wish(self) -> str:
        """What machines are asked, of vocabularies.DATA_MINING, or ""."""
        credits = self.credit.data_mining if self.credit else ""
        return vocabularies.stricter(self.data_mining, credits)

    @property
    def last_day(self) -> date | None:
        """The last day it may be shown, None if there is none."""
        days = (self.expires_on, self.credit.last_day if self.credit else None)
        return min(filter(None, days), default=None)

    @property
    def terms(self) -> rights.Terms:
        """Its credit's, and what its own file adds."""
        terms = self.credit.terms if self.credit else rights.Terms(facts=None)
        if self.expires_on and self.expires_on == self.last_day:
            terms = replace(terms, expires_on=self.expires_on)
        return replace(terms, described=bool(self.alt_text), source_type=self.digital_source_type)

    def may_run(
        self, use: rights.Use, at: datetime | None = None, *, alt_text: str = ""
    ) -> list[rights.Reason]:
        """Why this photo may not be used so at that moment, and what to look at: see rights.

        `alt_text` is a placement's own.
        """
        terms = replace(self.terms, described=True) if alt_text else self.terms
        return rights.may_run(terms, use, at or timezone.now())

    def problems(self, medium: str = "web") -> list[str]:
        """Why this photo may not be shown now, in sentences."""
        return [r.message for r in rights.blocking(self.may_run(use(medium)))]

    @property
    def change_key(self) -> str:
        return f"photo:{self.pk}"


class FormerPicture(models.Model):
    """A picture in whose place another was put: readers have seen it, so its original is kept."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="former_pictures")
    original = models.FileField(upload_to=original_path, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    format = models.CharField(max_length=8, editable=False)
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.photo}, until {timezone.localtime(self.replaced_at):%d %B %Y, %H:%M}"


class RenditionQuerySet(models.QuerySet):
    def wholes(self) -> Self:
        """Those that show all of a photo, no crops."""
        return self.filter(preset__regex=WHOLE)

    def about(self, width: int) -> "Rendition | None":
        """The narrowest that is at least `width` wide, or the widest there is; None of none."""
        rows = list(self.order_by("width"))
        return next((row for row in rows if row.width >= width), rows[-1] if rows else None)


class Rendition(models.Model):
    """One file of a photo as readers get it: a preset, a format, the credit inside."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=60, unique=True)
    file = models.FileField(upload_to=rendition_path)
    preset = models.CharField(max_length=8)
    format = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["format", "width", "id"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "preset", "format"], name="rendition_once"),
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0), name="rendition_has_a_size"
            ),
        ]

    def __str__(self):
        return self.name


class RenditionsDue(models.Model):
    """A photo whose files are to be made or remade. The row stands until they are: see making.py.

    `since` is when they were last asked for. Who makes them has the row until `taken_until`; one
    that has not done by then was killed. Or it failed, `failure` says why, and until then it rests.
    """

    photo = models.OneToOneField(Photo, models.CASCADE, primary_key=True, related_name="due")
    since = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["since"]
        verbose_name_plural = "renditions due"

    def __str__(self):
        return f"Files of {self.photo}"
