"""The admin, under its newsroom name, and the project's own system checks."""

from django.contrib.admin.apps import AdminConfig

from . import checks  # noqa: F401  (importing registers them)


class DeskConfig(AdminConfig):
    default_site = "articles.editing.site.Desk"
