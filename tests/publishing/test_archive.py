"""The goods entrance leaves the very rows that the door leaves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.people.models import Contributor
from articles.publishing import archive, desk
from articles.publishing.archive import Printed
from articles.publishing.refusals import NotAllowed
from articles.sources.models import Document, Source
from articles.stories.copy import (
    BylineCopy,
    CitationCopy,
    Copy,
    QuotationCopy,
)
from articles.tags.models import Section, Tag

pytestmark = pytest.mark.django_db

# Keys and times are the database's own; everything else must agree.
OWN = {"id", "at", "filed_at", "changed_at", "visible_from"}
TABLES = [
    "Story",
    "StoryTag",
    "Byline",
    "Citation",
    "Quotation",
    "Placement",
    "Revision",
    "Edition",
    "EditionTag",
    "EditionContributor",
    "EditionDocument",
    "EditionSource",
    "EditionPhoto",
    "Move",
]


@pytest.fixture
def publisher():
    user = User.objects.create_user("petra", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    return user


@pytest.fixture
def printed() -> list[Printed]:
    section = Section.objects.create(name="City")
    tags = [Tag.objects.create(name=name).pk for name in ("Ports", "Élections", "北京")]
    jane, john = (Contributor.objects.create(name=name).pk for name in ("Jane Doe", "John Roe"))
    agency = Source.objects.create(name="Harbour Wire")
    report = Document.objects.create(title="Soundings", publisher=agency).pk
    memo = Document.objects.create(title="A memo").pk
    dated = datetime(2024, 5, 1, 23, 30, tzinfo=UTC)
    full = Copy(
        headline="  The channel ",
        kicker="Investigation",
        dek="Dug on paper.",
        dateline="KELLMOUTH",
        body=(
            '<p>One.<cite data-key="c001"></cite></p>'
            '<blockquote data-key="q001" data-speaker="Ann Poe" data-role="Pilot">'
            "<p>Deep.</p></blockquote>"
        ),
        section=section.pk,
        bylines=(BylineCopy(john), BylineCopy(jane, "photographs")),
        tags=tuple(tags),
        citations=(
            CitationCopy("c001", document=report, locator="p. 3", accessed_on=date(2024, 4, 30)),
            CitationCopy("c002", source=agency.pk, role="credit_only", credited_as="HW"),
            CitationCopy("c003", document=memo, visibility="staff"),
        ),
        quotations=(QuotationCopy("q001", citation="c001", said_on=date(2024, 4, 1)),),
    )
    bare = Copy(headline="The channel", section=section.pk, body="<p>Again.</p>")
    return [Printed(full, dated), Printed(bare, dated), Printed(bare, dated + timedelta(days=3))]


def rows(table: str, *, first: bool) -> list[dict]:
    """The rows of one half, each story's key replaced by its place in that half."""
    model = apps.get_model("articles", table)
    found = []
    for row in model._base_manager.order_by("pk").values():
        found.append(
            {
                name: value
                for name, value in row.items()
                if name not in OWN
                and not name.endswith(("story_id", "edition_id", "revision_id"))
                and name not in ("content_object_id", "citation_id")
            }
        )
    half = len(found) // 2
    return found[:half] if first else found[half:]


def test_an_archive_brought_in_leaves_the_rows_that_filing_and_publishing_leave(publisher, printed):
    for one in printed:
        story = desk.file(by=publisher, copy=one.copy)
        desk.publish(story=story, by=publisher, dated=one.dated)
    # The second half bears other days, so that its addresses are as free as the first half's were.
    later = [Printed(one.copy, one.dated + timedelta(days=100)) for one in printed]

    assert archive.bring_in(later, by=publisher) == 3

    for table in TABLES:
        through_door, brought_in = rows(table, first=True), rows(table, first=False)
        for row in brought_in:
            if "published_at" in row:
                row["published_at"] -= timedelta(days=100)
            if "published_on" in row:
                row["published_on"] = timezone.localdate(row["published_at"])
        assert brought_in == through_door, table


def test_two_stories_of_one_day_with_one_slug_get_addresses_of_their_own(publisher, printed):
    archive.bring_in(printed, by=publisher)
    archive.bring_in(printed[1:2], by=publisher)

    editions = apps.get_model("articles", "Edition").everything.order_by("pk")
    assert [edition.slug for edition in editions] == [
        "the-channel",
        "the-channel-2",
        "the-channel",
        "the-channel-3",
    ]


def test_who_may_not_publish_may_not_bring_in_an_archive(printed):
    with pytest.raises(NotAllowed):
        archive.bring_in(printed, by=User.objects.create_user("wanda"))
