"""Registers every screen of the desk."""

from . import staff  # noqa: F401
from .library import agreements, credits, links, people, photos, sources, tags  # noqa: F401
from .story import screens  # noqa: F401
