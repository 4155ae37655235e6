"""What any sort of document says, read from its bytes. No tables."""

from . import pages, pdfs
from .pages import Page

PDF = "application/pdf"
MAX_WAIT = max(pdfs.MAX_WAIT, pages.MAX_WAIT)  # seconds, until `read` gives up


def is_words(content_type: str) -> bool:
    """Whether `read` can make out words in what calls itself so."""
    return content_type == PDF or pages.is_words(content_type)


def read(content: bytes, content_type: str, charset: str | None = None) -> Page:
    """The words of `content`; pages.UNREADABLE for what has none we can make out."""
    if content_type == PDF:
        return pdfs.read(content)
    return pages.read(content, content_type, charset)


def words(content: bytes, content_type: str, charset: str | None = None) -> str:
    """All words that stand in `content`: Page.everything, sooner than by `read`."""
    if content_type == PDF:
        return pdfs.read(content).everything
    return pages.words(content, content_type, charset)
