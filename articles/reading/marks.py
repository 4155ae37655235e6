"""What a page shows where the body has a mark. Values in, HTML out.

Every word that comes from a row goes through `escape` here, and what comes out is safe.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString

from ..body import QuotationMark
from ..publishing.printed import PrintedCitation, PrintedQuotation
from . import times
from .notes import Note, Use
from .pictures import Picture


@dataclass(frozen=True, slots=True)
class Described:
    """What a note points to, in words. Empty where unknown; `address` is our page about it."""

    title: str
    address: str
    kind: str
    by: str = ""
    publisher: str = ""
    publisher_address: str = ""
    date: str = ""
    url: str = ""
    host: str = ""
    access: str = ""


def citation(note: Note, use: Use, about: Described) -> str:
    """The number in the text, and the card that shows beside it on hover and focus."""
    return (
        f'<span class="cite"><a id="{use.anchor}" href="#{note.anchor}" role="doc-noteref"'
        f' aria-label="Source {note.number}" aria-describedby="card-{use.anchor}">'
        f"{note.number}</a>"
        f'<span class="cite-card" role="tooltip" id="card-{use.anchor}">'
        f"{card(about, use.citation)}</span></span>"
    )


def card(about: Described, cited: PrintedCitation) -> str:
    facts = " · ".join(fact for fact in (about.publisher, about.date, cited.locator) if fact)
    return "".join(
        (
            f"<b>{escape(about.title)}</b>",
            f"<span>{escape(facts)}</span>" if facts else "",
            f"<q>{escape(cited.excerpt)}</q>" if cited.excerpt else "",
        )
    )


def note(note: Note, about: Described) -> SafeString:
    """The item of the list of sources that `citation` marks point to, with the ways back."""
    several = len(note.uses) > 1
    details = "".join(
        [detail(use.citation, use.letter if several else "") for use in note.uses]
        + [detail(citation, "") for citation in note.unmarked]
    )
    return SafeString(
        f'<li id="{note.anchor}"><p>{ways_back(note)}{described(about)}</p>'
        f"{f'<ul>{details}</ul>' if details else ''}</li>"
    )


def ways_back(note: Note) -> str:
    """A link to each use: one is an arrow, more are letters."""
    links = "".join(
        f'<a href="#{use.anchor}" role="doc-backlink"'
        f' aria-label="Back to use {use.letter} of source {note.number}">'
        f"{use.letter if len(note.uses) > 1 else '↑'}</a>"
        for use in note.uses
    )
    return f'<span class="back">{links}</span> ' if links else ""


def described(about: Described) -> str:
    by = f", {escape(about.by)}" if about.by else ""
    publisher = (
        f'. <a href="{about.publisher_address}">{escape(about.publisher)}</a>'
        if about.publisher
        else ""
    )
    day = f", {about.date}" if about.date else ""
    kind = ", ".join(word for word in (about.kind, about.access) if word)
    kind = f' <span class="note-kind">{kind}</span>' if kind else ""
    out = (
        f' <a class="out" href="{escape(about.url)}" rel="nofollow noopener">'
        f"{escape(about.host)}</a>"
        if about.url
        else ""
    )
    return (
        f'<a class="note-title" href="{about.address}" dir="auto">{escape(about.title)}</a>'
        f"{by}{publisher}{day}.{kind}{out}"
    )


def detail(cited: PrintedCitation, letter: str) -> str:
    """Where in the source, and its words; nothing if neither is known."""
    if not (cited.locator or cited.excerpt):
        return ""
    label = f"<b>{letter}</b>" if letter else ""
    quoted = f' <q dir="auto">{escape(cited.excerpt)}</q>' if cited.excerpt else ""
    return f"<li>{label}{escape(cited.locator)}{quoted}</li>"


def quotation(
    mark: QuotationMark,
    inner: str,
    known: PrintedQuotation | None,
    speaker_address: str,
    *,
    cites: str,
) -> str:
    """A block quotation with its attribution; `cites` is the citation mark to stand at its end.

    `inner` is sanitised, and so is `cites`: both may hold marks that are yet to be drawn.
    """
    name = escape(mark.speaker)
    if name and speaker_address:
        name = f'<a href="{escape(speaker_address)}">{name}</a>'
    said = [detail for detail in (mark.role, circumstances(known)) if detail]
    attribution = " ".join(
        [f'<span class="speaker">{name}</span>'] * bool(name)
        + [f'<span class="said">{escape(detail)}</span>' for detail in said]
    )
    caption = f"<figcaption>{attribution}{cites}</figcaption>" if attribution or cites else ""
    return (
        f'<figure class="quotation" dir="auto"><blockquote>{inner}</blockquote>{caption}</figure>'
    )


def circumstances(known: PrintedQuotation | None) -> str:
    """When, where and to whom it was said, as far as known."""
    if known is None:
        return ""
    day = times.long_day(date.fromisoformat(known.said_on)) if known.said_on else ""
    said_to = f"to {known.said_to}" if known.said_to else ""
    return ", ".join(fact for fact in (said_to, known.place, day) if fact)


def figure(picture: Picture, *, lead: bool = False) -> SafeString:
    """A photo with its caption and its credit."""
    caption = f"<span>{escape(picture.caption)}</span> " if picture.caption else ""
    return SafeString(
        f'<figure class="photo{" lead-photo" * lead}">{picture.img}'
        f'<figcaption dir="auto">{caption}{picture.credit_html}</figcaption></figure>'
    )


WITHHELD = SafeString(
    '<figure class="photo withheld">'
    "<p>A photograph that belongs here may not be shown.</p></figure>"
)


def dateline(place: str) -> str:
    return f'<span class="dateline">{escape(place)} —</span>'
