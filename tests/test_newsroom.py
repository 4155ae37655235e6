"""The helpers of tests/newsroom.py and the walls of tests/conftest.py do what the tests believe."""

import socket
import urllib.request

import pytest
from django.db import connection

from articles.publishing.models import Edition

from .conftest import NetworkIsShut
from .newsroom import LIVE_STATES, STATES, a_photo, a_story_in, a_user

STATUS = dict.fromkeys(STATES, "published") | {
    "draft": "draft",
    "submitted": "submitted",
    "ready": "ready",
    "scheduled": "scheduled",
    "embargoed": "scheduled",
    "unpublished": "unpublished",
    "spiked": "spiked",
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_a_story_can_be_had_in_every_state(state):
    story = a_story_in(state)

    assert story.status == STATUS[state]
    assert Edition.visible.filter(story=story).exists() == (state in LIVE_STATES)


@pytest.mark.django_db
def test_a_user_has_a_role():
    assert a_user("Publisher").has_perm("articles.publish_story")
    assert not a_user("Writer").has_perm("articles.publish_story")


@pytest.mark.django_db
def test_a_photo_has_files_that_can_be_read(settings):
    photo = a_photo()

    assert photo.original.read()
    assert {r.width for r in photo.renditions.all() if r.file.read()} == {320, 400}
    assert str(settings.MEDIA_ROOT) in photo.original.path
    assert str(settings.BASE_DIR) not in photo.original.path


@pytest.mark.django_db
def test_the_database_is_the_one_the_site_runs_on():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own matter")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


@pytest.mark.parametrize(
    "address", ["http://example.org/", "http://192.0.2.1/", "http://[2001:db8::1]/"]
)
def test_the_network_is_shut(address):
    with pytest.raises(NetworkIsShut):
        urllib.request.urlopen(address, timeout=1)  # noqa: S310


def test_names_are_not_looked_up():
    with pytest.raises(NetworkIsShut):
        socket.getaddrinfo("example.org", 80)
