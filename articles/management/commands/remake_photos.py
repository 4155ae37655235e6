"""`manage.py remake_photos`: bring the files of all photos to the credits they are to carry."""

from django.core.management.base import BaseCommand

from articles.photos import checking, intake
from articles.photos.models import Photo


class Command(BaseCommand):
    help = "Remake the files of photos whose credit or caption has changed since they were made."

    def handle(self, **options):
        remade = 0
        for photo in Photo.objects.select_related("credit").iterator():
            try:
                remade += intake.remake(photo)
            except (checking.Refused, FileNotFoundError) as lost:
                self.stderr.write(f"photo {photo.pk}: {lost}")
        self.stdout.write(f"{remade} remade")
