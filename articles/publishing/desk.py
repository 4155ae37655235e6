"""The door. Every change to a story goes through one of these functions.

Each is atomic and keyword-only, takes `by=` (the person answerable) and either does the whole of
its work or raises a `Refused` and does nothing. What two people do at once is decided by one
conditional UPDATE whose row count is believed: the second of them is told.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import body, changes
from ..stories import copy as copies
from ..stories.copy import Copy
from ..stories.models import Status, Story
from . import clock, editions, readiness, revisions, workflow
from .models import Correction, Edition, Move, Revision
from .refusals import NotAllowed, NotReady, Refused, Stale

# The marks a part may add to a body or take out of it without touching its words.
MARKS_OF_PART = {"citations": body.CITE, "placements": body.FIGURE}


@transaction.atomic
def file(*, by, copy: Copy, note: str = "") -> Story:
    """Begin a story: the first draft, its first revision, the move that says who filed it."""
    if not by.has_perm("articles.add_story"):
        raise NotAllowed("You may not file stories.")
    copy = copy.cleaned()
    require_headline(copy)
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
    copy = copy.cleaned()
    require_headline(copy)
    # Claim first: what is compared below can then not change under our hands.
    claimed = Story.objects.filter(pk=story.pk, version=version).update(version=version)
    story = fetch(story)
    standing = copies.of(story)
    if copy == standing:
        return story
    if not claimed:
        raise stale(story, version)
    refuse_foreign_parts(story, by, standing, copy)
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
    refuse_embargoed(story, moment)
    if dated and dated > moment:
        raise Refused("A story cannot bear a date that lies ahead: schedule it.")
    bring_out(story, visible_from=moment, by=by, dated=dated)
    return story


@transaction.atomic
def schedule(*, story: Story, by, at: datetime, note: str = "", override: str = "") -> Story:
    """Let a story come out at `at` (aware), with nobody and no worker needed then."""
    refuse_past(at)
    story = move(
        "schedule", story, by, note or f"for {timezone.localtime(at):%d %B %Y, %H:%M}", override
    )
    refuse_embargoed(story, at)
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
        refuse_past(at)
    story = move("update", story, by, note, override)
    moment = at or clock.now()
    refuse_embargoed(story, moment)
    latest = story.revisions.first()
    shown = Edition.everything.filter(story=story, visible_until=None).first()
    if shown and shown.revision_id == latest.pk and not correction:
        raise Refused("Readers see this very version already, or will when it is due.")
    notice = correction and Correction(
        story=story, kind=correction[0], text=correction[1].strip(), by=by, at=moment
    )
    bring_out(story, visible_from=moment, by=by, correction=notice)
    return story


@transaction.atomic
def unpublish(*, story: Story, by, note: str) -> Story:
    """Take a story down, or off the schedule, saying why. Its history stays."""
    story = move("unpublish", story, by, note)
    note_changes(story)
    editions.close(story, at=clock.now())
    return story


def spike(*, story: Story, by, note: str) -> Story:
    """Lay a story aside for good, saying why; it can be revived."""
    return move("spike", story, by, note)


def revive(*, story: Story, by, note: str = "") -> Story:
    """Make a spiked story a draft again."""
    return move("revive", story, by, note)


def restore(*, story: Story, by, revision: Revision) -> Story:
    """Make the desk copy what it was at `revision`; a new revision says so."""
    note = f"As it was in revision {revision.number}"
    copy = copies.replace(revisions.read(revision), editor_note=story.editor_note)
    return save(story=story, by=by, copy=copy, version=story.version, note=note)


def permissions(by) -> set[str]:
    """The permissions of a person as workflow.py spells them."""
    return {name.removeprefix("articles.") for name in by.get_all_permissions()}


def moves_open(story: Story, *, by) -> list[str]:
    """The verbs `by` may do to `story` now."""
    return workflow.moves(story.status, permissions(by), own=story.filed_by_id == by.pk)


def parts_open(story: Story, *, by) -> set[str] | None:
    """What of `story` `by` may change; see workflow.may_change."""
    return workflow.may_change(story.status, permissions(by), own=story.filed_by_id == by.pk)


@transaction.atomic
def move(verb: str, story: Story, by, note: str, override: str = "") -> Story:
    """Do `verb`: check it, claim the story for it, log it. The story as it then is."""
    rule, version = workflow.VERBS[verb], story.version
    clock.come_out_if_due(story)
    story = fetch(story)
    if verb not in moves_open(story, by=by):
        raise NotAllowed(why_not(verb, story, by))
    if rule.needs_note and not note.strip():
        raise Refused("Say why: the note is kept with the move.")
    if rule.checks_readiness:
        note = require_ready(story, by, note, override)
    before, after = story.status, rule.steps[story.status]
    claim = Story.objects.filter(pk=story.pk, status=before, version=version)
    if not claim.update(status=after):
        raise stale(story, version)
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
    return "Only the person who filed a story may submit it."


def require_headline(copy: Copy) -> None:
    if not copy.headline:
        raise Refused("A story needs a headline, if only a working one.")


def require_ready(story: Story, by, note: str, override: str) -> str:
    """The note to log; raises NotReady unless nothing blocks or a person with the right overrides.

    Without a section a story has no place to stand, so that cannot be overridden.
    """
    blocking = readiness.blocking(readiness.problems(story))
    if not blocking:
        return note
    overridable = all(problem.code != "no_section" for problem in blocking)
    if not (override.strip() and overridable and by.has_perm("articles.override_readiness")):
        raise NotReady(blocking)
    codes = ", ".join(sorted({problem.code for problem in blocking}))
    return f"{note}\nIn spite of {codes}: {override}".strip()


def refuse_past(at: datetime) -> None:
    if at <= clock.now():
        raise Refused("That time has passed: choose one ahead, or publish now.")


def refuse_embargoed(story: Story, moment: datetime) -> None:
    if story.embargo_until and moment < story.embargo_until:
        lifts = timezone.localtime(story.embargo_until)
        raise Refused(
            f"Under embargo until {lifts:%d %B %Y, %H:%M}: schedule it for then or later."
        )


def refuse_foreign_parts(story: Story, by, standing: Copy, copy: Copy) -> None:
    """Raise NotAllowed if something changed that `by` may not change."""
    allowed = parts_open(story, by=by)
    if allowed is None:
        return
    changed = standing.differing(copy)
    if "body" in changed and words_apart(standing.body, allowed) == words_apart(copy.body, allowed):
        changed.remove("body")
    if foreign := sorted(revisions.LABELS[name] for name in changed - allowed):
        raise NotAllowed(f"You may not change this story's {', '.join(foreign)}.")


def words_apart(markup: str, allowed: set[str]) -> str:
    """The body without the marks that belong to the `allowed` parts."""
    for part in allowed & MARKS_OF_PART.keys():
        markup = MARKS_OF_PART[part].sub("", markup)
    return markup


def bring_out(story: Story, *, visible_from: datetime, by, correction=None, dated=None) -> None:
    try:
        with transaction.atomic():
            editions.bring_out(
                story,
                story.revisions.first(),
                visible_from=visible_from,
                by=by,
                correction=correction,
                dated=dated,
            )
    except IntegrityError as clash:
        raise Refused("Another story took this address at this moment. Try again.") from clash
    note_changes(story)
    if correction:
        changes.note("corrections")


def note_changes(story: Story) -> None:
    """Log every page that shows the story now."""
    keys = {story.change_key, "front"}
    for edition in Edition.everything.filter(story=story).order_by("-number")[:2]:
        keys.add(f"section:{edition.section_id}")
        for name in ("tag", "contributor", "document", "source", "photo"):
            rows = getattr(edition, f"edition{name}_rows")
            keys |= {f"{name}:{pk}" for pk in rows.values_list(f"{name}_id", flat=True)}
    changes.note(*keys)


def fetch(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def stale(story: Story, version: int) -> Stale:
    """Who saved after `version`, and what they changed."""
    standing = copies.of(story)
    base = story.revisions.filter(number__lte=version).first()
    before = copies.replace(Copy.from_json(base.snapshot), editor_note=standing.editor_note)
    return Stale(
        who=story.changed_by.get_full_name() or story.changed_by.get_username(),
        changed=revisions.compare(before, standing),
    )
