"""Photos are found by the credit as it is printed."""

from itertools import product

import pytest
from django.utils.translation import override

from articles.editing.library.photo_filters import with_words
from articles.photos.credit_line import COMPOSERS
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo

pytestmark = pytest.mark.django_db

FACTS = {
    "creators": ("", "Jane Doe", "Jane Doe\nJo Bloggs"),
    "supplier": ("", "Associated Press", "reuters", "Getty", "Doe & Sons"),
    "via": ("", "Agence France-Presse"),
    "holder": ("", "Harbour Museum"),
}


@pytest.fixture
def photos():
    """One of every kind of credit there is, and one that none of their words is found in."""
    credits = [
        PhotoCredit(
            slug=f"c{number}",
            kind=kind,
            license_name="CC BY 4.0",
            **dict(zip(FACTS, said, strict=True)),
        )
        for number, (kind, *said) in enumerate(product(COMPOSERS, *FACTS.values()))
    ]
    credits.append(PhotoCredit(slug="other", kind="staff", creators="Zoë Xu"))
    PhotoCredit.objects.bulk_create(credits)
    Photo.objects.bulk_create(
        Photo(sha256=credit.slug, width=4, height=3, credit=credit) for credit in credits
    )
    return list(Photo.objects.select_related("credit"))


@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_every_photo_is_found_by_the_whole_line_of_its_credit(photos, language):
    with override(language):
        by_line = {photo.credit_line: photo for photo in photos}
        assert len(by_line) > 300
        for line, photo in list(by_line.items())[::7]:
            found = with_words(Photo.objects.all(), line).values_list("pk", flat=True)
            assert photo.pk in found, line
            assert len(found) < len(photos), line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("AP Photo/Jane Doe", "AP Photo/Jane Doe"),
        ("jane doe / reuters", "REUTERS/Jane Doe"),
        ("Photo by Jane Doe and Jo Bloggs/Getty Images", None),
        ("Harbour Museum, public domain", "Jane Doe / Harbour Museum / Public domain"),
        ("Jo Bloggs / The Newsroom", "Jane Doe and Jo Bloggs / The Newsroom"),
        ("CC BY 4.0 Jane", "Jane Doe / CC BY 4.0"),
        ("AFP", "Jane Doe/REUTERS via AFP"),
    ],
)
def test_what_is_typed_finds_the_photos_with_it_in_their_lines(photos, typed, line):
    found = {photo.credit_line for photo in with_words(Photo.objects.all(), typed)}

    assert (line or typed) in found
    assert "Zoë Xu / The Newsroom" not in found


def test_words_of_the_caption_and_of_the_credit_find_a_photo_together(photos):
    fog = next(photo for photo in photos if photo.credit_line == "AP Photo/Jane Doe")
    Photo.objects.filter(pk=fog.pk).update(caption="Fog on the quay.")

    assert set(with_words(Photo.objects.all(), "quay AP Photo/Jane")) == {fog}
    assert not with_words(Photo.objects.all(), "quay Pool/Jane")
    assert not with_words(Photo.objects.all(), "crane AP Photo/Jane")


def test_a_lone_stroke_asks_for_nothing(photos):
    assert with_words(Photo.objects.all(), " / ").count() == len(photos)
