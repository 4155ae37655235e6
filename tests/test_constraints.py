"""The rules the database itself holds, each with a test that goes round the door to break it."""

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F
from django.utils import timezone

from articles.importing.models import Import
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo, Rendition
from articles.publishing.models import Correction, Edition, FrontSlot, PhotoShown, Revision
from articles.sources.agreements import SourcingAgreement, SourcingTerm
from articles.sources.evidence import Capture
from articles.sources.identities import ConfidentialIdentity, IdentityRecord
from articles.sources.links import HostRule, Link, LinkCheck
from articles.sources.models import Document, SourceDomain, SourceIdentifier
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy
from articles.stories.models import Byline, Citation, Placement, Quotation, Story, StoryTag

from .newsroom import (
    a_capture,
    a_contributor,
    a_credit,
    a_document,
    a_link,
    a_photo,
    a_published_story,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    an_agreement,
    an_identity,
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
    with breaking("citation_of_one_thing"):
        Citation.objects.create(story=a_story(), key="c001", **of)


def test_a_citation_of_a_person_is_of_nothing_else():
    with breaking("citation_of_one_thing"):
        Citation.objects.create(
            story=a_story(), key="c001", agreement=an_agreement(), source=a_source()
        )


# people who are not to be named


def test_an_agreement_is_on_terms_the_newsroom_knows():
    with breaking("agreement_terms"):
        SourcingAgreement.objects.filter(pk=an_agreement().pk).update(terms="whispered")


def test_an_agreement_keeps_what_its_terms_meant():
    with breaking("agreement_keeps_its_meaning"):
        SourcingAgreement.objects.filter(pk=an_agreement().pk).update(meaning="")


def test_an_agreement_is_approved_by_somebody_at_some_time():
    with breaking("agreement_approved_by_and_at_together"):
        SourcingAgreement.objects.filter(pk=an_agreement().pk).update(approved_by=None)


def test_an_agreement_is_not_approved_by_who_made_it():
    agreement = an_agreement()
    with breaking("agreement_approved_by_another"):
        SourcingAgreement.objects.filter(pk=agreement.pk).update(approved_by=agreement.agreed_by)


def test_an_agreement_is_revoked_by_somebody_at_some_time():
    with breaking("agreement_revoked_by_and_at_together"):
        SourcingAgreement.objects.filter(pk=an_agreement().pk).update(revoked_at=timezone.now())


def test_a_term_means_something():
    with breaking("sourcingterm_says_something"):
        SourcingTerm.objects.update(meaning="")


def test_a_term_is_defined_once():
    with breaking("sourcingterm.terms"):
        SourcingTerm.objects.create(terms="background", meaning="Another.")


def test_an_identity_is_never_kept_in_clear():
    with breaking("identity_is_sealed"):
        ConfidentialIdentity.objects.create(agreement=an_agreement(), sealed="Mary Quant")


def test_an_agreement_has_one_identity():
    identity = an_identity(an_agreement(), "Mary Quant")
    with breaking("confidentialidentity.agreement_id"):
        ConfidentialIdentity.objects.create(agreement=identity.agreement, sealed=identity.sealed)


def test_who_read_an_identity_said_why():
    agreement = an_agreement()
    with breaking("identityrecord_says_why"):
        IdentityRecord.objects.create(
            agreement=agreement, act="read", by=agreement.agreed_by, why=""
        )


def test_an_identity_is_read_or_changed():
    agreement = an_agreement()
    with breaking("identityrecord_act_known"):
        IdentityRecord.objects.create(
            agreement=agreement, act="sold", by=agreement.agreed_by, why="For money."
        )


def test_who_read_an_identity_stays_on_record_as_it_was():
    agreement = an_agreement()
    an_identity(agreement, "Mary Quant")
    for change in ({"why": "Another."}, {"act": "read"}, {"by": a_user("Editor")}):
        refused = pytest.raises(IntegrityError, match="identityrecord_never_changes")
        with refused, transaction.atomic():
            agreement.identity_log.update(**change)


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


def test_an_identifier_is_of_one_source_and_of_a_scheme_we_know():
    SourceIdentifier.objects.create(source=a_source("One"), scheme="wikidata", value="Q42")
    with breaking("identifier_of_one_source"):
        SourceIdentifier.objects.create(source=a_source("Other"), scheme="wikidata", value="Q42")
    with breaking("identifier_scheme_known"):
        SourceIdentifier.objects.create(source=a_source("One"), scheme="viaf", value="Q42")


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


# links and captures

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def test_a_document_has_one_link():
    link = a_link()
    with breaking("link.document_id"):
        twin(link).save()


def test_a_link_has_a_verdict_there_is():
    with breaking("link_verdict_known"):
        Link.objects.filter(pk=a_link().pk).update(verdict="lost")


@pytest.mark.parametrize("fields", [{"failures": 1}, {"failed_at": NOW}])
def test_a_link_failed_at_some_time_or_not_at_all(fields):
    link = a_link()
    with breaking("link_failures_and_when_together"):
        Link.objects.filter(pk=link.pk).update(**fields)


def test_a_link_is_suspect_for_a_reason():
    with breaking("link_suspect_for_a_reason"):
        Link.objects.filter(pk=a_link().pk).update(verdict="suspect")


@pytest.mark.parametrize("by", [True, False])
def test_a_visit_is_asked_for_by_somebody_at_some_time(by):
    link, user = a_link(), a_user("Researcher")
    with breaking("link_asked_by_and_at_together"):
        Link.objects.filter(pk=link.pk).update(**({"asked_by": user} if by else {"asked_at": NOW}))


@pytest.mark.parametrize("left_out", ["forced", "forced_by", "forced_at"])
def test_a_verdict_is_forced_by_somebody_at_some_time(left_out):
    link = a_link()
    fields = {"forced": "dead", "forced_by": a_user("Researcher"), "forced_at": NOW}
    Link.objects.filter(pk=link.pk).update(**fields)
    with breaking("link_forced_by_and_at_together"):
        Link.objects.filter(pk=link.pk).update(**{left_out: "" if left_out == "forced" else None})


@pytest.mark.parametrize("due", ["visit_at", "capture_at"])
def test_no_link_is_visited_that_readers_never_saw_unless_somebody_asked(due):
    link = a_link(watched_since=None)
    asked = {"asked_by": a_user("Researcher"), "asked_at": NOW, due: NOW}
    with breaking("link_visited_if_public_or_asked"):
        Link.objects.filter(pk=link.pk).update(**{due: NOW})
    Link.objects.filter(pk=link.pk).update(**asked)


def a_check(**fields):
    document = a_document()
    fields = {"sign": "same", "verdict": "alive", "status": 200} | fields
    return LinkCheck.objects.create(
        document=document, address="http://a.example/", at=NOW, **fields
    )


@pytest.mark.parametrize("fields", [{"sign": "lost"}, {"verdict": "lost"}])
def test_a_visit_is_told_in_words_there_are(fields):
    with breaking("linkcheck_words_known"):
        a_check(**fields)


def test_a_visit_had_an_answer_or_failed():
    with breaking("linkcheck_answer_or_failure"):
        a_check(status=None)


def test_a_host_has_one_rule():
    fields = {"treatment": "paywall", "reason": "Seen.", "by": a_user("Researcher")}
    HostRule.objects.create(host="paper.example", **fields)
    with breaking("hostrule.host"):
        HostRule.objects.create(host="https://www.paper.example/x", **fields)


@pytest.mark.parametrize(
    ("rule", "fields"),
    [("hostrule_says_why", {"reason": ""}), ("hostrule_treatment_known", {"treatment": "shun"})],
)
def test_a_rule_for_a_host_is_one_there_is_and_says_why(rule, fields):
    fields = {"treatment": "paywall", "reason": "Seen.", "by": a_user("Researcher")} | fields
    with breaking(rule):
        HostRule.objects.create(host="paper.example", **fields)


def test_a_capture_is_of_a_kind_there_is():
    with breaking("capture_kind_known"):
        a_capture(kind="painting")


def test_the_same_content_is_kept_once():
    first = a_capture()
    a_capture(sha256=first.sha256)  # another document may say the same
    with breaking("capture_content_once"):
        a_capture(first.document, sha256=first.sha256)


@pytest.mark.parametrize(
    "fields", [{"file": ""}, {"file_sha256": ""}, {"file": "", "file_sha256": ""}]
)
def test_a_capture_has_a_file_or_says_who_has_it(fields):
    with breaking("capture_of_its_own_or_seen_again"):
        a_capture(**fields)


def test_a_capture_seen_again_has_no_file():
    first = a_capture()
    a_capture(first.document, sha256=first.sha256, same_as=first, file="", file_sha256="")
    with breaking("capture_of_its_own_or_seen_again"):
        a_capture(first.document, sha256=first.sha256, same_as=first)


@pytest.mark.parametrize("fields", [{"final_address": ""}, {"status": None}])
def test_a_capture_was_fetched_from_somewhere_or_brought_by_somebody(fields):
    with breaking("capture_fetched_or_brought"):
        a_capture(**fields)


def test_nobody_brings_a_capture_that_nobody_fetched():
    with breaking("capture_fetched_or_brought"):
        a_capture(status=None, final_address="")


@pytest.mark.parametrize("left_out", ["withheld", "withheld_by", "withheld_at"])
def test_a_capture_is_withheld_by_somebody_at_some_time(left_out):
    capture = a_capture()
    fields = {"withheld": "owner", "withheld_by": a_user("Researcher"), "withheld_at": NOW}
    Capture.objects.filter(pk=capture.pk).update(**fields)
    nothing = "" if left_out == "withheld" else None
    with breaking("capture_withheld_by_and_at_together"):
        Capture.objects.filter(pk=capture.pk).update(**{left_out: nothing})


@contextmanager
def frozen(message: str):
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        yield


# What may change of what is append-only.
MAY_CHANGE = {
    Capture: {"id", "document", "withheld", "withheld_by", "withheld_at"},
    LinkCheck: {"id", "document"},
}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, field.name)
        for table, free in MAY_CHANGE.items()
        for field in table._meta.fields
        if field.name not in free
    ],
)
def test_what_was_seen_never_changes(table, column):
    row = a_capture() if table is Capture else a_check()
    with frozen(f"{table._meta.model_name}_never_changes"):
        table.objects.filter(pk=row.pk).update(**{column: F(column)})


def test_what_was_captured_and_who_read_an_identity_is_never_deleted():
    agreement = an_agreement()
    an_identity(agreement, "Mary Quant")
    capture = a_capture()
    with frozen("capture_never_deleted"):
        capture.delete()
    with frozen("identityrecord_never_deleted"):
        agreement.identity_log.all().delete()

    assert Capture.objects.get() == capture
    assert agreement.identity_log.exists()


def test_to_which_document_what_was_seen_belongs_may_change():
    other = a_document("Other")
    for row in (a_capture(), a_check()):
        assert type(row).objects.filter(pk=row.pk).update(document=other) == 1


@pytest.mark.parametrize(
    ("rule", "nonsense"),
    [
        ("credit_medium_known", {"medium": "radio"}),
        ("credit_data_mining_known", {"data_mining": "DMI-WHATEVER"}),
        ("credit_source_type_known", {"digital_source_type": "magic"}),
    ],
)
def test_a_photo_credit_is_in_words_everybody_knows(rule, nonsense):
    with breaking(rule):
        PhotoCredit.objects.filter(pk=a_credit().pk).update(**nonsense)


@pytest.mark.parametrize(
    ("rule", "nonsense"),
    [
        ("photo_data_mining_known", {"data_mining": "DMI-WHATEVER"}),
        ("photo_source_type_known", {"digital_source_type": "magic"}),
    ],
)
def test_a_photo_is_marked_in_words_everybody_knows(rule, nonsense):
    with breaking(rule):
        Photo.objects.filter(pk=a_photo().pk).update(**nonsense)


def test_only_a_handout_has_a_handouts_term():
    with breaking("credit_term_is_a_handouts"):
        a_credit("staff", handed_out_on=timezone.localdate())


def test_a_photo_does_not_expire_before_it_was_handed_out():
    today = timezone.localdate()
    with breaking("credit_expires_after_it_begins"):
        a_credit("handout", handed_out_on=today, expires_on=today - timedelta(days=1))


NOBODYS_DAYS = (date(1799, 12, 31), date(2200, 1, 1))


@pytest.mark.parametrize("day", NOBODYS_DAYS)
def test_the_right_to_show_a_photo_ends_in_a_year_somebody_can_mean(day):
    with breaking("photo_expires_within_our_time"):
        Photo.objects.filter(pk=a_photo().pk).update(expires_on=day)


@pytest.mark.parametrize("column", ["expires_on", "handed_out_on"])
@pytest.mark.parametrize("day", NOBODYS_DAYS)
def test_the_days_of_a_credit_lie_in_a_year_somebody_can_mean(day, column):
    with breaking("credit_days_within_our_time"):
        a_credit("handout", **{column: day})


@pytest.mark.parametrize("half", ["checked_by", "checked_at"])
def test_who_checked_the_rights_and_when_are_one_fact(half):
    value = {"checked_by": a_user("Editor"), "checked_at": timezone.now()}[half]
    with breaking("credit_checked_by_somebody_at_some_time"):
        PhotoCredit.objects.filter(pk=a_credit().pk).update(**{half: value})


def test_a_past_edition_showed_a_photo_once():
    photo, edition = a_photo(), a_published_story().editions.get()
    PhotoShown.objects.create(edition=edition, photo=photo)
    with breaking("photo_shown_once"):
        PhotoShown.objects.create(edition=edition, photo=photo)


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


def test_a_document_of_which_something_was_kept_cannot_be_deleted():
    capture = a_capture()
    with pytest.raises(models.ProtectedError):
        capture.document.delete()


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
    tested |= {"hostrule_says_why", "hostrule_treatment_known"}

    tested |= {f"credit_{what}_known" for what in ("medium", "data_mining", "source_type")}
    tested |= {f"photo_{what}_known" for what in ("data_mining", "source_type")}
    tested |= {"import.sha256", "import.story_id", "photo.sha256", "photo.public_id"}

    assert tested | {rule for rules in ELSEWHERE.values() for rule in rules} == rules
