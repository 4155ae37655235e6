"""What makes one doubt a photo's alt text or its caption. Pure."""

import re
from collections.abc import Iterator

from ..names import fold

LONG = 250  # characters: what a screen reader's listener bears to be told at once

FILE_NAME = re.compile(
    r"(?:\S+\.(?:jpe?g|png|webp|avif|tiff?|hei[cf])|(?:IMG|DSC|DSCF|PXL|P)[-_]?\d[\d_-]*)",
    re.IGNORECASE,
)
EMPTY_WORDS = {"photo", "picture", "image", "photograph"}


def doubts(alt_text: str, caption: str) -> Iterator[str]:
    """Sentences for an editor. That there is no alt text at all is for `rights.may_run` to say."""
    if not caption:
        yield "It has no caption."
    elif FILE_NAME.fullmatch(caption.strip()):
        yield "Its caption is the name of a file."
    if FILE_NAME.fullmatch(alt_text.strip()):
        yield "Its alt text is the name of a file."
    elif alt_text and fold(alt_text) == fold(caption):
        yield "Its alt text repeats the caption: say what is to be seen."
    elif fold(alt_text) in EMPTY_WORDS:
        yield "Its alt text says only that it is a picture."
    if len(alt_text) > LONG:
        yield f"Its alt text is long: {LONG} characters are plenty, the rest is for the caption."
