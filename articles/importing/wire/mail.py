"""What a mail program put round the copy: forwarded heads, quotation signs, a signature. Pure."""

import re
from dataclasses import dataclass

from .characters import without_markup

_FIELD = re.compile(
    r"[*_]*(from|sent|to|cc|bcc|date|subject|reply-to|importance|attachments?|message-id|received"
    r"|mime-version|content-[a-z-]+|x-[a-z-]+|return-path|von|an|gesendet|datum|betreff|de|à|cc"
    r"|envoyé|objet|para|enviado|fecha|asunto)[*_]*\s?:[*_]*(?:\s+(.*)|)",
    re.IGNORECASE,
)
_SENDERS = frozenset(("from", "von", "de"))
_SUBJECTS = frozenset(("subject", "betreff", "objet", "asunto"))
_DATES = frozenset(("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado"))
_OTHERS = frozenset(("to", "an", "à", "para", "reply-to"))
_QUOTED = re.compile(r"(?:> ?){0,9}")
_PASSED_ON = re.compile(r"(?:(?:fwd?|re|wg|aw|tr|rv)\s?:\s*)+", re.IGNORECASE)
_SENT_FROM = re.compile(r"(?:sent from my|get outlook for) \S.{0,40}", re.IGNORECASE)
# How far down a forwarded message may begin under a covering note, how often one is forwarded, and
# how long a signature is.
_COVER, _TIMES, _SIGNATURE = 30, 5, 10


@dataclass(frozen=True, slots=True)
class Mail:
    """What the mail said beside the copy. `raw` is all of it; `subject` without "Fwd:"."""

    raw: str = ""
    signature: str = ""
    subject: str = ""
    date: str = ""


def take_mail(text: str) -> tuple[Mail, str]:
    """What a mail program added to a text, and the text without it."""
    lines = text.split("\n")
    fields: dict[str, str] = {}
    start = 0
    for _ in range(_TIMES):
        end, found = _head(lines, start)
        if not found:
            break
        start, fields = end, fields | found
    raw = lines[:start]
    lines = _unquoted(lines[start:])
    below, signature = _without_signature(lines, is_mail=bool(raw))
    subject = next((said for name, said in fields.items() if name in _SUBJECTS), "")
    date = next((said for name, said in fields.items() if name in _DATES), "")
    mail = Mail(
        raw=without_markup("\n".join(filter(str.strip, raw))),
        signature=without_markup("\n".join(filter(str.strip, signature))),
        subject=_PASSED_ON.sub("", subject).strip(),
        date=date,
    )
    return mail, "\n".join(below)


def _head(lines: list[str], start: int) -> tuple[int, dict[str, str]]:
    """Where the copy begins below a mail's head, and the head's fields; (0, {}) if it has none."""
    top = next((n for n in range(start, len(lines)) if lines[n].strip("> \t")), len(lines))
    at = top
    while at < min(top + _COVER, len(lines)):
        end, fields = _fields(lines, at)
        named = fields.keys()
        whole = named & _SENDERS and named & _SUBJECTS and len(named) > 2
        if whole or (at == top and named & _SENDERS and named & (_SUBJECTS | _DATES | _OTHERS)):
            return end, fields
        at = max(end, at + 1)
    return 0, {}


def _fields(lines: list[str], at: int) -> tuple[int, dict[str, str]]:
    """The lines "Subject: …" from here on, with where they end."""
    fields: dict[str, list[str]] = {}
    last = ""
    while at < len(lines):
        line = lines[at].strip("> ").rstrip()
        if found := _FIELD.fullmatch(line):
            last = found[1].lower()
            fields[last] = [found[2] or ""]
        elif last and line and lines[at][0] in " \t":
            fields[last].append(line)
        else:
            break
        at += 1
    return at, {name: " ".join(said).strip() for name, said in fields.items()}


def _unquoted(lines: list[str]) -> list[str]:
    """Lines that all begin with ">": the program's way of quoting, not the writer's."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < 3:
        return lines
    depth = min(len(_QUOTED.match(line)[0].replace(" ", "")) for line in filled)
    sign = re.compile(rf"(?:> ?){{0,{depth}}}")
    return [sign.sub("", line, count=1) for line in lines] if depth else lines


def _without_signature(lines: list[str], *, is_mail: bool) -> tuple[list[str], list[str]]:
    """The lines above "-- ", and those from it on; of a mail also "--" and "Sent from my …"."""
    marks = ("-- ", "--") if is_mail else ("-- ",)
    filled = [n for n, line in enumerate(lines) if line.strip()]
    tail = filled[-_SIGNATURE:]
    start = next((n for n in tail if lines[n] in marks), None)
    if start is None and is_mail and filled and _SENT_FROM.fullmatch(lines[filled[-1]].strip()):
        start = filled[-1]
    if start is None or any("[" in line for line in lines[start:]):
        return lines, []
    return lines[:start], lines[start:]
