"""Ask a page what it tells of itself: suggestions for the document it is to be. No tables."""

from dataclasses import dataclass
from datetime import date

from .. import web
from .addresses import domain_of, normalise
from .contents import is_words, read
from .signatures import known_type

# What a site answers to those it wants a login or money of, or takes for a machine.
SHUT = {401, 402, 403, 407, 429, 451}


class NothingTold(Exception):
    """There was an answer, and nothing to be learnt from it. The message tells an editor why."""


@dataclass(frozen=True)
class Details:
    """What a page says of itself; what it does not say is empty.

    `address` is where it stands after redirects, or where it says it stands on the same site.
    """

    address: str
    title: str = ""
    authors: str = ""
    published_on: date | None = None
    site: str = ""


def ask(address: str) -> Details:
    """Fetch the page and read it. Raises web.Failed or NothingTold, each with a sentence.

    Takes up to twenty seconds, and a few more over a page that is hard to read; call it outside of
    transactions, and only if somebody pressed.
    """
    fetched = web.fetch(address)
    if fetched.status in SHUT:
        raise NothingTold(f"The site does not let us in (it answers {fetched.status}).")
    if not 200 <= fetched.status < 300:
        raise NothingTold(f"There is no page: the site answers {fetched.status}.")
    content_type = known_type(fetched.body) or fetched.content_type
    if not fetched.is_decoded or not is_words(content_type):
        raise NothingTold("It is not a page of text, so it tells nothing of itself.")
    page = read(fetched.body, content_type, fetched.charset)
    if not page.title:
        raise NothingTold("It does not say what it is called.")
    return Details(
        own_address(page.address, fetched.address),
        page.title,
        page.authors,
        page.published_on,
        page.site,
    )


def own_address(claimed: str, found: str) -> str:
    """The address a page calls its own, unless it is of another site or none at all.

    A copy that others keep of the page counts to the site that it is a copy from.
    """
    is_web = claimed.startswith(("https://", "http://")) and len(claimed) <= 2048
    site, claimed_site = (domain_of(normalise(address)) for address in (found, claimed))
    return claimed if is_web and claimed_site == site else found
