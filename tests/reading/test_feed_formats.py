"""Whatever words go into a feed, what comes out can be read, and says them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articles.reading.feed_formats import FORMATS, sayable

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
# Everything text can hold: controls, halves of pairs, what is no character, what turns round.
words = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


def written(ending: str, said: str) -> str:
    """A feed that says `said` wherever it can."""
    document = FORMATS[ending](**sayable({"title": said, "link": "/", "description": said}))
    photo = {"contentUrl": "https://paper.example/a.jpg", "width": 3, "height": 2}
    item = {
        "title": said,
        "link": "/",
        "summary": said,
        "description": said,
        "content": said,
        "unique_id": "tag:paper.example,2026-11-25:1",
        "pubdate": NOON,
        "updateddate": NOON,
        "categories": [said],
        "authors": [{"name": said, "url": "/"}],
        "photo": photo | {"creditText": said, "caption": said, "copyrightNotice": said},
    }
    document.add_item(**sayable(item))
    return document.writeString("utf-8")


@pytest.mark.parametrize(
    ("ending", "title"), [("rss", "channel/item/title"), ("atom", f"{ATOM}entry/{ATOM}title")]
)
@given(said=words)
def test_no_words_break_the_xml(ending, title, said):
    found = etree.fromstring(written(ending, said).encode())

    # A parser reads every end of a line as one sign.
    kept = sayable(said).replace("\r\n", "\n").replace("\r", "\n")
    assert (found.findtext(title) or "") == kept
    assert (next(found.iter(f"{MEDIA}credit")).text or "") == kept


@given(said=words)
def test_what_can_be_said_is_left_as_it_is(said):
    lost = set(said) - set(sayable(said))

    assert all(
        ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 or sign in "\ufffe\uffff" for sign in lost
    )


def test_what_is_no_text_is_left_alone():
    assert sayable({"a": [NOON, 1, None, "\x00b"]}) == {"a": [NOON, 1, None, "b"]}
