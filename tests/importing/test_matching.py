"""What copy names, found in the library or added to it by who may."""

import pytest

from articles.importing import intake
from articles.importing.intake import Understood
from articles.importing.matching import CopyCredit
from articles.importing.models import Import
from articles.people.models import Contributor
from articles.publishing.refusals import NotAllowed
from articles.sources.models import Document, Source, SourceDomain
from tests.importing.copies import COPY, FRONT_MATTER, LINE, messages, taken_in
from tests.newsroom import a_contributor, a_source, a_user

pytestmark = pytest.mark.django_db


def test_aliases_of_the_library_are_followed():
    a_source("The Reuters Archive").aliases.create(name="Reuters")
    story = taken_in(COPY)
    assert str(story.citations.first()) == "The Reuters Archive"
    assert intake.credits_as_printed(story) == LINE


def test_a_link_becomes_a_document_published_by_its_domain():
    gazette = a_source("The Harbour Gazette")
    SourceDomain.objects.create(source=gazette, domain="gazette.example")
    story = taken_in(COPY.replace(LINE, "[Gazette](https://www.gazette.example/dredger)"))
    document = story.citations.get().document
    assert (document.url, document.publisher) == ("https://www.gazette.example/dredger", gazette)


def test_a_link_to_a_document_of_the_library_cites_it():
    known = Document.objects.create(title="The dredger", url="https://gazette.example/dredger")
    story = taken_in(COPY.replace(LINE, "[Gazette](http://gazette.example/dredger/?utm_source=x)"))
    assert story.citations.get().document == known


def test_an_address_of_an_unknown_domain_is_published_by_whom_the_credit_names():
    story = taken_in(COPY.replace(LINE, "[Kell Courier](https://courier.example/1)"))
    assert story.citations.get().document.publisher.name == "Kell Courier"


def test_an_address_that_is_none_of_the_web_goes_into_the_note():
    credit = CopyCredit("Harbour Board", url="javascript:alert(1)")
    story = taken_in("A headline\n\nA text.", understood=Understood("A", credits=(credit,)))
    assert story.citations.get().source.name == "Harbour Board"
    assert "javascript:alert(1)" in story.editor_note


def test_an_entry_of_a_list_of_sources_is_a_document_as_it_says():
    entry = "Jane Doe. “The dredger that three towns share.” The Harbour Gazette, May 2020"
    copy = f"Headline here\n\nA paragraph.\n\n## Sources\n\n- [{entry}](https://g.example/d)\n"
    citation = taken_in(copy).citations.get()
    document = citation.document
    assert (document.title, document.authors, document.url) == (
        "The dredger that three towns share",
        "Jane Doe",
        "https://g.example/d",
    )
    assert str(document.publisher) == "The Harbour Gazette"
    assert (str(document.published_on), document.published_precision) == ("2020-05-01", "month")
    assert citation.credited_as == entry


def test_an_entry_with_a_title_and_no_address_is_a_document_too():
    entry = "中前博之『港の壁が崩落』。朝日新聞、2026年3月4日。"
    copy = f"見出し\n\n本文です。\n\n情報源:\n\n- {entry}\n- Reuters\n"
    document, source = (citation for citation in taken_in(copy).citations.all())
    assert (document.document.title, document.document.authors) == ("港の壁が崩落", "中前博之")
    assert str(document.document.publisher) == "朝日新聞"
    assert (source.document, str(source.source)) == (None, "Reuters")


def test_of_an_entry_of_a_list_nothing_is_guessed():
    entry = "The dredger, three towns, and a long quarrel over it, The Harbour Gazette"
    copy = f"Headline here\n\nA paragraph.\n\n## Sources\n\n- [{entry}](https://g.example/d)\n"
    document = taken_in(copy).citations.get().document
    assert (document.title, document.publisher, document.authors) == (entry, None, "")


def test_two_bylines_of_one_person_are_one():
    a_contributor("Jane Doe").aliases.create(name="J. Doe")
    story = taken_in("H\n\nT", understood=Understood("H", bylines=("Jane Doe", "J. Doe", " ")))
    assert [str(byline) for byline in story.bylines.all()] == ["Jane Doe"]


def test_a_writer_may_not_add_people_so_an_unknown_name_goes_into_the_note():
    story = taken_in(FRONT_MATTER, by=a_user("Writer"))
    assert not Contributor.objects.exists()
    assert "Byline in the copy, not in the library: Jane Doe" in story.editor_note


def test_who_may_not_file_stories_writes_nothing():
    with pytest.raises(NotAllowed):
        taken_in(COPY, by=a_user("Researcher"))
    assert not Source.objects.exists()
    assert not Import.objects.exists()


def test_a_whole_photo_credit_serves_two_stories_and_a_bare_one_only_its_own():
    whole = COPY.replace("Photo courtesy", "Photo courtesy of Harbour Museum")
    first, second = taken_in(whole), taken_in(f"{whole} [DPA]")
    assert first.copy_credit == second.copy_credit
    first, second = taken_in(COPY), taken_in(f"More. {COPY}")
    assert first.copy_credit != second.copy_credit


def test_a_photo_credit_that_does_not_tell_its_kind_is_not_given_one():
    story = taken_in(COPY.replace("Photo courtesy", "Photo: Jane Doe"))
    assert (story.copy_credit.kind, story.copy_credit.creators) == ("", "Jane Doe")
    assert "Say what sort of credit this is" in messages(story, blocking=False)
