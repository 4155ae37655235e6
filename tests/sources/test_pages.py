"""What a page says is read from its bytes, however badly they are made."""

from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources import pages
from articles.sources.pages import UNREADABLE, Page, is_words, read

from ..hosts import HARD_TO_READ

SENTENCE = "The harbour wall leaks, an inspector said on Monday, and nobody will say since when."
ARTICLE = f"""<html lang="en"><head>
<title>Wall leaks | The Paper</title>
<meta name="author" content="Jane Doe; John Roe">
<meta property="article:published_time" content="2026-09-27T10:00:00Z">
<meta property="og:title" content="Wall leaks">
</head><body><nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>Wall leaks</h1>{"".join(f"<p>{n}. {SENTENCE}</p>" for n in range(9))}</article>
<table><tr><td>Cracks</td><td>37</td></tr></table><script>var hidden = "never"</script>
<footer>All rights reserved</footer></body></html>"""


def test_an_article_is_told_from_what_stands_around_it():
    page = read(ARTICLE.encode(), "text/html", "utf-8")

    assert (page.title, page.authors) == ("Wall leaks", "Jane Doe, John Roe")
    assert page.published_on == date(2026, 9, 27)
    assert page.text.splitlines()[-1] == f"8. {SENTENCE}"
    assert "All rights reserved" not in page.text
    assert "HomeNews" in page.everything
    assert "Cracks\n37\n" in page.everything
    assert "All rights reserved" in page.everything
    assert "never" not in page.everything


def test_a_page_without_an_article_is_all_its_words():
    page = read(b"<title>List</title><ul><li>One<li>Two</ul>", "text/html")

    assert page.everything.splitlines() == ["List", "One", "Two"]
    assert "One" in page.text


def test_a_vast_page_is_taken_for_all_article(monkeypatch):
    monkeypatch.setattr(pages, "MOST_ELEMENTS", 10)

    page = read(ARTICLE.encode(), "text/html", "utf-8")

    assert page.title == "Wall leaks | The Paper"
    assert page.text == page.everything


@pytest.mark.parametrize(
    ("charset", "declared", "told"),
    [
        ("utf-8", "", None),
        ("utf-8", "", "utf-8"),
        ("windows-1252", "", "windows-1252"),
        ("windows-1252", "", None),
        ("windows-1251", '<meta charset="windows-1251">', None),
        ("shift_jis", '<meta charset="shift_jis">', None),
        ("gb18030", '<meta charset="gb18030">', None),
        ("utf-8", "", "no-such-charset"),
        ("utf-8", "", "punycode"),
        ("utf-8", "", "utf-7"),
        ("utf-8", "", "utf\0"),
    ],
)
def test_letters_are_read_in_the_character_set_they_are_written_in(charset, declared, told):
    words = {"windows-1251": "Стена течёт", "shift_jis": "壁が漏れる", "gb18030": "墙壁漏水"}.get(
        charset, "Élysée, Zürich"
    )
    html = f"<html><head>{declared}<title>{words}</title></head><body>x</body></html>"

    assert read(html.encode(charset), "text/html", told).title == words


@pytest.mark.parametrize(
    ("meta", "asks"),
    [
        ('<meta name="robots" content="noindex, noarchive">', True),
        ('<META NAME="ROBOTS" CONTENT="NOARCHIVE">', True),
        ('<meta name="robots" content="noindex">', False),
        ('<meta name="description" content="noarchive">', False),
    ],
)
def test_a_page_may_ask_not_to_be_archived(meta, asks):
    assert read(f"{meta}<p>Words".encode(), "text/html").asks_not_to_be_archived == asks


@pytest.mark.parametrize("how", HARD_TO_READ)
def test_of_a_page_that_takes_for_ever_to_read_there_are_its_title_and_words(how, monkeypatch):
    monkeypatch.setattr(pages, "MAX_WAIT", 0.5)

    page = read(b"<meta name=author content='Jane Doe'>" + HARD_TO_READ[how].encode(), "text/html")

    words = "Wall\nThe wall leaks."
    assert page == Page(title="Wall", text=words, everything=words)


def test_the_words_of_a_page_are_all_that_stand_on_it():
    page = read(ARTICLE.encode(), "text/html", "utf-8")

    assert pages.words(ARTICLE.encode(), "text/html", "utf-8") == page.everything
    assert pages.words(b"", "text/html") == ""
    assert pages.words(b"The  wall", "text/plain") == "The wall"


def test_plain_text_is_its_words():
    page = read("Zürich\r\n\r\n  leaks\0".encode(), "text/plain", "utf-8")

    assert page == Page(text="Zürich\nleaks", everything="Zürich\nleaks")


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_mail_is_read(subtype):
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "The wall", "Jane Doe <jane@board.example>"
    mail["Date"] = "Sun, 27 Sep 2026 10:00:00 +0200"
    body = (
        "<p>We have <b>known</b> for years.</p>"
        if subtype == "html"
        else "We have known for years."
    )
    mail.set_content(body, subtype=subtype)

    page = read(mail.as_bytes(), "message/rfc822")

    assert (page.title, page.authors) == ("The wall", "")
    assert (page.published_on, page.text) == (date(2026, 9, 27), "We have known for years.")


@pytest.mark.parametrize(("more", "title"), [(0, "Wall"), (1, "")])
def test_a_page_with_a_crowd_of_attributes_is_not_read(more, title):
    crowd = " ".join(f"a{n}='>'" for n in range(pages.MOST_ATTRIBUTES + more))

    page = read(f"<title>Wall</title><!-- <a x=' --><p {crowd}>Words".encode(), "text/html")

    assert page.title == title
    assert (page == UNREADABLE) == (not title)


@pytest.mark.parametrize(
    "header",
    [
        "From: " + "a@b.example," * 500,
        "Subject: Wall\r\n" + " and wall\r\n" * 600,
        "Content-Type: " + "(" * 4900,
    ],
)
def test_mail_with_an_endless_header_is_not_read(header):
    assert read(f"{header}\r\nTo: x\r\n\r\nWords".encode(), "message/rfc822") == UNREADABLE


def test_an_endless_header_of_a_part_of_mail_is_not_read():
    mail = EmailMessage()
    mail["Subject"] = "The wall"
    mail.set_content("Words")
    mail.add_attachment("More words", filename="wall.txt")
    said = b"Content-Disposition: attachment;"
    assert read(mail.as_bytes(), "message/rfc822").title == "The wall"

    endless = mail.as_bytes().replace(said, said + b" a=b;" * 2000)

    assert read(endless, "message/rfc822") == UNREADABLE


def test_the_words_of_mail_may_be_as_long_as_they_like():
    words = "The wall leaks" + "\n  it always did, they say" * 1000
    mail = EmailMessage()
    mail["Subject"] = "The wall"
    mail.set_content(f"Dear all\n{words}")

    assert read(mail.as_bytes(), "message/rfc822").title == "The wall"


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "", "text/x-unheard-of"])
def test_what_is_no_page_of_words_is_not_read(content_type):
    assert read(b"%PDF-1.7 words", content_type) == UNREADABLE
    assert not is_words(content_type)


@pytest.mark.parametrize(
    "body", [b"", b" ", b"\0", b"<!-- -->", b"<", b"\xff\xfe<\0p\0>\0", b"<?xml?>"]
)
def test_a_page_of_nothing_is_read_as_nothing(body):
    page = read(body, "text/html")

    assert page.title == page.authors == ""


@given(
    st.binary(max_size=200) | st.text(alphabet="<>/ap\"'=&;! é\0", max_size=200).map(str.encode),
    st.sampled_from(["text/html", "text/plain", "message/rfc822"]),
    st.sampled_from([None, "utf-8", "utf-16", "utf-7", "idna", "hex", "punycode", ""]),
)
def test_whatever_the_bytes_are_a_page_comes_back_without_nulls(body, content_type, charset):
    page = read(body, content_type, charset)

    assert "\0" not in page.title + page.authors + page.text + page.everything
    page.everything.encode()
