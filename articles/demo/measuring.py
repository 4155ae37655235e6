"""What a page costs: CPU time of requests through the whole WSGI application, in this process.

Beside each page a bare view is asked that returns 30 KB, so that figures from one machine can be
told as ratios and compared with those from another. Also this module is that view's URLconf.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path, reverse

from ..publishing.models import Edition, EditionTag

BARE = b"x" * 30_000

urlpatterns = [
    path("bare/", lambda request: HttpResponse(BARE)),
    path("", include(settings.ROOT_URLCONF)),
]


@dataclass(frozen=True)
class Cost:
    """Of one address: milliseconds of CPU a request, queries a request, bytes of the answer."""

    name: str
    milliseconds: float
    queries: int
    size: int

    @property
    def a_second(self) -> float:
        return 1000 / self.milliseconds


def measure(number: int) -> list[Cost]:
    """Ask every page `number` times, uncached, in turns, so that all meet the same weather."""
    with override_settings(ROOT_URLCONF=__name__):
        pages = addresses()
        ask = asker()
        for _, address in pages:
            ask(address)  # templates compiled, connections open
        spent = dict.fromkeys(pages, 0.0)
        for _ in range(number):
            for page in pages:
                began = time.process_time()
                ask(page[1])
                spent[page] += time.process_time() - began
        return [cost(page, spent[page] / number, ask) for page in pages]


def addresses() -> list[tuple[str, str]]:
    """A story of the middle of the archive, the tag most used, the newest section's front."""
    middle = Edition.visible.count() // 2
    story = Edition.visible.newest().select_related("section")[middle]
    busiest = EditionTag.objects.filter(edition=story).select_related("tag").first()
    day = story.published_on
    return [
        ("bare view, 30 KB", "/bare/"),
        ("front", reverse("reading:front")),
        ("story", reverse("reading:story", args=[day.year, day.month, day.day, story.slug])),
        ("tag", reverse("reading:tag", args=[busiest.tag.slug])),
        ("section", reverse("reading:section", args=[story.section.slug])),
        ("feed", reverse("reading:feed", args=["rss"])),
        ("sitemap", reverse("reading:sitemap")),
        ("sitemap, a month", reverse("reading:stories_sitemap", args=[day.year, day.month])),
    ]


def asker() -> Callable[[str], bytes]:
    """A function that puts a GET to the application as a server would, and reads the answer."""
    application, requests = WSGIHandler(), RequestFactory(headers={"host": "localhost"})

    def ask(address: str) -> bytes:
        environ = requests.get(address).environ
        status = []
        answer = application(environ, lambda line, headers: status.append(line))
        body = b"".join(answer)
        answer.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{address} answered {status[0]}")
        return body

    return ask


def cost(page: tuple[str, str], seconds: float, ask) -> Cost:
    with CaptureQueriesContext(connection) as asked:
        size = len(ask(page[1]))
    return Cost(page[0], seconds * 1000, len(asked), size)
