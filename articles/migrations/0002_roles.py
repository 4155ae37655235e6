"""The roles of a newsroom, as groups. What each may do stands in publishing/workflow.py."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def make_roles(apps, schema_editor):
    # The table of today on purpose: a role is what it is now, not what it was when this was written.
    # A change to it adds a migration that calls this function again; a permission of a table that is
    # made later is given then (a test holds the groups to the table).
    from articles.publishing.workflow import ROLES

    app = apps.get_app_config("articles")
    # create_permissions skips an app whose models were not loaded, as a migration's are not.
    loaded, app.models_module = getattr(app, "models_module", None), True
    create_permissions(app, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    app.models_module = loaded
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        found = Permission.objects.filter(
            content_type__app_label="articles", codename__in=codenames
        )
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(found)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
