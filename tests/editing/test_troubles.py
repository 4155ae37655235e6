"""The questions put to the database answer as the rules they stand for do."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from articles.editing import troubles
from articles.photos import rights
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.publishing import promises, sourcing
from articles.publishing.case import Case
from articles.sources.agreements import SourcingAgreement, Terms
from articles.stories import copy as copies
from articles.stories.copy import CitationCopy
from articles.stories.models import Story
from tests.newsroom import a_document, a_source, a_story, a_user, an_agreement

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FACTS = [
    {"kind": "staff", "creators": "Jane Doe"},
    {"kind": "staff"},
    {"kind": "creative_commons", "creators": "Jane Doe", "license_name": "CC BY"},
    {"kind": "creative_commons", "creators": "Jane Doe", "license_name": "CC BY-SA 3.0 DE"},
    {"kind": "creative_commons", "mandatory_line": "© The Doe Estate"},
    {
        "kind": "creative_commons",
        "creators": "Jane Doe",
        "license_name": "Ours",
        "license_url": "https://example.org/terms",
    },
    {"kind": "agency", "mandatory_line": "© The Doe Estate"},
    {"kind": "handout", "holder": "Harbour Board"},
    {"kind": "handout", "holder": "Harbour Board", "handed_out_on": TODAY - timedelta(days=14)},
    {"kind": "handout", "holder": "Harbour Board", "handed_out_on": TODAY - timedelta(days=15)},
]
ENDS = [{"expires_on": TODAY + timedelta(days=days)} for days in (-1, 0, 1)] + [{}]
LIMITS = [
    {},
    {"embargo_until": timezone.now() + timedelta(hours=1)},
    {"embargo_until": timezone.now() - timedelta(hours=1)},
    {"medium": "web"},
    {"medium": "web_not_social"},
    {"medium": "print"},
    {"territories": "GB IE"},
    {"territories": "US"},
    {"one_story": True},
]


@pytest.mark.parametrize("read_in", [[], ["GB"], ["GB", "IE"]])
def test_the_photos_found_to_be_in_trouble_are_those_that_may_not_run(settings, read_in):
    settings.READ_IN = read_in
    credits = [None]
    for number, parts in enumerate(product(FACTS, ENDS, LIMITS)):
        credits.append(PhotoCredit(slug=f"c{number}", **parts[0] | parts[1] | parts[2]))
    PhotoCredit.objects.bulk_create(credits[1:])
    Photo.objects.bulk_create(
        Photo(sha256=str(number), width=4, height=3, credit=credit)
        for number, credit in enumerate(credits)
    )
    Photo.objects.bulk_create(
        Photo(
            sha256=f"own {days}",
            width=4,
            height=3,
            credit=credits[-1],
            expires_on=TODAY + timedelta(days=days),
        )
        for days in (-1, 0, 1)
    )

    found = set(troubles.photos_that_may_not_run())

    photos = Photo.objects.select_related("credit")
    assert found == {photo for photo in photos if photo.problems()}
    assert 0 < len(found) < len(credits)


NAMES = ["", "-", "\u200b", " \n—\r\n", "N/A", "n/a\r\nPhoto", "Photo provided", "Unknown"]
NAMES += ["李", "ا", "Jane Doe", "-\nJane Doe", "Archive Photos", "Internet Archive"]
LINES = ["", "-", "Photo by", "Image courtesy", "Courtesy of Jane Doe", "© 李"]


def test_the_credits_found_to_name_nobody_are_those_that_lack_something():
    PhotoCredit.objects.bulk_create(
        PhotoCredit(
            slug=f"c{number}",
            kind=kind,
            creators=name,
            supplier=name,
            holder=name,
            mandatory_line=line,
        )
        for number, (kind, name, line) in enumerate(product(rights.NEEDS, NAMES, LINES))
    )

    found = set(PhotoCredit.objects.filter(troubles.incomplete()))

    credits = PhotoCredit.objects.all()
    assert found == {credit for credit in credits if rights.missing(credit.facts)}
    assert 0 < len(found) < len(credits)


def test_a_photo_whose_days_are_counted_is_found_two_weeks_ahead():
    ends = {
        "handout": {"kind": "handout", "handed_out_on": TODAY - timedelta(days=2)},
        "soon": {"kind": "agency", "expires_on": TODAY + timedelta(days=13)},
        "later": {"kind": "agency", "expires_on": TODAY + timedelta(days=15)},
    }
    for name, terms in ends.items():
        credit = PhotoCredit.objects.create(slug=name, holder="A", supplier="B", **terms)
        Photo.objects.create(sha256=name, width=4, height=3, credit=credit)

    soon = troubles.photos_that_may_not_run(within=troubles.EXPIRES_SOON)

    assert {photo.sha256 for photo in soon} == {"handout", "soon"}
    assert not troubles.photos_that_may_not_run()


def test_the_stories_found_to_rest_on_one_source_are_those_measured_so():
    board, office = a_source("Harbour Board"), a_source("Tide Office")
    one, two = a_document("One", publisher=board), a_document("Two", publisher=board)
    other = a_document("Other", publisher=office)
    nobodys, nobodys_too = a_document("A", publisher=None), a_document("B", publisher=None)
    unnamed = an_agreement("a clerk")
    for number, cited in enumerate(
        (
            [],
            [{"document": one.pk}],
            [{"document": one.pk}, {"document": two.pk}, {"source": board.pk}],
            [{"document": one.pk}, {"document": other.pk}],
            [{"document": nobodys.pk}, {"document": nobodys.pk}],
            [{"document": nobodys.pk}, {"document": nobodys_too.pk}],
            [{"source": office.pk}],
            [{"agreement": unnamed.pk}],
            [{"agreement": unnamed.pk}, {"document": nobodys.pk}],
        )
    ):
        rows = tuple(CitationCopy(f"cite-{n}", **of) for n, of in enumerate(cited))
        a_story(headline=f"Story {number}", citations=rows)

    sources = {
        story.pk: len(sourcing.measure(Case.of(copies.of(story))).sources)
        for story in Story.objects.all()
    }
    found = Story.objects.filter(pk__in=troubles.stories_on_one_source())
    bare = Story.objects.filter(troubles.stories_on_nothing())

    assert set(sources.values()) == {0, 1, 2}
    assert {story.pk for story in found} == {pk for pk, number in sources.items() if number == 1}
    assert {story.pk for story in bare} == {pk for pk, number in sources.items() if number == 0}


def test_the_agreements_found_to_be_broken_are_those_that_block():
    now, made_by, editor = timezone.now(), a_user("Writer"), a_user("Editor")
    rows = [
        SourcingAgreement(
            terms=terms,
            meaning="As agreed.",
            wording=wording,
            reason=reason,
            embargo_until=embargo,
            agreed_by=made_by,
            approved_by=approved and editor,
            approved_at=approved and now,
            revoked_by=revoked and editor,
            revoked_at=revoked and now,
        )
        for terms, wording, reason, embargo, approved, revoked in product(
            Terms.values,
            ("", "a clerk"),
            ("", "they are not allowed to speak"),
            (None, now - timedelta(hours=1), now + timedelta(hours=1)),
            (None, True),
            (None, True),
        )
    ]
    SourcingAgreement.objects.bulk_create(rows)

    found = set(troubles.broken_agreements(now).values_list("pk", flat=True))

    blocked = {row.pk for row in rows if any(blocks for *_, blocks in promises.breaches(row, now))}
    assert found == blocked
    assert 0 < len(found) < len(rows)
