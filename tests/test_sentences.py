"""Which sentences of a body rest on which citation."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import CITE, sanitise
from articles.sentences import resting, sentences


def cite(key: str) -> str:
    return f'<cite data-key="{key}"></cite>'


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("It fell. Nobody was hurt.", ["It fell. ", "Nobody was hurt."]),
        ("“It fell.” She left!", ["“It fell.” ", "She left!"]),
        ("Is it so? No.", ["Is it so? ", "No."]),
        ("It fell, Mr. Pell said. He saw it.", ["It fell, Mr. Pell said. ", "He saw it."]),
        ("J. R. Pell came. He left.", ["J. R. Pell came. ", "He left."]),
        ("The U.S. Navy came at 4.30 p.m. on Sept. 3.", None),
        ("“Why?” he asked. Nobody knew.", ["“Why?” he asked. ", "Nobody knew."]),
        ("It cost 3.5 crowns", None),
        ("壁が崩れた。けが人はいない。", ["壁が崩れた。", "けが人はいない。"]),
        ("「崩れた。」と言った。", None),
        ("", []),
    ],
)
def test_a_block_is_cut_into_sentences(block, parts):
    assert list(sentences(block)) == ([block] if parts is None else parts)


@given(st.text(alphabet="ab AB.!?。”\u2026 ", max_size=80))
def test_no_word_is_lost_between_sentences(block):
    assert "".join(sentences(block)) == block


def test_a_mark_after_the_full_stop_belongs_to_the_sentence_it_closes():
    markup = f"<p>It fell.{cite('aaaa')} {cite('bbbb')} Nobody was hurt.{cite('cccc')}</p>"
    assert resting(markup) == {
        "aaaa": ["It fell."],
        "bbbb": ["It fell."],
        "cccc": ["Nobody was hurt."],
    }


def test_a_mark_inside_a_sentence_belongs_to_all_of_it():
    markup = f"<p>First.</p><p>It fell{cite('aaaa')}, she said{cite('aaaa')}. Then rain.</p>"
    assert resting(markup) == {"aaaa": ["It fell, she said."]}


def test_a_citation_met_twice_has_both_sentences():
    markup = f"<p>It fell.{cite('aaaa')}</p><ul><li>The wall{cite('aaaa')}</li></ul>"
    assert resting(markup) == {"aaaa": ["It fell.", "The wall"]}


def test_a_quotation_and_a_heading_are_blocks_of_their_own():
    markup = (
        f"<h2>Why{cite('aaaa')}</h2>"
        f'<blockquote data-key="qqqq"><p>I saw.</p><p>I left.{cite("bbbb")}</p></blockquote>'
    )
    assert resting(markup) == {"aaaa": ["Why"], "bbbb": ["I left."]}


def test_a_mark_with_no_words_beside_it_rests_on_none():
    assert resting(f"<p>{cite('aaaa')}</p>") == {"aaaa": []}


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "It fell.", " Then &amp; ", "<em>no</em>", "<cite>", "。"]),
        max_size=40,
    )
)
def test_every_mark_of_any_body_is_found_once_and_its_words_stand_in_the_body(pieces):
    keys = (f"key{number}" for number in range(100))
    markup = sanitise(re.sub("<cite>", lambda _: cite(next(keys)), "".join(pieces)))
    found = resting(markup)
    assert list(found) == CITE.findall(markup)
    assert not any("\0" in words for all_words in found.values() for words in all_words)
