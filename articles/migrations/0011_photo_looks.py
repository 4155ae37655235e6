"""What a picture looks like, as a number."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_approved_wording'),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='looks',
            field=models.BigIntegerField(editable=False, help_text='What it looks like: see looks.py. None: its original has not been read for it.', null=True),
        ),
    ]
