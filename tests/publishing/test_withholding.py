"""What comes out by the clock keeps to what was agreed: an agreement that changes holds it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import desk, withholding
from articles.publishing.models import Edition
from articles.sources.agreements import SourcingAgreement
from articles.stories.copy import CitationCopy
from tests.newsroom import a_published_story, a_ready_story, a_user, an_agreement, saved, tomorrow

pytestmark = pytest.mark.django_db
MARK = '<p>The wall was known to be weak.<cite data-key="c001"></cite></p>'


def scheduled(agreement, **fields):
    cited = (CitationCopy("c001", agreement=agreement.pk, **fields),)
    story = a_ready_story(body=MARK, citations=cited)
    return desk.schedule(story=story, by=a_user("Publisher"), at=tomorrow())


def after(agreement, **fields) -> list:
    """The stories that are held back when its keeper changes `fields` of an agreement."""
    agreement = SourcingAgreement.objects.get(pk=agreement.pk)
    for name, value in fields.items():
        setattr(agreement, name, value)
    return withholding.keep(agreement, by=agreement.agreed_by)


def test_what_rests_on_a_revoked_agreement_leaves_the_schedule():
    agreement, other = an_agreement(), an_agreement("a clerk")
    story, elsewhere = scheduled(agreement), scheduled(other)

    assert withholding.revoke(agreement, by=agreement.agreed_by) == [story]

    story.refresh_from_db()
    assert story.status == "ready"
    assert [edition.story for edition in Edition.ahead.all()] == [elsewhere]
    move = story.moves.first()
    assert (move.verb, move.by) == ("withdraw", agreement.agreed_by)
    assert "the agreement was revoked" in move.note


def test_an_update_to_come_is_taken_back_and_what_is_out_stays():
    agreement = an_agreement()
    story = saved(
        a_published_story(), body=MARK, citations=(CitationCopy("c001", agreement=agreement.pk),)
    )
    desk.update(story=story, by=a_user("Publisher"), at=tomorrow())

    assert withholding.revoke(agreement, by=agreement.agreed_by) == [story]

    story.refresh_from_db()
    assert story.status == "published"
    assert not Edition.ahead.exists()
    assert Edition.visible.get(story=story).visible_until is None


def test_the_edition_counts_and_not_what_the_desk_copy_cites_since():
    agreement = an_agreement()
    story = scheduled(agreement)
    saved(story, body="<p>The wall was known to be weak.</p>", citations=())

    assert withholding.revoke(agreement, by=agreement.agreed_by) == [story]


@pytest.mark.parametrize(
    ("fields", "is_held"),
    [
        ({"embargo_until": timezone.now() + timedelta(days=3)}, True),
        ({"embargo_until": timezone.now() + timedelta(hours=1)}, False),
        ({"terms": "off_record"}, True),
        ({"wording": ""}, True),
        ({"wording": "a clerk"}, False),
        ({"review_on": timezone.localdate()}, False),
    ],
)
def test_a_change_holds_back_what_it_forbids(fields, is_held):
    agreement = an_agreement()
    story = scheduled(agreement)

    assert after(agreement, **fields) == [story] * is_held
    assert Edition.ahead.filter(story=story).exists() is not is_held


def test_what_is_for_staff_only_holds_nothing_back():
    agreement = an_agreement()
    scheduled(agreement, visibility="staff")

    assert withholding.revoke(agreement, by=agreement.agreed_by) == []
