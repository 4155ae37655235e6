"""A story with a canary in every place where something can be written, and a library of its own.

A canary is a word that stands nowhere else. It is named after its place and its version of the
story, so that a leak says at once what leaked: `zqcaptionhiddenqz`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles import named
from articles.people.models import Contributor
from articles.photos.credits import PhotoCredit
from articles.photos.files import wanted
from articles.photos.models import Photo
from articles.publishing.models import Move, Revision
from articles.sources import capture
from articles.sources.agreements import SourcingAgreement
from articles.sources.models import Document, Source
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy, QuotationCopy
from articles.stories.models import Story
from articles.tags.models import Section, Tag

from . import newsroom
from .matrix import Trail

CARDS = {"front", "section", "tag", "contributor"}
FEEDS = {"feed", "section feed", "tag feed", "source feed", "contributor feed"}
WHOLE = FEEDS | {"story"}  # where the story stands with all that it says
LINKS = CARDS | FEEDS | {"source", "document", "credit", "month", "day", "corrections"}

# Where readers must meet what is written in a place, once it is out. (They may meet it elsewhere.)
SHOWN = {
    "headline": LINKS | {"story", "history", "news sitemap"},
    "kicker": CARDS | {"story"},
    "dek": CARDS | WHOLE,
    "slug": LINKS | {"story", "history", "sitemap of a month", "news sitemap"},
    "dateline": WHOLE,
    "body": WHOLE | {"source", "document"},
    "speaker": WHOLE,
    "speakerrole": WHOLE | {"source"},
    "saidto": WHOLE | {"source"},
    "saidat": WHOLE | {"source"},
    "tag": WHOLE | {"tags", "tag", "sitemap of tags"},
    "tagdescription": {"tag"},
    "winner": WHOLE | {"tags", "tag", "sitemap of tags"},
    "writer": WHOLE | {"contributor", "sitemap of people"},
    "writertitle": {"contributor"},
    "writerbio": {"contributor"},
    "bylinerole": {"story"},
    "document": WHOLE | {"cited", "copy", "document", "source"},
    "documentauthors": WHOLE | {"cited", "copy", "document"},
    "documenturl": WHOLE | {"cited", "document"},
    "documentnote": {"cited", "document"},
    "documentcopy": {"copy"},
    "locator": {"source", "document", "story"},
    "excerpt": {"copy", "source", "document", "story"},
    "claim": {"source", "document"},
    "publisher": WHOLE | {"cited", "copy", "source", "sources", "document", "sitemap of sources"},
    "publisherdescription": {"source"},
    "publisherhome": {"source"},
    "bare": WHOLE | {"source", "sources"},
    "creditedas": WHOLE,
    "said": {"source", "sources"},
    "caption": WHOLE,
    "alt": WHOLE,
    "photocaption": WHOLE | {"file", "sitemap of a month"},
    "photoalt": WHOLE,
    "creator": WHOLE | {"credit", "file", "front", "sitemap of a month"},
    "terms": {"credit"},
    "agreedwording": WHOLE,
    "agreedreason": WHOLE,
    "agreedlocator": {"story"},
    "correction": WHOLE | {"source", "document", "history", "corrections", "corrections feed"},
}
# What readers never meet, whatever becomes of the story.
NEVER = {
    "account",
    "username",
    "editornote",
    "movenote",
    "revisionnote",
    "copycredit",
    "identityname",
    "identityreach",
    "identitynote",
    "identitywhy",
    "agreedclaim",
    "staffwording",
    "staffreason",
    "sourceinternal",
    "documentinternal",
    "documentwithheld",
    "documentbrought",
    "documentbroughtnote",
    "documentbroughtname",
    "staffdocument",
    "staffdocumenturl",
    "staffdocumentcopy",
    "staffpublisher",
    "stafflocator",
    "staffexcerpt",
    "staffclaim",
    "staffcreditedas",
}
VERSIONS = ("neighbour", "live", "former", "hidden", "absent")
CANARY = re.compile(f"zq([a-z]+?)({'|'.join(VERSIONS)})qz".encode())


def found_in(text: bytes) -> set[tuple[str, str]]:
    """The (place, version) of every canary in `text`, in whatever case it has come."""
    return {(place.decode(), version.decode()) for place, version in CANARY.findall(text.lower())}


@dataclass(frozen=True)
class Flock:
    """The canaries of one version of a story, and the library rows that only it refers to."""

    version: str
    tags: tuple[Tag, ...]
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    contributors: tuple[Contributor, ...]
    photos: tuple[Photo, ...]
    credits: tuple[PhotoCredit, ...]
    agreements: tuple[SourcingAgreement, ...]

    def __call__(self, place: str) -> str:
        return canary(place, self.version)

    @property
    def slug(self) -> str:
        return self("slug")

    def trail(self, section: Section, days: Iterable[date], *slugs: str) -> Trail:
        """Everything that leads to this version, and what may: aliases, merged and staff-only."""
        files = [
            name
            for photo in self.photos
            for name, which in wanted(photo).items()
            if which in {("320", "AVIF"), ("social", "JPEG")}
        ]
        return Trail(
            section=section.slug,
            days=tuple(days),
            slugs=(self.slug, *slugs),
            tags=tuple(addresses_of(self.tags)),
            sources=tuple(addresses_of(self.sources)),
            documents=tuple(document.pk for document in self.documents),
            credits=tuple(credit.slug for credit in self.credits),
            contributors=tuple(addresses_of(self.contributors)),
            files=tuple(files),
        )


def canary(place: str, version: str) -> str:
    return f"zq{place}{version}qz"


def addresses_of(rows: Iterable[named.Named]) -> list[str]:
    """The slugs of named rows, and those of their aliases."""
    return [
        slug for row in rows for slug in (row.slug, *row.aliases.values_list("slug", flat=True))
    ]


def a_flock(version: str) -> Flock:
    """A library for one version: each row with canaries in all it says."""

    def word(place: str) -> str:
        return canary(place, version)

    def at(place: str) -> str:
        return f"https://{word(place)}.example/{word(place)}"

    def source(place: str) -> Source:
        return newsroom.a_source(
            word(place),
            short_name=word(f"{place}short"),
            homepage=at(f"{place}home"),
            description=word(f"{place}description"),
            internal_note=word("sourceinternal"),
        )

    def document(place: str, publisher: Source) -> Document:
        made = newsroom.a_document(
            word(place),
            authors=word(f"{place}authors"),
            publisher=publisher,
            url=at(f"{place}url"),
            note=word(f"{place}note"),
            internal_note=word("documentinternal"),
        )
        keep(made, place, word)
        return made

    def credit(place: str) -> PhotoCredit:
        return newsroom.a_credit(
            "agency",
            word(place),
            supplier=word(f"{place}agency"),
            via=word(f"{place}via"),
            copyright_notice=word(f"{place}copyright"),
            usage_terms=word("terms"),
            license_url=at(f"{place}licence"),
        )

    def contributor(place: str) -> Contributor:
        about = {"title": word(f"{place}title"), "bio": word(f"{place}bio")}
        return newsroom.a_contributor(word(place), **about)

    publisher, bare, said, staff = map(source, ("publisher", "bare", "said", "staffpublisher"))
    writer, photographer = contributor("writer"), contributor("photographer")
    publisher.aliases.create(name=word("publisheralias"))
    writer.aliases.create(name=word("writeralias"))
    used, unused = credit("creator"), credit("copycredit")

    def photo(place: str) -> Photo:
        return newsroom.a_photo(
            credit=used,
            caption=word(f"{place}caption"),
            alt_text=word(f"{place}alt"),
            public_id=word(f"{place}file"),
            size=(320, 200),
        )

    def agreement(place: str) -> SourcingAgreement:
        made = newsroom.an_agreement(word(f"{place}wording"), reason=word(f"{place}reason"))
        person = [word(f"identity{what}") for what in ("name", "reach", "note")]
        newsroom.an_identity(made, *person, why=word("identitywhy"))
        return made

    return Flock(
        version,
        tags=some_tags(word),
        sources=(publisher, bare, said, staff),
        documents=(document("document", publisher), document("staffdocument", staff)),
        contributors=(writer, photographer),
        photos=(photo("lead"), photo("photo")),
        credits=(used, unused),
        agreements=(agreement("agreed"), agreement("staff")),
    )


def keep(document: Document, place: str, word) -> None:
    """What was captured of a page that is gone: for readers, withheld from them, and by hand."""
    somebody = newsroom.a_user("Editor")
    newsroom.a_link(document, verdict="dead")
    newsroom.a_capture(document, text=word(f"{place}copy"))
    withheld = newsroom.a_capture(document, text=word("documentwithheld"))
    capture.withhold(withheld, "owner", by=somebody)
    newsroom.a_capture(
        document,
        kind="email",
        status=None,
        final_address="",
        by=somebody,
        text=word("documentbrought"),
        note=word("documentbroughtnote"),
        name=word("documentbroughtname"),
    )


def some_tags(word) -> tuple[Tag, Tag, Tag]:
    """A tag with an alias, one that is to be merged, and the one it will be merged into."""
    tag = newsroom.a_tag(word("tag"), description=word("tagdescription"))
    tag.aliases.create(name=word("tagalias"))
    return tag, newsroom.a_tag(word("loser")), newsroom.a_tag(word("winner"))


def fields_of(flock: Flock) -> dict:
    """The fields of a copy that carries the whole flock."""
    version = flock.version
    tag, loser, _winner = flock.tags
    publisher, bare, said, _staff = flock.sources
    document, staff_document = flock.documents
    writer, photographer = flock.contributors
    lead, inline = flock.photos
    agreed, staff_agreed = flock.agreements
    del publisher  # cited through its document alone
    return {
        "headline": flock("headline"),
        "kicker": flock("kicker"),
        "dek": flock("dek"),
        "slug": flock.slug,
        "dateline": flock("dateline"),
        "editor_note": flock("editornote"),
        "copy_credit": flock.credits[1].pk,
        "tags": (tag.pk, loser.pk),
        "bylines": (BylineCopy(writer.pk), BylineCopy(photographer.pk, flock("bylinerole"))),
        "citations": (
            CitationCopy(
                f"cite-{version}",
                document=document.pk,
                locator=flock("locator"),
                excerpt=flock("excerpt"),
                claim=flock("claim"),
            ),
            CitationCopy(
                f"agreed-{version}",
                agreement=agreed.pk,
                locator=flock("agreedlocator"),
                claim=flock("agreedclaim"),
            ),
            CitationCopy(f"staffagreed-{version}", agreement=staff_agreed.pk, visibility="staff"),
            CitationCopy(f"bare-{version}", source=bare.pk, credited_as=flock("creditedas")),
            CitationCopy(
                f"staff-{version}",
                document=staff_document.pk,
                locator=flock("stafflocator"),
                excerpt=flock("staffexcerpt"),
                claim=flock("staffclaim"),
                credited_as=flock("staffcreditedas"),
                visibility="staff",
            ),
        ),
        "quotations": (
            QuotationCopy(
                f"quote-{version}",
                speaker=said.pk,
                said_to=flock("saidto"),
                place=flock("saidat"),
                citation=f"staff-{version}",
            ),
        ),
        "placements": (
            PlacementCopy(
                f"lead-{version}", lead.pk, "lead", caption=flock("caption"), alt_text=flock("alt")
            ),
            PlacementCopy(f"photo-{version}", inline.pk),
        ),
        "body": (
            f'<p>{flock("body")}<cite data-key="cite-{version}"></cite>'
            f'<cite data-key="agreed-{version}"></cite>'
            f'<cite data-key="staffagreed-{version}"></cite>'
            f'<cite data-key="staff-{version}"></cite></p>'
            f'<blockquote data-key="quote-{version}" data-speaker="{flock("speaker")}"'
            f' data-role="{flock("speakerrole")}"><p>{flock("body")}</p></blockquote>'
            f'<figure data-key="photo-{version}"></figure>'
        ),
    }


def an_account(version: str):
    """A writer whose own name and sign-in are canaries."""
    name, username = canary("account", version), canary("username", version)
    return newsroom.a_user("Writer", name=name, username=username)


def settle(story: Story, flock: Flock) -> None:
    """What goes on at the desk afterwards: notes among staff, and one tag merged into another."""
    Move.objects.filter(story=story).update(note=flock("movenote"))
    Revision.objects.filter(story=story).update(note=flock("revisionnote"))
    _tag, loser, winner = flock.tags
    named.merge(loser, into=winner, by=newsroom.a_user("Editor"))
