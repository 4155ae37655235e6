"""The home screen: what needs this person now, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editing import home, home_block
from articles.photos.credits import PhotoCredit
from articles.publishing import desk
from articles.sources import agreements
from articles.stories.copy import CitationCopy, PlacementCopy
from tests.newsroom import (
    a_contributor,
    a_credit,
    a_document,
    a_link,
    a_photo,
    a_published_story,
    a_ready_story,
    a_section,
    a_story,
    a_story_in,
    a_user,
    an_agreement,
    saved,
    time_passes,
    tomorrow,
)

from .desks import at_the_desk, queries, shown

pytestmark = pytest.mark.django_db


def block(user, key: str) -> home_block.Block:
    return next(block for block in home.blocks(user) if block.key == key)


def headlines(user, key: str) -> list[str]:
    return [item.headline for item in block(user, key).items]


EDITORS = [
    "waiting",
    "approvals",
    "mine",
    "ready",
    "photos",
    "links",
    "agreements",
    "reviews",
    "changes",
    "scheduled",
    "today",
]


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("Writer", ["mine", "photos", "links", "scheduled", "today"]),
        ("Photo desk", ["photos", "scheduled", "today"]),
        ("Researcher", ["photos", "links", "scheduled", "today"]),
        ("Editor", EDITORS),
        ("Publisher", EDITORS),
        (None, []),
    ],
)
def test_each_role_has_its_blocks_in_its_order(role, keys):
    assert [block.key for block in home.blocks(a_user(role))] == keys


def test_yours_are_your_own_drafts_and_what_the_editor_has_of_you():
    writer = a_user("Writer")
    a_story(writer, headline="Begun")
    a_story_in("submitted", writer, headline="Handed in")
    a_story_in("live", writer, headline="Out")
    a_story_in("spiked", writer, headline="Dead")
    a_story(headline="Somebody else's")

    assert headlines(writer, "mine") == ["Begun", "Handed in"]


def test_what_was_sent_back_comes_first_with_the_editors_note():
    writer = a_user("Writer")
    sent_back = a_story_in("submitted", writer, headline="Sent back")
    editor = a_user("Editor", name="Eddie Editor")
    desk.send_back(story=sent_back, by=editor, note="Who says so?")
    a_story(writer, headline="Begun since")

    items = block(writer, "mine").items

    assert [item.headline for item in items] == ["Sent back", "Begun since"]
    assert items[0].note == "Eddie Editor: Who says so?"
    assert [badge.label for badge in items[0].badges] == ["Sent back"]
    assert items[1].note == ""


def test_the_longest_waiting_stands_first_whatever_was_saved_since():
    first = a_story_in("submitted", headline="First")
    a_story_in("submitted", headline="Second")
    saved(first, dek="Read once.")

    assert headlines(a_user("Editor"), "waiting") == ["First", "Second"]


def test_ready_stories_say_what_blocks_them():
    editor = a_user("Editor")
    photo = a_photo(credit=None)
    a_ready_story(headline="Fine", body="<p>STKS and TKO are words.</p>")
    a_ready_story(headline="Unplaced", section=None)
    a_ready_story(headline="Unfinished", body="<p>It cost TK crowns.</p>")
    a_ready_story(headline="Pictured", placements=(PlacementCopy("p7bb2k1s", photo.pk, "lead"),))

    said = {item.headline: [b.label for b in item.badges] for item in block(editor, "ready").items}

    assert said == {
        "Fine": [],
        "Unplaced": ["No section"],
        "Unfinished": ["A TK stands"],
        "Pictured": ["A photo may not run"],
    }


def test_the_next_to_come_out_stands_first_updates_included():
    publisher = a_user("Publisher")
    later = a_ready_story(headline="Later")
    desk.schedule(story=later, by=publisher, at=tomorrow() + timedelta(days=1))
    a_story_in("embargoed", headline="Embargoed")
    a_story_in("live_with_scheduled_update", headline="Out", pending={"headline": "Updated"})
    a_story_in("live", headline="Out, and no more to come")

    items = block(a_user("Writer"), "scheduled").items

    assert {item.headline for item in items[:2]} == {"Embargoed", "Updated"}
    assert [item.headline for item in items[2:]] == ["Later"]
    embargoed = next(item for item in items if item.headline == "Embargoed")
    assert any("embargo until" in words for words in embargoed.said)


def test_what_has_come_out_by_the_clock_is_no_longer_scheduled():
    story = a_story_in("scheduled", headline="Due")
    time_passes(story, hours=25)

    assert headlines(a_user("Editor"), "scheduled") == []


def test_published_today_is_what_came_out_today():
    a_published_story(headline="Today", hours_ago=0)
    a_published_story(headline="Last week", hours_ago=24 * 7)

    assert headlines(a_user("Writer"), "today") == ["Today"]


def test_a_published_photo_whose_credit_has_run_out_or_will_soon_is_told_of():
    today = timezone.localdate()
    for headline, key, expires_on in (
        ("Over", "p7bb2k1a", today + timedelta(days=1)),
        ("Soon", "p7bb2k1b", today + timedelta(days=10)),
        ("Long", "p7bb2k1c", today + timedelta(days=100)),
        ("Free", "p7bb2k1d", None),
    ):
        photo = a_photo(credit=a_credit(expires_on=expires_on))
        a_published_story(headline=headline, placements=(PlacementCopy(key, photo.pk, "lead"),))
    gone = PhotoCredit.objects.filter(expires_on=today + timedelta(days=1))
    gone.update(expires_on=today - timedelta(days=1))

    items = block(a_user("Photo desk"), "photos").items

    assert [item.headline for item in items] == ["Over", "Soon"]
    assert items[0].badges[0].label == "Photo may not run"


def test_a_published_story_changed_since_is_told_of_until_its_changes_are_out():
    changed = a_story_in("live_with_pending_edit", headline="Old", pending={"headline": "New"})
    a_story_in("live", headline="As it stands")
    editor = a_user("Editor")
    assert headlines(editor, "changes") == ["New"]

    desk.update(story=changed, by=a_user("Publisher"))

    assert headlines(editor, "changes") == []


def test_a_block_shows_eight_and_says_that_there_are_more():
    writer = a_user("Writer")
    for number in range(9):
        a_story(writer, headline=f"Draft {number}")

    found = block(writer, "mine")

    assert (len(found.items), found.more, found.count) == (home_block.ROWS, True, "8+")


def test_every_block_leads_to_the_list_of_the_rest():
    client = at_the_desk("Publisher")

    for found in home.blocks(client.user):
        assert client.get(found.url).status_code == 200


def test_home_takes_the_same_few_queries_with_one_row_and_with_many():
    client = at_the_desk("Publisher")
    address = reverse("admin:index")
    a_published_story(hours_ago=0)  # just after midnight nothing else came out today
    few = queries(client, address)
    for state in ("submitted", "ready", "scheduled", "live_with_pending_edit", "live", "draft"):
        for number in range(3):
            photo = a_photo()
            placed = (PlacementCopy("p7bb2k1s", photo.pk, "lead"),)
            by = client.user if state == "draft" else None
            a_story_in(state, by, headline=f"{state} {number}", placements=placed)
    for number in range(3):
        waiting = an_agreement(f"a clerk {number}", approved=False, review_on=timezone.localdate())
        a_story(**resting_on(f"By a clerk {number}", waiting))
    PhotoCredit.objects.update(expires_on=timezone.localdate())

    assert queries(client, address) == few <= 16
    assert "submitted 2" in shown(client, address)
    assert "for “By a clerk 2”" in shown(client, address)


# --- An empty newsroom


def first_steps(role: str) -> list[str]:
    return [words for words, _ in home.first_steps(a_user(role))]


def test_an_empty_newsroom_is_told_where_to_begin_by_what_each_role_may_do():
    assert first_steps("Photo desk") == []
    assert first_steps("Writer") == ["Write a story", "Bring in raw copy"]
    assert [words.partition(":")[0] for words in first_steps("Publisher")] == [
        "Name the first section",
        "Add those whose names stand over stories",
        "Write a story",
        "Bring in raw copy",
    ]
    assert "Begin here" in shown(at_the_desk("Publisher"), reverse("admin:index"))


def test_what_has_been_done_is_no_step_any_more():
    a_section()
    a_contributor()

    assert first_steps("Publisher") == ["Write a story", "Bring in raw copy"]


def test_where_stories_are_nobody_is_told_to_begin():
    a_story_in("spiked")

    assert first_steps("Publisher") == []
    assert "Begin here" not in shown(at_the_desk("Publisher"), reverse("admin:index"))


def test_links_that_broke_are_those_readers_stories_rest_on():
    for verdict in ("dead", "drifted", "moved", "alive", "suspect"):
        document = a_document(verdict, url=f"https://{verdict}.example/")
        a_published_story(citations=(CitationCopy("cite-one", document=document.pk),))
        fields = {"failures": 1, "failed_at": timezone.now()} if verdict == "suspect" else {}
        a_link(document, verdict=verdict, since=timezone.now(), **fields)
    unseen = a_document("unseen", url="https://unseen.example/")
    a_story(citations=(CitationCopy("cite-one", document=unseen.pk),))
    a_link(unseen, verdict="dead", since=timezone.now())

    assert set(headlines(a_user("Researcher"), "links")) == {"dead", "drifted", "moved"}


def test_of_links_nobody_visited_or_that_may_come_back_no_more_is_said_than_is_known():
    failing = {"verdict": "suspect", "failures": 4, "failed_at": timezone.now()}
    for name, fields in {"unvisited": {}, "failing": failing}.items():
        document = a_document(name, url=f"https://{name}.example/")
        a_published_story(citations=(CitationCopy("cite-one", document=document.pk),))
        a_link(document, **fields)

    page = shown(at_the_desk("Researcher"), reverse("admin:index"))

    assert "No page that published stories rest on is known to be gone or changed." in page


def resting_on(headline: str, agreement) -> dict:
    return {"headline": headline, "citations": (CitationCopy("c001", agreement=agreement.pk),)}


def test_people_quoted_otherwise_than_agreed_are_told_before_print_and_after():
    soon = timezone.now() + timedelta(hours=1)
    changed, embargoed = an_agreement("a clerk"), an_agreement("a guard", embargo_until=soon)
    a_published_story(**resting_on("Out", changed))
    for headline, agreement in (("To come", changed), ("After the embargo", embargoed)):
        story = a_ready_story(**resting_on(headline, agreement))
        desk.schedule(story=story, by=a_user("Publisher"), at=tomorrow())
    a_ready_story(**resting_on("Not yet", changed))
    assert headlines(a_user("Editor"), "agreements") == []

    changed.wording = "the minister"
    agreements.keep(changed)

    editor = a_user("Editor")
    assert set(headlines(editor, "agreements")) == {"Out", "To come"}
    ready = {item.headline: item.badges for item in block(editor, "ready").items}
    assert [badge.label for badge in ready["Not yet"]] == ["Not as agreed"]


def test_an_agreement_waits_for_an_editor_who_did_not_make_it():
    editor, writer = a_user("Editor"), a_user("Writer", name="Wanda Writer")
    waiting = an_agreement("a clerk", approved=False, by=writer)
    an_agreement("a guard", approved=False)
    an_agreement("one of the editor's own", approved=False, by=editor)
    an_agreement("approved already")
    an_agreement("Ada Nwosu", approved=False, terms="on_record", reason="")
    an_agreement("never printed", approved=False, terms="off_record")
    agreements.revoke(an_agreement("taken back", approved=False), by=writer)
    a_story(**resting_on("The wall was known to leak", waiting))

    items = block(editor, "approvals").items

    assert [item.headline for item in items] == ["a clerk", "a guard"]
    assert items[0].said == ["Wanda Writer", "for “The wall was known to leak”"]
    assert items[1].said[1] == "cited nowhere yet"
    agreements.approve(waiting, by=editor)
    assert headlines(editor, "approvals") == ["a guard"]


def test_an_agreement_is_to_be_reviewed_from_its_day_on_until_it_is_revoked():
    today = timezone.localdate()
    an_agreement("today", review_on=today)
    an_agreement("since yesterday", review_on=today - timedelta(days=1))
    an_agreement("tomorrow", review_on=today + timedelta(days=1))
    an_agreement("never")
    gone = an_agreement("taken back", review_on=today)
    agreements.revoke(gone, by=gone.agreed_by)

    items = block(a_user("Publisher"), "reviews").items

    assert [item.headline for item in items] == ["since yesterday", "today"]
    assert all(item.note.startswith("Ask if it still holds: due ") for item in items)


def test_the_list_of_agreements_is_narrowed_to_what_the_home_screen_tells_of():
    editor = at_the_desk("Editor")
    an_agreement("a clerk", approved=False)
    an_agreement("a guard", review_on=timezone.localdate())

    found = {key: shown(editor, block(editor.user, key).url) for key in ("approvals", "reviews")}

    assert {key: ("a clerk" in said, "a guard" in said) for key, said in found.items()} == {
        "approvals": (True, False),
        "reviews": (False, True),
    }
