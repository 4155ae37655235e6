"""Readers get the words that were approved, until others are."""

from django.db import migrations, models
from django.db.models import F, Q


def print_what_was_approved(apps, schema_editor):
    agreements = apps.get_model("articles", "SourcingAgreement").objects
    agreements.filter(terms="on_record").update(printed_wording=F("wording"))
    agreements.exclude(Q(terms="on_record") | Q(approved_at=None)).update(
        printed_wording=F("wording"), printed_reason=F("reason")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_photo_marks'),
    ]

    operations = [
        migrations.AddField(
            model_name='sourcingagreement',
            name='printed_reason',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='sourcingagreement',
            name='printed_wording',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.RunPython(print_what_was_approved, migrations.RunPython.noop),
    ]
