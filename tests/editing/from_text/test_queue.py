"""Several files dropped at once: looked at one after the other, each written only when created."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.editing.from_text.queue import Dropped, Queue, QueueField
from articles.importing.models import Import
from articles.stories.models import Story
from tests.newsroom import a_user

from .screens import COPY, Screen, rows_of_all_tables


def file(name: str, headline: str = "") -> SimpleUploadedFile:
    headline = headline or name.removesuffix(".txt").capitalize()
    text = f"{headline}\n\nThe board met for an hour on Tuesday.\n\n[Reuters]\n"
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def three(screen):
    """The screen with three files dropped on it."""
    screen.drop_all(file("walls.txt"), file("ferries.txt"), file("ports.txt"))
    return screen


def headlines() -> set[str]:
    return set(Story.objects.values_list("headline", flat=True))


def test_each_file_is_shown_in_turn_and_becomes_a_draft(three):
    for place, headline in enumerate(["Walls", "Ferries", "Ports"], 1):
        assert f"{place} of 3" in three.text("#content h2")
        assert three.data["headline"] == headline
        three.press("create")

    assert three.response.url == "/desk/from-text/"
    assert headlines() == {"Walls", "Ferries", "Ports"}
    assert set(Import.objects.values_list("name", flat=True)) == {
        "walls.txt",
        "ferries.txt",
        "ports.txt",
    }


def test_nothing_is_written_before_each_is_created(three):
    before = rows_of_all_tables()
    three.press("check")
    three.press("back")
    three.press("read")
    assert rows_of_all_tables() == before

    three.press("create")
    assert headlines() == {"Walls"}


def test_skipping_one_loses_nothing_else(three):
    three.press("create", headline="Walls, and more")
    three.press("skip")
    assert "“ferries.txt” was left out. Nothing of it was written." in three.text(".messagelist")
    assert "3 of 3" in three.text("#content h2")
    three.press("create")

    assert headlines() == {"Walls, and more", "Ports"}


def test_skipping_the_last_ends_where_one_began(three):
    for _ in range(3):
        three.press("skip")

    assert three.response.url == "/desk/from-text/"
    assert not Story.objects.exists()


def test_going_back_to_the_text_of_one_keeps_the_others(three):
    three.press("create")
    three.press("back")
    assert three.data["text"].strip().startswith("Ferries")
    assert "1 more file will be shown after this copy." in three.text("#paste-form")

    three.press("read", text="Ferries again\n\nThe board met for an hour on Tuesday.")
    assert "2 of 3" in three.text("#content h2")
    assert three.data["headline"] == "Ferries again"
    three.press("skip")
    assert three.data["headline"] == "Ports"


def test_a_wrong_field_and_a_second_look_keep_the_others(three):
    three.press("create", headline="")
    assert three.response.status_code == 422
    three.press("check", headline="Walls")
    three.press("create")
    assert three.data["headline"] == "Ferries"


def test_what_is_no_copy_or_came_in_before_is_passed_over_and_said(screen):
    screen.read(file("walls.txt").read().decode())
    screen.press("create")
    screen.show(screen.client.get("/desk/from-text/"))

    screen.drop_all(
        SimpleUploadedFile("photo.txt", b"\x89PNG\r\n\x1a\n"),
        file("walls.txt"),
        SimpleUploadedFile("empty.txt", b" "),
        file("ports.txt"),
    )

    said = screen.text(".messagelist")
    assert "“photo.txt”: That is a picture, not text." in said
    assert "“walls.txt”: this copy came in before, as Walls." in said
    assert "“empty.txt”: There is no text in it." in said
    assert "4 of 4" in screen.text("#content h2")
    assert screen.data["headline"] == "Ports"


def test_the_same_file_twice_in_one_drop_is_one_story(screen):
    screen.drop_all(file("walls.txt"), file("again.txt", "Walls"))
    screen.press("create")

    assert screen.response.url == "/desk/from-text/"
    assert headlines() == {"Walls"}


def test_one_file_is_no_queue(screen):
    screen.drop_all(file("walls.txt"))
    assert "1 of 1" not in screen.text("#content h2")
    assert not screen.find("[value=skip]")


def test_too_many_or_too_long_files_are_refused_in_words(screen):
    screen.drop_all(*(file(f"{n}.txt") for n in range(21)))
    assert "At most 20 files at once" in screen.text("[role=alert]")

    long = [SimpleUploadedFile(f"{n}.txt", b"words " * 150_000) for n in range(4)]
    screen.drop_all(*long)
    assert "at most 3 MB at once" in screen.text("[role=alert]")
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        *("{", "[]", '{"of": 2}', '{"of": "x", "waiting": []}', '{"of": 2, "waiting": [["é"]]}'),
        *("[" * 100_000, '{"of": 2, "waiting": [[1, 2]]}'),
    ],
)
@pytest.mark.parametrize("do", ["create", "skip", "read"])
def test_a_queue_broken_on_its_way_writes_nothing(three, sent, do):
    assert three.press(do, queue=sent).status_code == 422
    assert not Story.objects.exists()


def test_a_queue_survives_its_field():
    queue = Queue((Dropped(b"\xff\x00", "é.txt"), Dropped(COPY.encode())), of=5)
    field = QueueField()

    assert field.clean(field.prepare_value(queue)) == queue
    assert queue.place == 3
    assert json.loads(field.prepare_value(queue))["of"] == 5


def test_who_may_not_file_stories_may_not_drop_files(db):
    client = Screen(a_user("Writer")).client
    client.force_login(a_user("Researcher"))
    files = {"do": "read", "text": "", "files": [file("walls.txt"), file("ports.txt")]}
    assert client.post("/desk/from-text/", files).status_code == 403
