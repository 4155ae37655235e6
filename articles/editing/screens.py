"""Registers every screen of the desk."""

from . import story_screens  # noqa: F401
