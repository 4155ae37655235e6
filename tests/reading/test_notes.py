"""Numbers for sources are made as the text is read: one note a document, letters for its uses."""

from hypothesis import given
from hypothesis import strategies as st

from articles.publishing.printed import PrintedCitation
from articles.reading.notes import Notes, letters


def cites(key, *, document=None, source=None, locator=""):
    return PrintedCitation(key, document, source, locator, "", "", "", "supports", None)


def test_notes_are_numbered_in_the_order_the_text_comes_to_them():
    notes = Notes([cites("aaaa", document=1), cites("bbbb", document=2)])
    numbers = [notes.use(key)[0].number for key in ("bbbb", "aaaa")]
    assert numbers == [1, 2]
    assert [note.document for note in notes.finish()[0]] == [2, 1]


def test_two_citations_of_one_document_share_a_note_and_tell_their_uses_apart():
    notes = Notes([cites("aaaa", document=7), cites("bbbb", document=7)])
    uses = [notes.use(key)[1] for key in ("aaaa", "bbbb")]
    assert [(use.letter, use.anchor) for use in uses] == [("a", "use-1a"), ("b", "use-1b")]
    [note] = notes.finish()[0]
    assert note.uses == uses


def test_a_mark_pasted_twice_is_two_uses_with_anchors_of_their_own():
    notes = Notes([cites("aaaa", document=7)])
    first, second = notes.use("aaaa")[1], notes.use("aaaa")[1]
    assert first.anchor != second.anchor


def test_a_mark_readers_have_no_citation_for_has_no_note():
    notes = Notes([])
    assert notes.use("aaaa") is None
    assert notes.finish() == ([], [])


def test_a_source_without_a_document_is_a_note_where_the_text_marks_it():
    notes = Notes([cites("aaaa", source=3)])
    note, _ = notes.use("aaaa")
    assert (note.number, note.source) == (1, 3)
    assert notes.finish()[1] == []


def test_bare_credits_come_after_the_notes_each_source_once():
    notes = Notes([cites("aaaa", source=3), cites("bbbb", source=3), cites("cccc", source=4)])
    numbered, bare = notes.finish()
    assert numbered == []
    assert [credit.source for credit in bare] == [3, 4]


def test_a_bare_credit_is_not_said_again_of_a_source_that_has_a_note():
    notes = Notes([cites("aaaa", source=3), cites("bbbb", source=3)])
    notes.use("aaaa")
    assert notes.finish()[1] == []


def test_a_document_no_mark_points_to_has_the_last_note_and_no_way_back():
    notes = Notes([cites("aaaa", document=1), cites("bbbb", document=2)])
    notes.use("bbbb")
    first, last = notes.finish()[0]
    assert (first.document, last.document, last.uses) == (2, 1, [])


@given(st.lists(st.integers(1, 5), max_size=60))
def test_numbers_run_from_one_without_gaps_and_anchors_never_meet(documents):
    keys = [f"key{position}" for position in range(len(documents))]
    notes = Notes(cites(key, document=d) for key, d in zip(keys, documents, strict=True))
    uses = [notes.use(key) for key in keys]
    numbered, _ = notes.finish()
    assert [note.number for note in numbered] == list(range(1, len(set(documents)) + 1))
    assert [note.document for note in numbered] == list(dict.fromkeys(documents))
    assert len({use.anchor for _, use in uses}) == len(uses)


def test_letters_go_on_after_z():
    assert [letters(n) for n in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "a", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip
