"""What was captured, and who read an identity, is never deleted: the database refuses it."""

from django.db import migrations

TABLES = ("capture", "identityrecord")


def keep(apps, schema_editor):
    """Let the database refuse to delete rows, with an integrity error.

    SQLite loses triggers when a later migration remakes the table: that one calls this again.
    """
    for table in TABLES:
        trigger = f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON articles_{table}"
        if schema_editor.connection.vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{table}_never_deleted'); END"
            schema_editor.execute(f"{trigger} {refuse}")
        else:
            refuse = f"RAISE EXCEPTION '{table}_never_deleted' USING ERRCODE = '23000'"
            schema_editor.execute(
                f"CREATE FUNCTION {table}_never_deleted() RETURNS trigger LANGUAGE plpgsql"
                f" AS $$ BEGIN {refuse}; END $$"
            )
            schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION {table}_never_deleted()")


def let_go(apps, schema_editor):
    for table in TABLES:
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON articles_{table}"
        schema_editor.execute(f"DROP TRIGGER {table}_never_deleted{on}")
        if on:
            schema_editor.execute(f"DROP FUNCTION {table}_never_deleted()")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_days_within_our_time'),
    ]

    operations = [
        migrations.RunPython(keep, let_go),
    ]
