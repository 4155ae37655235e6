"""A newsroom to test with: people, a library, and stories in every state, made through the door.

Whatever has a name is found again by it (`a_tag("Harbour")` twice is one tag), so that a test
names only what it is about.
"""

import hashlib
import itertools
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from articles.names import free_slug
from articles.people.models import Contributor
from articles.photos import files, renditions
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo, Rendition
from articles.photos.renditions import Embedded
from articles.publishing import desk
from articles.publishing.editions import INDEX_TABLES
from articles.publishing.models import Correction, Edition
from articles.sources import agreements, identities
from articles.sources.agreements import SourcingAgreement
from articles.sources.evidence import Capture
from articles.sources.identities import Person
from articles.sources.links import Link
from articles.sources.models import Document, Source
from articles.stories import copy as copies
from articles.stories.copy import Copy
from articles.stories.models import Story
from articles.tags.models import Section, Tag

ROLES = ("Writer", "Editor", "Photo desk", "Researcher", "Publisher")
STATES = (
    "draft",
    "submitted",
    "ready",
    "scheduled",
    "embargoed",
    "live",
    "live_with_pending_edit",
    "live_with_scheduled_update",
    "unpublished",
    "spiked",
)
# The states in which readers see something of the story.
LIVE_STATES = ("live", "live_with_pending_edit", "live_with_scheduled_update")

count = itertools.count(1)


def a_user(role: str | None = None, *, name: str = "", staff: bool = True, **fields) -> User:
    """A new account in the group `role`; with no role one that may do nothing."""
    first, _, last = (name or f"{role or 'Reader'} {next(count)}").rpartition(" ")
    user = User.objects.create_user(
        username=fields.pop("username", f"user{next(count)}"),
        password=fields.pop("password", None),
        first_name=first,
        last_name=last,
        is_staff=staff,
        **fields,
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def a_section(name: str = "City", **fields) -> Section:
    return Section.objects.called(name) or Section.objects.create(name=name, **fields)


def a_tag(name: str = "Harbour", **fields) -> Tag:
    return Tag.objects.called(name) or Tag.objects.create(name=name, **fields)


def a_contributor(name: str = "Jane Doe", **fields) -> Contributor:
    return Contributor.objects.called(name) or Contributor.objects.create(name=name, **fields)


def a_source(name: str = "Harbour Board", **fields) -> Source:
    return Source.objects.called(name) or Source.objects.create(name=name, **fields)


def a_document(title: str = "Inspection report", **fields) -> Document:
    fields.setdefault("publisher", a_source())
    return Document.objects.create(title=title, **fields)


def a_link(document: Document | None = None, **fields) -> Link:
    """How the address of a document that readers saw cited stands; nothing is due."""
    document = document or a_document(url=f"https://paper.example/{next(count)}")
    fields.setdefault("watched_since", timezone.now())
    return Link.objects.create(document=document, address=document.url, **fields)


def a_capture(document: Document | None = None, **fields) -> Capture:
    """A web page as it was fetched. Its file is not in the storage."""
    document = document or a_document(url=f"https://paper.example/{next(count)}")
    content = f"page {next(count)}".encode()
    fields = {
        "kind": "page",
        "file": f"ab/{next(count)}.warc.gz",
        "file_sha256": "f" * 64,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "content_type": "text/html",
        "at": timezone.now(),
        "tool": "test",
        "requested_address": document.url,
        "final_address": document.url,
        "status": 200,
    } | fields
    return Capture.objects.create(document=document, **fields)


def an_agreement(wording: str = "a senior official", *, approved=True, by=None, **fields):
    """How somebody not to be named may be quoted, approved unless it is said otherwise."""
    fields = {
        "reason": "they are not allowed to speak to the press",
        "information_only": True,
    } | fields
    agreement = SourcingAgreement(wording=wording, **fields)
    agreements.make(agreement, by=by or a_user("Writer"))
    if approved and agreement.is_for_print:
        agreements.approve(agreement, by=a_user("Editor"))
    return SourcingAgreement.objects.get(pk=agreement.pk)


@override_settings(CONFIDENTIAL_KEYS=["A" * 43 + "="])
def an_identity(agreement: SourcingAgreement, name: str, reach: str = "", note: str = "", **said):
    """Who that is, sealed with a key of no worth."""
    by = said.pop("by", agreement.agreed_by)
    said.setdefault("why", "So that an editor can reach them.")
    identities.keep(agreement, Person(name, reach, note), by=by, **said)
    return agreement.identity


def a_credit(kind: str = "staff", creators: str = "Jane Doe", **fields) -> PhotoCredit:
    return PhotoCredit.objects.create(kind=kind, creators=creators, **fields)


def a_photo(*, credit: PhotoCredit | str | None = "new", size=(400, 300), **fields) -> Photo:
    """A real picture, its original and its renditions in the storage. `credit=None`: without."""
    credit = a_credit() if credit == "new" else credit
    picture = Image.new("RGB", size, (next(count) % 256, next(count) // 256 % 256, 90))
    picture.putpixel((0, 0), (next(count) % 256, next(count) // 256 % 256, 1))
    file = BytesIO()
    picture.save(file, "PNG")
    data = file.getvalue()
    # A plain surface: it looks like no other.
    fields = {"caption": "The harbour wall.", "alt_text": "A wall in the sea.", "looks": 0} | fields
    photo = Photo(
        credit=credit,
        sha256=hashlib.sha256(data).hexdigest(),
        format="PNG",
        width=size[0],
        height=size[1],
        **fields,
    )
    photo.original.save("original.png", ContentFile(data), save=False)
    photo.made = files.version(photo)
    photo.save()
    Rendition.objects.bulk_create(renditions_of(photo))
    return photo


def renditions_of(photo: Photo):
    """The files `photo` ought to have, written and not yet saved; of one colour, made once."""
    cuts = files.cuts_of(photo)
    made = plain_files(photo.width, photo.height, tuple(cuts), files.carried_by(photo))
    for name, (preset, format) in files.wanted(photo).items():
        row = Rendition(photo=photo, name=name, preset=preset, format=format)
        row.width, row.height = cuts[preset].size
        row.file.save(name, ContentFile(made[preset, format]), save=False)
        yield row


@lru_cache
def plain_files(width: int, height: int, presets: tuple[str, ...], embedded: Embedded) -> dict:
    picture = Image.new("RGB", (width, height), (120, 130, 90))
    cuts = renditions.cuts((width, height), crop=renditions.SOCIAL in presets)
    made = renditions.render_all(picture, cuts, embedded)
    return {(preset, format): file for preset, format, file in made}


def a_copy(**fields) -> Copy:
    """A copy that nothing keeps from print, but for what `fields` says of it."""
    if "section" not in fields:
        fields["section"] = a_section().pk
    return Copy(
        **{
            "headline": "Harbour wall gives way",
            "body": "<p>The harbour wall gave way at noon on Tuesday.</p>",
        }
        | fields
    )


def a_story(by: User | None = None, **fields) -> Story:
    """A draft, filed by `by` (a new writer)."""
    return desk.file(by=by or a_user("Writer"), copy=a_copy(**fields))


def a_ready_story(by: User | None = None, **fields) -> Story:
    """A story an editor has approved."""
    return desk.approve(story=a_story(by, **fields), by=a_user("Editor"))


def a_published_story(by: User | None = None, *, hours_ago: float = 1, **fields) -> Story:
    """A story that came out `hours_ago`."""
    story = desk.publish(story=a_ready_story(by, **fields), by=a_user("Publisher"))
    return time_passes(story, hours=hours_ago)


def saved(story: Story, *, by: User | None = None, **fields) -> Story:
    """`story` after somebody who may has changed `fields` of its copy."""
    copy = copies.replace(copies.of(story), **fields)
    return desk.save(story=story, by=by or a_user("Editor"), copy=copy, version=story.version)


def a_story_in(state: str, by: User | None = None, *, pending: dict | None = None, **fields):
    """A story in one of STATES. `pending`: the fields that its edit or update to come changes."""
    pending = pending or {"headline": "The wall, a day later"}
    publisher = a_user("Publisher")
    match state:
        case "draft":
            return a_story(by, **fields)
        case "submitted":
            story = a_story(by, **fields)
            return desk.submit(story=story, by=story.filed_by)
        case "ready":
            return a_ready_story(by, **fields)
        case "scheduled":
            return desk.schedule(story=a_ready_story(by, **fields), by=publisher, at=tomorrow())
        case "embargoed":
            lifts = tomorrow()
            story = a_ready_story(by, embargo_until=lifts, **fields)
            return desk.schedule(story=story, by=publisher, at=lifts)
        case "live":
            return a_published_story(by, **fields)
        case "live_with_pending_edit":
            return saved(a_published_story(by, **fields), **pending)
        case "live_with_scheduled_update":
            story = saved(a_published_story(by, **fields), **pending)
            return desk.update(story=story, by=publisher, at=tomorrow())
        case "unpublished":
            story = a_published_story(by, **fields)
            return desk.unpublish(story=story, by=publisher, note="A court order.")
        case "spiked":
            return desk.spike(story=a_story(by, **fields), by=publisher, note="Overtaken.")
    raise ValueError(f"no such state: {state}")


def tomorrow():
    """This time tomorrow, to the second."""
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)


def slug_on(day: date, edition: Edition) -> str:
    """Its slug, made free there: an hour before midnight another story may have it."""
    others = Edition.everything.filter(published_on=day).exclude(story=edition.story_id)
    return free_slug(edition.slug, lambda slug: others.filter(slug=slug).exists())


def time_passes(story: Story, *, hours: float) -> Story:
    """Let `hours` go by for one story: all its times move back, and nobody touches the clock."""
    gone = timedelta(hours=hours)
    for edition in Edition.everything.filter(story=story):
        published_at = edition.published_at - gone
        day = timezone.localdate(published_at)
        Edition.everything.filter(pk=edition.pk).update(
            slug=slug_on(day, edition),
            visible_from=edition.visible_from - gone,
            visible_until=edition.visible_until and edition.visible_until - gone,
            published_at=published_at,
            published_on=day,
        )
        for table in INDEX_TABLES:
            table.objects.filter(edition=edition).update(published_at=published_at)
    for correction in Correction.objects.filter(story=story):
        Correction.objects.filter(pk=correction.pk).update(at=correction.at - gone)
    if story.embargo_until:
        Story.objects.filter(pk=story.pk).update(embargo_until=story.embargo_until - gone)
    return Story.objects.get(pk=story.pk)
