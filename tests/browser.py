"""A real browser for tests marked `browser`: the Chromium that is installed, none downloaded."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from tests.newsroom import a_user

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Listening from before the first script runs, so that no refusal goes unseen.
LISTEN = """
window.refused = []
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))
"""

# Playwright keeps an event loop running in the thread in which the tests use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    if CHROMIUM or REQUIRED:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip("no Chromium is installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture
def plain_static_files(settings):
    """Static files as they lie in the tree, even where `collectstatic` has hashed them before."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.fixture
def sign_in(page, live_server):
    """Sign somebody in at the desk, in the page; returns the page."""

    def as_user(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return as_user


@pytest.fixture
def open_form(sign_in, live_server):
    """Open the form of a story, or of a new one, as somebody of a role; returns the page."""

    def as_somebody(role, story=None):
        page = sign_in(a_user(role))
        where = f"{story.pk}/change" if story else "add"
        page.goto(f"{live_server.url}/desk/articles/story/{where}/")
        page.locator(".body-text").wait_for()
        return page

    return as_somebody


@pytest.fixture
def complaints(page):
    """What the browser complains of while a test runs: errors, and whatever the policy refuses.

    Call it to get the list; a test that looks at a page ends with `assert not complaints()`.
    """
    found = []
    page.add_init_script(LISTEN)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda message: (
            found.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    return lambda: found + page.evaluate("window.refused")


@pytest.fixture
def axe_violations(page):
    """A function that runs axe over the page as it stands and returns `id: what is wrong where`."""

    def run() -> list[str]:
        # A colour on its way to another has no contrast yet.
        page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
        # Fetching style sheets again would inject styles, which the site's policy refuses.
        found = Axe().run(page, options={"preload": False}).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]

    return run
