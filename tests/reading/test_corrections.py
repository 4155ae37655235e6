"""The log of corrections and the history of a story: what changed and when, once it is public."""

import pytest

from articles.publishing import desk
from tests.newsroom import a_published_story, a_user, saved, time_passes, tomorrow

from .pages import at

pytestmark = pytest.mark.django_db


def corrected(story, said="It was a Tuesday.", *, kind="correction", **when):
    story = saved(story, body=f"<p>The harbour wall gave way. {said}</p>")
    return desk.update(story=story, by=a_user("Publisher"), correction=(kind, said), **when)


def test_a_correction_is_in_the_log_with_its_story(text):
    story = corrected(a_published_story(headline="Wall gives way"))
    page = text("/corrections/")
    assert "It was a Tuesday." in page
    assert f'href="{at(story)}"' in page


def test_the_latest_correction_comes_first(text):
    time_passes(corrected(a_published_story(), "The first slip."), hours=5)
    corrected(a_published_story(), "The second slip.")
    page = text("/corrections/")
    assert page.index("The second slip.") < page.index("The first slip.")


def test_a_correction_of_an_update_to_come_waits_with_it(text):
    story = corrected(a_published_story(), "Not yet.", at=tomorrow())
    for path in ("/corrections/", at(story), at(story) + "history/"):
        assert "Not yet." not in text(path)


def test_the_log_is_silent_about_a_story_that_was_taken_down(text):
    story = corrected(a_published_story(headline="Libel"))
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")
    page = text("/corrections/")
    assert "Libel" not in page
    assert "It was a Tuesday." not in page


def test_a_paper_without_corrections_says_so(text):
    assert "Nothing has had to be corrected so far." in text("/corrections/")


def test_the_history_shows_every_edition_readers_saw_the_latest_first(text):
    story = a_published_story(headline="Wall gives way")
    story = corrected(saved(story, headline="Wall falls"))
    page = text(at(story) + "history/")
    assert page.index("Edition 2") < page.index("First published")
    assert "The headline was “Wall gives way” before" in page
    assert page.count("It was a Tuesday.") == 1


def test_the_history_is_silent_about_an_edition_to_come(text):
    story = saved(a_published_story(headline="Wall gives way"), headline="Wall falls")
    story = desk.update(story=story, by=a_user("Publisher"), at=tomorrow())
    assert "Wall falls" not in text(at(story) + "history/")


def test_a_story_with_one_edition_has_a_history_all_the_same(text):
    assert "First published" in text(at(a_published_story()) + "history/")
