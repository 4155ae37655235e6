"""What a page shows where the body has a mark. Values in, HTML out.

Every word that comes from a row goes through `escape` here, and what comes out is safe.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..body import QuotationMark
from ..publishing.printed import PrintedCitation, PrintedQuotation
from ..sources.kinds import Sort
from . import times
from .notes import Note, Use
from .pictures import Picture


@dataclass(frozen=True, slots=True)
class Described:
    """What a note points to, in words. Empty where unknown; `address` is our page about it.

    `fate` says what became of the original, if what was cited is to be had there no longer; then
    `archived` leads to the copy we keep of it, and there is no `url` if the site was resold.
    `unnamed` is somebody we know and readers do not.
    """

    title: str
    address: str
    sort: Sort
    kind: str = ""
    by: str = ""
    publisher: str = ""
    publisher_address: str = ""
    date: str = ""
    url: str = ""
    host: str = ""
    access: str = ""
    archived: str = ""
    fate: str = ""
    unnamed: bool = False

    @property
    def classed(self) -> str:
        """How near it stands to the event and what it is: “First-hand document · Court filing”."""
        facts = (self.sort.label, self.kind, self.access)
        return " · ".join(dict.fromkeys(filter(None, facts)))


# What a citation's role adds to its being cited; that it supports the text goes without saying.
ROLES = {
    "quotes": "quoted",
    "paraphrases": "paraphrased",
    "background": "background",
    "data_for": "data",
    "contradicts": "contradicts this",
}


def citation(note: Note, use: Use) -> str:
    """The number in the text. It is described by its note, which notes.js shows beside it."""
    where = f" {where_id(note, use.citation)}" if tells(use.citation) else ""
    return (
        f'<a class="cite" id="{use.anchor}" href="#{note.anchor}" role="doc-noteref"'
        f' aria-label="Source {note.number}" aria-describedby="what-{note.number}{where}">'
        f"{note.number}</a>"
    )


def note(note: Note, about: Described) -> SafeString:
    """The item of the list of sources that `citation` marks point to, with the ways back."""
    several = len(note.uses) > 1
    details = "".join(
        detail(note, cited, note.letters(cited) if several else [])
        for cited in note.citations
        if tells(cited)
    )
    return SafeString(
        f'<li id="{note.anchor}">{ways_back(note)}'
        f'<div id="what-{note.number}">{described(about)}</div>'
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
    return f'<p class="back">{links}</p>' if links else ""


def described(about: Described) -> str:
    """What it is and who brought it out; how near to the event it stands; where to read it."""
    by = f", {escape(about.by)}" if about.by else ""
    publisher = (
        f'. <a href="{about.publisher_address}">{escape(about.publisher)}</a>'
        if about.publisher
        else ""
    )
    day = f", {about.date}" if about.date else ""
    below = [f"<span>{about.classed}</span>"] * bool(about.classed) + ways_out(about)
    title = escape(about.title)
    if about.address:
        title = f'<a class="note-title" href="{about.address}" dir="auto">{title}</a>'
    else:
        title = f'<span class="note-title" dir="auto">{title}</span>'
    return (
        f"<p>{title}"
        f"{by}{publisher}{day}.</p>"
        f"{f'<p class="note-kind">{" ".join(below)}</p>' if below else ''}"
    )


def ways_out(about: Described) -> list[str]:
    """The ways to the original and to our copy of it; first the one that shows what was cited.

    A site that is somebody else's now is named, and readers are not sent there.
    """
    known_as = "original" if about.archived else about.host
    words = known_as + (f" ({about.fate})" if about.fate else "")
    copy = [f'<a href="{about.archived}">archived copy</a>'] * bool(about.archived)
    if about.url:
        return [*copy, outward(about.url, words)]
    return [*copy, f"<span>{escape(words)}</span>"] if about.fate else copy


def outward(url: str, words: str) -> str:
    return f'<a class="out" href="{escape(url)}" rel="nofollow noopener">{escape(words)}</a>'


def tells(cited: PrintedCitation) -> bool:
    """Whether there is more to say of a citation than what it is of."""
    return bool(cited.locator or cited.excerpt or cited.role in ROLES)


def where_id(note: Note, cited: PrintedCitation) -> str:
    """The id of a citation's detail in its note."""
    return f"where-{note.number}{''.join(note.letters(cited)[:1])}"


def detail(note: Note, cited: PrintedCitation, letters: list[str]) -> str:
    """Where in the source, its words, and what they are to the text."""
    label = f"<b>{' '.join(letters)}</b> " if letters else ""
    parts = (
        escape(cited.locator),
        f'<q dir="auto">{escape(cited.excerpt)}</q>' if cited.excerpt else "",
        f"({ROLES[cited.role]})" if cited.role in ROLES else "",
    )
    named = f' id="{where_id(note, cited)}"' if note.letters(cited) else ""
    return f"<li{named}>{label}{' '.join(filter(None, parts))}</li>"


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
        f'<figure class="photo{" lead-photo" * lead}">{covered(picture)}'
        f'<figcaption dir="auto">{caption}{picture.credit_html}</figcaption></figure>'
    )


def covered(picture: Picture) -> str:
    """The photo, behind a cover if it is upsetting: a press shows it, and the browser needs none of
    our scripts for that."""
    if not picture.is_covered:
        return picture.img
    warning, show = escape(_("This photo may be upsetting.")), escape(_("Show it"))
    return (
        f'<details class="cover"><summary>{warning} <b>{show}</b></summary>{picture.img}</details>'
    )


def gallery(shown: list[Picture | None]) -> SafeString:
    """Photos side by side, to be leafed through: a strip that scrolls, or a list where none can."""
    if not shown:
        return SafeString("")
    place = _("{number} of {count}")
    items = "".join(
        f"<li>{figure(picture) if picture else withheld()}"
        f'<p class="place-in-gallery">{place.format(number=number, count=len(shown))}</p></li>'
        for number, picture in enumerate(shown, 1)
    )
    # The strip itself takes the focus, so that the arrow keys scroll it.
    return SafeString(
        '<section class="gallery" aria-labelledby="gallery"><h2 class="rubric" id="gallery">'
        f'{escape(_("In pictures"))}</h2><ul tabindex="0" role="list" aria-labelledby="gallery">'
        f"{items}</ul></section>"
    )


def withheld() -> SafeString:
    """What stands where a photo may not be shown."""
    notice = escape(_("A photograph that belongs here may not be shown."))
    return SafeString(f'<figure class="photo withheld"><p>{notice}</p></figure>')


def dateline(place: str) -> str:
    return f'<span class="dateline">{escape(place)} —</span>'
