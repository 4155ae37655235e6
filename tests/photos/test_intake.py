"""Taking photos in: files first, rows after, and nothing left behind by a refusal."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from articles.photos import intake, metadata
from articles.photos.files import files_of
from articles.photos.models import Photo, PhotoCredit, Rendition
from articles.photos.renditions import Embedded, render

pytestmark = pytest.mark.django_db

SAID = Embedded(
    creators=("Jane Doe",),
    credit_line="REUTERS/Jane Doe",
    copyright_notice="© 2026 Reuters",
    caption="Fog over the harbour.",
)


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_file(size=(1000, 700), embedded=SAID, shade=0) -> BytesIO:
    picture = Image.new("RGB", size, (shade, 90, 90))
    return BytesIO(render(picture, size[0], "JPEG", embedded=embedded))


def kept(folder) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_photo_is_taken_in_with_what_its_file_says_and_the_files_readers_get(empty_storage):
    photo = intake.take_in(a_file(), name="fog.jpg")

    assert (photo.width, photo.height, photo.format) == (1000, 700, "JPEG")
    assert (photo.caption, photo.credit) == ("Fog over the harbour.", None)
    assert [row.width for row in photo.renditions.all()] == [320, 640, 960, 1000]
    assert kept(empty_storage) == {
        f"originals/{photo.public_id}.jpeg",
        *(f"renditions/{name}" for _, name in files_of(photo)),
    }


def test_the_original_is_kept_as_it_came():
    file = a_file()
    photo = intake.take_in(file, name="fog.jpg")

    assert photo.original.read() == file.getvalue()


def test_what_a_person_says_goes_before_what_the_file_says():
    credit = PhotoCredit.objects.create(kind="staff", creators="Ada")
    photo = intake.take_in(a_file(), name="f.jpg", caption="Ours.", alt_text="Fog.", credit=credit)

    photo.refresh_from_db()
    assert (photo.caption, photo.alt_text, photo.credit) == ("Ours.", "Fog.", credit)
    with photo.renditions.first().file.open() as file:
        assert metadata.read(file.read()).caption == "Ours."


def test_the_same_file_twice_is_one_photo():
    photo = intake.take_in(a_file(), name="fog.jpg")

    assert intake.find(a_file()) == photo
    assert intake.take_in(a_file(), name="again.jpg") == photo
    assert intake.find(a_file(shade=200)) is None
    assert Photo.objects.count() == 1


def test_what_is_no_photo_is_refused_by_its_name_and_leaves_nothing(empty_storage):
    with pytest.raises(intake.Refused, match=r"“story\.pdf” was not taken\. This is a PDF"):
        intake.take_in(BytesIO(b"%PDF-1.7 ..."), name="story.pdf")

    assert not Photo.objects.exists()
    assert kept(empty_storage) == set()


def test_files_written_before_something_went_wrong_are_taken_away(empty_storage, monkeypatch):
    saving = default_storage.save

    def failing(name, content, *args, **kwargs):
        if "-960-" in name:
            raise OSError("the disk is full")
        return saving(name, content, *args, **kwargs)

    monkeypatch.setattr(default_storage, "save", failing)
    with pytest.raises(OSError, match="the disk is full"):
        intake.take_in(a_file(), name="fog.jpg")

    assert not Photo.objects.exists()
    assert kept(empty_storage) == set()


def test_somebody_else_bringing_the_same_file_at_that_moment_is_no_error(
    empty_storage, monkeypatch
):
    first = intake.take_in(a_file(), name="fog.jpg")
    before = kept(empty_storage)
    looks = iter([None, first])
    monkeypatch.setattr(intake, "with_bytes", lambda data: next(looks))

    assert intake.take_in(a_file(), name="fog.jpg") == first
    assert kept(empty_storage) == before


def test_the_hour_is_taken_over_where_the_file_knows_it():
    file = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:05:04 14:30:00"
    exif.get_ifd(0x8769)[0x9011] = "+00:00"
    Image.new("RGB", (400, 300)).save(file, "JPEG", exif=exif)

    photo = intake.take_in(file, name="fog.jpg")

    assert photo.taken_at == datetime(2026, 5, 4, 14, 30, tzinfo=UTC)


def test_a_photo_let_go_takes_its_files_along(empty_storage, at_once):
    photo = intake.take_in(a_file(), name="fog.jpg")

    with at_once():
        intake.let_go(photo)

    assert not Photo.objects.exists()
    assert kept(empty_storage) == set()


# --- Remaking


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Run what waits for the end of the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_credit_put_right_is_in_every_file_under_a_new_address(empty_storage, at_once):
    photo = intake.take_in(a_file(), name="fog.jpg")
    old = {row.name for row in photo.renditions.all()}
    photo.credit = PhotoCredit.objects.create(kind="agency", creators="Jane Doe", supplier="AP")
    photo.save()

    with at_once():
        assert intake.remake(photo) is True

    rows = list(photo.renditions.all())
    assert {row.name for row in rows}.isdisjoint(old)
    for row in rows:
        with row.file.open() as file:
            assert metadata.read(file.read()).credit_line == "AP Photo/Jane Doe"
    assert kept(empty_storage) == {photo.original.name, *(row.file.name for row in rows)}


def test_files_that_carry_what_they_should_are_left_alone(empty_storage):
    photo = intake.take_in(a_file(), name="fog.jpg")
    before = list(Rendition.objects.values())

    assert intake.remake(photo) is False
    assert list(Rendition.objects.values()) == before


def test_a_remake_that_fails_leaves_the_old_files_standing(empty_storage, monkeypatch, at_once):
    photo = intake.take_in(a_file(), name="fog.jpg")
    before = kept(empty_storage)
    Photo.objects.update(caption="Another.")
    photo.refresh_from_db()
    monkeypatch.setattr(intake.renditions, "render", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError), at_once():
        intake.remake(photo)

    assert kept(empty_storage) == before
    assert {row.file.name for row in Rendition.objects.all()} <= before


def test_the_command_remakes_what_needs_it_and_only_that(capsys):
    stale = intake.take_in(a_file(), name="fog.jpg")
    intake.take_in(a_file(shade=200), name="rain.jpg")
    Photo.objects.filter(pk=stale.pk).update(caption="Another.")

    call_command("remake_photos")
    call_command("remake_photos")

    assert capsys.readouterr().out == "1 remade\n0 remade\n"
