"""System checks: each says what is wrong with the settings together and how to put it right."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


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
            id="newsroom.E001",
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
