"""System checks: each says what is wrong with the environment and how to put it right."""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


@register(Tags.compatibility)
def site_url_is_an_address(**kwargs):
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme in ("http", "https") and parts.hostname and not parts.path:
        return []
    return [
        Error(
            f"SITE_URL is “{settings.SITE_URL}”, which is not the address of a site.",
            hint="Set SITE_URL to scheme and host, such as https://news.example.org.",
            id="newsroom.E001",
        )
    ]


@register(Tags.compatibility)
def time_zone_is_known(**kwargs):
    if settings.TIME_ZONE in available_timezones():
        return []
    return [
        Error(
            f"TIME_ZONE is “{settings.TIME_ZONE}”, which names no time zone.",
            hint="Set TIME_ZONE to the newsroom's own, such as Europe/Athens.",
            id="newsroom.E002",
        )
    ]


@register(Tags.compatibility)
def storage_library_is_installed(**kwargs):
    buckets = [
        name
        for name in ("STORAGE_URL", "EVIDENCE_URL")
        if getattr(settings, name).startswith("s3://") and not find_spec("storages")
    ]
    return [
        Error(
            f"{name} names an S3 bucket, but django-storages is not installed.",
            hint="Install the extra: uv sync --extra s3.",
            id="newsroom.E003",
        )
        for name in buckets
    ]


@register(Tags.security)
def evidence_is_kept_apart(**kwargs):
    evidence, served = (
        settings.EVIDENCE_URL.partition("?")[0],
        settings.STORAGE_URL.partition("?")[0],
    )
    if not Path(evidence).is_relative_to(served):
        return []
    return [
        Error(
            "EVIDENCE_URL and STORAGE_URL share a place, so evidence would be served to readers.",
            hint="Set EVIDENCE_URL to a folder or a bucket of its own that nothing serves.",
            id="newsroom.E004",
        )
    ]


@register(Tags.security, deploy=True)
def static_files_are_collected(**kwargs):
    if settings.COLLECTED:
        return []
    return [
        Warning(
            "Static files have not been collected, so they are served unhashed and uncompressed.",
            hint="Run `manage.py collectstatic --no-input` at each release, before the server.",
            id="newsroom.W001",
        )
    ]


@register(Tags.security, deploy=True)
def the_site_is_behind_tls(**kwargs):
    if settings.SECURE:
        return []
    return [
        Warning(
            "SITE_URL does not begin with https://, so cookies travel in the clear.",
            hint="Put the site behind TLS and set SITE_URL to its https:// address;"
            " set BEHIND_PROXY=1 if a proxy ends the TLS.",
            id="newsroom.W002",
        )
    ]
