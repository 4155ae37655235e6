import pytest

from articles.photos.deeds import DEED, address_of

HERE = "https://creativecommons.org/"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("CC BY 4.0", "licenses/by/4.0/"),
        ("CC-BY-SA-4.0", "licenses/by-sa/4.0/"),
        ("cc by-nc-nd 2.5", "licenses/by-nc-nd/2.5/"),
        ("CC BY-NC-SA 3.0 DE", "licenses/by-nc-sa/3.0/de/"),
        ("CC BY 3.0 IGO", "licenses/by/3.0/igo/"),
        ("CC0", "publicdomain/zero/1.0/"),
        ("CC0 1.0", "publicdomain/zero/1.0/"),
    ],
)
def test_a_licence_named_in_full_has_an_address(name, path):
    assert address_of(name) == HERE + path
    assert DEED.match(address_of(name))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "CC BY",
        "CC BY-SA",
        "Creative Commons",
        "CC BY 5.0",
        "CC BY-SA-ND 4.0",
        "CC BY 4.0 DE",
        "CC BY 4.0 and more",
        "All rights reserved",
    ],
)
def test_a_name_that_leaves_open_which_licence_it_is_has_none(name):
    assert address_of(name) == ""
