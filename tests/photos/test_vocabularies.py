"""What follows from the codes in photo files: labels for readers, wishes to machines."""

import pytest

from articles.photos.vocabularies import (
    DATA_MINING,
    RETIRED,
    SOURCE_TYPES,
    STRICTNESS,
    label,
    more_telling,
    source_type,
    stricter,
    wish_headers,
)


def test_readers_are_told_of_every_picture_no_camera_saw():
    assert {code: label(code) for code in SOURCE_TYPES if label(code)} == {
        "trainedAlgorithmicMedia": "Generated picture",
        "algorithmicMedia": "Generated picture",
        "compositeCapture": "Altered picture",
        "compositeSynthetic": "Altered picture",
        "compositeWithTrainedAlgorithmicMedia": "Altered picture",
    }


def test_of_an_unknown_origin_nothing_is_said():
    assert label("") == ""


def test_a_retired_code_is_read_as_its_successor_and_nonsense_as_nothing():
    assert {source_type(code) for code in RETIRED} <= set(SOURCE_TYPES)
    assert source_type("digitalCapture") == "digitalCapture"
    assert source_type("zzz") == ""


@pytest.mark.parametrize(
    ("own", "credits", "told"),
    [
        ("digitalCapture", "print", "digitalCapture"),
        ("", "print", "print"),
        ("digitalCapture", "trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("compositeCapture", "digitalCapture", "compositeCapture"),
        ("compositeCapture", "trainedAlgorithmicMedia", "compositeCapture"),
        ("", "", ""),
    ],
)
def test_what_readers_must_know_of_a_picture_goes_before_what_they_need_not(own, credits, told):
    assert more_telling(own, credits) == told


def test_of_two_wishes_the_one_that_asks_more_counts_whosever_it_is():
    assert set(STRICTNESS) == {"", *DATA_MINING}
    for one, other in (("", "DMI-PROHIBITED"), ("DMI-ALLOWED", "DMI-PROHIBITED-AIMLTRAINING")):
        assert stricter(one, other) == stricter(other, one) == other


@pytest.mark.parametrize("code", ["", "DMI-UNSPECIFIED", "DMI-ALLOWED"])
def test_where_mining_is_not_forbidden_no_header_says_so(code):
    assert wish_headers(code) == {}


def test_whoever_forbids_mining_has_it_in_the_headers():
    forbidding = [code for code in DATA_MINING if code.startswith("DMI-PROHIBITED")]

    assert len(forbidding) == 7
    for code in forbidding:
        assert wish_headers(code)["tdm-reservation"] == "1"
        assert "noimageai" in wish_headers(code)["X-Robots-Tag"]


def test_search_engines_are_sent_away_only_by_who_forbids_them_too():
    noindex = {code for code in DATA_MINING if "noindex" in str(wish_headers(code))}

    assert noindex == {"DMI-PROHIBITED"}
