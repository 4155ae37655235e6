"""`manage.py verify_captures`: is every file of evidence still what was written?"""

from django.core.management.base import BaseCommand, CommandError

from articles.sources import capture
from articles.sources.evidence import Capture


class Command(BaseCommand):
    help = "Compare every captured file with its hash; ends with an error if one has changed."

    def handle(self, **options):
        damaged = list(capture.damaged())
        for found, why in damaged:
            self.stderr.write(f"capture {found.pk} of “{found.document}”: {found.file} {why}")
        files = Capture.objects.filter(same_as=None).count()
        if damaged:
            raise CommandError(f"{len(damaged)} of {files} files are damaged.")
        self.stdout.write(f"{files} files are what was written.")
