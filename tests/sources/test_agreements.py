"""How a person may be quoted: made, changed, approved, revoked, and found again."""

import pytest
from django.core.exceptions import ValidationError

from articles.sources import agreements
from articles.sources.agreements import Refusal, SourcingAgreement, SourcingTerm
from tests.newsroom import a_user, an_agreement

pytestmark = pytest.mark.django_db


def again(agreement) -> SourcingAgreement:
    return SourcingAgreement.objects.get(pk=agreement.pk)


def test_an_agreement_keeps_the_words_in_force_when_it_was_made():
    agreement = an_agreement(terms="background")
    in_force = agreement.meaning
    SourcingTerm.objects.filter(terms="background").update(meaning="Otherwise from now on.")

    agreements.keep(agreement)

    assert again(agreement).meaning == in_force != ""
    assert an_agreement(terms="background").meaning == "Otherwise from now on."


def test_an_editor_approves_it():
    agreement, editor = an_agreement(approved=False), a_user("Editor")

    agreements.approve(agreement, by=editor)

    assert again(agreement).approved_by == editor


def test_who_made_it_does_not_approve_it():
    editor = a_user("Editor")
    with pytest.raises(Refusal, match="somebody else"):
        agreements.approve(an_agreement(approved=False, by=editor), by=editor)


@pytest.mark.parametrize(
    ("lacking", "why"),
    [
        ({"wording": ""}, "what readers are told"),
        ({"reason": ""}, "not named"),
        ({"terms": "off_record"}, "never printed"),
    ],
)
def test_what_lacks_something_is_not_approved(lacking, why):
    with pytest.raises(Refusal, match=why):
        agreements.approve(an_agreement(approved=False, **lacking), by=a_user("Editor"))


def test_words_changed_while_somebody_read_them_are_not_approved():
    read = an_agreement(approved=False)
    SourcingAgreement.objects.filter(pk=read.pk).update(wording="the minister")

    with pytest.raises(Refusal, match="meanwhile"):
        agreements.approve(read, by=a_user("Editor"))


@pytest.mark.parametrize(
    "change",
    [
        {"wording": "a minister"},
        {"reason": "they fear for their life"},
        {"terms": "background"},
        {"information_only": False},
    ],
)
def test_what_is_changed_is_to_be_approved_again(change):
    agreement = an_agreement()
    for name, value in change.items():
        setattr(agreement, name, value)

    agreements.keep(agreement)

    assert again(agreement).approved_at is None


def test_a_new_day_of_review_leaves_the_approval():
    agreement = an_agreement()
    agreement.review_on = agreement.agreed_on

    agreements.keep(agreement)

    assert again(agreement).approved_at


def test_it_is_revoked_once_and_for_good():
    agreement, writer = an_agreement(), a_user("Writer")

    agreements.revoke(agreement, by=writer)

    assert again(agreement).revoked_by == writer
    with pytest.raises(Refusal, match="already"):
        agreements.revoke(agreement, by=writer)
    with pytest.raises(Refusal):
        agreements.approve(again(agreement), by=a_user("Editor"))


def test_what_somebody_else_did_while_it_was_edited_stands():
    agreement, editor = an_agreement(approved=False), a_user("Editor")
    edited = again(agreement)

    agreements.approve(agreement, by=editor)
    agreements.revoke(agreement, by=editor)
    edited.review_on = "2027-01-01"
    agreements.keep(edited)

    kept = again(agreement)
    assert (kept.approved_by, kept.revoked_by) == (editor, editor)
    assert str(kept.review_on) == "2027-01-01"


def test_it_is_found_by_its_words_or_its_number():
    agreement = an_agreement("a clerk at the port")

    assert agreements.called("A clerk at the port ") == agreement
    assert agreements.called(f"Agreement {agreement.pk}") == agreement
    assert agreements.called("a clerk") is None
    assert agreements.called("") is None


def test_nobody_guesses_which_of_two_people_is_meant():
    for _ in range(2):
        an_agreement("a clerk at the port")
    with pytest.raises(ValidationError, match="by its number"):
        agreements.called("a clerk at the port")


def test_what_was_revoked_is_not_found():
    agreement = an_agreement("a clerk at the port")
    agreements.revoke(agreement, by=a_user("Writer"))

    assert agreements.called("a clerk at the port") is None


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, True),
        ({"terms": "deep"}, True),
        ({"terms": "on_record", "reason": ""}, False),
        ({"terms": "off_record"}, False),
    ],
)
def test_what_waits_for_approval_waits_in_a_list_as_it_does_alone(fields, waits):
    agreement = an_agreement(approved=False, **fields)
    an_agreement("approved")
    revoked = an_agreement("revoked", approved=False)
    agreements.revoke(revoked, by=revoked.agreed_by)

    waiting = set(SourcingAgreement.objects.awaiting_approval())

    assert agreement.awaits_approval is waits
    assert waiting == ({agreement} if waits else set())
    assert waiting == {each for each in SourcingAgreement.objects.all() if each.awaits_approval}
