"""`manage.py check_links`: visit and capture what published stories cite.

Run it every few minutes, from as many machines as you like.
"""

from django.core.management.base import BaseCommand

from articles.publishing import evidence
from articles.sources import monitor


class Command(BaseCommand):
    help = "Capture what published stories cite, and see which links have rotted, moved or changed."

    def add_arguments(self, parser):
        most = f"links in this run (200), no more than {monitor.MOST}"
        parser.add_argument("--most", type=int, default=200, help=most)

    def handle(self, *, most, **options):
        done = evidence.look_after(most=most)
        self.stdout.write(
            f"{done['watched']} new links, {done['captured']} captured, {done['visited']} visited."
        )
