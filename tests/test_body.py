"""The body: anybody's markup made safe and canonical, and the marks in it."""

import json
import re
from html import escape

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import body, markup
from articles.body import QuotationMark, sanitise

EVERYTHING = (
    "<h2>Why it matters</h2>"
    '<p>Rates rose<cite data-key="k3f9x2ab"></cite> in <strong>May</strong> and <em>June</em>,'
    ' as <a href="https://example.org/a?b=1&amp;c=2">reported</a>.<br>So\u00a0it goes.</p>'
    "<h3>At the port</h3>"
    "<ul><li>One<ol><li><p>Inner</p></li></ol></li><li>Two</li></ul>"
    '<blockquote data-key="q81mz0pd" data-speaker="Ada &quot;A&quot; Nwosu"'
    ' data-role="Minister &amp; MP">'
    "<p>We had no choice.</p><p>None.</p></blockquote>"
    '<figure data-key="p7bb2k1s"></figure>'
)


def test_canonical_markup_is_kept_to_the_letter():
    assert sanitise(EVERYTHING) == EVERYTHING


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("plain words", "<p>plain words</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("<b>a</b> and <i>b</i>", "<p><strong>a</strong> and <em>b</em></p>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<table><tr><td>a<td>b</table>", "<p>a</p><p>b</p>"),
        ("<strong><p>a</p><p>b</p></strong>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<em><em>a</em></em>", "<p><em>a</em></p>"),
        ("<p> </p><p><br></p><p></p>", ""),
        ("<ul><li></li></ul>", ""),
        ("<li>stray</li>", "<p>stray</p>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><ul><li>a</ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<ul><li><h2>a</h2></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<!-- a --><p>b</p><?pi?>", "<p>b</p>"),
        ("<p>a</p></body></html>b", "<p>a</p><p>b</p>"),
        ("<title>a</title><p>b", "<p>a</p><p>b</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("<pre>a</pre><span>b</span>", "<p>a</p><p>b</p>"),
    ],
)
def test_others_markup_becomes_ours(markup, clean):
    assert sanitise(markup) == clean


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        (
            '<blockquote data-role="R" data-key="abcd" data-speaker=" J.  Doe "><ul><li>a</ul>',
            '<blockquote data-key="abcd" data-speaker="J. Doe" data-role="R"><p>a</p></blockquote>',
        ),
        (
            '<blockquote data-key="abcd">a<blockquote data-key="abce">b</blockquote>c</blockquote>',
            '<blockquote data-key="abcd"><p>a</p><p>b</p><p>c</p></blockquote>',
        ),
        (
            '<ol><li>a<blockquote data-key="abcd">b</blockquote></li><li>c</li></ol>',
            '<ol><li>a</li></ol><blockquote data-key="abcd"><p>b</p></blockquote>'
            "<ol><li>c</li></ol>",
        ),
    ],
)
def test_a_block_quotation_stands_at_the_top_and_holds_paragraphs(markup, clean):
    assert sanitise(markup) == clean


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        (
            '<p>a<figure data-key="abcd"></figure>b</p>',
            '<p>a</p><figure data-key="abcd"></figure><p>b</p>',
        ),
        (
            '<ul><li>a<figure data-key="abcd"></figure></li><li>b</li></ul>',
            '<ul><li>a</li><li>b</li></ul><figure data-key="abcd"></figure>',
        ),
        (
            '<figure data-key="abcd"><img src=x><figcaption>a</figcaption></figure>',
            '<figure data-key="abcd"></figure><p>a</p>',
        ),
        ("<figure>a</figure>", "<p>a</p>"),
        ('<p>a<cite data-key="abcd">b</cite></p>', '<p>a<cite data-key="abcd"></cite>b</p>'),
        ("<p>a<cite>b</cite></p>", "<p>ab</p>"),
        ('<cite data-key="abcd"></cite>', '<p><cite data-key="abcd"></cite></p>'),
    ],
)
def test_a_mark_is_empty_and_what_was_in_it_stands_beside_it(markup, clean):
    assert sanitise(markup) == clean


@pytest.mark.parametrize(
    "key", ["a", "abc", "-abc", "abc-", "ABCD", "a b c", "a" * 33, 'ab"cd', ""]
)
def test_a_mark_without_a_proper_key_is_no_mark(key):
    assert sanitise(f'<p>a<cite data-key="{escape(key)}"></cite></p>') == "<p>a</p>"


@pytest.mark.parametrize(
    "href",
    ["https://example.org/é?a=1#b", "http://example.org", "mailto:a@example.org", "/desk", "#note"],
)
def test_a_link_to_an_address_stays(href):
    assert sanitise(f'<p><a href="{href}">a</a></p>') == f'<p><a href="{href}">a</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "\u2028javascript:alert(1)",
        "java\nscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://exa mple.org/",
        "http://[::",
        "relative/path",
        "",
    ],
)
def test_a_link_to_anything_else_goes_and_its_words_stay(href):
    assert sanitise(f'<p><a href="{escape(href)}">a</a></p>') == "<p>a</p>"


XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<p onclick="alert(1)" style="x:expression(1)">a</p>',
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea><script>alert(1)</textarea><img src=x onerror=alert(1)>",
    '<blockquote data-key="abcd" data-speaker=\'"><script>alert(1)</script>\'>a</blockquote>',
    '<cite data-key="abcd" onclick="alert(1)"></cite>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href=//x><form action=//x><input name=a><button formaction=javascript:alert(1)>b",
    "<<script>alert(1)//<</script>",
    "<a href='https://example.org/' onmouseover=alert(1)>a</a>",
]
# What our grammar is, said a second time and independently: a start or an end tag of it.
OURS = re.compile(
    r"</?(?:p|h2|h3|ul|ol|li|strong|em|br|a|cite|figure|blockquote)>"
    r'|<a href="[^"<]*">'
    r'|<(?:cite|figure) data-key="[a-z0-9-]{4,32}">'
    r'|<blockquote(?: data-key="[a-z0-9-]{4,32}")?(?: data-(?:speaker|role)="[^"<>]*"){0,2}>'
)


def assert_harmless(given_markup: str) -> None:
    clean = sanitise(given_markup)
    assert "<" not in OURS.sub("", clean)
    for href in re.findall(r'<a href="([^"]*)"', clean):
        assert re.match(r"(https?:|mailto:|/(?![/\\])|#)", href, re.IGNORECASE), href
    # Another sanitiser finds nothing left to take away.
    again = nh3.clean(clean, tags=markup.TAGS, attributes=markup.ATTRIBUTES, link_rel=None)
    assert again.replace("&nbsp;", "\xa0") == clean
    assert sanitise(clean) == clean


@pytest.mark.parametrize("attack", XSS)
def test_an_attack_is_harmless(attack):
    assert_harmless(attack)


TAG_NAMES = [
    *(
        "p",
        "h1",
        "h2",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "b",
        "i",
        "br",
        "div",
        "table",
        "tr",
        "td",
    ),
    *("figure", "cite", "blockquote", "span", "svg", "math", "style", "script", "textarea", "pre"),
    *("title", "select", "option", "button", "form", "hr", "details", "template", "noscript"),
    *("html", "body"),
]
values = st.text(alphabet="ab<>&\"' =\u00a0-/;é\n\x00", max_size=8)
hrefs = values | st.sampled_from(
    ["https://example.org/é", "http://[::", "javascript:x", "//x", "#n"]
)
starts = st.one_of(
    st.sampled_from(TAG_NAMES).map("<{}>".format),
    hrefs.map(lambda href: f'<a href="{escape(href)}">'),
    values.map(lambda value: f'<cite data-key="abcd" title="{escape(value)}">'),
    values.map(lambda value: f"<p {value}>"),
    st.just('<figure data-key="abce">'),
    st.tuples(values, values).map(
        lambda two: (
            f'<blockquote data-key="abcf" data-speaker="{escape(two[0])}"'
            f' data-role="{escape(two[1])}">'
        )
    ),
)
ends = st.sampled_from([*TAG_NAMES, "a"]).map("</{}>".format)
texts = st.sampled_from(
    ["word", " ", "\n", "&lt;", "&amp;", "&nbsp;", "<", "&", "\xa0", "<!--x-->"]
)
soup = st.lists(starts | ends | texts, max_size=16).map("".join)


@given(soup)
def test_any_soup_of_markup_is_harmless_and_sanitised_once_and_for_all(given_markup):
    assert_harmless(given_markup)


@given(st.text())
def test_any_text_is_harmless_and_sanitised_once_and_for_all(text):
    assert_harmless(text)


@given(st.text(), st.sampled_from(["<p>", "<b>", "<ul><li>", "<p>a", "<table><td>"]))
def test_what_nests_deeper_than_a_parser_follows_is_taken_for_text(text, tag):
    assert_harmless(tag * 300 + text)


def test_too_deep_a_nest_loses_no_word():
    assert "end" in body.plain(sanitise("<b>x" * 1000 + " end"))


@given(
    st.lists(
        st.sampled_from(
            [f"<{tag}>" for tag in TAG_NAMES if tag not in ("script", "style", "textarea", "title")]
        )
        | ends
        | st.integers(0, 999).map(" w{} ".format),
        max_size=16,
    )
)
def test_no_word_is_lost_and_none_changes_its_place(pieces):
    words = [piece.strip() for piece in pieces if piece.startswith(" ")]

    assert body.plain(sanitise("".join(pieces))).split() == words


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_plain_text_made_a_body_and_read_again_has_every_word(text):
    # Noncharacters are no text: nobody can see or type them.
    words = re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "", text).split()

    assert body.plain(sanitise(body.paragraphs(text))).split() == words


def test_paragraphs_are_what_stands_between_blank_lines():
    assert body.paragraphs("One\ntwo.\n \n\nThree <3.\n") == "<p>One two.</p><p>Three &lt;3.</p>"
    assert body.paragraphs(" \n") == ""


def test_blocks_stand_apart_in_plain_text():
    assert body.plain("<p>a<br>b</p><ul><li>c<p>d</p></li></ul>") == "a\n\nb\n\nc\n\nd"


def test_the_marks_come_in_the_order_a_reader_meets_them():
    found = body.marks(sanitise(EVERYTHING + '<p>x<cite data-key="k3f9x2ab"></cite></p>'))

    assert found.citations == ("k3f9x2ab", "k3f9x2ab")
    assert found.placements == ("p7bb2k1s",)
    assert found.quotations == (
        QuotationMark("q81mz0pd", "We had no choice.\n\nNone.", 'Ada "A" Nwosu', "Minister & MP"),
    )


@given(values, values)
def test_a_speaker_and_a_role_come_back_as_they_were_given(speaker, role):
    given_markup = (
        f'<blockquote data-key="abcd" data-speaker="{escape(speaker)}" data-role="{escape(role)}">'
        "<p>a</p></blockquote>"
    )

    (mark,) = body.marks(sanitise(given_markup)).quotations

    tidied = [" ".join(value.replace("\x00", "").split()) for value in (speaker, role)]
    assert [mark.speaker, mark.role] == tidied


@given(soup)
def test_every_quotation_gets_a_key_of_its_own_and_nothing_else_changes(given_markup):
    clean = sanitise(given_markup)
    keyed = body.keyed(clean)

    keys = [quotation.key for quotation in body.marks(keyed).quotations]
    assert all(keys)
    assert len(set(keys)) == len(keys) == clean.count("<blockquote")
    assert re.sub(' data-key="[^"]*"', "", keyed) == re.sub(' data-key="[^"]*"', "", clean)
    assert sanitise(keyed) == keyed
    assert body.keyed(keyed) == keyed


def test_new_keys_are_keys():
    keys = {body.new_key() for _ in range(100)}

    assert len(keys) == 100
    assert all(body.KEY.fullmatch(key) for key in keys)


def test_a_page_is_drawn_with_what_the_marks_stand_for():
    drawn = body.draw(
        '<p>a<cite data-key="abcd"></cite></p><script>x</script>'
        '<blockquote data-key="abce" data-speaker="J"><p>q<cite data-key="abcd"></cite></p>'
        '</blockquote><figure data-key="abcf"></figure>',
        citation=lambda key: f"[{key}]",
        quotation=lambda mark, inner: f"«{mark.speaker}: {inner}»",
        figure=lambda key: f"({key})",
    )

    assert drawn == "<p>a[abcd]</p>«J: <p>q[abcd]</p>»(abcf)"


WORST = [
    *("<", "<p>", "<b>", "</p>", "<br>", "<!--", "<svg>", "<div ", "<b></i>", "<ul><li>"),
    *("<ul><li>x</ul>", "<table><td>", "<blockquote>", "<blockquote data-key=abcd>x"),
    *("<cite data-key=abcd>", "<cite data-key=abcd>x</cite>", "<figure data-key=abcd>"),
    *("<a href='http://x.y/'>", '<blockquote data-speaker="', "&", "&#", "&amp;"),
]


@pytest.mark.parametrize("piece", WORST)
def test_the_worst_input_takes_a_bounded_number_of_passes(piece):
    """Each of these once took quadratic time; at this length that would be minutes."""
    large = piece * (400_000 // len(piece))

    assert sanitise(large) is not None


def hostile_lines(samples):
    folder = samples / "hostile"
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            found = json.loads(path.read_text(errors="replace"))
            yield from (str(line) for line in found)
        elif path.is_file():
            yield from path.read_text(errors="replace").splitlines()


def test_the_real_lists_of_hostile_strings_are_harmless(samples):
    lines = [line for line in hostile_lines(samples) if line.strip()]

    assert len(lines) > 1000
    for line in lines:
        assert_harmless(line)


def test_others_feeds_are_harmless(samples):
    documents = sorted((samples / "feeds").rglob("*.xml"))

    assert len(documents) > 100
    for document in documents:
        assert_harmless(document.read_text(errors="replace"))


def test_passages_are_paragraphs_items_and_quotations_with_their_citations():
    markup = body.sanitise(
        "<h2>Heading</h2>"
        '<p>One.<cite data-key="aaaa"></cite> Two.<cite data-key="bbbb"></cite></p>'
        '<ul><li>Item<cite data-key="cccc"></cite><ul><li>Inner</li></ul></li></ul>'
        '<blockquote data-key="qqqq"><p>Said.</p>'
        '<p>More.<cite data-key="dddd"></cite></p></blockquote>'
        '<p></p><figure data-key="pppp"></figure><p>Last.</p>'
    )

    assert [(p.words, p.citations, p.quotation) for p in body.passages(markup)] == [
        ("One. Two.", ("aaaa", "bbbb"), ""),
        ("Item", ("cccc",), ""),
        ("Inner", (), ""),
        ("Said.\n\nMore.", ("dddd",), "qqqq"),
        ("Last.", (), ""),
    ]
