"""The settings: safe with nothing set, and what each variable of the environment does."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as standing
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from newsroom import environment

pytestmark = pytest.mark.django_db  # Django's checks open the database

OURS = (
    *("ALLOWED_HOSTS", "BEHIND_PROXY", "CACHE_URL", "CONFIDENTIAL_KEYS", "DATABASE_URL", "DEBUG"),
    "EVIDENCE_URL",
    *("LANGUAGE_CODE", "LOG_LEVEL", "READ_IN", "SECRET_KEY", "SITE_NAME", "SITE_URL"),
    *("STORAGE_URL", "TASKS_BACKEND", "TIME_ZONE"),
)


@pytest.fixture
def settings_with(monkeypatch):
    """The settings as they are in an environment that holds just these variables of ours."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    # A .env of whoever runs the tests must not be read.
    monkeypatch.setattr("environ.Env.read_env", lambda *args, **kwargs: None)

    def read(**variables) -> dict:
        for name, value in variables.items():
            monkeypatch.setitem(os.environ, name, value)
        found = runpy.run_path(str(Path(standing.BASE_DIR) / "newsroom" / "settings.py"))
        return {name: value for name, value in found.items() if name.isupper()}

    return read


def test_with_nothing_set_it_is_a_working_site_that_shows_no_errors_to_strangers(settings_with):
    found = settings_with()

    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]", "localhost"]
    assert found["SITE_URL"] == "http://localhost:8000"
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert found["STORAGES"]["default"]["BACKEND"].endswith("FileSystemStorage")
    assert found["USE_TZ"] is True


def test_the_secret_key_is_made_once_and_kept_from_others(settings_with):
    one, other = settings_with()["SECRET_KEY"], settings_with()["SECRET_KEY"]

    assert one == other
    assert len(one) >= 50
    assert (Path(standing.VAR_DIR) / "secret_key").stat().st_mode & 0o077 == 0
    assert settings_with(SECRET_KEY="given")["SECRET_KEY"] == "given"


def test_sqlite_queues_its_writers_instead_of_failing_them(settings_with):
    options = settings_with()["DATABASES"]["default"]["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 20
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_by_its_address(settings_with):
    database = settings_with(DATABASE_URL="postgres://ann:secret@db.example:5433/news")[
        "DATABASES"
    ]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "news")
    assert (database["USER"], database["PASSWORD"]) == ("ann", "secret")
    assert database["OPTIONS"] == {"pool": True}


def test_a_site_behind_tls_speaks_nothing_else(settings_with):
    plain, secure = settings_with(), settings_with(SITE_URL="https://news.example.org/")

    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert [plain[name] for name in names] == [False] * 3
    assert [secure[name] for name in names] == [True] * 3
    assert (plain["SECURE_HSTS_SECONDS"], secure["SECURE_HSTS_SECONDS"]) == (0, 31_536_000)
    assert secure["SITE_URL"] == "https://news.example.org"
    assert secure["CSRF_TRUSTED_ORIGINS"] == ["https://news.example.org"]
    assert "news.example.org" in secure["ALLOWED_HOSTS"]


def test_a_proxys_word_counts_only_where_there_is_one(settings_with):
    assert "SECURE_PROXY_SSL_HEADER" not in settings_with()
    assert settings_with(BEHIND_PROXY="1")["SECURE_PROXY_SSL_HEADER"] == (
        "HTTP_X_FORWARDED_PROTO",
        "https",
    )


def test_files_go_to_a_folder_or_a_bucket(settings_with, tmp_path):
    assert settings_with(STORAGE_URL=str(tmp_path))["MEDIA_ROOT"] == tmp_path

    place = "s3://photos?region_name=eu&endpoint_url=https://s3.example"
    for variable, storage in (("STORAGE_URL", "default"), ("EVIDENCE_URL", "evidence")):
        assert settings_with(**{variable: place})["STORAGES"][storage] == {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "photos",
                "region_name": "eu",
                "endpoint_url": "https://s3.example",
                "file_overwrite": False,
            },
        }


def test_no_address_of_a_bucket_has_files_written_over(settings_with):
    found = settings_with(STORAGE_URL="s3://photos?file_overwrite=1")

    assert found["STORAGES"]["default"]["OPTIONS"]["file_overwrite"] is False


def test_no_page_runs_a_script_or_a_style_that_is_not_ours(settings_with):
    policy = settings_with()["SECURE_CSP"]

    assert [str(source) for source in policy["default-src"]] == ["'none'"]
    for sources in policy.values():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(sources)
    for directive in ("base-uri", "frame-ancestors"):
        assert [str(source) for source in policy[directive]] == ["'none'"]


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("SITE_URL", "news.example.org", "scheme and host"),
        ("SITE_URL", "https://example.org/news", "scheme and host"),
        ("SITE_URL", "ftp://example.org", "scheme and host"),
        ("TIME_ZONE", "Kell", "Europe/Athens"),
        ("LANGUAGE_CODE", "klingon", "en-gb"),
        ("READ_IN", "GB,England", "two letters"),
        ("LOG_LEVEL", "loud", "WARNING"),
        ("DEBUG", "banana", "1 (on) or 0 (off)"),
        ("BEHIND_PROXY", "2", "1 (on) or 0 (off)"),
        ("DATABASE_URL", "banana", "postgres://"),
        ("DATABASE_URL", "mysql://ann:secret@db/news", "postgres://"),
        ("CACHE_URL", "banana", "redis://"),
        ("CACHE_URL", "memcache://127.0.0.1", "redis://"),
        ("STORAGE_URL", "gs://photos", "s3://"),
        ("EVIDENCE_URL", "https://example.org", "s3://"),
        ("CONFIDENTIAL_KEYS", "secret", "32 random bytes"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named_with_what_to_set(settings_with, name, value, cure):
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_with(**{name: value})

    said = str(refusal.value)
    assert said.startswith(f"{name} is “")
    assert cure in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("value", "library", "extra"),
    [
        ("DATABASE_URL=postgres://db/news", "psycopg", "postgres"),
        ("CACHE_URL=redis://cache:6379/0", "redis", "redis"),
        ("STORAGE_URL=s3://photos", "storages", "s3"),
        ("EVIDENCE_URL=s3://evidence", "storages", "s3"),
    ],
)
def test_a_server_whose_library_is_not_installed_names_the_extra(
    settings_with, monkeypatch, value, library, extra
):
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == library else name)

    with pytest.raises(ImproperlyConfigured, match=f"uv sync --extra {extra}"):
        settings_with(**dict([value.split("=")]))


def test_a_variable_set_to_nothing_is_not_set(settings_with):
    unset = settings_with()

    assert settings_with(**dict.fromkeys(OURS, "")) == unset


def test_a_command_says_what_is_wrong_in_one_sentence():
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=standing.BASE_DIR,
        env=os.environ | {"TIME_ZONE": "Kell"},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert answer.stderr == (
        "TIME_ZONE is “Kell”. Set it to the newsroom's own, such as Europe/Athens.\n"
    )


def test_evidence_is_not_kept_where_files_are_served_from():
    with override_settings(STORAGE_URL="/srv/files", EVIDENCE_URL="/srv/files/evidence"):
        found = {problem.id: problem.hint for problem in run_checks()}

    assert "of its own" in found["newsroom.E001"]


def test_a_deployment_is_told_what_it_lacks():
    with override_settings(SECURE=False, COLLECTED=False):
        found = {problem.id for problem in run_checks(include_deployment_checks=True)}

    assert found >= {"newsroom.W001", "newsroom.W002"}


def test_nothing_is_wrong_with_the_settings_as_they_are():
    assert [problem for problem in run_checks() if problem.id.startswith("newsroom")] == []
