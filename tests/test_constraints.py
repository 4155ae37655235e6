"""The rules the database itself holds, each with a test that goes round the door to break it."""

import re
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F
from django.utils import timezone

from articles.importing.models import Import
from articles.photos.models import Photo, PhotoCredit, Rendition
from articles.publishing.models import Correction, Edition, FrontSlot, Revision
from articles.sources.models import Document, SourceDomain
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from articles.stories.models import Byline, Citation, Placement, Quotation, Story, StoryTag

from .newsroom import (
    a_contributor,
    a_credit,
    a_document,
    a_photo,
    a_published_story,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
)

pytestmark = pytest.mark.django_db

TABLES = list(apps.get_app_config("articles").get_models())
CONSTRAINTS = {rule.name: (table, rule) for table in TABLES for rule in table._meta.constraints}


@contextmanager
def breaking(rule: str):
    """A block that breaks this rule and no other: a constraint, or a unique `table.column`."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert any(name in str(caught.value) for name in spellings(rule)), caught.value


def spellings(rule: str) -> list[str]:
    """What databases call a rule; SQLite names the columns of a uniqueness instead."""
    if "." in rule:
        table, column = rule.split(".")
        return [f"articles_{rule}", f'"articles_{table}_{column}']
    table, constraint = CONSTRAINTS[rule]
    if connection.vendor != "sqlite" or not isinstance(constraint, models.UniqueConstraint):
        return [rule]
    columns = [table._meta.get_field(name).column for name in constraint.fields]
    return [", ".join(f"{table._meta.db_table}.{column}" for column in columns)]


# stories


def test_a_story_has_a_tag_once():
    story = a_story(tags=(a_tag().pk,))
    with breaking("story_tag_once"):
        StoryTag.objects.create(content_object=story, tag=a_tag())


def test_a_story_is_in_a_status_the_desk_knows():
    with breaking("story_status_known"):
        Story.objects.filter(pk=a_story().pk).update(status="lost")


def test_a_story_has_a_headline():
    with breaking("story_has_a_headline"):
        Story.objects.filter(pk=a_story().pk).update(headline="")


def test_nobody_signs_a_story_twice():
    story = a_story(bylines=(BylineCopy(a_contributor().pk),))
    with breaking("byline_once"):
        Byline.objects.create(story=story, contributor=a_contributor(), role="photographs")


def test_a_citation_has_a_key_of_its_own_in_its_story():
    story = a_story(citations=(CitationCopy("c001", source=a_source().pk),))
    a_story(citations=(CitationCopy("c001", source=a_source().pk),))  # another story may use it
    with breaking("citation_key_once"):
        Citation.objects.create(story=story, key="c001", source=a_source())


@pytest.mark.parametrize("both", [True, False])
def test_a_citation_is_of_a_document_or_of_a_source(both):
    of = {"document": a_document(), "source": a_source()} if both else {}
    with breaking("citation_of_document_or_source"):
        Citation.objects.create(story=a_story(), key="c001", **of)


def test_a_quotation_has_a_key_of_its_own_in_its_story():
    story = a_story(body='<blockquote data-key="q001"><p>Words.</p></blockquote>')
    with breaking("quotation_key_once"):
        Quotation.objects.create(story=story, key="q001", words="Others.")


def test_a_placement_has_a_key_of_its_own_in_its_story():
    photo = a_photo()
    story = a_story(placements=(PlacementCopy("p001", photo.pk),))
    with breaking("placement_key_once"):
        Placement.objects.create(story=story, key="p001", photo=photo)


def test_a_story_has_one_lead_photo():
    photo = a_photo()
    story = a_story(placements=(PlacementCopy("p001", photo.pk, role="lead"),))
    with breaking("placement_one_lead"):
        Placement.objects.create(story=story, key="p002", photo=photo, role="lead")


# revisions and editions


def twin(row, **changed):
    """`row` a second time, as another row."""
    row.pk, row._state.adding = None, True
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def test_a_revision_has_a_number_of_its_own():
    with breaking("revision_number_once"):
        twin(a_story().revisions.get()).save()


def test_an_edition_has_a_number_of_its_own():
    edition = a_story_in("unpublished").editions.model.everything.get()
    with breaking("edition_number_once"):
        twin(edition).save()


def test_a_story_has_one_current_edition():
    edition = a_published_story().editions.get()
    with breaking("edition_one_current"):
        twin(edition, number=2, slug="elsewhere").save()


def test_a_current_edition_stands_alone_at_its_address():
    a_published_story(slug="wall")
    other = a_published_story(slug="bridge").editions.get()
    with breaking("edition_alone_at_its_address"):
        Edition.everything.filter(pk=other.pk).update(slug="wall")


def test_an_edition_ends_no_sooner_than_it_starts():
    edition = a_published_story().editions.get()
    with breaking("edition_ends_after_it_starts"):
        Edition.everything.filter(pk=edition.pk).update(
            visible_until=F("visible_from") - timedelta(seconds=1)
        )


def test_an_edition_is_not_seen_before_the_first():
    edition = a_published_story().editions.get()
    with breaking("edition_not_before_the_first"):
        Edition.everything.filter(pk=edition.pk).update(published_at=timezone.now())


@pytest.mark.parametrize("what", ["tag", "contributor", "document", "source", "photo"])
def test_an_edition_stands_under_a_thing_once(what):
    document, photo = a_document(), a_photo()
    story = a_published_story(
        tags=(a_tag().pk,),
        bylines=(BylineCopy(a_contributor().pk),),
        citations=(CitationCopy("c001", document=document.pk),),
        placements=(PlacementCopy("p001", photo.pk),),
    )
    row = getattr(story.editions.get(), f"edition{what}_rows").get()
    with breaking(f"edition_{what}_once"):
        twin(row).save()


def test_a_correction_says_something():
    edition = a_published_story().editions.get()
    with breaking("correction_says_something"):
        Correction.objects.create(
            story=edition.story, edition=edition, by=edition.by, at=timezone.now(), text=""
        )


def test_the_front_page_has_one_lead():
    FrontSlot.objects.create(story=a_published_story(), place="lead")
    with breaking("front_one_lead"):
        FrontSlot.objects.create(story=a_published_story(), place="lead")


def test_a_story_has_one_place_on_the_front_page():
    slot = FrontSlot.objects.create(story=a_published_story(), place="lead")
    with breaking("frontslot.story_id"):
        FrontSlot.objects.create(story=slot.story, place="secondary")


@pytest.mark.parametrize("column", ["sha256", "story_id"])
def test_the_same_raw_copy_is_one_import_and_one_story(column):
    fields = {"sha256": "a" * 64, "raw": b"copy", "story": a_story(), "by": a_user("Writer")}
    Import.objects.create(**fields)
    other = {"sha256": {"story": a_story()}, "story_id": {"sha256": "b" * 64}}[column]
    with breaking(f"import.{column}"):
        Import.objects.create(**(fields | other))


# the library


def test_a_document_has_a_title():
    with breaking("document_has_a_title"):
        Document.objects.create(title="")


def test_an_address_is_in_the_library_once():
    Document.objects.create(title="One", url="https://example.org/report")
    for _ in range(2):
        Document.objects.create(title="Not online")
    with breaking("document_once_per_address"):
        Document.objects.create(title="Other", url="http://www.example.org/report/?utm_source=x")


def test_a_domain_belongs_to_one_source():
    SourceDomain.objects.create(source=a_source("One"), domain="example.org")
    with breaking("sourcedomain.domain"):
        SourceDomain.objects.create(source=a_source("Other"), domain="https://www.example.org/")


def test_an_account_is_one_contributors():
    user = a_user("Writer")
    a_contributor("Jane Doe", user=user)
    a_contributor("No Account")
    a_contributor("Nor This")
    with breaking("contributor.user_id"):
        a_contributor("John Roe", user=user)


@pytest.mark.parametrize("x", [-0.01, 1.01])
@pytest.mark.parametrize("axis", ["focal_x", "focal_y"])
def test_a_focal_point_lies_inside_its_photo(axis, x):
    with breaking("photo_focal_point_inside"):
        Photo.objects.filter(pk=a_photo().pk).update(**{axis: x})


@pytest.mark.parametrize("side", ["width", "height"])
def test_a_photo_and_its_files_have_a_size(side):
    photo = a_photo()
    with breaking("photo_has_a_size"):
        Photo.objects.filter(pk=photo.pk).update(**{side: 0})
    with breaking("rendition_has_a_size"):
        Rendition.objects.filter(photo=photo).update(**{side: 0})


def test_a_rendition_is_made_once():
    rendition = a_photo().renditions.first()
    with breaking("rendition_once"):
        twin(rendition, name="another.webp").save()
    with breaking("rendition.name"):
        Rendition.objects.exclude(pk=rendition.pk).update(name=rendition.name)


@pytest.mark.parametrize("column", ["sha256", "public_id"])
def test_a_photo_is_in_the_library_once(column):
    one, other = a_photo(), a_photo()
    with breaking(f"photo.{column}"):
        Photo.objects.filter(pk=other.pk).update(**{column: getattr(one, column)})


def test_a_photo_credit_has_an_address_of_its_own():
    one, other = a_credit(), a_credit(creators="John Roe")
    with breaking("photocredit.slug"):
        PhotoCredit.objects.filter(pk=other.pk).update(slug=one.slug)


# what is referred to stays


def test_what_a_story_stands_on_cannot_be_deleted():
    document, photo = a_document(), a_photo()
    story = a_published_story(
        tags=(a_tag().pk,),
        bylines=(BylineCopy(a_contributor().pk),),
        citations=(CitationCopy("c001", document=document.pk),),
        placements=(PlacementCopy("p001", photo.pk),),
    )
    rows = [a_tag(), a_contributor(), document, document.publisher, photo, a_section(), story]
    for row in [*rows, photo.credit, story.filed_by, Revision.objects.get(story=story)]:
        with pytest.raises(models.ProtectedError):
            row.delete()


# Rules with tests of their own beside their subject.
ELSEWHERE = {
    "tests/test_merging.py": [name for name in CONSTRAINTS if "undone_by_and_at" in name],
    "tests/test_named.py": [
        f"{table._meta.model_name}.{column}"
        for table in TABLES
        for column in ("slug", "folded")
        if column in {field.name for field in table._meta.fields if field.unique}
        and table is not PhotoCredit
    ],
}


def test_every_rule_has_a_test_that_tries_to_break_it():
    rules = set(CONSTRAINTS) | {
        f"{table._meta.model_name}.{field.column}"
        for table in TABLES
        for field in table._meta.fields
        if field.unique and not field.primary_key
    }
    source = Path(__file__).read_text()
    tested = set(re.findall(r'breaking\("([a-z0-9_.]+)"\)', source))
    tested |= {
        f"edition_{what}_once" for what in ("tag", "contributor", "document", "source", "photo")
    }
    tested |= {"import.sha256", "import.story_id", "photo.sha256", "photo.public_id"}

    assert tested | {rule for rules in ELSEWHERE.values() for rule in rules} == rules
