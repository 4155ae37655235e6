"""What the photo library can be narrowed to."""

from django.contrib import admin
from django.db.models import F

from .. import troubles

# What a photo is found by when somebody types, in the library and in a story's form.
CREDIT = ("creators", "supplier", "holder", "via", "mandatory_line")
SEARCHED = (
    "caption",
    "alt_text",
    "keywords",
    "supplier_ref",
    *(f"credit__{name}" for name in CREDIT),
)


class Narrowed(admin.SimpleListFilter):
    """A filter whose choices each have a name and a function from photos to photos."""

    choices_of: dict = {}

    def lookups(self, request, model_admin):
        return [(value, name) for value, (name, _) in self.choices_of.items()]

    def queryset(self, request, queryset):
        _, narrow = self.choices_of.get(self.value(), ("", lambda photos: photos))
        return narrow(queryset)


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


class Use(Narrowed):
    title, parameter_name = "use", "use"
    choices_of = {
        "unused": ("In no story", lambda photos: photos.filter(placements=None)),
        "used": ("In a story", lambda photos: photos.filter(placements__isnull=False).distinct()),
    }


class Orientation(Narrowed):
    title, parameter_name = "shape", "shape"
    choices_of = {
        "wide": ("Landscape", lambda photos: photos.filter(width__gt=F("height"))),
        "tall": ("Portrait", lambda photos: photos.filter(height__gt=F("width"))),
        "square": ("Square", lambda photos: photos.filter(height=F("width"))),
    }
