"""A paper in which one story is hidden, and everything that anybody may ask it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.test import Client
from django.utils import timezone

from articles.publishing import desk
from articles.publishing.models import FrontSlot
from articles.stories.models import Story

from . import newsroom
from .canaries import Flock, a_flock, an_account, canary, fields_of, found_in, settle
from .matrix import IDENTITIES, PUBLIC, Trail
from .newsroom import LIVE_STATES, ROLES

FORMER = canary("slug", "former")  # where the story stood before it moved to its present address
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
UNKNOWN = ("anonymous", "plain")


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
    def surfaces(self) -> set[tuple[str, str]]:
        """(name, address) of all that leads to the story or may, guessed addresses included."""
        flocks = [flock for flock in (self.live, self.hidden) if flock]
        found = {pair for flock in flocks for pair in asked_along(self.trail(flock, FORMER))}
        return found | {("not found", "/no/such/page/"), ("no slash", "/tags/nothing")}

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
        asked = [(who, "plain") for who in IDENTITIES] + [("anonymous", way) for way in WAYS]
        cells = {(*pair, *how) for pair in self.surfaces for how in asked}
        # What else the paper shows may name the story; who asks makes no difference to it there.
        cells |= {(*pair, *UNKNOWN) for pair in asked_along(self.trail(self.neighbour))}
        return {
            (name, address, who, way): self.ask(address, who, **WAYS[way])
            for name, address, who, way in sorted(cells)
        }

    def met(self, version: str) -> dict[str, set[str]]:
        """Of each place of `version`, the surfaces that a plain reader meets it on."""
        met = defaultdict(set)
        for (surface, _, who, way), found in self.answers.items():
            if (who, way) == UNKNOWN:
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
