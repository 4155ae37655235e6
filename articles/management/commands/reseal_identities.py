"""`manage.py reseal_identities`: seal every identity with the first of CONFIDENTIAL_KEYS."""

from django.core.management.base import BaseCommand, CommandError

from articles.sources import identities
from articles.sources.sealing import Unsealable


class Command(BaseCommand):
    help = "After a new key was put in front of CONFIDENTIAL_KEYS; then the old one may go."

    def handle(self, **options):
        try:
            number = identities.reseal()
        except Unsealable as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{number} identities are sealed with the first key.")
