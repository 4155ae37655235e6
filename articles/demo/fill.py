"""Fill an empty site with the demo newspaper, through the same doors that its staff use."""

from dataclasses import asdict
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from ..people.models import Contributor
from ..photos import intake
from ..photos.credits import PhotoCredit
from ..publishing import desk, front, workflow
from ..sources import agreements, identities, sealing
from ..sources.agreements import SourcingAgreement
from ..sources.models import Document, Source
from ..stories.copy import (
    BylineCopy,
    CitationCopy,
    Copy,
    PlacementCopy,
    QuotationCopy,
    of,
    replace,
)
from ..stories.models import Story
from ..tags.models import Section, Tag
from . import content, drawing

PASSWORD = "newsroom-demo"
STAFF = {
    "wanda": ("Wanda Writer", "Writer"),
    "eddie": ("Eddie Editor", "Editor"),
    "phoebe": ("Phoebe Photo", "Photo desk"),
    "ray": ("Ray Researcher", "Researcher"),
    "petra": ("Petra Publisher", "Publisher"),
}


def is_empty() -> bool:
    return not Story.objects.exists()


def is_somebodys() -> bool:
    """Whether the site is for real: then accounts with a known password must not come to be."""
    strangers = User.objects.exclude(username__in=[*STAFF, "admin"])
    own_password = User.objects.filter(username="admin").first()
    is_taken = own_password is not None and not own_password.check_password(PASSWORD)
    return settings.SECURE or strangers.exists() or is_taken


@transaction.atomic
def fill() -> None:
    """File, source, illustrate and bring out every demo story. The site must be empty."""
    staff = hire()
    library = Library(content.load(), staff)
    for story in sorted(library.content.stories, key=lambda story: -(story.hours_ago or 0)):
        bring_to_state(story, library, staff)
    arrange_front(library.content.front, by=staff["petra"])


def hire() -> dict[str, User]:
    """One account for each role, and an administrator."""
    people = {}
    for username, (name, role) in STAFF.items():
        first, last = name.split()
        people[username] = person(username, first_name=first, last_name=last)
        people[username].groups.add(Group.objects.get(name=role))
    people["admin"] = person("admin", first_name="Ada", last_name="Admin", is_superuser=True)
    return people


def person(username: str, **fields) -> User:
    found, created = User.objects.get_or_create(
        username=username, defaults={"is_staff": True, **fields}
    )
    if created:
        found.set_password(PASSWORD)
        found.save()
    return found


class Library:
    """The rows that stories refer to, made once and found by the names the content gives them."""

    def __init__(self, loaded: content.DemoContent, staff: dict[str, User]):
        self.content = loaded
        self.sections = {
            s.name: Section.objects.create(position=position, **asdict(s))
            for position, s in enumerate(loaded.sections)
        }
        self.contributors = {
            c.name: Contributor.objects.create(**asdict(c)) for c in loaded.contributors
        }
        for tag in loaded.tags:
            row = Tag.objects.create(name=tag.name, description=tag.description)
            add_aliases(row, tag.aliases)
        self.sources = {s.short_name: add_source(s) for s in loaded.sources}
        self.documents = {d.key: self.add_document(d) for d in loaded.documents}
        self.agreements = {a.key: agree(a, staff) for a in loaded.agreements}
        self.credits = {c.key: add_credit(c) for c in loaded.photo_credits}
        self.photos = {}

    def add_document(self, document: content.Document) -> Document:
        return Document.objects.create(
            kind=document.kind,
            title=document.title,
            authors=", ".join(document.authors),
            publisher=self.sources.get(document.publisher),
            published_on=document.date_on(timezone.localdate()),
            published_precision=document.published_precision,
            url=document.url,
        )

    def photo(self, wanted: content.Photo):
        """The drawing of that name in the photo library, drawn the first time it is asked for."""
        if wanted.drawing not in self.photos:
            file = BytesIO()
            drawing.draw(wanted.drawing, size=(1280, 853)).save(file, "JPEG", quality=90)
            self.photos[wanted.drawing] = intake.take_in(
                file,
                name=f"{wanted.drawing}.jpg",
                caption=wanted.caption,
                alt_text=wanted.alt_text,
                credit=self.credits[wanted.credit],
            )
        return self.photos[wanted.drawing]

    def copy(self, story: content.Story) -> Copy:
        """The story as the door takes it."""
        return Copy(
            headline=story.headline,
            kicker=story.kicker,
            dek=story.dek,
            slug=story.slug,
            dateline=story.dateline,
            body=story.body,
            section=self.sections[story.section].pk,
            tags=tuple(Tag.objects.called(name).pk for name in story.tags),
            bylines=tuple(
                BylineCopy(self.contributors[b.contributor].pk, b.role) for b in story.bylines
            ),
            citations=tuple(self.citation(c) for c in story.citations),
            quotations=tuple(
                QuotationCopy(q.key, citation=q.citation or None, said_to=q.said_to, place=q.place)
                for q in story.quotations
            ),
            placements=tuple(
                PlacementCopy(p.key, self.photo(p).pk, p.role, p.caption, p.alt_text)
                for p in story.photos
            ),
        )

    def citation(self, citation: content.Citation) -> CitationCopy:
        return CitationCopy(
            key=citation.key,
            document=self.documents[citation.document].pk if citation.document else None,
            source=self.sources[citation.source].pk if citation.source else None,
            agreement=self.agreements[citation.agreement].pk if citation.agreement else None,
            role=citation.role,
            locator=citation.locator,
            excerpt=citation.excerpt,
            claim=citation.claim,
            accessed_on=timezone.localdate() if citation.document else None,
        )


def add_source(source: content.Source) -> Source:
    row = Source.objects.create(
        name=source.name,
        kind=source.kind,
        short_name=source.short_name if source.short_name != source.name else "",
        credit_label=source.credit_label,
        homepage=source.homepage,
    )
    add_aliases(row, (source.short_name, *source.aliases))
    for domain in source.domains:
        row.domains.create(domain=domain)
    return row


def add_aliases(row, names) -> None:
    for name in names:
        if not type(row).objects.called(name):
            row.aliases.create(name=name)


def agree(wanted: content.Agreement, staff: dict[str, User]) -> SourcingAgreement:
    """What the writer agreed with somebody and the editor approved; who it is, if keys are set."""
    writer, editor, today = staff["wanda"], staff["eddie"], timezone.localdate()
    row = SourcingAgreement(
        terms=wanted.terms,
        wording=wanted.wording,
        reason=wanted.reason,
        information_only=True,
        agreed_on=today - timedelta(days=wanted.agreed_days_ago),
        review_on=today + timedelta(days=wanted.review_in_days),
    )
    agreements.make(row, by=writer)
    agreements.approve(row, by=editor)
    if sealing.is_ready():
        person = identities.Person(**asdict(wanted.person))
        identities.keep(row, person, by=writer, why="Kept when we first spoke.", known_to=[editor])
    return row


def add_credit(credit: content.PhotoCredit) -> PhotoCredit:
    fields = asdict(credit) | {"creators": "\n".join(credit.creators)}
    del fields["key"]
    return PhotoCredit.objects.create(**fields)


def bring_to_state(story: content.Story, library: Library, staff: dict[str, User]) -> None:
    """File `story` as a writer does and take it, by the moves that lead there, to its state."""
    writer, editor, publisher = staff["wanda"], staff["eddie"], staff["petra"]
    now = timezone.now()
    ahead = now + timedelta(hours=story.hours_ahead or 0)
    copy = library.copy(story)
    if story.correction:
        before, after = story.correction.text_before, story.correction.text_after
        copy = replace(copy, body=copy.body.replace(after, before))
    if story.state == "embargoed":
        copy = replace(copy, embargo_until=ahead)

    row = desk.file(by=writer, copy=copy)
    if story.state == "draft":
        return
    if story.state == "spiked":
        desk.spike(story=row, by=editor, note=story.note)
        return
    row = desk.submit(story=row, by=writer)
    if story.state == "submitted":
        return
    row = desk.approve(story=row, by=editor)
    if story.state == "ready":
        return
    if story.state in ("scheduled", "embargoed"):
        desk.schedule(story=row, by=publisher, at=ahead)
        return
    row = desk.publish(story=row, by=publisher, dated=now - timedelta(hours=story.hours_ago))
    if story.correction:
        row = desk.save(story=row, by=editor, copy=library.copy(story), version=row.version)
        correction = (story.correction.kind, story.correction.text)
        row = desk.update(story=row, by=publisher, correction=correction)
    if story.pending_edit:
        edited = {name: text for name, text in asdict(story.pending_edit).items() if text}
        row = desk.save(story=row, by=editor, copy=replace(of(row), **edited), version=row.version)
    if story.state == "live_with_scheduled_update":
        desk.update(story=row, by=publisher, at=ahead)
    if story.state == "unpublished":
        desk.unpublish(story=row, by=publisher, note=story.note)


def arrange_front(wanted: content.Front, *, by: User) -> None:
    by_slug = {story.slug: story for story in Story.objects.all()}
    front.arrange(
        by=by, lead=by_slug[wanted.lead], secondary=[by_slug[slug] for slug in wanted.secondary]
    )


def accounts() -> list[tuple[str, str]]:
    """(username, role) of those hired here whose password is the demo's, by their power."""
    roles = list(workflow.ROLES)
    staffed = sorted(STAFF.items(), key=lambda item: roles.index(item[1][1]))
    hired = [(username, role) for username, (_, role) in staffed] + [("admin", "Administrator")]
    users = {user.username: user for user in User.objects.filter(username__in=dict(hired))}
    return [(u, role) for u, role in hired if u in users and users[u].check_password(PASSWORD)]
