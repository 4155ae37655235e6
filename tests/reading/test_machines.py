"""Photo files, the icon, robots.txt, health: what browsers and machines ask for."""

from io import BytesIO

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.templatetags.static import static
from PIL import Image

from articles.photos import files, intake
from articles.publishing import desk
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_credit, a_photo, a_published_story, a_story_in, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    """A photo of the library, made as the desk makes them."""
    drawn = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((700, 400)).save(drawn, "JPEG")
    return intake.take_in(drawn, name="gradient.jpg", credit=a_credit(creators="Lena Osei"))


def shown(photo) -> dict:
    return {"placements": (PlacementCopy("lead", photo=photo.pk, role="lead"),)}


def address(photo) -> str:
    return f"/media/{files.files_of(photo)[0][1]}"


def test_a_photo_of_a_public_story_is_served_for_good(client, photo):
    a_published_story(**shown(photo))
    response = client.get(address(photo))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    served = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (served.format, served.width) == ("WEBP", 320)


def test_a_former_version_of_a_file_is_the_present_one_and_not_kept_long(client, photo):
    a_published_story(**shown(photo))
    old = address(photo)
    photo.credit.creators = "Lena Osei-Brandt"
    photo.credit.save()
    photo.refresh_from_db()
    intake.remake(photo)
    assert address(photo) != old
    response = client.get(old)
    assert response.status_code == 200
    assert "immutable" not in response.headers["Cache-Control"]
    assert "immutable" in client.get(address(photo)).headers["Cache-Control"]


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "ready", "scheduled", "embargoed", "unpublished", "spiked"]
)
def test_a_photo_no_public_story_shows_answers_like_one_that_never_was(client, photo, state):
    a_story_in(state, **shown(photo))
    absent = client.get("/media/AAAAAAAAAAAAAAAA-320-00000000.webp")
    hidden = client.get(address(photo))
    assert (hidden.status_code, hidden.content) == (404, absent.content)


def test_a_photo_whose_credit_may_not_run_is_not_served(client, photo):
    a_published_story(**shown(photo))
    photo.credit.creators = ""
    photo.credit.save()
    assert client.get(address(photo)).status_code == 404


def test_the_photo_of_an_update_to_come_is_not_served_yet(client, photo):
    a_story_in("live_with_scheduled_update", pending=shown(photo))
    assert client.get(address(photo)).status_code == 404


def test_a_photo_an_edition_has_dropped_is_not_served_any_more(client, photo):
    story = a_published_story(**shown(photo))
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")
    assert client.get(address(photo)).status_code == 404


def test_a_file_that_was_lost_is_not_found(client, photo):
    a_published_story(**shown(photo))
    row = photo.renditions.get(width=320)
    row.file.storage.delete(row.file.name)
    assert client.get(address(photo)).status_code == 404


@pytest.mark.parametrize(
    "name", ["x.webp", "originals/x.jpg", "../settings.py", "%2e%2e%2fsecret_key", "a-1-z.webp"]
)
def test_nothing_but_renditions_is_served(client, name):
    photo = a_photo()
    a_published_story(**shown(photo))
    assert client.get(f"/media/{name}").status_code == 404
    assert client.get(f"/media/{photo.original.name}").status_code == 404


def test_a_browser_that_asks_for_the_icon_by_its_old_name_is_sent_to_it_for_a_day(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response.url) == (301, static("reading/icon.svg"))
    assert response.headers["Cache-Control"] == "public, max-age=86400"


def test_robots_are_kept_from_the_desk_and_from_nothing_else(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /desk/"]


def test_a_site_that_is_well_says_so(client):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_site_with_migrations_waiting_is_not_well(client):
    MigrationRecorder.Migration.objects.filter(app="articles").order_by("-id").first().delete()
    response = client.get("/health/")
    assert response.status_code == 503
    assert b"migrations are waiting" in response.content


def test_a_site_without_its_database_is_not_well(client, monkeypatch):
    def fail(self):
        raise DatabaseError("no such host db.internal")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", fail)
    response = client.get("/health/")
    assert response.status_code == 503
    assert b"internal" not in response.content
