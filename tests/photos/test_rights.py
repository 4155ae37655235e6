from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.photos.credit_line import COMPOSERS, CreditFacts
from articles.photos.rights import NEEDS, Terms, Use, blocking, may_license, may_run, missing
from articles.photos.vocabularies import SOURCE_TYPES

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
        kind="creative_commons",
        creators=("Jane Doe",),
        license_name="CC BY 4.0",
        license_url="https://creativecommons.org/licenses/by/4.0/",
    ),
    "stock": CreditFacts(kind="stock", supplier="Stock & Sons"),
    "generated": CreditFacts(kind="generated", supplier="a drawing program"),
}
TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEB = Use()


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


def test_creative_commons_needs_author_licence_and_the_address_the_licence_asks_for():
    bare = CreditFacts(kind="creative_commons")

    assert codes(missing(bare)) == ["creators", "license_name", "license_url"]
    assert codes(missing(replace(COMPLETE["creative_commons"], license_url=""))) == ["license_url"]


def test_what_is_in_the_public_domain_needs_no_address():
    assert COMPLETE["public_domain"].license_url == ""
    assert missing(replace(COMPLETE["public_domain"], license_name="CC0 1.0")) == []


def test_prescribed_words_do_not_stand_for_the_address_of_a_licence():
    words = replace(COMPLETE["creative_commons"], mandatory_line="© Jane Doe, CC BY 4.0")

    assert missing(words) == []
    assert codes(missing(replace(words, license_url=""))) == ["license_url"]


@pytest.mark.parametrize("kind", ["", "mystery"])
def test_a_credit_of_no_known_kind_is_incomplete(kind):
    assert codes(missing(CreditFacts(kind=kind, creators=("Jane Doe",)))) == ["kind"]


def test_prescribed_words_stand_for_the_facts():
    assert missing(CreditFacts(kind="agency", mandatory_line="© The Doe Estate 1961")) == []


@pytest.mark.parametrize("kind", COMPLETE)
@pytest.mark.parametrize(
    "nobody", ["-", "?", "\u200b", " ", "N/A", "Photo provided", "Staff photo"]
)
def test_a_sign_or_a_phrase_that_names_nobody_is_as_good_as_nothing(kind, nobody):
    facts = CreditFacts(
        kind=kind, creators=(nobody,), supplier=nobody, holder=nobody, license_name=nobody
    )

    assert missing(facts) == missing(CreditFacts(kind=kind))


@pytest.mark.parametrize("name", ["李", "Ж", "ا", "A", "Archive Photos", "Internet Archive"])
@pytest.mark.parametrize("kind", COMPLETE)
def test_a_name_of_one_letter_in_any_script_is_enough_and_so_is_one_that_sounds_like_none(
    kind, name
):
    whole = COMPLETE[kind]
    facts = replace(
        whole,
        creators=whole.creators and (name,),
        supplier=whole.supplier and name,
        holder=whole.holder and name,
    )

    assert missing(facts) == []


def test_only_of_what_is_in_the_public_domain_may_the_maker_be_unknown():
    unknown = {"creators": ("Unknown",), "supplier": "Unknown", "holder": "Unknown"}

    met = {kind for kind in COMPLETE if not missing(replace(COMPLETE[kind], **unknown))}

    assert met == {"public_domain"}


@pytest.mark.parametrize(
    "words",
    [
        *("Photo courtesy", "COURTESY PHOTO", "Handout", "Pool", "—"),
        *("Photo", "Photo by", "Courtesy of", "Image courtesy", "Photo provided", "Handout image"),
        "Handout via AP",
    ],
)
def test_prescribed_words_that_name_nobody_are_refused_even_where_the_facts_are_known(words):
    facts = CreditFacts(kind="courtesy", holder="Harbour Museum", mandatory_line=words)

    assert codes(missing(facts)) == ["mandatory_line"]


# --- May it run


def reasons(*, use=WEB, at=NOON, **terms) -> list[str]:
    """The codes of why a whole credit on these terms may not run."""
    return codes(may_run(Terms(**{"facts": COMPLETE["agency"]} | terms), use, at))


def test_a_complete_credit_without_terms_may_run():
    assert reasons() == []


def test_a_photo_without_any_credit_may_not_run():
    assert reasons(facts=None) == ["no_credit"]


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_photo_whose_holder_nobody_knows_may_not_run(kind):
    found = may_run(Terms(facts=CreditFacts(kind=kind)), WEB, NOON)

    assert codes(blocking(found)) == codes(missing(CreditFacts(kind=kind)))


def test_a_handout_without_a_day_runs_and_somebody_is_told_that_it_never_ends():
    assert reasons(facts=COMPLETE["handout"]) == ["undated"]
    assert reasons(facts=COMPLETE["handout"], handed_out_on=TODAY) == []
    assert reasons(facts=COMPLETE["handout"], expires_on=TODAY) == []


@pytest.mark.parametrize("source_type", ["trainedAlgorithmicMedia", "compositeCapture"])
def test_a_picture_no_camera_saw_under_a_photographers_credit_runs_with_a_warning(source_type):
    [reason] = may_run(Terms(facts=COMPLETE["staff"], source_type=source_type), WEB, NOON)

    assert (reason.code, reason.blocking) == ("marked", False)
    assert SOURCE_TYPES[source_type] in reason.message
    assert reasons(facts=COMPLETE["staff"], source_type="digitalCapture") == []
    assert reasons(facts=COMPLETE["generated"], source_type=source_type) == []


def test_a_photo_runs_to_the_end_of_its_last_day_in_the_newsrooms_own_time():
    london = ZoneInfo("Europe/London")
    last = datetime(2026, 7, 2, 23, 59, tzinfo=london)

    assert reasons(expires_on=last.date(), at=last) == []
    assert reasons(expires_on=last.date(), at=last + timedelta(minutes=1)) == ["expired"]


def test_the_day_it_ended_is_named():
    (reason,) = may_run(
        Terms(facts=COMPLETE["agency"], expires_on=TODAY - timedelta(days=1)), WEB, NOON
    )

    assert "2026-03-01" in reason.message


@pytest.mark.parametrize(
    ("days", "expires_on", "found"),
    [
        (14, None, []),
        (15, None, ["expired"]),
        (15, TODAY, []),  # the giver said otherwise
        (2, TODAY - timedelta(days=1), ["expired"]),
    ],
)
def test_a_handout_runs_for_fourteen_days_unless_its_giver_says_otherwise(days, expires_on, found):
    handed_out_on = TODAY - timedelta(days=days)

    assert (
        reasons(facts=COMPLETE["handout"], handed_out_on=handed_out_on, expires_on=expires_on)
        == found
    )


def test_a_handout_of_the_last_days_there_are_is_no_error():
    last = date.max - timedelta(days=3)

    assert Terms(facts=COMPLETE["handout"], handed_out_on=last).last_day == date.max


def test_a_photo_under_embargo_waits_to_the_second():
    assert reasons(embargo_until=NOON + timedelta(seconds=1)) == ["embargoed"]
    assert reasons(embargo_until=NOON) == []


@pytest.mark.parametrize(
    ("licensed", "shown"),
    [
        ("", {"web", "social", "print"}),
        ("web", {"web", "social"}),
        ("web_not_social", {"web"}),
        ("print", {"print"}),
    ],
)
def test_a_photo_runs_where_it_is_licensed_to(licensed, shown):
    media = ("web", "social", "print")

    assert {m for m in media if not reasons(medium=licensed, use=Use(medium=m))} == shown
    assert {code for m in media for code in reasons(medium=licensed, use=Use(medium=m))} <= {
        "medium"
    }


@pytest.mark.parametrize(
    ("licensed", "read_in", "found"),
    [
        ("", "", []),
        ("GB IE", "GB", []),
        ("GB IE", "GB IE", []),
        ("GB", "GB IE", ["territory"]),
        ("GB", "", ["territory"]),
    ],
)
def test_a_photo_runs_where_all_its_readers_are_in_its_territory(licensed, read_in, found):
    use = Use(read_in=frozenset(read_in.split()))

    assert reasons(territories=frozenset(licensed.split()), use=use) == found


def test_a_photo_for_one_story_is_used_up_by_another():
    assert reasons(one_story=True) == []
    assert reasons(one_story=True, use=Use(used_by="The wall")) == ["used"]
    assert reasons(use=Use(used_by="The wall")) == []


def test_a_photo_without_alt_text_may_run_with_a_warning():
    found = may_run(Terms(facts=COMPLETE["agency"], described=False), WEB, NOON)

    assert codes(found) == ["no_alt_text"]
    assert blocking(found) == []


def test_all_reasons_are_given_at_once_each_in_a_sentence():
    found = may_run(
        Terms(
            facts=CreditFacts(kind="courtesy"),
            expires_on=date(2026, 3, 1),
            embargo_until=NOON + timedelta(days=1),
            one_story=True,
            medium="print",
            territories=frozenset({"GB"}),
            described=False,
        ),
        Use(used_by="The wall"),
        NOON,
    )

    assert codes(found) == [
        "holder",
        "expired",
        "embargoed",
        "medium",
        "territory",
        "used",
        "no_alt_text",
    ]
    assert all(reason.message[0].isupper() and reason.message[-1] == "." for reason in found)


# --- What others may do


def test_only_what_is_ours_or_anybodys_is_licensed_on():
    kinds = {kind for kind in NEEDS if may_license(kind, no_resale=False)}

    assert kinds == {"staff", "creative_commons", "public_domain"}
    assert not any(may_license(kind, no_resale=True) for kind in NEEDS)
