"""Registers every screen of the desk."""

from . import (  # noqa: F401
    credit_screens,
    library_people,
    library_sources,
    library_tags,
    photo_screens,
    story_screens,
)
