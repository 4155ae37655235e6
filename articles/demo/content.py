"""The stories and the library of the demo newspaper, read from the TOML files beside this module.

The files are data about an invented city, written to be filed through the door like any other copy.
What they refer to is checked here, so that a slip is reported with the name of its file.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..names import fold

FOLDER = Path(__file__).parent


class ContentError(ValueError):
    """A demo file cannot be used. The message starts with the file's name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    name: str
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contributor:
    name: str
    title: str
    bio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """`short_name` is what documents and citations here call it; `aliases` are further names."""

    kind: str
    name: str
    short_name: str
    credit_label: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    homepage: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """`publisher` is a source's short name. It has a date of its own, or one counted in days back
    from the day the demo is made (negative: ahead)."""

    key: str
    kind: str
    title: str
    publisher: str
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    published_days_ago: int | None = None
    published_precision: str = "day"
    url: str = ""

    def date_on(self, today: date) -> date | None:
        """When it was published, as seen on `today`."""
        if self.published_days_ago is None:
            return self.published_on
        return today - timedelta(days=self.published_days_ago)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who is not to be named, and how they can be reached."""

    name: str
    reach: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """What was agreed with a person, counted in days from the day the demo is made."""

    key: str
    terms: str
    wording: str
    reason: str
    agreed_days_ago: int
    review_in_days: int
    person: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoCredit:
    """`key` is what photos here call it; the rest are the fields of the table of that name."""

    key: str
    kind: str
    creators: tuple[str, ...] = ()
    supplier: str = ""
    via: str = ""
    holder: str = ""
    license_name: str = ""
    license_url: str = ""
    work_url: str = ""
    acquire_url: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Front:
    """The slugs of the stories an editor has given a place on the front page."""

    lead: str
    secondary: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Byline:
    contributor: str
    role: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """One of `document` (a key), `source` (a short name) and `agreement` (a key) is given."""

    key: str
    role: str
    document: str = ""
    source: str = ""
    agreement: str = ""
    locator: str = ""
    excerpt: str = ""
    claim: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """What a block quotation's mark does not say. `citation` is the key of one of the story's."""

    key: str
    citation: str = ""
    said_to: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """One drawing placed in one story. The same drawing carries the same credit everywhere."""

    key: str
    role: str
    drawing: str
    caption: str
    alt_text: str
    credit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """`text_after` stands once in the body; the edition that was wrong had `text_before` there."""

    kind: str
    text: str
    text_before: str
    text_after: str
    hours_ago: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PendingEdit:
    """What the desk copy says that readers do not see yet. Left empty: as published."""

    headline: str = ""
    dek: str = ""
    body: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One story and the state it is to be left in. Hours count from when the demo is made.

    `hours_ago` is when it was published, `hours_ahead` when it (or its update) will be; `note` is
    the reason given for taking it down or spiking it. Tags may be named by their aliases.
    """

    headline: str
    slug: str
    section: str
    tags: tuple[str, ...]
    state: str
    bylines: tuple[Byline, ...]
    body: str
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    hours_ago: int | None = None
    hours_ahead: int | None = None
    note: str = ""
    citations: tuple[Citation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    photos: tuple[Photo, ...] = ()
    correction: Correction | None = None
    pending_edit: PendingEdit | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoContent:
    """Everything the demo site is filled with; stories in the order of their slugs."""

    paper: str
    front: Front
    sections: tuple[Section, ...]
    tags: tuple[Tag, ...]
    contributors: tuple[Contributor, ...]
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    agreements: tuple[Agreement, ...]
    photo_credits: tuple[PhotoCredit, ...]
    stories: tuple[Story, ...]


# What a story must say about itself to be brought into its state.
STATES = {
    "draft": (),
    "submitted": (),
    "ready": (),
    "scheduled": ("hours_ahead",),
    "embargoed": ("hours_ahead",),
    "live": ("hours_ago",),
    "live_with_pending_edit": ("hours_ago", "pending_edit"),
    "live_with_scheduled_update": ("hours_ago", "hours_ahead", "pending_edit"),
    "unpublished": ("hours_ago", "note"),
    "spiked": ("note",),
}

# The tables inside a file, and what each becomes.
PARTS = {
    "front": Front,
    "sections": Section,
    "tags": Tag,
    "contributors": Contributor,
    "sources": Source,
    "documents": Document,
    "agreements": Agreement,
    "person": Person,
    "photo_credits": PhotoCredit,
    "bylines": Byline,
    "citations": Citation,
    "quotations": Quotation,
    "photos": Photo,
    "correction": Correction,
    "pending_edit": PendingEdit,
}


def load(folder: Path = FOLDER) -> DemoContent:
    """Read `library.toml` and `stories/*.toml` in `folder`. Raises ContentError."""
    files = sorted((folder / "stories").glob("*.toml"))
    stories = tuple(_made(Story, _table(file), file) for file in files)
    library = folder / "library.toml"
    content = _made(DemoContent, {**_table(library), "stories": stories}, library)
    for file, story in zip(files, stories, strict=True):
        for fault in _faults(story, content):
            raise ContentError(f"{file.name}: {fault}")
    for fault in _library_faults(content):
        raise ContentError(f"{library.name}: {fault}")
    return content


def _table(file: Path) -> dict:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{file.name}: {error}") from error


def _made(kind, table: dict, file: Path):
    """`table` as a `kind`. A field that is missing or unknown is named in the error."""
    fields = {name: _value(name, value, file) for name, value in table.items()}
    try:
        return kind(**fields)
    except TypeError as error:
        raise ContentError(f"{file.name}: {error}") from error


def _value(name: str, value, file: Path):
    if isinstance(value, dict):
        return _made(PARTS.get(name, dict), value, file)
    if isinstance(value, list):
        return tuple(
            _made(PARTS.get(name, dict), item, file) if isinstance(item, dict) else item
            for item in value
        )
    return value


def _faults(story: Story, content: DemoContent) -> Iterable[str]:
    """What is wrong with a story: its state, and names that the library does not have."""
    if story.state not in STATES:
        yield f"no state “{story.state}”"
        return
    for field in STATES[story.state]:
        if getattr(story, field) in (None, ""):
            yield f"a story that is {story.state} needs {field}"
    tags = {fold(name) for tag in content.tags for name in (tag.name, *tag.aliases)}
    yield from _unknown("section", [story.section], {s.name for s in content.sections})
    yield from _unknown("tag", map(fold, story.tags), tags)
    yield from _unknown(
        "contributor",
        (b.contributor for b in story.bylines),
        {c.name for c in content.contributors},
    )
    for citation in story.citations:
        if sum(map(bool, (citation.document, citation.source, citation.agreement))) != 1:
            yield f"citation “{citation.key}” needs one document, source or agreement"
    yield from _unknown(
        "document", (c.document for c in story.citations), {d.key for d in content.documents}
    )
    yield from _unknown(
        "source", (c.source for c in story.citations), {s.short_name for s in content.sources}
    )
    yield from _unknown(
        "agreement", (c.agreement for c in story.citations), {a.key for a in content.agreements}
    )
    yield from _unknown(
        "credit", (p.credit for p in story.photos), {c.key for c in content.photo_credits}
    )


def _library_faults(content: DemoContent) -> Iterable[str]:
    sources = {source.short_name for source in content.sources}
    yield from _unknown("publisher", (d.publisher for d in content.documents), sources)
    slugs = {story.slug for story in content.stories}
    yield from _unknown("story", (content.front.lead, *content.front.secondary), slugs)


def _unknown(what: str, names: Iterable[str], known: set[str]) -> Iterable[str]:
    return (f"no {what} “{name}”" for name in names if name and name not in known)
