"""One paragraph's markup: links, emphasis, pictures, entities -> runs of text. Pure.

HTML tags arrive as marks that `wire_html` put in their place, so a tag is recognised once, on the
whole text, and nothing that a later step joins can turn into one.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from .characters import CJK, ENTITY, unescaped
from .html import BREAK, JOINT, Tag, attribute
from .story import Doubt, Picture, Run, SetAside, Text

# Marks of tags and breaks are in none of these: whoever wrote them meant text.
_MARKS = "\x02-\x05"
_DESTINATION = (
    rf"\(\s*+(?:\{{\{{<(?P<code>[^{{}}>{_MARKS}]*+)>\}}\}}|<(?P<angled>[^<>\n{_MARKS}]*+)>"
    rf"|(?P<bare>(?:[^\s(){_MARKS}]|\([^\s(){_MARKS}]*+\))*+))"
    rf"""(?:\s++(?:"(?P<double>[^"{_MARKS}]*+)"|'(?P<single>[^'{_MARKS}]*+)'))?\s*+\)"""
)
SHORTCODE = re.compile(rf"\{{\{{[<%]\s*+(?P<name>/?[\w-]+)(?P<rest>[^{{}}{_MARKS}]*+)\}}\}}")
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<escape>\\[!-%'-/:-@\[-`{-~])",
            rf"(?P<shortcode>\{{\{{[<%][^{{}}{_MARKS}]*+\}}\}})",
            "\x02(?P<tag>[0-9]+)\x03",
            f"(?P<joint>{JOINT})",
            f"(?P<entity>{ENTITY.pattern})",
            r"(?P<image>!\[)",
            r"(?P<open>\[)",
            rf"(?P<close>\](?P<link>{_DESTINATION})?)",
            rf"<(?P<auto>(?:https?://|mailto:)[^\s<>{_MARKS}]++)>",
            rf"(?P<url>(?<![^\W_])(?<!;)https?://[^\s<>\[\]\"“”«»„「」『』、。{_MARKS}]++)",
            r"(?P<emphasis>\*{1,3}|_{1,3})",
        )
    )
)
_AFTER_URL = ".,;:!?'’)*_"
# Two spaces in a row are typing, no-break or not; a single no-break space is meant.
_SPACES = re.compile("[ \t\n\xa0]{2,}|[ \t\n]")
_ATTRIBUTE = re.compile(r"""([\w-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_FOLLOWABLE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_WORD_CHARACTER = re.compile(rf"[^\W_{CJK}]")
_PICTURE_CODES = re.compile(r"(?:legacy-)?(?:img|image|figure|picture|photo)(?:-[\w-]+)?")
_STRONG, _EM = frozenset(("strong", "b")), frozenset(("em", "i"))


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph's runs, and what stood among them that is no text."""

    text: Text = ()
    pictures: tuple[Picture, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_inline(source: str, tags: list[Tag]) -> Inline:
    """The runs of one paragraph. `tags` are those that `wire_html` counted."""
    if not _TOKEN.search(source) and BREAK not in source:
        text = _SPACES.sub(" ", source).strip()
        return Inline((Run(text),)) if text else Inline()
    return _Reader(source, tags).inline()


def shortcode_values(code: str) -> dict[str, str]:
    """The named values of {{< img src="a.jpg" alt="A gull" >}}."""
    return {name.lower(): first or second for name, first, second in _ATTRIBUTE.findall(code)}


@dataclass(slots=True)
class _Reader:
    source: str
    tags: list[Tag]
    pieces: list[str] = field(default_factory=list)
    # (first piece, piece after the last, style, address, title), closed ones only
    spans: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    brackets: list[tuple[int, bool]] = field(default_factory=list)
    emphasis: dict[str, list[int]] = field(default_factory=dict)
    open_tags: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def inline(self) -> Inline:
        at = 0
        for token in _TOKEN.finditer(self.source):
            if token.start() > at:
                self.pieces.append(self.source[at : token.start()])
            at = token.end()
            self._take(token)
        self.pieces.append(self.source[at:])
        for opened in self.open_tags.values():
            for _, href, title in opened:
                self._keep_link(href, title)
        return Inline(self._runs(), tuple(self.pictures), tuple(self.set_aside), tuple(self.doubts))

    def _take(self, token: re.Match[str]) -> None:
        written = token[0]
        match token.lastgroup:
            case "escape":
                self.pieces.append(written[1])
            case "entity":
                self.pieces += filter(None, [unescaped(written)])
            case "joint":
                self.pieces.append("")
            case "shortcode":
                self._shortcode(written)
            case "tag":
                self._tag(self.tags[int(token["tag"])])
            case "image" | "open":
                self.brackets.append((len(self.pieces), token.lastgroup == "image"))
                self.pieces.append(written)
            case "auto" | "url":
                self._address(token)
            case "emphasis":
                self._emphasis(token)
            case _:
                self._close(token)

    def _shortcode(self, written: str) -> None:
        written = unescaped(written)
        code = SHORTCODE.fullmatch(written)
        values = shortcode_values(written)
        if not (code and _PICTURE_CODES.fullmatch(code["name"]) and "src" in values):
            self.pieces.append(written)
            return
        self.set_aside.append(SetAside("shortcode", written))
        self.pieces.append("")
        self.pictures.append(
            Picture(values["src"], values.get("alt", ""), values.get("caption", ""))
        )

    def _tag(self, tag: Tag) -> None:
        if tag.name == "img":
            self.pictures.append(
                Picture(attribute(tag, "src"), attribute(tag, "alt"), attribute(tag, "title"))
            )
        elif not tag.closing:
            href, title = attribute(tag, "href"), attribute(tag, "title")
            self.open_tags.setdefault(tag.name, []).append((len(self.pieces), href, title))
        elif opened := self.open_tags.get(tag.name):
            start, href, title = opened.pop()
            style = "strong" if tag.name in _STRONG else "em" if tag.name in _EM else tag.name
            self.spans.append((start, len(self.pieces), style, href, title))
        # A boundary, as every tag is one: "fo<b>o" is two words before and after.
        self.pieces.append("")

    def _address(self, token: re.Match[str]) -> None:
        written = unescaped(token["auto"] or token["url"])
        shown = written if token["auto"] else written.rstrip(_AFTER_URL)
        self.spans.append((len(self.pieces), len(self.pieces) + 1, "a", shown, ""))
        self.pieces += filter(None, [shown, written[len(shown) :]])

    def _emphasis(self, token: re.Match[str]) -> None:
        """Opens only behind a space or mark, closes only before one: 5*3*2 and a_b_c stay."""
        before = self.source[token.start() - 1 : token.start()]
        after = self.source[token.end() : token.end() + 1]
        written = token[0]
        opened = self.emphasis.setdefault(written, [])
        if opened and before.strip() and not _WORD_CHARACTER.match(after):
            start = opened.pop()
            self.pieces[start] = ""
            for style in {1: ("em",), 2: ("strong",), 3: ("em", "strong")}[len(written)]:
                self.spans.append((start, len(self.pieces), style, "", ""))
            self.pieces.append("")
            return
        if after.strip() and not _WORD_CHARACTER.match(before):
            opened.append(len(self.pieces))
        self.pieces.append(written)

    def _close(self, token: re.Match[str]) -> None:
        if not token["link"] or not self.brackets:
            if self.brackets:
                self.brackets.pop()
            self.pieces.append("]")
            if token["link"]:
                self.pieces.append(unescaped(token["link"]))
            return
        start, is_image = self.brackets.pop()
        address = unescaped(token["angled"] or token["bare"] or token["code"] or "")
        title = unescaped(token["double"] or token["single"] or "")
        if is_image:
            self._picture(start, address, title)
        else:
            self.spans.append((start, len(self.pieces), "a", address, title))
            self.pieces[start] = ""
            self.pieces.append("")

    def _picture(self, start: int, src: str, title: str) -> None:
        alt = _SPACES.sub(" ", " ".join(_unparted(self.pieces[start + 1 :]))).strip()
        del self.pieces[start:]
        self.pieces.append("")
        self._forget(start)
        self.pictures.append(Picture(src, alt, title))

    def _forget(self, start: int) -> None:
        """Drop what was opened or closed among the pieces that became a picture's alt text."""
        while self.spans and self.spans[-1][0] > start:
            self._keep_link(*self.spans.pop()[3:])
        for opened in self.emphasis.values():
            while opened and opened[-1] >= start:
                opened.pop()
        for tags in self.open_tags.values():
            while tags and tags[-1][0] >= start:
                self._keep_link(*tags.pop()[1:])

    def _keep_link(self, href: str, title: str) -> None:
        if href or title:
            self.set_aside.append(SetAside("link", f"{href} {title}".strip()))

    def _runs(self) -> Text:
        changes: dict[int, list[int]] = {}
        for number, (start, end, *_) in enumerate(self.spans):
            changes.setdefault(start, []).append(number)
            changes.setdefault(end, []).append(~number)
        edges = sorted({0, len(self.pieces), *changes})

        runs, spaced, used = [], True, set()
        depth = {"strong": 0, "em": 0}
        links: list[int] = []
        ended: set[int] = set()
        for start, end in pairwise(edges):
            for number in changes.get(start, ()):
                style = self.spans[number if number >= 0 else ~number][2]
                if style in depth:
                    depth[style] += 1 if number >= 0 else -1
                elif number >= 0:
                    links.append(number)
                else:
                    ended.add(~number)
            while links and links[-1] in ended:
                links.pop()
            href, title = self._link(links)
            style = {
                "href": href,
                "strong": depth["strong"] > 0,
                "em": depth["em"] > 0,
                "title": title,
            }
            for joined in _unparted(self.pieces[start:end]):
                text = _spaced(joined, after_space=spaced)
                if not text:
                    continue
                spaced = text[-1] in " \n"
                if links and text.strip():
                    used.add(links[-1])
                runs.append(Run(text, **style))
        self._keep_unused(used)
        return _ended(runs)

    def _link(self, links: list[int]) -> tuple[str, str]:
        if not links:
            return "", ""
        _, _, _, href, title = self.spans[links[-1]]
        return (href, title) if _FOLLOWABLE.fullmatch(href) else ("", "")

    def _keep_unused(self, used: set[int]) -> None:
        """What a link said that no run says now: its words are gone, or nobody could follow it."""
        for number, (_, _, _, href, title) in enumerate(self.spans):
            if number in used and _FOLLOWABLE.fullmatch(href):
                continue
            self._keep_link(href, title)
            if _FOLLOWABLE.fullmatch(href):
                message = f"The link to “{href}” had no words of its own and was left out."
                self.doubts.append(Doubt("link", message))
            elif href:
                self.doubts.append(
                    Doubt("link", f"The link to “{href}” was left out: no reader could follow it.")
                )


def _unparted(pieces: list[str]) -> list[str]:
    """The pieces joined where nothing parts them: an empty one stands where markup was."""
    return ["".join(group) for parts, group in groupby(pieces, key=bool) if parts]


def _spaced(text: str, *, after_space: bool) -> str:
    """The text with single spaces, and none beside a line break."""
    lines = [_SPACES.sub(" ", line) for line in text.split(BREAK)]
    inner = "\n".join(
        [lines[0].rstrip(" "), *(line.strip(" ") for line in lines[1:-1]), lines[-1].lstrip(" ")]
    )
    text = inner if len(lines) > 1 else lines[0]
    return text.lstrip(" ") if after_space else text


def _ended(runs: list[Run]) -> Text:
    """The runs without spaces and line breaks at the very ends."""
    filled = [number for number, run in enumerate(runs) if run.text.strip()]
    if not filled:
        return ()
    runs = runs[filled[0] : filled[-1] + 1]
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)
