"""The way through “New from text”: paste, look, create; the same copy once; who may."""

from html import unescape

import pytest
from django.urls import reverse

from articles.importing import intake
from articles.importing.models import Import
from articles.stories.models import Story
from tests.newsroom import a_section, a_user

from .screens import ADDRESS, COPY, Screen, rows_of_all_tables


def test_paste_read_create_is_a_draft_in_two_presses(screen, editor):
    assert screen.read().status_code == 200
    response = screen.press("create")

    story = Story.objects.get()
    assert response.url == reverse("admin:articles_story_change", args=[story.pk])
    assert (story.headline, story.status, story.filed_by) == (
        "Harbour towns agree to share one dredger",
        "draft",
        editor,
    )
    assert story.quotations.get().speaker_name == "Ann Poe"
    assert bytes(Import.objects.get().raw).decode().split() == COPY.split()


def test_the_message_says_what_still_is_to_do(screen):
    screen.read()
    said = screen.client.get(screen.press("create").url).content.decode()
    assert "Filed as a draft. Before it can be printed: Choose a section." in unescape(said)
    assert "more things to look at" in said


def test_reading_writes_nothing_whatever_is_pressed_before_create(screen):
    before = rows_of_all_tables()
    screen.read()
    screen.press("check", section=str(a_section().pk), headline="Other")
    screen.press("back")
    assert rows_of_all_tables() == before | {"articles.Section": 1}


def test_what_is_filed_by_the_screen_is_what_the_command_would_file(screen, editor):
    screen.read()
    screen.press("create")
    by_screen = Story.objects.get()
    understood = intake.understand(COPY.encode())
    assert by_screen.headline == understood.headline
    assert by_screen.editor_note.splitlines() == list(understood.notes)
    assert [c.credited_as for c in by_screen.citations.all()] == [
        credit.text for credit in understood.credits
    ]


def test_a_dropped_file_is_kept_byte_for_byte_with_its_name(screen):
    data = COPY.replace("\n", "\r\n").encode("utf-16")
    screen.drop(data, "seed.txt")
    screen.press("create")
    kept = Import.objects.get()
    assert (bytes(kept.raw), kept.name) == (data, "seed.txt")


def test_the_writer_goes_back_to_the_copy_and_reads_again(screen):
    screen.read()
    screen.press("back")
    assert screen.data["text"].split() == COPY.split()
    screen.read(COPY.replace("three", "four"))
    assert "four harbour towns" in screen.data["body"]


def test_the_same_copy_is_not_read_twice(screen):
    screen.read()
    screen.press("create")
    story = Story.objects.get()
    again = Screen(a_user("Editor"))
    assert again.read(COPY.replace("\n", "\r\n") + "\n").status_code == 409
    assert "This copy came in before" in again.text("[role=alert]")
    assert "by Ed Itor" in again.text("[role=alert]")
    link = again.find("[role=alert] a")[0]
    assert link.get("href") == reverse("admin:articles_story_change", args=[story.pk])


def test_copy_that_comes_in_while_one_looks_is_one_story_and_what_was_typed_is_kept(screen):
    other = Screen(a_user("Editor"))
    screen.read()
    other.read()
    other.press("create")
    assert screen.press("create", headline="Typed").status_code == 409
    assert "This copy came in before" in screen.text("[role=alert]")
    assert screen.data["headline"].strip() == "Typed"
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Writer", 200),
        ("Editor", 200),
        ("Publisher", 200),
        ("Photo desk", 403),
        ("Researcher", 403),
    ],
)
def test_the_screen_is_open_to_who_may_file_stories(db, client, role, status):
    client.force_login(a_user(role))
    assert client.get(ADDRESS).status_code == status
    assert client.post(ADDRESS, {"do": "read", "text": COPY}).status_code == status
    assert client.post(ADDRESS, {"do": "create"}).status_code in (status, 422)
    assert not Story.objects.exists()


def test_who_is_not_signed_in_is_asked_to(db, client):
    assert client.get(ADDRESS).url.startswith("/desk/login/")


def test_the_desk_links_to_it_for_who_may(db, client):
    client.force_login(a_user("Writer"))
    assert ADDRESS in client.get("/desk/").content.decode()
    client.force_login(a_user("Researcher"))
    assert ADDRESS not in client.get("/desk/").content.decode()


def test_hostile_copy_is_shown_as_text(screen):
    screen.read('Head</pre><script>alert(1)</script>\n\nA <b>text\n\n[A"><img src=x>] [AP]')
    assert screen.find("#content script") == screen.find("#content img") == []
    assert "<script>alert(1)</script>" in screen.text(".import-raw pre")
