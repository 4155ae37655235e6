"""Characters as copy is read in them, and characters to words. Pure.

The promise "no word is lost" is made of `words()`: what it returns for the copy,
`WireStory.words()` returns for the reading of it.
"""

import re
from html import unescape

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphens, the byte order mark inside a text, halves of surrogate pairs, which no
# database stores, and overrides, which turn the letters behind them round. A space of no width
# means something only in the scripts of South-East Asia, which part words by it.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff\u2060\u202d\u202e\ud800-\udfff]"
    "|\u200b(?![\u0e00-\u109f\u1780-\u17ff])"
)

CJK = "\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts written without spaces: each of their characters is a word of its own here."""

_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


def set_of(words: str) -> frozenset[str]:
    """The words of a string, as a set to look up in."""
    return frozenset(words.split())


BLOCK_TAGS = set_of(
    """
    address article aside blockquote body caption center dd div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section table tbody td
    tfoot th thead title tr ul
    """
)
INLINE_TAGS = set_of(
    """
    a abbr b big br cite code del em font i img ins kbd label mark s small span strike strong
    sub sup time tt u var
    """
)

# Attributes need "=", so that "<b and c>" stays text. A quoted value holds no "<" but the one of
# a shortcode, and no tag begins inside a shortcode: thus no two readings overlap, and the time is
# linear.
_VALUE = r"""(?:"(?:\{\{<[^{}<>]*>\}\}|[^"<])*+"|'(?:\{\{<[^{}<>]*>\}\}|[^'<])*+'|[^\s"'<>=`]++)"""
TAG = re.compile(
    rf"(?<!\{{)<(/?)({'|'.join(sorted(BLOCK_TAGS | INLINE_TAGS, key=len, reverse=True))}"
    r"|(?:[movwx]|st1):[a-z]++)"  # Word's own
    rf"((?:\s++[a-z_:@][\w:.-]*+\s*+=\s*+{_VALUE})*+)\s*+/?>",
    re.IGNORECASE,
)
"""An HTML tag we understand: (slash, name, attributes). Any other tag is text."""

_DECLARATION = re.compile(r"<!doctype\b[^<>]*+>", re.IGNORECASE)

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def clean(text: str) -> str:
    """Every line end as "\\n", unprintable characters and doctypes gone. Spaces as written.

    Inside a run of text `inline` turns spaces, tabs and line ends in a row into one space; a
    no-break space stays one.
    """
    return _DECLARATION.sub("", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)))


def unescaped(text: str) -> str:
    """The text with HTML entities as what they stand for, printable ones only."""
    return ENTITY.sub(lambda entity: clean(unescape(entity[0])), text)


def without_markup(text: str) -> str:
    """The text without the HTML tags we understand, and entities as what they stand for."""
    return unescaped(TAG.sub(" ", text))


def words(text: str, *, markup: bool = True) -> list[str]:
    """The words of a text in order: letters and digits in a row; of Japanese each character.

    With `markup`, HTML tags we understand are no words and entities are what they stand for. All
    else is words: keys of front matter, addresses of links, shortcodes, comments, tags we don't
    know.
    """
    text = clean(text)
    return _WORD.findall(without_markup(text) if markup else text)
