"""Addresses of documents: two spellings of one page are one address. Pure."""

import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit, urlunsplit

# Parameters that say how somebody came to a page, or in which form they want it.
TRACKING = re.compile(
    r"(?:utm|at|pk|mtm|hsa|elq|amp)_.*|fbclid|gclid|gclsrc|[gw]braid|dclid|yclid|twclid|ttclid"
    r"|msclkid|srsltid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|elq\w*|igsh|igshid|mibextid|ref_src|cmp|cmpid"
    r"|ncid|ocid|smid|ito|xtor|_ga|__twitter_impression|usqp|amp|outputtype=amp"
    r"|feature=youtu\.be|referringsource|taid|rpc",
    re.IGNORECASE,
)
LOCAL = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.(?=[^.]+\.))+")
# A mobile host beside a language: "en.m.wikipedia.org".
BESIDE_LANGUAGE = re.compile(r"^([a-z]{2,3}(?:-[a-z]+)?\.)(?:m\.)+(?=[^.]+\.)")
# Others' copies of a page in its AMP form: what follows is its own address without the scheme.
AMP_COPY = re.compile(
    r"https://(?:(?:[^/?#]+\.)?cdn\.ampproject\.org/(?:wp/)?[cv]|[^/?#]+\.bing-amp\.com/[cv]"
    r"|google\.[a-z.]+/amp)/(?:s/)?(?=[^/?#]+\.[^/?#])"
)

# Other names of hosts where the same pages stand: their old ones, and one that only shortens.
OTHER_NAMES = {"x.com": "twitter.com", "dx.doi.org": "doi.org", "youtu.be": "youtube.com"}
SHORT_VIDEO = re.compile(r"/([\w-]+)", re.ASCII)
# WordPress puts the AMP form of an article below it, others above. It is told from a page
# called “amp” by what it is below: the slug of a headline, or a number.
ARTICLE = r"/[^/]*(?:-[^/]*-|\d)[^/]*"
BELOW_ARTICLE = re.compile(rf"({ARTICLE})[/.]amp$")
ABOVE_ARTICLE = re.compile(rf"(?<=[^/])/amp({ARTICLE})$")
DOTS = re.compile("[。．｡]")


def domain_of(address: str) -> str:
    """The domain a source is known by: "https://www.Reuters.com/x" -> "reuters.com"."""
    address = address.strip()
    has_scheme = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE)
    try:
        host = urlsplit(address if has_scheme else f"//{address}").hostname or ""
    except ValueError:
        return ""
    host = BESIDE_LANGUAGE.sub(r"\1", LOCAL.sub("", in_ascii(host).strip(".")))
    return host if host.isprintable() and " " not in host else ""


def in_ascii(host: str) -> str:
    """`host` as it is looked up: "München.de" -> "xn--mnchen-3ya.de". Nonsense stays nonsense.

    “ß” is itself, as in browsers: the standard library's IDNA, of 2003, makes it another host's.
    """
    host = unicodedata.normalize("NFKC", DOTS.sub(".", host)).lower()
    labels = host.split(".")
    return ".".join(x if x.isascii() else f"xn--{x.encode('punycode').decode()}" for x in labels)


def normalise(address: str) -> str:
    """The key under which the spellings of one page meet; "" for what is no web address.

    Scheme, www, mobile and AMP hosts, a host's other names, fragments (but for “#!”, by which
    scripts told pages apart), default ports, tracking parameters, the order of parameters and a
    last slash tell nothing about which page is meant; and a copy that others made of a page's AMP
    form means the page.
    """
    key = spelled(address)
    while (own := AMP_COPY.sub("https://", key)) != key:
        if "%3F" in own:  # the page's own parameters; what follows a “?” is the copy's
            own = own.replace("?", "&").replace("%3F", "?", 1)
        if not (own := spelled(own, is_amp=True)):
            break
        key = own
    return key


def spelled(address: str, *, is_amp: bool = False) -> str:
    """`address` in the one spelling of the page it leads to; `is_amp` if it is of its AMP form."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    host = domain_of(address)
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    is_amp = is_amp or "amp" in parts.hostname.lower().strip(".").removesuffix(host).split(".")
    path = plain(quoted(parts.path), is_amp=is_amp)
    # Bytes that are no UTF-8 go through as they are.
    said = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    kept = [
        (k, v) for k, v in said if not (TRACKING.fullmatch(k) or TRACKING.fullmatch(f"{k}={v}"))
    ]
    if host == "youtu.be" and (video := SHORT_VIDEO.fullmatch(path)):
        host, path = "youtube.com", "/watch"
        kept = [("v", video[1]), *((k, v) for k, v in kept if k != "si")]  # si: who shared it
    elif host != "youtu.be":
        host = OTHER_NAMES.get(host, host)
    host = f"[{host}]" if ":" in host else host
    host += f":{port}" if port not in (None, 80, 443) else ""
    query = urlencode(sorted(kept), errors="surrogateescape")
    fragment = quoted(parts.fragment) if parts.fragment.startswith("!") else ""
    return urlunsplit(("https", host, path, query, fragment))


def quoted(part: str) -> str:
    return quote(unquote_to_bytes(part), safe="/:@!$&'()*+,;=~-._")


def plain(path: str, *, is_amp: bool) -> str:
    """`path` without the endings that ask for a page's AMP form, and without last slashes.

    Of what is known for an AMP form a last “amp” is such an ending wherever it stands.
    """
    while (shorter := without_amp(path.rstrip("/"), is_amp=is_amp)) != path:
        path = shorter
    stem = path.removesuffix(".html")
    while path != stem and stem.endswith(".amp"):
        stem = stem.removesuffix(".amp")
    return path if path == stem else f"{stem}.html"


def without_amp(path: str, *, is_amp: bool) -> str:
    path = path.removesuffix("/amp") if is_amp else BELOW_ARTICLE.sub(r"\1", path)
    return ABOVE_ARTICLE.sub(r"\1", path)


def domains_above(address: str) -> list[str]:
    """The domain of `address` and its parents, the nearest first, for finding the publisher.

    Last come the other names of any of them.
    """
    labels = names_of(domain_of(normalise(address) or address))[0].split(".")
    above = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    return above + [name for domain in above for name in names_of(domain) if name not in above]


def names_of(host: str) -> list[str]:
    """All names of one host, the one first that normalised addresses have."""
    name = OTHER_NAMES.get(host, host)
    return [name, *(other for other, its in OTHER_NAMES.items() if its == name)]
