"""The desk is offered the same picture in another file, at intake and beside the photo."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.photos import alike, intake
from articles.photos.models import Photo
from tests.newsroom import a_credit
from tests.photos.test_looks import drawn

from .desks import at_the_desk, queries, said, shown

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:articles_photo_add")


def a_file(name: str, picture, format: str = "JPEG", **how) -> SimpleUploadedFile:
    file = BytesIO()
    picture.save(file, format, **how)
    return SimpleUploadedFile(name, file.getvalue())


@pytest.fixture
def ferry() -> Photo:
    credit = a_credit("agency", "Jane Doe", supplier="AFP")
    file = a_file("ferry.jpg", drawn(1))
    return intake.take_in(file, name="ferry.jpg", caption="A ferry", credit=credit)


@pytest.mark.parametrize("by_script", [False, True])
def test_the_same_picture_saved_anew_is_taken_in_and_said_to_look_like_the_other(ferry, by_script):
    client = at_the_desk("Photo desk")
    small = a_file("small.webp", drawn(1).resize((320, 240)), "WEBP", quality=60)

    if by_script:
        done = client.post(UPLOAD, {"files": small}, headers={"Accept": "application/json"}).json()
        assert done["is_new"]
        sentence = done["said"]
    else:
        [sentence] = said(client.post(UPLOAD, {"files": small}))

    assert Photo.objects.count() == 2
    assert sentence.endswith("taken in. It looks like “A ferry”, which is in the library.")


def test_another_picture_looks_like_none(ferry):
    [sentence] = said(at_the_desk("Photo desk").post(UPLOAD, {"files": a_file("b.jpg", drawn(2))}))

    assert sentence == "“b.jpg” was taken in."


def test_a_photos_screen_shows_what_it_looks_like_with_whose_it_is(ferry):
    anew = intake.take_in(a_file("anew.png", drawn(1), "PNG"), name="anew.png", caption="Anew")
    other = intake.take_in(a_file("b.jpg", drawn(2)), name="b.jpg")
    client = at_the_desk("Photo desk")

    def screen(photo) -> str:
        return shown(client, reverse("admin:articles_photo_change", args=[photo.pk]))

    assert "Looks like" in screen(anew)
    assert 'alt="A ferry"' in screen(anew)
    assert "640 × 480, Jane Doe / AFP" in screen(anew)
    assert 'alt="Anew"' in screen(ferry)
    assert "Looks like" not in screen(other)


def test_a_picture_put_in_the_place_of_another_is_looked_at_anew(ferry):
    file = a_file("b.jpg", drawn(2))
    like_it = intake.take_in(a_file("c.webp", drawn(2), "WEBP"), name="c.webp")

    assert alike.looking_like(ferry) == []
    intake.replace(ferry, file, name="b.jpg", by=None)

    assert alike.looking_like(ferry) == [like_it]


def test_a_photo_that_nobody_has_looked_at_yet_looks_like_none(ferry):
    intake.take_in(a_file("anew.png", drawn(1), "PNG"), name="anew.png")
    Photo.objects.filter(pk=ferry.pk).update(looks=None)
    ferry.refresh_from_db()

    assert alike.looking_like(ferry) == []


def test_the_screen_takes_the_same_queries_with_one_alike_and_with_several(ferry):
    client = at_the_desk("Photo desk")
    address = reverse("admin:articles_photo_change", args=[ferry.pk])
    intake.take_in(a_file("a.png", drawn(1), "PNG"), name="a.png")
    one = queries(client, address)
    for quality in (60, 70, 80):
        intake.take_in(a_file("a.jpg", drawn(1), quality=quality), name="a.jpg")

    assert queries(client, address) == one
