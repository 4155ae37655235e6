"""No draft leaks: every state of a story × every public surface × everybody who may ask.

Each state is a world of its own (worlds.py) with canaries in every place where something can be
written (canaries.py). What comes back is searched whole: status line, headers, body.
"""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from .canaries import NEVER, SHOWN
from .matrix import PUBLIC, WRITING, Trail
from .newsroom import STATES
from .worlds import FORMER, UNKNOWN, WAYS, World, answer, asked_along, client_of

# Nothing of these versions, and nothing written in these places of any, is for readers.
SECRET_VERSIONS = {"hidden", "absent", "former"}
BRIEFLY = {way: WAYS[way] for way in ("plain", "HEAD", "if modified", "a preview")}
# Pages that are there only as long as a story leads to them.
LED_TO = ("story", "history", "cited", "tag", "source", "document", "copy", "credit")
LED_TO += ("contributor", "file", "tag feed", "source feed", "contributor feed")
NOWHERE = {
    "slugs": ("no-such-story",),
    "tags": ("nothing-of-the-kind",),
    "sources": ("nothing-of-the-kind",),
    "documents": (987_654_321,),
    "credits": ("nothing-of-the-kind",),
    "contributors": ("nothing-of-the-kind",),
    "files": ("nothing-of-the-kind-320-0123abcd.webp",),
}


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's, whose tests each close the connection: one for a module."""
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"])
        yield


@pytest.fixture(scope="module", params=STATES)
def world(request, db):
    """One world for all tests of a state, gone after the last of them."""
    logging.disable(logging.WARNING)  # hundreds of 404s, each of them wanted
    with transaction.atomic():
        yield World(request.param)
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def test_nothing_hidden_is_met_anywhere(world, record_property):
    leaks = {
        (*cell, f"{place} of {version}")
        for cell, found in world.answers.items()
        for place, version in found.canaries
        if version in SECRET_VERSIONS or place in NEVER
    }

    record_property("cells", len(world.answers))
    assert leaks == set()
    assert {cell[0] for cell in world.answers} >= {surface.name for surface in PUBLIC.values()}


def test_what_is_out_is_met_where_it_belongs(world):
    """So that the test above holds something that could have been found."""
    met = world.met("live" if world.live else "neighbour")
    uncorrected = set() if world.live else {"corrections"}  # the neighbour needed no correction

    missing = {place: names - met[place] - uncorrected for place, names in SHOWN.items()}
    if not world.live:
        del missing["correction"]

    assert {place: names for place, names in missing.items() if names} == {}


def test_everybody_is_given_the_same(world):
    """Who asks makes no difference to the least byte, not even for staff."""
    plain = {cell[1]: found for cell, found in world.answers.items() if cell[2:] == UNKNOWN}

    differing = {
        (name, address, who)
        for (name, address, who, way), found in world.answers.items()
        if way == "plain" and found != plain[address]
    }

    assert differing == set()


def test_lists_and_pages_do_not_tell_that_something_is_hidden(world):
    """Bodies, headers and counts are what they were before there was anything to hide."""
    after = world.pages()

    assert {address for address in after if after[address] != world.before[address]} == set()


def test_hidden_and_absent_answer_alike(world):
    """What only a hidden story leads to, or nothing at all, answers as if it had never been."""
    trail = world.trail(world.hidden or world.absent)
    names = set(LED_TO)
    if world.state == "unpublished":
        names -= {"story", "history", "cited"}  # readers knew it: see below
    nowhere = Trail(section=trail.section, days=trail.days[:1], **NOWHERE)
    absent = {
        (name, way): world.ask(address, **how)
        for name, address in asked_along(nowhere, names)
        for way, how in BRIEFLY.items()
    }

    telling = {
        (name, address, way)
        for name, address in asked_along(trail, names)
        for way, how in BRIEFLY.items()
        if world.ask(address, **how) != absent[name, way]
    }

    assert telling == set()
    assert {found.status for found in absent.values()} == {404}


def test_a_former_address_leads_to_the_present_one_or_says_gone(world):
    published_on = timezone.localdate(timezone.now() - timedelta(hours=1))
    found = world.ask(f"/{published_on:%Y/%m/%d}/{FORMER}/")

    location = dict(found.headers).get("Location")
    if world.live:
        assert (found.status, location) == (301, f"/{published_on:%Y/%m/%d}/{world.live.slug}/")
    else:
        assert found.status == (410 if world.state == "unpublished" else 404)


def test_readers_pages_know_nobody_and_write_nothing(world):
    middleware = [*settings.MIDDLEWARE, "tests.test_leak_matrix.tripwire"]
    with override_settings(MIDDLEWARE=middleware), CaptureQueriesContext(connection) as queries:
        signed_in = client_of("superuser")
        before = len(queries)
        got = [answer(signed_in.get(address)) for _, address in sorted(world.surfaces)]
        written = [query["sql"] for query in queries.captured_queries[before:]]
        with pytest.raises(Touched):
            signed_in.get("/desk/")

    assert [sql for sql in written if sql.lstrip().upper().startswith(WRITING)] == []
    assert {found.cookies for found in got} == {""}
    assert len(written) > len(got)  # they did ask the database


class Touched(Exception):
    """A page looked at who is asking."""


class Tripwire:
    def __init__(self, name: str):
        self.__dict__["name"] = name

    def refuse(self, *args):
        raise Touched(self.__dict__["name"])

    __getattr__ = __setattr__ = __getitem__ = __contains__ = __iter__ = __bool__ = refuse


def tripwire(get_response):
    """Middleware: the view gets a user and a session that must not be touched."""

    def middleware(request):
        kept = request.user, request.session
        request.user, request.session = Tripwire("user"), Tripwire("session")
        try:
            return get_response(request)
        finally:
            request.user, request.session = kept

    return middleware
