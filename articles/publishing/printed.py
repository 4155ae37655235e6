"""What readers get of a snapshot: its words and what they rest on, and nothing of the desk. Pure.

A snapshot (see stories/copy.py) also holds an embargo, a photo credit as the copy came with it, and
citations for staff only. None of them has a place here, so no page can show them by oversight.
"""

from dataclasses import dataclass
from typing import Any

from .. import body


@dataclass(frozen=True, slots=True)
class PrintedByline:
    """`role` is empty for those the story is by, else "photographs", "data" …"""

    contributor: int
    role: str


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """A public citation: of a document, of a source alone, or of a person under an agreement."""

    key: str
    document: int | None
    source: int | None
    locator: str
    credited_as: str
    excerpt: str
    claim: str
    role: str  # a Citation.Role
    accessed_on: str | None  # an ISO date
    agreement: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedQuotation:
    """What is known of a quotation beside its words; `speaker` is a source's id.

    Who spoke under an agreement is told in the agreed words alone: then there is no `speaker`.
    """

    key: str
    speaker: int | None
    said_on: str | None  # an ISO date
    said_to: str
    place: str
    citation: str | None
    agreement: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedPhoto:
    """A placement, with the words it was printed with."""

    key: str
    photo: int
    role: str  # a Placement.Role
    caption: str
    alt_text: str

    @property
    def is_lead(self) -> bool:
        return self.role == "lead"


@dataclass(frozen=True, slots=True)
class PrintedStory:
    dateline: str
    body: str
    bylines: tuple[PrintedByline, ...]
    tags: tuple[int, ...]
    citations: tuple[PrintedCitation, ...]
    quotations: dict[str, PrintedQuotation]
    photos: dict[str, PrintedPhoto]

    @property
    def lead_photo(self) -> PrintedPhoto | None:
        return next((photo for photo in self.photos.values() if photo.is_lead), None)

    @property
    def gallery(self) -> list[PrintedPhoto]:
        return [photo for photo in self.photos.values() if photo.role == "gallery"]


def read(snapshot: dict[str, Any], photo_words: dict[str, list[str]]) -> PrintedStory:
    """The story in a revision's snapshot, as far as it is for readers.

    `photo_words` are an edition's: the photos' own caption and alt text, by id, which are printed
    where a placement has none.
    """
    return PrintedStory(
        dateline=snapshot["dateline"],
        body=snapshot["body"],
        bylines=tuple(PrintedByline(b["contributor"], b["role"]) for b in snapshot["bylines"]),
        tags=tuple(snapshot["tags"]),
        citations=read_citations(snapshot["citations"]),
        quotations=read_quotations(snapshot["body"], snapshot["citations"], snapshot["quotations"]),
        photos={p["key"]: read_photo(p, photo_words) for p in snapshot["placements"]},
    )


def read_citations(rows: list[dict[str, Any]]) -> tuple[PrintedCitation, ...]:
    """The public ones of a snapshot's citations."""
    return tuple(
        PrintedCitation(
            key=row["key"],
            document=row["document"],
            source=row["source"],
            agreement=row.get("agreement"),  # none in a snapshot older than agreements
            locator=row["locator"],
            credited_as=row["credited_as"],
            excerpt=row["excerpt"],
            claim=row["claim"],
            role=row["role"],
            accessed_on=row["accessed_on"],
        )
        for row in rows
        if row["visibility"] == "public"
    )


def read_quotations(
    text: str, citations: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> dict[str, PrintedQuotation]:
    """What a snapshot knows of the quotations in its body `text`, by their keys."""
    agreed = {c["key"]: c["agreement"] for c in citations if c.get("agreement")}
    spoken = agreements_behind(text, agreed, {row["key"]: row["citation"] for row in rows})
    return {row["key"]: read_quotation(row, spoken.get(row["key"])) for row in rows}


def agreements_behind(
    text: str, agreed: dict[str, int], cited: dict[str, str | None]
) -> dict[str, int]:
    """By the key of each quotation in `text` that rests on an agreement: which.

    `agreed` has the agreements of citations, for readers or not, and `cited` the citation that is
    known of each quotation. It rests on that and on those marked in it: a document beside them
    does not give a name away.
    """
    if not agreed:
        return {}
    resting = list(cited.items())
    for passage in body.passages(text):
        resting += [(passage.quotation, citation) for citation in passage.citations]
    return {key: agreed[citation] for key, citation in resting if key and citation in agreed}


def read_quotation(row: dict[str, Any], agreement: int | None) -> PrintedQuotation:
    return PrintedQuotation(
        key=row["key"],
        agreement=agreement,
        speaker=None if agreement else row["speaker"],
        said_on=row["said_on"],
        said_to=row["said_to"],
        place=row["place"],
        citation=row["citation"],
    )


def read_photo(row: dict[str, Any], photo_words: dict[str, list[str]]) -> PrintedPhoto:
    caption, alt_text = photo_words.get(str(row["photo"]), ("", ""))
    return PrintedPhoto(
        key=row["key"],
        photo=row["photo"],
        role=row["role"],
        caption=row["caption"] or caption,
        alt_text=row["alt_text"] or alt_text,
    )
