"""What stories are about (tags) and where they run (sections)."""

from django.core.exceptions import ValidationError
from django.db import models

from ..named import Alias, Merge, Named
from ..names import slug_of

# A section stands at the top of the site, as /<section>/, and must leave these to others.
RESERVED = frozenset(
    {
        "archive",
        "by",
        "corrections",
        "desk",
        "feed",
        "health",
        "media",
        "photos",
        "search",
        "sources",
        "static",
        "tags",
    }
)


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

    def clean(self):
        super().clean()
        slug = slug_of(self.name, fallback="section")
        if slug in RESERVED or slug.isdigit():
            raise ValidationError({"name": f"/{slug}/ is the address of another page of the site."})


class SectionAlias(Alias):
    """A former name of a section; its address goes on answering."""

    of = models.ForeignKey(Section, models.CASCADE, related_name="aliases", verbose_name="section")


class SectionMerge(Merge):
    loser = models.ForeignKey(Section, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Section, models.PROTECT, related_name="+")
