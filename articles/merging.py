"""Point every row that points at one object at another, and back.

Works over Django's own map of relations, so that a library table can be merged without knowing
which floors above it refer to it.
"""

from itertools import batched

from django.apps import apps
from django.core import serializers
from django.db import models

BATCH = 500  # keeps the id lists below SQLite's limit on variables


def repoint(old: models.Model, *, to: models.Model, leave: list[str]) -> list[dict]:
    """Move the foreign keys from `old` to `to`; what would then stand twice is taken out.

    Returns, per foreign key: {"model", "field", "moved": [pk], "dropped": serialised rows}.
    Relations whose accessor is in `leave` stay.
    """
    return [
        repoint_one(relation, old, to)
        for relation in old._meta.related_objects
        if relation.get_accessor_name() not in leave and not relation.many_to_many
    ]


def repoint_one(relation, old, to) -> dict:
    rows, field = relation.related_model._base_manager, relation.field
    doubled = doubled_rows(rows, field, old, to)
    dropped = serializers.serialize("python", rows.filter(pk__in=doubled))
    for pks in batched(doubled, BATCH, strict=False):
        rows.filter(pk__in=pks).delete()
    moved = list(rows.filter(**{field.name: old}).values_list("pk", flat=True))
    rows.filter(**{field.name: old}).update(**{field.name: to})
    return {
        "model": relation.related_model._meta.label,
        "field": field.name,
        "moved": moved,
        "dropped": dropped,
    }


def doubled_rows(rows, field, old, to) -> list:
    """Keys of rows of `old` that would break a uniqueness rule once they point at `to`."""
    doubled = set()
    for columns in unique_together_with(field):
        others = [column for column in columns if column != field.name]
        held = set(rows.filter(**{field.name: to}).values_list(*others))
        for pk, *values in rows.filter(**{field.name: old}).values_list("pk", *others):
            if tuple(values) in held:
                doubled.add(pk)
    return sorted(doubled)


def unique_together_with(field) -> list[tuple[str, ...]]:
    constraints = (
        c.fields
        for c in field.model._meta.constraints
        if isinstance(c, models.UniqueConstraint) and not c.condition
    )
    return [fields for fields in constraints if field.name in fields]


def put_back(record: list[dict], *, to: models.Model, off: models.Model) -> None:
    """Undo `repoint`: rows it moved that still lie at `off` return.

    Rows it took out come again where the one that made them double still stands; where somebody
    has taken that one out since, they meant both.
    """
    for entry in record:
        rows = apps.get_model(entry["model"])._base_manager
        for pks in batched(entry["moved"], BATCH, strict=False):
            rows.filter(pk__in=pks, **{entry["field"]: off}).update(**{entry["field"]: to})
        for row in serializers.deserialize("python", entry["dropped"], ignorenonexistent=True):
            if has_twin(row.object, entry["field"], off):
                row.save()


def has_twin(row: models.Model, name: str, at: models.Model) -> bool:
    """Whether a row stands that would be the same as `row` if that pointed at `at`."""
    rows, field = type(row)._base_manager, row._meta.get_field(name)
    return any(
        rows.filter(**{c: at if c == name else getattr(row, c) for c in columns}).exists()
        for columns in unique_together_with(field)
    )
