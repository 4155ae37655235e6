"""Feeds on the wire: RSS 2.0, Atom 1.0 and JSON Feed 1.1. Values in, a document out. Pure.

Each is one of Django's feed generators, which escape and date, with what a newspaper adds, and a
`name` for people. An item is what `add_item` takes, and beside it

    summary      the dek, plain; `description` is the same as HTML
    content      the whole story as HTML
    authors      [{"name", "url"}]
    photo        its lead as a schema.org ImageObject (metadata.image_object), and its "label" if
                 it is no plain photograph; None if it has none

The photo is `media:content` of Media RSS 1.5.1, whose elements Atom takes as well; the wish of its
owner about data mining is the property that its files carry too (plus:DataMining).
"""

import json
import re
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
# What XML 1.0 cannot say at all, escaped or not.
UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sayable(value):
    """`value` with what XML cannot say taken out of every text in it."""
    match value:
        case str():
            return UNSAYABLE.sub("", value)
        case list():
            return [sayable(part) for part in value]
        case dict():
            return {name: sayable(part) for name, part in value.items()}
    return value


class Dated:
    """A feed without items must have a date, and not another each time: it is as old as can be."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class Rss(Dated, Rss201rev2Feed):
    """RSS 2.0, with `content:encoded`, a `dc:creator` each and Media RSS."""

    name = "RSS"

    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author["name"])
        if item["updateddate"] > item["pubdate"]:
            # RSS has no word for it.
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])
        add_photo(handler, item["photo"])


class Atom(Dated, Atom1Feed):
    """Atom 1.0, with the whole text beside the summary, every author, and Media RSS."""

    name = "Atom"

    def root_attributes(self):
        return super().root_attributes() | NAMESPACES

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", author["url"])
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})
        add_photo(handler, item["photo"])


def add_photo(handler, photo: dict | None) -> None:
    """The photo with its caption, its credit and whose it is: none ever goes without."""
    if photo is None:
        return
    size = {name: str(photo[name]) for name in ("width", "height")}
    where = {"url": photo["contentUrl"], "type": "image/jpeg", "medium": "image"}
    handler.startElement("media:content", where | size)
    handler.addQuickElement("media:credit", photo["creditText"])
    if described := described_as(photo):
        handler.addQuickElement("media:description", described, {"type": "plain"})
    if "copyrightNotice" in photo:
        handler.addQuickElement("media:copyright", photo["copyrightNotice"])
    if "license" in photo:
        handler.addQuickElement("media:license", None, {"href": photo["license"]})
    if "usageInfo" in photo:
        handler.addQuickElement("plus:DataMining", photo["usageInfo"])
    handler.endElement("media:content")


def described_as(photo: dict) -> str:
    """Its caption, after what readers are told first of a picture that is no plain photograph."""
    label = f"{photo['label']}." if "label" in photo else ""
    return " ".join(filter(None, (label, photo.get("caption"))))


class Json(SyndicationFeed):
    """JSON Feed 1.1; `_photo` of an item is its lead as a schema.org ImageObject."""

    name = "JSON Feed"
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self.item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    def item(self, item: dict) -> dict:
        found = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["summary"],
            "content_html": item["content"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": item["authors"],
            "tags": item["categories"],
        }
        if photo := item["photo"]:
            found |= {"image": photo["contentUrl"], "_photo": photo}
        return found


# By the ending of a feed's address.
FORMATS = {"rss": Rss, "atom": Atom, "json": Json}
