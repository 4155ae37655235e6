"""What stands round every page: nameplate, date, sections. Read once a request."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..tags.models import Section
from . import addresses, times
from .feed_formats import FORMATS


@dataclass(frozen=True, slots=True)
class Place:
    """A section as a link."""

    id: int
    name: str
    slug: str
    address: str
    description: str


@dataclass(frozen=True, slots=True)
class Frame:
    sections: dict[int, Place]
    today: date

    @property
    def date(self) -> str:
        return times.full_day(self.today)

    def section_at(self, slug: str) -> Place | None:
        return next((place for place in self.sections.values() if place.slug == slug), None)


def frame() -> Frame:
    """The frame of a page now, in one query."""
    standing = Section.objects.standing().values_list("id", "name", "slug", "description")
    places = [
        Place(pk, name, slug, addresses.to("section", slug), d) for pk, name, slug, d in standing
    ]
    return Frame({place.id: place for place in places}, timezone.localdate())


def page(
    request: HttpRequest, template: str, around: Frame, *, status: int = 200, **context
) -> HttpResponse:
    """A page of the paper. `canonical` is the path it is best known by, if it has one.

    A list in the context (lists.Page) is at that path with the number of its page. `feed` is what
    the page has feeds of its own of: (what addresses.of_feed takes …, what to call it).
    """
    here = context.pop("canonical", "")
    numbered = context["list"].query if "list" in context else ""
    *of, name = context.pop("feed", [settings.SITE_NAME])
    values = {
        "frame": around,
        "to": addresses.fixed(),
        "site_name": settings.SITE_NAME,
        "language": settings.LANGUAGE_CODE,
        "here": here,
        "feed_of": name,
        "feeds": [
            (form.name, form.content_type.partition(";")[0], addresses.of_feed(ending, *of))
            for ending, form in FORMATS.items()
        ],
        "canonical": here and settings.SITE_URL + here + numbered,
        **context,
    }
    return render(request, f"reading/{template}", values, status=status)
