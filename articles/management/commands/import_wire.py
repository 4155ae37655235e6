"""Bring in raw copy from files."""

import json
import os
from dataclasses import replace
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from articles.importing import intake
from articles.publishing import desk, readiness
from articles.publishing.refusals import Refused
from articles.stories import copy as copies
from articles.stories.models import Status, Story
from articles.tags.models import Section


class Command(BaseCommand):
    help = "Read raw copy and file a draft of each file; the same copy twice is one story."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--publish", action="store_true", help="publish what is ready for print"
        )
        parser.add_argument("--section", help="the section the stories run in")
        parser.add_argument("--by", help="the account answerable (one of its own: wire)")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, files, publish, section, by, **options):
        user, section = account(by), found_section(section)
        failed = 0
        for path in files:
            try:
                report = bring_in(path, user, section, publish=publish)
            except (OSError, Refused) as error:
                failed += 1
                report = {
                    "file": shown(path),
                    "error": getattr(error, "strerror", None) or str(error),
                }
            self.stdout.write(
                json.dumps(report, ensure_ascii=False) if options["json"] else told(report)
            )
        if failed:
            raise CommandError(f"Not brought in: {failed} of {len(files)} files; see above.")


def account(username: str | None) -> User:
    if username:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account “{username}”.")
        return user
    user, created = User.objects.get_or_create(username="wire", defaults={"first_name": "Wire"})
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name="Publisher"))
    return user


def found_section(name: str | None) -> Section | None:
    section = Section.objects.called(name) if name else None
    if name and section is None:
        known = ", ".join(Section.objects.standing().values_list("name", flat=True)) or "none yet"
        raise CommandError(f"There is no section “{name}”. There are: {known}.")
    return section


def shown(path: Path) -> str:
    """The path in characters: names of files need not be text."""
    return os.fsencode(path).decode(errors="replace")


def bring_in(path: Path, user: User, section: Section | None, *, publish: bool) -> dict:
    """File one file's copy and say what became of it.

    A story that came in before is only taken further if nobody has worked on it since.
    """
    data = path.read_bytes()
    understood = replace(intake.understand(data), section=section and section.pk)
    known, is_new = intake.receive(data, by=user, name=shown(path.name), understood=understood)
    story, kept_back = known.story, ""
    if is_new or (story.version == 1 and story.status == Status.DRAFT):
        story = in_section(story, section, by=user)
        if publish:
            story, kept_back = published(story, by=user, dated=understood.dated)
    elif publish and story.status != Status.PUBLISHED:
        kept_back = "It came in before and has been worked on since: publish it at the desk."
    return report_of(story, file=shown(path), is_new=is_new, kept_back=kept_back)


def in_section(story: Story, section: Section | None, *, by) -> Story:
    if section is None or story.section_id:
        return story
    copy = copies.replace(copies.of(story), section=section.pk)
    return desk.save(story=story, by=by, copy=copy, version=story.version)


def published(story: Story, *, by, dated) -> tuple[Story, str]:
    """The story, published if it may be; else as it stands, and why."""
    try:
        return desk.publish(story=story, by=by, dated=dated), ""
    except Refused as refusal:
        return story, str(refusal)


def report_of(story: Story, *, file: str, is_new: bool, kept_back: str) -> dict:
    """What is printed of a file, and with --json is the shape of a line.

    `kept_back` is why it was not published though that was asked; `problems` is what an editor
    still has to do, the blocking ones first.
    """
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


def told(report: dict) -> str:
    if "error" in report:
        return f"{report['file']}: {report['error']}"
    state = "new" if report["new"] else "in before"
    lines = [f"{report['file']}: {report['headline']} ({state}, {report['status']})"]
    lines += [f"  Not published. {report['kept_back']}"] if report["kept_back"] else []
    lines += [f"  {'✗' if p['blocking'] else '·'} {p['message']}" for p in report["problems"]]
    return "\n".join(lines + [f"  ? {doubt}" for doubt in report["doubts"]])
