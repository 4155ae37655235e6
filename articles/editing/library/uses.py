"""What refers to a row of the library, in newsroom words."""

from collections.abc import Container, Iterator

from django.db import models
from django.db.models import Exists, OuterRef

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
    for accessor, relation in relations_of(row):
        if accessor in but:
            continue
        number = relation.related_model._base_manager.filter(**{relation.field.name: row}).count()
        called = relation.related_model._meta
        name = USES.get(accessor, (str(called.verbose_name), str(called.verbose_name_plural)))
        if number:
            found[name] = found.get(name, 0) + number
    return found


def relations_of(model: type[models.Model] | models.Model) -> Iterator[tuple[str, object]]:
    """What else may refer to a row and is not its own: the name it knows it under, the relation."""
    for relation in model._meta.related_objects:
        accessor = relation.get_accessor_name()
        if not relation.many_to_many and accessor not in BELONGINGS:
            yield accessor, relation


def in_use(model: type[models.Model]) -> models.Q:
    """Rows of `model` that `uses` finds something of, put to the database."""
    found = models.Q(pk__in=())
    for _, relation in relations_of(model):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        found |= models.Q(Exists(rows))
    return found


def in_words(found: dict[tuple[str, str], int]) -> str:
    """`uses` as a list to read: “1 story, 2 published editions”."""
    return ", ".join(
        f"{number} {one if number == 1 else more}" for (one, more), number in found.items()
    )
