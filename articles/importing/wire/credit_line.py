"""A line of bracketed credits: its names, and the same line back. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .known_names import is_known
from .photo_credits import read_photo_credit
from .story import Credit, Run, Text, joined

_LINK = "\0"
"""Stands for a link while a line is read: no text holds it."""
_OPENINGS, _CLOSINGS = "[【［〔", "]】］〕"
_INSIDE = rf"[^{re.escape(_OPENINGS + _CLOSINGS)}]"
# A mark may be lost: the first group's opening one, and any closing one.
_GROUP = re.compile(
    rf"(?P<open>[{re.escape(_OPENINGS)}]{{1,2}})(?P<inside>{_INSIDE}+)"
    rf"(?P<close>[{re.escape(_CLOSINGS)}]{{1,2}}|(?=[{re.escape(_OPENINGS)}]|$))"
    r"|[(（](?P<round>[^()（）]{2,120})[)）]"
    rf"|^(?P<torn>{_INSIDE}{{2,80}})(?P<end>[{re.escape(_CLOSINGS)}])"
    rf"|{_LINK}"
)
_BETWEEN = re.compile(r"[\s,;·•|/&.。、\u200e\u200f–—-]*+(?:(?:and|und|et|y)\s+)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:sources?|credits?|quellen?|fuentes?|出典|情報源)\s*[:：]\s*|via(?:\s*:)?\s+"
    r"|with (?:additional )?(?:files|reporting|material|reports|contributions) (?:from|by)\s+)"
    r"(?=\S)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(rf"(?P<name>[^{_LINK}]*[^\W_{_LINK}])[\s:：,(<–—-]+{_LINK}[)>]?")
_LISTED = re.compile(r"\s*[,;、|]\s*(?:(?:and|und|et|y)\s+)?", re.IGNORECASE)
_JOINED = re.compile(r"\s*[/&]\s*|\s+(?:and|und|et|y)\s+", re.IGNORECASE)
_FIRST_NAME = re.compile(rf"[^,;:：/&|{_LINK}]*?(?= (?:and|und|et|y) |[,;:：/&|{_LINK}]|$)")
_DASHED = re.compile(r"[—–-]*\s*")
_NOT_NAMES = re.compile(
    r"(?:sic|\W+|\d+|[a-z]\W*|editor.*|ed\..*|note.*|nb\b.*|n\.b\..*|corrections?\b.*"
    r"|updated?\b.*|edit\b.*|tk\b.*"
    r"|applause|laughter|laughs|inaudible|crosstalk|advertisement|more|end|ends|continued"
    r"|read more.*|video.*|embed.*|citation needed|redacted|emphasis.*|translat.*"
    r"|his|her|the|they|we|he|she|it)",
    re.IGNORECASE,
)
_LONGEST_NAME, LONGEST_CREDIT = 80, 200


def render_credits(credits: tuple[Credit, ...] | list[Credit]) -> str:
    """The credit line again, as it stood: its brackets, links, separators and full stop.

    Only spaces within brackets, at the line's ends and in a row may differ. Credits from elsewhere
    (datelines, sections) are not part of it. Several lines come back as several.
    """
    line = (c.lead + (c.printed or c.text) + c.trail for c in credits if c.origin == "line")
    return "".join(line).strip()


def left_in_line(credits: list[tuple[Credit, bool]]) -> list[Credit]:
    """Of a line's credits those that are still given, in brackets that still are whole."""
    left: list[Credit] = []
    opening = ""
    for credit, is_left in credits:
        credit = replace(credit, lead=opening + credit.lead)
        opening = ""
        if is_left:
            left.append(credit)
        elif not _closes(credit):
            opening = credit.lead
        elif left and not is_bracketed([credit]):
            left[-1] = replace(left[-1], trail=credit.trail)
    return left


def _closes(credit: Credit) -> bool:
    return any(mark in credit.trail for mark in _CLOSINGS + ")）")


def read_credit_line(text: Text) -> list[Credit]:
    """The credits of a line that is nothing but brackets (or links); [] if it is anything else."""
    links = [run for run in text if run.href]
    said = joined(_LINK if run.href else run.text for run in text).strip()
    credits = _names_alone(said, links) or _groups(said, links)
    sure = [credit for credit in credits if credit.kind != "unknown"]
    if not sure or (is_torn(credits) and (len(sure) < 2 or len(sure) < len(credits))):
        return []
    if any(not is_bracketed([c]) and c.url and len(c.text.split()) > 4 for c in credits):
        return []  # a link to read on
    return credits


def is_bracketed(credits: list[Credit]) -> bool:
    """Whether brackets say that these are credits."""
    return any(credit.lead[-1:] in tuple(_OPENINGS + "(（") for credit in credits)


def is_torn(credits: list[Credit]) -> bool:
    """Whether a line of credits lost one half of a pair of brackets."""
    marks = "".join(credit.lead + credit.trail for credit in credits)
    return sum(map(marks.count, _OPENINGS)) != sum(map(marks.count, _CLOSINGS))


def _names_alone(said: str, links: list[Run]) -> list[Credit]:
    """ "— Reuters, AP", "Reuters: https://…": without brackets only names that everybody knows."""
    if len(said) > LONGEST_CREDIT or not said or said[0] in _OPENINGS + "(（" or _LABEL.match(said):
        return []
    lead = _DASHED.match(said)[0]
    names = said[len(lead) :].rstrip(" .")
    if not is_known(_FIRST_NAME.match(names)[0].rstrip()):
        return []
    credits = list(_credits_in(names, lead, said[len(lead) + len(names) :], links))
    known = all(is_known(credit.text) and credit.kind == "source" for credit in credits)
    return credits if known and not any(c.printed.startswith("[") for c in credits) else []


def _groups(said: str, links: list[Run]) -> list[Credit]:
    links = list(links)
    credits: list[Credit] = []
    at = 0
    label = _LABEL.match(said)
    lead = label[0] if label else ""
    for group in _GROUP.finditer(said, len(lead)):
        between = said[max(at, len(lead)) : group.start()]
        if not _BETWEEN.fullmatch(between) or (between.strip() and not credits):
            return []
        if credits:
            credits[-1] = replace(credits[-1], trail=credits[-1].trail + _spaced(between))
        inside = group["inside"] or group["round"] or group["torn"] or group[0]
        count = inside.count(_LINK)
        own, links = links[:count], links[count:]
        closing = group["close"] or group["end"] or (group[0][-1] if group["round"] else "")
        closing = closing or inside[len(inside.rstrip()) :]  # lost: what stands in its place
        opening = group["open"] or (group[0][0] if group["round"] else "")
        found = list(_credits_in(inside.strip(), lead + opening, closing, own))
        if not found or (group["round"] and not all(is_known(c.text) for c in found)):
            return []
        if group[0] == _LINK and found[0].kind == "unknown":
            return []
        credits += found
        lead, at = "", group.end()
    end = said[at:]
    if not credits or not re.fullmatch(r"[\s.,;。\u200e\u200f]*+", end):
        return []
    return [*credits[:-1], replace(credits[-1], trail=credits[-1].trail + _spaced(end))]


def _spaced(between: str) -> str:
    return re.sub(r"[ \t\n]+", " ", between)


def _credits_in(inside: str, lead: str, trail: str, links: list[Run]) -> Iterator[Credit]:
    """The credits of one pair of brackets: a name with or without its address, or several."""
    if (label := _LABEL.match(inside)) and not read_photo_credit(inside):
        lead, inside = lead + label[0], inside[label.end() :]
    if not links:
        yield from _listed(" ".join(inside.split()), lead, trail)
        return
    link, addressed = links[0], _ADDRESSED.fullmatch(inside)
    name = ""
    if inside == _LINK and link.text != link.href:
        name = link.text.strip("[] ")
        shown = f"[{name}]" if link.text.startswith("[") else name
        printed = f"[{shown}]({link.href})"
    elif addressed and link.text == link.href:
        name, printed = addressed["name"], inside.replace(_LINK, link.href)
    if name and len(links) == 1:
        yield Credit(name, link.href, kind_of_credit(name), lead=lead, trail=trail, printed=printed)
        return
    parts = zip(inside.split(_LINK), [*map(_shown, links), ""], strict=True)
    words = " ".join(f"{part} {link}" for part, link in parts)
    yield Credit(" ".join(words.split()), "", "unknown", lead=lead, trail=trail)


def _shown(link: Run) -> str:
    return link.text if link.text == link.href else f"{link.text} {link.href}"


def names_in_credit(words: str) -> list[str]:
    """The names of "AP/Reuters"."""
    return [credit.text for credit in _listed(words, "", "")]


def _listed(words: str, lead: str, trail: str) -> Iterator[Credit]:
    """One name, or several parted by what parts names; joined ones must all be known."""
    if kind_of_credit(words) == "photo":
        yield Credit(words, "", "photo", lead=lead, trail=trail)
        return
    names = _parted(words, _LISTED, _is_short_name)
    names = [each for name, end in names for each in _parted(name, _JOINED, is_known, end)]
    for number, (name, end) in enumerate(names, 1):
        last = number == len(names)
        yield Credit(name, "", kind_of_credit(name), lead=lead, trail=trail if last else end)
        lead = ""


def _parted(words: str, by: re.Pattern[str], fits, end: str = "") -> list[tuple[str, str]]:
    """The parts of `words` that all fit, each with what stands behind it; else `words` whole."""
    parts, at = [], 0
    for found in by.finditer(words):
        parts.append((words[at : found.start()], found[0]))
        at = found.end()
    parts.append((words[at:], end))
    return parts if all(fits(part) for part, _ in parts) else [(words, end)]


def _is_short_name(words: str) -> bool:
    if kind_of_credit(words) != "source":
        return False
    return len(words.split()) <= 5 or all(map(is_known, _JOINED.split(words)))


def kind_of_credit(words: str) -> str:
    """Whether words in brackets name a source or credit a photo; "unknown" if anything else."""
    words = words.strip()
    if not words or len(words) > LONGEST_CREDIT:
        return "unknown"
    if read_photo_credit(words):
        return "photo"
    if is_known(words):
        return "source"
    name_like = (
        len(words) <= _LONGEST_NAME
        and len(words.split()) <= 8
        and not _NOT_NAMES.fullmatch(words)
        and not re.search(r"[.!?:;]\s|[!?:;…“”\"]$|://", words)
        and any(
            letter.isupper() or letter.upper() == letter.lower()
            for letter in words
            if letter.isalpha()
        )
    )
    starts_well = words[0].isupper() or not words[0].islower() or "." in words
    return "source" if name_like and starts_well else "unknown"
