"""The log of what readers' pages may now be stale.

Append-only, written in the same transaction as the change itself. A page remembers the keys it was
built from (`story:12`, `tag:5`, `section:3`, `source:7`, `photo:9`, `front`, `site`); whoever keeps
copies of pages reads the tail of this log and drops what it names.
"""

from django.db import models


class Change(models.Model):
    key = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.key


def note(*keys: str) -> None:
    """Say that pages built from these are stale. Call it inside the transaction of the change."""
    Change.objects.bulk_create([Change(key=key) for key in sorted(set(keys))])
