"""Addresses of documents: two spellings of one page are one address. Pure."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref_src|cmpid|ocid|smid|ito|yclid|_ga",
    re.IGNORECASE,
)
LOCAL = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")


def domain_of(address: str) -> str:
    """The domain a source is known by: "https://www.Reuters.com/x" -> "reuters.com"."""
    address = address.strip()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return LOCAL.sub("", host.lower().rstrip("."))


def normalise(address: str) -> str:
    """The key under which the spellings of one page meet; "" for what is no web address.

    Scheme, www, mobile and AMP hosts, fragments, default ports, tracking parameters, the order of
    parameters and a last slash tell nothing about which page is meant.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    host = domain_of(address) + (f":{port}" if port not in (None, 80, 443) else "")
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = re.sub(r"/amp/?$|\.amp(?=\.html$)", "", path).rstrip("/")
    kept = [
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(k)
    ]
    return urlunsplit(("https", host, path, urlencode(sorted(kept)), ""))


def domains_above(address: str) -> list[str]:
    """The domain of `address` and its parents, the nearest first, for finding the publisher."""
    labels = domain_of(address).split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]
