"""What was not kept of photos at first is read from their originals, where nothing stands yet."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles.changes import Change
from articles.photos import alike, intake, rereading
from articles.photos.models import Photo, RenditionsDue
from articles.photos.renditions import Embedded, render
from tests.photos.test_looks import drawn

pytestmark = pytest.mark.django_db

MARKED = Embedded(
    creators=("Jane Doe",),
    credit_line="AFP",
    data_mining="DMI-PROHIBITED",
    digital_source_type="trainedAlgorithmicMedia",
)
UNREAD = {"looks": None, "data_mining": "", "digital_source_type": "", "place": ""}


def a_file(seed: int) -> BytesIO:
    return BytesIO(render(drawn(seed), 640, "JPEG", embedded=MARKED))


@pytest.fixture
def old_photo() -> Photo:
    """As it stood when neither its marks nor its looks were kept."""
    photo = intake.take_in(a_file(1), name="old.jpg")
    Photo.objects.filter(pk=photo.pk).update(**UNREAD)
    Change.objects.all().delete()
    RenditionsDue.objects.all().delete()
    photo.refresh_from_db()
    return photo


def test_what_an_original_states_is_filled_in_and_its_files_are_made_anew(old_photo):
    assert rereading.read_again() == (1, 1, 0)

    photo = Photo.objects.get()
    assert photo.data_mining == "DMI-PROHIBITED"
    assert photo.digital_source_type == "trainedAlgorithmicMedia"
    assert photo.looks is not None
    assert Change.objects.filter(key=photo.change_key).exists()
    assert RenditionsDue.objects.get().photo == photo


def test_what_a_person_typed_stays(old_photo):
    typed = {"data_mining": "DMI-ALLOWED", "place": "The quay", "expires_on": date(2030, 5, 4)}
    Photo.objects.update(**typed)

    assert rereading.read_again() == (1, 1, 0)

    photo = Photo.objects.get()
    assert {name: getattr(photo, name) for name in typed} == typed
    assert photo.digital_source_type == "trainedAlgorithmicMedia"


def test_what_is_typed_while_an_original_is_read_stays(old_photo):
    Photo.objects.update(data_mining="DMI-ALLOWED")  # of which `old_photo` knows nothing

    assert set(rereading.fill(old_photo)) == {"data_mining", "digital_source_type"}

    assert Photo.objects.get().data_mining == "DMI-ALLOWED"


def test_a_picture_put_in_its_place_meanwhile_is_left_alone(old_photo):
    intake.replace(Photo.objects.get(), BytesIO(a_file(2).getvalue()), name="b.jpg", by=None)
    Photo.objects.update(data_mining="")

    assert rereading.fill(old_photo) == {}
    assert Photo.objects.get().data_mining == ""


def test_what_was_kept_from_the_start_is_not_filled_in_again(old_photo, monkeypatch):
    marks = {"supplier_ref": "RC1", "digital_source_type": "", "data_mining": "", "place": "Here"}
    monkeypatch.setattr(
        rereading.suggestions, "marks", lambda said: marks | {"expires_on": date(2031, 1, 1)}
    )

    rereading.read_again()

    photo = Photo.objects.get()
    assert (photo.supplier_ref, photo.place, photo.expires_on) == ("", "Here", date(2031, 1, 1))


def test_no_photo_is_read_twice(old_photo):
    rereading.read_again()
    Photo.objects.update(data_mining="")

    assert rereading.read_again() == (0, 0, 0)
    assert Photo.objects.get().data_mining == ""


def test_an_original_that_cannot_be_read_costs_only_that_photo(old_photo):
    for seed in (2, 3):
        intake.take_in(a_file(seed), name=f"{seed}.jpg")
    Photo.objects.update(**UNREAD)
    default_storage.delete(old_photo.original.name)

    assert rereading.read_again() == (2, 2, 1)
    assert set(Photo.objects.filter(looks=None)) == {old_photo}


def test_the_command_says_how_many_and_says_nothing_the_next_time(old_photo):
    like_it = intake.take_in(
        BytesIO(render(drawn(1), 320, "WEBP", embedded=MARKED)), name="again.webp"
    )

    said = [StringIO(), StringIO()]
    for out in said:
        call_command("remake_photos", stdout=out)

    assert "1 originals read again, 1 with marks filled in\n" in said[0].getvalue()
    assert "read again" not in said[1].getvalue()
    assert alike.looking_like(Photo.objects.get(pk=old_photo.pk)) == [like_it]
