"""The admin, under its newsroom name."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "articles.editing.site.Desk"
