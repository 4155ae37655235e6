"""Lists of references, as people paste them, read into plain values."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources.models import Document
from articles.sources.references.entries import HEADING
from articles.sources.references.reading import read
from articles.sources.references.reference import Reference

URL = "https://echo.example/wall"
DAY = date(2026, 3, 3)
LENGTHS = {"day": 10, "month": 7, "year": 4}


def the_one(text: str) -> Reference:
    (reference,) = read(text)
    return reference


def told(reference: Reference) -> dict[str, str]:
    """What it says beyond its raw line, as strings; dates no finer than they are known."""
    dated = reference.published_on
    fields = {
        "title": reference.title,
        "authors": reference.authors,
        "publisher": reference.publisher,
        "published": dated
        and dated.isoformat()[: {"day": 10, "month": 7, "year": 4}[reference.precision]],
        "accessed": reference.accessed_on and reference.accessed_on.isoformat(),
        "url": reference.url,
    }
    return {name: value for name, value in fields.items() if value}


WHOLE = {
    "title": "The wall that fell",
    "authors": "Jane Doe",
    "publisher": "The Kellmouth Echo",
    "published": "2026-03-03",
    "url": URL,
}


@pytest.mark.parametrize(
    "line",
    [
        f"Jane Doe, “The wall that fell”, The Kellmouth Echo, 3 March 2026, {URL}",
        f'Jane Doe. "The wall that fell." The Kellmouth Echo, 3 Mar. 2026, {URL}.',
        f"Jane Doe (2026, March 3). The wall that fell. The Kellmouth Echo. {URL}",
        f"Jane Doe (3 March 2026): “The wall that fell”. The Kellmouth Echo. <{URL}>",
        f"- Jane Doe, The wall that fell, The Kellmouth Echo, March 3, 2026, {URL}",
        f"[1] Jane Doe: [The wall that fell]({URL}). The Kellmouth Echo, 2026-03-03",
        f'<li>Jane Doe, <a href="{URL}">The wall that fell</a>, '
        "<i>The Kellmouth Echo</i>, 3 March 2026</li>",
        f"* Jane Doe, [{URL} The wall that fell], ''The Kellmouth Echo'', 3 March 2026",
        f"3. Jane Doe, *The wall that fell*, The Kellmouth Echo (3 March 2026), {URL}",
        f"Jane Doe: „The wall that fell“. In: The Kellmouth Echo, 3. März 2026, {URL}",
        f"Jane Doe, « The wall that fell », The Kellmouth Echo, 3 mars 2026, {URL}",
        f"Jane Doe『The wall that fell』。The Kellmouth Echo、2026年3月3日。{URL}",
        f"{{{{source|url={URL}|title=The wall that fell|author=Jane Doe"
        "|pub=The Kellmouth Echo|date=March 3, 2026}}",
        f"*{{{{出典・ウェブ\n|url={URL}\n|タイトル= The wall that fell\n|著者= Jane Doe\n"
        "|発行者=The Kellmouth Echo\n|日付=2026年3月3日}}",
        f"<ref>{{{{cite news |last=Doe |first=Jane |title=The wall that fell |url={URL}"
        " |work=[[Kellmouth Echo|The Kellmouth Echo]] |date=2026-03-03}}</ref>",
    ],
)
def test_a_whole_reference_is_understood_in_any_of_its_shapes(line):
    assert told(the_one(line)) == WHOLE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reuters: Wall gives way (3 March 2026)", ("Wall gives way", "Reuters", "2026-03-03")),
        ("Harbour Board: Inspection (March 2026)", ("Inspection", "Harbour Board", "2026-03")),
        ("Wall gives way - BBC News", ("Wall gives way", "BBC News", None)),
        ("Wall | The Kellmouth Echo | 2026", ("Wall", "The Kellmouth Echo", "2026")),
        ("What we know: the wall – CNN", ("What we know: the wall", "CNN", None)),
        ("Wall gives way\tHarbour Board\t2026", ("Wall gives way", "Harbour Board", "2026")),
        ("انهيار الجدار – الجزيرة، 2026", ("انهيار الجدار", "الجزيرة", "2026")),
        ("『「壁」』。NHK、2026年3月3日13時( UTC + 9 )。", ("「壁」", "NHK", "2026-03-03")),
    ],
)  # fmt: skip
def test_a_line_without_an_address_says_what_it_says(line, expected):
    reference = told(the_one(line))

    assert tuple(map(reference.get, ("title", "publisher", "published"))) == expected


def test_what_marks_tell_is_sure_and_what_was_guessed_is_not():
    assert the_one(f"Jane Doe, “Walls”, Harbour Board, 2026, {URL}").unsure == set()
    guessed = the_one(f"Jane Doe, Walls and tides, Harbour Board, 2026, {URL}")
    assert guessed.unsure == {"title", "authors", "publisher"}


def test_a_bare_address_is_one_and_tells_what_it_can():
    reference = the_one("https://echo.example/2026/03/03/harbour-wall-gives-way-1234567.html")

    assert reference.title == "Harbour wall gives way"
    assert reference.published_on == DAY
    assert reference.unsure == {"title", "published_on"}


@pytest.mark.parametrize(
    "publisher", ["Reuters", "Boston Globe", "National Post", "Amnesty International", "ZDF"]
)
@pytest.mark.parametrize("day", ["3 March 2026", "March 3, 2026, 2:30 p.m. EST", "2026-03-03"])
def test_no_letter_of_a_publisher_is_taken_for_a_time(publisher, day):
    found = the_one(f"“The wall that fell”, {day}, {publisher}")

    assert (found.publisher, found.published_on) == (publisher, date(2026, 3, 3))


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("“The wall that fell”, 3 March 2026, echo.example/wall", "http://echo.example/wall"),
        ("www.echo.example: The wall that fell", "http://www.echo.example"),
        ("The wall that fell, J.Roe/AP, 3 March 2026", ""),
        ("The wall that fell, desk@echo.example/wall", ""),
    ],
)
def test_an_address_may_lack_its_scheme(line, url):
    assert the_one(line).url == url


def test_several_addresses_in_a_line_are_as_many_references():
    text = "https://a.example/1 https://b.example/2, https://c.example/3"

    assert [r.url for r in read(text)] == text.replace(",", "").split()


def test_several_links_in_a_line_of_prose_are_as_many_references():
    text = "It fell. [(AP)](https://a.example/1) [(*El Heraldo*)](https://b.example/2)"

    assert [(r.publisher, r.url) for r in read(text)] == [
        ("AP", "https://a.example/1"),
        ("El Heraldo", "https://b.example/2"),
    ]


def test_an_archived_copy_belongs_to_the_reference_beside_it():
    line = f"“Walls”. BBC News. Archived from the original on 4 May 2026. {URL}"
    copied = the_one(f"{line} https://web.archive.org/web/2026/{URL}")

    assert (copied.url, copied.title, copied.published_on) == (URL, "Walls", None)


def test_a_visit_is_no_date_of_publication():
    for line in ("“Walls”, BBC News. Retrieved 3 March 2026.", "『壁』。NHK、2026年3月3日閲覧。"):
        reference = the_one(line)
        assert (reference.published_on, reference.accessed_on) == (None, DAY)


def test_the_words_beside_an_address_may_be_its_publisher():
    said = the_one("Al Arabiya https://english.alarabiya.net/2026/some-words-of-a-title")

    assert (said.publisher, said.title) == ("Al Arabiya", "Some words of a title")


def test_a_marked_title_stays_a_title_however_short():
    said = the_one(f"“A” {URL}/of-the-harbour/in-the-storm")

    assert (said.title, said.publisher) == ("A", "")


def test_an_address_on_the_next_line_belongs_to_the_line_above():
    assert told(the_one(f"The wall that fell\n{URL}"))["url"] == URL


def test_headings_are_no_references():
    assert not list(read("## Sources\n\nReferences:\n== 情報源 ==\n<ul>\n----\n"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("https://a.example/report.pdf", "report"),
        ("https://x.com/someone/status/1", "social_post"),
        ("https://youtu.be/1", "video"),
        ("doi:10.1000/182", "academic_paper"),
        ("Wall gives way - Reuters", "news_article"),
        ("“The wall”, press release, Harbour Board", "press_release"),
        ("https://a.example/", ""),
    ],
)
def test_the_kind_is_guessed_where_something_tells(line, kind):
    assert the_one(line).kind == kind


def letters(text: str) -> Counter:
    return Counter(filter(str.isalnum, text))


lines = st.lists(
    st.sampled_from(
        [
            *(
                "Jane Doe",
                "J. Roe",
                "“The wall”",
                '"',
                "«",
                "『壁』",
                "「",
                "*Walls*",
                "_",
                "Reuters",
            ),
            *("3 March 2026", "2026", "(2026)", "30 February 2026", "2026年3月3日", "Retrieved"),
            *(URL, "[a wall](https://a.example/1)", "www.a.example", "[b](", "(", ")", "閲覧"),
            *("{{source|url=https://a.example|title=T}}", "{{", "}}", "1.", "* ", "- ", "[2]"),
            *(", ", ". ", "\n", "\n\n", ": ", " – ", "|", "\t", "。", "、", "Sources:", " "),
        ]
    )
    | st.text(max_size=5),
    max_size=30,
).map(" ".join)


@given(lines)
def test_nothing_is_too_strange_and_no_line_is_lost(text):
    found = list(read(text))

    listed = [line for line in text.splitlines() if not HEADING.fullmatch(line.strip())]
    assert letters("".join(listed)) <= letters("".join(reference.raw for reference in found))
    for reference in found:
        assert reference.kind in {"", *Document.Kind.values}
        assert reference.unsure <= set(Reference.__slots__)
        assert all(getattr(reference, name) for name in reference.unsure)
        assert not set("\x02\x03\n") & set(
            reference.title + reference.publisher + reference.authors
        )


names = st.sampled_from(["Jane Doe", "Ada Nwosu", "Hans Müller", "John de Vries"])
titles = st.sampled_from(
    [
        "The wall that fell",
        "Was it the tide?",
        "Sea, sand, and stone",
        "壁の崩落",
        "Le mur: un an après",
    ]
)
publishers = st.sampled_from(["Reuters", "The Kellmouth Echo", "Harbour Board", "朝日新聞"])


@given(names, titles, publishers, st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_marked_titles_are_read_back_whoever_wrote_them(name, title, publisher, day):
    written = f"{day.day} {day:%B %Y}"
    for line in (
        f"{name}, “{title}”, {publisher}, {written}, {URL}",
        f"{name}: [{title}]({URL}), {publisher} ({written})",
        f"{name}『{title}』。{publisher}、{day.year}年{day.month}月{day.day}日。",
    ):
        said = the_one(line)
        assert (said.authors, said.title, said.publisher) == (name, title, publisher)
        assert (said.published_on, said.precision) == (day, "day")
