"""The desk's screens for how people may be quoted, and citing them on a story's form."""

import pytest
from django.test import Client

from articles.publishing import desk
from articles.sources import agreements
from articles.sources.agreements import SourcingAgreement
from articles.stories.copy import CitationCopy
from tests.newsroom import a_published_story, a_ready_story, a_story, a_user, an_agreement, tomorrow

from .story_pages import Page

pytestmark = pytest.mark.django_db
SCREENS = "/desk/articles/sourcingagreement/"


def at(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_writer_makes_an_agreement_and_an_editor_approves_it():
    writer, editor = a_user("Writer"), a_user("Editor")
    given = {"terms": "background", "wording": "a clerk", "reason": "they fear for their post"}
    at(writer).post(f"{SCREENS}add/", given | {"agreed_on": "2026-11-02"})
    made = SourcingAgreement.objects.get()
    assert (made.agreed_by, made.approved_at) == (writer, None)

    at(editor).post(f"{SCREENS}{made.pk}/approve/")

    made.refresh_from_db()
    assert made.approved_by == editor


def test_an_editor_is_told_why_their_own_is_not_approved():
    editor = a_user("Editor")
    made = an_agreement(by=editor, approved=False)

    told = at(editor).post(f"{SCREENS}{made.pk}/approve/", follow=True)

    assert "somebody else has to approve it" in told.content.decode()
    made.refresh_from_db()
    assert made.approved_at is None


def test_what_is_revoked_is_changed_no_more():
    made = an_agreement()
    client = at(made.agreed_by)
    client.post(f"{SCREENS}{made.pk}/revoke/")

    assert client.post(f"{SCREENS}{made.pk}/change/", {"wording": "another"}).status_code == 403
    made.refresh_from_db()
    assert made.revoked_by == made.agreed_by


def test_who_revokes_is_told_what_left_the_schedule():
    made = an_agreement()
    story = a_ready_story(
        headline="Wall gives", citations=(CitationCopy("c001", agreement=made.pk),)
    )
    desk.schedule(story=story, by=a_user("Publisher"), at=tomorrow())

    told = at(made.agreed_by).post(f"{SCREENS}{made.pk}/revoke/", follow=True)

    assert "Taken off the schedule: “Wall gives”." in told.content.decode()
    story.refresh_from_db()
    assert story.status == "ready"


def test_who_lengthens_an_embargo_is_told_what_left_the_schedule():
    made = an_agreement()
    story = a_ready_story(
        headline="Wall gives", citations=(CitationCopy("c001", agreement=made.pk),)
    )
    desk.schedule(story=story, by=a_user("Publisher"), at=tomorrow())
    given = {name: getattr(made, name) for name in ("terms", "wording", "reason", "agreed_on")}

    told = at(made.agreed_by).post(
        f"{SCREENS}{made.pk}/change/",
        given | {"embargo_until": "2099-01-01T12:00", "information_only": "on"},
        follow=True,
    )

    assert "Taken off the schedule: “Wall gives”." in told.content.decode()


def test_without_a_script_a_person_is_cited_by_the_agreed_words():
    made, story = an_agreement("a clerk at the port"), a_story()
    page = Page(story.filed_by, story)
    page.add_row("citations", what="a clerk at the port", role="supports", visibility="public")
    page.press()

    assert story.citations.get().agreement == made


@pytest.mark.parametrize(("visibility", "kept"), [("public", 0), ("staff", 1)])
def test_off_the_record_is_cited_for_staff_only(visibility, kept):
    made, story = an_agreement(terms="off_record"), a_story()
    page = Page(story.filed_by, story)
    named = f"agreement {made.pk}"
    page.add_row("citations", what=named, role="supports", visibility=visibility)
    answer = page.press()

    assert story.citations.count() == kept
    assert ("told off the record" in answer.content.decode()) is not bool(kept)


def test_the_search_of_the_dialog_finds_who_may_be_quoted():
    made, gone = an_agreement("a clerk at the port"), an_agreement("a clerk who took it back")
    agreements.revoke(gone, by=gone.agreed_by)

    answer = at(a_user("Writer")).get("/desk/articles/story/find/evidence/?q=clerk").json()

    about = f"Not for attribution · agreement {made.pk}"
    found = {"agreement": made.pk, "label": str(made), "about": about, "note": f"a{made.pk}"}
    assert answer["results"] == [found]


def test_a_live_story_whose_agreement_was_revoked_reaches_the_desk():
    made = an_agreement()
    cited = (CitationCopy("c001", agreement=made.pk),)
    story = a_published_story(headline="Weak for years", citations=cited)
    editor = at(a_user("Editor"))
    assert "Weak for years" not in trouble(editor)

    agreements.revoke(made, by=made.agreed_by)

    assert "Weak for years" in trouble(editor)
    assert "Weak for years" in block(editor)
    desk.unpublish(story=story, by=a_user("Publisher"), note="They took it back.")
    assert "Weak for years" not in block(editor)


def test_what_waits_for_approval_is_on_an_editors_home_screen():
    waiting = an_agreement("a clerk at the port", approved=False)
    a_ready_story(headline="Soon", citations=(CitationCopy("c001", agreement=waiting.pk),))

    assert "Soon" in trouble(at(a_user("Editor")))


def trouble(client) -> str:
    return client.get("/desk/articles/story/?problems=agreement").content.decode()


def block(client) -> str:
    page = client.get("/desk/").content.decode()
    return page.partition("People quoted otherwise than agreed")[2].partition("</section>")[0]
