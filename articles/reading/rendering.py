"""The page of one story, drawn from an edition and its snapshot: live, or as a preview."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from .. import body
from ..publishing import printed
from ..publishing.models import Correction, Edition, EditionTag
from ..publishing.printed import PrintedCitation, PrintedStory
from . import addresses, cards, marks, metadata, pictures, references, times
from .frame import Frame, frame, page
from .knowing import Voice, how_we_know
from .marks import Described
from .notes import Note, Notes
from .pictures import Picture
from .references import References

RELATED = 4
CITED = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))  # see cited.py
CANDIDATES = 60  # recent stories with a tag in common, from which the related ones are chosen
ON_TOP = {
    Correction.Kind.CORRECTION,
    Correction.Kind.RETRACTION,
    Correction.Kind.EDITORS_NOTE,
}


def story_page(
    request: HttpRequest,
    edition: Edition,
    *,
    preview: bool = False,
    photo_address=addresses.of_rendition,
) -> HttpResponse:
    """The page of `edition`, which may be unsaved (see editions.build), in at most eight queries.

    A preview says so, asks not to be kept or indexed, and has its photos from `photo_address`, a
    function from a rendition's name to an address, since readers are not given them yet.
    """
    story = printed.read(edition.revision.snapshot, edition.photo_words)
    around = frame()
    known = references.of(story)
    drawn = draw(story, known, photo_address)
    knowing = how_we_know(
        [(note, drawn.described[note.number]) for note in drawn.notes],
        voices(drawn.quoted, story, known),
    )
    lead = lead_picture(story, known, photo_address)
    address = addresses.of_story(edition.published_on, edition.slug)
    context = {
        "story": edition,
        "is_long": cards.is_long(edition.headline),
        "section": around.sections.get(edition.section_id),
        "bylines": bylines(story, known),
        "published": times.stamp(edition.published_at, around.today),
        "updated": updated(edition, around),
        "lead": lead_figure(story, lead),
        "preload": lead.preload if lead else "",
        "text": drawn.text,
        "gallery": marks.gallery(gallery(story, known, photo_address)),
        "notes": [marks.note(note, drawn.described[note.number]) for note in drawn.notes],
        "bare_credits": [bare_credit(credit, known) for credit in drawn.bare_credits],
        "knowing": knowing,
        "cited": [
            (name, addresses.of_cited(edition.published_on, edition.slug, ending))
            for name, ending in CITED
            if known.for_managers
        ],
        "corrections": [n for n in notices(edition.corrections, around) if n["on_top"]],
        "clarifications": [n for n in notices(edition.corrections, around) if not n["on_top"]],
        "tags": [(tag.name, addresses.to("tag", tag.slug)) for tag in known.tags],
        "related": related(edition, known, around),
        "history": addresses.of_history(edition.published_on, edition.slug),
        "preview": preview,
    }
    if not preview:
        context |= metadata.of_story(edition, story, known, around, address, drawn, knowing)
    response = page(request, "story.html", around, canonical="" if preview else address, **context)
    if preview:
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@dataclass(frozen=True, slots=True)
class Drawn:
    """A body as readers get it, and the notes its marks point to."""

    text: SafeString
    notes: list[Note]
    described: dict[int, Described]  # what each note points to, by its number
    bare_credits: list[PrintedCitation]
    quoted: list[body.QuotationMark]


def draw(
    story: PrintedStory,
    known: References,
    photo_address=addresses.of_rendition,
    *,
    numbered_by=marks.citation,
) -> Drawn:
    """Draw the body: marks become numbers, attributed quotations and credited photos.

    `numbered_by` draws the number of a (note, use).
    """
    notes, quoted = Notes(known.citations), []

    def citation(key: str) -> str:
        used = notes.use(key)
        return numbered_by(*used) if used else ""

    def quotation(mark: body.QuotationMark, inner: str) -> str:
        facts = story.quotations.get(mark.key)
        mark = known.attributed(mark, facts)
        quoted.append(mark)
        speaker = known.sources.get(facts.speaker) if facts else None
        cites = facts.citation if facts and facts.citation in notes.citations else None
        # Drawn with the other citations, in its turn, unless the words inside have it already.
        own_mark = f'<cite data-key="{cites}"></cite>' if cites else ""
        return marks.quotation(
            mark,
            inner,
            facts,
            addresses.to("source", speaker.slug) if speaker else "",
            cites="" if own_mark in inner else own_mark,
        )

    def figure(key: str) -> str:
        placed = story.photos.get(key)
        if placed is None or placed.role != "inline":
            return ""
        shown = pictures.picture(
            known.photos.get(placed.photo),
            "inline",
            alt_text=placed.alt_text,
            caption=placed.caption,
            address=photo_address,
        )
        return marks.figure(shown) if shown else marks.withheld()

    text = body.draw(story.body, citation=citation, quotation=quotation, figure=figure)
    numbered, bare = notes.finish()
    return Drawn(
        text=SafeString(with_dateline(text, story.dateline)),
        notes=numbered,
        described={note.number: known.describe(note) for note in numbered},
        bare_credits=bare,
        quoted=quoted,
    )


def voices(
    quoted: list[body.QuotationMark], story: PrintedStory, known: References
) -> Iterator[Voice]:
    """Who is quoted: by name where there is a page about them, else as the text has it."""
    for mark in quoted:
        facts = story.quotations.get(mark.key)
        if speaker := known.sources.get(facts.speaker) if facts else None:
            yield Voice(speaker.name, addresses.to("source", speaker.slug))
        elif mark.speaker:
            yield Voice(mark.speaker, unnamed=bool(known.unnamed(facts)))


def with_dateline(text: str, dateline: str) -> str:
    """The place run into the first paragraph, as papers have it."""
    if not dateline:
        return text
    place = marks.dateline(dateline)
    return re.sub(r"\A(<p>)?", lambda p: f"<p>{place} " if p[1] else f"<p>{place}</p>", text)


def bare_credit(citation: PrintedCitation, known: References) -> dict:
    source = known.sources[citation.source]
    return {
        "label": citation.credited_as or source.credit_label or source.name,
        "address": addresses.to("source", source.slug),
    }


def lead_picture(
    story: PrintedStory, known: References, photo_address=addresses.of_rendition
) -> Picture | None:
    """The photo a story opens with; None if it has none, or may not show it."""
    placed = story.lead_photo
    return placed and pictures.picture(
        known.photos.get(placed.photo),
        "lead",
        alt_text=placed.alt_text,
        caption=placed.caption,
        eager=True,
        address=photo_address,
    )


def gallery(
    story: PrintedStory, known: References, photo_address=addresses.of_rendition
) -> list[Picture | None]:
    """The photos of the story's gallery, None for one that may not be shown."""
    return [
        pictures.picture(
            known.photos.get(placed.photo),
            "gallery",
            alt_text=placed.alt_text,
            caption=placed.caption,
            address=photo_address,
        )
        for placed in story.gallery
    ]


def lead_figure(story: PrintedStory, lead: Picture | None) -> str:
    """It as a figure, or the notice in its place."""
    if lead:
        return marks.figure(lead, lead=True)
    return marks.withheld() if story.lead_photo else ""


def bylines(story: PrintedStory, known: References) -> list[dict]:
    """Who it is by, then who did what else: [{"role", "people": [(name, address)]}]."""
    groups: dict[str, list] = {}
    for byline in sorted(story.bylines, key=lambda b: bool(b.role)):
        if person := known.contributors.get(byline.contributor):
            link = (person.name, addresses.to("contributor", person.slug))
            groups.setdefault(byline.role, []).append(link)
    return [{"role": role, "people": people} for role, people in groups.items()]


def updated(edition: Edition, around: Frame) -> times.Stamp | None:
    """When readers first saw this edition, if they had seen another before."""
    at = metadata.changed_at(edition)
    return times.stamp(at, around.today) if at > edition.published_at else None


def notices(corrections: list[dict], around: Frame) -> list[dict]:
    """The notices an edition stands under, as the page shows them."""
    return [
        {
            "label": Correction.Kind(notice["kind"]).label,
            "kind": notice["kind"],
            "text": notice["text"],
            "at": times.stamp(datetime.fromisoformat(notice["at"]), around.today),
            "on_top": notice["kind"] in ON_TOP,
        }
        for notice in corrections
    ]


def related(edition: Edition, known: References, around: Frame) -> list[cards.Card]:
    """Recent stories with most tags in common, without photos: one query."""
    tags = [tag.pk for tag in known.tags]
    if not tags:
        return []
    # Rows of what is still to come stand before all others: they must not take the places.
    out = EditionTag.objects.filter(tag__in=tags, published_at__lte=Now())
    recent = out.order_by("-published_at", "-edition_id")
    found = Edition.visible.filter(editiontag_rows__in=recent.values("pk")[:CANDIDATES]).newest()
    # A story comes once for each tag it shares.
    shared = Counter(row for row in cards.rows(found) if row.story_id != edition.story_id)
    return [
        cards.card(row, around, {}, "thumb", heading="h3") for row, _ in shared.most_common(RELATED)
    ]
