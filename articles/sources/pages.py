"""What a page says, read from its bytes: title, authors, date, words. No tables.

The bytes are a stranger's: what cannot be read comes back empty, and nothing is run or fetched. Its
words are read here; what it says of itself, and which of its words are the article, a process finds
out that may take its time and no more: page_article.py.
"""

import codecs
import email
import email.policy
import logging
import re
from dataclasses import dataclass
from datetime import date

import lxml.html
from lxml import etree

from .. import confined

logger = logging.getLogger(__name__)

# Beyond this much of a page's HTML its words are not looked for; the bytes are kept all the same.
READ_AT_MOST = 2_000_000
# Telling the article from the rest costs about a millisecond for 40 elements; a page larger than
# these (a whole law, a table of thousands of rows) is taken for all article.
MOST_ELEMENTS, MOST_LETTERS = 20_000, 400_000
# The parser hangs each attribute on the end of a chain that it walks from the start.
MOST_ATTRIBUTES = 1000
# Mail's own parser takes time by the square of a header's length.
LONGEST_HEADER = 5_000
HEADER = re.compile(rb"[!-9;-~]+:")
HTML = {"text/html", "application/xhtml+xml"}
# What the Encoding Standard has browsers read, by Python's names: its other codecs are no character
# sets of the web, and some (punycode) take minutes.
ENCODINGS = {
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "ascii",
    "cp866",
    "cp874",
    "gbk",
    "gb18030",
}
ENCODINGS |= {"gb2312", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr"}
ENCODINGS |= {"cp949", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620"}
ENCODINGS |= {f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))}
ENCODINGS |= {f"cp{page}" for page in range(1250, 1259)}
# Elements that end a line, so that words on two sides of one are two words.
BLOCKS = {"br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "title"}
BLOCKS |= {"section", "article", "figcaption", "dd", "dt", "option", "label", "legend", "aside"}
BLOCKS |= {"blockquote", "pre", "address", "main", "nav", "header", "footer", "figure", "caption"}
BLOCKS |= {"table", "ul", "ol", "dl", "hr", "summary", "details", "form", "button", "body"}
UNSEEN = ("script", "style", "noscript", "template")
ARTICLE = confined.Ready("articles.sources.page_article")
# Seconds; the process gives up sooner, unless this is a machine with other work.
MAX_WAIT = 20


@dataclass(frozen=True)
class Page:
    """`text` is the article, `everything` all the words that stand on the page.

    `site` is what the site calls itself, `address` the one that the page calls its own.
    """

    title: str = ""
    authors: str = ""
    published_on: date | None = None
    text: str = ""
    everything: str = ""
    asks_not_to_be_archived: bool = False
    site: str = ""
    address: str = ""


UNREADABLE = Page()


def is_words(content_type: str) -> bool:
    """Whether `read` can make out words in what calls itself so."""
    return content_type in HTML or content_type in ("text/plain", "message/rfc822")


def read(body: bytes, content_type: str, charset: str | None = None) -> Page:
    """The words of `body`; UNREADABLE for a PDF, a picture, or what is no page of words."""
    body = body[:READ_AT_MOST]
    if content_type in HTML:
        return read_html(body, charset)
    if content_type == "text/plain":
        text = clean_lines(decoded(body, charset))
        return Page(text=text, everything=text)
    if content_type == "message/rfc822":
        return read_email(body)
    return UNREADABLE


def words(body: bytes, content_type: str, charset: str | None = None) -> str:
    """All words that stand in `body`: those of `read`, which takes longer to tell more."""
    if content_type not in HTML:
        return read(body, content_type, charset).everything
    found = opened(body[:READ_AT_MOST], charset)
    return all_words(found[1]) if found else ""


def read_html(body: bytes, charset: str | None) -> Page:
    found = opened(body, charset)
    if not found:
        return UNREADABLE
    text, tree = found
    everything = all_words(tree)
    robots = " ".join(tree.xpath("//meta[translate(@name, 'ROBTS', 'robts') = 'robots']/@content"))
    told = {} if is_vast(tree, everything) else article(text)
    return Page(
        title=clean(told.get("title")) or clean(tree.findtext(".//title")),
        authors=clean(told.get("author")).replace("; ", ", "),
        published_on=a_date(told.get("date")),
        text=clean_lines(told.get("text")) or everything,
        everything=everything,
        asks_not_to_be_archived="noarchive" in robots.lower(),
        site=clean(told.get("sitename")),
        address=(told.get("url") or "").strip(),
    )


def opened(body: bytes, charset: str | None) -> tuple[str, lxml.html.HtmlElement] | None:
    """The letters of a page and its elements; None for what cannot be read."""
    try:
        text = decoded(body, charset or declared(body))
        return None if is_crowded(text) else (text, lxml.html.document_fromstring(text))
    except (etree.LxmlError, ValueError):
        return None


class Crowding:
    """The most attributes an element has, as the parser tells it while it builds no tree."""

    def __init__(self):
        self.most = 0

    def start(self, tag, attributes):
        self.most = max(self.most, len(attributes))

    def close(self) -> int:
        return self.most


def is_crowded(text: str) -> bool:
    """Whether an element has more attributes than can be read in reasonable time."""
    parser = lxml.html.HTMLParser(target=Crowding())
    return etree.fromstring(text, parser) > MOST_ATTRIBUTES


def is_vast(tree: lxml.html.HtmlElement, everything: str) -> bool:
    return len(everything) > MOST_LETTERS or any(
        n > MOST_ELEMENTS for n, _ in enumerate(tree.iter())
    )


def article(text: str) -> dict[str, str | None]:
    """The article on a page, with what it says of itself; {} if none is made out in time."""
    try:
        told, _ = ARTICLE.done({}, text.encode(), seconds=MAX_WAIT)
    except confined.TooMuch as much:
        logger.info("page read without its article: %s", much)
        return {}
    return told


def declared(body: bytes) -> str | None:
    """The character set in the page's own words, unless it is UTF-8 anyhow."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        sniffed = lxml.html.fromstring(body[:4096] or b" ").getroottree().docinfo.encoding
        return sniffed or "windows-1252"
    return "utf-8"


def decoded(body: bytes, charset: str | None) -> str:
    """The letters of `body`, as UTF-8 if `charset` is none that pages are written in."""
    try:
        codec = codecs.lookup(charset or "utf-8").name
        return body.decode(codec if codec in ENCODINGS else "utf-8", "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def all_words(tree: lxml.html.HtmlElement) -> str:
    """Every word that stands on the page, a line for each block."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if isinstance(element.tag, str) and element.tag not in UNSEEN:
                pieces.append("\n" if element.tag in BLOCKS else "")
                pieces.append(element.text or "")
        else:
            pieces.append("\n" if element.tag in BLOCKS else "")
            pieces.append(element.tail or "")
    return clean_lines("".join(pieces))


def read_email(body: bytes) -> Page:
    """Its subject, date and words; who sent it may be somebody who is not to be named."""
    if has_endless_header(body):
        return UNREADABLE
    try:
        message = email.message_from_bytes(body, policy=email.policy.default)
        said = message.get_body(("plain", "html"))
        text = said.get_content() if said else ""
        if said and said.get_content_type() in HTML:
            text = words(text.encode(), "text/html", "utf-8")
        sent = message["Date"] and message["Date"].datetime
        title = clean(message["Subject"])
    except Exception as wrong:
        # The standard parser raises a dozen kinds of error on mail that is wrongly made.
        logger.info("mail not read: %r", wrong)
        return UNREADABLE
    return Page(
        title=title,
        published_on=sent.date() if sent else None,
        text=clean_lines(text),
        everything=clean_lines(text),
    )


def has_endless_header(body: bytes) -> bool:
    """Whether a header, of the mail or of a part of it, is longer than any need be."""
    length = 0
    for line in body.splitlines():
        goes_on = length and line[:1] in (b" ", b"\t")
        length = length + len(line) if goes_on else len(line) if HEADER.match(line) else 0
        if length > LONGEST_HEADER:
            return True
    return False


def clean(words: str | None) -> str:
    return " ".join((words or "").replace("\0", "").split())[:500]


def clean_lines(text: str | None) -> str:
    lines = (" ".join(line.split()) for line in (text or "").replace("\0", "").splitlines())
    return "\n".join(line for line in lines if line)


def a_date(said: str | None) -> date | None:
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None
