"""The door. Every change to a story goes through one of these functions.

Each is atomic and keyword-only, takes `by=` (the person answerable) and either does the whole of
its work or raises a `Refused` and does nothing. What two people do at once is decided by one
conditional UPDATE whose row count is believed: the second of them is told.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import changes
from ..stories import copy as copies
from ..stories import following
from ..stories.copy import Copy
from ..stories.models import Status, Story
from . import clock, editions, guards, revisions, workflow
from .models import Correction, Edition, Move, Revision
from .refusals import NotAllowed, Refused, Stale


@transaction.atomic
def file(*, by, copy: Copy, note: str = "") -> Story:
    """Begin a story: the first draft, its first revision, the move that says who filed it."""
    if not by.has_perm("articles.add_story"):
        raise NotAllowed("You may not file stories.")
    copy = following.merges(copy.cleaned())
    guards.require_sound(copy)
    story = Story(filed_by=by, changed_by=by, changed_at=timezone.now())
    copies.write(story, copy)
    revisions.take(story, by=by, note=note)
    Move.objects.create(story=story, verb="file", to_status=Status.DRAFT, by=by, note=note)
    return story


@transaction.atomic
def save(*, story: Story, by, copy: Copy, version: int, note: str = "") -> Story:
    """Keep `copy` as the desk copy of `story`, whose `version` the writer had before them.

    Raises Stale if somebody else saved in between, NotAllowed if a changed field is not theirs to
    change. A copy equal to what stands is no change and takes no revision.
    """
    copy = following.merges(copy.cleaned())
    guards.require_sound(copy)
    # Claim first: what is compared below can then not change under our hands.
    claimed = Story.objects.filter(pk=story.pk, version=version).update(version=version)
    story = fetch(story)
    standing = copies.of(story)
    if copy == standing:
        return story
    if not claimed:
        raise stale(story, version)
    guards.refuse_foreign_parts(parts_open(story, by=by), standing, copy)
    guards.refuse_late_embargo(story, copy)
    story.version, story.changed_by, story.changed_at = version + 1, by, timezone.now()
    copies.write(story, copy)
    revisions.take(story, by=by, note=note)
    return story


def submit(*, story: Story, by, note: str = "") -> Story:
    """Hand a draft to the editor."""
    return move("submit", story, by, note)


def send_back(*, story: Story, by, note: str) -> Story:
    """Return a story to its writer, saying why."""
    return move("send_back", story, by, note)


def approve(*, story: Story, by, note: str = "") -> Story:
    """Say that a story is ready for print."""
    return move("approve", story, by, note)


@transaction.atomic
def publish(
    *, story: Story, by, note: str = "", override: str = "", dated: datetime | None = None
) -> Story:
    """Bring a story out now. `override`: the reason to do so in spite of blocking problems.

    `dated` is for copy that came out elsewhere before: the time it bears and is ordered by.
    """
    story = move("publish", story, by, note, override)
    moment = clock.now()
    guards.refuse_embargoed(story, moment)
    if dated and dated > moment:
        raise Refused("A story cannot bear a date that lies ahead: schedule it.")
    bring_out(story, visible_from=moment, by=by, dated=dated)
    return story


@transaction.atomic
def schedule(*, story: Story, by, at: datetime, note: str = "", override: str = "") -> Story:
    """Let a story come out at `at` (aware), with nobody and no worker needed then."""
    guards.refuse_past(at)
    note = note or f"for {timezone.localtime(at):%d %B %Y, %H:%M}"
    story = move("schedule", story, by, note, override, at)
    guards.refuse_embargoed(story, at)
    bring_out(story, visible_from=at, by=by)
    return story


@transaction.atomic
def update(
    *,
    story: Story,
    by,
    at: datetime | None = None,
    correction: tuple[str, str] | None = None,
    note: str = "",
    override: str = "",
) -> Story:
    """Let readers of a published story see it as it now stands, now or from `at` on.

    `correction` is (kind, text): what was wrong and what is right, shown from then on for good.
    """
    if at:
        guards.refuse_past(at)
    if correction:
        guards.require_notice(*correction)
    story = move("update", story, by, note, override, at)
    moment = at or clock.now()
    guards.refuse_embargoed(story, moment)
    shown = Edition.visible.filter(story=story, visible_until=None).first()
    if shown and shown.revision_id == revisions.standing(story, by=by).pk and not correction:
        raise Refused("Readers see this very version already.")
    notice = correction and Correction(
        story=story, kind=correction[0], text=correction[1].strip(), by=by, at=moment
    )
    bring_out(story, visible_from=moment, by=by, correction=notice)
    return story


@transaction.atomic
def withdraw(*, story: Story, by, note: str = "") -> Story:
    """Take back the edition that is to come, a first one or an update, and its notice.

    What is out stays out.
    """
    story = move("withdraw", story, by, note)
    editions.note_changes(story)
    editions.withdraw(story)
    return story


@transaction.atomic
def hold_back(*, story: Story, by, note: str) -> None:
    """Withdraw what is to come of `story` because a promise forbids it, whoever `by` is.

    Who may change what was promised need not be one who may publish.
    """
    clock.come_out_if_due(fetch(story))
    story = Story.objects.select_for_update().get(pk=story.pk)
    if Edition.ahead.filter(story=story).exists():
        story = step("withdraw", story, by, note)
        editions.note_changes(story)
        editions.withdraw(story)


@transaction.atomic
def unpublish(*, story: Story, by, note: str) -> Story:
    """Take a story down, and off the schedule, saying why. Its history stays."""
    story = move("unpublish", story, by, note)
    editions.note_changes(story)
    editions.close(story, at=clock.now())
    return story


def spike(*, story: Story, by, note: str) -> Story:
    """Lay a story aside for good, saying why; it can be revived."""
    return move("spike", story, by, note)


def revive(*, story: Story, by, note: str = "") -> Story:
    """Make a spiked story a draft again."""
    return move("revive", story, by, note)


def restore(*, story: Story, by, revision: Revision) -> Story:
    """Make the desk copy what it was at `revision`; a new revision says so.

    The embargo stays as it is: it binds the story, not one wording of it.
    """
    if revision.story_id != story.pk:
        raise Refused("That revision is of another story.")
    copy = copies.replace(
        revisions.read(revision),
        editor_note=story.editor_note,
        embargo_until=story.embargo_until,
    )
    note = f"As it was in revision {revision.number}"
    return save(story=story, by=by, copy=copy, version=story.version, note=note)


def permissions(by) -> set[str]:
    """The permissions of a person as workflow.py spells them."""
    return {name.removeprefix("articles.") for name in by.get_all_permissions()}


def moves_open(story: Story, *, by) -> list[str]:
    """The verbs `by` may do to `story` now."""
    status = clock.status_now(story)
    verbs = workflow.moves(status, permissions(by), own=story.filed_by_id == by.pk)
    # Whether a published story has an update to come, its status does not tell.
    if "withdraw" in verbs and not Edition.ahead.filter(story=story).exists():
        verbs.remove("withdraw")
    return verbs


def parts_open(story: Story, *, by) -> set[str] | None:
    """What of `story` `by` may change; see workflow.may_change."""
    status = clock.status_now(story)
    return workflow.may_change(status, permissions(by), own=story.filed_by_id == by.pk)


@transaction.atomic
def move(
    verb: str, story: Story, by, note: str, override: str = "", at: datetime | None = None
) -> Story:
    """Do `verb`: check it, claim the story for it, log it. The story as it then is.

    `at` is when readers are to see what comes of it, if not now.
    """
    rule, version = workflow.VERBS[verb], story.version
    clock.come_out_if_due(fetch(story))
    story = fetch(story)
    if verb not in moves_open(story, by=by):
        raise NotAllowed(why_not(verb, story, by))
    if rule.needs_note and not note.strip():
        raise Refused("Say why: the note is kept with the move.")
    if rule.checks_readiness:
        note = guards.require_ready(story, by, note, override, at)
    return step(verb, story, by, note, version)


def step(verb: str, story: Story, by, note: str, version: int | None = None) -> Story:
    """Claim `story`, in the `version` somebody had before them if any, and log the move."""
    version = version or story.version
    before, after = story.status, workflow.VERBS[verb].steps[story.status]
    claim = Story.objects.filter(pk=story.pk, status=before, version=version)
    if not claim.update(status=after):
        raise overtaken(story, version)
    story.status = after
    Move.objects.create(
        story=story, verb=verb, from_status=before, to_status=after, by=by, note=note
    )
    return story


def why_not(verb: str, story: Story, by) -> str:
    rule = workflow.VERBS[verb]
    if rule.permission not in permissions(by):
        return f"You may not do this: {rule.label.lower()}."
    if story.status not in rule.steps:
        return f"The story is {story.get_status_display().lower()} now; that move is not open."
    if verb == "withdraw":
        return "Nothing of the story is on the schedule."
    return "Only the person who filed a story may submit it."


def bring_out(story: Story, *, visible_from: datetime, by, correction=None, dated=None) -> None:
    editions.note_changes(story)  # what shows the edition that ends here
    try:
        with transaction.atomic():
            editions.bring_out(
                story,
                revisions.standing(story, by=by),
                visible_from=visible_from,
                by=by,
                correction=correction,
                dated=dated,
            )
    except IntegrityError as clash:
        raise Refused("Another story took this address at this moment. Try again.") from clash
    editions.note_changes(story)
    if correction:
        changes.note("corrections")


def fetch(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def overtaken(story: Story, version: int) -> Refused:
    """What somebody else did to the story while this was being done."""
    story = fetch(story)
    if story.version != version:
        return stale(story, version)
    return Refused(f"Somebody was first: the story is {story.get_status_display().lower()} now.")


def stale(story: Story, version: int) -> Stale:
    """Who saved after `version`, and what they changed."""
    standing = copies.of(story)
    base = story.revisions.filter(number__lte=version).first() or story.revisions.last()
    before = copies.replace(Copy.from_json(base.snapshot), editor_note=standing.editor_note)
    return Stale(
        who=story.changed_by.get_full_name() or story.changed_by.get_username(),
        changed=revisions.compare(before, standing),
    )
