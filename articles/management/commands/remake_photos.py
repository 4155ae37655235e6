"""`manage.py remake_photos`: bring the files of all photos to what they ought to be."""

from django.core.management.base import BaseCommand

from articles.photos import making


class Command(BaseCommand):
    help = "Make the files that photos lack, and take away those that are obsolete."

    def handle(self, **options):
        asked = making.ask_by_difference()
        made = making.make_due()
        self.stdout.write(f"{asked} found, {made} remade")
