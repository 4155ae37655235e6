"""Photos by the same people, and photos from the same house."""

from django.db.models import Q

from ..names import fold
from .credit_line import spellings
from .credits import PhotoCredit, lines

NOBODY = {"unknown", "anonymous"}  # two of whom need not be the same


def by_the_same(credit: PhotoCredit) -> set[int]:
    """The credits that name one of the people `credit` names, itself among them; one query."""
    people = {name for name in lines(credit.creators) if fold(name) not in NOBODY}
    if not people:
        return {credit.pk}
    perhaps = Q()
    for name in people:
        perhaps |= Q(creators__icontains=name)
    folded = {fold(name) for name in people}
    rows = PhotoCredit.objects.filter(perhaps).order_by().values_list("pk", "creators")
    found = {pk for pk, creators in rows if folded & {fold(name) for name in lines(creators)}}
    return found | {credit.pk}


def house_of(credit: PhotoCredit) -> str:
    """Who supplied its photos, or else gave them; "" where nobody but the photographer has."""
    return credit.supplier or credit.holder


def from_the_same_house(credit: PhotoCredit) -> Q:
    """Photos that came from there, however it is spelled; none where there is no such house."""
    found = Q(pk__in=())
    for name in spellings(house_of(credit)):
        found |= Q(credit__supplier__iexact=name) | Q(credit__holder__iexact=name)
    return found
