from datetime import date

import pytest

from articles.photos.credit_line import COMPOSERS, CreditFacts
from articles.photos.rights import NEEDS, may_run, missing

COMPLETE = {
    "staff": CreditFacts(kind="staff", creators=("Jane Doe",)),
    "freelance": CreditFacts(kind="freelance", creators=("Jane Doe",)),
    "agency": CreditFacts(kind="agency", supplier="Reuters"),
    "pool": CreditFacts(kind="pool", supplier="AFP"),
    "handout": CreditFacts(kind="handout", holder="Harbour Authority"),
    "courtesy": CreditFacts(kind="courtesy", holder="Harbour Museum"),
    "user_submitted": CreditFacts(kind="user_submitted", creators=("Jane Doe",)),
    "screenshot": CreditFacts(kind="screenshot", holder="Harbour TV"),
    "archive": CreditFacts(kind="archive", holder="City Archive"),
    "public_domain": CreditFacts(kind="public_domain", holder="NASA"),
    "creative_commons": CreditFacts(
        kind="creative_commons", creators=("Jane Doe",), license_name="CC BY 4.0"
    ),
    "stock": CreditFacts(kind="stock", supplier="Stock & Sons"),
    "generated": CreditFacts(kind="generated", supplier="a drawing program"),
}
TODAY = date(2026, 3, 2)


def codes(reasons) -> list[str]:
    return [reason.code for reason in reasons]


def test_every_kind_that_can_be_composed_says_what_it_needs():
    assert set(NEEDS) == set(COMPOSERS) == set(COMPLETE)


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_complete_credit_lacks_nothing(kind):
    assert missing(COMPLETE[kind]) == []


@pytest.mark.parametrize("kind", COMPLETE)
def test_an_empty_credit_of_any_kind_is_told_what_it_lacks(kind):
    reasons = missing(CreditFacts(kind=kind))

    assert reasons
    assert all(reason.message.endswith(".") for reason in reasons)


def test_a_bare_photo_courtesy_is_incomplete():
    (reason,) = missing(CreditFacts(kind="courtesy"))

    assert reason.code == "holder"
    assert reason.message == "A courtesy photo needs the name of whoever gave it."


def test_an_agencys_photographer_is_not_enough_without_the_agency():
    assert codes(missing(CreditFacts(kind="agency", creators=("Jane Doe",)))) == ["supplier"]


def test_creative_commons_needs_author_and_licence():
    assert codes(missing(CreditFacts(kind="creative_commons"))) == ["creators", "license_name"]


@pytest.mark.parametrize("kind", ["", "mystery"])
def test_a_credit_of_no_known_kind_is_incomplete(kind):
    assert codes(missing(CreditFacts(kind=kind, creators=("Jane Doe",)))) == ["kind"]


def test_prescribed_words_stand_for_the_facts():
    assert missing(CreditFacts(kind="agency", mandatory_line="© The Doe Estate 1961")) == []


@pytest.mark.parametrize("words", ["Photo courtesy", "COURTESY PHOTO", "Handout", "Pool", "—"])
def test_prescribed_words_that_name_nobody_are_refused_even_where_the_facts_are_known(words):
    facts = CreditFacts(kind="courtesy", holder="Harbour Museum", mandatory_line=words)

    assert codes(missing(facts)) == ["mandatory_line"]


def test_a_complete_credit_without_an_end_may_run():
    assert may_run(COMPLETE["courtesy"], expires_on=None, today=TODAY) == []


def test_a_photo_may_run_on_its_last_day():
    assert may_run(COMPLETE["agency"], expires_on=TODAY, today=TODAY) == []


def test_a_photo_may_not_run_the_day_after():
    (reason,) = may_run(COMPLETE["agency"], expires_on=date(2026, 3, 1), today=TODAY)

    assert reason.code == "expired"
    assert "2026-03-01" in reason.message


def test_all_reasons_are_given_at_once():
    reasons = may_run(CreditFacts(kind="courtesy"), expires_on=date(2026, 3, 1), today=TODAY)

    assert codes(reasons) == ["holder", "expired"]
