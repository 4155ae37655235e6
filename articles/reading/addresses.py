"""Where each page stands: the converters of its address, and the way from a row to it."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.http import Http404
from django.templatetags.static import static
from django.urls import register_converter, reverse
from django.utils.safestring import SafeString

from ..names import IN_SLUG
from .feed_formats import FORMATS


class SlugConverter:
    """A slug in any script, as names.slug_of makes them."""

    regex = IN_SLUG + "{1,110}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class YearConverter(SlugConverter):
    regex = r"[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class TwoDigitConverter(YearConverter):
    """A month or a day of one; which days there are is the view's to say."""

    regex = r"[0-3][0-9]"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class FileNameConverter(SlugConverter):
    """The name of one file, never a path."""

    regex = r"[-\w]{1,56}\.[a-z0-9]{2,5}"


class EndingConverter(SlugConverter):
    """The ending of a list of sources for reference managers; see cited.py."""

    regex = r"json|bib|ris"


class FeedConverter(SlugConverter):
    """The ending of a feed."""

    regex = "|".join(FORMATS)


register_converter(SlugConverter, "anyslug")
register_converter(YearConverter, "year")
register_converter(TwoDigitConverter, "two")
register_converter(FileNameConverter, "filename")
register_converter(EndingConverter, "ending")
register_converter(FeedConverter, "feed")


@lru_cache(maxsize=16_384)
def to(page: str, *args) -> str:
    """The path of one of the readers' pages: `to("tag", "dredging")`.

    Remembered, since a front page holds a hundred of them and working one out takes long.
    """
    # Safe as it stands: a slug is letters and digits, percent-encoded.
    return SafeString(reverse(f"reading:{page}", args=args))


@lru_cache(maxsize=1)
def fixed() -> dict[str, str]:
    """What every page links to and is dressed in; it is the same as long as the process runs."""
    pages = ("front", "tags", "sources", "corrections", "archive_index")
    return {page: to(page) for page in pages} | {
        "paper_css": static("reading/paper.css"),
        "front_css": static("reading/front.css"),
        "lists_css": static("reading/lists.css"),
        "story_css": static("reading/story.css"),
        "notes_js": static("reading/notes.js"),
        "print_css": static("reading/print.css"),
        "icon": static("reading/icon.svg"),
        "photo_to_come": static("reading/photo-to-come.svg"),
    }


def of_story(published_on: date, slug: str) -> str:
    return to("story", published_on.year, published_on.month, published_on.day, slug)


def of_history(published_on: date, slug: str) -> str:
    return to("history", published_on.year, published_on.month, published_on.day, slug)


def of_cited(published_on: date, slug: str, ending: str) -> str:
    day = (published_on.year, published_on.month, published_on.day)
    return to("cited", *day, slug, ending)


def of_feed(ending: str, name: str = "", *slug: str) -> str:
    """Of the paper, of the corrections, or of the section, tag … that has `slug`."""
    return to(f"{name}_feed" if name else "feed", *slug, ending)


def of_day(day: date) -> str:
    return to("archive", day.year, day.month, day.day)


def day_of(year: int, month: int, day: int) -> date:
    """The day in an address. Raises Http404 if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError as nonsense:
        raise Http404 from nonsense


def of_rendition(name: str) -> str:
    return renditions() + name


@lru_cache(maxsize=1)
def renditions() -> str:
    """Where all photo files stand; a front page names four hundred of them."""
    return reverse("reading:rendition", args=["a.jpg"]).removesuffix("a.jpg")


def absolute(address: str) -> str:
    """`address` for the world outside; one of another site stays as it is."""
    return settings.SITE_URL + address if address.startswith("/") else address


def outward(url: str) -> str:
    """`url` if it is one to send readers to: a web address, whatever a row may hold; else ""."""
    return url if url.lower().startswith(("http://", "https://")) else ""
