"""The command that brings in raw copy from files: its options, what it prints, how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.publishing import desk
from articles.stories.models import Status, Story
from tests.newsroom import a_section, a_user, saved

READY = "Ferries return\n\nThe ferries return on Monday, the operator said.\n\n[Reuters] [AP]\n"
QUOTED = (
    "Board keeps its chair\n\nThe board met for an hour on Tuesday.\n\n"
    "In a statement, the chairwoman said:\n\n“We go on as we began, and we said so at the time.”\n"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(tmp_path):
    """A function that writes a file of copy and returns its path."""

    def write(text: str = READY, name: str = "copy.txt"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def printed(*arguments) -> str:
    """What the command prints, whether or not it ends well."""
    out = StringIO()
    try:
        call_command("import_wire", *map(str, arguments), stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}CommandError: {error}"
    return out.getvalue()


def reports(*arguments) -> list[dict]:
    lines = printed(*arguments, "--json").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def test_a_file_becomes_a_draft_of_an_account_of_its_own(copy):
    said = printed(copy())
    story = Story.objects.get()
    assert (story.status, story.filed_by.username) == (Status.DRAFT, "wire")
    assert not story.filed_by.has_usable_password()
    assert not story.filed_by.is_staff
    assert "copy.txt: Ferries return (new, draft)" in said
    assert "✗ Choose a section." in said


def test_the_same_file_again_is_the_same_story(copy):
    first, second = reports(copy(), copy(READY, "again.txt"))
    assert (first["new"], second["new"]) == (True, False)
    assert first["story"] == second["story"]


def test_json_is_one_object_a_line_of_a_shape_that_stays(copy):
    path = copy()
    (report,) = reports(path)
    assert report["problems"][0] == {"blocking": True, "message": "Choose a section."}
    assert {problem.keys() == {"blocking", "message"} for problem in report.pop("problems")} == {
        True
    }
    assert report == {
        "file": str(path),
        "story": Story.objects.get().pk,
        "headline": "Ferries return",
        "status": "draft",
        "new": True,
        "kept_back": "",
        "quotations": [],
        "credits": ["Reuters", "Associated Press"],
        "credit_line": "[Reuters] [AP]",
        "doubts": [],
    }
    (quoted,) = reports(copy(QUOTED))
    assert quoted.keys() == report.keys() | {"problems"}
    assert quoted["quotations"] == [
        {
            "speaker": "",
            "role": "the chairwoman",
            "words": "We go on as we began, and we said so at the time.",
        }
    ]


def test_a_section_is_found_by_its_name(copy):
    a_section("Harbour")
    printed(copy(), "--section", "harbour")
    assert Story.objects.get().section.name == "Harbour"
    assert Story.objects.get().version == 1


def test_an_unknown_section_is_refused_before_anything_is_filed(copy):
    a_section("City")
    assert "There is no section “Sport”. There are: City." in printed(copy(), "--section", "Sport")
    assert not Story.objects.exists()


def test_somebody_else_may_answer_for_it(copy):
    editor = a_user("Editor", username="eddie")
    printed(copy(), "--by", "eddie")
    assert Story.objects.get().filed_by == editor
    assert not User.objects.filter(username="wire").exists()


def test_an_unknown_account_is_refused(copy):
    assert "There is no account “nobody”." in printed(copy(), "--by", "nobody")
    assert not Story.objects.exists()


def test_an_account_that_may_not_file_is_told_so_for_each_file(copy):
    a_user("Researcher", username="ray")
    assert "copy.txt: You may not file stories." in printed(copy(), "--by", "ray")
    assert not Story.objects.exists()


def test_publish_brings_out_what_is_ready(copy):
    a_section("City")
    (report,) = reports(copy(), "--section", "City", "--publish")
    assert (report["status"], report["kept_back"]) == ("published", "")


def test_publish_leaves_a_draft_what_is_not_ready_and_says_why(copy):
    (report,) = reports(copy(), "--publish")
    assert report["status"] == "draft"
    assert report["kept_back"] == "Not ready for print: Choose a section."
    assert "Not published. Not ready for print" in printed(copy(), "--publish")


def test_publish_gives_the_story_the_date_of_its_copy(copy):
    a_section("City")
    dated = f"---\ntitle: Ferries return\ndate: 2019-05-02\n---\n\n{READY}"
    printed(copy(dated), "--section", "City", "--publish")
    assert Story.objects.get().editions.get().published_on.isoformat() == "2019-05-02"


def test_copy_dated_ahead_stays_a_draft(copy):
    a_section("City")
    dated = f"---\ntitle: Ferries return\ndate: 2999-05-02\n---\n\n{READY}"
    (report,) = reports(copy(dated), "--section", "City", "--publish")
    assert report["status"] == "draft"
    assert "lies ahead" in report["kept_back"]


def test_a_second_run_takes_further_what_nobody_has_touched(copy):
    printed(copy())
    a_section("City")
    (report,) = reports(copy(), "--section", "City", "--publish")
    assert (report["new"], report["status"]) == (False, "published")


def test_a_second_run_leaves_alone_what_somebody_has_worked_on(copy):
    printed(copy())
    a_section("City")
    worked_on = saved(Story.objects.get(), headline="Ferries return on Monday")
    (report,) = reports(copy(), "--section", "City", "--publish")
    assert (report["status"], report["headline"]) == ("draft", "Ferries return on Monday")
    assert "worked on since" in report["kept_back"]
    worked_on.refresh_from_db()
    assert worked_on.section is None


def test_a_second_run_over_a_spiked_story_leaves_it_spiked(copy):
    printed(copy())
    desk.spike(story=Story.objects.get(), by=a_user("Editor"), note="Overtaken.")
    assert reports(copy(), "--publish")[0]["status"] == "spiked"


def test_what_cannot_be_read_does_not_keep_back_the_others(copy, tmp_path):
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    files = [tmp_path / "missing.txt", tmp_path, tmp_path / "photo.txt", copy(" ", "empty.txt")]
    said = printed(*files, copy())
    assert "missing.txt: There is no such file." in said
    assert f"{tmp_path}: That is a folder. Name the files in it" in said
    assert "photo.txt: That is a picture, not text." in said
    assert "empty.txt: There is no text in it." in said
    assert "Ferries return (new, draft)" in said
    assert said.endswith("CommandError: Not brought in: 4 of 5 files; see above.")
    assert Story.objects.count() == 1


def test_what_cannot_be_read_is_an_object_of_its_own_in_json(tmp_path):
    (report,) = reports(tmp_path / "missing.txt")
    assert report.keys() == {"file", "error"}


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 1), (("--section", "Sport"), 2), (("--by", "nobody"), 2)],
    ids=["a file", "no such section", "no such account"],
)
def test_how_it_ends_tells_what_went_wrong(copy, tmp_path, options, code):
    with pytest.raises(CommandError) as failure:
        call_command(
            "import_wire", str(tmp_path / "missing.txt"), str(copy()), *options, stdout=StringIO()
        )
    assert failure.value.returncode == code
    assert Story.objects.count() == (1 if code == 1 else 0)


def test_a_file_that_may_not_be_read_is_said_so(copy, monkeypatch):
    locked, readable = copy("Locked\n\nIt holds.", "locked.txt"), copy()
    opened = Path.open

    def refusing(path, *args, **kwargs):
        if path == locked:  # whoever runs the tests may read everything
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refusing)
    said = printed(locked, readable)
    assert "locked.txt: That file may not be read by the account this runs under." in said
    assert "Ferries return (new, draft)" in said


def test_no_more_of_a_file_is_read_than_copy_may_have(copy):
    long = copy("words " * 1_000_000, "long.txt")
    assert "long.txt: That is too long: at most 1 MB of text." in printed(long, copy())
    assert Story.objects.count() == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_a_file_that_is_not_utf_8_is_read_too(copy, tmp_path, encoding):
    path = tmp_path / "copy.txt"
    path.write_bytes(READY.replace("said", "said “in Évora”").encode(encoding))
    printed(path)
    assert "“in Évora”" in Story.objects.get().body


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"EMBARGOED UNTIL NOON\n\n{READY}", "EMBARGOED UNTIL NOON"),
        ("The ferries return on Monday. They do. So the operator said.", "No headline was found"),
        (READY.replace("[Reuters]", "ENDS\n\nNotes for editors follow.\n\n[Reuters]"), "end mark"),
        (READY.replace("Monday", "Mon\ufffday"), "could not be read"),
    ],
    ids=["embargo", "no headline", "behind the end", "unreadable"],
)
def test_publish_leaves_to_a_person_what_only_a_person_can_settle(copy, text, why):
    a_section("City")
    (report,) = reports(copy(text), "--section", "City", "--publish")
    assert report["status"] == "draft"
    assert report["kept_back"].startswith("A person has to look at it first: ")
    assert why in report["kept_back"]


def test_a_file_whose_name_is_no_text_is_taken_in(tmp_path):
    path = bytes(tmp_path) + b"/copy-\xff.txt"
    with open(path, "w") as file:
        file.write(READY)
    out = StringIO()
    call_command("import_wire", path.decode(errors="surrogateescape"), stdout=out)
    assert out.getvalue().encode().startswith(bytes(tmp_path))
    assert Story.objects.get().raw_copy.name == "copy-\ufffd.txt"
