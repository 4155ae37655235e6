"""Bring in raw copy from files.

Each file is filed by itself: one that cannot be keeps back no other. Ends with 0 if every file is a
story now (or was before), 1 if some could not be brought in, 2 if nothing was tried because of what
was asked. With --json, one object a line, in the order of the files:

    {"file": "a.txt", "error": "There is no text in it."}                 # not brought in
    {"file": "b.txt", "story": 12, "headline": "…", "status": "draft",    # the story as it stands
     "new": true,                  # false: this copy came in before
     "kept_back": "…",             # why it was not published though --publish asked; "" otherwise
     "quotations": [{"speaker": "…", "role": "…", "words": "…"}],
     "credits": ["Reuters"],       # names in the library
     "credit_line": "[Reuters]",   # as the copy printed it
     "doubts": ["…"],              # the note to the desk, a line each
     "problems": [{"blocking": true, "message": "…"}]}   # still to do, the blocking ones first
"""

import json
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from articles.importing import batch
from articles.tags.models import Section

NOT_BROUGHT_IN, NOT_TRIED = 1, 2


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
            report = batch.bring_in(path, by=user, section=section, publish=publish)
            failed += "error" in report
            self.stdout.write(
                json.dumps(report, ensure_ascii=False) if options["json"] else told(report)
            )
        if failed:
            said = f"Not brought in: {failed} of {len(files)} files; see above."
            raise CommandError(said, returncode=NOT_BROUGHT_IN)


def account(username: str | None) -> User:
    if username:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account “{username}”.", returncode=NOT_TRIED)
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
        said = f"There is no section “{name}”. There are: {known}."
        raise CommandError(said, returncode=NOT_TRIED)
    return section


def told(report: dict) -> str:
    if "error" in report:
        return f"{report['file']}: {report['error']}"
    state = "new" if report["new"] else "in before"
    lines = [f"{report['file']}: {report['headline']} ({state}, {report['status']})"]
    lines += [f"  Not published. {report['kept_back']}"] if report["kept_back"] else []
    lines += [f"  {'✗' if p['blocking'] else '·'} {p['message']}" for p in report["problems"]]
    return "\n".join(lines + [f"  ? {doubt}" for doubt in report["doubts"]])
