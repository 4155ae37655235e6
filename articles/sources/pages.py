"""What a page says, read from its bytes: title, authors, date, words. Pure.

The bytes are a stranger's: what cannot be read comes back empty, and nothing is run or fetched.
"""

import codecs
import email
import email.policy
import logging
import re
from dataclasses import dataclass
from datetime import date

import lxml.html
import trafilatura
from lxml import etree

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


def read_html(body: bytes, charset: str | None) -> Page:
    try:
        text = decoded(body, charset or declared(body))
        if is_crowded(text):
            return UNREADABLE
        tree = lxml.html.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return UNREADABLE
    everything = all_words(tree)
    robots = " ".join(tree.xpath("//meta[translate(@name, 'ROBTS', 'robts') = 'robots']/@content"))
    found = None if is_vast(tree, everything) else article(tree)
    return Page(
        title=clean(found and found.title) or clean(tree.findtext(".//title")),
        authors=clean(found and found.author).replace("; ", ", "),
        published_on=a_date(found and found.date),
        text=clean_lines(found and found.text) or everything,
        everything=everything,
        asks_not_to_be_archived="noarchive" in robots.lower(),
        site=clean(found and found.sitename),
        address=((found and found.url) or "").strip(),
    )


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


def article(tree: lxml.html.HtmlElement):
    """The article on a page, with what it says of itself; None if none is made out."""
    try:
        return trafilatura.bare_extraction(
            tree, favor_recall=True, include_comments=False, with_metadata=True
        )
    except Exception as wrong:
        # A reader of strangers' HTML stumbles over some of it; the page is kept without it.
        logger.info("page read without its article: %r", wrong)
        return None


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
        words = message.get_body(("plain", "html"))
        text = words.get_content() if words else ""
        if words and words.get_content_type() in HTML:
            text = read_html(text.encode(), "utf-8").everything
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
