"""Files of copy, each filed by itself: what cannot be brought in keeps back no other."""

import os
from dataclasses import replace
from pathlib import Path

from django.db import DatabaseError

from ..publishing import desk, readiness
from ..publishing.refusals import Refused
from ..stories import copy as copies
from ..stories.models import Status, Story
from ..tags.models import Section
from . import intake
from .intake import Understood
from .wire.files import LARGEST

# What only a person can settle before the copy is printed.
HOLDING = {"embargo", "no-headline", "after-end", "encoding"}


def bring_in(path: Path, *, by, section: Section | None = None, publish: bool = False) -> dict:
    """File one file's copy and report what became of it; see the command for the shape.

    A story that came in before is only taken further if nobody has worked on it since.
    """
    try:
        return filed(path, by=by, section=section, publish=publish)
    except (OSError, Refused, DatabaseError) as error:
        return {"file": shown(path), "error": reason(error)}


def filed(path: Path, *, by, section: Section | None, publish: bool) -> dict:
    data = bytes_in(path)
    understood = replace(intake.understand(data), section=section and section.pk)
    known, is_new = intake.receive(data, by=by, name=shown(path.name), understood=understood)
    story, kept_back = known.story, ""
    if is_new or (story.version == 1 and story.status == Status.DRAFT):
        story = in_section(story, section, by=by)
        if publish:
            story, kept_back = published(story, understood, by=by)
    elif publish and story.status != Status.PUBLISHED:
        kept_back = "It came in before and has been worked on since: publish it at the desk."
    return report_of(story, file=shown(path), is_new=is_new, kept_back=kept_back)


def bytes_in(path: Path) -> bytes:
    """What a file holds, at most a byte more than copy may have: it is refused then."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def in_section(story: Story, section: Section | None, *, by) -> Story:
    if section is None or story.section_id:
        return story
    copy = copies.replace(copies.of(story), section=section.pk)
    return desk.save(story=story, by=by, copy=copy, version=story.version)


def published(story: Story, understood: Understood, *, by) -> tuple[Story, str]:
    """The story, published if it may be; else as it stands, and why."""
    if held := [doubt.message for doubt in understood.read.doubts if doubt.code in HOLDING]:
        return story, f"A person has to look at it first: {' '.join(held)}"
    try:
        return desk.publish(story=story, by=by, dated=understood.dated), ""
    except Refused as refusal:
        return story, str(refusal)


def report_of(story: Story, *, file: str, is_new: bool, kept_back: str) -> dict:
    """What there is to say of a file: the story as it stands, and what is still to do."""
    return {
        "file": file,
        "story": story.pk,
        "headline": story.headline,
        "status": story.status,
        "new": is_new,
        "kept_back": kept_back,
        "quotations": [
            {"speaker": q.speaker_name, "role": q.role, "words": q.words}
            for q in story.quotations.all()
        ],
        "credits": [str(citation) for citation in story.citations.all()],
        "credit_line": intake.credits_as_printed(story),
        "doubts": story.editor_note.splitlines(),
        "problems": [
            {"blocking": p.blocking, "message": p.message} for p in readiness.problems(story)
        ],
    }


def shown(path: Path) -> str:
    """The path in characters: names of files need not be text."""
    return os.fsencode(path).decode(errors="replace")


def reason(error: Exception) -> str:
    """Why a file was not brought in, in a sentence."""
    match error:
        case IsADirectoryError():
            return "That is a folder. Name the files in it, as in “inbox/*.txt”."
        case FileNotFoundError():
            return "There is no such file."
        case PermissionError():
            return "That file may not be read by the account this runs under."
        case OSError():
            return f"It could not be read: {error.strerror or error}."
        case DatabaseError():
            return f"The database refused it: {error}".strip()
    return str(error)
