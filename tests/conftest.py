"""What every test may lean on: a place for files, a database as it is run, a shut network."""

import importlib
import ipaddress
import socket
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseOperations
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import override_settings

pytest_plugins = ["tests.browser", "tests.hosts"]

# No test is timed: a slow machine is not a fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real inputs that lies beside the project; absent in a bare clone."""
    if not SAMPLES.is_dir():
        pytest.skip("no ../shared/samples beside the project")
    return SAMPLES


@pytest.fixture(scope="session")
def cache_of_this_worker(worker_id):
    """What is kept in a cache that all workers share is kept under another name by each."""
    return {"default": settings.CACHES["default"] | {"KEY_PREFIX": worker_id}}


@pytest.fixture(scope="session", autouse=True)
def newsroom_settings(tmp_path_factory, cache_of_this_worker):
    """Files go to a folder of this run; passwords cost nothing; nothing waits for a thread."""
    plain_static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        CACHES=cache_of_this_worker,
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "evidence": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": tmp_path_factory.mktemp("evidence")},
            },
            "staticfiles": plain_static,
        },
        TASKS={"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}},
        WHITENOISE_USE_FINDERS=True,
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_outlives_its_test():
    """After a test SQLite deletes rows where PostgreSQL truncates tables: its triggers that refuse
    it stand aside for as long."""
    flushing = DatabaseOperations.sql_flush

    def sql_flush(self, *args, **kwargs):
        refusing = "SELECT name, sql FROM sqlite_master WHERE name LIKE '%never_deleted'"
        with self.connection.cursor() as cursor:
            triggers = cursor.execute(refusing).fetchall()
        aside = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*aside, *flushing(self, *args, **kwargs), *(made for _, made in triggers)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture
def evidence_of_this_test(settings, tmp_path):
    """A storage of evidence with nothing in it yet."""
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path / "evidence"}
    settings.STORAGES = settings.STORAGES | {"evidence": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as the site runs it: in memory, two threads lock each other's tables."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connections["default"].settings_dict["TEST"]["NAME"] = str(file)


@receiver(post_migrate)
def rows_of_migrations_come_back(sender, **kwargs):
    """A test that commits ends with an emptied database: what migrations put there comes again."""
    if sender.label != "articles":
        return
    editor = SimpleNamespace(connection=connections["default"])
    importlib.import_module("articles.migrations.0002_roles").make_roles(apps, editor)
    importlib.import_module("articles.migrations.0007_agreements").define_terms(apps, editor)


@pytest.fixture(autouse=True)
def roles_stand(request):
    """Whatever the tests before have emptied, a test that commits finds the roles of migrations."""
    marker = request.node.get_closest_marker("django_db")
    if not (marker and marker.kwargs.get("transaction")):
        return
    request.getfixturevalue("transactional_db")
    if not Group.objects.exists():
        ContentType.objects.clear_cache()
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


@pytest.fixture(autouse=True)
def nothing_cached():
    """What an earlier test counted in the cache is not counted in this one."""
    cache.clear()


class NetworkIsShut(Exception):
    """A test went out to the network, which none may."""


def refuse_strangers(host) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        here = ipaddress.ip_address(name).is_loopback
    except ValueError:
        here = False
    if not here and name not in ("0.0.0.0", "::"):  # noqa: S104 - to listen on, not to call
        raise NetworkIsShut(f"{name}: tests talk to this machine only")


@pytest.fixture(scope="session", autouse=True)
def shut_network():
    """Nothing but this machine can be looked up or connected to."""
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def guarded(call):
        def checked(self, address):
            if self.family != socket.AF_UNIX:
                refuse_strangers(address[0])
            return call(self, address)

        return checked

    def look_up_here(host, *args, **kwargs):
        refuse_strangers(host)
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield
