"""What a page shows where the body has a mark. Values in, HTML out."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..body import QuotationMark
from ..publishing.printed import PrintedCitation, PrintedQuotation
from . import times
from .notes import Note, Use
from .pictures import Picture

NOTHING = SafeString("")


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


def citation(note: Note, use: Use, about: Described) -> SafeString:
    """The number in the text, and the card that shows beside it on hover and focus."""
    return format_html(
        '<span class="cite"><a id="{0}" href="#{1}" role="doc-noteref" aria-describedby="card-{0}">'
        '<span class="unseen">Source </span>{2}</a>'
        '<span class="cite-card" role="tooltip" id="card-{0}">{3}</span></span>',
        use.anchor,
        note.anchor,
        note.number,
        card(about, use.citation),
    )


def card(about: Described, cited: PrintedCitation) -> SafeString:
    facts = [fact for fact in (about.publisher, about.date, cited.locator) if fact]
    return format_html(
        "<b>{}</b>{}{}",
        about.title,
        format_html("<span>{}</span>", " · ".join(facts)) if facts else NOTHING,
        format_html("<q>{}</q>", cited.excerpt) if cited.excerpt else NOTHING,
    )


def quotation(
    mark: QuotationMark,
    inner: str,
    known: PrintedQuotation | None,
    speaker_address: str,
    *,
    cites: str,
) -> SafeString:
    """A block quotation with its attribution; `cites` is the citation mark to stand at its end.

    `inner` is sanitised, and so is `cites`: both may hold marks that are yet to be drawn.
    """
    name = NOTHING
    if mark.speaker:
        name = format_html(
            '<a href="{}">{}</a>' if speaker_address else "{1}", speaker_address, mark.speaker
        )
    details = [detail for detail in (mark.role, circumstances(known)) if detail]
    caption = format_html_join(
        " ",
        '<span class="{}">{}</span>',
        [("speaker", name)] * bool(name) + [("said", detail) for detail in details],
    )
    return format_html(
        '<figure class="quotation"><blockquote>{}</blockquote>{}</figure>',
        SafeString(inner),
        format_html("<figcaption>{}{}</figcaption>", caption, SafeString(cites))
        if caption or cites
        else NOTHING,
    )


def circumstances(known: PrintedQuotation | None) -> str:
    """When, where and to whom it was said, as far as known."""
    if known is None:
        return ""
    day = times.long_day(date.fromisoformat(known.said_on)) if known.said_on else ""
    said_to = f"to {known.said_to}" if known.said_to else ""
    return ", ".join(fact for fact in (said_to, known.place, day) if fact)


def figure(picture: Picture) -> SafeString:
    """A photo in the text, with its caption and credit."""
    return format_html(
        '<figure class="photo">{}<figcaption>{}{}</figcaption></figure>',
        picture.img,
        format_html("<span>{}</span> ", picture.caption) if picture.caption else NOTHING,
        credit(picture),
    )


def credit(picture: Picture) -> SafeString:
    return format_html(
        '<a class="credit" href="{}">{}</a>', picture.credit_address, picture.credit_line
    )


WITHHELD = SafeString(
    '<figure class="photo withheld">'
    "<p>A photograph that belongs here may not be shown.</p></figure>"
)


def dateline(place: str) -> SafeString:
    return format_html('<span class="dateline">{} —</span>', place)
