"""What a story rests on and whom it quotes, as schema.org objects."""

from ..body import QuotationMark
from ..names import fold
from ..publishing.printed import PrintedCitation, PrintedStory
from ..sources.authors import authors_in
from ..sources.kinds import is_named
from ..sources.models import Document, Source, SourceIdentifier
from . import addresses, times
from .marks import Described
from .notes import Note
from .references import Agreed, Named, References

# What schema.org calls a kind of document; it has no narrower word for the others.
WORKS = {
    Document.Kind.NEWS_ARTICLE: "NewsArticle",
    Document.Kind.WIRE_STORY: "NewsArticle",
    Document.Kind.WEB_PAGE: "WebPage",
    Document.Kind.SOCIAL_POST: "SocialMediaPosting",
    Document.Kind.BOOK: "Book",
    Document.Kind.REPORT: "Report",
    Document.Kind.DATASET: "Dataset",
    Document.Kind.ACADEMIC_PAPER: "ScholarlyArticle",
    Document.Kind.LAW: "Legislation",
    Document.Kind.COURT_FILING: "DigitalDocument",
    Document.Kind.GOVERNMENT_RECORD: "DigitalDocument",
    Document.Kind.FOIA_RELEASE: "DigitalDocument",
    Document.Kind.LEAKED: "DigitalDocument",
    Document.Kind.PODCAST: "PodcastEpisode",
    Document.Kind.VIDEO: "VideoObject",
    Document.Kind.INTERVIEW: "Conversation",
    Document.Kind.STATEMENT: "EmailMessage",
    Document.Kind.GRAPHIC: "ImageObject",
}
# And who a source is.
AGENTS = {
    "news_agency": "NewsMediaOrganization",
    "newspaper": "NewsMediaOrganization",
    "broadcaster": "NewsMediaOrganization",
    "magazine": "NewsMediaOrganization",
    "web_publication": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
    "court": "GovernmentOrganization",
    "legislature": "GovernmentOrganization",
    "company": "Corporation",
    "ngo": "NGO",
    "academic": "EducationalOrganization",
    "person": "Person",
}


def citations(
    notes: list[Note],
    described: dict[int, Described],
    bare: list[PrintedCitation],
    known: References,
    at: str,
) -> list[dict]:
    """Each note as a CreativeWork, by its own id: `at`, the story's address, and its anchor.

    After them what the story has from others of whom no document is known.
    """
    return [
        *(cited(n, described[n.number], known) | {"@id": f"{at}#{n.anchor}"} for n in notes),
        *({"@type": "CreativeWork", "publisher": agent(known.sources[c.source])} for c in bare),
    ]


def cited(note: Note, about: Described, known: References) -> dict:
    if not note.document:
        # There is no work, but somebody's word.
        if note.agreement:
            known_as = "description" if about.unnamed else "name"
            person = {"@type": "Person", known_as: about.title}
            return {"@type": "CreativeWork", "creator": person}
        return {"@type": "CreativeWork", "creator": agent(known.sources[note.source])}
    document = known.documents[note.document]
    publisher = known.sources.get(document.publisher_id)
    return filled(
        {
            "@type": WORKS.get(document.kind, "CreativeWork"),
            "name": about.title,
            "url": about.url,
            # As printed: a string, since nobody has said which of them are people.
            "author": list(authors_in(document.authors)),
            "publisher": publisher and agent(publisher),
            "datePublished": times.iso(document.published_on, document.published_precision),
            "archivedAt": about.archived and addresses.absolute(about.archived),
        }
    )


def agent(source: Named | Source) -> dict:
    return {
        "@type": AGENTS.get(source.kind, "Organization"),
        "name": source.name,
        "url": addresses.absolute(addresses.to("source", source.slug)),
    }


def source_page(source: Source, identifiers: list[SourceIdentifier]) -> dict:
    """Who a source is, and where else in the world the same one is shown."""
    shown = [addresses.outward(source.homepage), *(each.address for each in identifiers)]
    same = [address for address in shown if address]
    return filled({"@context": "https://schema.org", **agent(source), "sameAs": same})


def main_document(notes: list[Note], at: str) -> dict | None:
    """The document a story is made from: the one it comes back to more often than to any other.

    None if it comes back to none, or to several alike.
    """
    often = sorted((n for n in notes if n.document), key=lambda note: -len(note.uses))
    if not often or len(often[0].uses) < 2:
        return None
    if len(often) > 1 and len(often[1].uses) == len(often[0].uses):
        return None
    return {"@id": f"{at}#{often[0].anchor}"}


def quotations(
    quoted: list[QuotationMark], story: PrintedStory, notes: list[Note], known: References, at: str
) -> list[dict]:
    """The block quotations of a story: the words, who said them, what they are taken from."""
    anchors = {citation.key: note.anchor for note in notes for citation in note.citations}
    found = []
    for mark in quoted:
        facts = story.quotations.get(mark.key)
        speaker = known.sources.get(facts.speaker) if facts else None
        anchor = anchors.get(facts.citation) if facts else None
        found.append(
            filled(
                {
                    "@type": "Quotation",
                    "text": mark.words,
                    "spokenByCharacter": spoken_by(mark, speaker, known.unnamed(facts)),
                    "dateCreated": facts and facts.said_on,
                    "citation": anchor and {"@id": f"{at}#{anchor}"},
                }
            )
        )
    return found


def spoken_by(mark: QuotationMark, speaker: Named | None, unnamed: Agreed | None) -> dict | None:
    """Who said it, with the role they had then.

    The library's source may be whom somebody spoke for, and then they are a person of theirs.
    """
    said_as = filled({"jobTitle": mark.role})
    if speaker and speaker.kind == "person":
        return agent(speaker) | said_as
    if speaker and is_named(mark.speaker) and fold(mark.speaker) != fold(speaker.name):
        person = {"@type": "Person", "name": mark.speaker}
        return person | said_as | {"affiliation": agent(speaker)}
    if speaker:
        return agent(speaker)
    if not mark.speaker:
        return None
    known_as = "name" if is_named(mark.speaker) and not unnamed else "description"
    return {"@type": "Person", known_as: mark.speaker} | said_as


def filled(value: dict) -> dict:
    return {name: each for name, each in value.items() if each}
