"""After an upgrade documents are found by their addresses as the rules of today read them."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.sources import finding, merging, respelling
from articles.sources.models import Document

from ..newsroom import a_document, a_user

pytestmark = pytest.mark.django_db
AMP, PLAIN = "https://paper.example/the-wall-leaks/amp", "https://paper.example/the-wall-leaks"


def saved_before(title: str, url: str, key: str) -> Document:
    """A document as it was saved when its address was read otherwise."""
    document = a_document(title)
    Document.objects.filter(pk=document.pk).update(url=url, normalised_url=key)
    document.refresh_from_db()
    return document


def keys() -> dict[str, str]:
    return dict(Document.objects.values_list("title", "normalised_url"))


def told() -> list[str]:
    said = StringIO()
    call_command("respell_addresses", stdout=said)
    return said.getvalue().splitlines()


def test_a_document_saved_before_is_found_again():
    document = saved_before("Wall", AMP, AMP)
    other, offline = a_document("Other", url="https://other.example/"), a_document("Offline")
    assert finding.document_at(PLAIN) is None

    assert told() == ["1 documents are found by another address now."]

    assert finding.document_at(PLAIN) == finding.document_at(AMP) == document
    assert keys() == {"Wall": PLAIN, "Other": other.normalised_url, "Offline": offline.url}


def test_what_has_turned_out_to_be_the_same_is_told_each_time_and_merged_by_nobody():
    first, second = a_document("First", url=PLAIN), saved_before("Second", AMP, AMP)
    before = keys()

    both = f"{second.pk} “Second” and {first.pk} “First”"
    for _ in range(2):
        assert told() == [
            "0 documents are found by another address now.",
            f"The same, to be merged at the desk: {both}.",
        ]

    assert keys() == before
    assert Document.objects.standing().count() == 2
    merging.merge(second, into=first, by=a_user("Editor"))
    assert told() == ["0 documents are found by another address now."]


def test_of_two_saved_before_the_first_is_found_and_the_second_told():
    first, second = saved_before("First", AMP, AMP), saved_before("Second", f"{AMP}?utm_id=1", "b")

    assert respelling.respell() == 1

    assert finding.document_at(PLAIN) == first
    assert list(respelling.doubles()) == [(second, first)]


def test_one_that_is_the_same_as_what_was_merged_is_told_with_what_that_became():
    merged, became = a_document("Merged", url=PLAIN), a_document("Became", url="https://b.example/")
    merging.merge(merged, into=became, by=a_user("Editor"))
    late = saved_before("Late", AMP, AMP)

    respelling.respell()

    assert list(respelling.doubles()) == [(late, became)]


@pytest.mark.parametrize("first_of_both", [True, False])
def test_a_key_that_another_one_has_wrongly_is_taken_from_it(first_of_both):
    urls = {"A": "https://paper.example/a", "B": "https://paper.example/b"}
    wrong = {"A": urls["B"], "B": "elsewhere"}
    for title in "AB" if first_of_both else "BA":
        saved_before(title, urls[title], f"former {title}")
    for title, key in wrong.items():
        Document.objects.filter(title=title).update(normalised_url=key)

    assert respelling.respell() == 2
    assert keys() == urls


def test_two_that_have_each_others_key_are_put_right():
    urls = {"A": "https://paper.example/a", "B": "https://paper.example/b"}
    for title, url in urls.items():
        saved_before(title, url, title)
    Document.objects.filter(title="A").update(normalised_url=urls["B"])
    Document.objects.filter(title="B").update(normalised_url=urls["A"])

    assert respelling.respell() == 2
    assert keys() == urls
    assert respelling.respell() == 0


def test_an_address_that_no_longer_fits_stays_as_it_was():
    long = "https://paper.example/?q=" + "あ" * 250
    saved_before("Long", long, "former")

    assert told() == ["0 documents are found by another address now."]
    assert keys() == {"Long": "former"}


def test_what_is_no_web_address_any_more_is_found_by_none():
    a_document("Offline")
    saved_before("Wall", "ftp://paper.example/wall", "ftp://paper.example/wall")

    assert respelling.respell() == 1
    assert keys() == {"Offline": "", "Wall": ""}


def test_documents_are_looked_through_a_few_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(respelling, "BATCH", 2)
    for n in range(5):
        saved_before(f"{n}", f"https://paper.example/{n}/", f"former {n}")

    with django_assert_num_queries(3 + 1):
        assert len(list(respelling.misspelt())) == 5
    assert respelling.respell() == 5
