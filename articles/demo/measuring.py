"""What a page costs: CPU time of requests through the whole WSGI application, in this process.

Beside each page a bare view is asked that returns 30 KB, so that figures from one machine can be
told as ratios and compared with those from another. What citations cost is told by one story of
many claims, drawn without any and with one for each. This module is the URLconf of such views, too.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import batched

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path, reverse

from ..publishing import editions
from ..publishing.models import Edition, EditionTag, Revision
from ..reading.rendering import story_page
from ..sources.models import Document
from ..stories.copy import CitationCopy, Copy

BARE = b"x" * 30_000
CLAIMS, IN_A_PARAGRAPH = 200, 5
CLAIM = "The wall gave way at its northern end, as an inspector had foretold in March."


def story_of_claims(request: HttpRequest, cited: int) -> HttpResponse:
    """The page of a story that makes `CLAIMS` claims, the first `cited` of them with a citation."""
    return story_page(request, edition_of_claims(cited))


urlpatterns = [
    path("bare/", lambda request: HttpResponse(BARE)),
    path("claims/<int:cited>/", story_of_claims, name="claims"),
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
    story = middle_story()
    busiest = EditionTag.objects.filter(edition=story).select_related("tag").first()
    day = story.published_on
    return [
        ("bare view, 30 KB", "/bare/"),
        ("front", reverse("reading:front")),
        ("story", reverse("reading:story", args=[day.year, day.month, day.day, story.slug])),
        *((f"{n} citations", reverse("claims", args=[n])) for n in (0, CLAIMS)),
        ("tag", reverse("reading:tag", args=[busiest.tag.slug])),
        ("section", reverse("reading:section", args=[story.section.slug])),
        ("feed", reverse("reading:feed", args=["rss"])),
        ("sitemap", reverse("reading:sitemap")),
        ("sitemap, a month", reverse("reading:stories_sitemap", args=[day.year, day.month])),
    ]


def middle_story() -> Edition:
    middle = Edition.visible.count() // 2
    return Edition.visible.newest().select_related("section", "revision", "story")[middle]


@cache
def edition_of_claims(cited: int) -> Edition:
    """An edition of the middle story, not saved, that makes claims in the place of its text.

    Each citation is of another document, as far as the library has as many.
    """
    like = middle_story()
    documents = list(Document.objects.order_by("pk").values_list("pk", flat=True)[:cited])
    citations = [
        CitationCopy(f"k{n:03}", document=documents[n % len(documents)], locator=f"p. {n + 1}")
        for n in range(cited)
    ]
    copy = replace(
        Copy.from_json(like.revision.snapshot),
        body=claims([citation.key for citation in citations]),
        citations=tuple(citations),
    )
    revision = Revision(story=like.story, snapshot=copy.cleaned().as_json(), by=like.by)
    return editions.build(like.story, revision, visible_from=like.visible_from, by=like.by)


def claims(keys: list[str]) -> str:
    """The markup of `CLAIMS` claims in paragraphs, marked with `keys` as far as they reach."""
    marks = [f'<cite data-key="{key}"></cite>' for key in keys]
    marks += [""] * (CLAIMS - len(marks))
    return "".join(
        f"<p>{' '.join(CLAIM + mark for mark in some)}</p>"
        for some in batched(marks, IN_A_PARAGRAPH, strict=False)
    )


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
