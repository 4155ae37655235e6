"""Whether a few words name a publisher or a person. Pure guesses, by how names are built."""

import re

from .. import agencies

_ORGANISATION = re.compile(
    r"\b(?:news(?:paper)?s?|times|post|herald|journal|press|gazette|tribune|guardian|echo|telegraph"
    r"|observer|courier|examiner|mercury|mirror|mail|magazine|review|today|week(?:ly)?|daily|digest"
    r"|chronicle|monitor|agency|bureau|office|ministry|department|dept|universit\w+|college|school"
    r"|institut\w*|cent(?:re|er)|council|commission|committee|board|court|parliament|senate"
    r"|congress|government|foundation|association|society|union|organi[sz]ation|compan(?:y|ies)"
    r"|corp(?:oration)?|inc|ltd|llc|gmbh|ag|group|bank|fund|museum|library|archives?|authority"
    r"|services?|administration|police|channel|radio|tv|television|broadcast\w*|network|media"
    r"|online|bulletin|zeitung|nachrichten|rundfunk|ministerium|bundes\w+|magazin|verlag|éditions"
    r"|editorial|ministère|ministerio|gobierno|diario|journal|heraldo|wikipedia|youtube|twitter"
    r"|facebook|research|labs?|books|publish(?:ers|ing))\b"
    r"|(?:新聞|通信|放送|テレビ|ニュース|タイムズ|スポーツ|協会|委員会|大学|研究所|機構|会社"
    r"|オンライン|出版|書房|書店|日報|晚報|晚报|電視|电视|時報|时报|[社局庁省府県市町村網网])$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:[\w-]+\s?\.\s?)+(?:com|org|net|gov|edu|int|info|news|[a-z]{2})", re.IGNORECASE
)
_PARTICLE = r"(?:de|da|di|del|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ten|ter|y)"
_LETTER = r"[^\W\d_]"
_GIVEN = rf"(?:{_LETTER}\.[\s-]?|{_LETTER}[\w’'-]*\.?\s+)"
_PERSON = re.compile(
    rf"(?:{_GIVEN}){{1,3}}(?:{_PARTICLE}\s+){{0,2}}{_LETTER}[\w’'-]+"
    rf"|{_LETTER}[\w’'-]+(?:\s{_LETTER}[\w’'-]+)?,\s+(?:{_LETTER}\.[\s-]?){{1,3}}",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\s*(?:;|,?\s+and\s+|,?\s*&\s*|,?\s+und\s+|,?\s+et\s+(?!al))\s*", re.IGNORECASE
)
_ET_AL = re.compile(r",?\s+et\s+al\.?$", re.IGNORECASE)
SMALL = {
    *("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to"),
    *("with", "how", "why", "what", "who"),
}
BY = re.compile(r"^(?:by|par|por|text:|文[:：])\s+(?=\S)", re.IGNORECASE)


def is_known(name: str) -> bool:
    """Whether everybody's copy uses this name."""
    return agencies.named(name.strip(" .")) is not None


def is_publisher(name: str) -> bool:
    """Whether a name is built as an organisation's, or is a domain."""
    name = name.strip(" .")
    return is_known(name) or bool(
        len(name) <= 100 and (_ORGANISATION.search(name) or _DOMAIN.fullmatch(name))
    )


def are_people(names: str) -> bool:
    """Whether all that is named is built as people's names: "Jane Doe and J. Roe", "Doe, J."."""
    names = _ET_AL.sub("", BY.sub("", names.strip()))
    if len(names) > 200 or not names:
        return False
    people = [person for name in _PEOPLE.split(names) for person in _parted(name)]
    return all(_is_person(person) for person in people)


def _parted(names: str) -> list[str]:
    """ "Jane Doe, John Roe" are two; "Doe, J." is one."""
    if _PERSON.fullmatch(names.strip()) or "," not in names:
        return [names.strip()]
    return [name.strip() for name in names.split(",")]


def _is_person(name: str) -> bool:
    words = [word for word in re.split(r"[\s,]+", name) if word]
    return (
        2 <= len(words) <= 6
        and bool(_PERSON.fullmatch(name))
        and not is_publisher(name)
        and not SMALL & set(words)
        and all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in words)
    )
