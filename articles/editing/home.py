"""The home screen: what needs this person now.

One query for each block, whatever there is.
"""

from collections.abc import Callable

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import formats, timezone

from ..people.models import Contributor
from ..publishing.models import Edition, Move
from ..stories.models import Placement, Status, Story
from ..tags.models import Section
from . import troubles
from .badges import Badge, moment, name_of
from .home_agreements import agreements_in_trouble, agreements_to_approve, agreements_to_review
from .home_block import Block, Item, block, listed, story_item, story_list, story_url
from .home_troubles import links_that_broke, photos_in_trouble

LATELY = 200  # stories saved last, among which changes not yet published are looked for


def blocks(user) -> list[Block]:
    """What this person is shown, the most pressing first."""
    return [make(user) for permission, make in BLOCKS if user.has_perm(permission)]


def today() -> str:
    return formats.date_format(timezone.localdate(), "l j F")


def summary(found: list[Block]) -> str:
    """The blocks that hold something, in one line: “2 waiting for an editor · 1 ready …”."""
    return " · ".join(f"{b.count} {b.title[0].lower()}{b.title[1:]}" for b in found if b.items)


def first_steps(user) -> list[tuple[str, str]]:
    """What an empty newsroom begins with, of what this person may do: [(words, address)]."""
    if Story.objects.exists():
        return []
    return [
        (words, reverse(f"admin:{where}"))
        for permission, words, where, is_done in STEPS
        if user.has_perm(permission) and not is_done()
    ]


# The permission, the words, the screen, and whether it has been done.
STEPS: tuple[tuple[str, str, str, Callable], ...] = (
    (
        "articles.add_section",
        "Name the first section: no story is published without one",
        "articles_section_add",
        Section.objects.exists,
    ),
    (
        "articles.add_contributor",
        "Add those whose names stand over stories",
        "articles_contributor_add",
        Contributor.objects.exists,
    ),
    ("articles.add_story", "Write a story", "articles_story_add", lambda: False),
    ("articles.add_story", "Bring in raw copy", "import_wire", lambda: False),
)


def mine(user) -> Block:
    """One's own drafts and what is on an editor's desk; sent back comes first, with the note."""
    last = Move.objects.filter(story=OuterRef("pk")).order_by("-id")
    stories = (
        listed(Story.objects.filter(filed_by=user, status__in=(Status.DRAFT, Status.SUBMITTED)))
        .annotate(
            verb=Subquery(last.values("verb")[:1]),
            why=Subquery(last.values("note")[:1]),
            by_first=Subquery(last.values("by__first_name")[:1]),
            by_last=Subquery(last.values("by__last_name")[:1]),
            urgency=Case(
                When(verb="send_back", then=Value(0)),
                When(status=Status.DRAFT, then=Value(1)),
                default=Value(2),
            ),
        )
        .order_by("urgency", "-changed_at", "-id")
    )

    def item(story: Story) -> Item:
        found = story_item(story, when=story.changed_at)
        if story.verb == "send_back":
            who = f"{story.by_first} {story.by_last}".strip()
            found.badges = [Badge("wrong", "Sent back")]
            found.note = f"{who}: {story.why}" if who else story.why
        elif story.status == Status.SUBMITTED:
            found.badges = [Badge("submitted", "With the editor")]
        return found

    return block(
        "mine",
        "Yours",
        stories,
        item,
        nothing="You have no drafts.",
        url=story_list(mine="yes"),
    )


def waiting(user) -> Block:
    """What an editor has to read, the longest waiting first."""
    handed_in = Move.objects.filter(story=OuterRef("pk"), verb="submit").order_by("-id")
    stories = (
        listed(Story.objects.filter(status=Status.SUBMITTED))
        .annotate(since=Subquery(handed_in.values("at")[:1]))
        .order_by("since", "id")
    )
    return block(
        "waiting",
        "Waiting for an editor",
        stories,
        lambda story: story_item(story, when=story.since or story.changed_at, by=True),
        nothing="Nothing is waiting for an editor.",
        url=story_list(status=Status.SUBMITTED),
    )


def ready(user) -> Block:
    """What can be published, and what still blocks it."""
    bad = Placement.objects.filter(
        story=OuterRef("pk"), photo__in=troubles.photos_that_may_not_run()
    )
    stories = (
        listed(Story.objects.filter(status=Status.READY))
        .annotate(
            has_bad_photo=Exists(bad),
            has_bad_agreement=Case(
                When(pk__in=troubles.stories_with_bad_agreement(), then=Value(True)),
                default=Value(False),
            ),
            has_tk=Case(When(troubles.a_tk_stands(), then=Value(True)), default=Value(False)),
        )
        .order_by("changed_at", "id")
    )

    def item(story: Story) -> Item:
        found = story_item(story, when=story.changed_at, by=True)
        found.badges = [
            Badge("wrong", label)
            for label, stands in (
                ("No section", story.section_id is None),
                ("A TK stands", story.has_tk),
                ("A photo may not run", story.has_bad_photo),
                ("Not as agreed", story.has_bad_agreement),
            )
            if stands
        ]
        return found

    return block(
        "ready",
        "Ready to publish",
        stories,
        item,
        nothing="Nothing is ready and waiting.",
        url=story_list(status=Status.READY),
    )


def scheduled(user) -> Block:
    """What comes out by itself, the next first: new stories and updates of published ones.

    An edition that ends ahead of time has its successor scheduled, which an index knows.
    """
    replaced = Edition.everything.filter(visible_until__gt=Now()).order_by()
    waiting = Story.objects.filter(status=Status.SCHEDULED).order_by()
    editions = (
        Edition.ahead.filter(
            Q(story__in=waiting.values("pk")) | Q(story__in=replaced.values("story"))
        )
        .select_related("section", "story")
        .only("headline", "kicker", "number", "visible_from", "section", "story__embargo_until")
        .order_by("visible_from", "id")
    )

    def item(edition: Edition) -> Item:
        found = Item(
            edition.headline,
            story_url(edition.story_id),
            edition.kicker,
            moment(edition.visible_from),
            [edition.section.name],
        )
        if edition.story.embargo_until:
            found.said.append(f"embargo until {moment(edition.story.embargo_until)}")
        if edition.number > 1:
            found.said.append("an update")
        return found

    return block(
        "scheduled",
        "Scheduled",
        editions,
        item,
        nothing="Nothing is scheduled.",
        url=story_list(status=Status.SCHEDULED),
    )


def published_today(user) -> Block:
    """What came out today, the newest first."""
    editions = (
        Edition.visible.filter(published_on=timezone.localdate())
        .select_related("section")
        .only("story_id", "headline", "kicker", "byline", "published_at", "section")
        .newest()
    )
    return block(
        "today",
        "Published today",
        editions,
        lambda edition: Item(
            edition.headline,
            story_url(edition.story_id),
            edition.kicker,
            moment(edition.published_at),
            [part for part in (edition.section.name, edition.byline) if part],
        ),
        nothing="Nothing has come out today yet.",
        url=story_list(status=Status.PUBLISHED),
    )


def unpublished_changes(user) -> Block:
    """Published stories whose desk copy is ahead, among those saved last."""
    lately = Story.objects.filter(status=Status.PUBLISHED).values("pk")[:LATELY]
    stories = troubles.with_unpublished_changes(listed(Story.objects.filter(pk__in=lately)))

    def item(story: Story) -> Item:
        found = story_item(story, when=story.changed_at)
        found.said.append(f"changed by {name_of(story.changed_by)}")
        if story.due:
            found.badges = [Badge("scheduled", f"Update {moment(story.due)}")]
        return found

    return block(
        "changes",
        "Changed, not yet published",
        stories.order_by("-changed_at", "-id"),
        item,
        nothing="Readers see everything as it stands on the desk.",
        url=story_list(problems="changes"),
    )


# Who is shown what: the permission, and the block; in this order.
BLOCKS: tuple[tuple[str, Callable], ...] = (
    ("articles.approve_story", waiting),
    ("articles.approve_agreement", agreements_to_approve),
    ("articles.add_story", mine),
    ("articles.approve_story", ready),
    ("articles.view_story", photos_in_trouble),
    ("articles.change_link", links_that_broke),
    ("articles.approve_agreement", agreements_in_trouble),
    ("articles.approve_agreement", agreements_to_review),
    ("articles.approve_story", unpublished_changes),
    ("articles.view_story", scheduled),
    ("articles.view_story", published_today),
)
