"""Somebody at the desk, for the tests of its screens."""

from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.newsroom import a_user


def at_the_desk(role: str | None = "Editor", **fields) -> Client:
    """A browser in which somebody of that role is signed in; they are its `user`."""
    client = Client()
    client.user = a_user(role, **fields)
    client.force_login(client.user)
    return client


def shown(client: Client, address: str) -> str:
    """The page at `address` as text, its entities resolved."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return unescape(response.content.decode())


def queries(client: Client, address: str) -> int:
    """How many queries the page at `address` takes."""
    with CaptureQueriesContext(connection) as captured:
        shown(client, address)
    return len(captured)


def said(response) -> list[str]:
    """The messages the desk put on its next page."""
    return [str(message) for message in response.wsgi_request._messages]


def do(client: Client, address: str, action: str, rows, **fields):
    """Run a list's action on `rows`, as its form would."""
    chosen = [row.pk for row in rows]
    return client.post(address, {"action": action, "_selected_action": chosen, **fields})
