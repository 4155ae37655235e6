"""What sort of thing a claim rests on follows from what the document is and who brought it out."""

import pytest

from articles.sources.kinds import BY_DOCUMENT, BY_PUBLISHER, Sort, is_named, sort_of
from articles.sources.models import Document, Source


@pytest.mark.parametrize(
    ("document", "source", "sort"),
    [
        ("court_filing", "court", Sort.FIRST_HAND),
        ("court_filing", "newspaper", Sort.FIRST_HAND),
        ("web_page", "government", Sort.FIRST_HAND),
        ("report", "government", Sort.FIRST_HAND),
        ("dataset", "academic", Sort.DATA),
        ("interview", "broadcaster", Sort.INTERVIEW),
        ("interview", "own_reporting", Sort.INTERVIEW),
        ("press_release", "company", Sort.STATEMENT),
        ("web_page", "company", Sort.STATEMENT),
        ("report", "company", Sort.STUDY),
        ("report", "", Sort.STUDY),
        ("academic_paper", "", Sort.STUDY),
        ("news_article", "newspaper", Sort.OUTLET),
        ("news_article", "", Sort.OUTLET),
        ("web_page", "magazine", Sort.OUTLET),
        ("report", "newspaper", Sort.OUTLET),
        ("news_article", "own_reporting", Sort.OWN),
        ("own_observation", "", Sort.OWN),
        ("web_page", "", Sort.OTHER),
        ("book", "academic", Sort.OTHER),
        ("", "person", Sort.PERSON),
        ("", "news_agency", Sort.OUTLET),
        ("", "government", Sort.STATEMENT),
        ("", "own_reporting", Sort.OWN),
        ("", "other", Sort.OTHER),
    ],
)
def test_the_sort_of(document, source, sort):
    assert sort_of(document, source) is sort


def test_every_kind_the_desk_can_choose_has_been_thought_of():
    by_publisher = {"web_page", "report", "book", "other"}
    assert set(Document.Kind.values) == BY_DOCUMENT.keys() | by_publisher
    assert set(Source.Kind.values) == BY_PUBLISHER.keys() | {"other"}


def test_sorts_are_counted_in_words():
    assert Sort.INTERVIEW.counted(1) == "1 interview"
    assert Sort.FIRST_HAND.counted(3) == "3 first-hand documents"
    assert Sort.OTHER.counted(1) == "1 other source"
    assert Sort.OWN.counted(1) == "1 piece of own reporting"


@pytest.mark.parametrize(
    "name", ["Isaac Nyborg", "An Wang", "The Rev. Amos Pell", "van der Berg", "李明", "Theodora"]
)
def test_a_name_is_a_name(name):
    assert is_named(name)


@pytest.mark.parametrize(
    "description",
    [
        "",
        "a senior official briefed on the talks",
        "a Kremlin official",
        "An official",
        "two pilots",
    ],
)
def test_a_description_names_nobody(description):
    assert not is_named(description)
