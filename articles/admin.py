"""A doorplate: the admin looks here; the desk's screens stand in articles/editing/."""

from .editing import screens  # noqa: F401
