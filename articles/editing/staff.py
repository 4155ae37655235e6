"""The desk's screens for accounts and roles: who may sign in, and what a role opens to them."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, Permission, User

from ..publishing.workflow import ROLES
from .badges import moment

# Importing Django's own screens has registered them; these stand in their place.
admin.site.unregister((User, Group))


class Ticked:
    """Many-to-many fields as boxes to tick, each with a label of its own."""

    actions = None
    filter_horizontal = ()
    sortable_by = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        ticked = {"widget": forms.CheckboxSelectMultiple} | kwargs
        return super().formfield_for_manytomany(db_field, request, **ticked)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.many_to_many:
            field.widget.can_add_related = False
        return field

    def render_change_form(self, request, context, *args, **kwargs):
        context["adminform"].form.label_suffix = ""
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(User)
class AccountAdmin(Ticked, UserAdmin):
    """What an account may do follows from its roles alone, so no permission is given by itself."""

    add_form = UserCreationForm
    add_form_template = None
    list_display = ("username", "name", "roles", "is_active", "last_seen")
    list_filter = ("groups", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("groups", "is_staff")}),
    )

    def get_changeform_initial_data(self, request):
        return {"is_staff": True} | super().get_changeform_initial_data(request)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="Name")
    def name(self, user):
        return user.get_full_name()

    @admin.display(description="Roles")
    def roles(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join([*names, *["Administrator"] * user.is_superuser])

    @admin.display(description="Signed in last")
    def last_seen(self, user):
        return moment(user.last_login) if user.last_login else "never"


class Permissions(forms.ModelMultipleChoiceField):
    def label_from_instance(self, permission) -> str:
        return permission.name


@admin.register(Group)
class RoleAdmin(Ticked, GroupAdmin):
    """A role is made of the permissions the workflow knows; Django makes many more."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        known = Permission.objects.filter(
            content_type__app_label="articles", codename__in=set().union(*ROLES.values())
        )
        kwargs |= {"queryset": known, "form_class": Permissions}
        return super().formfield_for_manytomany(db_field, request, **kwargs)
