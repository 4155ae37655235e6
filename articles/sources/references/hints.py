"""What an address alone tells of its document: its title, its day, its kind. Pure."""

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from ...dates import whole_date
from ...names import fold
from ..addresses import domain_of

_KINDS = {
    "social_post": (
        "x.com twitter.com facebook.com instagram.com threads.net tiktok.com t.me bsky.app "
        "mastodon.social truthsocial.com vk.com weibo.com linkedin.com reddit.com"
    ),
    "video": "youtube.com youtu.be vimeo.com dailymotion.com nicovideo.jp",
    "academic_paper": (
        "doi.org arxiv.org nature.com science.org pubmed.ncbi.nlm.nih.gov jstor.org ssrn.com "
        "biorxiv.org medrxiv.org"
    ),
}
_KIND_OF = {domain: kind for kind, domains in _KINDS.items() for domain in domains.split()}
_DAYS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)((?:19|20)\d{2})([/-])(\d{1,2})\2(\d{1,2})(?!\d)",
        r"(?<!\d)((?:19|20)\d{2})([/-])([a-z]{3,9})\2(\d{1,2})(?!\d)",
        r"(?<!\d)((?:19|20)\d{2})()(\d{2})(\d{2})(?!\d)",
    )
]
_NUMBER = re.compile(r"(?:\d{4,}|(?=\w*\d)[0-9a-f]{6,}|[a-z]?\d{3,}|\d+)", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|jsp|pdf|amp)$", re.IGNORECASE)
FEWEST_WORDS = 3  # in an address, for them to be a title's


def kind_of(url: str) -> str:
    """A Document.Kind, "" where the address doesn't tell."""
    domain = domain_of(url)
    path = _path(url).lower()
    if path.endswith(".pdf"):
        return "report"
    if path.endswith((".csv", ".xlsx", ".xls")):
        return "dataset"
    return next((kind for at, kind in _KIND_OF.items() if f".{domain}".endswith(f".{at}")), "")


def title_in(url: str) -> str:
    """ "…/world/harbour-wall-gives-way-123456/" -> "Harbour wall gives way"; "" without words."""
    segments = [_words(segment) for segment in _path(url).split("/")]
    words = max(reversed(segments), key=len, default=[])
    if len(words) < FEWEST_WORDS:
        return ""
    title = " ".join(words)
    return title[0].upper() + title[1:]


def is_named(name: str, url: str) -> bool:
    """Whether the domain of `url` is called so: "Al Arabiya" at english.alarabiya.net."""
    domain = domain_of(url).rpartition(".")[0].replace("-", "")
    words = re.findall(r"[^\W_]+", fold(name))
    whole, initials = "".join(words), "".join(word[0] for word in words)
    bare = whole.removeprefix("the")
    labels = domain.split(".")
    return len(bare) > 1 and (
        bare in labels
        or (len(bare) > 3 and bare in domain)
        or (len(words) > 2 and initials in labels)
    )


def day_in(url: str) -> date | None:
    """The day that the path of an address names, as papers' addresses do."""
    path = _path(url)
    for form in _DAYS:
        for year, _, month, day in form.findall(path):
            written = f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}"
            if found := whole_date(written):
                return found.day
    return None


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


def _words(segment: str) -> list[str]:
    words = [word for word in re.split(r"[-_+\s]+", _ENDING.sub("", segment)) if word]
    while words and _NUMBER.fullmatch(words[-1]):
        words.pop()
    while words and _NUMBER.fullmatch(words[0]):
        words.pop(0)
    return words if any(word.isalpha() for word in words) else []
