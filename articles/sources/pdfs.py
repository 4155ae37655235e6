"""What a PDF says, read from its bytes by a process that can do no harm: pdf_words.py."""

from .. import confined
from .pages import UNREADABLE, Page, a_date, clean, clean_lines

MAX_WAIT = 60  # seconds; a machine with other work takes its time


def read(body: bytes) -> Page:
    """The words of a PDF; UNREADABLE if it is broken, locked or too much.

    One that was scanned says nothing but what it is called.
    """
    try:
        said, _ = confined.done("articles.sources.pdf_words", {}, body, seconds=MAX_WAIT)
    except confined.TooMuch:
        return UNREADABLE
    text = clean_lines(said["text"])
    return Page(
        title=clean(said["title"]),
        authors=clean(said["authors"]),
        published_on=a_date(said["day"]),
        text=text,
        everything=text,
    )
