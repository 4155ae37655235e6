"""`manage.py remake_photos`: bring all photos, and their files, to what they ought to be."""

from django.core.management.base import BaseCommand

from articles.photos import making, rereading


class Command(BaseCommand):
    help = "Read again what was not read of photos at first, make the files they lack."

    def handle(self, **options):
        read, filled, failed = rereading.read_again()
        if read or failed:
            said = f"{read} originals read again, {filled} with marks filled in"
            self.stdout.write(said + (f", {failed} that cannot be read" if failed else ""))
        asked = making.ask_by_difference()
        made = making.make_due()
        self.stdout.write(f"{asked} found, {made} remade")
