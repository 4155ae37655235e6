"""Links in a line of references, in any of the spellings they are pasted in. Pure."""

import re
from dataclasses import dataclass
from html import unescape

_ADDRESS = r"https?://(?:[^\s()<>\[\]\"“”«»„『』「」、。｜|{}]|\([^\s()<>]*+\)|(?<==)\[)++"
LINK = re.compile(
    "|".join(
        (
            r"<a\b(?P<attributes>(?:[^<>\"']|\"[^\"<>]*+\"|'[^'<>]*+')*+)>"
            r"(?P<inner>(?:[^<]|<(?!/?a\b))*+)</a\s*+>",
            rf"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*+\])*+)\]\(\s*+<?(?P<markdown>{_ADDRESS})>?"
            r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)",
            rf"\[(?P<wiki>{_ADDRESS})(?:\s++(?P<words>[^\[\]]++))?\]",
            rf"<(?P<auto>{_ADDRESS})>",
            rf"(?P<bare>{_ADDRESS})",
            # Without a scheme: after www, or a host in small letters with a page on it. “J.Roe/AP”
            # is a credit.
            r"(?<![\w./@-])(?P<unschemed>(?:www\.[\w-]+\.|(?-i:(?:[a-z0-9-]++\.)+[a-z]{2,24}/))"
            r"[^\s()<>\[\]\"“”『』「」、。]++)",
            r"\bdoi:\s*+(?P<doi>10\.\d{4,9}/[^\s\"<>]++)",
        )
    ),
    re.IGNORECASE,
)
_HREF = re.compile(r"(?:^|\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_INTERNAL = re.compile(r"\[\[(?:[^\[\]|]*+\|)?([^\[\]|]*+)\]\]")
TAG = re.compile(r"</?[a-zA-Z][^<>]*+>|<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|'{2,3})(?=\S)((?:[^*_']|'(?!'))+)(?<=\S)\1(?!\w)")
_AFTER = ".,;:!?'’*_…"
ARCHIVES = re.compile(
    r"https?://(?:web\.archive\.org|archive\.(?:org|today|is|ph|li|fo|md|vn)|perma\.cc"
    r"|(?:www\.)?webcitation\.org|ghostarchive\.org|megalodon\.jp)/",
    re.IGNORECASE,
)
"""The addresses of copies, which belong to the reference beside them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, `written` so: plain words, or a link. A bare address has no words."""

    written: str
    text: str
    url: str = ""


def pieces(line: str) -> list[Piece]:
    """The line as words and links, in their order; markup is gone, italics keep their marks."""
    found, at = [], 0
    for link in LINK.finditer(line):
        url, words, rest = _read(link)
        if not url:
            continue
        between, written = line[at : link.start()], link[0].removesuffix(rest)
        found += [Piece(between, untagged(between)), Piece(written, plain(words), url)]
        found += [Piece(rest, rest)]
        at = link.end()
    found += [Piece(line[at:], untagged(line[at:]))]
    return [piece for piece in found if piece.written]


def _read(link: re.Match[str]) -> tuple[str, str, str]:
    """(address, words, what trailed a bare address and is none of it)."""
    if link["attributes"] is not None:
        href = _HREF.search(link["attributes"])
        url = _unescaped(next(filter(None, href.groups()), "")).strip() if href else ""
        is_web = re.match(r"https?://", url, re.IGNORECASE)
        return (url, link["inner"], "") if is_web and " " not in url else ("", "", "")
    if link["doi"]:
        number = link["doi"].rstrip(_AFTER + ")")
        return f"https://doi.org/{number}", "", link["doi"][len(number) :]
    if url := link["markdown"]:
        return _unescaped(url), "" if is_address(link["label"]) else link["label"], ""
    if url := link["wiki"]:
        return _unescaped(url), link["words"] or "", ""
    if url := link["auto"]:
        return _unescaped(url), "", ""
    written = link["bare"] or link["unschemed"]
    url = written.rstrip(_AFTER)
    whole = url if link["bare"] else f"http://{url}"
    return _unescaped(whole), "", written[len(url) :]


def _unescaped(url: str) -> str:
    """An address copied from HTML. Only this entity is one: “&copy=1” is a parameter."""
    return url.replace("&amp;", "&")


def is_address(words: str) -> bool:
    return bool(re.match(r"\s*(?:https?://|www\.)\S+\s*$", words, re.IGNORECASE))


def untagged(words: str) -> str:
    """Words without tags and wiki brackets; emphasis stays as it was marked."""
    return unescape(TAG.sub("", _INTERNAL.sub(r"\1", words)))


def plain(words: str) -> str:
    """Words without any markup, on one line."""
    return " ".join(_EMPHASIS.sub(r"\2", untagged(words)).split())
