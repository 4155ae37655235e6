"""Do what time alone must do. Run it every minute, from as many machines as you like."""

from django.core.management.base import BaseCommand

from articles.photos import expiring, making
from articles.publishing import clock


class Command(BaseCommand):
    help = "Record stories whose time has come and editions whose time is over."

    def handle(self, **options):
        done = clock.tick()
        expiring.note_ended()
        made = making.make_due()
        self.stdout.write(
            f"{done['published']} came out, {done['ended']} editions ended,"
            f" files of {made} photos were made."
        )
