"""Who may do what at the desk: every route × method × role, and every POST somebody could forge."""

import logging

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.changes import Change

from . import newsroom
from .forgeries import FORGERIES, House
from .matrix import BOTH, DESK, IDENTITIES, PUBLIC, WRITING, routes
from .newsroom import ROLES

OUTSIDE = ("anonymous", "reader")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's, whose tests each close the connection: one for a module."""
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"])
        yield


@pytest.fixture(scope="module")
def house(db):
    logging.disable(logging.ERROR)  # hundreds of refusals, each of them wanted
    with transaction.atomic():
        yield House({who: a_user_as(who) for who in IDENTITIES if who != "anonymous"})
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def a_user_as(identity: str) -> User:
    role = identity if identity in ROLES else None
    staff, superuser = identity != "reader", identity == "superuser"
    return newsroom.a_user(role, name=f"The {identity}", staff=staff, is_superuser=superuser)


@pytest.fixture(scope="module")
def ask(house):
    """ask(who, method, address, data=None) is a response; whatever it wrote is taken back."""
    cookies = {}
    for who, user in house.users.items():
        client = Client()
        client.force_login(user)
        cookies[who] = client.cookies

    def asked(who: str, method: str, address: str, data=None, **options):
        client = Client(**options)
        client.cookies.load(cookies[who].output(header="") if who in cookies else "")
        return getattr(client, method.lower())(address, data)

    return asked


class taken_back(transaction.Atomic):
    """Whatever is written inside is gone afterwards."""

    def __init__(self):
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, *raised):
        transaction.set_rollback(True)
        super().__exit__(*raised)


def test_every_route_is_in_the_tables_and_every_entry_is_a_route():
    assert set(routes()) == PUBLIC.keys() | DESK.keys() | BOTH


def door(response) -> str:
    """Where a request got: sent to sign in, refused, asked in a way the screen doesn't know, in."""
    if response.status_code == 302 and response["Location"].startswith("/desk/login/"):
        return "sign in"
    return {403: "refused", 405: "no such method"}.get(response.status_code, "in")


def expected(allowed: frozenset[str] | None, who: str) -> str:
    if who in OUTSIDE:
        return "sign in"
    if allowed is None:
        return "no such method"
    return "in" if who in allowed else "refused"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_each_screen_lets_in_whom_the_table_says(method, house, ask, record_property):
    """Nobody else, and sends those from outside to sign in; by GET and HEAD nothing is written."""
    astray, wrote = {}, set()
    for route, screen in DESK.items():
        address = screen.address.format(**house.places)
        allowed = screen.post if method == "POST" else screen.get
        for who in IDENTITIES:
            with taken_back(), CaptureQueriesContext(connection) as queries:
                response = ask(who, method, address)
            assert response.status_code < 500
            got, wanted = door(response), expected(allowed, who)
            if method == "HEAD" and got == "no such method":
                wanted = got  # a screen may know GET alone
            if got != wanted:
                astray[route, who] = f"{got}, not {wanted}"
            if method != "POST" and any(is_writing(query) for query in queries):
                wrote.add((route, who))

    record_property("cells", len(DESK) * len(IDENTITIES))
    assert astray == {}
    assert wrote == set()


def is_writing(query: dict) -> bool:
    return query["sql"].lstrip().upper().startswith(WRITING)


def test_strangers_get_no_content_with_their_refusal(house, ask):
    told = {
        (screen.address, who, method)
        for screen in DESK.values()
        for who in OUTSIDE
        for method in ("GET", "POST")
        if ask(who, method, screen.address.format(**house.places)).content
    }

    assert told == set()


def everything() -> dict[str, list]:
    """All rows of the newsroom's tables and of the accounts; what is no change left out."""
    kept = {
        model: [column.attname for column in model._meta.concrete_fields]
        for model in (*apps.get_app_config("articles").get_models(), User, Group)
    }
    kept |= {User.groups.through: ["user_id", "group_id"], Group.permissions.through: ["group_id"]}
    kept[User].remove("last_login")
    del kept[Change]
    return {
        model._meta.label: sorted(map(repr, model._base_manager.order_by().values_list(*columns)))
        for model, columns in kept.items()
    }


@pytest.fixture(scope="module")
def standing(house, ask):
    return everything()


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_post_changes_something_only_for_whom_it_may(name, house, ask, standing):
    forgery, changed = FORGERIES[name], {}
    for who in IDENTITIES:
        address, data = forgery.request(house, who if who in house.own else "reader")
        with taken_back(), CaptureQueriesContext(connection) as queries:
            response = ask(who, "POST", address, data)
            if any(is_writing(query) for query in queries) and (now := everything()) != standing:
                changed[who] = {label for label in now if now[label] != standing[label]}
        assert response.status_code < 500, who

    assert {who: changed[who] for who in changed.keys() - forgery.by} == {}
    assert forgery.by - changed.keys() == set()
