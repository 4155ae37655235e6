"""Photo files, the icon, robots.txt, health: what browsers and machines ask for."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.templatetags.static import static
from django.utils import timezone
from PIL import Image

from articles.photos import expiring, files, intake, making
from articles.publishing import desk
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_credit, a_photo, a_published_story, a_story_in, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    """A photo of the library, made as the desk makes them."""
    drawn = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((700, 400)).save(drawn, "JPEG")
    photo = intake.take_in(drawn, name="gradient.jpg", credit=a_credit(creators="Lena Osei"))
    making.make(photo.pk)
    photo.refresh_from_db()
    return photo


def shown(photo) -> dict:
    return {"placements": (PlacementCopy("lead", photo=photo.pk, role="lead"),)}


def address(photo, preset: str = "320", format: str = "WEBP") -> str:
    return f"/media/{files.name(photo.public_id, preset, photo.made, format)}"


def with_terms(photo, **terms):
    for name, value in terms.items():
        setattr(photo.credit, name, value)
    photo.credit.save()


@pytest.mark.parametrize("format", ["AVIF", "WEBP", "JPEG"])
@pytest.mark.parametrize(("preset", "width"), [("320", 320), ("social", 700)])
def test_a_photo_of_a_public_story_is_served_and_kept_for_a_day(
    client, photo, preset, width, format
):
    a_published_story(**shown(photo))
    response = client.get(address(photo, preset, format))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == f"image/{format.lower()}"
    assert response.headers["Cache-Control"] == "public, max-age=86400, must-revalidate"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    served = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (served.format, served.width) == (format, width)


def test_who_has_the_file_already_is_told_so_and_may_keep_it_another_day(client, photo):
    a_published_story(**shown(photo))
    first = client.get(address(photo))
    photo.renditions.get(preset="320", format="WEBP").file.delete(save=False)  # nobody opens it

    again = client.get(address(photo), headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert again.headers["ETag"] == first.headers["ETag"]


def test_each_file_of_a_photo_has_a_tag_of_its_own(client, photo):
    a_published_story(**shown(photo))
    names = [address(photo, *which) for which in files.wanted(photo).values()]
    assert len({client.get(name).headers["ETag"] for name in names}) == len(names) == 18


def test_until_a_crop_is_made_the_whole_of_its_width_is_served_and_not_kept_long(client, photo):
    a_published_story(**shown(photo))
    name = address(photo, "card320")
    crop = client.get(name)
    photo.renditions.filter(preset="card320").delete()

    whole = client.get(name)

    sizes = [Image.open(BytesIO(b"".join(one.streaming_content))).size for one in (crop, whole)]
    assert sizes == [(320, 213), (320, 183)]
    assert "max-age=86400" in crop.headers["Cache-Control"]
    assert "max-age=60," in whole.headers["Cache-Control"]


def test_where_there_is_no_whole_of_a_crops_width_the_next_wider_is_served(client):
    photo = a_photo(size=(1000, 500))
    a_published_story(**shown(photo))
    name = address(photo, "card750")
    assert client.get(name).status_code == 200
    photo.renditions.filter(preset__startswith="card").delete()

    for crop, width in (("card750", 960), ("card320", 320)):
        whole = client.get(address(photo, crop))
        assert Image.open(BytesIO(b"".join(whole.streaming_content))).width == width


def test_who_asks_for_a_part_of_a_file_gets_the_whole(client, photo):
    a_published_story(**shown(photo))
    whole = b"".join(client.get(address(photo)).streaming_content)
    answer = client.get(address(photo), headers={"range": "bytes=9-99"})
    assert answer.status_code == 200
    assert "Content-Range" not in answer.headers
    assert b"".join(answer.streaming_content) == whole


@pytest.mark.parametrize(
    "terms",
    [
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"kind": "handout", "holder": "A", "handed_out_on": timezone.localdate() - timedelta(15)},
        {"embargo_until": timezone.now() + timedelta(hours=1)},
        {"medium": "print"},
        {"territories": "IE"},
    ],
)
def test_a_photo_its_terms_forbid_is_no_longer_served_nor_kept_by_who_has_it(client, photo, terms):
    a_published_story(**shown(photo))
    tag = client.get(address(photo)).headers["ETag"]
    with_terms(photo, **terms)
    photo.refresh_from_db()
    for has in ({}, {"if-none-match": tag}):
        answer = client.get(address(photo), headers=has)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_a_file_is_kept_by_nobody_beyond_the_last_day_it_may_be_shown(client, photo, monkeypatch):
    a_published_story(**shown(photo))
    with_terms(photo, expires_on=timezone.localdate())
    an_hour_before = expiring.end_of(photo.credit.expires_on) - timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: an_hour_before)
    kept = client.get(address(photo)).headers["Cache-Control"]
    assert kept == "public, max-age=3600, must-revalidate"


def test_a_photo_not_for_social_media_is_served_but_for_its_social_crop(client, photo):
    a_published_story(**shown(photo))
    with_terms(photo, medium="web_not_social")
    assert client.get(address(photo)).status_code == 200
    assert client.get(address(photo, "social", "JPEG")).status_code == 404


def test_the_wish_of_its_owner_to_be_left_alone_by_machines_goes_with_the_file(client, photo):
    a_published_story(**shown(photo))
    assert "tdm-reservation" not in client.get(address(photo)).headers
    with_terms(photo, data_mining="DMI-PROHIBITED-GENAIMLTRAINING")
    headers = client.get(address(photo)).headers
    assert (headers["tdm-reservation"], headers["X-Robots-Tag"]) == ("1", "noai, noimageai")


def test_a_former_version_of_a_file_is_the_present_one_and_not_kept_long(client, photo):
    a_published_story(**shown(photo))
    old = address(photo)
    tag = client.get(old).headers["ETag"]
    photo.credit.creators = "Lena Osei-Brandt"
    photo.credit.save()
    making.ask([photo.pk])
    making.make(photo.pk)
    photo.refresh_from_db()
    assert address(photo) != old
    response = client.get(old, headers={"if-none-match": tag})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert response.headers["ETag"] == client.get(address(photo)).headers["ETag"] != tag


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
    row = photo.renditions.get(preset="320", format="WEBP")
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


def test_robots_are_kept_from_the_desk_and_from_nothing_else_and_told_of_the_sitemaps(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /desk/",
        "",
        "Sitemap: http://localhost:8000/sitemap.xml",
        "Sitemap: http://localhost:8000/news-sitemap.xml",
    ]
    for line in lines[3:]:
        assert client.get(line.removeprefix("Sitemap: http://localhost:8000")).status_code == 200


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
