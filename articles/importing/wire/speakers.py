"""A sentence that leads to a quotation, or follows it -> who speaks, and as what. Pure.

English first. The rules look for a name in the subject of the sentence and decline when it has
none; a wrong speaker is worse than no speaker. The words they know are in `wire_titles`.
"""

import re
from dataclasses import dataclass

from .characters import set_of
from .subjects import is_body, noun_phrase, person_or_role, starts_with_verb
from .titles import CONJUNCTIONS, HAVING, LEADS, MODALS, OTHER_VERBS, SAYING, SAYING_FIRST

_LONGEST = 400
_TOKEN = re.compile(r"[^\s,;()]+|[,;()]")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|Adm|Cmdr|No|vs|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Corp|Co|approx|etc|Ala|Ariz|Calif|Conn|Fla|Ill|Minn))$"
)
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\s+(?=\S)|(?<=[。！？])")
_CLAUSE = re.compile(r"[:;—]\s")
_JAPANESE = re.compile(
    r"(?:^|[、。])([^、。\s]{1,30})[はが]、?(?:[^。]{0,20}(?:次|以下)の(?:よう|通り|とおり)[^。]{0,12}。)?$"
)
_CHINESE = re.compile(
    r"(?:^|[，。；、])(?![他她它])([^，。；：、\s]{2,16}?)(?:说|說|表示|称|稱|指出|强调|強調|写道|寫道)$"
)
_DASHED = re.compile(r"(?:—|–|--?|―|~)\s*")
_NOT_WHO = set_of(
    """
    who which whose that after while but as when where although though if because on in at
    during to with from by before since until following according despite not
    """
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` may be "" when only a role is known: "a Pentagon spokesman"."""

    name: str
    role: str = ""


def last_sentence(text: str) -> str:
    """The last sentence of a text; a full stop after "U.S." or "Col." ends none."""
    start = 0
    for stop in _STOP.finditer(text):
        if stop.end() < len(text) and _ends_sentence(text, stop):
            start = stop.end()
    return text[start:].strip()


def introduced_by(sentence: str) -> Speaker | None:
    """Who speaks after "In Baghdad, spokesman Steve Warren stated:"; None if it isn't clear."""
    sentence = sentence[-_LONGEST:].strip()
    closed = sentence[-1:] in (",", ":", "：")
    sentence = sentence.rstrip(" :：,—–-")
    if uncased := _JAPANESE.search(sentence) or _CHINESE.search(sentence):
        return Speaker(uncased[1])
    tokens = _tokens(_CLAUSE.split(sentence)[-1])
    if described := _inverted(tokens):
        # "According to Doe, the plan shows the “…": what isn't closed is the sentence, and tells
        # nobody.
        return _described(described, closed=closed)
    if len(tokens) > 1 and tokens[0].lower() in CONJUNCTIONS and tokens[1][0].isupper():
        tokens = tokens[1:]
    if "," in tokens and tokens[-1] in SAYING and tokens[-2] not in ",;()":
        # "Jane Doe, mayor of Harbour said": the aside lost its second comma.
        tokens[-1:] = [",", tokens[-1]]
    return _subject(_from_subject(tokens), SAYING | OTHER_VERBS, any_past=closed)


def follows(clause: str) -> Speaker | None:
    """Who spoke before "said Jane Doe, the mayor." or "Jane Doe said."; None if it isn't clear."""
    tokens = _tokens(_first_sentence(clause[:_LONGEST]))
    if described := _inverted(tokens):
        return _described(described)
    if tokens and tokens[0].lower() in _NOT_WHO:
        return None
    return _subject(tokens, SAYING)


def says_pronoun(clause: str) -> bool:
    """Whether a clause is "she said" or "He added," and so means whoever spoke last."""
    said = [token.lower().strip(".:") for token in _tokens(clause[:60])[:4]]
    return bool({"he", "she", "they"} & set(said[:2])) and any(word in SAYING for word in said)


def attributed_to(line: str) -> Speaker | None:
    """Who "— Jane Doe, mayor of Harbour" names; None if the line isn't such a one."""
    dash = _DASHED.match(line.strip())
    said = line.strip()[dash.end() :] if dash else ""
    if not said or len(said) > 200:
        return None
    name, role = re.match(r"([^,(]*+)[,\s]*(.*)", said, re.DOTALL).groups()
    name = name.strip().rstrip(".")
    if not name or len(name.split()) > 6 or name[0].islower():
        return None
    read, title = person_or_role(name.split()) or (name, "")
    return Speaker(read or name, _joined(title if read else "", role.strip().rstrip(".")))


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if stop[0].strip() != ".":
        return True
    return not _ABBREVIATION.search(text[max(stop.start() - 12, 0) : stop.start()])


def _first_sentence(text: str) -> str:
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop):
            return text[: stop.start()]
    return text.rstrip(".!?… ")


def _tokens(text: str) -> list[str]:
    return [
        word
        for word in _TOKEN.findall(text.replace("’s", "'s"))
        if any(map(str.isalnum, word)) or word in ",;()&"
    ]


def _joined(*roles: str) -> str:
    return ", ".join(filter(None, roles))


def _inverted(tokens: list[str]) -> list[str]:
    """What follows "said", "Remarked" or "according to"; [] if the clause begins otherwise."""
    first = tokens[0].lower() if tokens else ""
    if first == "according" and tokens[1:2] == ["to"]:
        return tokens[2:]
    if first in HAVING and tokens[1:] and tokens[1] in SAYING:
        return tokens[2:]
    # "State Senator Jane Doe" begins with no verb, "state" in small letters might.
    known = SAYING if first and tokens[0].islower() else SAYING_FIRST
    return tokens[1:] if first in known else []


def _from_subject(tokens: list[str]) -> list[str]:
    """The sentence from its subject on: "In Baghdad," and "When asked about it," are taken off."""
    while "," in tokens and _is_lead(tokens):
        tokens = tokens[tokens.index(",") + 1 :]
    if tokens and tokens[0].lower() in LEADS:
        # No comma after it: "On Monday Warren said". The subject is what stands right before the
        # verb.
        saying = next((n for n, token in enumerate(tokens) if token in SAYING), 0)
        start = saying
        while (
            start > 0 and tokens[start - 1][0].isupper() and tokens[start - 1].lower() not in LEADS
        ):
            start -= 1
        tokens = tokens[start:] if start < saying else tokens[1:]
    return tokens


def _is_lead(tokens: list[str]) -> bool:
    first = tokens[0].lower()
    return first in LEADS or (first.endswith(("ing", "ly")) and not tokens[1][0].isupper())


def _subject(tokens: list[str], verbs: frozenset[str], *, any_past: bool = False) -> Speaker | None:
    """The speaker of "Jane Doe, the mayor, said" and of "The president, Hage Geingob, said"."""
    phrase, rest = noun_phrase(tokens)
    asides, rest = _asides(rest)
    if rest and rest[0] == "who":
        rest = rest[max((n for n, word in enumerate(rest) if word in SAYING), default=0) :]
    if any_past and not rest and asides and asides[-1][0].endswith("ed"):
        rest = asides.pop()
    past = any_past and bool(rest) and rest[0].islower() and rest[0].endswith("ed")
    if not phrase or not (past or starts_with_verb(rest, verbs)):
        return None
    return _who(phrase, [aside for aside in asides if _tells_who(aside)])


def _described(tokens: list[str], *, closed: bool = True) -> Speaker | None:
    """The speaker of "Jane Doe, mayor of Harbour, on Monday": asides count while they tell who."""
    phrase, rest = noun_phrase(tokens)
    asides, _ = _asides(rest)
    asides = asides if closed else asides[:-1]
    telling = next((n for n, aside in enumerate(asides) if not _tells_who(aside)), len(asides))
    return _who(phrase, asides[:telling]) if phrase else None


def _asides(rest: list[str]) -> tuple[list[list[str]], list[str]]:
    """What stands between commas or in brackets after the subject, and the sentence after it."""
    asides = []
    while rest and rest[0] in ",(":
        end = next((n for n, word in enumerate(rest[1:], 1) if word in ",;()"), len(rest))
        aside = rest[1:end]
        if not aside or starts_with_verb(aside, SAYING | OTHER_VERBS):
            return asides, rest[1:]
        asides.append(aside)
        rest = rest[end + 1 :] if rest[end : end + 1] == [")"] else rest[end:]
    return asides, rest


def _tells_who(aside: list[str]) -> bool:
    """Whether an aside says who somebody is, and not their age, a day, or what they do."""
    first = aside[0].lower()
    if first in _NOT_WHO or first.endswith("ing") or aside[0][0].isdecimal() or len(aside) > 15:
        return False
    if any(starts_with_verb([word], OTHER_VERBS | MODALS) for word in aside):
        return False
    named = person_or_role(noun_phrase(aside)[0] or aside)
    return bool(named) or first in ("the", "a", "an", "part", "and", "also", "then")


def _who(phrase: list[str], asides: list[list[str]]) -> Speaker | None:
    """Name and role out of a subject and what is said beside it."""
    named = person_or_role(phrase)
    if not named and not asides:
        return None
    name, role = named or ("", " ".join(phrase))
    is_person, before = bool(name) and not is_body(phrase), phrase
    for aside in asides:
        called = person_or_role(aside)
        beside = person_or_role(before)
        if not is_person and called and called[0] and len(aside) > 1 and beside and not beside[0]:
            # "The president of Namibia, Hage Geingob": a role, then the name of who holds it.
            told = [" ".join(phrase), *(" ".join(one) for one in asides[: asides.index(aside)])]
            name, role, is_person = called[0], _joined(*told, called[1]), True
        elif name:
            role = _joined(role, " ".join(aside))
        before = aside
    return Speaker(name, role) if named or name else None
