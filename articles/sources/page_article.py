"""What tells an article from its page: a process of its own, with limits; see pages.ARTICLE.

The answer is {"title", "author", "date", "text", "sitename", "url"}, or {} if none is made out. The
patterns that trafilatura looks for authors with take time by the square of what a page says.
"""

import logging

import lxml.html
import trafilatura

from .. import confined

MAX_MEMORY = 1_500_000_000
MAX_SECONDS = 6  # of the processor; all but the largest pages take less than one
A_PAGE = b"<title>Wall</title><p>By Ann Lee, 4 May 2026</p><p>The wall leaks.</p>"
TOLD = ("title", "author", "date", "text", "sitename", "url")


def read(job: dict, data: bytes) -> tuple[dict, list[bytes]]:
    try:
        found = trafilatura.bare_extraction(
            lxml.html.document_fromstring(data.decode()),
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
        )
    except Exception:
        # A reader of strangers' HTML stumbles over some of it; the page is kept without it.
        found = None
    return {name: getattr(found, name) for name in TOLD} if found else {}, []


if __name__ == "__main__":
    logging.disable()  # of a broken page there is no end of complaints
    read({}, A_PAGE)  # what is made ready for the first page is ready for all
    confined.serve_ready(read, memory=MAX_MEMORY, seconds=MAX_SECONDS)
