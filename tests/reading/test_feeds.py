"""Feeds: whole stories for readers elsewhere, with their notices, sources and photo credits."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from articles.named import merge
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.publishing import desk
from articles.publishing.models import Edition
from articles.reading import references
from articles.stories.copy import BylineCopy, CitationCopy, PlacementCopy, QuotationCopy
from articles.tags.models import Section, Tag
from tests.newsroom import (
    a_contributor,
    a_credit,
    a_document,
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

ENDINGS = ("rss", "atom", "json")
CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
SITE = "http://localhost:8000"
MEDIA = "{http://search.yahoo.com/mrss/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"


@pytest.fixture
def read(text):
    """`read(path)`: the items of a feed as a strict parser has them, alike for all three forms."""

    def items(path: str) -> list[dict]:
        written = text(path)
        return from_json(written) if path.endswith("json") else from_xml(written)

    return items


def from_json(written: str) -> list[dict]:
    feed = json.loads(written)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    return [
        {
            "id": item["id"],
            "title": item["title"],
            "link": item["url"],
            "summary": item["summary"],
            "content": item["content_html"],
            "published": item["date_published"],
            "updated": item["date_modified"],
            "authors": [author["name"] for author in item["authors"]],
            "tags": item["tags"],
            "photo": item.get("_photo"),
        }
        for item in feed["items"]
    ]


def from_xml(written: str) -> list[dict]:
    etree.fromstring(written.encode())  # well formed: feedparser alone forgives much
    parsed = feedparser.parse(written, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        {
            "id": item.id,
            "title": item.title,
            "link": item.link,
            "summary": item.summary,
            "content": item.content[0].value,
            "published": item.published_parsed,
            "updated": dict.get(item, "updated_parsed"),  # it has a way of its own with this one
            "authors": [author.name for author in item.get("authors", ())],
            "tags": [tag.term for tag in item.get("tags", ())],
            "photo": item.get("media_content"),
        }
        for item in parsed.entries
    ]


def media(written: str) -> list:
    """The photos of an XML feed: its media:content elements."""
    return list(etree.fromstring(written.encode()).iter(f"{MEDIA}content"))


def pictured(photo: Photo) -> dict:
    """Fields of a story with `photo` as its lead and in its text."""
    return {
        "body": '<p>It gave way.</p><figure data-key="figa"></figure>',
        "placements": (
            PlacementCopy("lead", photo=photo.pk, role="lead", caption="The wall, gone."),
            PlacementCopy("figa", photo=photo.pk),
        ),
    }


# --- Which stories


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_feed_has_the_latest_stories_the_newest_first(client, read, ending):
    older = a_published_story(headline="Older", hours_ago=3)
    newer = a_published_story(headline="Newer", hours_ago=2)
    for state in ("draft", "scheduled", "embargoed", "unpublished", "spiked"):
        a_story_in(state, headline=f"Hidden: {state}")

    items = read(f"/feed.{ending}")
    assert [(item["title"], item["link"]) for item in items] == [
        ("Newer", SITE + at(newer)),
        ("Older", SITE + at(older)),
    ]
    assert client.get(f"/feed.{ending}").headers["Content-Type"] == CONTENT_TYPES[ending]


def test_a_feed_is_no_longer_than_it_need_be(read):
    for hours in range(22):
        a_published_story(headline=f"Story {hours}", hours_ago=hours)

    assert len(read("/feed.json")) == 20


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("page", ["city", "tags/harbour", "by/jane-doe", "sources/harbour-board"])
def test_a_section_a_tag_a_contributor_and_a_source_have_feeds_of_their_own(read, page, ending):
    a_published_story(headline="Its own", **everything())
    a_published_story(headline="Another's", section=a_section("World").pk)

    assert [item["title"] for item in read(f"/{page}/feed.{ending}")] == ["Its own"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_section_in_which_nothing_came_out_has_an_empty_feed(read, ending):
    a_section("City")

    assert read(f"/city/feed.{ending}") == []


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_an_empty_feed_is_never_news(text, ending):
    a_section("City")

    parsed = feedparser.parse(text(f"/city/feed.{ending}"))
    assert parsed.feed.updated_parsed[:3] == (1970, 1, 1)


@pytest.mark.parametrize("page", ["city", "tags/harbour", "by/jane-doe", "sources/harbour-board"])
def test_what_no_story_leads_to_has_no_feed(client, page):
    fields = everything() | {"section": a_section("World").pk}
    Section.objects.filter(slug="city").delete()
    a_story(**fields)

    assert client.get(f"/{page}/feed.rss").status_code == 404


def test_what_was_renamed_or_merged_goes_on_answering_at_its_former_feed(client):
    a_published_story(**everything())
    by = a_user("Editor")
    Section.objects.get().rename("Town")
    a_contributor("Jane Doe").rename("Jane Roe")
    merge(Tag.objects.get(), into=a_tag("Port"), by=by)
    merge(a_source("Harbour Board"), into=a_source("Port Authority"), by=by)

    moved = {
        "/city/feed.rss": "/town/feed.rss",
        "/by/jane-doe/feed.atom": "/by/jane-roe/feed.atom",
        "/tags/harbour/feed.json": "/tags/port/feed.json",
        "/sources/harbour-board/feed.rss": "/sources/port-authority/feed.rss",
    }
    answers = {path: client.get(path) for path in moved}
    assert {path: (got.status_code, got.get("Location")) for path, got in answers.items()} == {
        path: (301, address) for path, address in moved.items()
    }
    assert {client.get(address).status_code for address in moved.values()} == {200}


# --- What an item says


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_item_is_the_whole_story_with_its_names_and_subjects(read, ending):
    fields = everything()
    photographer = BylineCopy(a_contributor("Lena Osei").pk, role="photographs")
    second = BylineCopy(a_contributor("Sami Ortell").pk)
    a_published_story(
        **fields | {"bylines": (*fields["bylines"], second, photographer)},
        headline="R&D <b>on trial</b>",
        dek="It stood for 80 years & fell.",
        dateline="Kellmouth",
    )

    [item] = read(f"/feed.{ending}")
    assert item["title"] == "R&D <b>on trial</b>"
    assert item["authors"] == ["Jane Doe", "Sami Ortell"]
    assert item["tags"] == ["City", "Harbour"]
    escaped = "" if ending == "json" else "amp;"
    assert item["summary"] == f"It stood for 80 years &{escaped} fell."
    assert "<strong>It stood for 80 years &amp; fell.</strong>" in item["content"]
    assert "<p>Kellmouth — It gave way.<sup>" in item["content"]


def test_a_story_without_a_dek_is_summed_up_by_its_beginning(read):
    a_published_story(body="<p>It gave way at noon.</p>")

    assert read("/feed.rss")[0]["summary"] == "It gave way at noon."


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_an_item_rests_on_stands_under_it_and_leads_back(read, ending):
    story = a_published_story(**everything())

    [item] = read(f"/feed.{ending}")
    assert f'<sup><a href="{SITE}{at(story)}#note-1">1</a></sup>' in item["content"]
    sources = item["content"].partition("<h2>Sources</h2>")[2]
    assert re.findall(r"<a [^>]*>([^<]+)", sources) == ["Inspection report", "Harbour Board"]


def test_an_item_needs_nothing_of_our_pages(read):
    """No class, id or script of theirs; and every link is whole, for there is no page round it."""
    photo = a_photo(size=(700, 500))
    speaker = a_source("Isaac Nyborg", kind="person")
    a_published_story(
        **pictured(photo)
        | {
            "body": '<p><a href="/tags/">Ours</a>, <a href="#sources">here</a>, '
            '<a href="https://other.example/?a=1&amp;b=2">theirs</a>'
            '<cite data-key="bare"></cite></p><figure data-key="figa"></figure>'
            '<blockquote data-key="said" data-speaker="Nyborg" data-role="harbour master">'
            "<p>It fell.</p></blockquote>",
            "citations": (CitationCopy("bare", source=speaker.pk),),
            "quotations": (QuotationCopy("said", speaker=speaker.pk, place="Kellmouth"),),
        }
    )

    [item] = read("/feed.json")
    attributes = set(re.findall(r' ([a-z-]+)="', item["content"]))
    assert attributes == {"href", "src", "width", "height", "alt", "dir"}
    addresses = re.findall(r'(?:href|src)="([^"]+)"', item["content"])
    assert {address for address in addresses if not address.startswith(f"{SITE}/")} == {
        "https://other.example/?a=1&amp;b=2"
    }
    assert not re.search("<(picture|source|span|div|script)", item["content"])
    assert "Nyborg</a> · harbour master · Kellmouth<" in item["content"]


HOSTILE = (
    "]]> <![CDATA[ --> &amp; &#0; <!DOCTYPE x>",
    "Fire 🔥 in \u200fחיפה\u200e",
    "bell \x07, escape \x1b, \x0c form feed",
    "no character \ufffe \uffff \ufdd0",
)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("words", HOSTILE)
def test_a_feed_can_be_read_whatever_stands_in_a_headline_or_a_credit(read, words, ending):
    """The door takes in little of this; rows may be older than the door."""
    photo = a_photo(caption=words, credit=a_credit(creators=words, copyright_notice=words))
    a_published_story(**pictured(photo), headline="Words")
    Edition.everything.update(headline=words, dek=words)
    Section.objects.update(name=words)

    [item] = read(f"/feed.{ending}")
    kept = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", words)
    assert (item["title"], item["tags"]) == (kept, [kept])


# --- What becomes of a story


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_correction_stands_in_the_item_which_is_updated_and_not_another(read, ending):
    story = a_published_story(hours_ago=2, slug="wall-gives-way")
    [before] = read(f"/feed.{ending}")
    story = saved(story, headline="Wall holds", slug="wall-holds")
    notice = ("correction", "The wall held & stands.")
    desk.update(story=story, by=a_user("Publisher"), correction=notice)

    [after] = read(f"/feed.{ending}")
    assert (after["id"], after["published"]) == (before["id"], before["published"])
    assert after["link"] == SITE + at(story) != before["link"]
    assert after["updated"] > after["published"]
    assert before["updated"] in (before["published"], None)
    assert re.search(
        "^<p><strong>Correction</strong> <time [^>]+>[^<]+</time>: <bdi>The wall held &amp; stands",
        after["content"],
    )
    assert "gives" not in json.dumps(after)


def test_a_correction_of_no_weight_stands_below_the_text(read):
    story = a_published_story(body="<p>It gave way.</p>")
    notice = ("clarification", "It was noon by the harbour clock.")
    desk.update(story=story, by=a_user("Publisher"), correction=notice)

    [item] = read("/feed.json")
    assert item["content"].index("It gave way") < item["content"].index("Clarification")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_story_that_was_taken_down_has_left(read, ending):
    story = a_published_story(headline="Libel", **everything())
    a_published_story(headline="Sound")
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")

    assert [item["title"] for item in read(f"/feed.{ending}")] == ["Sound"]


def test_two_stories_of_one_day_and_name_are_two_items(read):
    for _ in range(2):
        a_published_story(headline="Traffic")

    assert len({item["id"] for item in read("/feed.rss")}) == 2


# --- Corrections


@pytest.mark.parametrize("ending", ENDINGS)
def test_corrections_have_a_feed_however_old_the_story_is(read, ending):
    old = a_published_story(headline="Wall & gate", hours_ago=24 * 365)
    for hours in range(20):
        a_published_story(headline=f"Story {hours}", hours_ago=hours)
    notice = ("correction", "It was <the gate>.")
    old = desk.update(story=old, by=a_user("Publisher"), correction=notice)
    notice = ("clarification", "By the harbour clock.")
    desk.update(story=old, by=a_user("Publisher"), correction=notice)

    later, first = read(f"/corrections/feed.{ending}")
    assert first["title"] == "Correction: Wall & gate"
    assert (first["link"], later["link"]) == (
        f"{SITE}{at(old)}#corrections",
        f"{SITE}{at(old)}#clarifications",
    )
    assert first["content"] == (
        '<p dir="auto">It was &lt;the gate&gt;.</p>'
        f'<p><a href="{SITE}{at(old)}">Wall &amp; gate</a></p>'
    )
    assert later["id"] != first["id"]
    assert "Wall & gate" not in [item["title"] for item in read(f"/feed.{ending}")]


def test_a_correction_to_come_or_of_a_story_taken_down_is_not_in_it(read):
    waits = a_published_story(headline="Waits")
    notice = ("correction", "Later.")
    tomorrow = timezone.now() + timedelta(days=1)
    desk.update(story=waits, by=a_user("Publisher"), at=tomorrow, correction=notice)
    gone = a_published_story(headline="Gone")
    gone = desk.update(story=gone, by=a_user("Publisher"), correction=("correction", "Gone."))
    unpublish(gone)
    out = a_published_story(headline="Out")
    desk.update(story=out, by=a_user("Publisher"), correction=("correction", "Out."))

    assert [item["summary"] for item in read("/corrections/feed.json")] == ["Out."]


def test_who_has_the_corrections_is_not_sent_them_again(client):
    story = a_published_story()
    desk.update(story=story, by=a_user("Publisher"), correction=("correction", "It held."))
    etag = client.get("/corrections/feed.rss").headers["ETag"]

    again = client.get("/corrections/feed.rss", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


# --- Photos


def a_lettered_photo() -> Photo:
    return a_photo(
        size=(700, 500),
        caption="The wall before.",
        credit=a_credit(
            "agency",
            "Lena Osei",
            supplier="AFP",
            copyright_notice="© AFP",
            license_url="https://afp.example/terms",
            data_mining="DMI-PROHIBITED",
        ),
    )


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_the_lead_photo_comes_with_its_credit_and_all_that_belongs_to_it(text, ending):
    photo = a_lettered_photo()
    a_published_story(**pictured(photo))

    [content] = media(text(f"/feed.{ending}"))
    assert dict(content.attrib) == {
        "url": f"{SITE}/media/{photo.public_id}-700-{photo.made}.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "width": "700",
        "height": "500",
    }
    assert {child.tag: child.text for child in content} == {
        f"{MEDIA}credit": "Lena Osei / AFP",
        f"{MEDIA}description": "The wall, gone.",
        f"{MEDIA}copyright": "© AFP",
        f"{PLUS}DataMining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    }


def test_so_it_does_in_json(read):
    photo = a_lettered_photo()
    a_published_story(**pictured(photo))

    [item] = read("/feed.json")
    told = ("contentUrl", "creditText", "caption", "copyrightNotice", "usageInfo")
    assert [item["photo"][name] for name in told] == [
        f"{SITE}/media/{photo.public_id}-700-{photo.made}.jpg",
        "Lena Osei / AFP",
        "The wall, gone.",
        "© AFP",
        "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    ]


def test_a_licence_is_named_only_where_we_may_license(text):
    credit = {"license_url": "https://cc.example/by", "license_name": "CC BY 4.0"}
    a_published_story(**pictured(a_photo(credit=a_credit("creative_commons", **credit))))

    [content] = media(text("/feed.rss"))
    assert content.find(f"{MEDIA}license").get("href") == "https://cc.example/by"


def test_a_picture_no_camera_saw_says_so_first(text):
    photo = a_photo(credit=a_credit("generated", supplier="a model"))
    a_published_story(**pictured(photo))

    page = text("/feed.rss")
    [content] = media(page)
    assert content.find(f"{MEDIA}description").text == "Generated picture. The wall, gone."
    assert page.count("&lt;b&gt;Generated picture&lt;/b&gt;") == 2


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "terms",
    [
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"embargo_until": timezone.now() + timedelta(days=1)},
        {"medium": "print"},
        {"creators": ""},
    ],
)
def test_a_photo_that_may_not_be_shown_leaves_a_notice(text, terms, ending):
    photo = a_photo()
    a_published_story(**pictured(photo))
    PhotoCredit.objects.filter(pk=photo.credit_id).update(**terms)

    written = text(f"/feed.{ending}")
    assert photo.public_id not in written
    assert "media:content" not in written
    assert "_photo" not in written
    assert written.count("A photograph that belongs here may not be shown.") == 2


def test_a_photo_whose_files_are_not_made_yet_is_not_offered(text):
    a_published_story(**pictured(a_photo()))
    Photo.objects.update(made="")

    assert media(text("/feed.rss")) == []
    assert "/media/" not in text("/feed.json")


# --- Asking again


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_has_a_feed_is_not_sent_it_again(client, ending):
    a_published_story(**everything())
    etag = client.get(f"/feed.{ending}").headers["ETag"]

    again = client.get(f"/feed.{ending}", headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def unpublish(story):
    desk.unpublish(story=story, by=a_user("Publisher"), note="A court order.")


CHANGES = {
    "a correction": lambda story: desk.update(
        story=story, by=a_user("Publisher"), correction=("correction", "It held.")
    ),
    "a story taken down": unpublish,
    "a story more": lambda story: a_published_story(headline="Another"),
    "a credit put right": lambda story: PhotoCredit.objects.update(creators="Sami Ortell"),
    "a credit that runs out": lambda story: PhotoCredit.objects.update(
        expires_on=timezone.localdate() - timedelta(days=1)
    ),
    "a photo that is found to upset": lambda story: Photo.objects.update(sensitive=True),
    "a tag renamed": lambda story: a_tag("Harbour").rename("Port"),
    "a section renamed": lambda story: a_section("City").rename("Town"),
    "a name put right": lambda story: a_contributor("Jane Doe").rename("Jane Roe"),
    "a source renamed": lambda story: a_source("Harbour Board").rename("Port Authority"),
    "a document put right": lambda story: a_document().__class__.objects.update(title="Report"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_in_it_is_sent(client, change):
    story = a_published_story(**everything())
    before = client.get("/feed.json")
    CHANGES[change](story)

    after = client.get("/feed.json", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_what_goes_on_at_the_desk_is_not_told(client):
    story = a_published_story(**everything())
    etag = client.get("/feed.json").headers["ETag"]
    saved(story, headline="Wall holds")
    a_story(headline="Another draft")

    assert client.get("/feed.json", headers={"if-none-match": etag}).status_code == 304


def test_the_order_in_which_a_database_gives_rows_says_nothing(client, monkeypatch):
    both = (BylineCopy(a_contributor(name).pk) for name in ("Jane Doe", "Sami Ortell"))
    a_published_story(**everything() | {"bylines": tuple(both)})
    etag = client.get("/feed.json").headers["ETag"]
    standing = references.standing
    monkeypatch.setattr(
        references, "standing", lambda *which: dict(reversed(standing(*which).items()))
    )

    assert client.get("/feed.json", headers={"if-none-match": etag}).status_code == 304


def test_a_date_alone_never_answers_that_nothing_has_changed(client):
    """A story that has left makes a list no younger: who asks by date is sent it whole."""
    a_published_story()
    response = client.get("/feed.rss")
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")

    assert "Last-Modified" not in response.headers
    again = client.get("/feed.rss", headers={"if-modified-since": tomorrow})
    assert (again.status_code, again.content) == (200, response.content)


@pytest.mark.parametrize(
    "path", ["/feed.rss", "/feed.json", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]
)
def test_by_which_name_we_are_asked_makes_no_difference(client, path):
    """Every address is under the site's own, so that nobody can have others sent elsewhere."""
    a_published_story(**everything())

    asked = [
        client.get(path, headers={"host": host}).content for host in ("localhost", "127.0.0.1:1")
    ]
    assert asked[0] == asked[1]
    assert SITE.encode() in asked[0]


# --- Where they are found


def offered(page: str) -> list[tuple[str, str]]:
    """The (type, address) of the feeds in a page's head, in their order."""
    return re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page)


@pytest.mark.parametrize(
    ("page", "under"),
    [
        ("/", "/"),
        ("/archive/", "/"),
        ("/corrections/", "/corrections/"),
        ("/city/", "/city/"),
        ("/tags/harbour/", "/tags/harbour/"),
        ("/by/jane-doe/", "/by/jane-doe/"),
        ("/sources/harbour-board/", "/sources/harbour-board/"),
    ],
)
def test_a_page_names_the_feeds_of_what_it_is_about_in_its_head_and_at_its_foot(
    client, text, page, under
):
    a_published_story(**everything())

    found = offered(text(page))
    assert found == [
        (CONTENT_TYPES[ending].partition(";")[0], f"{under}feed.{ending}") for ending in ENDINGS
    ]
    foot = text(page).partition("<footer")[2]
    assert re.findall(r'href="([^"]+)" type="', foot) == [address for _, address in found]
    assert {client.get(address).status_code for _, address in found} == {200}


def test_a_story_names_the_feeds_of_the_paper(text):
    assert [address for _, address in offered(text(at(a_published_story())))] == [
        "/feed.rss",
        "/feed.atom",
        "/feed.json",
    ]
