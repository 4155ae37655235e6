"""Any life a story can have, played by chance: whatever is done to it in whatever order, what
readers see is what the desk was told they would, and what they have seen is never rewritten.
"""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles.publishing import clock, desk
from articles.publishing.models import Correction, Edition, Move, Revision
from articles.publishing.refusals import Refused
from articles.stories.models import Story
from tests.newsroom import a_story, a_user, saved, time_passes

HALF_AN_HOUR = timedelta(minutes=30)
hours = st.integers(1, 30)


class Life(RuleBasedStateMachine):
    """One story and what readers must see of it: `live` now, `coming` in some hours.

    The clock is never stopped; time passes by moving the story's own times back.
    """

    def __init__(self):
        super().__init__()
        self.saves = 0
        self.live = self.coming = None  # what readers see (or will): a headline
        self.due = 0  # in how many hours `coming` comes, and half an hour
        self.notices, self.notices_coming = [], []
        self.seen = {}
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize()
    def file(self):
        self.by = a_user("Publisher")
        self.story = a_story(self.by, headline="Save 0")

    def try_to(self, verb: str, **more) -> bool:
        """Whether the door did it; if not, nothing has changed."""
        before = self.rows()
        try:
            self.story = getattr(desk, verb)(story=self.story, by=self.by, **more)
        except Refused:
            assert self.rows() == before
            return False
        return True

    def rows(self) -> list:
        tables = (
            Story.objects,
            Revision.objects,
            Edition.everything,
            Move.objects,
            Correction.objects,
        )
        return [list(table.order_by("pk").values()) for table in tables]

    @property
    def headline(self) -> str:
        return f"Save {self.saves}"

    def comes_out(self) -> None:
        self.live, self.coming = self.headline, None

    @rule()
    def save(self):
        if self.story.status != "spiked":
            self.saves += 1
            self.story = saved(self.story, headline=self.headline)

    @rule(verb=st.sampled_from(["submit", "send_back", "approve", "spike", "revive"]))
    def change_status_only(self, verb):
        self.try_to(verb, note="Because.")

    @rule()
    def publish(self):
        if self.try_to("publish"):
            self.comes_out()
            self.notices, self.notices_coming = self.notices + self.notices_coming, []

    @rule(hours=hours)
    def schedule(self, hours):
        if self.try_to("schedule", at=clock.now() + timedelta(hours=hours) + HALF_AN_HOUR):
            self.coming, self.due = self.headline, hours

    @rule(correction=st.booleans())
    def update(self, correction):
        notice = ("correction", f"Notice {self.saves}") if correction else None
        if self.try_to("update", correction=notice):
            self.comes_out()
            added = self.notices_coming + ([notice[1]] if notice else [])
            self.notices, self.notices_coming = self.notices + added, []

    @rule(hours=hours, correction=st.booleans())
    def update_later(self, hours, correction):
        notice = ("correction", f"Notice {self.saves}") if correction else None
        at = clock.now() + timedelta(hours=hours) + HALF_AN_HOUR
        if self.try_to("update", at=at, correction=notice):
            self.coming, self.due = self.headline, hours
            self.notices_coming = self.notices_coming + ([notice[1]] if notice else [])

    @rule()
    def unpublish(self):
        if self.try_to("unpublish", note="Because."):
            self.live = self.coming = None
            self.notices_coming = []

    @rule()
    def withdraw(self):
        if self.try_to("withdraw"):
            self.coming, self.notices_coming = None, []

    @rule(number=st.integers(1, 9))
    def restore(self, number):
        revision = self.story.revisions.filter(number__lte=number).first()
        if self.try_to("restore", revision=revision) and self.story.headline != self.headline:
            # Told apart from the restored one by its number.
            self.save()

    @rule(hours=hours)
    def time_goes_by(self, hours):
        self.story = time_passes(self.story, hours=hours)
        self.due -= hours
        if self.coming and self.due < 0:
            self.live, self.coming = self.coming, None
            self.notices, self.notices_coming = self.notices + self.notices_coming, []

    @rule()
    def tick(self):
        clock.tick()
        self.story.refresh_from_db()
        assert (self.story.status == "published") == (self.live is not None)

    @invariant()
    def readers_see_what_they_were_meant_to(self):
        self.story = time_passes(self.story, hours=0.001)
        shown = list(Edition.visible.values_list("headline", flat=True))
        assert shown == ([self.live] if self.live else [])
        if self.live:
            assert [n["text"] for n in Edition.visible.get().corrections] == self.notices

    @invariant()
    def editions_follow_one_another(self):
        real = [
            e for e in Edition.everything.order_by("number") if e.visible_until != e.visible_from
        ]
        for one, next_ in pairwise(real):
            assert one.visible_until is not None
            assert one.visible_until <= next_.visible_from
        assert sum(e.visible_until is None for e in real) == (1 if self.live or self.coming else 0)

    @invariant()
    def what_was_seen_is_never_rewritten(self):
        content = ("number", "revision", "headline", "slug", "section", "byline", "published_at")
        seen = {row[0]: row for row in Edition.seen.values_list("pk", *content[:-1])}
        assert seen.items() >= self.seen.items()
        self.seen = seen
        assert Edition.seen.values("published_at").distinct().order_by().count() <= 1

    @invariant()
    def the_desk_knows_what_readers_see(self):
        status = Story.objects.get().status
        if self.live:
            assert status in ("published", "scheduled")  # until the next tick
        else:
            assert status != "published"
        assert (status == "scheduled") <= (self.coming is not None or self.live is not None)


@pytest.mark.django_db
def test_any_life_of_a_story():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
