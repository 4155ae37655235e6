"""Make a large archive, for measuring."""

import time
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand

from articles.demo import volume
from articles.publishing import archive


class Command(BaseCommand):
    help = "Bring in a realistic archive of any size, through the entrance that imports use."

    def add_arguments(self, parser):
        parser.add_argument("--stories", type=int, default=10_000, help="how many (10000)")
        parser.add_argument("--material", type=Path, help="a folder of real posts and tag counts")

    def handle(self, *, stories, material, **options):
        by, _ = User.objects.get_or_create(
            username="archivist", defaults={"is_superuser": True, "is_active": True}
        )
        began = time.perf_counter()
        made = archive.bring_in(volume.archive(stories, volume.material(material)), by=by)
        self.stdout.write(f"{made} stories in {time.perf_counter() - began:.1f} s.")
