"""No draft leaks: every state of a story × every public surface × everybody who may ask.

Each state is a world of its own: a neighbour that readers see, and beside it a story with a canary
in every place where something can be written (see canaries.py). Every surface is asked, and what
comes back is searched whole: status line, headers, body.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.publishing import desk
from articles.publishing.models import FrontSlot
from articles.stories.models import Story

from . import newsroom
from .canaries import NEVER, SHOWN, Flock, a_flock, an_account, canary, fields_of, found_in, settle
from .matrix import IDENTITIES, PUBLIC, WRITING, Trail
from .newsroom import LIVE_STATES, ROLES, STATES

FORMER = canary("slug", "former")  # where the story stood before it moved to its present address
# Nothing of these versions, and nothing written in these places of any, is for readers.
SECRET_VERSIONS = {"hidden", "absent", "former"}
# Ways to ask beside a plain GET; each is tried by somebody unknown.
PRETENDING = "preview=true&format=json&edition=1&version=2&popup=1"
WAYS = {
    "plain": {},
    "HEAD": {"method": "HEAD"},
    "OPTIONS": {"method": "OPTIONS"},
    "POST": {"method": "POST"},
    "if none match": {"headers": {"if-none-match": '"0", W/"1"'}},
    "if match": {"headers": {"if-match": "*"}},
    "if modified": {"headers": {"if-modified-since": "Thu, 01 Jan 2015 00:00:00 GMT"}},
    "a range": {"headers": {"range": "bytes=0-4095"}},
    "as JSON": {"headers": {"accept": "application/json", "x-preview": "1"}},
    "a preview": {"query": PRETENDING, "headers": {"x-http-method-override": "PUT"}},
}
BRIEFLY = {way: WAYS[way] for way in ("plain", "HEAD", "if modified", "a preview")}
# Pages that are there only as long as a story leads to them.
LED_TO = ("story", "history", "tag", "source", "document", "credit", "contributor", "file")
NOWHERE = {
    "slugs": ("no-such-story",),
    "tags": ("nothing-of-the-kind",),
    "sources": ("nothing-of-the-kind",),
    "documents": (987_654_321,),
    "credits": ("nothing-of-the-kind",),
    "contributors": ("nothing-of-the-kind",),
    "files": ("nothing-of-the-kind.webp",),
}


@dataclass(frozen=True)
class Answer:
    """A response as it went over the wire, without its date."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cookies: str

    @property
    def canaries(self) -> set[tuple[str, str]]:
        return found_in(f"{self.reason}\n{self.headers}\n{self.cookies}".encode() + self.body)


class World:
    """A paper with a neighbour that readers see and a story in `state`.

    `live` and `hidden` are the flocks of the version readers see and of the one they don't;
    `before` is what readers got while there was nothing to hide. `absent` is a library that no
    story refers to.
    """

    def __init__(self, state: str):
        self.state = state
        # The days somebody who guesses addresses would try: of what came out, and of what will.
        now = timezone.now()
        self.days = sorted({timezone.localdate(now + timedelta(hours=h)) for h in (-1, 0, 24)})
        self.section = newsroom.a_section("City")
        self.neighbour, self.absent = a_flock("neighbour"), a_flock("absent")
        self.live = a_flock("live") if state in LIVE_STATES else None
        self.hidden = a_flock("hidden") if state != "live" else None
        self.clients = {identity: client_of(identity) for identity in IDENTITIES}
        neighbours = fields_of(self.neighbour) | {"section": self.section.pk}
        settle(newsroom.a_published_story(an_account("neighbour"), **neighbours), self.neighbour)
        if self.live:
            self.story = self.published(self.live)
        self.before = self.pages()
        if self.hidden:
            self.story = self.hide()
            if state != "unpublished":  # that one was settled while it was out
                settle(self.story, self.hidden)
            # The worst an arranger of the front page can have left behind.
            FrontSlot.objects.get_or_create(story=self.story, defaults={"place": "secondary"})

    def published(self, flock: Flock) -> Story:
        """A story that came out at another address, moved to its own, was corrected, and leads."""
        fields = self.fields(flock) | {"slug": FORMER}
        story = newsroom.a_published_story(an_account(flock.version), **fields)
        story = newsroom.saved(story, slug=flock.slug)
        notice = ("correction", flock("correction"))
        story = desk.update(story=story, by=newsroom.a_user("Publisher"), correction=notice)
        settle(story, flock)
        FrontSlot.objects.create(story=story, place="lead")
        return story

    def hide(self) -> Story:
        """Bring the story into its state: the hidden flock is in it from now on."""
        publisher, fields = newsroom.a_user("Publisher"), self.fields(self.hidden)
        match self.state:
            case "live_with_pending_edit":
                return newsroom.saved(self.story, **fields)
            case "live_with_scheduled_update":
                story = newsroom.saved(self.story, **fields)
                notice = ("correction", self.hidden("correction"))
                at = newsroom.tomorrow()
                return desk.update(story=story, by=publisher, at=at, correction=notice)
            case "unpublished":
                story = self.published(self.hidden)
                return desk.unpublish(story=story, by=publisher, note="A court order.")
        return newsroom.a_story_in(self.state, an_account("hidden"), **fields)

    def fields(self, flock: Flock) -> dict:
        """A copy with the flock's own library and, beside it, all of the neighbour's."""
        own, shared = fields_of(flock), fields_of(self.neighbour)
        for part in ("tags", "bylines", "citations"):
            own[part] += shared[part]
        own["placements"] += shared["placements"][1:]  # a story has one lead photo
        return own | {"section": self.section.pk}

    def trail(self, flock: Flock, *slugs: str) -> Trail:
        return flock.trail(self.section, self.days, *slugs)

    @cached_property
    def surfaces(self) -> list[tuple[str, str]]:
        """(name, address) of all there is to ask in this world, guessed addresses included."""
        nothing = {("not found", "/no/such/page/"), ("no slash", "/tags/nothing")}
        neighbours = set(asked_along(self.trail(self.neighbour)))
        return sorted(neighbours | self.of_the_story | nothing)

    @cached_property
    def of_the_story(self) -> set[tuple[str, str]]:
        """Those among them that the story's own trail leads to: its lists, too."""
        flocks = [flock for flock in (self.live, self.hidden) if flock]
        return {pair for flock in flocks for pair in asked_along(self.trail(flock, FORMER))}

    def pages(self) -> dict[str, Answer]:
        """What readers get of what they may see: its pages, and every list."""
        trails = [self.trail(flock) for flock in (self.neighbour, self.live) if flock]
        addresses = {address for trail in trails for _, address in asked_along(trail)}
        return {address: self.ask(address) for address in sorted(addresses)}

    def ask(
        self, address: str, who: str = "anonymous", *, method="GET", query="", headers=None
    ) -> Answer:
        if query:
            address += ("&" if "?" in address else "?") + query
        return answer(self.clients[who].generic(method, address, headers=headers))

    @cached_property
    def answers(self) -> dict[tuple[str, str, str, str], Answer]:
        """By surface, address, who asked and in which way: the cells of the matrix."""
        by_all = [(*pair, who, "plain") for pair in self.surfaces for who in IDENTITIES]
        in_all_ways = [
            (*pair, "anonymous", way)
            for pair in sorted(self.of_the_story)
            for way in WAYS
            if way != "plain"
        ]
        return {
            (name, address, who, way): self.ask(address, who, **WAYS[way])
            for name, address, who, way in by_all + in_all_ways
        }

    def met(self, version: str) -> dict[str, set[str]]:
        """Of each place of `version`, the surfaces that a plain reader meets it on."""
        met = defaultdict(set)
        for (surface, _, who, way), found in self.answers.items():
            if (who, way) == ("anonymous", "plain"):
                for place, of in found.canaries:
                    met[place] |= {surface} if of == version else set()
        return met


def client_of(identity: str) -> Client:
    client = Client()
    if identity != "anonymous":
        role = identity if identity in ROLES else None
        staff, superuser = identity != "reader", identity == "superuser"
        client.force_login(newsroom.a_user(role, staff=staff, is_superuser=superuser))
    return client


def answer(response) -> Answer:
    body = b"".join(response) if response.streaming else response.content
    headers = tuple(sorted((k, v) for k, v in response.headers.items() if k != "Date"))
    cookies = response.cookies.output()
    return Answer(response.status_code, response.reason_phrase, headers, body, cookies)


def asked_along(trail: Trail, names=None) -> list[tuple[str, str]]:
    return [
        (surface.name, address)
        for surface in PUBLIC.values()
        for address in surface.addresses(trail)
        if names is None or surface.name in names
    ]


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


UNKNOWN = ("anonymous", "plain")


def test_lists_and_pages_do_not_tell_that_something_is_hidden(world):
    """Bodies, headers and counts are what they were before there was anything to hide."""
    after = world.pages()

    assert {address for address in after if after[address] != world.before[address]} == set()


def test_hidden_and_absent_answer_alike(world):
    trail = world.trail(world.hidden) if world.hidden else world.trail(world.absent)
    names = set(LED_TO)
    if world.state == "unpublished":
        names -= {"story", "history"}  # readers knew it: see below
    nowhere = dict(asked_along(Trail(section=trail.section, days=trail.days, **NOWHERE), names))

    telling = {
        (name, address, way)
        for flock_trail in (trail, world.trail(world.absent))
        for name, address in asked_along(flock_trail, names)
        for way, how in BRIEFLY.items()
        if world.ask(address, **how) != world.ask(nowhere[name], **how)
    }

    assert telling == set()
    assert world.ask(nowhere["tag"]).status == 404


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
        got = [answer(signed_in.get(address)) for _, address in world.surfaces]
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
