"""Bytes to characters, by what the bytes themselves tell. Pure."""

import codecs

from .characters import clean

# UTF-32's mark begins with UTF-16's, so it is asked first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096  # bytes


def decode(data: bytes) -> str:
    """The text, cleaned as `clean` does it."""
    return clean(characters_of(data))


def characters_of(data: bytes) -> str:
    """UTF-8, UTF-16 or UTF-32 by its mark, UTF-16 by its zeros, else UTF-8, else cp1252."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if encoding := _unmarked_utf_16(data[:_LOOKED_AT]):
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(data)


def _unmarked_utf_16(sample: bytes) -> str:
    """UTF-16 that lost its mark: every other byte of plain letters is zero."""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    many = max(len(sample) // 20, 2)
    if second >= many > 10 * first:
        return "utf-16-le"
    return "utf-16-be" if first >= many > 10 * second else ""


def _mixed(data: bytes) -> str:
    """cp1252, or UTF-8 into which a program pasted some: whichever more of the bytes speak for."""
    known = data.decode("utf-8", errors="ignore")
    letters = sum(not letter.isascii() for letter in known)
    strange = data.decode("utf-8", errors="replace").count("\ufffd")
    if letters > strange:
        return data.decode("utf-8", errors="as-windows-wrote-it")
    return data.decode("cp1252", errors="replace")


def _as_windows_wrote_it(error: UnicodeDecodeError) -> tuple[str, int]:
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("as-windows-wrote-it", _as_windows_wrote_it)
