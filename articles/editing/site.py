"""The desk: the admin site under its newsroom name, its places in newsroom words."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import isclass

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import NoReverseMatch, path, reverse

from . import front_screen, home, thumbnails
from .from_text import screen as import_screen

# Group by group: what a place is called, and the table whose list it opens, or the name of a route.
PLACES = (
    ("", (("Home", "admin:index"),)),
    ("Stories", (("All stories", "Story"), ("Front page", "admin:front"))),
    ("Photos", (("Photos", "Photo"), ("Credits", "PhotoCredit"))),
    (
        "Sources",
        (
            ("Sources", "Source"),
            ("Documents", "Document"),
            ("Links", "Link"),
            ("Host rules", "HostRule"),
            ("Agreements", "SourcingAgreement"),
        ),
    ),
    (
        "The paper",
        (
            ("Tags", "Tag"),
            ("Sections", "Section"),
            ("Contributors", "Contributor"),
            ("Sourcing terms", "SourcingTerm"),
        ),
    ),
    ("Staff", (("Users", "User"), ("Groups", "Group"))),
)
# Routes not everybody may open, and the permission each takes.
GUARDED = {"admin:front": "articles.change_frontslot"}
# Reached from the list they belong to.
NO_PLACE = {"TagMerge", "SectionMerge", "ContributorMerge", "SourceMerge", "DocumentMerge"}


@dataclass(frozen=True)
class Place:
    name: str
    url: str
    current: bool


class Desk(admin.AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = "Home"
    enable_nav_sidebar = False  # ours needs no script; see templates/desk/_places.html

    def each_context(self, request):
        context = super().each_context(request)
        if not context["has_permission"]:
            return context
        tables = {
            table["object_name"]: table
            for app in context["available_apps"]
            for table in app["models"]
        }
        return context | {
            "places": list(places(request, tables)),
            "new_story_url": tables.get("Story", {}).get("add_url"),
        }

    def register(self, model_or_iterable, admin_class=None, **options):
        """As ever, but for taggit's own screens: they are for a table of tags we do not use."""
        models = [model_or_iterable] if isclass(model_or_iterable) else model_or_iterable
        ours = [model for model in models if model._meta.app_label != "taggit"]
        super().register(ours, admin_class, **options)

    def get_urls(self):
        file = self.admin_view(thumbnails.photo_file)
        return [
            path("from-text/", self.admin_view(import_screen.screen), name="import_wire"),
            path("front/", self.admin_view(front_screen.screen), name="front"),
            path("photos/<int:photo_id>/<int:width>/", file, name="photo_file"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        found = home.blocks(request.user)
        is_quiet = not any(block.items for block in found)
        said = {
            "title": home.today(),
            "subtitle": home.summary(found),
            "blocks": found,
            "first_steps": home.first_steps(request.user) if is_quiet else [],
        }
        return super().index(request, said | (extra_context or {}))

    def app_index(self, request, app_label, extra_context=None):
        """The home screen and the places stand for Django's list of tables."""
        return redirect("admin:index")


def places(request, tables: dict[str, dict]) -> Iterator[dict]:
    """The groups of places this person may open; what no group names comes last, under “More”."""
    named = {table for _, entries in PLACES for _, table in entries} | NO_PLACE
    more = tuple((table["name"], name) for name, table in tables.items() if name not in named)
    for group, entries in (*PLACES, ("More", more)):
        urls = ((name, url_of(request, where, tables)) for name, where in entries)
        found = [Place(name, url, is_current(request, url)) for name, url in urls if url]
        if found:
            yield {"name": group, "places": found}


def url_of(request, where: str, tables: dict[str, dict]) -> str | None:
    if ":" not in where:
        return tables.get(where, {}).get("admin_url")
    if where in GUARDED and not request.user.has_perm(GUARDED[where]):
        return None
    try:
        return reverse(where)
    except NoReverseMatch:
        return None


def is_current(request, url: str) -> bool:
    return request.path == url or (url != reverse("admin:index") and request.path.startswith(url))
