"""The desk: the admin site under its newsroom name."""

from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = "Desk"
