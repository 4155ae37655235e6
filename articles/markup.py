"""Anybody's HTML brought to the small canonical markup that a body is kept in. Pure.

    body        (p | h2 | h3 | list | blockquote | figure)*
    p, h2, h3   words: text, strong, em, a[href], br, cite[data-key]
    list        ul or ol of li, each words and then (p | list)*
    blockquote  p+, with data-key, data-speaker, data-role; never inside anything
    figure      nothing, with data-key; never inside anything

A parser reads, `Writer` answers its events by writing this grammar and nothing else, and nh3 has
the last word. So the result is safe, sanitising it again changes nothing, and the work grows no
faster than the input, whatever is in it.
"""

import re
from functools import lru_cache
from html import escape

import nh3
from lxml import etree

from .names import UNSTORABLE

RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
STYLES = {"strong": "<strong>", "em": "<em>"}
HEADINGS = {"h2", "h3"}
LISTS = {"ul", "ol"}
# Elements of others' markup that end a line: without them words would run together.
LINES = {
    *("div", "section", "article", "header", "footer", "main", "aside", "nav", "hgroup", "address"),
    *("pre", "listing", "xmp", "plaintext", "center", "details", "summary", "figcaption", "hr"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "dl", "dd", "dt", "title"),
    *("form", "fieldset", "legend", "option", "menu", "dir", "li", "blockquote", "figure"),
}
UNREAD = {"script", "style"}
ATTRIBUTES = {
    "a": {"href"},
    "cite": {"data-key"},
    "figure": {"data-key"},
    "blockquote": {"data-key", "data-speaker", "data-role"},
}
TAGS = {"p", "li", "br", *HEADINGS, *LISTS, *STYLES, *ATTRIBUTES}
KEY = re.compile(r"[a-z0-9][a-z0-9-]{2,30}[a-z0-9]")
LINK = re.compile(r"(https?://|mailto:|/(?![/\\])|#)[^\s\x00-\x20\x7f-\xa0]*", re.IGNORECASE)
UNSEEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{UNSTORABLE}]")
# The parser stops reading where a page ends, and what stands here is a part of one.
PAGE = re.compile(r"<(/?)(?:html|head|body|frameset)(?=[\s/>])", re.IGNORECASE)
# Stands for an ampersand while nh3 reads, which takes quadratic time over many "&amp;".
AMPERSAND = "\ufdd0"  # a noncharacter: nothing that was read has any
DEEPEST_LIST = 6
LONGEST_NAME = 200


def sanitise(markup: str) -> str:
    """`markup` in the grammar above; words stay, in their order, and only markup goes.

    What nests deeper than a parser follows (256 levels) is taken for text.
    """
    markup = UNSEEN.sub("", markup)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # In a div nothing is taken for the head of a page.
    root = etree.fromstring(f"<div>{PAGE.sub(r'<\1div', markup)}".encode(), parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return last_word(f"<p>{escaped(markup)}</p>")
    return last_word(Writer().write(root))


def last_word(markup: str) -> str:
    clean = nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        generic_attribute_prefixes=None,
    )
    return clean.replace("&nbsp;", "\xa0").replace(AMPERSAND, "&amp;")


def escaped(text: str) -> str:
    return escape(text.replace("&", AMPERSAND), quote=False)


def start_tag(tag: str, element) -> str:
    """The start of a link or a mark with the attributes that are fit to keep; "" without any."""
    if tag == "a":
        return link(element.get("href", "").strip())
    kept = []
    for name in ("data-key", "data-speaker", "data-role"):
        value = " ".join(element.get(name, "").split())[:LONGEST_NAME].strip()
        if name == "data-key" and not KEY.fullmatch(value):
            value = ""
        if value and name in ATTRIBUTES[tag]:
            kept.append(f' {name}="{escape(value)}"')
    return f"<{tag}{''.join(kept)}>" if kept else ""


@lru_cache(4096)
def link(href: str) -> str:
    """The start of a link to `href`; "" if that is no address a reader may be sent to."""
    start = f'<a href="{escape(href)}">'
    return start if LINK.fullmatch(href) and "href" in last_word(f"{start}</a>") else ""


class Container:
    """A list, an item or a quotation being written."""

    def __init__(self, tag: str, start: str = ""):
        self.tag, self.start, self.parts = tag, start or f"<{tag}>", []


class Line:
    """A paragraph, a heading or (no tag) an item's own words, being written.

    `styled`: the inline elements open in it. `says`: whether a reader would see anything.
    """

    def __init__(self, tag: str):
        self.tag, self.parts, self.styled, self.says = tag, [], [], False

    def restyle(self, styles: list[tuple[str, str]]) -> None:
        """Close and open inline elements until those open are `styles`."""
        same = 0
        while styles[same : same + 1] == self.styled[same : same + 1] != []:
            same += 1
        while len(self.styled) > same:
            self.parts.append(f"</{self.styled.pop()[0]}>")
        for style in styles[same:]:
            self.parts.append(style[1])
            self.styled.append(style)

    def __str__(self):
        words = "".join(self.parts)
        return f"<{self.tag}>{words}</{self.tag}>" if self.tag else words


class Writer:
    """Writes the grammar in answer to a parser's events.

    Everything is opened late: a line when there are words for it, inline elements when there are
    words in them. What has got nothing to say is never written.
    """

    def __init__(self):
        self.out = []
        self.containers = []
        self.line = None
        self.figures = []  # met inside a container; they follow it
        self.styles = []  # (tag, start) of the source's open inline elements
        self.lists = []  # [tag, its Container or None] of the source's open lists
        self.quotation = None  # the source's element that is being written as one

    def write(self, root) -> str:
        unread = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = RENAMED.get(element.tag, element.tag)
            if event == "start":
                unread += tag in UNREAD
                self.start(tag, element)
                text = element.text
            else:
                unread -= tag in UNREAD
                self.end(tag, element)
                text = element.tail
            if text and not unread:
                self.say(escaped(text), says=bool(text.strip()))
        self.close_containers()
        return "".join(self.out)

    def start(self, tag: str, element) -> None:
        if tag in STYLES or tag == "a":
            self.styles.append((tag, STYLES.get(tag) or start_tag(tag, element)))
        elif tag == "br":
            self.say("<br>", says=False)
        elif tag == "cite" and (mark := start_tag(tag, element)):
            self.say(f"{mark}</cite>", says=True)
        elif tag == "figure" and (mark := start_tag(tag, element)):
            self.close_line()
            (self.figures if self.containers else self.out).append(f"{mark}</figure>")
        elif tag == "blockquote" and self.quotation is None:
            self.close_containers()
            self.quotation = element
            self.containers.append(Container(tag, start_tag(tag, element)))
        elif tag in LISTS:
            self.start_list(tag)
        elif tag == "li" and self.lists:
            self.start_item()
        elif tag == "p" or tag in HEADINGS:
            self.close_line()
            self.open_line("p" if self.containers else tag)
        elif tag in LINES:
            self.close_line()

    def end(self, tag: str, element) -> None:
        if tag in STYLES or tag == "a":
            self.styles.pop()
        elif tag == "p" or tag in HEADINGS or tag in LINES or tag in LISTS:
            self.close_line()
        if element is self.quotation:
            self.quotation = None
            self.close_containers()
        elif tag in LISTS:
            _, container = self.lists.pop()
            if container in self.containers:
                self.close_containers(self.containers.index(container))
        elif tag == "li" and self.top() == "li":
            self.close_containers(len(self.containers) - 1)

    def start_list(self, tag: str) -> None:
        self.close_line()
        written = sum(container.tag in LISTS for container in self.containers)
        self.lists.append([tag, None])
        if written < DEEPEST_LIST and self.quotation is None:
            if self.top() in LISTS:
                self.containers.append(Container("li"))
            self.open_list()

    def open_list(self) -> None:
        self.lists[-1][1] = Container(self.lists[-1][0])
        self.containers.append(self.lists[-1][1])

    def start_item(self) -> None:
        self.close_line()
        if self.quotation is not None:
            return
        if self.top() == "li":
            self.close_containers(len(self.containers) - 1)
        if not self.containers:
            # A quotation inside the list has ended it; here the list goes on.
            self.open_list()
        self.containers.append(Container("li"))

    def top(self) -> str:
        """The innermost container's tag; "" at the top level."""
        return self.containers[-1].tag if self.containers else ""

    def say(self, written: str, *, says: bool) -> None:
        """Write words or a mark into the line; blanks and breaks begin none."""
        if self.line is None:
            if not says:
                return
            own_words = self.top() in LISTS or (
                self.top() == "li" and not self.containers[-1].parts
            )
            self.open_line("" if own_words else "p")
        meant = {tag: start for tag, start in reversed(self.styles) if start}
        self.line.restyle(list(reversed(meant.items())))
        self.line.parts.append(written)
        self.line.says |= says

    def open_line(self, tag: str) -> None:
        if self.top() in LISTS:
            self.containers.append(Container("li"))
        self.line = Line(tag)

    def close_line(self) -> None:
        line, self.line = self.line, None
        if line and line.says:
            line.restyle([])
            self.keep(str(line))

    def close_containers(self, level: int = 0) -> None:
        """Close the line, and the containers down to `level`."""
        self.close_line()
        while len(self.containers) > level:
            closed = self.containers.pop()
            if closed.parts:
                self.keep(f"{closed.start}{''.join(closed.parts)}</{closed.tag}>")
        if not self.containers:
            self.out += self.figures
            self.figures = []

    def keep(self, written: str) -> None:
        (self.containers[-1].parts if self.containers else self.out).append(written)
