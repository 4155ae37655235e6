"""The names of a photo's files: they change with what the files are, and with nothing else."""

import pytest

from articles.photos.credits import PhotoCredit
from articles.photos.files import carried_by, meant_by, version, wanted
from articles.photos.models import Photo

CROPS = {"card320", "card640", "card960", "card1000", "social"}
PRESETS = {"320", "640", "960", "1000", *CROPS}


def a_photo(**fields) -> Photo:
    said = {"public_id": "kT3-_x9mQ2aZ7bR1", "sha256": "a", "caption": "Fog."}
    return Photo(**said | {"width": 1000, "height": 700} | fields)


def a_credit(**fields) -> PhotoCredit:
    said = {"slug": "jane-doe", "kind": "agency", "creators": "Jane Doe", "supplier": "AP"}
    return PhotoCredit(**said | fields)


def test_there_is_a_file_for_every_preset_in_every_format():
    assert set(wanted(a_photo()).values()) == {
        (preset, format) for preset in PRESETS for format in ("AVIF", "WEBP", "JPEG")
    }


def test_of_a_photo_not_to_be_cropped_there_is_no_crop():
    uncropped = wanted(a_photo(credit=a_credit(no_crop=True)))

    assert {preset for preset, _ in uncropped.values()} == PRESETS - CROPS


def test_the_files_carry_the_composed_credit():
    assert carried_by(a_photo(credit=a_credit())).credit_line == "AP Photo/Jane Doe"


def test_a_generated_picture_says_so_in_its_files_although_nobody_chose_a_code():
    generated = a_photo(credit=a_credit(kind="generated"))

    assert carried_by(generated).digital_source_type == "trainedAlgorithmicMedia"


HERE = "http://localhost:8000/photos/jane-doe/"
LICENCE, SHOP = "https://example.org/licence", "https://example.org/buy"


@pytest.mark.parametrize(
    ("credit", "statement", "acquired_at"),
    [
        ({"kind": "staff"}, LICENCE, HERE),
        ({"kind": "creative_commons", "acquire_url": SHOP}, LICENCE, SHOP),
        ({"kind": "staff", "no_resale": True}, HERE, ""),
        ({"kind": "agency"}, HERE, ""),
        ({"kind": "agency", "acquire_url": SHOP}, HERE, SHOP),
    ],
)
def test_files_name_a_licence_only_where_we_may_license_and_us_only_then(
    credit, statement, acquired_at
):
    carried = carried_by(a_photo(credit=a_credit(license_url=LICENCE, **credit)))

    assert (carried.license_url, carried.acquire_url) == (statement, acquired_at)


def test_a_file_leads_to_the_page_of_its_credit_where_nothing_else_says_its_terms():
    assert carried_by(a_photo(credit=a_credit(kind="staff"))).license_url == HERE


@pytest.mark.parametrize(
    ("credit", "licensor"),
    [
        ({"kind": "staff"}, "The Newsroom"),
        ({}, "AP"),
        ({"kind": "handout", "supplier": "", "holder": "Harbour Board"}, "Harbour Board"),
        ({"kind": "freelance", "supplier": "", "creators": "Jane Doe\nJo Roe"}, "Jane Doe, Jo Roe"),
        ({"kind": "public_domain"}, ""),
        ({"kind": "generated"}, ""),
    ],
)
def test_files_say_whom_to_ask_for_a_licence(credit, licensor):
    assert carried_by(a_photo(credit=a_credit(**credit))).licensor == licensor


def test_another_address_of_the_paper_is_another_version(settings):
    before = version(a_photo(credit=a_credit()))
    settings.SITE_URL = "https://paper.example"

    assert version(a_photo(credit=a_credit())) != before


@pytest.mark.parametrize(
    "changed",
    [
        {"creators": "John Roe"},
        {"copyright_notice": "© AP"},
        {"usage_terms": "No archive."},
        {"kind": "staff"},
        {"acquire_url": "https://example.org/"},
        {"data_mining": "DMI-PROHIBITED"},
        {"digital_source_type": "print"},
        {"no_crop": True},
    ],
)
def test_another_credit_is_another_version(changed):
    before, after = a_photo(credit=a_credit()), a_photo(credit=a_credit(**changed))

    assert version(before) != version(after)
    assert wanted(before).keys().isdisjoint(wanted(after).keys())


@pytest.mark.parametrize("changed", [{"sha256": "b"}, {"caption": "Rain."}, {"focal_y": 0.9}])
def test_another_picture_caption_or_focal_point_is_another_version(changed):
    assert version(a_photo()) != version(a_photo(**changed))


def test_what_no_file_carries_changes_no_name():
    assert wanted(a_photo()) == wanted(a_photo(alt_text="Fog.", keywords="fog", supplier_ref="7"))


def test_a_name_tells_the_photo_the_preset_and_the_format_whatever_its_version():
    for name, (preset, format) in wanted(a_photo(credit=a_credit())).items():
        assert meant_by(name) == ("kT3-_x9mQ2aZ7bR1", preset, format)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x.webp",
        "../../etc/passwd",
        "kT3-_x9mQ2aZ7bR1-320.webp",
        "kT3-_x9mQ2aZ7bR1-320-00000000.gif",
        "kT3-_x9mQ2aZ7bR1-huge-00000000.jpg",
    ],
)
def test_what_is_no_name_of_ours_means_nothing(name):
    assert meant_by(name) is None
