"""The column of an address: a slug in any script, as names.slug_of makes them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property

from .names import IN_SLUG

is_slug = RegexValidator(
    rf"^{IN_SLUG}+\Z", "An address has letters, digits, hyphens and underscores only."
)


class SlugField(models.SlugField):
    """Django's own, but for what it takes: that would refuse the vowel signs of many scripts.

    It deconstructs to Django's, so that migrations need not know of it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"allow_unicode": True})

    @cached_property
    def validators(self):
        return [is_slug, *self._validators]

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs
