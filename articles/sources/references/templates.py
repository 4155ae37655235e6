"""References that say of each field what it is: the templates of wikis. Pure."""

import re
from dataclasses import replace

from ...dates import dates_in, whole_date
from .links import is_address, plain
from .reference import Reference

TEMPLATE = r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\})|\{\{[^{}]*+\}\})*+\}\}"
_TEMPLATE = re.compile(TEMPLATE)
_LINK_OR_INNER = re.compile(r"\[\[[^\[\]]*+\]\]|\{\{[^{}]*+\}\}")
_FIELDS = {
    "url": "url link アドレス",
    "title": "title titel titre título titulo タイトル 記事名 題名 標題 标题 headline",
    "authors": "author authors autor auteur autore last first 著者 筆者 作者 vauthors credit",
    "publisher": (
        "pub publisher newspaper work website journal magazine agency site werk hrsg périodique "
        "periódico 発行者 出版者 新聞 サイト 媒体 via"
    ),
    "published_on": "date datum fecha 日付 日時 日期 year jahr année año",
    "accessed_on": "accessdate access-date abruf zugriff consulté 閲覧日 accessed",
}
_FIELD = {name: field for field, names in _FIELDS.items() for name in names.split()}
_KINDS = {
    "cite web": "web_page",
    "cite news": "news_article",
    "source": "news_article",
    "cite press release": "press_release",
    "cite book": "book",
    "literatur": "book",
    "cite report": "report",
    "cite journal": "academic_paper",
    "cite av media": "video",
    "cite episode": "broadcast",
    "cite interview": "interview",
    "cite court": "court_filing",
    "cite tweet": "social_post",
}


def cited_in(text: str) -> list[Reference]:
    """The references that templates of a text make, each with the text up to its end."""
    found: list[Reference] = []
    at = 0
    for template in _TEMPLATE.finditer(text):
        if cited := _read(template[0]):
            found.append(replace(cited, raw=text[at : template.end()].strip()))
            at = template.end()
    if found and (rest := text[at:].strip()):
        found[-1] = replace(found[-1], raw=f"{found[-1].raw} {rest}")
    return found


def _read(template: str) -> Reference | None:
    name, values = _values(template)
    url = next((url for url in values.get("url", []) if is_address(url)), "")
    title = next(iter(values.get("title", [])), "")
    if not url and not title:
        return None
    dated = next(filter(None, map(_dated, values.get("published_on", []))), None)
    accessed = next(filter(None, map(_dated, values.get("accessed_on", []))), None)
    return Reference(
        template,
        url=url.strip(),
        title=plain(title).strip('“”"'),
        authors="; ".join(map(plain, values.get("authors", []))),
        publisher=plain(next(iter(values.get("publisher", [])), "")),
        published_on=dated and dated.day,
        precision=dated.precision if dated else "day",
        accessed_on=accessed.day if accessed and accessed.precision == "day" else None,
        kind=_KINDS.get(name, ""),
    )


def _values(template: str) -> tuple[str, dict[str, list[str]]]:
    """The name of a template in small letters, and what it gives for each of our fields."""
    # A bar inside a link or an inner template parts nothing.
    inner = _LINK_OR_INNER.sub(lambda found: found[0].replace("|", "\0"), template[2:-2])
    name, *arguments = inner.split("|")
    values: dict[str, list[str]] = {}
    first_names: dict[str, str] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        key, value = " ".join(key.casefold().split()), value.replace("\0", "|").strip()
        if not equals or not value:
            continue
        if re.fullmatch(r"first\d*", key):
            first_names[key[5:]] = value
        elif field := _FIELD.get(key.rstrip("0123456789")):
            number = key[4:] if key.startswith("last") else None
            values.setdefault(field, []).append(value if number is None else f"\0{number}\0{value}")
    if "authors" in values:
        values["authors"] = [_whole_name(name, first_names) for name in values["authors"]]
    return " ".join(name.casefold().split()), values


def _whole_name(name: str, first_names: dict[str, str]) -> str:
    if not name.startswith("\0"):
        return name
    _, number, last = name.split("\0", 2)
    return f"{first_names.get(number, '')} {last}".strip()


def _dated(words: str):
    return whole_date(words) or next(iter(dates_in(words)), None)
