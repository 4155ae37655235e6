"""The share of real references that is understood without a hand, set by set.

What is expected is what the samples' own structure says: the publisher and address of a cited
item, the link of a list's entry, the parts of a Japanese source line. The shares are floors; what
is missed is told below each set.
"""

import gzip
import json
import re
from collections import Counter
from html import unescape

import pytest

from articles.names import fold
from articles.sources.references.reading import read

CITED = re.compile(r"\[\(([^\]]*)\)\]\(((?:[^()\s]|\([^()\s]*\))*)\)")
SOURCE_LINE = re.compile(
    r"(?P<authors>[^『]*)『(?P<title>.*)』。(?P<publisher>[^、。]+)、"
    r"(?P<year>\d{4})年(?P<month>\d+)月(?P<day>\d+)日(?P<rest>.*)。"
)
HEADING = re.compile(r"#+\W*(?:sources?|references|(?:further )?(?:reading|resources))\W*$", re.I)
ENTRY = re.compile(r"\s*[-*]\s+.*?\[(?P<title>.+?)\]\((?P<url>https?://[^)\s]+)\).*")


def shares(written) -> dict[str, float]:
    """The share understood of each field of `written`, pairs of a line and what it says."""
    said, understood = Counter(), Counter()
    for line, expected in written:
        found = list(read(line))
        for name, value in expected.items():
            got = getattr(found[0], name) if len(found) == 1 else None
            said[name] += 1
            understood[name] += fold(str(got or "")) == fold(value)
    return {name: understood[name] / said[name] for name in said}


@pytest.fixture(scope="module")
def posts(samples) -> list[str]:
    return [path.read_text() for path in sorted((samples / "text/current-events-md").glob("*.md"))]


@pytest.fixture(scope="module")
def cited(posts) -> list[tuple[str, str]]:
    """(publisher, address) of each cited item, as the posts have them."""
    found = [pair for post in posts for pair in CITED.findall(post)]
    assert len(found) == 556
    return [(publisher.replace("*", "").strip(), url) for publisher, url in found]


def test_cited_items_as_links(cited):
    lines = [(f"[(*{who}*)]({url})", {"publisher": who, "url": url}) for who, url in cited]

    assert shares(lines) == {"publisher": 1, "url": 1}


@pytest.mark.parametrize("shape", ["{} {}", "{}: {}", "- {} – {}"])
def test_cited_items_as_a_name_and_an_address(cited, shape):
    """Missed: names that are no part of the domain beside an address without words."""
    lines = [(shape.format(who, url), {"publisher": who, "url": url}) for who, url in cited]

    found = shares(lines)
    assert found["publisher"] > 0.97
    assert found["url"] > 0.99  # one address ends in a full stop


@pytest.mark.parametrize(("shape", "publishers"), [("[(*{}*)]({})", 0.99), ("{}: {}", 0.96)])
def test_cited_items_of_eight_months(samples, shape, publishers):
    """Missed: as above, and four names with a bracket or a full stop of their own."""
    with gzip.open(samples / "volume/current-events-2025-01_08.jsonl.gz", "rt") as rows:
        cited = [one for row in rows for one in json.loads(row).get("sources", ())]
    lines = [(shape.format(one["publisher"], one["url"]), one) for one in cited]

    found = shares(lines)
    assert len(lines) == 4242
    assert found["publisher"] > publishers
    assert found["url"] > 0.999


def test_cited_items_where_a_whole_post_is_pasted(posts, cited):
    found = {(fold(one.publisher), one.url) for post in posts for one in read(post)}

    assert {(fold(who), url) for who, url in cited} - found == set()


def test_entries_of_sections_of_sources(samples):
    """Missed: a link whose words name the site and no page of it."""
    lines = []
    for path in sorted((samples / "text/digitalgov-md").glob("*.md")):
        inside = False
        for line in path.read_text().splitlines():
            if line.startswith("#"):
                inside = bool(HEADING.match(line)) or (inside and line.startswith("###"))
            elif inside and (entry := ENTRY.fullmatch(line)) and line.count("](") == 1:
                lines.append(
                    (line, {name: unescape(said) for name, said in entry.groupdict().items()})
                )

    found = shares([(line, {"url": entry["url"]}) for line, entry in lines])
    assert len(lines) > 20
    assert found == {"url": 1}
    assert shares(lines)["title"] > 0.95


def test_japanese_lists_of_sources(samples):
    """Missed: names with a bracket, a spaced dash or a full stop of their own: “Response .”."""
    rows = (samples / "text/wikinews-ja/wikinews-ja-120.jsonl").read_text().splitlines()
    lines = []
    for line in (source for row in rows for source in json.loads(row)["sources"]):
        said = SOURCE_LINE.fullmatch(line).groupdict()
        day = f"{said['year']}-{int(said['month']):02}-{int(said['day']):02}"
        dated = "accessed_on" if "閲覧" in said["rest"] else "published_on"
        expected = {name: said[name].strip("、 ") for name in ("title", "authors", "publisher")}
        lines.append((line, expected | {dated: day}))

    found = shares(lines)
    assert len(lines) == 443
    assert found["title"] == found["published_on"] == found["accessed_on"] == 1
    assert found["publisher"] > 0.98
    assert found["authors"] > 0.98
