"""Bring in raw copy from files."""

import json
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from articles.importing import intake
from articles.publishing import desk, readiness
from articles.publishing.refusals import Refused
from articles.stories import copy as copies
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
        failed = False
        for path in files:
            try:
                report = bring_in(path, user, section, publish=publish)
            except (OSError, Refused) as error:
                failed, report = True, {"file": str(path), "error": str(error)}
            self.stdout.write(
                json.dumps(report, ensure_ascii=False) if options["json"] else told(report)
            )
        if failed:
            raise CommandError("Some files were not brought in; see above.")


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


def bring_in(path: Path, user: User, section: Section | None, *, publish: bool) -> dict:
    data = path.read_bytes()
    known = intake.already(data) is not None
    story = intake.take_in(data, by=user, name=path.name)
    if section and not story.section_id:
        copy = copies.replace(copies.of(story), section=section.pk)
        story = desk.save(story=story, by=user, copy=copy, version=story.version)
    problems = readiness.problems(story)
    if publish and story.status == "draft" and not readiness.blocking(problems):
        story = desk.publish(story=story, by=user, dated=intake.understand(data).dated)
    return {
        "file": str(path),
        "story": story.pk,
        "headline": story.headline,
        "status": story.status,
        "new": not known,
        "quotations": [
            {"speaker": q.speaker_name, "role": q.role, "words": q.words}
            for q in story.quotations.all()
        ],
        "credits": [str(c) for c in story.citations.all()],
        "credit_line": intake.credits_as_printed(story),
        "doubts": story.editor_note.splitlines(),
        "problems": [{"blocking": p.blocking, "message": p.message} for p in problems],
    }


def told(report: dict) -> str:
    if "error" in report:
        return f"{report['file']}: {report['error']}"
    state = "new" if report["new"] else "in before"
    lines = [f"{report['file']}: {report['headline']} ({state}, {report['status']})"]
    lines += [f"  {'✗' if p['blocking'] else '·'} {p['message']}" for p in report["problems"]]
    return "\n".join(lines + [f"  ? {doubt}" for doubt in report["doubts"]])
