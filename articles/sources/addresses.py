"""Addresses of documents: two spellings of one page are one address. Pure."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say how somebody came to a page, or in which form they want it.
TRACKING = re.compile(
    r"(?:utm|at|pk|mtm|hsa|elq|amp)_.*|fbclid|gclid|gclsrc|[gw]braid|dclid|yclid|twclid|ttclid"
    r"|msclkid|srsltid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|elq\w*|igsh|igshid|mibextid|ref_src|cmp|cmpid"
    r"|ncid|ocid|smid|ito|xtor|_ga|__twitter_impression|usqp|amp|outputtype=amp",
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


def domain_of(address: str) -> str:
    """The domain a source is known by: "https://www.Reuters.com/x" -> "reuters.com"."""
    address = address.strip()
    has_scheme = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE)
    try:
        host = urlsplit(address if has_scheme else f"//{address}").hostname or ""
    except ValueError:
        return ""
    host = BESIDE_LANGUAGE.sub(r"\1", LOCAL.sub("", host.lower().strip(".")))
    return host if host.isprintable() and " " not in host else ""


def normalise(address: str) -> str:
    """The key under which the spellings of one page meet; "" for what is no web address.

    Scheme, www, mobile and AMP hosts, fragments, default ports, tracking parameters, the order of
    parameters and a last slash tell nothing about which page is meant; and a copy that others made
    of a page's AMP form means the page.
    """
    key = spelled(address)
    while (own := AMP_COPY.sub("https://", key)) != key:
        if not (own := spelled(own)):
            break
        key = own
    return key


def spelled(address: str) -> str:
    """`address` in the one spelling of the page it leads to."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    host = domain_of(address)
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    host += f":{port}" if port not in (None, 80, 443) else ""
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    kept = [
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if not (TRACKING.fullmatch(k) or TRACKING.fullmatch(f"{k}={v}"))
    ]
    return urlunsplit(("https", host, plain(path), urlencode(sorted(kept)), ""))


def plain(path: str) -> str:
    """`path` without the endings that ask for a page's AMP form, and without last slashes."""
    while (shorter := path.rstrip("/").removesuffix("/amp")) != path:
        path = shorter
    stem = path.removesuffix(".html")
    while path != stem and stem.endswith(".amp"):
        stem = stem.removesuffix(".amp")
    return path if path == stem else f"{stem}.html"


def domains_above(address: str) -> list[str]:
    """The domain of `address` and its parents, the nearest first, for finding the publisher."""
    labels = domain_of(normalise(address) or address).split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]
