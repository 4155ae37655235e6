"""Saving: one of two is told, who may change which part, and what takes a revision."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.publishing import desk
from articles.publishing.models import Revision
from articles.publishing.refusals import NotAllowed, Refused, Stale
from articles.stories import copy as copies
from articles.stories.copy import (
    BylineCopy,
    CitationCopy,
    Copy,
    PlacementCopy,
    QuotationCopy,
)
from articles.stories.models import Citation, Placement, Story
from tests.newsroom import (
    STATES,
    a_contributor,
    a_credit,
    a_document,
    a_photo,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    saved,
    tomorrow,
)

pytestmark = pytest.mark.django_db

QUOTATION = '<blockquote data-key="q001" data-speaker="Ann"><p>Words.</p></blockquote>'


def save(story, by, **fields) -> Story:
    copy = copies.replace(copies.of(story), **fields)
    return desk.save(story=story, by=by, copy=copy, version=story.version)


def test_a_save_keeps_the_copy_and_takes_a_revision():
    story, editor = a_story(), a_user("Editor")

    kept = save(story, editor, headline="New", body="<p>New.</p>")

    story.refresh_from_db()
    assert (story.headline, story.body, story.version) == ("New", "<p>New.</p>", 2)
    assert (story.changed_by, story.filed_by.username) == (editor, kept.filed_by.username)
    revision = story.revisions.first()
    assert (revision.number, revision.by, revision.snapshot["headline"]) == (2, editor, "New")
    assert story.revisions.count() == 2


def test_a_save_that_changes_nothing_is_none():
    story = a_story()
    before = Story.objects.values().get()

    for version in (1, 0, 7):  # not even for somebody who had another version
        desk.save(story=story, by=a_user("Editor"), copy=copies.of(story), version=version)

    assert Story.objects.values().get() == before
    assert story.revisions.count() == 1


def test_a_copy_that_cleans_to_what_stands_changes_nothing():
    story = a_story(headline="A wall")

    saved(story, headline=" A  wall ", body=story.body + "<p> </p><script>x</script>")

    assert Story.objects.get().version == 1


def test_a_note_to_the_desk_is_kept_but_is_no_revision():
    story = saved(a_story(), editor_note="Ring the harbour master.")

    assert Story.objects.get().editor_note == "Ring the harbour master."
    assert story.version == 2
    assert story.revisions.count() == 1
    assert saved(story, headline="New").revisions.count() == 2


def test_the_second_of_two_is_told_who_was_first_and_what_they_changed():
    story = a_story(dek="Old")
    mine = copies.of(story)
    saved(story, by=a_user("Editor", name="Eve Editor"), headline="Hers", dek="Hers too")

    with pytest.raises(Stale) as stale:
        desk.save(
            story=story, by=story.filed_by, copy=copies.replace(mine, headline="Mine"), version=1
        )

    assert stale.value.who == "Eve Editor"
    told = [(d.field, d.before, d.after) for d in stale.value.changed]
    assert told == [
        ("headline", "Harbour wall gives way", "Hers"),
        ("dek", "Old", "Hers too"),
    ]
    assert str(stale.value) == (
        "Eve Editor saved this story while you were writing. They changed: headline, dek."
    )
    assert (Story.objects.get().headline, story.revisions.count()) == ("Hers", 2)


def test_a_headline_is_never_empty():
    with pytest.raises(Refused, match="needs a headline"):
        saved(a_story(), headline=" ")


# parts

EVERYTHING, NOTHING = "everything", frozenset()
RESEARCH, PHOTOS = frozenset({"citations", "quotations"}), frozenset({"placements"})
STATUSES = ("draft", "submitted", "ready", "scheduled", "published", "unpublished", "spiked")
STATE_OF = dict(zip(STATUSES, STATUSES, strict=True)) | {"published": "live"}
MAY_CHANGE = {
    # (role, whose): what may be changed, by status; "*" is every other status
    ("Writer", "own"): {"draft": EVERYTHING, "*": NOTHING},
    ("Writer", "others'"): {"*": NOTHING},
    ("Photo desk", "others'"): {"spiked": NOTHING, "*": PHOTOS},
    ("Researcher", "others'"): {"spiked": NOTHING, "*": RESEARCH},
    ("Editor", "own"): {"spiked": NOTHING, "*": EVERYTHING},
    ("Editor", "others'"): {"spiked": NOTHING, "*": EVERYTHING},
    ("Publisher", "own"): {"spiked": NOTHING, "*": EVERYTHING},
    ("Publisher", "others'"): {"spiked": NOTHING, "*": EVERYTHING},
    (None, "others'"): {"*": NOTHING},
}


@pytest.mark.parametrize("status", STATUSES)
def test_who_may_change_what(status):
    found = {}
    for role, whose in MAY_CHANGE:
        by = a_user(role)
        story = a_story_in(STATE_OF[status], by if whose == "own" else None)
        open_ = desk.parts_open(story, by=by)
        found[role, whose] = EVERYTHING if open_ is None else frozenset(open_)

    assert found == {who: table.get(status, table["*"]) for who, table in MAY_CHANGE.items()}


def changes() -> dict[str, dict]:
    """One change to each field of a copy that has them all, the body's marks apart."""
    return {
        "headline": {"headline": "New"},
        "kicker": {"kicker": "New"},
        "dek": {"dek": "New"},
        "slug": {"slug": "new"},
        "dateline": {"dateline": "NEW"},
        "body": {"body": f"<p>New.</p>{QUOTATION}"},
        "section": {"section": a_section("Sport").pk},
        "copy_credit": {"copy_credit": a_credit().pk},
        "embargo_until": {"embargo_until": tomorrow()},
        "editor_note": {"editor_note": "New"},
        "bylines": {"bylines": (BylineCopy(a_contributor("New Name").pk),)},
        "tags": {"tags": (a_tag("New").pk,)},
        "citations": {"citations": (CitationCopy("c002", source=a_source("New").pk),)},
        "quotations": {"quotations": (QuotationCopy("q001", said_to="New"),)},
        "placements": {"placements": (PlacementCopy("p002", a_photo().pk),)},
    }


def test_every_field_has_a_change_below():
    assert set(changes()) == {field.name for field in copies.fields(Copy)}


@pytest.mark.parametrize(
    ("role", "state", "theirs"),
    [
        ("Photo desk", "draft", PHOTOS),
        ("Photo desk", "live", PHOTOS),
        ("Researcher", "submitted", RESEARCH),
        ("Researcher", "scheduled", RESEARCH),
        ("Writer", "draft", NOTHING),
    ],
)
def test_the_desks_of_photos_and_research_change_their_part_and_no_other(role, state, theirs):
    story, by, may = a_story_in(state, body=f"<p>Old.</p>{QUOTATION}"), a_user(role), set()
    for field, change in changes().items():
        try:
            story = save(story, by, **change)
        except NotAllowed:
            continue
        may.add(field)

    assert may == theirs
    assert Story.objects.get(pk=story.pk).headline == "Harbour wall gives way"


@pytest.mark.parametrize(
    ("role", "mark"),
    [
        ("Researcher", '<cite data-key="c001"></cite>'),
        ("Photo desk", '<figure data-key="p001"></figure>'),
    ],
)
def test_they_set_their_marks_in_the_text_and_take_them_out(role, mark):
    story, by = a_story(body="<p>One.</p><p>Two.</p>"), a_user(role)
    marked = f"<p>One.{mark}</p><p>Two.</p>"
    if "figure" in mark:
        marked = f"<p>One.</p>{mark}<p>Two.</p>"

    story = save(story, by, body=marked)
    assert story.body == marked
    story = save(story, by, body="<p>One.</p><p>Two.</p>")
    assert story.body == "<p>One.</p><p>Two.</p>"


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Researcher", '<p>One!<cite data-key="c001"></cite></p>'),
        ("Researcher", '<p>One.</p><figure data-key="p001"></figure>'),
        ("Researcher", "<p>One.</p><blockquote><p>Words.</p></blockquote>"),
        ("Researcher", "<p><strong>One.</strong></p>"),
        ("Photo desk", '<p>One.<cite data-key="c001"></cite></p>'),
        ("Photo desk", '<p>One.</p><p>Two.</p><figure data-key="p001"></figure>'),
        ("Photo desk", ""),
    ],
)
def test_they_touch_no_word_and_no_mark_of_others(role, body):
    story = a_story(body="<p>One.</p>")

    with pytest.raises(NotAllowed, match="body"):
        save(story, a_user(role), body=body)

    assert Story.objects.get().body == "<p>One.</p>"


def test_one_foreign_change_refuses_the_whole_save():
    story = a_story()

    with pytest.raises(NotAllowed, match="headline"):
        save(
            story,
            a_user("Researcher"),
            headline="New",
            citations=(CitationCopy("c001", source=a_source().pk),),
        )

    assert not Citation.objects.exists()


def test_nobody_changes_a_spiked_story():
    with pytest.raises(NotAllowed):
        save(a_story_in("spiked"), a_user("Publisher"), headline="New")


# the tables a copy is kept in


def test_rows_whose_key_stays_keep_their_identity():
    source, photo = a_source().pk, a_photo().pk
    story = a_story(
        citations=(CitationCopy("c001", source=source), CitationCopy("c002", source=source)),
        placements=(PlacementCopy("p001", photo, role="lead"), PlacementCopy("p002", photo)),
    )
    ids = dict(story.citations.values_list("key", "pk"))

    story = saved(
        story,
        citations=(
            CitationCopy("c003", source=source),
            CitationCopy("c002", source=source, claim="New"),
        ),
        placements=(PlacementCopy("p001", photo), PlacementCopy("p002", photo, role="lead")),
    )

    assert [c.key for c in story.citations.all()] == ["c003", "c002"]
    assert story.citations.get(key="c002").pk == ids["c002"]
    assert Placement.objects.get(role="lead").key == "p002"


def test_quotations_are_kept_in_step_with_the_body():
    jane = a_source("Jane")
    story = a_story(
        body=QUOTATION,
        citations=(CitationCopy("c001", source=jane.pk),),
        quotations=(QuotationCopy("q001", speaker=jane.pk, citation="c001"),),
    )
    row = story.quotations.get()
    assert (row.words, row.speaker_name, row.speaker, row.citation.key) == (
        "Words.",
        "Ann",
        jane,
        "c001",
    )

    story = saved(story, body=QUOTATION.replace("Words", "Other words").replace("Ann", "Anna"))
    again = story.quotations.get()
    assert (again.pk, again.words, again.speaker_name, again.speaker) == (
        row.pk,
        "Other words.",
        "Anna",
        jane,
    )

    story = saved(story, citations=())
    assert story.quotations.get().citation is None
    assert copies.of(story).quotations == (QuotationCopy("q001", speaker=jane.pk),)

    story = saved(story, body="<p>Gone.</p>")
    assert not story.quotations.exists()


words = st.text(max_size=20)


@st.composite
def whole_copies(draw, library):
    """Copies with anything in them that a form or an importer could send."""
    keys = st.sampled_from(["k001", "k002", "k003"])
    citations = draw(st.lists(keys, unique=True))
    figures = draw(st.lists(keys, unique=True))
    quotations = draw(st.lists(keys, unique=True))
    lead = draw(st.sampled_from([None, *figures]))
    return Copy(
        headline="H" + draw(words),
        kicker=draw(words),
        dek=draw(words),
        slug=draw(words),
        dateline=draw(words),
        body="".join(
            [
                *[f"<p>{draw(words)}</p>"],
                *[f'<cite data-key="{key}"></cite>' for key in citations],
                *[
                    f'<blockquote data-key="{key}">{draw(words)}x</blockquote>'
                    for key in quotations
                ],
                *[f'<figure data-key="{key}"></figure>' for key in figures],
            ]
        ),
        section=draw(st.sampled_from([None, library["section"]])),
        copy_credit=draw(st.sampled_from([None, library["credit"]])),
        embargo_until=draw(st.sampled_from([None, tomorrow()])),
        editor_note=draw(words),
        bylines=tuple(
            BylineCopy(pk, draw(words)) for pk in draw(st.permutations(library["people"]))
        ),
        tags=tuple(draw(st.lists(st.sampled_from(library["tags"])))),
        citations=tuple(
            CitationCopy(
                key,
                **draw(
                    st.sampled_from(
                        [{"document": library["document"]}, {"source": library["source"]}]
                    )
                ),
                excerpt=draw(words),
                claim=draw(words),
                locator=draw(words),
                accessed_on=draw(st.none() | st.dates()),
            )
            for key in citations
        ),
        quotations=tuple(
            QuotationCopy(
                key,
                speaker=draw(st.sampled_from([None, library["source"]])),
                said_on=draw(st.none() | st.dates()),
                place=draw(words),
                citation=draw(st.none() | keys),
            )
            for key in draw(st.lists(keys, unique=True))
        ),
        placements=tuple(
            PlacementCopy(
                key, library["photo"], "lead" if key == lead else "inline", draw(words), draw(words)
            )
            for key in figures
        ),
    )


@pytest.fixture
def library():
    return {
        "section": a_section().pk,
        "credit": a_credit().pk,
        "people": [a_contributor().pk, a_contributor("John Roe").pk],
        "tags": [a_tag().pk, a_tag("Sea").pk],
        "document": a_document().pk,
        "source": a_source().pk,
        "photo": a_photo().pk,
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_saved_is_what_stands_and_what_every_revision_says(library, data):
    editor = a_user("Editor")
    first, second = data.draw(whole_copies(library)), data.draw(whole_copies(library))

    story = desk.file(by=editor, copy=first)
    assert copies.of(Story.objects.get(pk=story.pk)) == first.cleaned()
    story = desk.save(story=story, by=editor, copy=second, version=1)
    standing = copies.of(Story.objects.get(pk=story.pk))
    assert standing == second.cleaned() == second.cleaned().cleaned()

    version = story.version
    assert desk.save(story=story, by=editor, copy=standing, version=version).version == version
    latest = Revision.objects.filter(story=story).first()
    assert Copy.from_json(latest.snapshot) == copies.replace(standing, editor_note="")
    back = desk.restore(story=story, by=editor, revision=story.revisions.last())
    again = copies.of(Story.objects.get(pk=back.pk))
    kept = {"editor_note": standing.editor_note, "embargo_until": standing.embargo_until}
    assert again == copies.replace(first.cleaned(), **kept)


@pytest.mark.parametrize("state", STATES)
def test_saving_never_changes_where_a_story_stands(state):
    if state == "spiked":
        return
    story = a_story_in(state)

    assert saved(story, dek="New").status == story.status == Story.objects.get(pk=story.pk).status


def test_a_copy_reads_a_story_in_a_fixed_number_of_queries(django_assert_num_queries):
    source = a_source().pk
    many = tuple(CitationCopy(f"c00{n}", source=source) for n in range(5))
    for story in (a_story(), a_story(**{"citations": many, "body": QUOTATION})):
        story = Story.objects.get(pk=story.pk)
        with django_assert_num_queries(5):
            assert copies.of(story).headline == "Harbour wall gives way"
