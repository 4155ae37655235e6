"""What refers to a row of the library, in newsroom words."""

from collections.abc import Container

from django.db import models

# What a relation means to the newsroom, by the name the library row knows it under: one, and more.
USES = {
    "story_rows": ("story", "stories"),
    "stories": ("story", "stories"),
    "bylines": ("byline", "bylines"),
    "citations": ("citation", "citations"),
    "quotations": ("quotation", "quotations"),
    "placements": ("place in a story", "places in stories"),
    "documents": ("document", "documents"),
    "checks": ("visit to it", "visits to it"),
    "photos": ("photo", "photos"),
    "editions": ("published edition", "published editions"),
    "led_editions": ("published edition", "published editions"),
    "edition_rows": ("published edition", "published editions"),
    "past_rows": ("published edition", "published editions"),
    "merged": ("name merged into it", "names merged into it"),
}
# They go with their owner.
BELONGINGS = {"aliases", "domains", "identifiers", "renditions", "due", "former_pictures"}


def uses(row: models.Model, *, but: Container[str] = ()) -> dict[tuple[str, str], int]:
    """How many rows refer to `row`, by what one and several of them are called.

    Relations whose accessor is in `but` are not counted.
    """
    found: dict[tuple[str, str], int] = {}
    for relation in row._meta.related_objects:
        accessor = relation.get_accessor_name()
        if relation.many_to_many or accessor in BELONGINGS or accessor in but:
            continue
        number = relation.related_model._base_manager.filter(**{relation.field.name: row}).count()
        called = relation.related_model._meta
        name = USES.get(accessor, (str(called.verbose_name), str(called.verbose_name_plural)))
        if number:
            found[name] = found.get(name, 0) + number
    return found


def in_words(found: dict[tuple[str, str], int]) -> str:
    """`uses` as a list to read: “1 story, 2 published editions”."""
    return ", ".join(
        f"{number} {one if number == 1 else more}" for (one, more), number in found.items()
    )
