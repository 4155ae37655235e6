"""Say what pages cost."""

from django.core.management.base import BaseCommand

from articles.demo.measuring import measure


class Command(BaseCommand):
    help = "Measure CPU a request, uncached, beside a bare view that returns 30 KB."

    def add_arguments(self, parser):
        parser.add_argument("--requests", type=int, default=200, help="of each page (200)")

    def handle(self, *, requests, **options):
        costs = measure(requests)
        bare = costs[0].milliseconds
        self.stdout.write(
            f"{'page':18} {'ms CPU':>8} {'a second':>9} {'× bare':>7} queries   bytes"
        )
        for cost in costs:
            self.stdout.write(
                f"{cost.name:18} {cost.milliseconds:8.2f} {cost.a_second:9.0f}"
                f" {cost.milliseconds / bare:7.1f} {cost.queries:7} {cost.size:7}"
            )
