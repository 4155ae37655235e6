"""What can be raw copy, and what cannot: told from the bytes alone. Pure."""

from .decoding import characters_of, decode

LARGEST = 1_000_000  # bytes; about 160,000 words, more than any story

# What people drop who mean the text inside.
FORMATS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or OpenDocument file, or an archive",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "a rich-text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
}
LOOKED_AT = 65_536  # bytes
TOO_LONG = f"That is too long: at most {LARGEST // 1_000_000} MB of text. Is it one story?"


def complaint(data: bytes) -> str:
    """Why `data` cannot be taken in as copy, in words for whoever brought it; "" if it can."""
    if len(data) > LARGEST:
        return TOO_LONG
    for start, name in FORMATS.items():
        if data.startswith(start):
            return f"That is {name}, not text. Copy the text out of it and paste it here."
    if is_binary(data[:LOOKED_AT]):
        return "That is not text. If it should be, save it as plain text in UTF-8."
    if not decode(data).strip():
        return "There is no text in it."
    return ""


def is_binary(sample: bytes) -> bool:
    """Whether control characters stand where text has none; a stray one is forgiven."""
    text = characters_of(sample)
    controls = sum(letter < " " and letter not in "\t\n\v\f\r\x1b" for letter in text)
    return controls > max(4, len(text) // 50)
