"""Who may open, change, preview and look up what; and what becomes of a forged form."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from articles.sources.models import Document, Source
from articles.stories import copy as copies
from articles.stories.copy import CitationCopy, PlacementCopy
from articles.stories.models import Story
from tests import newsroom
from tests.editing.story_pages import Page, address, signed_in

pytestmark = pytest.mark.django_db

MARKED = '<p>It fell<cite data-key="cite-one"></cite>.</p><figure data-key="photo-one"></figure>'
# Which of the form's own fields each role finds open in a submitted story of somebody else's.
OPEN = {
    "Writer": set(),
    "Photo desk": {"body", "placements"},
    "Researcher": {"body", "citations"},
}


def fresh(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


@pytest.fixture
def story():
    """A submitted story with a citation and a photo."""
    document, photo = newsroom.a_document(), newsroom.a_photo()
    writer = newsroom.a_user("Writer")
    return newsroom.a_story_in(
        "submitted",
        writer,
        body=MARKED,
        citations=(CitationCopy("cite-one", document=document.pk),),
        placements=(PlacementCopy("photo-one", photo.pk),),
    )


@pytest.mark.parametrize("role", OPEN)
def test_each_role_finds_only_its_parts_open(role, story):
    opened = Page(newsroom.a_user(role), story).open_fields()

    parts = {name.split("-")[0] for name in opened if name and name != "move"}
    assert parts == OPEN[role]


def test_an_editor_finds_everything_open(story):
    opened = Page(newsroom.a_user("Editor"), story).open_fields()

    assert {"headline", "dek", "body", "section", "tags", "slug", "embargo_until"} <= opened
    assert {"citations-0-locator", "placements-0-caption", "bylines-0-contributor"} <= opened


def test_a_reader_of_a_story_gets_no_button_and_no_dialog(story):
    page = Page(newsroom.a_user("Writer"), story)

    assert page.buttons() == []
    assert not page.document.xpath("//button[@data-save]")
    assert not page.document.xpath("//dialog")
    assert "You may read this story, not change it." in page.response.content.decode()


def test_the_researcher_adds_a_citation_with_its_mark_and_the_words_stay(story):
    document = newsroom.a_document("Another report")
    page = Page(newsroom.a_user("Researcher"), story)
    body = MARKED.replace("fell", 'fell<cite data-key="cite-two"></cite>')
    page.type(body=body)
    page.add_row("citations", key="cite-two", document=document.pk, role="supports")
    page.data[f"citations-{int(page.data['citations-TOTAL_FORMS']) - 1}-visibility"] = "public"

    assert page.press().status_code == 302
    assert [c.key for c in fresh(story).citations.all()] == ["cite-one", "cite-two"]
    assert fresh(story).body == body


def test_the_photo_desk_changes_a_caption(story):
    page = Page(newsroom.a_user("Photo desk"), story)
    page.type(placements__0__caption="Seen from the pier.")

    assert page.press().status_code == 302
    assert fresh(story).placements.get().caption == "Seen from the pier."


FORGED = {
    "Writer": {"headline": "Forged"},
    "Photo desk": {"body": MARKED.replace("fell", "stood")},
    "Researcher": {"tags": "Forged"},
}


@pytest.mark.parametrize("role", FORGED)
def test_a_forged_field_is_refused_and_nothing_is_kept(role, story):
    newsroom.a_tag("Forged")
    before = copies.of(story)
    page = Page(newsroom.a_user(role), story)
    page.type(**FORGED[role])

    response = page.press()

    assert response.status_code == 403
    assert "You may not change this story" in page.said()
    assert copies.of(fresh(story)) == before


def test_forged_rows_of_a_closed_part_are_refused(story):
    page = Page(newsroom.a_user("Photo desk"), story)
    page.type(citations__TOTAL_FORMS=0, citations__INITIAL_FORMS=0)

    assert page.press().status_code == 403
    assert fresh(story).citations.count() == 1


def test_a_role_that_may_not_add_tags_cannot_make_one_by_a_forged_field(story):
    page = Page(newsroom.a_user("Photo desk"), story)
    page.type(tags="Brand new")

    assert page.press().status_code == 422
    assert "you may not add one" in page.said()


@pytest.mark.parametrize("role", ["Writer", "Editor", "Photo desk", "Researcher"])
def test_a_verb_there_is_no_button_for_is_refused(role, story):
    page = Page(newsroom.a_user(role), story)

    assert page.press("publish").status_code == 403
    assert fresh(story).status == "submitted"


@pytest.mark.parametrize("verb", ["move", "file", "save", "restore", "__class__", "come_out"])
def test_a_word_that_is_no_move_is_refused(verb, story):
    assert Page(newsroom.a_user("Publisher"), story).press(verb).status_code == 403


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "99999999999999999999"])
def test_a_version_that_is_none_is_refused(version, story):
    page = Page(newsroom.a_user("Editor"), story)
    page.type(version=version, headline="Other")

    assert page.press().status_code == 422
    assert fresh(story).headline != "Other"


def test_a_version_ahead_of_the_storys_is_stale(story):
    page = Page(newsroom.a_user("Editor"), story)
    page.type(version=7, headline="Other")

    assert page.press().status_code == 409


def test_a_form_sent_to_another_story_does_not_touch_the_first(story):
    other = newsroom.a_story(headline="The other")
    page = Page(newsroom.a_user("Editor"), story)
    page.address = address("change", other.pk)
    page.type(dek="Sent astray.")

    page.press()

    assert fresh(story).dek == ""
    assert fresh(story).citations.count() == 1


@pytest.mark.parametrize("key", ["UPPER", "a b", "x", "<b>aaaa</b>", "aaaa!"])
def test_a_key_that_is_none_is_refused(key, story):
    page = Page(newsroom.a_user("Editor"), story)
    page.type(citations__0__key=key)

    assert page.press().status_code == 422


def test_two_rows_of_one_key_are_refused(story):
    page = Page(newsroom.a_user("Editor"), story)
    document = newsroom.a_document("Another")
    page.add_row("citations", key="cite-one", document=document.pk, role="supports")

    assert page.press().status_code == 422


@pytest.mark.parametrize(
    "row",
    [
        ("citations", {"document": 4711}),
        ("citations", {"source": 4711}),
        ("citations", {"document": 2**70}),
        ("placements", {"photo": 4711, "role": "inline"}),
        ("placements", {"photo": "x", "role": "inline"}),
        ("placements", {"photo": 1, "role": "cover"}),
    ],
    ids=str,
)
def test_a_row_that_points_at_nothing_is_refused(row, story):
    formset, fields = row
    page = Page(newsroom.a_user("Editor"), story)
    page.add_row(formset, key="made-up1", **fields)

    assert page.press().status_code == 422
    assert copies.of(fresh(story)) == copies.of(story)


# Address, and the permission in the group's name that it takes beyond being staff.
LOOKUPS = ["find_tags", "find_people", "find_sources", "find_evidence", "find_photos"]


@pytest.mark.parametrize("name", LOOKUPS)
@pytest.mark.parametrize("role", newsroom.ROLES)
def test_every_role_may_look_things_up(name, role):
    response = signed_in(newsroom.a_user(role)).get(address(name), {"q": "ha"})

    assert response.status_code == 200
    assert response.json()["results"] == []


ADDING = ["add_document", "document_details", "read_references", "add_references"]


@pytest.mark.parametrize("name", [*LOOKUPS, *ADDING, "readiness", "preview"])
def test_nobody_from_outside_gets_an_answer(name):
    bare = newsroom.a_user()
    outsider = newsroom.a_user(staff=False)
    for method in ("get", "post"):
        assert getattr(Client(), method)(address(name)).status_code == 302
        assert getattr(signed_in(outsider), method)(address(name)).status_code == 302
    answer = signed_in(bare).post(address(name))
    assert answer.status_code in (403, 405)
    assert signed_in(bare).get(address(name)).status_code in (403, 405)


@pytest.mark.parametrize("name", ["change", "preview", "compare"])
@pytest.mark.parametrize("role", newsroom.ROLES)
def test_every_role_may_read_any_story(name, role, story):
    assert signed_in(newsroom.a_user(role)).get(address(name, story.pk)).status_code == 200


@pytest.mark.parametrize("name", ["change", "preview", "compare", "readiness", "restore"])
def test_a_story_is_hidden_from_staff_without_a_role_and_from_the_street(name, story):
    for method in ("get", "post"):
        assert getattr(Client(), method)(address(name, story.pk)).status_code == 302
        bare = getattr(signed_in(newsroom.a_user()), method)(address(name, story.pk))
        assert bare.status_code in (403, 405)
        assert story.headline not in bare.content.decode()


@pytest.mark.parametrize("name", ["change", "preview", "compare"])
@pytest.mark.parametrize("story_id", [4711, 10**30])
def test_a_story_that_is_not_there_is_a_404(name, story_id):
    client = signed_in(newsroom.a_user("Publisher"))

    assert client.get(address(name, story_id)).status_code == 404


@pytest.mark.parametrize("role", ["Photo desk", "Researcher"])
def test_who_may_not_file_gets_no_form_for_a_new_story(role):
    client = signed_in(newsroom.a_user(role))

    assert client.get(address("add")).status_code == 403
    assert client.post(address("add"), {"headline": "x"}).status_code == 403
    assert not Story.objects.exists()


def test_no_story_can_be_deleted(story):
    client = signed_in(newsroom.a_user(is_superuser=True))

    assert client.post(address("delete", story.pk), {"post": "yes"}).status_code == 403
    assert fresh(story)


def test_the_photo_desk_may_not_add_a_document():
    client = signed_in(newsroom.a_user("Photo desk"))

    answer = client.post(address("add_document"), {"document-title": "A report"})

    assert answer.status_code == 403
    assert not Document.objects.exists()


def test_an_unknown_publisher_takes_the_right_to_add_sources():
    user = newsroom.a_user()
    user.user_permissions.add(Permission.objects.get(codename="add_document"))

    answer = signed_in(user).post(
        address("add_document"),
        {"document-title": "A", "document-kind": "report", "document-publisher": "Nobody"},
    )

    assert answer.status_code == 422
    assert not Source.objects.exists()
