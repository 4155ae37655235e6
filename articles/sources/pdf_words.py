"""What reads strangers' PDFs: a process of its own, with limits; see confined.py and pdfs.py.

The answer is {"title", "authors", "day", "text"}: the text of all pages, or "" if there is more of
it than we look at, so that what is not in it is not in the PDF.
"""

import logging
import unicodedata
from io import BytesIO

import pypdf

from .. import confined

MAX_MEMORY = 1_500_000_000
MAX_SECONDS = 30  # of the processor; a page takes some hundredths
MOST_LETTERS = 3_000_000
NOTHING = {"title": "", "authors": "", "day": "", "text": ""}


def read(job: dict, data: bytes) -> tuple[dict, list[bytes]]:
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        return described(reader.metadata) | {"text": text_of(reader)}, []
    except Exception:
        # A reader of strangers' PDFs stumbles over some of them, in a dozen ways.
        return dict(NOTHING), []


def described(about: pypdf.DocumentInformation | None) -> dict[str, str]:
    created = about and about.creation_date
    return {
        "title": str((about and about.title) or ""),
        "authors": str((about and about.author) or ""),
        "day": created.date().isoformat() if created else "",
    }


def text_of(reader: pypdf.PdfReader) -> str:
    """The words of every page, ligatures and wide forms spelled as letters."""
    pages, letters = [], 0
    for page in reader.pages:
        pages.append(unicodedata.normalize("NFKC", page.extract_text()))
        letters += len(pages[-1])
        if letters > MOST_LETTERS:
            return ""
    return "\n".join(pages)


if __name__ == "__main__":
    logging.disable()  # of a broken PDF there is no end of complaints
    confined.serve(read, memory=MAX_MEMORY, seconds=MAX_SECONDS)
