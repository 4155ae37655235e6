"""What the photo library can be narrowed to, in its own grid and where a story chooses from it."""

import re
from collections.abc import Mapping

from django.contrib import admin
from django.db.models import F, Q, QuerySet

from ...photos.credits import PhotoCredit
from ...photos.models import Photo
from ...photos.printed_words import printed_with
from .. import troubles
from .uses import in_use

# What a photo is found by when somebody types, in the library and in a story's form.
CREDIT = ("creators", "supplier", "holder", "via", "license_name", "mandatory_line")
SEARCHED = (
    "caption",
    "alt_text",
    "keywords",
    "place",
    "supplier_ref",
    *(f"credit__{name}" for name in CREDIT),
)


# A credit line joins names without a space: “AP Photo/Jane Doe”.
BETWEEN_WORDS = re.compile(r"[\s/,:;()\[\]]+")


class Narrowed(admin.SimpleListFilter):
    """A filter whose choices each have a name and a function from photos to photos."""

    choices_of: dict = {}

    @classmethod
    def named(cls) -> list[tuple[str, str]]:
        return [(value, name) for value, (name, _) in cls.choices_of.items()]

    @classmethod
    def narrowed(cls, photos: QuerySet[Photo], value: str | None) -> QuerySet[Photo]:
        _, narrow = cls.choices_of.get(value, ("", lambda photos: photos))
        return narrow(photos)

    def lookups(self, request, model_admin):
        return self.named()

    def queryset(self, request, queryset):
        return self.narrowed(queryset, self.value())


def bad(photos):
    return photos.filter(pk__in=troubles.photos_that_may_not_run())


def soon_bad(photos):
    soon = troubles.photos_that_may_not_run(within=troubles.EXPIRES_SOON)
    return photos.filter(pk__in=soon).exclude(pk__in=troubles.photos_that_may_not_run())


class CreditState(Narrowed):
    title, parameter_name = "credit", "credit"
    choices_of = {
        "none": ("No credit", lambda photos: photos.filter(credit=None)),
        "bad": ("May not run", bad),
        "soon": ("Expires soon", soon_bad),
    }


def of_kind(kind: str):
    return lambda photos: photos.filter(credit__kind=kind)


class Kind(Narrowed):
    title, parameter_name = "kind of credit", "kind"
    choices_of = {kind: (label, of_kind(kind)) for kind, label in PhotoCredit.Kind.choices}


class Use(Narrowed):
    title, parameter_name = "use", "use"
    choices_of = {
        "unused": ("In no story", lambda photos: photos.exclude(in_use(Photo))),
        "used": ("In a story", lambda photos: photos.filter(in_use(Photo))),
    }


class Orientation(Narrowed):
    title, parameter_name = "shape", "shape"
    choices_of = {
        "wide": ("Landscape", lambda photos: photos.filter(width__gt=F("height"))),
        "tall": ("Portrait", lambda photos: photos.filter(height__gt=F("width"))),
        "square": ("Square", lambda photos: photos.filter(height=F("width"))),
    }


FILTERS = (CreditState, Kind, Use, Orientation)


def offered() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters for a form of one's own: parameter, title, and the choices by value and name."""
    return [(each.parameter_name, each.title, each.named()) for each in FILTERS]


def found(photos: QuerySet[Photo], words: str, asked: Mapping[str, str]) -> QuerySet[Photo]:
    """Those of `photos` that have every one of `words` and are what the filters were `asked` for.

    `asked` are the values of the filters by their parameter names, as in the library's address.
    """
    photos = with_words(photos, words)
    for each in FILTERS:
        photos = each.narrowed(photos, asked.get(each.parameter_name))
    return photos


def with_words(photos: QuerySet[Photo], words: str) -> QuerySet[Photo]:
    """Those that have every one of `words` somewhere: in what is said of them, or in the credit as
    it is printed."""
    for word in BETWEEN_WORDS.split(words):
        if any(map(str.isalnum, word)):
            photos = photos.filter(anywhere(word))
    return photos


def anywhere(word: str) -> Q:
    wanted = printed_with(word)
    for field in SEARCHED:
        wanted |= Q(**{f"{field}__icontains": word})
    return wanted
