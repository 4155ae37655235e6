"""What the environment says. A variable that makes no sense is named, with what to set instead.

Each function reads one variable in one way; none of them needs Django's settings, which are made
of what they return.
"""

import logging
from importlib.util import find_spec
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from cryptography.fernet import Fernet
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
SWITCHES = {"1": True, "true": True, "yes": True, "on": True}
SWITCHES |= {"0": False, "false": False, "no": False, "off": False, "": False}
# What a kind of server takes: the library, and the extra that brings it.
EXTRAS = {
    "postgres": ("psycopg", "postgres"),
    "postgresql": ("psycopg", "postgres"),
    "redis": ("redis", "redis"),
    "rediss": ("redis", "redis"),
    "s3": ("storages", "s3"),
}


def wrong(name: str, value: str, cure: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is “{value}”. {cure}")


def words(name: str, default: str = "") -> str:
    """What is set, or `default` if it is not set or empty."""
    return env(name, default="").strip() or default


def several(name: str) -> list[str]:
    """What stands between commas."""
    return [word for part in words(name).split(",") if (word := part.strip())]


def switch(name: str) -> bool:
    """On or off; off if it is not set."""
    value = words(name)
    if value.lower() not in SWITCHES:
        raise wrong(name, value, "Set it to 1 (on) or 0 (off).")
    return SWITCHES[value.lower()]


def site_url(name: str, default: str) -> str:
    """Scheme and host, without a slash at the end."""
    value = words(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise wrong(name, value, "Set it to scheme and host, such as https://news.example.org.")
    return value


def time_zone(name: str, default: str) -> str:
    value = words(name, default)
    if value not in available_timezones():
        raise wrong(name, value, "Set it to the newsroom's own, such as Europe/Athens.")
    return value


def language(name: str, default: str) -> str:
    """A language Django speaks, in lower case: “en-gb”, “de”."""
    value = words(name, default).lower().replace("_", "-")
    if value not in LANG_INFO and value.partition("-")[0] not in LANG_INFO:
        raise wrong(name, value, "Set it to a language such as en-gb, de or pt-br.")
    return value


def countries(name: str) -> list[str]:
    """Two capital letters each."""
    found = [country.upper() for country in several(name)]
    for country in found:
        if len(country) != 2 or not (country.isascii() and country.isalpha()):
            raise wrong(name, country, "Give each country by its two letters: GB,IE.")
    return found


def sealing_keys(name: str) -> list[str]:
    """Keys for Fernet; what is said of a wrong one leaves it out."""
    found = several(name)
    for number, key in enumerate(found, 1):
        try:
            Fernet(key)
        except ValueError:
            cure = "A key is 32 random bytes in base64 for URLs; README says how to make one."
            raise wrong(name, f"… (key {number})", cure) from None
    return found


def log_level(name: str, default: str) -> str:
    value = words(name, default).upper()
    if value not in logging.getLevelNamesMapping():
        raise wrong(name, value, "Set it to DEBUG, INFO, WARNING or ERROR.")
    return value


def database(name: str, default: str) -> dict:
    """As Django's DATABASES has it."""
    cure = "Set it to postgres://user:password@host/name."
    return env.db_url_config(server(name, default, {"postgres", "postgresql", "sqlite"}, cure))


def cache(name: str, default: str) -> dict:
    """As Django's CACHES has it."""
    cure = "Set it to redis://host:6379/0."
    return env.cache_url_config(server(name, default, {"redis", "rediss", "locmemcache"}, cure))


def place(name: str, default: str) -> str:
    """A folder, or s3://bucket?endpoint_url=…"""
    if "://" not in (value := words(name, default)):
        return value
    return server(name, default, {"s3"}, "Set it to a folder or to s3://bucket?endpoint_url=….")


def server(name: str, default: str, schemes: set[str], cure: str) -> str:
    """The address of a server; what is said of a wrong one leaves its password out."""
    value = words(name, default)
    scheme, sign, _ = value.partition("://")
    if not sign or scheme not in schemes:
        raise wrong(name, f"{scheme}://…" if sign else "…", cure)
    library, extra = EXTRAS.get(scheme, ("", ""))
    if library and not find_spec(library):
        cure = f"That takes a library: uv sync --extra {extra}"
        raise wrong(name, f"{scheme}://…", cure)
    return value
