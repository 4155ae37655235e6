"""Taking photos in: the file first, its row after, and nothing left behind by a refusal."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from PIL import Image

from articles.photos import intake
from articles.photos.credits import PhotoCredit, use
from articles.photos.files import version, wanted
from articles.photos.models import Photo, RenditionsDue, original_path
from articles.photos.renditions import Embedded, render
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_credit, a_published_story

pytestmark = pytest.mark.django_db

SAID = Embedded(
    creators=("Jane Doe",),
    credit_line="REUTERS/Jane Doe",
    copyright_notice="© 2026 Reuters",
    caption="Fog over the harbour.",
)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Run what waits for the end of the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_file(size=(1000, 700), embedded=SAID, shade=0) -> BytesIO:
    picture = Image.new("RGB", size, (shade, 90, 90))
    return BytesIO(render(picture, size[0], "JPEG", embedded=embedded))


def kept(folder) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_photo_is_taken_in_with_what_its_file_says(empty_storage):
    photo = intake.take_in(a_file(), name="fog.jpg")

    assert (photo.width, photo.height, photo.format) == (1000, 700, "JPEG")
    assert (photo.caption, photo.credit) == ("Fog over the harbour.", None)
    assert kept(empty_storage) == {photo.original.name}
    assert photo.original.name.startswith(f"originals/{photo.public_id}")


def test_the_files_readers_get_are_asked_for_and_made_when_it_is_through(empty_storage, at_once):
    with at_once():
        photo = intake.take_in(a_file(), name="fog.jpg")
        assert (photo.made, RenditionsDue.objects.get().photo) == ("", photo)

    photo.refresh_from_db()
    assert photo.made == version(photo)
    assert kept(empty_storage) == {
        photo.original.name,
        *photo.renditions.values_list("file", flat=True),
    }
    assert set(photo.renditions.values_list("name", flat=True)) == wanted(photo).keys()
    assert not RenditionsDue.objects.exists()


def test_no_two_originals_of_a_photo_have_one_name_wherever_they_are_kept():
    photo = intake.take_in(a_file(), name="fog.jpg")
    paths = {original_path(photo, "fog.jpg") for _ in range(3)}

    assert len(paths | {photo.original.name}) == 4


def test_the_original_is_kept_as_it_came():
    file = a_file()
    photo = intake.take_in(file, name="fog.jpg")

    assert photo.original.read() == file.getvalue()


def test_what_a_person_says_goes_before_what_the_file_says():
    credit = PhotoCredit.objects.create(kind="staff", creators="Ada")
    photo = intake.take_in(a_file(), name="f.jpg", caption="Ours.", alt_text="Fog.", credit=credit)

    photo.refresh_from_db()
    assert (photo.caption, photo.alt_text, photo.credit) == ("Ours.", "Fog.", credit)


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


def test_a_file_written_before_something_went_wrong_is_taken_away(empty_storage, monkeypatch):
    monkeypatch.setattr(intake.making, "ask", lambda photos: 1 / 0)

    with pytest.raises(ZeroDivisionError):
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
    with at_once():
        photo = intake.take_in(a_file(), name="fog.jpg")
    assert len(kept(empty_storage)) > 1

    with at_once():
        intake.let_go(photo)

    assert not Photo.objects.exists()
    assert kept(empty_storage) == set()


MARKED = Embedded(
    credit_line="REUTERS/Jane Doe",
    data_mining="DMI-PROHIBITED",
    digital_source_type="trainedAlgorithmicMedia",
)


def test_what_a_file_is_marked_with_stands_on_its_photo_whatever_credit_it_is_given():
    staff = PhotoCredit.objects.create(kind="staff", creators="Ada")
    photo = intake.take_in(a_file(embedded=MARKED), name="fog.jpg", credit=staff)

    photo.refresh_from_db()
    assert (photo.source_type, photo.mining_wish) == ("trainedAlgorithmicMedia", "DMI-PROHIBITED")
    assert photo.label == "Generated picture"
    assert "marked" in {reason.code for reason in photo.may_run(use())}


def test_a_photo_ends_on_its_own_day_or_its_credits_whichever_is_first():
    first, last = date(2026, 5, 4), date(2026, 6, 1)
    for own, credits in ((first, last), (last, first), (first, None), (None, first)):
        credit = PhotoCredit(kind="staff", creators="Ada", expires_on=credits)
        photo = Photo(credit=credit, expires_on=own, alt_text="Fog.")
        assert photo.last_day == first
        assert photo.may_run(use(), at=datetime(2026, 5, 4, 12, tzinfo=UTC)) == []
        [reason] = photo.may_run(use(), at=datetime(2026, 5, 5, 12, tzinfo=UTC))
        assert reason.code == "expired"


# --- Another picture in its place


def test_a_photo_replaced_keeps_its_words_and_its_uses(empty_storage, at_once):
    with at_once():
        photo = intake.take_in(a_file(), name="fog.jpg", alt_text="Fog.", credit=a_credit())
    story = a_published_story(placements=(PlacementCopy("p001", photo.pk, "lead"),))
    photo.refresh_from_db()
    former = kept(empty_storage)

    with at_once():
        better = a_file((640, 480), shade=200, embedded=Embedded(caption="Rain."))
        intake.replace(photo, better, name="better.jpg", by=None)
        assert photo.made == ""  # readers are not shown the former picture as if it were this one

    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.alt_text) == (640, 480, "Fog.")
    assert photo.placements.get().story == story
    originals = {path for path in former if path.startswith("originals/")}
    assert kept(empty_storage) & former == originals
    assert photo.former_pictures.get().original.name in originals
    presets = {row.preset for row in photo.renditions.all()}
    assert presets == {"320", "640", "card320", "card640", "social"}


def test_what_the_former_file_was_marked_with_is_the_new_files_to_say():
    photo = intake.take_in(a_file(embedded=MARKED), name="fog.jpg")
    Photo.objects.filter(pk=photo.pk).update(supplier_ref="H-1", place="Bristol")
    photo.refresh_from_db()

    plain = a_file(shade=200, embedded=Embedded(data_mining="DMI-ALLOWED"))
    intake.replace(photo, plain, name="better.jpg", by=None, typed=["place"])

    photo.refresh_from_db()
    assert (photo.digital_source_type, photo.data_mining) == ("", "DMI-ALLOWED")
    assert (photo.supplier_ref, photo.place) == ("", "Bristol")


def test_a_photo_is_not_replaced_by_another_photographers_under_the_credit_it_has(empty_storage):
    credit = PhotoCredit.objects.create(kind="agency", creators="Jane Doe", supplier="REUTERS")
    photo = intake.take_in(a_file(), name="fog.jpg", credit=credit)
    others = Embedded(credit_line="Li Wei/AFP")

    with pytest.raises(intake.Refused, match="somebody else"):
        intake.replace(photo, a_file(shade=200, embedded=others), name="o.jpg", by=None)

    assert kept(empty_storage) == {photo.original.name}
    assert not photo.former_pictures.exists()


def test_a_photo_let_go_takes_its_former_pictures_along(empty_storage, at_once):
    photo = intake.take_in(a_file(), name="fog.jpg")
    intake.replace(photo, a_file(shade=200), name="better.jpg", by=None)
    assert len(kept(empty_storage)) == 2

    with at_once():
        intake.let_go(photo)

    assert kept(empty_storage) == set()


def test_a_photo_is_not_replaced_by_one_the_library_has(empty_storage):
    photo = intake.take_in(a_file(), name="fog.jpg")
    other = intake.take_in(a_file(shade=200), name="rain.jpg")

    with pytest.raises(intake.Refused, match="in the library already"):
        intake.replace(photo, a_file(shade=200), name="rain.jpg", by=None)

    assert kept(empty_storage) == {photo.original.name, other.original.name}


def test_a_photo_is_not_replaced_by_what_is_no_photo(empty_storage):
    photo = intake.take_in(a_file(), name="fog.jpg")

    with pytest.raises(intake.Refused, match=r"“story\.pdf” was not taken"):
        intake.replace(photo, BytesIO(b"%PDF-1.7 ..."), name="story.pdf", by=None)

    assert kept(empty_storage) == {photo.original.name}
