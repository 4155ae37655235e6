"""Photo credit lines as agencies and museums write them."""

import pytest

from articles.importing.wire.photo_credits import read_photo_credit
from articles.importing.wire.story import plain
from articles.importing.wire.text import read


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
        (
            "AP Photo/Jane Doe, File",
            {"kind": "agency", "creators": ("Jane Doe",), "supplier": "AP"},
        ),
        ("Jane Doe/Pool via AP", {"kind": "pool", "creators": ("Jane Doe",), "via": "AP"}),
        (
            "REUTERS/Jane Doe/File Photo",
            {"kind": "archive", "creators": ("Jane Doe",), "supplier": "REUTERS"},
        ),
        ("EPA-EFE/JANE DOE", {"kind": "agency", "creators": ("JANE DOE",), "supplier": "EPA-EFE"}),
        ("Getty Images", {"kind": "agency", "supplier": "Getty Images"}),
        ("Shutterstock", {"kind": "stock", "supplier": "Shutterstock"}),
        ("Photo: Jane Doe/The Gazette", {"creators": ("Jane Doe",), "supplier": "The Gazette"}),
        (
            "Photo by Jane Doe for The Gazette",
            {"creators": ("Jane Doe",), "supplier": "The Gazette"},
        ),
        ("© 2026 Jane Doe", {"creators": ("Jane Doe",)}),
        ("Photo © Jane Doe 2026", {"creators": ("Jane Doe",)}),
        ("Courtesy U.S. Navy", {"kind": "courtesy", "holder": "U.S. Navy"}),
        ("Image via NASA", {"kind": "courtesy", "holder": "NASA"}),
        ("Image via AFP", {"kind": "agency", "supplier": "AFP"}),
        ("Photo provided by the museum", {"kind": "handout", "holder": "the museum"}),
        ("Photo submitted by Jane Doe", {"kind": "user_submitted", "creators": ("Jane Doe",)}),
        ("Screengrab: BBC", {"kind": "screenshot", "holder": "BBC"}),
        ("Screenshot via YouTube", {"kind": "screenshot", "holder": "YouTube"}),
        ("Image generated with Paintbox", {"kind": "generated", "supplier": "Paintbox"}),
        ("U.S. Navy photo by Jane Doe", {"creators": ("Jane Doe",), "holder": "U.S. Navy"}),
        (
            "Kell Police/Handout via REUTERS",
            {"kind": "handout", "holder": "Kell Police", "via": "REUTERS"},
        ),
        (
            "Photo by Jane Doe, CC BY-SA 3.0, via Wikimedia Commons",
            {
                "kind": "creative_commons",
                "creators": ("Jane Doe",),
                "license_name": "CC BY-SA 3.0",
                "via": "Wikimedia Commons",
            },
        ),
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
        ("Handout via REUTERS", "handout"),
        ("Photo supplied", ""),
        ("Supplied photo", "handout"),
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


COPY = "Wall reopens\n\nThe wall reopened on Monday.\n\nBoats returned at noon.\n\n{}"


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The wall on Monday. (Photo by Jane Doe/Getty Images)", "Photo by Jane Doe/Getty Images"),
        ("The wall on Monday (AP Photo/Jane Doe).", "AP Photo/Jane Doe"),
        ("The wall on Monday [Photo: Jane Doe]", "Photo: Jane Doe"),
        ("FILE PHOTO: The wall. REUTERS/Jane Doe/File Photo", "REUTERS/Jane Doe/File Photo"),
        ("Caption: The wall at dawn. Photo: Jane Doe/AFP", "Photo: Jane Doe/AFP"),
    ],
)
def test_the_credit_a_caption_ends_with_is_found_and_stays_there(caption, credit):
    story = read(COPY.format(caption))

    assert [line.text for line in story.photo_credits] == [credit]
    assert plain(story.blocks[-1].text) == caption
    assert "photo-credit-in-text" in {doubt.code for doubt in story.doubts}


@pytest.mark.parametrize(
    "line",
    [
        "He left (with Jane Doe/Roe).",
        "The wall holds (see the plan). It will.",
        "They left by courtesy of the mayor.",
    ],
)
def test_a_sentence_that_only_looks_like_a_caption_credits_nobody(line):
    assert read(COPY.format(line)).photo_credits == ()


def test_a_notice_of_copyright_at_the_end_is_asked_about():
    story = read(COPY.format("© 2026 Jane Doe"))

    assert (story.photo_credits, plain(story.blocks[-1].text)) == ((), "© 2026 Jane Doe")
    assert [doubt.code for doubt in story.doubts] == ["photo-credit-unsure"]
    assert read(COPY.format("[© 2026 Jane Doe]")).photo_credits[0].creators == ("Jane Doe",)


def test_several_photos_are_each_credited_once():
    story = read(COPY.format("The wall. Photo: A. Poe\n\nBoats. Photo: A. Poe\n\n[Photo: B. Roe]"))

    assert [line.creators for line in story.photo_credits] == [("B. Roe",), ("A. Poe",)]
