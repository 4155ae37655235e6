"""What refers to a row of the library, in newsroom words."""

from django.db import models

# What a relation means to the newsroom, by the name the library row knows it under.
USES = {
    "story_rows": "stories",
    "stories": "stories",
    "bylines": "bylines",
    "citations": "citations",
    "quotations": "quotations",
    "placements": "stories",
    "documents": "documents",
    "photos": "photos",
    "editions": "published editions",
    "led_editions": "published editions",
    "edition_rows": "published editions",
    "merged": "others merged into it",
    "merges": "merges",
}
BELONGINGS = {"aliases", "domains", "renditions"}  # go with their owner


def uses(row: models.Model) -> dict[str, int]:
    """How many rows refer to `row`, by what they are: {"stories": 12, "published editions": 9}."""
    found: dict[str, int] = {}
    for relation in row._meta.related_objects:
        accessor = relation.get_accessor_name()
        if relation.many_to_many or accessor in BELONGINGS:
            continue
        number = relation.related_model._base_manager.filter(**{relation.field.name: row}).count()
        name = USES.get(accessor, relation.related_model._meta.verbose_name_plural)
        if number:
            found[name] = found.get(name, 0) + number
    return found


def in_words(found: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in found.items())
