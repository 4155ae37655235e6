"""`manage.py measure_photos [FILE …]`: say what the files of photos cost."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.demo import weighing
from articles.photos.checking import Refused
from articles.photos.renditions import FORMATS


class Command(BaseCommand):
    help = "Measure seconds and bytes of all the files readers get of a photo."

    def add_arguments(self, parser):
        told = "photos to measure; without any, drawings of 24 megapixels"
        parser.add_argument("photos", nargs="*", type=Path, metavar="FILE", help=told)

    def handle(self, *, photos, **options):
        for path in photos:
            try:
                self.tell(path.name, weighing.weigh(path.read_bytes()))
            except (OSError, Refused) as refused:
                raise CommandError(f"{path}: {refused}") from refused
        for drawing in () if photos else weighing.DRAWN:
            self.tell(drawing, weighing.weigh(weighing.as_a_camera_has_it(drawing)))

    def tell(self, name: str, cost: weighing.Cost):
        width, height = cost.size
        spent = ", ".join(f"{format} {cost.encoding[format]:.1f}" for format in FORMATS)
        self.stdout.write(
            f"{name}, {width} × {height}: all files in {cost.wall:.1f} s;"
            f" seconds of the processor: scaling {cost.scaling:.1f}, {spent}"
        )
        self.stdout.write(f"{'preset':>8} {'JPEG bytes':>11} {'AVIF':>6} {'WebP':>6}  of JPEG")
        for preset, files in cost.weights.items():
            avif, webp = (cost.share(preset, format) for format in ("AVIF", "WEBP"))
            self.stdout.write(f"{preset:>8} {files['JPEG']:11} {avif:6.2f} {webp:6.2f}")
        avif, webp = cost.whole("AVIF"), cost.whole("WEBP")
        self.stdout.write(f"{'all':>8} {'':11} {avif:6.2f} {webp:6.2f}\n\n")
