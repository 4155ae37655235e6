"""The names of a photo's files: they change with what the files carry, and with nothing else."""

import pytest

from articles.photos.files import carried_by, files_of, meant_by
from articles.photos.models import Photo, PhotoCredit


def a_photo(**fields) -> Photo:
    return Photo(public_id="kT3-_x9mQ2aZ7bR1", width=1000, height=700, caption="Fog.", **fields)


def a_credit(**fields) -> PhotoCredit:
    return PhotoCredit(**{"kind": "agency", "creators": "Jane Doe", "supplier": "AP"} | fields)


def names(photo: Photo) -> set[str]:
    return {name for _, name in files_of(photo)}


def test_there_is_a_file_for_every_width_the_photo_has():
    assert [width for width, _ in files_of(a_photo())] == [320, 640, 960, 1000]


def test_the_files_carry_the_composed_credit():
    assert carried_by(a_photo(credit=a_credit())).credit_line == "AP Photo/Jane Doe"


@pytest.mark.parametrize(
    "changed",
    [
        {"creators": "John Roe"},
        {"copyright_notice": "© AP"},
        {"usage_terms": "No archive."},
        {"license_url": "https://example.org/"},
        {"data_mining": "DMI-PROHIBITED"},
    ],
)
def test_another_credit_is_another_name(changed):
    before, after = a_photo(credit=a_credit()), a_photo(credit=a_credit(**changed))

    assert names(before).isdisjoint(names(after))


def test_what_no_file_carries_changes_no_name():
    assert names(a_photo()) == names(a_photo(alt_text="Fog.", focal_x=0.2))


def test_a_name_tells_the_photo_and_the_width_whatever_its_version():
    for width, name in files_of(a_photo(credit=a_credit())):
        assert meant_by(name) == ("kT3-_x9mQ2aZ7bR1", width)


@pytest.mark.parametrize("name", ["", "x.webp", "../../etc/passwd", "kT3-_x9mQ2aZ7bR1-320.webp"])
def test_what_is_no_name_of_ours_means_nothing(name):
    assert meant_by(name) is None
