"""Pasting a list of references on the story's form: what it names, and what is added of it."""

import pytest
from django.contrib.auth.models import Permission
from lxml import html

from articles.sources.models import Document, Source
from tests import newsroom
from tests.editing.story_pages import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(newsroom.a_user("Researcher"))


class Rows:
    """The rows of an answer as a browser would show and send them."""

    def __init__(self, markup: str):
        self.form = html.fromstring(f"<form>{markup}</form>")
        self.data = dict(self.form.form_values())
        self.rows = self.form.xpath(".//*[@data-reference]")

    def said(self) -> list[str]:
        return [" ".join(row.text_content().split()) for row in self.rows]

    def values(self, name: str) -> list[str]:
        """The field `name` of each row that has one to fill in."""
        return [field.value or "" for field in self.form.inputs if field.name.endswith(f"-{name}")]

    def guessed(self) -> list[set[str]]:
        return [
            {note.getparent().get("for").rpartition("-")[2] for note in row.xpath(".//label/small")}
            for row in self.rows
        ]


def read(client, *lines: str) -> Rows:
    response = client.post(address("read_references"), {"text": "\n".join(lines)})
    assert response.status_code == 200, response.content.decode()
    return Rows(response.json()["rows"])


def complaints(client, text: str) -> dict:
    response = client.post(address("read_references"), {"text": text})
    assert response.status_code == 422
    return response.json()["errors"]


def add(client, rows: Rows, **changes) -> dict:
    """Send the rows with `changes` to their fields, `_` for the hyphen: _0_title."""
    changed = {f"references{name.replace('_', '-', 2)}": value for name, value in changes.items()}
    data = {name: value for name, value in (rows.data | changed).items() if value is not None}
    response = client.post(address("add_references"), data)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def test_a_list_names_known_documents_and_new_ones_and_nothing_is_written(client):
    echo = newsroom.a_source("The Kellmouth Echo")
    echo.domains.create(domain="echo.example")
    known = newsroom.a_document("Readings", url="https://tides.example/2026")

    rows = read(
        client,
        "http://www.tides.example/2026/?utm_source=x",
        "Jane Doe, “The wall”, 3 March 2026, https://echo.example/wall",
        "Reuters: Wall gives way (March 2026)",
    )

    assert ["in the library" in said for said in rows.said()] == [True, False, False]
    assert rows.values("document") == [str(known.pk), "", ""]
    assert rows.values("title") == ["The wall", "Wall gives way"]
    assert rows.values("authors") == ["Jane Doe", ""]
    assert rows.values("publisher") == ["The Kellmouth Echo", "Reuters"]
    assert rows.values("published") == ["3 March 2026", "March 2026"]
    assert rows.guessed() == [set(), set(), {"title"}]
    assert Document.objects.count() == 1
    assert Source.objects.called("Reuters") is None


def test_what_is_confirmed_becomes_documents_to_cite(client):
    rows = read(
        client,
        "Jane Doe, “The wall”, The Kellmouth Echo, March 2026, https://echo.example/wall",
        "『壁』。Reuters、2026年3月3日閲覧。",
    )

    answer = add(client, rows, _0_title="The wall that fell")

    assert answer["rows"] == ""
    wall, kabe = Document.objects.order_by("pk")
    assert [result["document"] for result in answer["results"]] == [wall.pk, kabe.pk]
    assert [result["accessed"] for result in answer["results"]] == ["", "2026-03-03"]
    assert (wall.title, wall.authors, str(wall.publisher)) == (
        "The wall that fell",
        "Jane Doe",
        "The Kellmouth Echo",
    )
    assert (wall.published_on.isoformat(), wall.published_precision) == ("2026-03-01", "month")
    assert wall.normalised_url == "https://echo.example/wall"
    assert [domain.domain for domain in wall.publisher.domains.all()] == ["echo.example"]
    assert (kabe.title, kabe.publisher.kind) == ("壁", "news_agency")


def test_the_same_document_twice_in_a_list_is_one(client):
    rows = read(
        client,
        "https://echo.example/wall “The wall”",
        "http://m.echo.example/wall#top",
        "“Tides”, Harbour Board",
        "Harbour Board: “Tides”",
    )

    assert len(rows.rows) == 2
    assert "m.echo.example" in rows.said()[0]
    assert len(add(client, rows)["results"]) == Document.objects.count() == 2


def test_two_rows_corrected_to_one_address_are_one_document(client):
    rows = read(client, "“A”, https://a.example/1", "“B”, https://b.example/1")

    answer = add(client, rows, _1_url="https://a.example/1/")

    assert [result["label"] for result in answer["results"]] == ["A"]
    assert Document.objects.count() == 1


def test_a_document_somebody_added_since_is_cited_and_not_added_again(client):
    rows = read(client, "“The wall”, https://echo.example/wall")
    added = newsroom.a_document("The wall, as added", url="https://echo.example/wall")

    answer = add(client, rows)

    assert [result["document"] for result in answer["results"]] == [added.pk]


def test_what_is_not_ticked_is_left_out_whatever_is_in_it(client):
    rows = read(client, "“The wall”, https://echo.example/wall", "“Tides”, Harbour Board")

    answer = add(client, rows, _0_cite=None, _0_url="no address", _0_title="")

    assert [result["label"] for result in answer["results"]] == ["Tides"]
    assert answer["rows"] == ""


def test_a_line_that_can_be_no_document_says_why_and_the_others_are_kept(client):
    rows = read(client, "https://a.example/", "2026", "“Tides”, Harbour Board")

    assert "Its title is not in the line" in rows.said()[0]
    assert "no title and no address" in rows.said()[1]
    answer = add(client, rows, _0_published="soon")
    assert [result["label"] for result in answer["results"]] == ["Tides"]
    left = Rows(answer["rows"])
    assert len(left.rows) == 1
    assert "A document needs a title" in left.said()[0]
    assert "Write it as “3 March 2026”" in left.said()[0]
    assert "https://a.example/" in left.said()[0]

    again = add(client, left, _0_title="A", _0_published="2026")

    assert [result["label"] for result in again["results"]] == ["A"]
    assert Document.objects.count() == 2


def test_an_address_the_library_has_no_room_for_is_refused_in_words(client):
    rows = read(client, "“Tides”, Harbour Board")

    answer = add(client, rows, _0_url=f"https://tides.example/{'あ' * 226}")

    assert answer["results"] == []
    assert (
        "This address is too long: spelled out it has 2,056 characters"
        in Rows(answer["rows"]).said()[0]
    )
    answer = add(client, rows, _0_url=f"https://tides.example/{'あ' * 225}")
    assert [result["label"] for result in answer["results"]] == ["Tides"]


def test_a_document_that_has_left_the_library_is_not_cited(client):
    gone = newsroom.a_document("Readings", url="https://tides.example/2026")
    rows = read(client, "https://tides.example/2026")
    gone.delete()

    answer = add(client, rows)

    assert answer["results"] == []
    assert "no longer in the library" in Rows(answer["rows"]).said()[0]


def test_without_leave_to_add_sources_a_new_publisher_is_refused_and_a_known_one_is_not():
    user = newsroom.a_user(None)
    for codename in ("add_document", "view_document", "view_source"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client = signed_in(user)
    newsroom.a_source("Harbour Board")
    rows = read(client, "“Tides”, Harbour Board", "“The wall”, The Kellmouth Echo")

    answer = add(client, rows)

    assert [result["label"] for result in answer["results"]] == ["Tides"]
    assert "you may not add one" in Rows(answer["rows"]).said()[0]
    assert not Source.objects.called("The Kellmouth Echo")


def test_more_than_a_hundred_are_refused_and_a_hundred_are_not(client):
    lines = [f"“Report {number}”, Harbour Board" for number in range(101)]

    assert "100" in complaints(client, "\n".join(lines))["text"][0]
    assert len(read(client, *lines[:100]).rows) == 100


@pytest.mark.parametrize("text", ["", "  \n", "Sources:", "a" * 200_001])
def test_what_is_no_list_is_refused_in_words(client, text):
    assert complaints(client, text)["text"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"references-TOTAL_FORMS": "x"},
        {"references-TOTAL_FORMS": "101", "references-INITIAL_FORMS": "0"},
    ],
)
def test_a_list_that_was_broken_on_its_way_is_refused(client, data):
    response = client.post(address("add_references"), data)

    assert response.status_code == 422
    assert response.json()["errors"]


def test_a_hundred_lines_take_as_many_queries_as_one(client, django_assert_max_num_queries):
    newsroom.a_source("Harbour Board")
    counts = []
    for number, most in ((1, 12), (100, 12)):
        lines = [
            f"“Report {number} {line}”, Harbour Board, 2026, https://board.example/{number}/{line}"
            for line in range(number)
        ]
        with django_assert_max_num_queries(most) as reading:
            rows = read(client, *lines)
        with django_assert_max_num_queries(most) as adding:
            assert len(add(client, rows)["results"]) == number
        counts.append((len(reading), len(adding)))

    assert counts[0] == counts[1]
