"""What the door asks before it opens. Each guard raises a `Refused`, or lets pass."""

from dataclasses import fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from .. import body
from ..names import fold
from ..stories.copy import Copy
from ..stories.models import Byline, Citation, Placement, Quotation, Story
from . import clock, readiness, revisions
from .models import Correction, Edition
from .refusals import NotAllowed, NotReady, Refused

TABLES = {
    "bylines": Byline,
    "citations": Citation,
    "quotations": Quotation,
    "placements": Placement,
}
# The marks a part may add to a body or take out of it without touching its words.
MARKS_OF_PART = {"citations": body.CITE, "placements": body.FIGURE}


def require_sound(copy: Copy) -> None:
    """Refuse a copy that the tables cannot hold."""
    if not fold(copy.headline):
        raise Refused("A story needs a headline, if only a working one.")
    if copy.embargo_until and timezone.is_naive(copy.embargo_until):
        raise Refused("An embargo needs a time zone.")
    require_fitting(copy, Story)
    for name, table in TABLES.items():
        for part in getattr(copy, name):
            require_fitting(part, table)
    if doubled(b.contributor for b in copy.bylines):
        raise Refused("Somebody stands twice in the bylines.")
    for name in ("citations", "quotations", "placements"):
        if doubled(part.key for part in getattr(copy, name)):
            raise Refused(f"Two {revisions.LABELS[name]} go by the same key.")
    if sum(p.role == Placement.Role.LEAD for p in copy.placements) > 1:
        raise Refused("A story has one lead photo.")
    if any([c.document, c.source, c.agreement].count(None) != 2 for c in copy.citations):
        raise Refused("A citation is of a document, of a source or of a person under an agreement.")


def require_fitting(part, table) -> None:
    """Refuse values that the columns of `table` do not take."""
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, tuple) or table._meta.get_field(field.name).is_relation:
            continue
        try:
            table._meta.get_field(field.name).clean(value, None)
        except ValidationError as wrong:
            label = table._meta.get_field(field.name).verbose_name
            raise Refused(f"{label.capitalize()}: {' '.join(wrong.messages)}") from wrong


def doubled(values) -> bool:
    values = list(values)
    return len(set(values)) < len(values)


def refuse_foreign_parts(allowed: set[str] | None, standing: Copy, copy: Copy) -> None:
    """Refuse a change to what is not among the `allowed` parts (None: everything is)."""
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


# Without a section a story has no place to stand; without a credit no photo is published at all;
# and a promise to a person is not ours to override.
NEVER = frozenset(
    {
        "no_section",
        "photo_credit",
        "off_record",
        "agreement_revoked",
        "agreement_embargoed",
        "agreement_without_wording",
        "unnamed_speaker_named",
    }
)


def require_ready(story: Story, by, note: str, override: str, at: datetime | None) -> str:
    """The note to log; raises NotReady unless nothing blocks or a person with the right overrides.

    `at` is when the story is to come out, if not now. What stands in NEVER cannot be overridden.
    """
    blocking = readiness.blocking(readiness.problems(story, at))
    if not blocking:
        return note
    overridable = NEVER.isdisjoint(problem.code for problem in blocking)
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


def refuse_late_embargo(story: Story, copy: Copy) -> None:
    """Refuse an embargo that an edition on the schedule would break."""
    until = copy.embargo_until
    if until and Edition.ahead.filter(story=story, visible_from__lt=until).exists():
        raise Refused("It is scheduled for before that embargo lifts: take it off the schedule.")


def require_notice(kind: str, text: str) -> None:
    if kind not in Correction.Kind.values or not text.strip():
        raise Refused("A notice to readers needs a kind and its words.")
