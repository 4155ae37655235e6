"""Which moves a story may make, and who may make them. Pure: tables and questions put to them."""

from dataclasses import dataclass

from ..stories.models import Status

S = Status


@dataclass(frozen=True)
class Verb:
    """A move: from which statuses to which, the permission it takes, and its words on the desk."""

    steps: dict[str, str]
    permission: str
    label: str
    needs_note: bool = False
    checks_readiness: bool = False


VERBS = {
    "submit": Verb({S.DRAFT: S.SUBMITTED}, "submit_story", "Submit to the editor"),
    "send_back": Verb(
        {S.SUBMITTED: S.DRAFT, S.READY: S.DRAFT}, "approve_story", "Send back", needs_note=True
    ),
    "approve": Verb({S.DRAFT: S.READY, S.SUBMITTED: S.READY}, "approve_story", "Approve"),
    "publish": Verb(
        dict.fromkeys((S.DRAFT, S.SUBMITTED, S.READY, S.SCHEDULED, S.UNPUBLISHED), S.PUBLISHED),
        "publish_story",
        "Publish now",
        checks_readiness=True,
    ),
    "schedule": Verb(
        dict.fromkeys((S.DRAFT, S.SUBMITTED, S.READY, S.SCHEDULED, S.UNPUBLISHED), S.SCHEDULED),
        "publish_story",
        "Schedule",
        checks_readiness=True,
    ),
    "update": Verb(
        {S.PUBLISHED: S.PUBLISHED}, "publish_story", "Publish the changes", checks_readiness=True
    ),
    "withdraw": Verb(
        {S.SCHEDULED: S.READY, S.PUBLISHED: S.PUBLISHED}, "publish_story", "Take off the schedule"
    ),
    "unpublish": Verb({S.PUBLISHED: S.UNPUBLISHED}, "publish_story", "Take down", needs_note=True),
    "spike": Verb(
        dict.fromkeys((S.DRAFT, S.SUBMITTED, S.READY, S.UNPUBLISHED), S.SPIKED),
        "spike_story",
        "Spike",
        needs_note=True,
    ),
    "revive": Verb({S.SPIKED: S.DRAFT}, "spike_story", "Revive"),
}

# Fields of a copy somebody may change who may not change the rest of another's story.
PARTS = {
    "change_placement": "placements",
    "change_citation": "citations",
    "change_quotation": "quotations",
}


def may_move(verb: str, status: str, permissions: set[str], *, own: bool) -> bool:
    """Whether `verb` may be done to a story in `status`; a story can be submitted by its owner."""
    rule = VERBS[verb]
    if status not in rule.steps or rule.permission not in permissions:
        return False
    return own or verb != "submit" or "edit_any_story" in permissions


def moves(status: str, permissions: set[str], *, own: bool) -> list[str]:
    """The verbs open now, in the order the desk offers them."""
    return [verb for verb in VERBS if may_move(verb, status, permissions, own=own)]


def may_change(status: str, permissions: set[str], *, own: bool) -> set[str] | None:
    """What of a story may be changed: None for everything, else names of parts (maybe none).

    A writer has a story until it is submitted; an editor always, until it is spiked. The photo
    desk and the researcher have their part of every story that is not spiked.
    """
    if status == S.SPIKED:
        return set()
    if "edit_any_story" in permissions:
        return None
    if own and status == S.DRAFT and "change_story" in permissions:
        return None
    return {part for permission, part in PARTS.items() if permission in permissions}


# What each role may do, as Django permissions of the app; a migration makes the groups from this.
LIBRARY = {"source", "sourcealias", "sourcedomain", "sourceidentifier"}
LIBRARY |= {"document", "photo", "photocredit"}
PUBLIC_LIBRARY = LIBRARY | {"tag", "tagalias", "section", "sectionalias"}
PUBLIC_LIBRARY |= {"contributor", "contributoralias"}
DESK = {"story", "revision", "move", "citation", "placement", "quotation", "edition", "correction"}


def allow(action: str, *tables: str) -> set[str]:
    return {f"{action}_{table}" for table in tables}


EVIDENCE = ("capture", "link", "linkcheck", "hostrule")

AGREEMENTS = ("sourcingagreement", "sourcingterm")

LOOKS = allow("view", *PUBLIC_LIBRARY, *DESK, *EVIDENCE, *AGREEMENTS)
SOURCE_TABLES = ("source", "sourcealias", "sourcedomain", "sourceidentifier", "document")
SOURCES = allow("add", *SOURCE_TABLES) | allow("change", *SOURCE_TABLES)
# To add a capture is to bring evidence or have it taken; to change one is to withhold it. To change
# a link is to have it visited or to say how it stands.
SOURCES |= {"add_capture", "change_link", "add_sourcingagreement", "change_sourcingagreement"}
CHECKS = {"change_capture", *allow("add", "hostrule"), *allow("change", "hostrule")}
CHECKS |= allow("delete", "hostrule")
PHOTOS = allow("add", "photo", "photocredit") | allow("change", "photo", "photocredit")
WRITES = {"add_story", "change_story", "submit_story", "add_tag"}
EDITS = {"edit_any_story", "approve_story", "spike_story"}
EDITS |= allow("change", "tag", "tagalias", "contributor") | allow("add", "tagalias", "contributor")
EDITS |= allow("delete", "tagalias", "sourcealias", "sourcedomain", "sourceidentifier")
EDITS |= CHECKS | {"approve_agreement"}
EDITS |= {"add_contributoralias", "change_contributoralias", "delete_contributoralias"}
# To add a merge is to merge two into one; to change a merge is to undo it.
MERGED = ("tagmerge", "contributormerge", "sourcemerge", "documentmerge")
EDITS |= allow("view", *MERGED) | allow("add", *MERGED) | allow("change", *MERGED)
PUBLISHES = {"publish_story", "override_readiness", "change_frontslot"}
# To know a person who is not to be named without being told by whoever does.
PUBLISHES |= {"view_confidentialidentity", "change_sourcingterm"}
PUBLISHES |= {"add_section", "change_section"}
PUBLISHES |= {"view_sectionmerge", "add_sectionmerge", "change_sectionmerge"}
PUBLISHES |= {"add_sectionalias", "change_sectionalias", "delete_sectionalias"}

ROLES = {
    "Writer": LOOKS | WRITES | SOURCES | PHOTOS,
    "Photo desk": LOOKS | PHOTOS | {"change_placement"},
    "Researcher": LOOKS
    | SOURCES
    | CHECKS
    | {"change_citation", "change_quotation"}
    | allow("delete", "sourcealias", "sourcedomain", "sourceidentifier"),
    "Editor": LOOKS | WRITES | SOURCES | PHOTOS | EDITS,
    "Publisher": LOOKS | WRITES | SOURCES | PHOTOS | EDITS | PUBLISHES,
}
