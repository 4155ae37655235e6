"""Who writes: contributors and their names."""

from django.conf import settings
from django.db import models

from ..named import Alias, Merge, Named


class Contributor(Named):
    """Somebody whose name stands in a byline; a member of staff is also a user."""

    title = models.CharField(max_length=100, blank=True, help_text="“Harbour correspondent”")
    bio = models.TextField(blank=True, help_text="A few sentences for their page. Plain text.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        help_text="The account this person signs in with, if they have one.",
    )


class ContributorAlias(Alias):
    of = models.ForeignKey(
        Contributor, models.CASCADE, related_name="aliases", verbose_name="contributor"
    )


class ContributorMerge(Merge):
    loser = models.ForeignKey(Contributor, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Contributor, models.PROTECT, related_name="+")
