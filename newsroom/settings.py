"""One settings file, read from the environment. With nothing set it is a working site on SQLite.

Every variable is named in README.md; `environment.py` says how to mend a wrong one.
"""

import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP

from newsroom import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

environment.env.read_env(BASE_DIR / ".env")


def kept_secret_key() -> str:
    """A key of this copy's own, made once and kept in var/: nothing need be set to begin."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


# Who we are
SITE_NAME = environment.words("SITE_NAME", "The Newsroom")
SITE_URL = environment.site_url("SITE_URL", "http://localhost:8000")
TIME_ZONE = environment.time_zone("TIME_ZONE", "Europe/London")
LANGUAGE_CODE = environment.language("LANGUAGE_CODE", "en-gb")
# The countries the paper is read in, by their two letters, for photos licensed for some only.
READ_IN = environment.countries("READ_IN")
USE_I18N = True
USE_TZ = True

# Safety
DEBUG = environment.switch("DEBUG")
SECRET_KEY = environment.words("SECRET_KEY") or kept_secret_key()
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [
    *("localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname),
    *environment.several("ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
# Seal the identities of people not to be named: the first seals, any opens. None: none are kept.
CONFIDENTIAL_KEYS = environment.sealing_keys("CONFIDENTIAL_KEYS")
X_FRAME_OPTIONS = "DENY"
if environment.switch("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}

# The application
INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "js_asset",
    "django_prose_editor",
    "taggit",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
TAGGIT_CASE_INSENSITIVE = True

# Data
DATABASES = {
    "default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    # Opening the file costs as much as drawing a page, so each thread keeps its connection.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # WAL with IMMEDIATE: readers never wait, and a second writer queues instead of failing at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
            " PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = True
CACHES = {"default": environment.cache("CACHE_URL", "locmemcache://")}

# Work that nobody waits for. Whatever is enqueued stands in a table too, for `tick` to find.
TASKS = {
    "default": {
        "BACKEND": environment.words("TASKS_BACKEND", "newsroom.background.ThreadBackend"),
    }
}


# Files. STORAGE_URL and EVIDENCE_URL are a folder each, or s3://bucket?endpoint_url=…&region_name=…
def storage_at(place: str, **folder) -> dict:
    """The storage at `place`, an s3:// address or a path; `folder` are options for a path.

    Neither ever writes over a file: of a bucket that has to be said.
    """
    if not place.startswith("s3://"):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    parts = urlsplit(place)
    options = {"bucket_name": parts.hostname, **dict(parse_qsl(parts.query))}
    options["file_overwrite"] = False
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STORAGE_URL = environment.place("STORAGE_URL", str(VAR_DIR / "media"))
EVIDENCE_URL = environment.place("EVIDENCE_URL", str(VAR_DIR / "evidence"))
MEDIA_ROOT = VAR_DIR / "media" if STORAGE_URL.startswith("s3://") else Path(STORAGE_URL)
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed names once `collectstatic` has run; before that the files are served as they lie.
COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_MANIFEST_STRICT = False
STORAGES = {
    "default": storage_at(STORAGE_URL),
    # What was captured of sources: never under an address, and nobody's but the newsroom's.
    "evidence": storage_at(EVIDENCE_URL, location=EVIDENCE_URL, directory_permissions_mode=0o700),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED or "collectstatic" in sys.argv
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an investigation with a hundred citations takes 1,400
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.log_level("LOG_LEVEL", "INFO")},
    "loggers": {"django.tasks": {"level": "WARNING"}},  # else three lines for every photo
}
