"""Two people write the same story: the second is told, loses nothing, and decides."""

import pytest

from articles.stories.copy import BylineCopy
from articles.stories.models import Story
from tests import newsroom
from tests.editing.story_pages import Page

pytestmark = pytest.mark.django_db

CONFLICT = "//section[@id='said']"


@pytest.fixture
def story():
    return newsroom.a_story(dek="The first dek.", body="<p>The wall fell at noon.</p>")


@pytest.fixture
def second(story):
    """The story's form as an editor has it open while somebody else is about to save."""
    return Page(newsroom.a_user("Editor", name="Sam Second"), story)


def fresh(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def somebody_saves(story, **fields):
    return newsroom.saved(story, by=newsroom.a_user("Editor", name="Fay First"), **fields)


def test_the_second_to_save_is_told_who_when_and_what_and_keeps_the_text(story, second):
    somebody_saves(story, dek="The dek of Fay.", body="<p>The wall fell at one.</p>")
    second.type(body="<p>The wall fell, loudly, at noon.</p>")

    response = second.press()

    assert response.status_code == 409
    assert "Fay First saved this story while you were writing" in second.said()
    assert "(revision 2)" in second.said()
    assert second.data["body"] == "<p>The wall fell, loudly, at noon.</p>"
    assert fresh(story).body == "<p>The wall fell at one.</p>"
    changed = [each.text_content() for each in second.document.xpath(f"{CONFLICT}//summary/b")]
    assert changed == ["Dek", "Body"]


def test_what_changed_in_the_text_is_marked_word_by_word(story, second):
    somebody_saves(story, body="<p>The wall fell at one.</p>")
    second.type(body="<p>Another text.</p>")
    second.press()

    (words,) = second.document.xpath(f"{CONFLICT}//*[@class='change-words']")
    assert [each.text.strip() for each in words.iter("del")] == ["noon."]
    assert [each.text.strip() for each in words.iter("ins")] == ["one."]


def test_saving_on_top_keeps_what_only_the_other_one_changed(story, second):
    contributor = newsroom.a_contributor("Jane Doe")
    somebody_saves(
        story,
        dek="The dek of Fay.",
        body="<p>The wall fell at one.</p>",
        bylines=(BylineCopy(contributor.pk),),
    )
    second.type(body="<p>The wall fell, loudly.</p>", kicker="Harbour")
    second.press()
    (button,) = second.document.xpath("//button[@name='on_top_of']")

    response = second.press(on_top_of=button.get("value"))

    assert response.status_code == 302
    kept = fresh(story)
    assert (kept.dek, kept.body) == ("The dek of Fay.", "<p>The wall fell, loudly.</p>")
    assert kept.kicker == "Harbour"
    assert [b.contributor for b in kept.bylines.all()] == [contributor]
    assert kept.revisions.count() == 3


def test_going_on_top_of_a_version_that_is_stale_again_is_refused_again(story, second):
    somebody_saves(story, dek="The dek of Fay.")
    second.type(dek="Mine.")
    second.press()
    somebody_saves(fresh(story), dek="The second dek of Fay.")

    assert second.press(on_top_of=2).status_code == 409
    assert fresh(story).dek == "The second dek of Fay."
    assert second.data["dek"] == "Mine."


def test_pressing_save_again_without_deciding_is_refused_again(story, second):
    somebody_saves(story, dek="The dek of Fay.")
    second.type(dek="Mine.")

    assert [second.press().status_code, second.press().status_code] == [409, 409]


def test_the_same_words_twice_are_no_conflict(story, second):
    somebody_saves(story, dek="The very same.")
    second.type(dek="The very same.")

    assert second.press().status_code == 302


def test_a_move_is_never_made_on_a_version_its_maker_has_not_seen(story):
    publisher = newsroom.a_user("Publisher")
    second = Page(publisher, story)
    somebody_saves(story, dek="Something the publisher has not read.")
    second.type(dek="Something the publisher has not read.")

    assert second.press("publish").status_code == 409
    assert fresh(story).status == "draft"


def test_markup_in_what_they_wrote_is_shown_and_never_run(story, second):
    somebody_saves(story, dek="<script>alert(1)</script>", editor_note="<img src=x onerror=a()>")
    second.type(headline="Another")
    response = second.press()

    shown = response.content.decode()
    assert "<script>alert(1)</script>" not in shown
    assert "<img src=x" not in shown
    assert "alert(1)" in second.document.xpath(CONFLICT)[0].text_content()


def test_what_was_typed_in_rows_survives_being_shown_a_conflict(story, second):
    speaker = newsroom.a_source("Ada Nwosu")
    newsroom.a_document("The report", url="https://example.org/report")
    second.type(
        body='<blockquote data-key="quote-one" data-speaker="Ada"><p>No choice.</p></blockquote>'
    )
    second.add_row("quotations", key="quote-one", speaker="ada nwosu")
    second.type(citations__0__what="https://example.org/report")
    somebody_saves(story, dek="The dek of Fay.")

    assert second.press().status_code == 409
    r = second.press(on_top_of=2)
    assert r.status_code == 302, (
        second.said(),
        {k: v for k, v in second.data.items() if k.startswith(("quot", "cita"))},
    )

    kept = fresh(story)
    assert kept.quotations.get().speaker == speaker
    assert (kept.dek, str(kept.citations.get())) == ("The dek of Fay.", "The report")
