"""The page of a photo credit: its terms, and everything by the same people or from their house."""

import json

import pytest
from lxml import html

from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.reading import lists
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_credit, a_photo, a_published_story, a_story

pytestmark = pytest.mark.django_db


def shown(credit: PhotoCredit, headline: str):
    """A story that shows a photo under `credit`."""
    photo = a_photo(credit=credit)
    a_published_story(
        headline=headline, placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),)
    )
    return photo


@pytest.fixture
def read(text):
    """`read(credit)`: the headlines under each rubric of its page, each with its credit."""

    def groups(credit: PhotoCredit) -> dict[str, list[tuple[str, str]]]:
        page = html.fromstring(text(f"/photos/{credit.slug}/"))
        return {
            section.findtext("h2"): [
                (figure.findtext("figcaption/a"), figure.findtext("figcaption/span/a"))
                for figure in section.iter("figure")
            ]
            for section in page.iterfind(".//main/section")
        }

    return groups


def test_all_photos_by_the_same_person_stand_there_whatever_the_credit(read):
    own = a_credit("staff", "Lena Osei")
    shown(own, "The wall")
    shown(a_credit("agency", "Sami Ortell\r\nlena osei", supplier="AFP"), "The flood")
    shown(a_credit("staff", "Lena Osei-Brandt"), "The bridge")

    assert read(own) == {
        "By Lena Osei": [
            ("The flood", "Sami Ortell and lena osei / AFP"),
            ("The wall", "Lena Osei / The Newsroom"),
        ]
    }


def test_then_all_others_from_the_same_agency_however_it_is_spelled(read):
    own = a_credit("agency", "Lena Osei", supplier="AP")
    shown(own, "The wall")
    shown(a_credit("agency", "Sami Ortell", supplier="Associated Press"), "The flood")
    shown(a_credit("agency", "", supplier="ap"), "The quay")
    shown(a_credit("agency", "Sami Ortell", supplier="AFP"), "The bridge")
    shown(a_credit("staff", "Lena Osei"), "The fog")

    assert read(own) == {
        "By Lena Osei": [
            ("The fog", "Lena Osei / The Newsroom"),
            ("The wall", "AP Photo/Lena Osei"),
        ],
        "More from AP": [("The quay", "AP Photo"), ("The flood", "AP Photo/Sami Ortell")],
    }


def test_where_nobody_is_named_it_is_all_from_whoever_gave_them(read):
    own = a_credit("courtesy", "", holder="Harbour Museum")
    shown(own, "The wall")
    shown(a_credit("handout", "Lena Osei", holder="Harbour Museum"), "The flood")

    assert read(own) == {
        "From Harbour Museum": [
            ("The flood", "Lena Osei/Handout/Harbour Museum"),
            ("The wall", "Photo courtesy of Harbour Museum"),
        ]
    }


def test_two_people_who_are_unknown_are_not_the_same(read):
    own = a_credit("public_domain", "Unknown")
    shown(own, "The wall")
    shown(a_credit("public_domain", "Unknown"), "The flood")

    assert [headline for headline, _ in read(own)["By Unknown"]] == ["The wall"]


def test_what_may_not_be_shown_or_is_not_out_is_not_there(read):
    own = a_credit(creators="Lena Osei")
    shown(own, "The wall")
    let = a_credit(creators="Lena Osei")
    shown(let, "Let for print since")
    PhotoCredit.objects.filter(pk=let.pk).update(medium="print")
    drafted = a_photo(credit=a_credit(creators="Lena Osei"))
    a_story(headline="A draft", placements=(PlacementCopy("lead", photo=drafted.pk, role="lead"),))

    assert read(own) == {"By Lena Osei": [("The wall", "Lena Osei / The Newsroom")]}


def test_a_credit_of_which_nothing_is_out_has_no_page_though_others_of_theirs_are(client):
    shown(a_credit(creators="Lena Osei"), "The wall")
    hidden = a_credit(creators="Lena Osei")
    photo = a_photo(credit=hidden)
    a_story(placements=(PlacementCopy("lead", photo=photo.pk, role="lead"),))

    answer, absent = client.get(f"/photos/{hidden.slug}/"), client.get("/photos/nobody/")
    assert (answer.status_code, answer.content) == (404, absent.content)


def test_a_licence_named_in_full_is_linked_to_though_nobody_entered_its_address(text):
    own = a_credit("creative_commons", "Lena Osei", license_name="CC BY-SA 3.0 DE")
    shown(own, "The wall")

    page = html.fromstring(text(f"/photos/{own.slug}/"))
    [link] = [a for a in page.iter("a") if a.text == "CC BY-SA 3.0 DE"]
    assert link.get("href") == "https://creativecommons.org/licenses/by-sa/3.0/de/"


@pytest.mark.parametrize(
    ("terms", "rel"),
    [({}, "nofollow noopener license"), ({"no_resale": True}, "nofollow noopener")],
)
def test_its_licence_is_marked_as_one_only_where_we_may_license(text, terms, rel):
    own = a_credit(
        "creative_commons",
        "Lena Osei",
        license_name="CC BY 4.0",
        license_url="https://creativecommons.org/licenses/by/4.0/",
        **terms,
    )
    shown(own, "The wall")

    page = html.fromstring(text(f"/photos/{own.slug}/"))
    [link] = [a for a in page.iter("a") if a.get("href") == own.license_url]
    assert (link.text, link.get("rel")) == ("CC BY 4.0", rel)


def test_a_long_list_goes_on_in_its_order(read, text, monkeypatch):
    monkeypatch.setattr(lists.shown_page, "__kwdefaults__", {"size": 2})
    own = a_credit("agency", "Lena Osei", supplier="AFP")
    for headline in ("One", "Two"):
        shown(a_credit("agency", "", supplier="AFP"), headline)
    shown(own, "The wall")

    assert [*read(own)] == ["By Lena Osei", "More from AFP"]
    further = html.fromstring(text(f"/photos/{own.slug}/?page=2"))
    assert [h2.text for h2 in further.iterfind(".//main/section/h2")] == ["More from AFP"]


def test_machines_are_told_of_every_photo_on_the_page_whose_it_is_and_what_its_maker_wishes(text):
    own = a_credit("staff", "Lena Osei", data_mining="DMI-PROHIBITED-AIMLTRAINING")
    shown(own, "The wall")
    shown(a_credit("agency", "Lena Osei", supplier="AFP"), "The flood")

    [said] = html.fromstring(text(f"/photos/{own.slug}/")).xpath(
        "//script[@type='application/ld+json']/text()"
    )

    told = json.loads(said)["@graph"]
    assert {(photo["@type"], photo["creditText"], photo.get("usageInfo")) for photo in told} == {
        (
            "ImageObject",
            "Lena Osei / The Newsroom",
            "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING",
        ),
        ("ImageObject", "Lena Osei / AFP", None),
    }
    assert {photo.get("acquireLicensePage") for photo in told} == {own.page, None}


def test_machines_are_not_told_of_upsetting_photos_that_readers_are_not_shown(text):
    own = a_credit("staff", "Lena Osei")
    seen, hidden = shown(own, "The wall"), shown(own, "The flood")
    Photo.objects.filter(pk=hidden.pk).update(sensitive=True)

    page = text(f"/photos/{own.slug}/")

    assert seen.public_id in page
    assert hidden.public_id not in page
