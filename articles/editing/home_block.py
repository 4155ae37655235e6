"""A block of the home screen: some stories that wait for the same thing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from ..stories.models import Story
from .badges import Badge, moment, name_of

ROWS = 8  # shown; the list it leads to has the rest


@dataclass
class Item:
    """A story on the home screen: `when` at its side, `said` under its headline."""

    headline: str
    url: str
    kicker: str = ""
    when: str = ""
    said: list[str] = field(default_factory=list)
    note: str = ""
    badges: list[Badge] = field(default_factory=list)


@dataclass
class Block:
    """`items` is the first ROWS of what there is, `more` whether that is not all."""

    key: str
    title: str
    items: list[Item]
    nothing: str
    url: str = ""
    more: bool = False

    @property
    def count(self) -> str:
        return f"{len(self.items)}+" if self.more else str(len(self.items))


def block(key: str, title: str, rows: QuerySet, item: Callable, *, nothing: str, url: str) -> Block:
    found = list(rows[: ROWS + 1])
    items = [item(row) for row in found[:ROWS]]
    return Block(key, title, items, nothing, url, more=len(found) > ROWS)


def listed(stories: QuerySet[Story]) -> QuerySet[Story]:
    """With what an item shows, and without the text."""
    people = ("filed_by__first_name", "filed_by__last_name", "filed_by__username")
    people += ("changed_by__first_name", "changed_by__last_name", "changed_by__username")
    return stories.select_related("section", "filed_by", "changed_by").only(
        "headline", "kicker", "status", "changed_at", "section__name", *people
    )


def story_item(story: Story, *, when: datetime, by: bool = False) -> Item:
    said = [story.section.name] if story.section else []
    if by:
        said.append(name_of(story.filed_by))
    return Item(story.headline, story_url(story.pk), story.kicker, moment(when), said)


def story_url(story_id: int) -> str:
    return reverse("admin:articles_story_change", args=[story_id])


def story_list(**query: str) -> str:
    return reverse("admin:articles_story_changelist", query=query)
