"""What a file suggests for the credit; a person decides."""

from datetime import date

import pytest
from hypothesis import given

from articles.photos.credit_line import CreditFacts
from articles.photos.credits import PhotoCredit
from articles.photos.metadata import Metadata
from articles.photos.suggestions import (
    contradict,
    marks,
    standing,
    suggested_credit,
    suggested_moment,
)
from tests.photos.test_nobody import phrases

# What sorts of photo are whole with the name of the photographer alone.
NAMED_BY_THEIR_MAKER = {"pool", "user_submitted", "public_domain"}


@pytest.mark.parametrize(
    ("said", "kind", "line"),
    [
        (
            Metadata(credit_line="REUTERS/Jane Doe"),
            "agency",
            "REUTERS/Jane Doe",
        ),
        (
            Metadata(credit_line="REUTERS", creators=("Jane Doe",)),
            "agency",
            "REUTERS/Jane Doe",
        ),
        (
            Metadata(credit_line="Xinhua", creators=("Li Wei",)),
            "agency",
            "Li Wei/Xinhua",
        ),
        (
            Metadata(supplier="AFP", creators=("Jane Doe",)),
            "agency",
            "Jane Doe / AFP",
        ),
        (
            Metadata(
                creators=("Jane Doe",), license_url="creativecommons.org/licenses/by-sa/4.0/deed.en"
            ),
            "creative_commons",
            "Jane Doe / CC BY-SA 4.0",
        ),
        (
            Metadata(
                creators=("Jane Doe",),
                license_url="https://creativecommons.org/publicdomain/zero/1.0/",
            ),
            "public_domain",
            "Jane Doe / Public domain",
        ),
        (
            Metadata(supplier="A model", digital_source_type="trainedAlgorithmicMedia"),
            "generated",
            "Illustration generated with A model",
        ),
    ],
)
def test_a_file_that_says_enough_suggests_a_whole_credit(said, kind, line):
    credit = suggested_credit(said)

    assert (credit.kind, credit.line) == (kind, line)
    assert credit.problems() == []


def test_a_photographer_alone_leaves_the_kind_to_a_person():
    credit = suggested_credit(Metadata(creators=("Jane Doe",), credit_line="Jane Doe"))

    assert (credit.kind, credit.creators, credit.supplier) == ("", "Jane Doe", "")


@pytest.mark.parametrize(
    "said",
    [
        *("Photo courtesy", "Image courtesy", "Courtesy image", "Photo courtesy of N/A"),
        *("Photo provided", "Contributed photo", "Handout image", "Stock photo", "Staff photo"),
        *("Internet", "Unknown", "N/A", "-", "?"),
    ],
)
@pytest.mark.parametrize("field", ["credit_line", "supplier"])
def test_a_phrase_that_names_nobody_suggests_nobody(field, said):
    assert suggested_credit(Metadata(**{field: said, "creators": (said,)})) is None


@given(phrases())
def test_no_phrase_that_names_nobody_is_ever_suggested_as_a_whole_credit(said):
    credit = suggested_credit(Metadata(credit_line=said, creators=("Jane Doe",)))

    assert credit.creators == "Jane Doe"
    assert credit.problems() or credit.kind in NAMED_BY_THEIR_MAKER


def test_an_agency_stands_where_the_credit_names_nobody():
    credit = suggested_credit(Metadata(credit_line="Unknown", supplier="Xinhua"))

    assert (credit.kind, credit.line) == ("agency", "Xinhua")


def test_a_silent_file_suggests_nothing():
    assert suggested_credit(Metadata(caption="Fog.")) is None


def test_rights_and_wishes_come_along():
    credit = suggested_credit(
        Metadata(
            credit_line="AP",
            copyright_notice="© AP",
            usage_terms="No archive.",
            license_url="example.org/terms",
        )
    )

    assert (credit.copyright_notice, credit.usage_terms) == ("© AP", "No archive.")
    assert credit.license_url == "https://example.org/terms"


def test_what_a_file_is_marked_with_is_its_photos_and_not_its_credits():
    said = Metadata(
        credit_line="AP",
        location="Quay 3",
        city="Bristol",
        country="United Kingdom",
        job_id="H-1",
        data_mining="DMI-PROHIBITED",
        digital_source_type="compositeCapture",
        expires_on=date(2027, 1, 2),
        taken_at=date(2026, 5, 4),
        taken_precision="day",
    )

    assert marks(said) == {
        "supplier_ref": "H-1",
        "taken_at": None,
        "place": "Quay 3, Bristol, United Kingdom",
        "expires_on": date(2027, 1, 2),
        "data_mining": "DMI-PROHIBITED",
        "digital_source_type": "compositeCapture",
    }
    credit = suggested_credit(said)
    assert (credit.expires_on, credit.data_mining, credit.digital_source_type) == (None, "", "")


@pytest.mark.parametrize(
    ("said", "credited"),
    [
        ({"creators": ("Jane Doe",)}, {"creators": ("JANE  DOE", "Li Wei")}),
        ({"creators": ("Jane Doe",)}, {"supplier": "AFP"}),
        ({"credit_line": "REUTERS"}, {"supplier": "Reuters"}),
        ({"credit_line": "REUTERS/Jane Doe"}, {"creators": ("Jane Doe",), "supplier": "AFP"}),
        ({}, {"creators": ("Jane Doe",)}),
        ({"creators": ("Jane Doe",)}, {}),
    ],
)
def test_a_file_may_stand_under_a_credit_that_names_the_same_or_less(said, credited):
    assert not contradict(Metadata(**said), CreditFacts(**credited))


@pytest.mark.parametrize(
    ("said", "credited"),
    [
        ({"creators": ("Jane Doe",)}, {"creators": ("Li Wei",)}),
        ({"credit_line": "REUTERS/Jane Doe"}, {"creators": ("Li Wei",), "supplier": "REUTERS"}),
        ({"credit_line": "REUTERS"}, {"supplier": "AFP"}),
    ],
)
def test_a_file_that_names_others_contradicts_a_credit(said, credited):
    assert contradict(Metadata(**said), CreditFacts(**credited))


def test_an_hour_is_suggested_only_where_the_file_knows_it():
    assert suggested_moment(Metadata(taken_at=date(2026, 5, 4), taken_precision="day")) is None


@pytest.mark.django_db
def test_a_credit_the_library_has_is_used_again():
    said = Metadata(credit_line="REUTERS/Jane Doe")

    first, again = standing(suggested_credit(said)), standing(suggested_credit(said))

    assert first == again == PhotoCredit.objects.get()


@pytest.mark.django_db
def test_other_terms_are_another_credit():
    standing(suggested_credit(Metadata(credit_line="AP", usage_terms="No archive.")))
    standing(suggested_credit(Metadata(credit_line="AP")))

    assert PhotoCredit.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "kept"), [("digitalArt", "digitalCreation"), ("madeUp", ""), ("print", "print")]
)
def test_how_it_came_to_be_is_kept_in_todays_words(code, kept):
    assert marks(Metadata(digital_source_type=code))["digital_source_type"] == kept
