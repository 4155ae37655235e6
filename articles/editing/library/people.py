"""The desk's screens for contributors."""

from django.contrib import admin

from ...people.models import Contributor, ContributorAlias, ContributorMerge
from .merging import MergeAdmin
from .named import AliasInline, NamedAdmin


class ContributorAliasInline(AliasInline):
    model = ContributorAlias
    verbose_name_plural = "other names they write under"


@admin.register(Contributor)
class ContributorAdmin(NamedAdmin):
    list_display = ("name", "title", "also_called", "published_stories")
    fields = ("name", "title", "bio", "user", "address")
    autocomplete_fields = ("user",)
    inlines = (ContributorAliasInline,)
    index = "editioncontributor_rows__contributor"

    def get_readonly_fields(self, request, obj=None):
        # Who may not look at accounts may not choose among them either.
        looks = request.user.has_perm("auth.view_user")
        return ("address",) if looks else ("address", "user")


admin.site.register(ContributorMerge, MergeAdmin)
