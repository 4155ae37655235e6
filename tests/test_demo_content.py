"""The demo newspaper: its files fit together, and a slip in one is reported by its name."""

import re
import shutil
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from articles.body import KEY
from articles.demo import content
from articles.demo.drawing import DRAWINGS, draw
from articles.names import fold
from articles.photos.credits import PhotoCredit
from articles.publishing.models import Correction
from articles.sources.models import Document, Source
from articles.stories.models import Byline, Citation, Placement, Story

DEMO = content.load()
EVERY_STORY = pytest.mark.parametrize("story", DEMO.stories, ids=lambda story: story.slug)


def marks(element: str, body: str) -> list[str]:
    """The keys of the marks of one sort in a body, in order."""
    return re.findall(rf'<{element} data-key="([^"]+)"', body)


def words(story) -> int:
    return len(re.sub(r"<[^>]+>", " ", story.body).split())


def length_of(model, field: str) -> int:
    return model._meta.get_field(field).max_length


@EVERY_STORY
def test_each_citation_mark_has_its_row_and_each_row_its_mark(story):
    assert marks("cite", story.body) == list(dict.fromkeys(marks("cite", story.body)))
    assert set(marks("cite", story.body)) == {row.key for row in story.citations}


@EVERY_STORY
def test_each_block_quotation_has_its_row_and_each_row_its_mark(story):
    assert marks("blockquote", story.body) == [row.key for row in story.quotations]
    assert {row.citation for row in story.quotations} <= {"", *(c.key for c in story.citations)}


@EVERY_STORY
def test_each_figure_mark_has_its_inline_photo_and_each_inline_photo_its_mark(story):
    inline = [photo.key for photo in story.photos if photo.role == Placement.Role.INLINE]
    assert marks("figure", story.body) == inline


@EVERY_STORY
def test_an_edited_body_marks_nothing_the_story_has_no_row_for(story):
    edited = story.pending_edit.body if story.pending_edit else ""
    assert set(marks("cite", edited)) <= {row.key for row in story.citations}
    assert marks("blockquote", edited) == marks("figure", edited) == []


@EVERY_STORY
def test_each_key_is_one_the_body_accepts_and_stands_for_one_thing(story):
    keys = [row.key for row in (*story.citations, *story.quotations, *story.photos)]
    assert [key for key in keys if not re.fullmatch(KEY, key)] == []
    assert len(keys) == len(set(keys))


@EVERY_STORY
def test_a_body_holds_only_the_elements_of_a_body_and_closes_them(story):
    allowed = {"p", "h2", "ul", "li", "strong", "em", "cite", "blockquote", "figure"}
    for body in (story.body, story.pending_edit.body if story.pending_edit else ""):
        assert set(re.findall(r"</?(\w+)", body)) <= allowed
        assert Counter(re.findall(r"<(\w+)", body)) == Counter(re.findall(r"</(\w+)", body))


@EVERY_STORY
def test_each_block_quotation_names_its_speaker_in_the_mark(story):
    quotations = re.findall(r"<blockquote [^>]*>", story.body)
    assert [mark for mark in quotations if not re.search(r'data-speaker="[^"]+"', mark)] == []


@EVERY_STORY
def test_a_story_fits_its_columns(story):
    assert len(story.headline) <= length_of(Story, "headline")
    assert len(story.kicker) <= length_of(Story, "kicker")
    assert len(story.slug) <= length_of(Story, "slug")
    assert [c for c in story.citations if len(c.locator) > length_of(Citation, "locator")] == []
    assert [p for p in story.photos if len(p.alt_text) > length_of(Placement, "alt_text")] == []
    assert [b for b in story.bylines if len(b.role) > length_of(Byline, "role")] == []


@EVERY_STORY
def test_a_story_uses_the_words_of_the_tables(story):
    assert {citation.role for citation in story.citations} <= set(Citation.Role.values)
    assert {photo.role for photo in story.photos} <= set(Placement.Role.values)
    assert {photo.drawing for photo in story.photos} <= set(DRAWINGS)
    assert [photo.role for photo in story.photos].count(Placement.Role.LEAD) <= 1


@EVERY_STORY
def test_only_the_draft_still_has_a_fact_to_come(story):
    assert bool(re.search(r"\bTK\b", story.headline + story.body)) == (story.state == "draft")


def test_the_library_uses_the_words_of_the_tables():
    assert {source.kind for source in DEMO.sources} <= set(Source.Kind.values)
    assert {document.kind for document in DEMO.documents} <= set(Document.Kind.values)
    assert {credit.kind for credit in DEMO.photo_credits} <= set(PhotoCredit.Kind.values)
    assert {d.published_precision for d in DEMO.documents} <= set(Document.Precision.values)


@pytest.mark.parametrize("named", [DEMO.tags, DEMO.sources], ids=["tags", "sources"])
def test_no_name_or_alias_in_the_library_means_two_things(named):
    names = [
        fold(name)
        for one in named
        for name in {one.name, getattr(one, "short_name", one.name), *one.aliases}
    ]
    assert len(names) == len(set(names))


def test_addresses_in_the_library_are_reserved_and_none_is_used_twice():
    urls = [d.url for d in DEMO.documents if d.url]
    homepages = [source.homepage for source in DEMO.sources]
    assert [u for u in urls + homepages if not re.match(r"https://[a-z]+\.example/", u)] == []
    assert len(urls) == len(set(urls))


def test_every_document_agreement_and_photo_credit_is_used():
    cited = {c.document for story in DEMO.stories for c in story.citations}
    credited = {p.credit for story in DEMO.stories for p in story.photos}
    assert {d.key for d in DEMO.documents} == cited - {""}
    assert {a.key for a in DEMO.agreements} == {
        c.agreement for story in DEMO.stories for c in story.citations if c.agreement
    }
    assert {c.key for c in DEMO.photo_credits} == credited


def test_a_drawing_carries_one_credit_wherever_it_is_placed():
    pairs = {(photo.drawing, photo.credit) for story in DEMO.stories for photo in story.photos}
    assert len(pairs) == len({drawing for drawing, _ in pairs})


def test_every_state_a_story_can_be_in_is_shown_and_most_are_live():
    states = [story.state for story in DEMO.stories]
    assert set(states) == set(content.STATES)
    assert sum(state.startswith("live") for state in states) > len(states) / 2


def test_every_section_has_live_stories_and_so_has_every_place_on_the_front_page():
    live = [story for story in DEMO.stories if story.state.startswith("live")]
    assert {story.section for story in live} == {section.name for section in DEMO.sections}
    assert {DEMO.front.lead, *DEMO.front.secondary} <= {story.slug for story in live}
    assert len(DEMO.front.secondary) == 4


def test_the_demo_shows_how_sources_are_shared():
    uses = [(c.document, story.slug) for story in DEMO.stories for c in story.citations]
    documents = {document for document, _ in uses if document}
    stories_citing = {d: {slug for one, slug in uses if one == d} for d in documents}
    bare = [c for story in DEMO.stories for c in story.citations if c.source]

    assert len(uses) >= 30
    assert max(len(slugs) for slugs in stories_citing.values()) >= 3
    assert len(bare) >= 3


def test_a_document_cited_twice_in_one_story_is_cited_at_two_places():
    cited = sorted(
        (story.slug, c.document, c.locator)
        for story in DEMO.stories
        for c in story.citations
        if c.document
    )
    twice = [(one, other) for one, other in pairwise(cited) if one[:2] == other[:2]]
    assert twice
    assert [pair for pair in twice if pair[0] == pair[1]] == []


def test_lengths_range_from_a_brief_to_a_long_read():
    lengths = sorted(words(story) for story in DEMO.stories if story.state.startswith("live"))
    assert lengths[0] < 80
    assert lengths[-1] > 1100
    assert sorted(length for length in lengths[1:-1] if not 250 <= length <= 700) == []


def test_the_correction_can_be_made_from_the_edition_that_was_wrong():
    [story] = [story for story in DEMO.stories if story.correction]
    correction = story.correction
    assert correction.kind in Correction.Kind.values
    assert story.body.count(correction.text_after) == 1
    assert correction.text_before not in story.body
    assert correction.hours_ago < story.hours_ago


@EVERY_STORY
def test_a_file_is_named_after_its_slug(story):
    assert (content.FOLDER / "stories" / f"{story.slug}.toml").is_file()


def test_a_document_is_dated_by_the_calendar_or_from_the_day_the_demo_is_made():
    fixed = content.Document(
        key="a", kind="report", title="A", publisher="B", published_on=date(2024, 2, 27)
    )
    recent = content.Document(
        key="a", kind="report", title="A", publisher="B", published_days_ago=3
    )
    assert fixed.date_on(date(2030, 1, 2)) == date(2024, 2, 27)
    assert recent.date_on(date(2030, 1, 2)) == date(2029, 12, 30)


BRIEF = "swing-bridge-shut-for-two-nights.toml"


@pytest.fixture
def folder(tmp_path):
    """A copy of the demo's files, to be spoilt."""
    for file in content.FOLDER.rglob("*.toml"):
        copy = tmp_path / file.relative_to(content.FOLDER)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(file, copy)
    return tmp_path


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('section = "City"', 'section = "Sport"', "no section “Sport”"),
        ('"KCC"', '"cricket"', "no tag “cricket”"),
        ('"Tobias Okwuosa"', '"Nobody"', "no contributor “Nobody”"),
        ('state = "live"', 'state = "lost"', "no state “lost”"),
        ('state = "live"', 'state = "spiked"', "a story that is spiked needs note"),
        ("hours_ago = 14", "hours = 14", "unexpected keyword argument 'hours'"),
        ('slug = "swing-bridge-shut-for-two-nights"', "", "'slug'"),
        ("headline =", "headline", "Expected '='"),
    ],
)
def test_a_slip_in_a_story_is_reported_with_the_name_of_its_file(folder, was, becomes, complaint):
    file = folder / "stories" / BRIEF
    file.write_text(file.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")

    with pytest.raises(content.ContentError, match=f"^{re.escape(BRIEF)}: .*{complaint}"):
        content.load(folder)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('document = "lost-report"', "no document “lost-report”"),
        ('source = "Nowhere News"', "no source “Nowhere News”"),
        ('agreement = "a-friend"', "no agreement “a-friend”"),
        ('source = "MPA"\ndocument = "audit-report"', "needs one document, source or agreement"),
    ],
)
def test_a_citation_of_what_the_library_lacks_is_reported(folder, row, complaint):
    file = folder / "stories" / BRIEF
    citation = f'\n[[citations]]\nkey = "some-key"\nrole = "supports"\n{row}\n'
    file.write_text(file.read_text(encoding="utf-8") + citation, encoding="utf-8")

    with pytest.raises(content.ContentError, match=f"^{re.escape(BRIEF)}: .*{complaint}"):
        content.load(folder)


def test_a_front_page_story_that_does_not_exist_is_reported(folder):
    library = folder / "library.toml"
    text = library.read_text(encoding="utf-8").replace('lead = "the-channel', 'lead = "a-channel')
    library.write_text(text, encoding="utf-8")

    with pytest.raises(content.ContentError, match=r"^library\.toml: no story “a-channel"):
        content.load(folder)


SMALL = (240, 160)


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_comes_out_the_same_each_time_at_the_size_asked_for(name):
    first, second = draw(name, SMALL), draw(name, SMALL)
    assert (first.mode, first.size) == ("RGB", SMALL)
    assert first.tobytes() == second.tobytes()


def test_no_two_drawings_are_alike_and_none_is_blank():
    drawn = {name: draw(name, SMALL) for name in DRAWINGS}
    assert len({image.tobytes() for image in drawn.values()}) == len(DRAWINGS)
    flat = [name for name, image in drawn.items() if max(image.convert("L").getextrema()) < 60]
    assert flat == []


def test_a_drawing_nobody_has_made_is_refused():
    with pytest.raises(ValueError, match="no drawing “lighthouse”"):
        draw("lighthouse")
