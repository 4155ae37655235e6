"""Names typed on a form, and the library rows that answer to them."""

from ..named import Named
from ..names import fold


def called(model: type[Named], names) -> dict[str, Named]:
    """By each of `names` the row of `model` that answers to it; names nobody has are left out.

    Takes at most two queries, however many names there are.
    """
    keys = {fold(name) for name in names}
    found = {
        row.folded: row
        for row in model.objects.filter(folded__in=keys).select_related("merged_into")
    }
    if missing := keys - found.keys():
        aliases = model._meta.get_field("aliases").related_model.objects
        for alias in aliases.filter(folded__in=missing).select_related("of__merged_into"):
            found[alias.folded] = alias.of
    return {name: found[fold(name)].standing_for() for name in names if fold(name) in found}
