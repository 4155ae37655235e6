"""What the screens of the library share: named things are renamed, given aliases, and never lost.

A rename keeps the old name and address answering; what is in use cannot be deleted, and the screen
says by what; two that are one are merged (merging.py).
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.urls import reverse

from ... import changes
from ...names import fold
from ...publishing.models import Edition
from ..paging import UncountedAdmin
from ..words_field import DayInput, MomentField, MomentInput
from .chosen import ChosenRow
from .keeping import KeptForm
from .merging import MergingAdmin
from .uses import in_words, uses


class KeptAdmin(UncountedAdmin):
    """A library table: what readers' pages may show of a row is noted as changed with it.

    Its forms are to be KeptForms.
    """

    form = KeptForm
    formfield_overrides = {
        models.DateField: {"widget": DayInput},
        models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    }
    told_later: tuple[str, ...] = ()  # fields that have nothing to say before there is a row

    class Media:
        js = (
            Script("desk/select.js", type="module"),
            Script("desk/leaving.js", type="module"),
        )

    def get_fieldsets(self, request, obj=None):
        silent = self.silent(obj)
        now = [
            (name, {**rest, "fields": [f for f in rest["fields"] if f not in silent]})
            for name, rest in super().get_fieldsets(request, obj)
        ]
        return [(name, rest) for name, rest in now if rest["fields"]]

    def silent(self, obj) -> tuple[str, ...]:
        """The fields that have nothing to say of `obj`, or of a row to be added."""
        return () if obj else self.told_later

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChosenRow(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            self.note_change(obj)

    def note_change(self, obj) -> None:
        changes.note(obj.change_key)

    def render_change_form(self, request, context, **kwargs):
        context.setdefault("show_save_and_add_another", False)
        context["adminform"].form.label_suffix = ""
        return super().render_change_form(request, context, **kwargs)

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        if row is not None and self.has_delete_permission(request, row) and (used := uses(row)):
            messages.error(
                request,
                f"“{row}” can't be deleted while it is in use: {in_words(used)}."
                f" {self.instead_of_deleting}",
            )
            return HttpResponseRedirect(self.url_of(row))
        return super().delete_view(request, object_id, extra_context)

    instead_of_deleting = ""

    def url_of(self, row) -> str:
        return reverse(f"admin:articles_{self.opts.model_name}_change", args=[row.pk])


def count_visible_uses(rows: list, column: str) -> None:
    """Give each of `rows` the number of stories readers see with it, as `visible_uses`."""
    seen = Edition.visible.order_by().filter(**{f"{column}__in": [row.pk for row in rows]})
    numbers = dict(seen.values_list(column).annotate(Count("pk")))
    for row in rows:
        row.visible_uses = numbers.get(row.pk, 0)


class NamedForm(KeptForm):
    def clean(self):
        cleaned = super().clean()
        # An alias in the same form asks its owner whether it is the owner's own name.
        self.instance.folded = fold(cleaned.get("name", ""))
        return cleaned


class AliasFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        names = [
            form.cleaned_data["name"]
            for form in self.forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]
        if len({fold(name) for name in names}) < len(names):
            raise ValidationError("Two of these aliases are the same name.")


class NamesInline(admin.TabularInline):
    """Rows of a field or two each."""

    template = "desk/library/_names_inline.html"
    extra = 2


class AliasInline(NamesInline):
    formset = AliasFormSet
    fields = ("name",)
    verbose_name_plural = "other names it answers to"


class NamedAdmin(MergingAdmin, KeptAdmin):
    """A table of names: tags, sections, contributors, sources."""

    form = NamedForm
    search_fields = ("name",)  # get_search_results finds aliases, too, in any spelling
    search_help_text = "A name or an alias."
    ordering = ("folded",)
    told_later = ("address",)
    instead_of_deleting = "Merge it into another one instead."
    # The column of editions, across the readers' index, that points to these.
    index: str = ""

    def get_search_results(self, request, queryset, search_term):
        for word in fold(search_term).split():
            aliases = self.model._meta.get_field("aliases").related_model.objects
            answering = aliases.filter(of=OuterRef("pk"), folded__contains=word)
            queryset = queryset.filter(Q(folded__contains=word) | Exists(answering))
        return queryset, False

    def for_list(self, queryset):
        return queryset.prefetch_related("aliases")

    def complete(self, rows):
        if self.index:
            count_visible_uses(rows, self.index)

    def save_model(self, request, obj, form, change):
        if not (change and "name" in form.changed_data):
            super().save_model(request, obj, form, change)
            return
        wanted, former = obj.name, form.initial["name"]
        obj.name, obj.folded = former, fold(former)  # rename() keeps what a row has until then
        obj.rename(wanted)
        messages.info(request, f"“{former}” and its address go on answering, as “{obj}”.")

    @admin.display(description="Also called")
    def also_called(self, row):
        return ", ".join(alias.name for alias in row.aliases.all())

    @admin.display(description="Published stories")
    def published_stories(self, row):
        return row.visible_uses

    @admin.display(description="Address")
    def address(self, row):
        return row.slug
