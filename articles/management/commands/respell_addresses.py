"""`manage.py respell_addresses`: let documents be found by the addresses they have, as read today.

Safe to run twice, and while the site is up. It merges nothing: what is the same is told.
"""

from django.core.management.base import BaseCommand

from articles.sources import respelling


class Command(BaseCommand):
    help = "After an upgrade: compute anew by what the address of each document is found."

    def handle(self, **options):
        self.stdout.write(f"{respelling.respell()} documents are found by another address now.")
        for document, other in respelling.doubles():
            both = f"{document.pk} “{document}” and {other.pk} “{other}”"
            self.stdout.write(f"The same, to be merged at the desk: {both}.")
