"""A pasted list taken apart into its entries, each the lines of one reference. Pure."""

import re
from dataclasses import dataclass

from ...markup import UNSEEN
from .links import LINK, TAG
from .templates import TEMPLATE

HEADING = re.compile(
    r"[#=*_\s]*(?:(?:list\s+of\s+|sources?\s+and\s+|notes\s+and\s+)?(?:sources?|references?|works\s+cited"
    r"|bibliography|further\s+reading|external\s+links|notes|footnotes|links|credits?|via)"
    r"|quellen(?:angaben)?|einzelnachweise|literatur|weblinks|références|bibliographie|fuentes|referencias"
    r"|出典|情報源|参考文献|脚注|関連リンク|ソース|来源|參考資料|参考资料|출처|المصادر|مصادر|المراجع)[*_=\s]*[:：]?[*_=\s]*",
    re.IGNORECASE,
)
"""A line that says only that references follow."""

# A block's tags begin lines of their own; the tags stay, so that no character is lost.
_BLOCK = re.compile(
    r"(?=</?(?:li|p|br|div|ul|ol|tr|dd|dt|table|h[1-6]|blockquote)\b)", re.IGNORECASE
)
_LINE = re.compile(rf"(?:{TEMPLATE}|[^\n])++")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
MARKER = re.compile(
    r"\s*(?:[-+–—•‣▪◦●※・·]\s+|[•‣▪◦●※・]|\*+\s+|\*+(?=[{\[『「“\"<])|#+\s*(?=[{\[])|\^\s*(?:[a-z]\s+)*"
    r"|\(?\d{1,3}[.)]\s+|\(?\d{1,3}[.)](?=[『「“\[<])|\[\d{1,3}\](?!\()\s*|[①-⑳]\s*)"
)
_ADDRESS_ALONE = re.compile(r"\W{0,3}(?:https?://|www\.)\S+\W?", re.IGNORECASE)

LONGEST_ENTRY = 1000  # characters; nothing is joined to what is longer
WRAPPED = range(60, 101)  # characters of a line that an e-mail program may have wrapped


@dataclass(slots=True)
class Entry:
    """`raw` as it stood; `text` without the mark of its list and on one line."""

    raw: str
    text: str
    marked: bool = False
    indented: bool = False
    closed: bool = False  # a blank line stood below

    def join(self, line: "Entry") -> None:
        self.raw += f"\n{line.raw}"
        self.text += f" {line.text}"


def entries(text: str) -> list[Entry]:
    """The entries of a list, in order. Headings and lines of nothing but markup are none."""
    kept: list[Entry] = []
    text = UNSEEN.sub("", _BLOCK.sub("\n", _LINE_ENDS.sub("\n", text)))
    for gap, raw in _lines(text):
        if kept and gap:
            kept[-1].closed = True
        line = _entry(raw)
        if not any(map(str.isalnum, TAG.sub("", line.text))) and not LINK.search(line.text):
            continue
        if HEADING.fullmatch(TAG.sub("", line.text).strip()):
            continue
        if kept and _goes_on(kept[-1], line):
            kept[-1].join(line)
        else:
            kept.append(line)
    return kept


def _lines(text: str) -> list[tuple[bool, str]]:
    """Lines that are not blank, each with whether a blank one stood above it."""
    found, at = [], 0
    for line in _LINE.finditer(text):
        if line[0].strip():
            found.append((text.count("\n", at, line.start()) > 1, line[0].rstrip()))
            at = line.end()
    return found


def _entry(written: str) -> Entry:
    raw = bare = written.strip()
    while (tag := TAG.match(bare)) and not tag[0].lower().startswith("<a "):
        bare = bare[tag.end() :].lstrip()
    marker = MARKER.match(bare)
    text = bare[marker.end() :] if marker else bare
    is_item = raw[:3].lower() == "<li"
    indented = written[:2].isspace()
    # A tab parts the cells of a spreadsheet.
    text = " ".join(text.strip().replace("\t", " | ").split())
    return Entry(raw, text, marked=bool(marker) or is_item, indented=indented)


def _goes_on(above: Entry, line: Entry) -> bool:
    """Whether `line` is more of the entry above: its address, or the rest of a wrapped line."""
    if above.closed or line.marked or len(above.text) > LONGEST_ENTRY:
        return False
    if LINK.search(above.text):
        return above.marked and line.indented and not LINK.search(line.text)
    last = above.raw.rpartition("\n")[2]
    is_wrapped = last.endswith((",", "，", "、", ":", "“")) or (
        len(last) in WRAPPED and not last.endswith((".", "。", ")", "）"))
    )
    is_alone = bool(_ADDRESS_ALONE.fullmatch(line.text))
    return is_alone or (above.marked and (line.indented or is_wrapped)) or last.endswith(",")
