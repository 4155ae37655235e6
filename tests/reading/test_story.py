"""The page of a story: its head, its text with what it rests on, its notices, its photos."""

import json
import re

import pytest

from articles.named import merge
from articles.publishing import desk
from articles.reading import rendering
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy, QuotationCopy
from tests.newsroom import (
    a_contributor,
    a_credit,
    a_document,
    a_photo,
    a_published_story,
    a_section,
    a_source,
    a_story_in,
    a_tag,
    a_user,
    saved,
)

from .pages import at

pytestmark = pytest.mark.django_db

CITED = (
    '<p>It gave way.<cite data-key="aaaa"></cite> Nobody was hurt.<cite data-key="bbbb"></cite></p>'
)
QUOTED = (
    '<blockquote data-key="qqqq" data-speaker="Isaac Nyborg" data-role="harbour master">'
    "<p>I would have carried on.</p></blockquote>"
)


def test_a_story_shows_its_head_and_its_text(text):
    jane, joe = a_contributor("Jane Doe"), a_contributor("Joe Roe")
    ann = a_contributor("Ann Poe")
    story = a_published_story(
        headline="Harbour wall <gives> way",
        kicker="Harbour",
        dek="Nobody was hurt & nothing sank.",
        dateline="KELLMOUTH, Sept. 27",
        bylines=(BylineCopy(jane.pk), BylineCopy(joe.pk), BylineCopy(ann.pk, "photographs")),
    )
    page = text(at(story))
    assert '<h1 dir="auto">Harbour wall &lt;gives&gt; way</h1>' in page
    assert "Nobody was hurt &amp; nothing sank." in page
    assert '<p><span class="dateline">KELLMOUTH, Sept. 27 —</span> The harbour wall' in page
    assert re.sub(r"<[^>]+>", "", page).count("By Jane Doe and Joe Roe") == 1
    assert 'Photographs: <a rel="author" href="/by/ann-poe/">Ann Poe</a>' in page


def test_a_citation_is_a_number_that_leads_to_its_note_and_back(text):
    report = a_document("Inspection report", url="https://board.example/report")
    story = a_published_story(
        body=CITED,
        citations=(
            CitationCopy("aaaa", document=report.pk, locator="p. 2", excerpt="gave <way>"),
            CitationCopy("bbbb", document=report.pk, locator="p. 9"),
        ),
    )
    page = text(at(story))
    assert 'id="use-1a" href="#note-1" role="doc-noteref"' in page
    assert 'id="use-1b" href="#note-1"' in page
    [note] = re.findall(r'<li id="note-\d+">.*', page)
    assert 'href="#use-1a"' in note
    assert 'href="#use-1b"' in note
    assert f'href="/sources/documents/{report.pk}/"' in note
    assert '<a class="out" href="https://board.example/report" rel="nofollow noopener">' in note
    assert "p. 2" in note
    assert "gave &lt;way&gt;" in note
    assert "Rests on 1 source<" in page


def test_a_citation_for_staff_only_leaves_no_trace(text):
    secret = a_document("The leaked memo")
    story = a_published_story(
        body=CITED,
        citations=(
            CitationCopy("aaaa", document=secret.pk, visibility="staff", claim="a whisper"),
            CitationCopy("bbbb", document=a_document("The public record").pk),
        ),
    )
    page = text(at(story))
    assert "The public record" in page
    assert "leaked memo" not in page
    assert "whisper" not in page
    assert page.count('class="cite"') == 1


def test_bare_credits_of_the_copy_stand_after_the_notes_as_they_were_printed(text):
    wires = [a_source("Reuters"), a_source("Associated Press", credit_label="AP")]
    story = a_published_story(
        citations=tuple(
            CitationCopy(f"wire{n}", source=wire.pk, role="credit_only")
            for n, wire in enumerate(wires)
        )
    )
    page = text(at(story))
    line = re.search(r'<p class="bare-credits">.*', page)[0]
    assert re.sub(r"<[^>]+>", "", line) == "With material from Reuters and AP."
    assert 'href="/sources/associated-press/"' in line


def test_a_document_with_no_web_address_worth_the_name_is_not_linked_out(text):
    document = a_document("Trap", url="javascript:alert(1)")
    story = a_published_story(
        body=CITED,
        citations=(
            CitationCopy("aaaa", document=document.pk),
            CitationCopy("bbbb", document=document.pk),
        ),
    )
    assert "javascript:" not in text(at(story))


def test_a_quotation_names_who_said_it_and_where_and_carries_its_citation(text):
    master = a_source("Isaac Nyborg", kind="person")
    story = a_published_story(
        body="<p>He spoke.</p>" + QUOTED,
        citations=(CitationCopy("cccc", document=a_document("Interview notes").pk),),
        quotations=(
            QuotationCopy("qqqq", speaker=master.pk, place="Customs Quay", citation="cccc"),
        ),
    )
    figure = re.search(r'<figure class="quotation"[^>]*>.*?</figure>', text(at(story)), re.DOTALL)[
        0
    ]
    assert "<p>I would have carried on.</p></blockquote><figcaption>" in figure
    assert '<a href="/sources/isaac-nyborg/">Isaac Nyborg</a>' in figure
    assert "harbour master" in figure
    assert "Customs Quay" in figure
    assert 'href="#note-1"' in figure


def test_a_photo_stands_with_its_caption_its_credit_and_files_of_several_widths(text):
    photo = a_photo(size=(1000, 500), credit=a_credit(creators="Lena Osei", holder="Gazette"))
    inline = a_photo(alt_text='A "wall"', credit=a_credit(creators="Sami Ortell"))
    story = a_published_story(
        body='<p>It gave way.</p><figure data-key="figa"></figure>',
        placements=(
            PlacementCopy("lead", photo=photo.pk, role="lead", caption="Kell Reach."),
            PlacementCopy("figa", photo=inline.pk),
        ),
    )
    page = text(at(story))
    lead, figure = re.findall(r'<figure class="photo.*?</figure>', page, re.DOTALL)
    assert re.findall(r" (\d+)w", lead) == ["320", "640", "960", "1000"] * 3
    assert 'width="1000" height="500"' in lead
    assert "Kell Reach." in lead
    assert f'href="/photos/{photo.credit.slug}/"' in lead
    assert photo.credit_line in lead
    assert 'alt="A &quot;wall&quot;"' in figure
    assert "The harbour wall." in figure


def test_a_photo_whose_credit_may_no_longer_run_gives_way_to_a_notice(text):
    photo = a_photo(caption="Unseen", credit=a_credit(creators="Lena Osei"))
    story = a_published_story(
        body='<p>It gave way.</p><figure data-key="figa"></figure>',
        placements=(
            PlacementCopy("lead", photo=photo.pk, role="lead"),
            PlacementCopy("figa", photo=photo.pk),
        ),
    )
    photo.credit.creators = ""
    photo.credit.save()
    page = text(at(story))
    assert page.count('<figure class="photo withheld">') == 2
    assert "<img" not in page
    assert "og:image" not in page
    assert "Unseen" not in page


def test_a_correction_stands_above_the_text_and_an_update_below(text):
    story = a_published_story()
    publisher = a_user("Publisher")
    for kind, said in (("correction", "It was a Tuesday."), ("update", "The wall is shut.")):
        story = saved(story, body=f"<p>The harbour wall. {kind}</p>")
        story = desk.update(story=story, by=publisher, correction=(kind, said))
    page = text(at(story)).partition("<main")[2]
    assert page.index("It was a Tuesday.") < page.index('<div class="body">')
    assert page.index("The wall is shut.") > page.index('<div class="body">')
    assert f'href="{at(story)}history/"' in page


def test_merged_and_renamed_library_rows_show_what_stands_today(text):
    ap, wrong = a_source("Associated Press"), a_source("The AP")
    tag, jane, janet = a_tag("Harbor"), a_contributor("Jane Doe"), a_contributor("Janet Doe")
    story = a_published_story(
        tags=(tag.pk,),
        bylines=(BylineCopy(janet.pk),),
        citations=(
            CitationCopy("aaaa", source=ap.pk),
            CitationCopy("bbbb", source=wrong.pk),
        ),
        body=CITED,
    )
    editor = a_user("Editor")
    merge(wrong, into=ap, by=editor)
    merge(tag, into=a_tag("Harbour"), by=editor)
    merge(janet, into=jane, by=editor)
    page = text(at(story))
    assert "The AP" not in page
    assert page.count('<li id="note-') == 1
    assert 'href="/tags/harbour/">Harbour</a>' in page
    assert 'href="/by/jane-doe/">Jane Doe</a>' in page


def test_related_stories_are_those_with_most_tags_in_common(text):
    tags = [a_tag(name).pk for name in ("ferries", "fog", "harbour")]
    story = a_published_story(headline="Ferry strikes quay", tags=tuple(tags))
    a_published_story(headline="One in common", tags=tuple(tags[:1]))
    a_published_story(headline="Three in common", tags=tuple(tags), hours_ago=9)
    a_published_story(headline="Nothing in common", tags=(a_tag("opera").pk,))
    related = text(at(story)).partition('class="related"')[2]
    assert related.index("Three in common") < related.index("One in common")
    assert "Nothing in common" not in related
    assert "Ferry strikes quay" not in related


def test_what_is_still_to_come_takes_no_place_among_related_stories(text, monkeypatch):
    monkeypatch.setattr(rendering, "CANDIDATES", 2)
    tags = (a_tag("fog").pk,)
    story = a_published_story(headline="Ferry strikes quay", tags=tags)
    a_published_story(headline="Fog over the bay", tags=tags, hours_ago=2)
    for _ in range(2):
        a_story_in("scheduled", headline="Not yet", tags=tags)
    related = text(at(story)).partition('class="related"')[2]
    assert "Fog over the bay" in related
    assert "Not yet" not in related


def test_the_page_tells_machines_what_it_is(text, settings):
    settings.SITE_URL = "https://gazette.example"
    photo = a_photo(
        size=(1400, 700), credit=a_credit(creators="Lena Osei", copyright_notice="© Gazette")
    )
    report = a_document("Report </script><script>alert(1)</script>")
    story = a_published_story(
        headline="Wall & way </script>",
        dek="A wall.",
        section=a_section("City").pk,
        body=CITED,
        bylines=(BylineCopy(a_contributor("Jane Doe").pk),),
        citations=(
            CitationCopy("aaaa", document=report.pk),
            CitationCopy("bbbb", document=report.pk),
        ),
        placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),),
    )
    page = text(at(story))
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(block)
    assert (data["@type"], data["headline"]) == ("NewsArticle", "Wall & way </script>")
    assert data["articleSection"] == "City"
    assert [author["name"] for author in data["author"]] == ["Jane Doe"]
    assert [cited["name"] for cited in data["citation"]] == [report.title]
    [image] = data["image"]
    assert image["creditText"] == photo.credit_line
    assert image["creator"] == [{"@type": "Person", "name": "Lena Osei"}]
    assert image["copyrightNotice"] == "© Gazette"
    address = "https://gazette.example" + at(story)
    assert data["url"] == address
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta property="og:image" content="https://gazette.example/media/' in page


def test_the_page_asks_nobody_who_reads_it(client):
    response = client.get(at(a_published_story()))
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_for_reading_only(client, method):
    assert getattr(client, method)(at(a_published_story())).status_code == 405
