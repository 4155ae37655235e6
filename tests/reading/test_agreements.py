"""Readers of what somebody said who is not to be named: the agreed words and the reason."""

import json

import pytest
from lxml import html

from articles.publishing import desk
from articles.sources import agreements
from articles.sources.agreements import SourcingAgreement
from articles.stories.copy import CitationCopy, QuotationCopy
from tests.newsroom import a_published_story, a_ready_story, a_source, a_user, an_agreement
from tests.reading.pages import at

pytestmark = pytest.mark.django_db
MARK = '<p>The wall was weak.<cite data-key="c001"></cite></p>'


def page(client, agreement) -> html.HtmlElement:
    citation = CitationCopy("c001", agreement=agreement.pk)
    story = a_published_story(body=MARK, citations=(citation,))
    edition = story.editions.get()
    address = f"/{edition.published_on:%Y/%m/%d}/{edition.slug}/"
    return html.fromstring(client.get(address).content.decode())


def test_the_note_has_the_agreed_words_and_why(client):
    note = page(client, an_agreement("a senior official", reason="they could lose their post"))

    said = note.get_element_by_id("what-1").text_content()
    assert said.startswith(
        "A senior official, who asked not to be named because they could lose their post."
    )
    assert not note.get_element_by_id("what-1").xpath(".//a")


@pytest.mark.parametrize(
    "wording", ["a senior official", "Officials at the port", "The Minister X"]
)
def test_they_count_as_a_person_not_named_however_described(client, wording):
    text = page(client, an_agreement(wording)).text_content()
    assert "one person not named" in text


def test_who_speaks_on_the_record_is_named(client):
    agreement = an_agreement("Mary Quant", terms="on_record", reason="", approved=False)
    read = page(client, agreement)

    assert read.get_element_by_id("what-1").text_content().startswith("Mary Quant.")
    assert "not named" not in read.text_content()


def test_what_turns_out_to_be_off_the_record_is_gone_at_once(client):
    agreement = an_agreement("a senior official")
    assert "senior official" in page(client, agreement).text_content()

    SourcingAgreement.objects.update(terms="off_record")
    assert "senior official" not in client.get("/").content.decode()
    read = client.get(
        f"/{agreement.citations.get().story.editions.get().published_on:%Y/%m/%d}"
        f"/{agreement.citations.get().story.editions.get().slug}/"
    )
    assert "senior official" not in read.content.decode()


def told(client, agreement) -> str:
    """What readers are told now of somebody whom a published story cites so."""
    read = html.fromstring(client.get(at(agreement.citations.get().story)).content.decode())
    return read.get_element_by_id("what-1").text_content().partition("Person")[0].strip()


def changed(agreement, **fields) -> SourcingAgreement:
    agreement = SourcingAgreement.objects.get(pk=agreement.pk)
    for name, value in fields.items():
        setattr(agreement, name, value)
    return agreements.keep(agreement)


def test_words_that_nobody_approved_yet_are_not_shown(client):
    agreement = an_agreement("a senior official", reason="they could lose their post")
    page(client, agreement)
    approved = "A senior official, who asked not to be named because they could lose their post."

    agreement = changed(agreement, wording="the night shift’s deputy", reason="they fear the chief")
    assert told(client, agreement) == approved
    agreements.approve(agreement, by=a_user("Editor"))
    assert told(client, agreement) == (
        "The night shift’s deputy, who asked not to be named because they fear the chief."
    )


def test_a_change_of_terms_alone_names_nobody(client):
    agreement = an_agreement("a senior official", reason="they could lose their post")
    page(client, agreement)

    for _ in range(2):  # what stands on the record already is saved once more
        agreement = changed(agreement, terms="on_record", wording="Mary Quant")
    assert told(client, agreement).startswith("A senior official, who asked not to be named")


def test_a_name_goes_at_once_when_it_is_not_to_be_given(client):
    agreement = an_agreement("Mary Quant", terms="on_record", reason="", approved=False)
    page(client, agreement)

    agreement = changed(agreement, wording="Mary Quant-Hale")
    assert told(client, agreement) == "Mary Quant-Hale."
    changed(agreement, terms="background")
    assert told(client, agreement) == "Somebody not named, who asked not to be named."


def test_what_was_revoked_is_told_no_more(client):
    agreement = an_agreement("a senior official")
    citation = CitationCopy("c001", agreement=agreement.pk, locator="Call at noon", excerpt="Weak.")
    a_published_story(body=MARK, citations=(citation,))
    assert "Call at noon" in client.get(at(agreement.citations.get().story)).content.decode()

    agreements.revoke(agreement, by=agreement.agreed_by)

    assert told(client, agreement) == "Somebody not named, who asked not to be named."
    read = client.get(at(agreement.citations.get().story)).content.decode()
    for words in ("senior official", "not allowed to speak", "Call at noon", "Weak."):
        assert words not in read


def test_unapproved_words_are_read_if_the_door_let_them_through(client):
    agreement = an_agreement("a senior official", approved=False)
    story = a_ready_story(body=MARK, citations=(CitationCopy("c001", agreement=agreement.pk),))
    desk.publish(story=story, by=a_user("Publisher"), override="Nobody else is in today.")
    assert told(client, agreement).startswith("A senior official")

    changed(agreement, wording="the night shift’s deputy")
    assert told(client, agreement).startswith("A senior official")


@pytest.mark.parametrize("visibility", ["public", "staff"])
def test_a_quotation_names_nobody_who_is_not_to_be_named(client, visibility):
    wording, jane = "The ministry’s Second Clerk", a_source("Jane Roe", kind="person")
    agreement = an_agreement(wording, terms="on_record")
    quoted = (
        '<p>So it is.</p><blockquote data-key="q001" data-speaker="Jane Roe"'
        ' data-role="harbour master"><p>It is weak.</p></blockquote>'
    )
    story = a_published_story(
        body=quoted,
        citations=(CitationCopy("c001", agreement=agreement.pk, visibility=visibility),),
        quotations=(QuotationCopy("q001", speaker=jane.pk, citation="c001"),),
    )
    SourcingAgreement.objects.update(terms="background")

    page = client.get(at(story)).content.decode()
    assert wording in page
    assert "one person not named" in page
    for telling in ("Jane Roe", "jane-roe", "harbour master"):
        assert telling not in page
    ld = json.loads(html.fromstring(page).xpath('//script[@type="application/ld+json"]')[0].text)
    assert ld["hasPart"][0]["spokenByCharacter"] == {"@type": "Person", "description": wording}
    assert client.get("/sources/jane-roe/").status_code == 404


def test_who_speaks_on_the_record_keeps_their_name_and_role(client):
    agreement = an_agreement("Mary Quant", terms="on_record", reason="", approved=False)
    quoted = (
        '<p>So it is.</p><blockquote data-key="q001" data-speaker="Mary Quant"'
        ' data-role="harbour master"><p>It is weak.</p></blockquote>'
    )
    story = a_published_story(
        body=quoted,
        citations=(CitationCopy("c001", agreement=agreement.pk),),
        quotations=(QuotationCopy("q001", citation="c001"),),
    )

    page = html.fromstring(client.get(at(story)).content.decode())
    assert page.xpath("//figcaption")[0].text_content().startswith("Mary Quant harbour master")
