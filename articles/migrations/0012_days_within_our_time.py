"""Days of rights lie in years that somebody can mean; those that did not are brought there."""

import datetime

import articles.photos.credits
from django.conf import settings
from django.db import migrations, models

FIRST, LAST = datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)
MIDNIGHT = datetime.time(tzinfo=datetime.UTC)


def bring_within(apps, schema_editor):
    """What was never to end ends in the last year, and what had ended in the first still has."""
    photos, credits_ = (apps.get_model("articles", name) for name in ("Photo", "PhotoCredit"))
    first_moment, last_moment = (datetime.datetime.combine(day, MIDNIGHT) for day in (FIRST, LAST))
    for table, column, first, last in (
        (photos, "expires_on", FIRST, LAST),
        (credits_, "embargo_until", first_moment, last_moment),
    ):
        bring_up(table, column, first)
        bring_down(table, column, last)
    # No credit expires before it begins, on the way neither.
    bring_down(credits_, "handed_out_on", LAST)
    bring_down(credits_, "expires_on", LAST)
    bring_up(credits_, "expires_on", FIRST)
    bring_up(credits_, "handed_out_on", FIRST)


def bring_down(table, column, last):
    table.objects.filter(**{f"{column}__gt": last}).update(**{column: last})


def bring_up(table, column, first):
    table.objects.filter(**{f"{column}__lt": first}).update(**{column: first})


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_photo_looks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(bring_within, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='photo',
            name='expires_on',
            field=models.DateField(blank=True, help_text='The last day it may be shown, if its credit has no earlier.', null=True, validators=[articles.photos.credits.in_our_time]),
        ),
        migrations.AlterField(
            model_name='photo',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True, validators=[articles.photos.credits.in_our_time]),
        ),
        migrations.AlterField(
            model_name='photocredit',
            name='embargo_until',
            field=models.DateTimeField(blank=True, help_text='Not to be shown before.', null=True, validators=[articles.photos.credits.in_our_time], verbose_name='embargo'),
        ),
        migrations.AlterField(
            model_name='photocredit',
            name='expires_on',
            field=models.DateField(blank=True, help_text='The last day it may be shown.', null=True, validators=[articles.photos.credits.in_our_time]),
        ),
        migrations.AlterField(
            model_name='photocredit',
            name='handed_out_on',
            field=models.DateField(blank=True, help_text='A handout may be shown for 14 days from then, unless an expiry is entered. Leave it empty if the giver set no term.', null=True, validators=[articles.photos.credits.in_our_time]),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('expires_on', None), ('expires_on__range', (datetime.date(1800, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='photo_expires_within_our_time'),
        ),
        migrations.AddConstraint(
            model_name='photocredit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('expires_on', None), ('expires_on__range', (datetime.date(1800, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('handed_out_on', None), ('handed_out_on__range', (datetime.date(1800, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='credit_days_within_our_time'),
        ),
    ]
