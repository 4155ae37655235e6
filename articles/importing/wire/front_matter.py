"""What stands above the copy as "key: value", between "---" lines or as labelled lines. Pure.

Only what posts use is read: scalars, quoted scalars, folded blocks, flat lists. It isn't YAML.
"""

import re
from dataclasses import dataclass
from datetime import date

from ...dates import date_in
from .characters import without_markup
from .story import Doubt

_FENCE = re.compile(r"-{3,}[ \t]*")
_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")

# For each field the keys that may hold it, the most telling first.
_KEYS = {
    "headline": ("headline", "title", "hed"),
    "kicker": ("kicker", "eyebrow"),
    "dek": (
        "dek", "deck", "subtitle", "subhead", "subheadline", "standfirst",
        "summary", "description", "excerpt",
    ),
    "dateline": ("dateline",),
    "published_on": ("date", "published", "published_on", "published_at", "pubdate"),
    "byline": ("byline", "authors", "author", "by"),
    "slug": ("slug",),
    "tags": ("tags", "topics", "keywords", "categories"),
}  # fmt: skip
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys}
# Words that begin a labelled line, but also many a headline ("By: …" is a byline, "Tags: …" are
# tags).
_LABELS = frozenset(_FIELD_OF) - {"published", "categories", "description", "excerpt"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was said above the copy. `raw` is all of it as written."""

    raw: str = ""
    headline: str = ""
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    byline: tuple[str, ...] = ()
    published_on: date | None = None
    slug: str = ""
    tags: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    fenced: bool = False


def take(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a text, and the text below it."""
    lines = text.lstrip("\n").split("\n")
    end = _fenced(lines)
    if end:
        raw, below = lines[1:end], lines[end + 1 :]
    elif labelled := _labelled(lines):
        raw, below = lines[:labelled], lines[labelled:]
    else:
        return FrontMatter(), text
    values, strays = _pairs(raw)
    if end and not values:  # two rules around some text
        return FrontMatter(), text
    return _understood("\n".join(raw), values, strays, fenced=bool(end)), "\n".join(below)


def names_in(value: str) -> tuple[str, ...]:
    """The names of "Jane Doe, John Roe and Ann Poe"."""
    names = re.split(r"\s*[,;、&]\s*|\s+(?:and|und|et|y)\s+", value)
    return tuple(name for name in (" ".join(name.split()) for name in names) if name)


def _fenced(lines: list[str]) -> int:
    """The number of the line that closes the front matter; 0 if none was opened and closed."""
    if not _FENCE.fullmatch(lines[0]):
        return 0
    return next((n for n, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), 0)


def _labelled(lines: list[str]) -> int:
    """How many of the first lines are "Headline: …", "By: …" and the like."""
    count = 0
    for line in lines:
        pair = _PAIR.fullmatch(line)
        if not (pair and pair[2] and _key(pair[1]) in _LABELS):
            break
        count += 1
    return count


def _key(written: str) -> str:
    return written.strip().lower().replace("-", "_").replace(" ", "_")


def _pairs(lines: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Each key with its values, and the lines that are neither pair, item nor comment."""
    values: dict[str, list[list[str]]] = {}
    strays, current, block = [], None, False
    for line in lines:
        pair = _PAIR.fullmatch(line)
        if pair:
            current = values.setdefault(_key(pair[1]), [])
            value = (pair[2] or "").strip()
            block = value in (">", "|", ">-", "|-")
            if value and not block:
                current.append([value])
        elif not line.strip() or line.lstrip().startswith("#"):
            continue
        elif current is not None and not block and (item := _ITEM.fullmatch(line)):
            current.append([item[1]])
        elif current is not None and line[0] in " \t":
            if not current:
                current.append([])
            current[-1].append(line.strip())
        else:
            strays.append(line.strip())
    return {
        key: [item for pieces in given for item in _listed(" ".join(pieces))]
        for key, given in values.items()
    }, strays


def _listed(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [item for item in map(_scalar, value[1:-1].split(",")) if item]
    return [_scalar(value)]


def _scalar(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value


def _understood(
    raw: str, values: dict[str, list[str]], strays: list[str], *, fenced: bool
) -> FrontMatter:
    chosen, unused = {}, {}
    for field, keys in _KEYS.items():
        for key in keys:
            given = [value for value in values.get(key, []) if value]
            if given and field not in chosen:
                chosen[field] = given
            elif given and given != chosen[field]:
                unused[key] = given
    unused |= {key: given for key, given in values.items() if key not in _FIELD_OF and given}
    doubts = [
        Doubt("front-matter", f"“{key}: {', '.join(given)}” above the copy was not used.")
        for key, given in unused.items()
    ]
    doubts += [
        Doubt("front-matter", f"“{line}” above the copy was not understood.") for line in strays
    ]

    written_date = " ".join(chosen.get("published_on", []))
    day = date_in(written_date)
    if written_date and not day:
        doubts.append(Doubt("date", f"“{written_date}” is no date this could read."))
    return FrontMatter(
        raw=without_markup(raw),
        headline=" ".join(chosen.get("headline", [])),
        kicker=" ".join(chosen.get("kicker", [])),
        dek=" ".join(chosen.get("dek", [])),
        dateline=" ".join(chosen.get("dateline", [])),
        byline=_names(chosen.get("byline", [])),
        published_on=day,
        slug=" ".join(chosen.get("slug", [])),
        tags=_listed_names(chosen.get("tags", [])),
        doubts=tuple(doubts),
        fenced=fenced,
    )


def _names(values: list[str]) -> tuple[str, ...]:
    names = [
        name for value in values for name in names_in(re.sub(r"^by\s+", "", value, flags=re.I))
    ]
    return tuple(dict.fromkeys(names))


def _listed_names(values: list[str]) -> tuple[str, ...]:
    if len(values) == 1:  # "Tags: Iraq, Syria"
        values = re.split(r"\s*[,;、]\s*", values[0])
    return tuple(dict.fromkeys(value for value in values if value))
