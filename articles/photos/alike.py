"""Photos by the same people, photos from the same house, and photos that show the same."""

from django.db.models import Q

from ..names import fold
from . import looks
from .credit_line import spellings
from .credits import PhotoCredit, lines
from .models import Photo

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


def looking_like(photo: Photo, most: int = 8) -> list[Photo]:
    """Others that are the same picture to look at, saved anew, resized or marked otherwise; the
    nearest first. It goes through the numbers of all photos: of 50,000 in about 0.1 seconds."""
    if photo.looks is None or not looks.tells(photo.looks):
        return []
    others = Photo.objects.order_by().exclude(pk=photo.pk).exclude(looks=None)
    keys = looks.near(photo.looks, others.values_list("pk", "looks").iterator(chunk_size=5000))
    found = Photo.objects.select_related("credit").in_bulk(keys[:most])
    return [found[key] for key in keys[:most] if key in found]
