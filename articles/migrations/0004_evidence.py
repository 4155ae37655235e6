"""Links and captures: what stands at the addresses of documents, and what was seen there."""

import importlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

roles = importlib.import_module("articles.migrations.0002_roles")

# The columns of append-only tables that never change. To which document a row belongs may (two
# documents turn out to be one), and so may whether a capture is shown.
CAPTURE = (
    "kind same_as_id file file_sha256 sha256 size content_type at by_id tool requested_address"
    " final_address hops status headers asks_not_to_be_archived name note title authors"
    " published_on text"
)
LINK_CHECK = (
    "address at by_id sign verdict status failure final_address elapsed_ms title text_sha256"
    " excerpts_found"
)


def freeze(schema_editor, table, columns):
    """Let the database refuse changes of these columns, with an integrity error.

    SQLite loses triggers when a later migration remakes the table: that one calls this again.
    """
    names = ", ".join(f'"{name}"' for name in columns.split())
    trigger = f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OF {names} ON articles_{table}"
    if schema_editor.connection.vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}_never_changes'); END"
        schema_editor.execute(f"{trigger} {refuse}")
    else:
        refuse = f"RAISE EXCEPTION '{table}_never_changes' USING ERRCODE = '23000'"
        schema_editor.execute(
            f"CREATE FUNCTION {table}_never_changes() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {refuse}; END $$"
        )
        schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION {table}_never_changes()")


def thaw(schema_editor, table):
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON articles_{table}"
    schema_editor.execute(f"DROP TRIGGER {table}_never_changes{on}")
    if on:
        schema_editor.execute(f"DROP FUNCTION {table}_never_changes()")


def freeze_both(apps, schema_editor):
    freeze(schema_editor, "capture", CAPTURE)
    freeze(schema_editor, "linkcheck", LINK_CHECK)


def thaw_both(apps, schema_editor):
    thaw(schema_editor, "capture")
    thaw(schema_editor, "linkcheck")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_retracted_document'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Capture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('page', 'Web page'), ('pdf', 'PDF'), ('image', 'Picture'), ('screenshot', 'Screenshot'), ('email', 'E-mail'), ('transcript', 'Transcript'), ('audio', 'Recording'), ('other', 'Other')], max_length=10)),
                ('file', models.CharField(blank=True, editable=False, max_length=100)),
                ('file_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('sha256', models.CharField(help_text='Of the content, unpacked.', max_length=64)),
                ('size', models.PositiveIntegerField(help_text='Of the content, in bytes.')),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField()),
                ('tool', models.CharField(help_text='What made the file.', max_length=40)),
                ('requested_address', models.CharField(blank=True, max_length=2048)),
                ('final_address', models.CharField(blank=True, max_length=2048)),
                ('hops', models.JSONField(default=list, help_text='Redirects: [{address, status}]')),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('headers', models.JSONField(default=dict, help_text='Those worth looking up.')),
                ('asks_not_to_be_archived', models.BooleanField(default=False)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                ('note', models.TextField(blank=True, help_text='Where it comes from.')),
                ('title', models.CharField(blank=True, max_length=500)),
                ('authors', models.CharField(blank=True, max_length=500)),
                ('published_on', models.DateField(null=True)),
                ('text', models.TextField(blank=True, help_text='The article, or all of its words.')),
                ('withheld', models.CharField(blank=True, choices=[('owner', 'The owner of the site asked'), ('takedown', 'Taken down by order'), ('personal', "It shows what is nobody's business"), ('failed', 'It does not show the page'), ('flagged', 'To be looked at first')], max_length=10, verbose_name='not shown')),
                ('withheld_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(help_text='Nobody: the monitor.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='articles.document')),
                ('same_as', models.ForeignKey(help_text='Who has the file.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seen_again', to='articles.capture')),
                ('withheld_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['document', '-id'], name='capture_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['page', 'pdf', 'image', 'screenshot', 'email', 'transcript', 'audio', 'other'])), name='capture_kind_known'), models.UniqueConstraint(condition=models.Q(('same_as__isnull', True)), fields=('document', 'sha256'), name='capture_content_once'), models.CheckConstraint(condition=models.Q(models.Q(('file__gt', ''), ('file_sha256__gt', ''), ('same_as__isnull', True)), models.Q(('file', ''), ('file_sha256', ''), ('same_as__isnull', False)), _connector='OR'), name='capture_of_its_own_or_seen_again'), models.CheckConstraint(condition=models.Q(models.Q(('final_address__gt', ''), ('status__isnull', False)), models.Q(('by__isnull', False), ('final_address', ''), ('status__isnull', True)), _connector='OR'), name='capture_fetched_or_brought'), models.CheckConstraint(condition=models.Q(models.Q(('withheld', ''), ('withheld_at', None), ('withheld_by', None)), models.Q(('withheld__gt', ''), ('withheld_at__isnull', False), ('withheld_by__isnull', False)), _connector='OR'), name='capture_withheld_by_and_at_together')],
            },
        ),
        migrations.CreateModel(
            name='HostRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(help_text='“example.org”', max_length=253, unique=True)),
                ('treatment', models.CharField(choices=[('paywall', 'Behind a paywall: refusals are no failures'), ('always_alive', 'Always alive: refuses us, shows itself to readers'), ('never_fetch', 'Never visit')], max_length=12)),
                ('reason', models.TextField(help_text='What was seen, and by whom.')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['host'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='hostrule_says_why'), models.CheckConstraint(condition=models.Q(('treatment__in', ['paywall', 'always_alive', 'never_fetch'])), name='hostrule_treatment_known')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(help_text='The address that all of this is about.', max_length=2048)),
                ('verdict', models.CharField(choices=[('unknown', 'Not looked at yet'), ('alive', 'Alive'), ('moved', 'Moved for good'), ('drifted', 'Alive, but what was cited is gone'), ('suspect', 'Failing'), ('dead', 'Dead'), ('blocked', 'Not shown to us'), ('paywalled', 'Behind a paywall')], default='unknown', max_length=10)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('failed_at', models.DateTimeField(help_text='The last failure that counted.', null=True)),
                ('since', models.DateTimeField(help_text='When the verdict last changed.', null=True)),
                ('visited_at', models.DateTimeField(null=True)),
                ('moved_to', models.CharField(blank=True, max_length=2048)),
                ('etag', models.CharField(blank=True, max_length=300)),
                ('modified', models.CharField(blank=True, max_length=100)),
                ('watched_since', models.DateTimeField(null=True)),
                ('visit_at', models.DateTimeField(help_text='When a visit is due.', null=True)),
                ('capture_at', models.DateTimeField(help_text='When a capture is due.', null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('forced', models.CharField(blank=True, choices=[('alive', 'Alive, whatever a visit sees'), ('dead', 'Dead for good')], max_length=10)),
                ('forced_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link', to='articles.document')),
                ('forced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['document'],
                'indexes': [models.Index(fields=['visit_at'], name='link_visits_due'), models.Index(fields=['capture_at'], name='link_captures_due'), models.Index(fields=['verdict', '-since'], name='link_by_verdict')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['unknown', 'alive', 'moved', 'drifted', 'suspect', 'dead', 'blocked', 'paywalled'])), name='link_verdict_known'), models.CheckConstraint(condition=models.Q(models.Q(('failed_at', None), ('failures', 0)), models.Q(('failed_at__isnull', False), ('failures__gt', 0)), _connector='OR'), name='link_failures_and_when_together'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'suspect'), _negated=True), ('failures__gt', 0), _connector='OR'), name='link_suspect_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('asked_at', None), ('asked_by', None)), models.Q(('asked_at__isnull', False), ('asked_by__isnull', False)), _connector='OR'), name='link_asked_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('forced', ''), ('forced_at', None), ('forced_by', None)), models.Q(('forced__in', ['alive', 'dead']), ('forced_at__isnull', False), ('forced_by__isnull', False)), _connector='OR'), name='link_forced_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('capture_at', None), ('visit_at', None)), ('watched_since__isnull', False), ('asked_at__isnull', False), _connector='OR'), name='link_visited_if_public_or_asked')],
            },
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2048)),
                ('at', models.DateTimeField()),
                ('sign', models.CharField(choices=[('same', 'There'), ('moved', 'There, at another address for good'), ('drifted', 'There, without what was cited'), ('paywalled', 'For subscribers'), ('blocked', 'Not shown to us'), ('gone', 'Not found'), ('soft_404', 'Another page in its place'), ('usurped', "Somebody else's site"), ('no_host', 'The host does not exist'), ('connection', 'No connection'), ('redirects', 'Redirects without end'), ('tls', 'No private connection'), ('server', 'The server failed'), ('slow', 'Too slow'), ('protocol', 'An answer that broke off'), ('unsure', 'We could not look')], max_length=10)),
                ('verdict', models.CharField(choices=[('unknown', 'Not looked at yet'), ('alive', 'Alive'), ('moved', 'Moved for good'), ('drifted', 'Alive, but what was cited is gone'), ('suspect', 'Failing'), ('dead', 'Dead'), ('blocked', 'Not shown to us'), ('paywalled', 'Behind a paywall')], help_text='After this visit.', max_length=10)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('failure', models.CharField(blank=True, help_text='Why no answer was had.', max_length=300)),
                ('final_address', models.CharField(blank=True, max_length=2048)),
                ('elapsed_ms', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('excerpts_found', models.BooleanField(help_text='Whether all that was found in the capture is still there.', null=True)),
                ('by', models.ForeignKey(help_text='Nobody: the monitor.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='articles.document')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['document', '-id'], name='linkcheck_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sign__in', ['same', 'moved', 'drifted', 'paywalled', 'blocked', 'gone', 'soft_404', 'usurped', 'no_host', 'connection', 'redirects', 'tls', 'server', 'slow', 'protocol', 'unsure']), ('verdict__in', ['unknown', 'alive', 'moved', 'drifted', 'suspect', 'dead', 'blocked', 'paywalled'])), name='linkcheck_words_known'), models.CheckConstraint(condition=models.Q(('status__isnull', False), models.Q(('failure', ''), _negated=True), _connector='OR'), name='linkcheck_answer_or_failure')],
            },
        ),
        migrations.RunPython(freeze_both, thaw_both),
        migrations.RunPython(roles.make_roles, migrations.RunPython.noop),
    ]
