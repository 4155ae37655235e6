"""A sentence that leads to a quotation, or follows it -> who speaks, and as what. Pure.

English first. The rules look for a name in the subject of the sentence and decline when it has none; a wrong
speaker is worse than no speaker.
"""

import re
from dataclasses import dataclass

from .wire_titles import (
    BODIES,
    CONNECTIVES,
    LEADS,
    NOBODY,
    NOT_ROLES,
    NOTIONS,
    OFFICES,
    OTHER_VERBS,
    PARTICLES,
    PEOPLE_IN_GENERAL,
    ROLE_ENDINGS,
    SAYING,
    TITLES,
)

_LONGEST = 400
_TOKEN = re.compile(r"[^\s,;()]+|[,;()]")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|Adm|Cmdr|No|vs|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Corp|Co|approx|etc|Ala|Ariz|Calif|Conn|Fla|Ill|Minn))$"
)
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\s+(?=\S)|(?<=[。！？])")
_JAPANESE = re.compile(r"(?:^|[、。])([^、。\s]{1,30})[はが]、?$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` may be "" when only a role is known: "a Pentagon spokesman"."""

    name: str
    role: str = ""


def last_sentence(text: str) -> str:
    """The last sentence of a text; a full stop after "U.S." or "Col." ends none."""
    start = 0
    for stop in _STOP.finditer(text):
        before = text[: stop.start()][-12:]
        if stop.end() >= len(text) or (text[stop.start()] == "." and _ABBREVIATION.search(before)):
            continue
        start = stop.end()
    return text[start:].strip()


def introduced_by(sentence: str) -> Speaker | None:
    """Who speaks after "In Baghdad, army spokesman Colonel Steve Warren stated:"; None if that isn't clear."""
    sentence = sentence[-_LONGEST:].strip().rstrip(" :,—–-")
    if japanese := _JAPANESE.search(sentence):
        return Speaker(japanese[1])
    tokens = _tokens(sentence)
    if not tokens:
        return None
    if [token.lower() for token in tokens[:2]] == ["according", "to"]:
        return _appositive(tokens[2:], needs_verb=False)
    if tokens[0].lower() in SAYING and len(tokens) > 1:  # "Remarked scientist Tierra Curry,"
        return _appositive(tokens[1:], needs_verb=False)
    if tokens[0].lower() == "as" and tokens[-1].lower() in SAYING:
        tokens = tokens[1:]
    return _appositive(_without_lead(tokens), needs_verb=True)


def follows(clause: str) -> Speaker | None:
    """Who spoke before "said Jane Doe, the mayor." or "Jane Doe, the mayor, said."; None if not clear."""
    tokens = _tokens(_first_sentence(clause[:_LONGEST]))
    if not tokens:
        return None
    if tokens[0].lower() in SAYING:
        return _appositive(tokens[1:], needs_verb=False)
    if [token.lower() for token in tokens[:2]] == ["according", "to"]:
        return _appositive(tokens[2:], needs_verb=False)
    return _appositive(tokens, needs_verb=True, verbs=SAYING)


def attributed_to(line: str) -> Speaker | None:
    """Who "— Jane Doe, mayor of Harbour" names; None if the line isn't such a one."""
    said = re.sub(r"^(?:—|–|--?|―|\~)\s*", "", line.strip())
    if said == line.strip() or not said or len(said) > 200:
        return None
    name, role = re.match(r"([^,(]*+)[,\s]*(.*)", said, re.DOTALL).groups()
    name = name.strip().rstrip(".")
    if not name or len(name.split()) > 6 or not (name[0].isupper() or name[0].upper() == name[0].lower()):
        return None
    read = _named(name.split())
    role = ", ".join(part for part in ((read.role if read else ""), role.strip().rstrip(".")) if part)
    return Speaker((read.name if read else "") or name, role)


def _first_sentence(text: str) -> str:
    for stop in _STOP.finditer(text):
        if text[stop.start() : stop.end()].strip() != "." or not _ABBREVIATION.search(text[: stop.start()][-12:]):
            return text[: stop.start()]
    return text.rstrip(".!?… ")


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("’s ", "'s "))


def _bare(token: str) -> str:
    return token.lower().strip(".'’\"“”*")


def _is_capital(token: str) -> bool:
    first = next((c for c in token if c.isalnum()), "")
    return bool(first) and (first.isupper() or first.isdecimal() or first.lower() == first.upper())


def _is_role(word: str) -> bool:
    bare = _bare(word)
    if bare in NOT_ROLES:
        return False
    return bare in TITLES or bare.endswith(ROLE_ENDINGS)


def _is_verb(token: str) -> bool:
    bare = _bare(token)
    return token[0].islower() and (bare in SAYING or bare in OTHER_VERBS)


def _without_lead(tokens: list[str]) -> list[str]:
    """The sentence from its subject on: "In Baghdad," and "When asked about it," are taken off."""
    while "," in tokens:
        first = _bare(tokens[0])
        comma = tokens.index(",")
        if not (first in LEADS or first.endswith(("ing", "ly")) and not _is_name_token(tokens, 1)):
            break
        if any(_is_verb(token) and _bare(token) in SAYING for token in tokens[:comma]) and not any(
            _is_verb(token) for token in tokens[comma:]
        ):
            break
        tokens = tokens[comma + 1 :]
    if tokens and _bare(tokens[0]) in LEADS:
        # No comma after it: "On Monday Warren said". The subject ends where the verb begins.
        saying = [n for n, token in enumerate(tokens) if token[0].islower() and _bare(token) in SAYING]
        if saying:
            start = saying[0]
            while start > 0 and _is_capital(tokens[start - 1]) and _bare(tokens[start - 1]) not in LEADS:
                start -= 1
            return tokens[start:]
        tokens = tokens[1:]
    return tokens


def _is_name_token(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and _is_capital(tokens[at]) and tokens[at] not in ",;()"


def _appositive(
    tokens: list[str], *, needs_verb: bool, verbs: frozenset[str] = SAYING | OTHER_VERBS
) -> Speaker | None:
    """The speaker of "Jane Doe, the mayor of Harbour, said" and of "The president, Hage Geingob, said"."""
    phrase, rest = _noun_phrase(tokens)
    if not phrase:
        return None
    subject = _named(phrase)
    asides, rest = _asides(rest, inverted=not needs_verb)
    if needs_verb and not (rest and rest[0][0].islower() and _bare(rest[0]) in verbs):
        adverb = rest and _bare(rest[0]).endswith("ly") or rest and _bare(rest[0]) in ("also", "then", "has", "later")
        if not (adverb and len(rest) > 1 and _bare(rest[1]) in verbs):
            return None
    for aside in asides:
        described, _ = _noun_phrase(aside)
        named = _named(described) if described else None
        if subject and not subject.name and named and named.name and len(described) == len(aside):
            subject = Speaker(named.name, _join(" ".join(phrase), named.role))
        elif subject and subject.name and not aside[0].isdecimal():
            subject = Speaker(subject.name, _join(subject.role, " ".join(aside)))
    return subject


def _join(*roles: str) -> str:
    return ", ".join(role for role in roles if role)


def _asides(rest: list[str], *, inverted: bool) -> tuple[list[list[str]], list[str]]:
    """What stands between commas after the subject, and the sentence after it."""
    asides = []
    while rest and rest[0] in ",(":
        ends = [n for n, token in enumerate(rest[1:], 1) if token in ",;()"]
        end = ends[0] if ends else len(rest)
        aside = rest[1:end]
        bare = [_bare(token) for token in aside]
        if not aside or _is_verb(aside[0]) or any(word in SAYING and aside[n][0].islower() for n, word in enumerate(bare)):
            return asides, rest[1:]
        if bare[0].endswith("ing") or bare[0] in ("who", "which", "after", "while", "but", "as", "when", "where", "whose"):
            aside = []
        elif bare[0] in ("and", "or") and not inverted:
            return asides, rest
        elif bare[0] in ("on", "in", "at", "during", "to"):
            aside = []
        if not inverted or aside:
            asides += [aside] if aside else []
        if inverted and (not aside or not _describes(aside)):
            return asides[:-1] if aside else asides, []
        rest = rest[end:]
        if rest and rest[0] == ")":
            rest = rest[1:]
        elif rest and rest[0] == "," and len(rest) > 1 and _is_verb(rest[1]):
            rest = rest[1:]
    return asides, rest


def _describes(aside: list[str]) -> bool:
    """Whether an aside after "said Jane Doe" tells what she is."""
    return any(_is_role(token) for token in aside) or all(
        _is_capital(token) or _bare(token) in CONNECTIVES for token in aside
    ) or _bare(aside[0]) in ("the", "a", "an", "part", "of", "and")


def _noun_phrase(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The words of a subject, and what follows it.

    Small words before the first capital belong to it ("army spokesman Colonel …"); after it only the links
    of a title or body ("Secretary of State") and small words that end in a role ("… political scholar …").
    """
    end, seen = 0, False
    at = 0
    while at < len(tokens) and tokens[at] not in ",;()":
        token = tokens[at]
        if _is_capital(token) and _bare(token) not in NOBODY | {"monday", "tuesday", "wednesday"} or at == 0 and _bare(token) in ("the", "a", "an"):
            seen, end = seen or _bare(token) not in ("the", "a", "an"), at + 1
            at += 1
            continue
        if _is_capital(token) and at == 0 and _bare(token) in NOBODY:
            return [], tokens
        small = at
        while small < len(tokens) and tokens[small] not in ",;()" and not _is_capital(tokens[small]):
            small += 1
        run = tokens[at:small]
        if not run:  # a pronoun or weekday within: the subject ends before it
            break
        stop = next((n for n, word in enumerate(run) if _is_verb(word) and not (_is_role(word) and n + 1 < len(run))), None)
        if stop is not None:
            if not seen or _is_role(run[stop - 1]) and stop and not _only_links(run[:stop]):
                end = at + stop if stop else end
            break
        more = small < len(tokens) and tokens[small] not in ",;()"
        if not seen or _is_role(run[-1]) or (more and _only_links(run)):
            end = at = small
            seen = seen or not more
            continue
        break
    return tokens[:end], tokens[end:]


def _only_links(run: list[str]) -> bool:
    return all(_bare(word) in CONNECTIVES or _bare(word) in PARTICLES for word in run)


def _named(phrase: list[str]) -> Speaker | None:
    """A subject's words as name and role. Without a name the whole is the role; None says nothing."""
    if not phrase or (len(phrase) == 1 and _bare(phrase[0]) in NOBODY):
        return None
    if _bare(phrase[0]) in NOBODY - {"the", "a", "an", "his", "her", "its", "my", "our"}:
        return None
    whole = " ".join(phrase)
    words = phrase[1:] if _bare(phrase[0]) in ("the", "a", "an") else phrase
    if len(words) == 1 and _bare(words[0]) in PEOPLE_IN_GENERAL:
        return Speaker("", whole)

    last_role = max((n for n, word in enumerate(words) if _is_title(words, n)), default=-1)
    after = words[last_role + 1 :]
    if last_role >= 0 and after and _bare(after[0]) in ("of", "for", "to", "in", "at"):
        name = _name_after_office(after)
        return Speaker(name, whole[: -len(name)].strip()) if name else Speaker("", whole)
    if not after and last_role == 0 and len(words) > 1:
        return Speaker("", whole)
    if not after:  # "The prime minister", "A Pentagon spokesman"
        return Speaker("", whole)

    name = _leading_name(after)
    if not name:
        return Speaker("", whole)
    if last_role < 0 and _is_body(words):
        return Speaker(whole)
    title = " ".join(phrase[: len(phrase) - len(after)])
    rest = " ".join(after[len(name) :])
    if last_role < 0:
        title = ""
        if _bare(phrase[0]) in ("the", "a", "an"):
            name = [phrase[0], *name]
    return Speaker(" ".join(name), f"{title} {rest}".strip())


def _is_title(words: list[str], at: int) -> bool:
    """Whether a word belongs to the title. A capital one must be a known title: "Baker" is a name."""
    word = words[at]
    if word[0].islower():
        return _is_role(word) and (at + 1 < len(words) or len(words) > 1 or True)
    return _bare(word) in TITLES or (at == 0 and len(words) > 2 and _bare(word).endswith(("ologist", "woman", "man")))


def _is_body(words: list[str]) -> bool:
    return any(_bare(word) in BODIES for word in words)


def _leading_name(words: list[str]) -> list[str]:
    """The name a list of words begins with, particles within."""
    name: list[str] = []
    for position, word in enumerate(words):
        if _is_capital(word) or (
            name and _bare(word) in PARTICLES | NOTIONS and position + 1 < len(words) and _is_capital(words[position + 1])
        ) or (not name and _bare(word) in PARTICLES and len(words) > 1):
            name.append(word)
        else:
            break
    return name


def _name_after_office(after: list[str]) -> str:
    """The name in "of State John Kerry", "of Namibia Hage Geingob"; "" in "of Namibia"."""
    start = len(after)
    while start > 0 and (_is_capital(after[start - 1]) or _bare(after[start - 1]) in PARTICLES - {"la", "do"}):
        start -= 1
    run = after[start:]
    offices = [n for n, word in enumerate(run) if _bare(word) in OFFICES]
    if offices:
        run = run[offices[-1] + 1 :]
    elif len(run) > 2:
        run = run[-2:]
    else:
        return ""
    return " ".join(run)
