"""Who may make which move, from where: the whole table, as a person who runs a newsroom has it."""

import pytest

from articles.publishing import desk, workflow
from articles.publishing.models import Move
from articles.publishing.refusals import NotAllowed
from articles.stories.models import Status, Story
from tests.newsroom import ROLES, a_story_in, a_user, tomorrow

pytestmark = pytest.mark.django_db

STATES = (
    "draft",
    "submitted",
    "ready",
    "scheduled",
    "live",
    "live_with_scheduled_update",
    "unpublished",
    "spiked",
)
NOBODY = {state: set() for state in STATES}
EDITS = {
    "draft": {"submit", "approve", "spike"},
    "submitted": {"send_back", "approve", "spike"},
    "ready": {"send_back", "spike"},
    "scheduled": set(),
    "live": set(),
    "live_with_scheduled_update": set(),
    "unpublished": {"spike"},
    "spiked": {"revive"},
}
PUBLISHES = {
    "draft": {"publish", "schedule"},
    "submitted": {"publish", "schedule"},
    "ready": {"publish", "schedule"},
    "scheduled": {"publish", "schedule", "withdraw"},
    "live": {"update", "unpublish"},
    "live_with_scheduled_update": {"update", "withdraw", "unpublish"},
    "unpublished": {"publish", "schedule"},
    "spiked": set(),
}
BOTH = {state: EDITS[state] | PUBLISHES[state] for state in STATES}
MOVES = {
    ("Writer", "own"): NOBODY | {"draft": {"submit"}},
    ("Writer", "others'"): NOBODY,
    ("Photo desk", "others'"): NOBODY,
    ("Researcher", "others'"): NOBODY,
    ("Editor", "own"): EDITS,
    ("Editor", "others'"): EDITS,
    ("Publisher", "own"): BOTH,
    ("Publisher", "others'"): BOTH,
    (None, "others'"): NOBODY,
}
MORE = {"schedule": {"at": tomorrow()}} | {
    verb: {"note": "Because."} for verb in ("send_back", "unpublish", "spike")
}


@pytest.mark.parametrize("state", STATES)
def test_the_moves_open_to_everybody(state):
    found = {}
    for role, whose in MOVES:
        by = a_user(role)
        story = a_story_in(state, by if whose == "own" else None)
        found[role, whose] = set(desk.moves_open(story, by=by))

    assert found == {who: table[state] for who, table in MOVES.items()}


@pytest.mark.parametrize("state", STATES)
def test_a_move_that_is_not_open_is_refused_and_leaves_no_trace(state):
    for (role, whose), table in MOVES.items():
        by = a_user(role)
        story = a_story_in(state, by if whose == "own" else None)
        before, moves = Story.objects.values().get(pk=story.pk), Move.objects.count()
        for verb in workflow.VERBS.keys() - table[state]:
            with pytest.raises(NotAllowed):
                getattr(desk, verb)(story=story, by=by, **MORE.get(verb, {}))
        assert (Story.objects.values().get(pk=story.pk), Move.objects.count()) == (before, moves)


def test_an_account_that_was_shut_may_do_nothing():
    publisher = a_user("Publisher", is_active=False)

    for state in ("draft", "live"):
        story = a_story_in(state)
        assert desk.moves_open(story, by=publisher) == []
        assert desk.parts_open(story, by=publisher) == set()


def test_the_groups_are_the_roles_of_the_table():
    assert set(workflow.ROLES) == set(ROLES)
    for role in ROLES:
        assert desk.permissions(a_user(role)) == workflow.ROLES[role]


def test_every_step_leads_from_and_to_a_status_there_is():
    for verb in workflow.VERBS.values():
        assert verb.steps.keys() | set(verb.steps.values()) <= set(Status)


def test_no_status_is_a_trap():
    leads = {(a, b) for verb in workflow.VERBS.values() for a, b in verb.steps.items()}
    reached = {Status.DRAFT}
    while more := {b for a, b in leads if a in reached} - reached:
        reached |= more

    assert reached == set(Status)
    assert {a for a, b in leads if a != b} == set(Status)
