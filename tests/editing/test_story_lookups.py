"""What the form finds while somebody types, and how a document comes into the library from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editing.story import lookups
from articles.sources.models import Document, Source, SourceDomain
from articles.stories.copy import CitationCopy, PlacementCopy
from tests import newsroom
from tests.editing.story_pages import Page, address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(newsroom.a_user("Editor"))


def found(client, name, q) -> list[str]:
    return [result["label"] for result in client.get(address(name), {"q": q}).json()["results"]]


def test_a_tag_is_found_by_a_part_of_its_name_or_alias_in_any_case(editor):
    newsroom.a_tag("Élections")
    newsroom.a_tag("United Nations").aliases.create(name="ONU")

    assert found(editor, "find_tags", "élec") == ["Élections"]
    assert found(editor, "find_tags", "LECTIONS") == ["Élections"]
    assert found(editor, "find_tags", "onu") == ["United Nations"]


def test_names_that_begin_with_the_words_come_first(editor):
    for name in ("Old harbour", "Harbour"):
        newsroom.a_tag(name)

    assert found(editor, "find_tags", "harb") == ["Harbour", "Old harbour"]


@pytest.mark.parametrize("q", ["", "h", " h "])
def test_one_letter_finds_nothing(editor, q):
    newsroom.a_tag("Harbour")

    assert found(editor, "find_tags", q) == []


def test_evidence_is_documents_and_sources(editor):
    newsroom.a_document("Harbour report", publisher=newsroom.a_source("Harbour Board"))

    answer = editor.get(address("find_evidence"), {"q": "harbour"}).json()["results"]

    assert [result["label"] for result in answer] == ["Harbour report", "Harbour Board"]
    assert {"document", "about", "note"} <= answer[0].keys()
    assert {"source", "about", "note"} <= answer[1].keys()


def test_a_pasted_address_finds_its_document_however_it_is_spelled(editor):
    newsroom.a_document("The report", url="https://www.example.org/r/?b=2&a=1")

    assert found(editor, "find_evidence", "http://example.org/r?a=1&b=2&utm_source=x#top") == [
        "The report"
    ]


def test_an_unknown_address_comes_with_its_publisher(editor):
    newsroom.a_source("Reuters").domains.create(domain="reuters.com")

    answer = editor.get(address("find_evidence"), {"q": "https://www.reuters.com/world/x"}).json()

    assert answer == {
        "results": [],
        "new": {"url": "https://www.reuters.com/world/x", "publisher": "Reuters"},
    }


def test_photos_are_found_by_caption_and_credit_and_the_latest_without_words(editor):
    newsroom.a_photo(caption="The gate", credit=newsroom.a_credit(creators="Ann Otter"))
    newsroom.a_photo(caption="The wall", credit=newsroom.a_credit(creators="Bea Heron"))

    assert found(editor, "find_photos", "gate") == ["The gate"]
    assert found(editor, "find_photos", "heron") == ["The wall"]
    assert found(editor, "find_photos", "") == ["The wall", "The gate"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "gate otter"}, ["The gate"]),
        ({"q": "gate heron"}, []),
        ({"q": "lighthouse"}, ["The wall"]),
        ({"kind": "agency"}, ["The wall"]),
        ({"shape": "tall"}, ["The gate"]),
        ({"use": "unused"}, ["Bare", "The gate"]),
        ({"credit": "none"}, ["Bare"]),
        ({"credit": "soon"}, ["The gate"]),
        ({"shape": "tall", "kind": "agency"}, []),
        ({"shape": "nonsense"}, ["Bare", "The wall", "The gate"]),
    ],
)
def test_photos_are_narrowed_as_the_library_narrows_them(editor, asked, expected):
    ends = timezone.localdate() + timedelta(days=3)
    otter = newsroom.a_credit(creators="Ann Otter", expires_on=ends)
    newsroom.a_photo(caption="The gate", size=(30, 40), credit=otter)
    afp = newsroom.a_credit("agency", supplier="AFP")
    wall = newsroom.a_photo(caption="The wall", credit=afp, keywords="lighthouse")
    newsroom.a_photo(caption="Bare", credit=None)
    newsroom.a_story(placements=(PlacementCopy("p001", wall.pk),))

    results = editor.get(address("find_photos"), asked).json()["results"]
    grid = editor.get("/desk/articles/photo/", asked | {"q": asked.get("q", "")})

    assert [photo["label"] for photo in results] == expected
    if "nonsense" not in asked.values():
        assert [str(photo) for photo in grid.context["cl"].result_list] == expected


def test_photos_come_a_page_at_a_time(editor, monkeypatch):
    monkeypatch.setattr(lookups, "PHOTOS", 2)
    for caption in ("One", "Two", "Three"):
        newsroom.a_photo(caption=caption)

    first = editor.get(address("find_photos")).json()
    last = first["results"][-1]["photo"]
    second = editor.get(address("find_photos"), {"before": last}).json()

    assert [photo["label"] for photo in first["results"]] == ["Three", "Two"]
    assert [photo["label"] for photo in second["results"]] == ["One"]
    assert (first["more"], second["more"]) == (True, False)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_a_page_before_nonsense_is_the_first(editor, before):
    newsroom.a_photo(caption="One")

    answer = editor.get(address("find_photos"), {"before": before, "story": before})

    assert [photo["label"] for photo in answer.json()["results"]] == ["One"]


def test_a_photo_that_another_story_has_used_up_says_so_and_not_in_its_own(editor):
    photo = newsroom.a_photo(credit=newsroom.a_credit(one_story=True))
    story = newsroom.a_published_story(
        headline="The first", placements=(PlacementCopy("p001", photo.pk, "lead"),)
    )

    (elsewhere,) = editor.get(address("find_photos")).json()["results"]
    (its_own,) = editor.get(address("find_photos"), {"story": story.pk}).json()["results"]

    assert "“The first” has used it" in elsewhere["problem"]
    assert its_own["problem"] == ""


def test_a_photo_that_may_not_run_says_why(editor):
    newsroom.a_photo(credit=None)

    (photo,) = editor.get(address("find_photos")).json()["results"]

    assert photo["problem"] == "The photo has no credit."


def document(**fields) -> dict:
    fields = {"title": "Readings", "kind": "dataset", "url": "", "publisher": ""} | fields
    return {f"document-{name}": value for name, value in fields.items()}


def test_a_document_is_added_with_its_known_publisher(editor):
    source = newsroom.a_source("Tide Office")
    source.aliases.create(name="TO")

    answer = editor.post(
        address("add_document"), document(url="https://tides.example/1", publisher="to")
    )

    added = Document.objects.get()
    assert (answer.status_code, answer.json()["document"]) == (201, added.pk)
    assert (added.title, added.kind, added.publisher) == ("Readings", "dataset", source)


def test_a_publisher_nobody_knows_is_added_with_its_domain(editor):
    editor.post(
        address("add_document"),
        document(url="https://www.tides.example/1", publisher="Tide Office"),
    )

    assert Source.objects.get().name == "Tide Office"
    assert SourceDomain.objects.get().domain == "tides.example"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"kind": "rumour"}, "kind"),
        ({"url": "https://example.org/held"}, "url"),
        ({"url": f"https://example.org/{'あ' * 700}"}, "url"),
    ],
)
def test_a_document_that_is_none_is_refused(editor, fields, field):
    held = newsroom.a_document(url="https://example.org/held")

    answer = editor.post(address("add_document"), document(**fields))

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert list(Document.objects.all()) == [held]


def test_readiness_is_that_of_the_form_and_nothing_is_saved():
    story = newsroom.a_story(dek="Done")
    page = Page(newsroom.a_user("Editor"), story)
    page.type(dek="A fact TK", tags="Brand new")

    answer = page.client.post(address("readiness", story.pk), page.data).json()["problems"]

    assert [problem["code"] for problem in answer if problem["blocking"]] == ["tk"]
    assert "no_tags" not in [problem["code"] for problem in answer]
    assert story.revisions.count() == 1


def test_readiness_of_a_form_that_cannot_be_read_is_why():
    page = Page(newsroom.a_user("Writer"))

    answer = page.client.post(address("readiness"), page.data).json()["problems"]

    assert [(problem["code"], problem["field"]) for problem in answer] == [("form", "headline")]


def a_story_with(citations: int):
    rows = []
    for number in range(citations):
        source = newsroom.a_source(f"Source {number}")
        written = newsroom.a_document(f"Report {number}", publisher=source)
        rows.append(CitationCopy(f"cite-{number:03}", document=written.pk))
    return newsroom.a_story(citations=tuple(rows))


def test_the_form_takes_as_many_queries_with_thirty_citations_as_with_one(
    django_assert_max_num_queries,
):
    editor = newsroom.a_user("Editor")
    counts = []
    for citations in (1, 30):
        story = a_story_with(citations)
        client = signed_in(editor)
        client.get(address("change", story.pk))
        with django_assert_max_num_queries(20) as queries:
            client.get(address("change", story.pk))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_save_that_changes_nothing_takes_as_many_with_thirty_as_with_one(
    django_assert_max_num_queries,
):
    editor = newsroom.a_user("Editor")
    counts = []
    for citations in (1, 30):
        page = Page(editor, a_story_with(citations))
        with django_assert_max_num_queries(30) as queries:
            assert page.press().status_code == 302
        counts.append(len(queries))

    assert counts[0] == counts[1]
