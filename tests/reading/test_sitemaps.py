"""Sitemaps: every page worth finding and every photo shown, by a schema of our own making."""

import re
from datetime import timedelta

import pytest
from django.db.models import Max
from django.utils import timezone
from lxml import etree

from articles.named import merge
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.publishing import desk
from articles.publishing.models import Edition
from articles.reading import sitemaps
from articles.stories.copy import PlacementCopy
from tests.newsroom import (
    a_contributor,
    a_credit,
    a_photo,
    a_published_story,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
    saved,
)

from .pages import at, everything

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
AT = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
# What the protocols allow of what we use: elements in their order, what may be left out.
SCHEMA = etree.RelaxNG(
    etree.fromstring(f"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{AT["map"]}"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><choice>
    <element name="sitemapindex"><oneOrMore><element name="sitemap"><ref name="place"/></element>
    </oneOrMore></element>
    <element name="urlset"><zeroOrMore><element name="url">
      <ref name="place"/><zeroOrMore><ref name="image"/></zeroOrMore>
      <optional><ref name="news"/></optional>
    </element></zeroOrMore></element>
  </choice></start>
  <define name="place">
    <element name="loc"><ref name="address"/></element>
    <optional><element name="lastmod"><data type="dateTime"/></element></optional>
  </define>
  <define name="image"><element name="image" ns="{AT["image"]}">
    <element name="loc"><ref name="address"/></element>
    <element name="caption"><ref name="words"/></element>
    <optional><element name="license"><data type="anyURI"/></element></optional>
  </element></define>
  <define name="news"><element name="news" ns="{AT["news"]}">
    <element name="publication">
      <element name="name"><ref name="words"/></element>
      <element name="language"><data type="string"><param name="pattern">[a-z]{{2,3}}</param></data>
      </element>
    </element>
    <element name="publication_date"><data type="dateTime"/></element>
    <element name="title"><ref name="words"/></element>
  </element></define>
  <define name="address"><data type="anyURI"><param name="pattern">{SITE}/.*</param></data></define>
  <define name="words"><data type="string"><param name="minLength">1</param></data></define>
</grammar>""")
)


@pytest.fixture
def read(client):
    """`read(path)`: a sitemap, which must answer and be valid."""

    def parsed(path: str):
        response = client.get(path)
        assert (response.status_code, response.headers["Content-Type"]) == (
            200,
            "application/xml; charset=utf-8",
        ), path
        found = etree.fromstring(response.content)
        SCHEMA.assertValid(found)
        return found

    return parsed


def places(found) -> list[str]:
    """The paths that a sitemap names, in its order."""
    return [loc.text.removeprefix(SITE) for loc in found.iterfind("*/map:loc", AT)]


def month_of(story) -> str:
    day = timezone.localtime(Edition.visible.get(story=story).published_at)
    return f"/sitemap-{day:%Y-%m}.xml"


def shown(photo: Photo) -> dict:
    return {"placements": (PlacementCopy("lead", photo=photo.pk, role="lead"),)}


# --- The index


def test_the_index_names_every_sitemap_and_when_a_months_was_last_added_to(read):
    now = a_published_story(**everything())
    then = a_published_story(hours_ago=24 * 70)
    for state in ("draft", "scheduled", "unpublished"):
        a_story_in(state)

    found = read("/sitemap.xml")
    assert set(places(found)) == {
        "/sitemap-pages.xml",
        "/sitemap-tags.xml",
        "/sitemap-people.xml",
        "/sitemap-sources.xml",
        month_of(now),
        month_of(then),
    }
    for path in places(found):
        read(path)
    dated = {
        loc.text: loc.getnext().text
        for loc in found.iterfind("*/map:loc", AT)
        if loc.getnext() is not None
    }
    assert dated.keys() == {SITE + month_of(now), SITE + month_of(then)}
    latest = Edition.visible.aggregate(Max("visible_from"))["visible_from__max"]
    assert dated[SITE + month_of(now)] == timezone.localtime(latest).isoformat(timespec="seconds")


def test_a_list_too_long_for_one_sitemap_goes_on_in_another(read, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    written = [
        a_published_story(headline=f"Story {n}", tags=(a_tag(f"t{n}").pk,)) for n in range(3)
    ]

    month = month_of(written[0])
    assert {month, f"{month}?page=2", "/sitemap-tags.xml", "/sitemap-tags.xml?page=2"} <= set(
        places(read("/sitemap.xml"))
    )
    pages = [places(read(month)), places(read(f"{month}?page=2"))]
    assert [len(page) for page in pages] == [2, 1]
    assert {*pages[0], *pages[1]} == {at(story) for story in written}
    assert client.get(f"{month}?page=3").status_code == 404


def test_a_paper_in_which_nothing_has_come_out_has_its_pages(read):
    assert places(read("/sitemap.xml")) == ["/sitemap-pages.xml"]


# --- Stories


def test_a_story_stands_under_the_month_it_came_out_in(read):
    now, then = a_published_story(headline="Now"), a_published_story(hours_ago=24 * 70)
    for state in ("draft", "scheduled", "embargoed", "unpublished", "spiked"):
        a_story_in(state, headline=f"Hidden: {state}")

    assert places(read(month_of(now))) == [at(now)]
    assert places(read(month_of(then))) == [at(then)]


def test_a_story_that_was_updated_says_since_when(read):
    story = a_published_story(hours_ago=0)
    first = read(month_of(story)).findtext("*/map:lastmod", namespaces=AT)
    edition = Edition.visible.get()
    assert first == timezone.localtime(edition.published_at).isoformat(timespec="seconds")

    Edition.visible.update(published_at=edition.published_at - timedelta(minutes=5))
    desk.update(story=story, by=a_user("Publisher"), correction=("correction", "It held."))
    changed = timezone.localtime(Edition.visible.get().visible_from)
    assert read(month_of(story)).findtext("*/map:lastmod", namespaces=AT) == changed.isoformat(
        timespec="seconds"
    )


@pytest.mark.parametrize("month", ["2019-01", "2026-13", "2026-00"])
def test_a_month_without_stories_has_no_sitemap(client, month):
    a_published_story()

    assert client.get(f"/sitemap-{month}.xml").status_code == 404


# --- Photos


def images(found) -> list[dict]:
    return [
        {etree.QName(part).localname: part.text for part in image}
        for image in found.iterfind(".//image:image", AT)
    ]


def test_a_storys_photos_stand_with_it_each_with_its_credit(read):
    lead = a_photo(size=(700, 500), caption="The wall.", credit=a_credit(creators="Lena Osei"))
    inline = a_photo(caption="", credit=a_credit("courtesy", "", holder="Harbour Museum"))
    story = a_published_story(
        body='<p>It gave way.</p><figure data-key="figa"></figure>',
        placements=(
            PlacementCopy("lead", photo=lead.pk, role="lead"),
            PlacementCopy("figa", photo=inline.pk),
        ),
    )
    a_published_story(headline="Without")

    assert images(read(month_of(story))) == [
        {
            "loc": f"{SITE}/media/{lead.public_id}-700-{lead.made}.jpg",
            "caption": "The wall. (Lena Osei / The Newsroom)",
        },
        {
            "loc": f"{SITE}/media/{inline.public_id}-400-{inline.made}.jpg",
            "caption": "(Photo courtesy of Harbour Museum)",
        },
    ]


@pytest.mark.parametrize(
    "terms",
    [
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"embargo_until": timezone.now() + timedelta(days=1)},
        {"medium": "print"},
        {"creators": ""},
        {"data_mining": "DMI-PROHIBITED"},
    ],
)
def test_a_photo_that_may_not_be_shown_or_found_is_not_named(read, terms):
    photo, fine = a_photo(), a_photo(credit=a_credit())
    story = a_published_story(**shown(photo))
    a_published_story(headline="Fine", **shown(fine))
    PhotoCredit.objects.filter(pk=photo.credit_id).update(**terms)

    found = read(month_of(story))
    assert len(places(found)) == 2
    assert [fine.public_id in image["loc"] for image in images(found)] == [True]


def test_an_upsetting_photo_is_not_to_be_found_by_searching(read):
    story = a_published_story(**shown(a_photo(sensitive=True)))
    fine = a_photo()
    a_published_story(headline="Fine", **shown(fine))

    assert [fine.public_id in image["loc"] for image in images(read(month_of(story)))] == [True]


def test_a_photo_whose_files_are_not_made_yet_is_not_named(read):
    story = a_published_story(**shown(a_photo()))
    Photo.objects.update(made="")

    assert images(read(month_of(story))) == []


@pytest.mark.parametrize(("kind", "named"), [("creative_commons", True), ("agency", False)])
def test_a_licence_is_named_only_where_we_may_license(read, kind, named):
    terms = {"license_url": "https://cc.example/by", "license_name": "CC BY 4.0", "supplier": "AFP"}
    story = a_published_story(**shown(a_photo(credit=a_credit(kind, **terms))))

    [image] = images(read(month_of(story)))
    assert image.get("license") == ("https://cc.example/by" if named else None)


# --- The other pages


def test_the_pages_that_are_always_there_and_the_sections(read):
    a_section("City"), a_section("World")
    merge(a_section("Town"), into=a_section("City"), by=a_user("Editor"))

    assert set(places(read("/sitemap-pages.xml"))) == {
        "/",
        "/tags/",
        "/sources/",
        "/corrections/",
        "/archive/",
        "/city/",
        "/world/",
    }


def test_tags_sources_and_people_stand_there_as_long_as_a_story_leads_to_them(read, client):
    fields = everything()
    a_published_story(**fields)
    a_tag("Unused"), a_source("Unused"), a_contributor("Unused")
    a_story(tags=(a_tag("Drafted").pk,))
    merge(a_tag("Port"), into=a_tag("Harbour"), by=a_user("Editor"))

    assert places(read("/sitemap-tags.xml")) == ["/tags/harbour/"]
    assert places(read("/sitemap-sources.xml")) == ["/sources/harbour-board/"]
    assert places(read("/sitemap-people.xml")) == ["/by/jane-doe/"]
    for path in ("/tags/harbour/", "/sources/harbour-board/", "/by/jane-doe/"):
        assert client.get(path).status_code == 200


# --- News


def test_the_news_are_of_the_last_two_days(read):
    newest = a_published_story(headline="Two & two", hours_ago=1)
    recent = a_published_story(headline="Recent", hours_ago=47)
    a_published_story(headline="Old", hours_ago=49)
    for state in ("draft", "scheduled", "embargoed", "unpublished", "spiked"):
        a_story_in(state, headline=f"Hidden: {state}")

    found = read("/news-sitemap.xml")
    assert places(found) == [at(newest), at(recent)]
    first = found.find("*/news:news", AT)
    assert {
        etree.QName(part).localname: part.text.strip() for part in first.iter() if part.text
    } == {
        "name": "The Newsroom",
        "language": "en",
        "publication_date": timezone.localtime(
            Edition.visible.get(story=newest).published_at
        ).isoformat(timespec="seconds"),
        "title": "Two & two",
    }


def test_a_quiet_weekend_leaves_the_news_empty_and_valid(read):
    a_published_story(hours_ago=49)

    assert places(read("/news-sitemap.xml")) == []


@pytest.mark.parametrize(
    "words", ["]]> <!-- &amp; <x>", "🔥 \u200fחיפה", "bell \x07 \x1b", "none \ufffe \uffff"]
)
def test_a_sitemap_can_be_read_whatever_stands_in_a_headline_or_a_credit(read, words):
    photo = a_photo(caption=words, credit=a_credit(creators=words))
    story = a_published_story(**shown(photo))
    Edition.everything.update(headline=words)

    kept = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", words)
    assert read("/news-sitemap.xml").findtext(".//news:title", namespaces=AT) == kept
    [image] = images(read(month_of(story)))
    assert image["caption"] == f"{kept} ({kept} / The Newsroom)"


# --- Asking again


@pytest.mark.parametrize(
    "path",
    ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-tags.xml", "month", "/news-sitemap.xml"],
)
def test_who_has_a_sitemap_is_not_sent_it_again_until_it_changes(client, path):
    story = a_published_story(**everything())
    path = month_of(story) if path == "month" else path
    etag = client.get(path).headers["ETag"]
    saved(story, headline="Wall holds")
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")

    a_published_story(
        headline="Another", tags=(a_tag("Another").pk,), section=a_section("Another").pk
    )
    # A moment later at least: the index tells seconds.
    Edition.visible.filter(headline="Another").update(visible_from=timezone.now())
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200
