"""Photo credit lines as agencies and museums write them."""

import pytest

from articles.importing.wire.photo_credits import read_photo_credit


def parts(text: str) -> dict:
    credit = read_photo_credit(text)
    fields = ("kind", "creators", "supplier", "via", "holder", "license_name")
    return {name: value for name in fields if (value := getattr(credit, name))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo courtesy of Harbour Museum", {"kind": "courtesy", "holder": "Harbour Museum"}),
        (
            "Courtesy of the Poe family via AP",
            {"kind": "courtesy", "holder": "the Poe family", "via": "AP"},
        ),
        ("REUTERS/Jane Doe", {"kind": "agency", "creators": ("Jane Doe",), "supplier": "REUTERS"}),
        ("AP Photo/Jane Doe", {"kind": "agency", "creators": ("Jane Doe",), "supplier": "AP"}),
        (
            "(AP Photo/Jane Doe, John Roe)",
            {"kind": "agency", "creators": ("Jane Doe", "John Roe"), "supplier": "AP"},
        ),
        ("Jane Doe / AFP", {"kind": "agency", "creators": ("Jane Doe",), "supplier": "AFP"}),
        (
            "Jane Doe/AFP via Getty Images",
            {"kind": "agency", "creators": ("Jane Doe",), "supplier": "AFP", "via": "Getty Images"},
        ),
        (
            "Jane Doe/Getty Images",
            {"kind": "agency", "creators": ("Jane Doe",), "supplier": "Getty Images"},
        ),
        (
            "Photo by Jane Doe/Getty Images",
            {"kind": "agency", "creators": ("Jane Doe",), "supplier": "Getty Images"},
        ),
        (
            "Jane Doe/The New York Times via AP",
            {
                "kind": "agency",
                "creators": ("Jane Doe",),
                "supplier": "The New York Times",
                "via": "AP",
            },
        ),
        ("Harbour Museum via AP", {"kind": "handout", "holder": "Harbour Museum", "via": "AP"}),
        ("Handout/Harbour Museum", {"kind": "handout", "holder": "Harbour Museum"}),
        (
            "Jane Doe/Pool/Reuters",
            {"kind": "pool", "creators": ("Jane Doe",), "supplier": "Reuters"},
        ),
        (
            "Jane Doe/iStock/Getty Images Plus",
            {"kind": "stock", "creators": ("Jane Doe",), "supplier": "iStock / Getty Images Plus"},
        ),
        ("Photo: Jane Doe", {"creators": ("Jane Doe",)}),
        ("Image: Jane Doe.", {"creators": ("Jane Doe",)}),
        ("Photo: Reuters", {"kind": "agency", "supplier": "Reuters"}),
        (
            "© Jane Doe / Magnum",
            {"kind": "agency", "creators": ("Jane Doe",), "supplier": "Magnum"},
        ),
        (
            "Jane Doe / CC BY 4.0",
            {"kind": "creative_commons", "creators": ("Jane Doe",), "license_name": "CC BY 4.0"},
        ),
        (
            "Photo: Jane Doe (CC BY-SA 2.0)",
            {"kind": "creative_commons", "creators": ("Jane Doe",), "license_name": "CC BY-SA 2.0"},
        ),
        (
            "NASA, public domain",
            {"kind": "public_domain", "creators": ("NASA",), "license_name": "public domain"},
        ),
    ],
)
def test_a_credit_is_taken_apart(text, expected):
    assert parts(text) == expected
    assert read_photo_credit(text).complete


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Photo courtesy", "courtesy"),
        ("Photo courtesy of", "courtesy"),
        ("Courtesy photo", "courtesy"),
        ("Photo", ""),
        ("Photo by", ""),
        ("Handout photo", "handout"),
        ("File photo", "archive"),
    ],
)
def test_a_credit_that_names_nobody_is_incomplete(text, kind):
    credit = read_photo_credit(text)

    assert (credit.kind, credit.complete) == (kind, False)


@pytest.mark.parametrize(
    "text",
    [
        "Reuters",
        "AFP via CNA",
        "AP/Reuters",
        "Reuters/Ipsos",
        "The wall reopened on Monday.",
        "",
        "Photo: the harbour at dawn",
        "© 2024 Harbour News. All rights reserved.",
        "He died by courtesy of fate, said the man who took the photo of it.",
    ],
)
def test_what_credits_no_photo_is_declined(text):
    assert read_photo_credit(text) is None
