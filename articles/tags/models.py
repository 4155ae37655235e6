"""What stories are about (tags) and where they run (sections)."""

from django.db import models

from ..named import Alias, Merge, Named


class Tag(Named):
    description = models.TextField(
        blank=True, help_text="Stands at the head of the tag's page. Plain text."
    )


class TagAlias(Alias):
    """Another name for a tag: typing “UN” stores “United Nations”."""

    of = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name="tag")


class TagMerge(Merge):
    loser = models.ForeignKey(Tag, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Tag, models.PROTECT, related_name="+")


class Section(Named):
    position = models.PositiveSmallIntegerField(
        default=100, help_text="Sections stand in the masthead in this order."
    )
    description = models.TextField(blank=True)

    class Meta(Named.Meta):
        ordering = ["position", "folded"]


class SectionAlias(Alias):
    """A former name of a section; its address goes on answering."""

    of = models.ForeignKey(Section, models.CASCADE, related_name="aliases", verbose_name="section")


class SectionMerge(Merge):
    loser = models.ForeignKey(Section, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Section, models.PROTECT, related_name="+")
