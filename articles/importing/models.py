"""Raw copy as it came in, kept before anything is made of it."""

from django.conf import settings
from django.db import models

from ..stories.models import Story


class Import(models.Model):
    """One piece of raw copy. The same bytes twice are one import, and so one story."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255, blank=True, help_text="Of the file, if it was one.")
    raw = models.BinaryField()
    story = models.OneToOneField(Story, models.PROTECT, related_name="raw_copy")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.name or self.sha256[:12]
