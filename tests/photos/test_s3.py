"""Photos kept in S3-compatible storage, as STORAGE_URL=s3://… sets it: no folder is touched.

The other side is moto's S3 inside this process, which answers boto3 as S3 does; the network stays
shut. What it cannot show (speed, failures half-way, another maker's dialect) is not shown here.
"""

import os
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from moto import mock_aws
from PIL import Image

from articles.photos import intake, making, metadata
from articles.photos.files import wanted
from articles.photos.models import Photo, RenditionsDue
from articles.stories.copy import PlacementCopy
from newsroom.settings import storage_at
from tests.editing.desks import at_the_desk
from tests.newsroom import a_credit, a_published_story
from tests.photos.makers import files, let_another_overtake

pytestmark = pytest.mark.django_db

BUCKET = "photos"


@pytest.fixture
def bucket(settings, monkeypatch, tmp_path):
    """The names in a bucket of our own, which is where files now go."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": storage_at(f"s3://{BUCKET}?region_name=us-east-1")
    }
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield lambda: {
            row["Key"] for row in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        }
    assert list(tmp_path.iterdir()) == []


def a_file(shade: int = 0) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (700, 500), (shade, 90, 90)).save(file, "JPEG")
    return file


def test_a_photo_is_taken_in_made_remade_and_let_go_there(
    bucket, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = intake.take_in(a_file(), name="fog.jpg", credit=a_credit(creators="Lena Osei"))
    photo.refresh_from_db()
    assert bucket() == {photo.original.name, *files(photo)}
    assert set(photo.renditions.values_list("name", flat=True)) == wanted(photo).keys()

    former = bucket()
    photo.credit.creators = "Mia Brandt"
    photo.credit.save()
    with django_capture_on_commit_callbacks(execute=True):
        making.ask([photo.pk])
    assert bucket() & former == {photo.original.name}
    with photo.renditions.first().file.open() as file:
        assert metadata.read(file.read()).creators == ("Mia Brandt",)

    with django_capture_on_commit_callbacks(execute=True):
        intake.let_go(photo)
    assert bucket() == set()


def test_readers_get_files_from_there_and_a_lost_one_is_not_found(client, bucket):
    photo = intake.take_in(a_file(), name="fog.jpg", credit=a_credit())
    making.make(photo.pk)
    a_published_story(placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),))
    row = photo.renditions.get(preset="320", format="AVIF")

    answer = client.get(f"/media/{row.name}")
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as served:
        assert (served.format, served.width) == ("AVIF", 320)

    default_storage.delete(row.file.name)
    assert client.get(f"/media/{row.name}").status_code == 404


def test_what_fails_leaves_nothing_behind_there(bucket, monkeypatch):
    monkeypatch.setattr(making, "ask", lambda photos: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        intake.take_in(a_file(), name="fog.jpg")

    assert bucket() == set()


def test_nothing_there_is_written_over(bucket):
    first, second = (default_storage.save("a/note.txt", ContentFile(said)) for said in "ab")

    assert bucket() == {first, second}
    assert [default_storage.open(name).read() for name in (first, second)] == [b"a", b"b"]


def test_a_former_picture_of_the_same_format_stays_there(bucket):
    photo = intake.take_in(a_file(1), name="fog.jpg")

    intake.replace(photo, a_file(200), name="rain.jpg", by=None)

    former = photo.former_pictures.get()
    assert former.original.read() == a_file(1).getvalue()
    assert photo.original.read() == a_file(200).getvalue()
    assert bucket() == {former.original.name, photo.original.name}


def test_files_gone_from_there_are_found_and_made_again(bucket):
    photo = intake.take_in(a_file(), name="fog.jpg", credit=a_credit())
    making.make(photo.pk)
    for row in photo.renditions.filter(format="AVIF"):
        default_storage.delete(row.file.name)

    assert making.ask_by_difference() == 1
    assert making.make(photo.pk) is True
    assert bucket() == {photo.original.name, *files(photo)}
    assert making.ask_by_difference() == 0


def test_of_two_makers_there_the_slower_takes_away_nothing_of_the_others(bucket, monkeypatch):
    photo = intake.take_in(a_file(), name="fog.jpg", credit=a_credit())
    second = let_another_overtake(monkeypatch, photo)

    assert making.make(photo.pk) is False
    assert second == [True]
    assert bucket() == {photo.original.name, *files(photo)}


def test_where_another_picture_fails_to_take_its_place_the_original_stays_there(
    bucket, monkeypatch
):
    photo = intake.take_in(a_file(1), name="fog.jpg")
    monkeypatch.setattr(making, "ask", lambda photos: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        intake.replace(photo, a_file(200), name="rain.jpg", by=None)

    photo = Photo.objects.get()
    assert bucket() == {photo.original.name}
    assert photo.original.read() == a_file(1).getvalue()


def unreachable(**request):
    raise EndpointConnectionError(endpoint_url="https://s3.example")


def too_busy(**request):
    """What S3 answers to who asks too often."""
    said = {"Code": "SlowDown", "Message": "Reduce your request rate."}
    return SimpleNamespace(status_code=503), {"Error": said}


def forbidding(**request):
    """What S3 answers to who has not the right."""
    said = {"Code": "AccessDenied", "Message": "Access denied."}
    told = {"HTTPStatusCode": 403}
    return SimpleNamespace(status_code=403), {"Error": said, "ResponseMetadata": told}


@pytest.fixture
def failing(bucket):
    """`failing(how, call, within)`: have such calls of S3 about names with `within` fail."""

    def register(how, call: str, within: str):
        def answer(params, **request):
            return how() if within in str(params["url_path"]) + str(params["body"]) else None

        default_storage.connection.meta.client.meta.events.register(
            f"before-call.s3.{call}", answer
        )

    return register


@pytest.mark.parametrize(
    ("how", "told"), [(unreachable, "Could not connect"), (too_busy, "SlowDown")]
)
def test_one_photo_that_cannot_be_kept_is_tried_later_and_the_others_are_made(
    how, told, bucket, failing, capsys
):
    broken, fine = (
        intake.take_in(a_file(shade), name="fog.jpg", credit=a_credit()) for shade in (1, 2)
    )
    failing(how, "PutObject", f"{broken.public_id}-640")
    RenditionsDue.objects.filter(photo=broken).update(since=timezone.now() - timedelta(hours=1))

    call_command("tick")

    assert "files of 1 photos were made" in capsys.readouterr().out
    [due] = RenditionsDue.objects.all()
    assert (due.photo, due.failures) == (broken, 1)
    assert told in due.failure
    assert bucket() == {broken.original.name, fine.original.name, *files(fine)}


@pytest.mark.parametrize(("how", "call"), [(unreachable, "GetObject"), (forbidding, "HeadObject")])
def test_while_it_does_not_answer_readers_and_staff_are_told_to_ask_again(
    how, call, client, bucket, failing
):
    photo = intake.take_in(a_file(), name="fog.jpg", credit=a_credit())
    making.make(photo.pk)
    a_published_story(placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),))
    row = photo.renditions.get(preset="320", format="AVIF")
    staff = at_the_desk("Photo desk")
    failing(how, call, "")

    for answer in (
        client.get(f"/media/{row.name}"),
        staff.get(reverse("admin:photo_file", args=[photo.pk, 320])),
        staff.get(reverse("admin:articles_photo_original", args=[photo.pk])),
    ):
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "60"
        assert answer.headers["Cache-Control"].split(",")[0] == "no-store"
        assert "ETag" not in answer.headers
    has_it = {"If-None-Match": f'"{row.name}"'}
    assert client.get(f"/media/{row.name}", headers=has_it).status_code == 304
    form = staff.get(reverse("admin:articles_photo_change", args=[photo.pk]))
    assert "The file names nobody" in form.content.decode()


def test_new_files_stay_although_the_old_ones_could_not_be_taken_away(
    bucket, failing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = intake.take_in(a_file(), name="fog.jpg", credit=a_credit(creators="Lena Osei"))
    photo.credit.creators = "Mia Brandt"
    photo.credit.save()
    failing(unreachable, "DeleteObject", "renditions/")
    former = files(photo)

    with django_capture_on_commit_callbacks(execute=True):
        making.ask([photo.pk])

    assert bucket() == {photo.original.name, *former, *files(photo)}
    assert former.isdisjoint(files(photo))
    assert not RenditionsDue.objects.exists()


def test_one_variable_sets_it():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from newsroom.settings import STORAGES; print(STORAGES['default'])",
        ],
        cwd=site.BASE_DIR,
        env=os.environ
        | {"STORAGE_URL": "s3://photos?endpoint_url=https://s3.example&region_name=x"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    assert "storages.backends.s3.S3Storage" in told
    assert "'bucket_name': 'photos', 'endpoint_url': 'https://s3.example'" in told
