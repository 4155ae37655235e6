"""The subject of a clause, and the name and role in it. Pure.

Works on words (commas and brackets are words of their own): `["Secretary", "of", "State", "John",
"Kerry"]`.
"""

from .characters import set_of
from .titles import (
    BODIES,
    CONNECTIVES,
    DETERMINERS,
    HONORIFICS,
    NOT_ROLES,
    NOTIONS,
    OFFICES,
    OTHER_VERBS,
    PARTICLES,
    PEOPLE_IN_GENERAL,
    PRONOUNS,
    REGAL,
    ROLE_ENDINGS,
    SAYING,
    TITLES,
    WEEKDAYS,
)

_PUNCTUATION = ",;()"
_ADVERBS = set_of(
    """
    also then later has have had once again reportedly went on to even often still a ha hat
    """
)


def starts_with_verb(words: list[str], verbs: frozenset[str]) -> bool:
    """Whether a clause goes on with one of the verbs, perhaps behind adverbs: "has told"."""
    for word in words[:4]:
        if word[0].islower() and _bare(word) in verbs:
            return True
        if not _is_adverb(word):
            return False
    return False


def noun_phrase(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of the subject a clause begins with, and the rest. ([], words) for a pronoun.

    Small words before the first capital belong to it ("army spokesman Colonel …"); after it only
    the links of a title or body ("Secretary of State"), and small words that end in a role ("…
    political scholar …").
    """
    if not words or _bare(words[0]) in PRONOUNS:
        return [], words
    at = end = 0
    seen_capital = False
    while at < len(words) and words[at] not in _PUNCTUATION:
        if _is_capital(words[at]) and _bare(words[at]) not in PRONOUNS | WEEKDAYS:
            seen_capital = seen_capital or _bare(words[at]) not in DETERMINERS
            at = end = at + 1
            continue
        stop = _next_capital(words, at)
        run = words[at:stop]
        verb = next((n for n, word in enumerate(run) if _is_verb(word)), None)
        if verb is not None:
            while verb and (_is_adverb(run[verb - 1]) or _bare(run[verb - 1]) == "who"):
                verb -= 1
            if verb and (not seen_capital or _is_role(run[verb - 1])):
                end = at + verb
            break
        goes_on = stop < len(words) and words[stop] not in _PUNCTUATION
        if run and (not seen_capital or _is_role(run[-1])):
            end = stop
        elif not run or not goes_on or not _links(words, at, stop):
            break
        at = stop
    return words[:end], words[end:]


def person_or_role(phrase: list[str]) -> tuple[str, str] | None:
    """The (name, role) a phrase holds, either may be ""; None if it names nobody at all."""
    if not phrase or _bare(phrase[0]) in PRONOUNS or phrase[-1].endswith("'s"):
        return None
    whole = " ".join(phrase)
    determined = _bare(phrase[0]) in DETERMINERS
    words = phrase[1:] if determined else phrase
    if not words:
        return None
    if len(words) == 1 and _bare(words[0]) in PEOPLE_IN_GENERAL:
        return "", whole

    if _are_two(words):
        return whole, ""
    if not determined and (name := _name_with_affiliation(words)):
        return " ".join(name), " ".join(words[len(name) :])
    title_end = max(
        (n + 1 for n in range(len(words)) if _in_title(words, n, determined)), default=0
    )
    after = words[title_end:]
    if not after:
        return "", whole
    if title_end and _bare(after[0]) in ("of", "for", "to", "in", "at", "and"):
        name = _name_after_office(after)
        return (name, whole[: -len(name)].strip()) if name else ("", whole)
    name = _leading_name(after)
    if not name:
        known = any(_is_role(word) or _bare(word) in BODIES | PEOPLE_IN_GENERAL for word in words)
        return ("", whole) if known else None
    if not title_end and _names_body(name, after):
        return whole, ""
    rest = after[len(name) :]
    if rest and _bare(rest[0]) == "and" and len(rest) > 1:
        name, rest = after, []
    title = phrase[: len(phrase) - len(after)] if title_end else []
    if not title_end and determined and _is_capital(phrase[0]):
        name = [phrase[0], *name]
    if title and _bare(title[-1]) in REGAL and len(name) <= 2:
        title, name = (title if rest else title[:-1]), [title[-1], *name]
    title = [word for word in title if _bare(word) not in HONORIFICS]
    return " ".join(name), " ".join([*title, *rest])


def _name_with_affiliation(words: list[str]) -> list[str]:
    """The name in "Jane Doe of Harbour University and adviser to the mayor"."""
    name = _leading_name(words)
    known = any(_bare(word) in BODIES or _bare(word) in TITLES for word in name)
    belongs = _bare(words[len(name)]) in ("of", "from", "at") if len(name) < len(words) else False
    return name if belongs and not known and 2 <= len(name) <= 4 else []


def _are_two(words: list[str]) -> bool:
    """ "Chancellor Angela Merkel and President Emmanuel Macron"."""
    if "and" not in words[2:-2]:
        return False
    middle = words.index("and", 2)
    halves = (words[:middle], words[middle + 1 :])
    return not any(is_body(half) for half in halves) and all(
        (named := person_or_role(half)) and named[0] for half in halves
    )


def is_body(phrase: list[str]) -> bool:
    """Whether a phrase is a body's name: "University of California"."""
    return any(_bare(word) in BODIES for word in phrase) and not any(
        _is_role(word) for word in phrase if word[0].islower()
    )


def _bare(word: str) -> str:
    return word.lower().strip(".'’\"“”*[]")


def _is_capital(word: str) -> bool:
    first = next((c for c in word if c.isalnum()), "")
    return bool(first) and not first.islower()


def _is_adverb(word: str) -> bool:
    return word[0].islower() and (word.endswith("ly") or word in _ADVERBS)


def _is_verb(word: str) -> bool:
    return word[0].islower() and _bare(word) in SAYING | OTHER_VERBS


def _is_role(word: str) -> bool:
    bare = _bare(word)
    return bare not in NOT_ROLES | PARTICLES and (bare in TITLES or bare.endswith(ROLE_ENDINGS))


def _next_capital(words: list[str], at: int) -> int:
    while at < len(words) and words[at] not in _PUNCTUATION and not _is_capital(words[at]):
        at += 1
    return at


def _links(words: list[str], at: int, stop: int) -> bool:
    """Whether small words between capitals hold one subject together."""
    run = [_bare(word) for word in words[at:stop]]
    if _bare(words[stop]) in TITLES:  # "Newly elected Assemblywoman"
        return True
    if run[0] in ("in", "at", "to", "on", "with", "from", "by"):  # "Ambassador to", not "Warren in"
        return _is_role(words[at - 1]) and all(word in CONNECTIVES for word in run)
    while run and (run[-1] in CONNECTIVES or run[-1] in PARTICLES):
        run.pop()
    return not run or _is_role(run[-1])


def _in_title(words: list[str], at: int, determined: bool) -> bool:
    """Whether a word belongs to the title. With a capital it must be known: "Baker" is a name."""
    word = words[at]
    if word[0].islower():
        return _is_role(word)
    if at == 0 and len(words) > 2 and _bare(word).endswith(("ologist", "woman", "ician", "omist")):
        return True
    if _bare(word) not in TITLES:
        return False
    # "Stephen King" is a name, "the Attorney General" and "Prime Minister" are none.
    return at + 1 < len(words) or determined or all(_bare(one) in TITLES for one in words)


def _names_body(name: list[str], after: list[str]) -> bool:
    return any(_bare(word) in BODIES for word in name) and not any(
        _is_role(word) for word in after[1:] if word[0].islower()
    )


def _leading_name(words: list[str]) -> list[str]:
    """The name a list of words begins with, particles within."""
    end = 0
    while end < len(words):
        small = end
        while small < len(words) and _bare(words[small]) in PARTICLES and words[small][0].islower():
            small += 1
        if small >= len(words) or not (
            _is_capital(words[small]) or (end and _bare(words[small]) in NOTIONS)
        ):
            break
        end = small + 1
    return words[:end]


def _name_after_office(after: list[str]) -> str:
    """The name in "of State John Kerry", "of Namibia Hage Geingob"; "" in "of Namibia"."""
    start = len(after)
    while start > 0 and (
        _is_capital(after[start - 1]) or _bare(after[start - 1]) in PARTICLES - {"la", "do"}
    ):
        start -= 1
    run = after[start:]
    offices = [
        n
        for n, word in enumerate(run)
        if _bare(word) in OFFICES or _bare(word) in TITLES or _bare(word) in BODIES
    ]
    if offices:
        run = run[offices[-1] + 1 :]
    elif len(run) > 2:
        run = run[-2:]
    else:
        return ""
    return " ".join(run)
