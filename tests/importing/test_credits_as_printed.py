"""The line of credits again, from what the story holds now."""

import pytest

from articles.importing import intake
from articles.importing.models import Import
from articles.photos.credits import PhotoCredit
from articles.stories import copy as copies
from articles.stories.copy import CitationCopy
from articles.stories.models import Story
from tests.importing.copies import COPY, LINE, taken_in
from tests.newsroom import a_source, saved

pytestmark = pytest.mark.django_db


def test_the_credits_are_printed_again_as_they_stood():
    assert intake.credits_as_printed(taken_in(COPY)) == LINE


@pytest.mark.parametrize(
    "line",
    [
        "[Reuters], [AP] and [Photo courtesy of Harbour Museum]",
        "[AP Photo/Jane Doe] [Reuters]",
        "[AFP PHOTO / Jane Doe] [Harbour Gazette](https://gazette.example/a?utm_source=x)",
        "[Reuters: https://reuters.com/a] [[AP]] [Source: BBC; AFP]",
    ],
)
def test_a_line_of_any_form_is_printed_again_as_it_stood(line):
    assert intake.credits_as_printed(taken_in(COPY.replace(LINE, line))) == line


def test_the_line_follows_what_the_desk_made_of_it():
    story = taken_in(COPY)
    PhotoCredit.objects.filter(pk=story.copy_credit_id).update(holder="Harbour Museum")
    story = Story.objects.get(pk=story.pk)
    kept = [c for c in copies.of(story).citations if c.credited_as != "AP"]

    printed = intake.credits_as_printed(saved(story, citations=tuple(kept)))

    assert printed == "[Reuters] [Wall Street Journal] [Photo courtesy of Harbour Museum]"


@pytest.mark.parametrize(
    ("line", "gone", "left"),
    [
        ("[Reuters, AP] [AFP]", "Reuters", "[AP] [AFP]"),
        ("[Reuters; AP] [AFP]", "AP", "[Reuters] [AFP]"),
        ("[Sources: Reuters, AP, AFP]", "AP", "[Sources: Reuters, AFP]"),
        ("[Source: Reuters] [AP]", "Reuters", "[AP]"),
        ("[[Reuters]] [[AP]]", "AP", "[[Reuters]]"),
    ],
)
def test_brackets_stay_whole_when_the_desk_drops_a_name(line, gone, left):
    story = taken_in(COPY.replace(LINE, line))
    kept = [c for c in copies.of(story).citations if c.credited_as != gone]

    assert intake.credits_as_printed(saved(story, citations=tuple(kept))) == left


def test_a_story_without_copy_prints_its_bare_credits():
    credited = CitationCopy("bare0001", source=a_source().pk, role="credit_only")
    story = saved(taken_in("One line alone"), citations=(credited,))
    Import.objects.all().delete()
    assert intake.credits_as_printed(story) == "[Harbour Board]"
