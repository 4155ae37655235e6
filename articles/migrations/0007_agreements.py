"""How people may be quoted, and who they are: agreements, sealed identities, who read them."""

import importlib

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


roles = importlib.import_module("articles.migrations.0002_roles")
evidence = importlib.import_module("articles.migrations.0004_evidence")

# To begin with; each newsroom puts its own words in their place.
MEANINGS = {
    "on_record": "Everything may be printed, with the name.",
    "not_attributed": "What was said may be quoted, with the agreed wording in place of the name.",
    "background": (
        "What was said may be printed with the agreed wording, in our words and not in quotation"
        " marks."
    ),
    "deep": "What was said may be printed, but not that anybody said it to us.",
    "off_record": "For our understanding only. It is never printed, with or without a name.",
}


def define_terms(apps, schema_editor):
    table = apps.get_model("articles", "SourcingTerm")
    for terms, meaning in MEANINGS.items():
        table.objects.get_or_create(terms=terms, defaults={"meaning": meaning})


def freeze(apps, schema_editor):
    evidence.freeze(schema_editor, "identityrecord", "agreement_id act by_id at why")


def thaw(apps, schema_editor):
    evidence.thaw(schema_editor, "identityrecord")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_photos_in_use'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConfidentialIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField(editable=False)),
            ],
            options={
                'verbose_name_plural': 'confidential identities',
            },
        ),
        migrations.CreateModel(
            name='IdentityRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('read', 'Read'), ('changed', 'Changed')], max_length=8)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('why', models.TextField()),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SourcingAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('terms', models.CharField(choices=[('on_record', 'On the record'), ('not_attributed', 'Not for attribution'), ('background', 'Background'), ('deep', 'Deep background'), ('off_record', 'Off the record')], default='not_attributed', max_length=16)),
                ('meaning', models.TextField(editable=False, verbose_name='what that means')),
                ('wording', models.CharField(blank=True, help_text='As agreed with the person: “a senior official briefed on the talks”.', max_length=200, verbose_name='what readers are told')),
                ('reason', models.CharField(blank=True, help_text='Readers see it, after “who asked not to be named because”: “they are not allowed to speak to the press”.', max_length=300, verbose_name='why they are not named')),
                ('information_only', models.BooleanField(default=False, help_text='Nobody may pass judgement on others without giving a name.', verbose_name='is information, not opinion')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Nothing of it may be printed before.', null=True, verbose_name='embargoed until')),
                ('review_on', models.DateField(blank=True, help_text='When to ask again if it still holds.', null=True, verbose_name='to be reviewed on')),
                ('agreed_on', models.DateField(default=django.utils.timezone.localdate)),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['-id'],
                'permissions': [('approve_agreement', 'Can approve how a person is quoted')],
            },
        ),
        migrations.CreateModel(
            name='SourcingTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('terms', models.CharField(choices=[('on_record', 'On the record'), ('not_attributed', 'Not for attribution'), ('background', 'Background'), ('deep', 'Deep background'), ('off_record', 'Off the record')], editable=False, max_length=16, unique=True)),
                ('meaning', models.TextField(help_text='An agreement keeps the words in force when it was made.')),
            ],
            options={
                'verbose_name': 'sourcing term',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='citation',
            name='citation_of_document_or_source',
        ),
        migrations.AddField(
            model_name='confidentialidentity',
            name='known_to',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='identityrecord',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sourcingagreement',
            name='agreed_by',
            field=models.ForeignKey(editable=False, help_text='Who spoke with them.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sourcingagreement',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sourcingagreement',
            name='revoked_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='identityrecord',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_log', to='articles.sourcingagreement'),
        ),
        migrations.AddField(
            model_name='confidentialidentity',
            name='agreement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='identity', to='articles.sourcingagreement'),
        ),
        migrations.AddField(
            model_name='citation',
            name='agreement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='articles.sourcingagreement'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreement', None), ('document__isnull', False), ('source', None)), models.Q(('agreement', None), ('document', None), ('source__isnull', False)), models.Q(('agreement__isnull', False), ('document', None), ('source', None)), _connector='OR'), name='citation_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='sourcingterm',
            constraint=models.CheckConstraint(condition=models.Q(('meaning', ''), _negated=True), name='sourcingterm_says_something'),
        ),
        migrations.AddConstraint(
            model_name='sourcingagreement',
            constraint=models.CheckConstraint(condition=models.Q(('terms__in', ['on_record', 'not_attributed', 'background', 'deep', 'off_record'])), name='agreement_terms'),
        ),
        migrations.AddConstraint(
            model_name='sourcingagreement',
            constraint=models.CheckConstraint(condition=models.Q(('meaning', ''), _negated=True), name='agreement_keeps_its_meaning'),
        ),
        migrations.AddConstraint(
            model_name='sourcingagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='agreement_approved_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='sourcingagreement',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('agreed_by')), _negated=True), _connector='OR'), name='agreement_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='sourcingagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='agreement_revoked_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='identityrecord',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='identityrecord_says_why'),
        ),
        migrations.AddConstraint(
            model_name='identityrecord',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['read', 'changed'])), name='identityrecord_act_known'),
        ),
        migrations.AddConstraint(
            model_name='confidentialidentity',
            constraint=models.CheckConstraint(condition=models.Q(('sealed__startswith', 'gAAAA')), name='identity_is_sealed'),
        ),
        migrations.RunPython(define_terms, migrations.RunPython.noop),
        migrations.RunPython(freeze, thaw),
        migrations.RunPython(roles.make_roles, migrations.RunPython.noop),
    ]
