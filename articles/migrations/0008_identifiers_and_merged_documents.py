"""By which numbers the world knows a source, and documents that turned out to be the same."""

import importlib

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

roles = importlib.import_module("articles.migrations.0002_roles")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_agreements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.document'),
        ),
        migrations.CreateModel(
            name='DocumentMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved', models.JSONField(editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('loser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='articles.document')),
                ('undone_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('winner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.document')),
            ],
            options={
                'ordering': ['-at'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='documentmerge_undone_by_and_at_together')],
            },
        ),
        migrations.CreateModel(
            name='SourceIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('wikidata', 'Wikidata'), ('isni', 'ISNI'), ('issn', 'ISSN'), ('orcid', 'ORCID'), ('ror', 'ROR'), ('lei', 'LEI')], max_length=8)),
                ('value', models.CharField(help_text='As it is, or the address that shows it.', max_length=200, verbose_name='identifier')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='articles.source')),
            ],
            options={
                'ordering': ['scheme', 'value'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='identifier_of_one_source'), models.CheckConstraint(condition=models.Q(('scheme__in', ['wikidata', 'isni', 'issn', 'orcid', 'ror', 'lei'])), name='identifier_scheme_known')],
            },
        ),
        migrations.RunPython(roles.make_roles, migrations.RunPython.noop),
    ]
