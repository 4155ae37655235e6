"""The body of a story: its markup, and the marks in it. Pure.

A body is HTML of a small allowlist with three sorts of marks, each with a stable random key that
names a row of the story (numbers are for readers, and computed when a page is drawn):

    <cite data-key="k3f9x2ab"></cite>                        rests on a Citation, inline
    <blockquote data-key="…" data-speaker="…" data-role="…">  a Quotation, its words in paragraphs
    <figure data-key="p7bb2k1s"></figure>                    shows a Placement, a block of its own

`sanitise` is called on every way in and again when a page is drawn. What it returns is canonical:
sanitising it again changes nothing, and `draw` may find the marks in it by their spelling.
"""

import re
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

import nh3
from lxml import html as lxml_html

BLOCKS = ("p", "h2", "h3", "ul", "ol", "blockquote", "figure")
TAGS = {*BLOCKS, "li", "strong", "em", "a", "br", "cite"}
ATTRIBUTES = {
    "a": {"href"},
    "cite": {"data-key"},
    "figure": {"data-key"},
    "blockquote": {"data-key", "data-speaker", "data-role"},
}
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Blocks of others' markup become paragraphs, so that their words do not run together.
RENAMED |= dict.fromkeys(
    [
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "pre",
        "address",
        "dd",
        "dt",
        "dl",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "figcaption",
        "details",
        "summary",
        "hr",
    ],
    "p",
)
OTHERS = re.compile(rf"(</?)({'|'.join(RENAMED)})(?=[\s/>])", re.IGNORECASE)
KEY = re.compile(r"[a-z0-9][a-z0-9-]{2,30}[a-z0-9]")
LINK = re.compile(r"(https?://|mailto:|/(?!/)|#)[^\s\x00-\x20\x7f-\xa0]*", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DEEPEST = 40  # lists within lists; an editor gets nowhere near, and parsers give up at 256

CITE = re.compile(r'<cite data-key="([^"]*)"></cite>')
FIGURE = re.compile(r'<figure data-key="([^"]*)"></figure>')
QUOTATION = re.compile(r"<blockquote((?: data-[^>]*)?)>(.*?)</blockquote>", re.DOTALL)
ATTRIBUTE = re.compile(r""" data-([a-z]+)=("[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class QuotationMark:
    key: str
    words: str
    speaker: str
    role: str


@dataclass(frozen=True)
class Marks:
    """The marks of a body in the order a reader meets them; a citation may be met twice."""

    citations: tuple[str, ...]
    quotations: tuple[QuotationMark, ...]
    placements: tuple[str, ...]


def new_key() -> str:
    """A key for a mark: eight random letters and digits."""
    return "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(8))


def sanitise(markup: str) -> str:
    """`markup` reduced to the allowlist, in canonical form; words are kept, only markup goes."""
    root = lxml_html.fragment_fromstring(allowed(UNSEEN.sub("", markup)), create_parent="div")
    for element in list(root.iter("cite", "figure")):
        empty_mark(element)
    for quotation in list(root.iter("blockquote")):
        flat_quotation(quotation)
    wrap_loose_text(root)
    return "".join(serialise(block) for block in root if block.tag == "figure" or says(block))


def allowed(markup: str) -> str:
    clean = nh3.clean(
        OTHERS.sub(lambda tag: tag[1] + RENAMED[tag[2].lower()], markup),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=allowed_value,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        generic_attribute_prefixes=None,
    )
    if depth(clean) > DEEPEST:
        return nh3.clean(clean, tags=TAGS - {"ul", "ol", "li", "blockquote", "strong", "em", "a"})
    return clean


def allowed_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "data-key":
        return value if KEY.fullmatch(value) else None
    if attribute == "href":
        return value if LINK.fullmatch(value) else None
    return " ".join(value.split())[:200] or None if attribute.startswith("data-") else None


def depth(markup: str) -> int:
    """How deep `markup` nests, counted on its tags."""
    deepest = level = 0
    for tag in re.finditer(r"<(/?)(\w+)", markup):
        if tag[2] in ("br",):
            continue
        level += -1 if tag[1] else 1
        deepest = max(deepest, level)
    return deepest


def empty_mark(element) -> None:
    """A mark holds nothing; what was written inside one is kept as text beside it."""
    if not element.get("data-key"):
        element.drop_tag()
        return
    inside = element.text_content()
    for child in list(element):
        element.remove(child)
    element.text = None
    element.tail = inside + (element.tail or "")


def flat_quotation(quotation) -> None:
    """A block quotation stands at the top level and holds paragraphs only."""
    if quotation.getparent() is None or any(
        a.tag == "blockquote" for a in quotation.iterancestors()
    ):
        quotation.drop_tag()
        return
    for attribute in ("data-key", "data-speaker", "data-role"):
        value = quotation.attrib.pop(attribute, None)
        if value:
            quotation.set(attribute, value)
    wrap_loose_text(quotation)


def wrap_loose_text(parent) -> None:
    """Give text and inline elements that stand directly in `parent` a paragraph of their own."""
    loose = None
    pending = parent.text or ""
    parent.text = None
    for child in list(parent):
        tail, child.tail = child.tail or "", None
        if pending.strip():
            loose = parent.makeelement("p")
            loose.text = pending
            child.addprevious(loose)
        elif loose is not None and pending:
            append_text(loose, pending)
        pending = ""
        if child.tag in BLOCKS:
            loose, pending = None, tail
            continue
        if loose is None:
            loose = parent.makeelement("p")
            child.addprevious(loose)
        loose.append(child)
        append_text(loose, tail)
    if pending.strip():
        last = parent.makeelement("p")
        last.text = pending
        parent.append(last)


def says(block) -> bool:
    """Whether a reader would see anything of `block`."""
    return bool(block.text_content().strip()) or block.find(".//cite") is not None


def append_text(element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def serialise(element) -> str:
    return lxml_html.tostring(element, encoding="unicode", with_tail=False)


def keyed(markup: str) -> str:
    """Sanitised `markup` in which every quotation has a key of its own."""
    seen = set()

    def with_key(quotation):
        key = quotation_mark(quotation).key
        if key and key not in seen:
            seen.add(key)
            return quotation[0]
        rest = "".join(a[0] for a in ATTRIBUTE.finditer(quotation[1]) if a[1] != "key")
        return f'<blockquote data-key="{new_key()}"{rest}>{quotation[2]}</blockquote>'

    return QUOTATION.sub(with_key, markup)


def marks(markup: str) -> Marks:
    """The marks of sanitised `markup`."""
    return Marks(
        citations=tuple(CITE.findall(markup)),
        quotations=tuple(quotation_mark(found) for found in QUOTATION.finditer(markup)),
        placements=tuple(FIGURE.findall(markup)),
    )


def quotation_mark(found: re.Match) -> QuotationMark:
    attributes = {name: unescape(value[1:-1]) for name, value in ATTRIBUTE.findall(found[1])}
    return QuotationMark(
        key=attributes.get("key", ""),
        words=plain(found[2]),
        speaker=attributes.get("speaker", ""),
        role=attributes.get("role", ""),
    )


def draw(
    markup: str,
    *,
    citation: Callable[[str], str],
    quotation: Callable[[QuotationMark, str], str],
    figure: Callable[[str], str],
) -> str:
    """`markup` as a page shows it, each mark replaced by the HTML that its function returns.

    `citation(key)` and `figure(key)` get the mark's key, `quotation(mark, inner)` also the
    paragraphs inside. The functions are trusted: what they return is not sanitised again.
    """
    markup = sanitise(markup)
    markup = QUOTATION.sub(lambda found: quotation(quotation_mark(found), found[2]), markup)
    markup = FIGURE.sub(lambda found: figure(found[1]), markup)
    return CITE.sub(lambda found: citation(found[1]), markup)


def plain(markup: str) -> str:
    """The words of sanitised `markup`, a blank line between blocks."""
    spaced = re.sub(r"</(?:p|h2|h3|li)>|<br>", "\n\n", markup)
    words = unescape(re.sub(r"<[^>]*>", "", spaced))
    return "\n\n".join(" ".join(line.split()) for line in words.split("\n\n") if line.strip())


def paragraphs(text: str) -> str:
    """Plain `text` as body markup: a paragraph for each run of lines between blank lines."""
    runs = re.split(r"\n\s*\n", text.strip())
    return "".join(
        f"<p>{escape(' '.join(run.split()), quote=False)}</p>" for run in runs if run.strip()
    )
