"""Photos on pages: files to choose from, room kept for them, and the credit wherever one stands."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from lxml import etree, html

from articles.photos import files
from articles.photos.credits import PhotoCredit
from articles.photos.files import wanted
from articles.photos.models import Photo
from articles.publishing import desk
from articles.stories.copy import PlacementCopy
from tests.matrix import PUBLIC, Trail
from tests.newsroom import a_credit, a_photo, a_published_story, a_user, saved

from .pages import at, everything

pytestmark = pytest.mark.django_db


def placed(*photos: Photo) -> dict:
    """Fields of a story with the first of `photos` as its lead and the others in its text."""
    lead, *inline = photos
    figures = "".join(f'<figure data-key="fig{n}"></figure>' for n, _ in enumerate(inline))
    rows = [PlacementCopy(f"fig{n}", photo=photo.pk) for n, photo in enumerate(inline)]
    return {
        "body": f"<p>It gave way.</p>{figures}",
        "placements": (PlacementCopy("lead", photo=lead.pk, role="lead"), *rows),
    }


def pictures(page: str, what: str = "picture"):
    return html.fromstring(page).findall(f".//{what}")


def ld(page: str) -> list[dict]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [image for block in blocks for image in json.loads(block).get("image", [])]


def shared(page: str) -> list[str]:
    """What the page's head says of the image that links to it show."""
    return [
        meta.get("content")
        for meta in pictures(page, "meta")
        if meta.get("property") == "og:image:alt"
    ]


# --- The element


def test_a_browser_may_choose_among_all_formats_and_widths_the_best_first(text):
    photo = a_photo(size=(2000, 1000))
    [picture] = pictures(text(at(a_published_story(**placed(photo)))))

    offers = [*picture.findall(".//source"), picture.find(".//img")]
    assert [offer.get("type") for offer in offers] == ["image/avif", "image/webp", None]
    named = set(re.findall(r"/media/(\S+)", " ".join(o.get("srcset") for o in offers)))
    assert named == {name for name, (preset, _) in wanted(photo).items() if preset.isdigit()}
    assert {offer.get("sizes") for offer in offers} == {"(min-width: 66rem) 62rem, 100vw"}


def test_every_file_a_page_names_is_there(client):
    photo = a_photo(size=(700, 500))
    page = client.get(at(a_published_story(**placed(photo)))).content.decode()

    named = set(re.findall(r"/media/[\w.-]+", page))
    assert len(named) == 10  # three widths in three formats, and what links show
    assert {client.get(name).status_code for name in named} == {200}


def test_room_is_kept_for_a_photo_before_it_comes(text):
    [picture] = pictures(text(at(a_published_story(**placed(a_photo(size=(700, 500)))))))

    assert (picture.find(".//img").get("width"), picture.find(".//img").get("height")) == (
        "700",
        "500",
    )


def test_what_a_page_opens_with_is_fetched_at_once_and_the_rest_when_it_comes_near(text):
    page = text(at(a_published_story(**placed(a_photo(), a_photo()))))
    lead, inline = [picture.find(".//img") for picture in pictures(page)]

    assert (lead.get("fetchpriority"), lead.get("loading")) == ("high", None)
    assert (inline.get("fetchpriority"), inline.get("loading")) == (None, "lazy")
    [preload] = [link for link in pictures(page, "link") if link.get("rel") == "preload"]
    source = pictures(page)[0].find(".//source")
    assert (preload.get("imagesrcset"), preload.get("imagesizes"), preload.get("type")) == (
        source.get("srcset"),
        source.get("sizes"),
        source.get("type"),
    )


def test_the_front_page_fetches_its_lead_at_once_too(text):
    a_published_story(**placed(a_photo()))

    assert text("/").count('rel="preload"') == 1


def test_a_small_place_is_not_offered_large_files(text):
    for _ in range(6):
        a_published_story(**placed(a_photo(size=(2000, 1000))))

    small = pictures(text("/"))[1]
    assert re.findall(r" (\d+)w", small.find(".//img").get("srcset")) == ["320", "640", "960"]


def test_a_card_shows_the_crop_made_for_cards_in_the_room_it_takes(text):
    photo = a_photo(size=(800, 1200))
    a_published_story(**placed(photo))

    [picture] = pictures(text("/"))
    named = re.findall(r"/media/(\S+)", html.tostring(picture).decode().replace('"', " "))
    assert set(named) == {n for n, (preset, _) in wanted(photo).items() if preset[:4] == "card"}
    img = picture.find(".//img")
    assert (img.get("width"), img.get("height")) == ("800", "533")


@pytest.mark.parametrize("as_it_is", [{"size": (600, 400)}, {"credit": {"no_crop": True}}])
def test_a_card_shows_the_whole_of_what_has_its_shape_or_may_not_be_cropped(text, as_it_is):
    credit = a_credit(**as_it_is.get("credit", {}))
    a_published_story(**placed(a_photo(size=as_it_is.get("size", (800, 1200)), credit=credit)))

    assert "/media/" in text("/")
    assert "-card" not in text("/")


def test_the_page_of_a_credit_shows_its_photos_whole(text):
    photo = a_photo(size=(800, 1200))
    a_published_story(**placed(photo))

    page = text(f"/photos/{photo.credit.slug}/")
    assert photo.public_id in page
    assert "-card" not in page


def test_until_its_files_are_made_something_stands_in_for_a_photo_with_its_credit(text):
    photo = a_photo(size=(1000, 500))
    story = a_published_story(**placed(photo))
    Photo.objects.update(made="")

    page = text(at(story))
    [img] = pictures(page, "img")
    assert (img.get("src"), img.get("class")) == ("/static/reading/photo-to-come.svg", "to-come")
    assert (img.get("width"), img.get("height")) == ("1000", "500")
    assert photo.credit_line in page
    assert not re.search("/media/|og:image|preload", page)


def test_a_photo_whose_credit_has_changed_is_shown_by_the_files_there_are(text):
    photo = a_photo()
    story = a_published_story(**placed(photo))
    PhotoCredit.objects.update(creators="Lena Osei")

    [picture] = pictures(text(at(story)))
    assert photo.made in picture.find(".//img").get("src")


def test_a_photo_not_to_be_cropped_is_shown_whole_everywhere(text):
    story = a_published_story(**placed(a_photo(credit=a_credit(no_crop=True))))

    [picture] = pictures(text("/"))
    assert "whole" in picture.find(".//img").get("class").split()
    shared = re.search(r'og:image" content="(.*?)"', text(at(story)))[1]
    assert "-400-" in shared


# --- The gallery


def a_gallery(*photos: Photo, **words) -> dict:
    rows = [
        PlacementCopy(f"gal{n}", photo.pk, "gallery", **words) for n, photo in enumerate(photos)
    ]
    return {"placements": tuple(rows)}


def in_the_gallery(page: str):
    return html.fromstring(page).findall(".//section[@class='gallery']//li")


def test_a_gallery_shows_its_photos_in_order_each_with_its_own_caption_and_credit(text):
    first, second = (
        a_photo(caption=name, credit=a_credit(creators=name)) for name in ("One", "Two")
    )
    page = text(at(a_published_story(**a_gallery(second, first))))

    shown = [
        (li.findtext(".//figcaption/span"), li.find(".//a[@class='credit']").text)
        for li in in_the_gallery(page)
    ]
    assert shown == [("Two", second.credit_line), ("One", first.credit_line)]
    assert [image["caption"] for image in ld(page)] == ["Two", "One"]


def test_photos_of_a_gallery_wait_until_they_come_near_in_room_that_is_kept(text):
    page = text(at(a_published_story(**a_gallery(a_photo(), a_photo()))))

    for img in pictures(page, "img"):
        assert (img.get("loading"), img.get("width"), img.get("height")) == ("lazy", "400", "300")


def test_a_placements_own_words_go_before_the_photos_in_a_gallery_too(text):
    story = a_published_story(**a_gallery(a_photo(), caption="Ours", alt_text="Told anew"))

    [item] = in_the_gallery(text(at(story)))
    assert item.findtext(".//figcaption/span") == "Ours"
    assert item.find(".//img").get("alt") == "Told anew"


def test_a_photo_of_a_gallery_that_may_not_run_leaves_a_notice_in_its_place(text):
    gone, fine = a_photo(credit=a_credit()), a_photo()
    story = a_published_story(**a_gallery(gone, fine))
    PhotoCredit.objects.filter(pk=gone.credit_id).update(medium="print")

    first, second = in_the_gallery(text(at(story)))
    assert first.find(".//picture") is None
    assert "may not be shown" in first.text_content()
    assert second.find(".//picture") is not None


def test_a_story_without_gallery_has_no_room_for_one(text):
    assert "gallery" not in text(at(a_published_story(**placed(a_photo(), a_photo()))))


# --- What may upset


def test_an_upsetting_photo_stands_behind_a_cover_wherever_a_story_shows_it(text):
    photo = a_photo(sensitive=True)
    fields = placed(photo, photo)
    fields["placements"] += (PlacementCopy("gal0", photo.pk, "gallery"),)
    page = text(at(a_published_story(**fields)))

    covers = [picture.getparent() for picture in pictures(page)]
    assert [(cover.tag, cover.get("open")) for cover in covers] == [("details", None)] * 3
    assert page.count(photo.credit_line + "</a>") == 3
    assert [picture.find(".//img").get("loading") for picture in pictures(page)] == ["lazy"] * 3


def test_nobody_meets_an_upsetting_photo_unasked(text):
    upsetting, plain = a_photo(sensitive=True), a_photo(caption="Plain")
    story = a_published_story(**placed(upsetting, plain))

    feeds = ("/feed.rss", "/feed.atom", "/feed.json")
    for address in ("/", f"/photos/{upsetting.credit.slug}/", *feeds):
        assert upsetting.public_id not in text(address)
    for address in feeds:
        assert "may be upsetting" in text(address)
        assert plain.public_id in text(address)
    page = text(at(story))
    assert [image["caption"] for image in ld(page)] == ["Plain"]
    assert "og:image" not in page
    assert 'rel="preload"' not in page


def test_any_other_photo_has_no_cover(text):
    assert "cover" not in text(at(a_published_story(**placed(a_photo(), a_photo()))))


# --- What an edition printed


def test_a_caption_changed_in_the_library_does_not_change_what_is_out(text):
    photo = a_photo(caption="As printed", alt_text="As told")
    story = a_published_story(**placed(photo, photo) | {"slug": "wall"})
    Photo.objects.update(caption="Changed since", alt_text="Told since")

    page = text(at(story))
    assert "Changed since" not in page
    assert "Told since" not in page
    assert page.count("As printed</span>") == 2
    assert {image["caption"] for image in ld(page)} == {"As printed"}


def test_the_next_edition_prints_the_librarys_caption_of_its_day(text):
    photo = a_photo(caption="As printed")
    story = a_published_story(**placed(photo))
    Photo.objects.update(caption="Changed since")

    desk.update(story=saved(story, dek="More."), by=a_user("Publisher"))

    assert "Changed since</span>" in text(at(story))


# --- What may not be shown


@pytest.mark.parametrize(
    "terms",
    [
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"embargo_until": timezone.now() + timedelta(days=1)},
        {"medium": "print"},
        {"territories": "IE"},
    ],
)
def test_a_photo_its_terms_forbid_leaves_every_page_and_a_notice_stays(text, terms):
    gone, fine = a_photo(caption="Gone", credit=a_credit()), a_photo(caption="Fine")
    story = a_published_story(**placed(gone, fine, gone))
    PhotoCredit.objects.filter(pk=gone.credit_id).update(**terms)

    page = text(at(story))
    assert len(pictures(page)) == 1
    assert page.count("photo withheld") == 2
    assert gone.public_id not in page + text("/")
    assert [image["caption"] for image in ld(page)] == ["Fine"]
    assert "og:image" not in page


def test_a_photo_not_for_social_media_is_no_links_picture(text):
    story = a_published_story(**placed(a_photo(credit=a_credit(medium="web_not_social"))))

    page = text(at(story))
    assert len(pictures(page)) == 1
    assert "og:image" not in page


def test_links_show_the_crop_made_for_them(text):
    page = text(at(a_published_story(**placed(a_photo(size=(1300, 900))))))

    assert re.search(r'og:image" content="[^"]+-social-[0-9a-f]{8}\.jpg"', page)
    assert 'og:image:width" content="1200"' in page
    assert 'og:image:height" content="630"' in page


def test_what_a_link_shows_is_described_with_its_credit(text):
    photo = a_photo(credit=a_credit(kind="generated", supplier="a <model>"), alt_text="A wall")

    [told] = shared(text(at(a_published_story(**placed(photo)))))
    assert told == f"Generated picture. A wall ({photo.credit_line})"
    assert "a <model>" in told


def test_a_link_tells_a_placements_own_alt_text_before_the_photos(text):
    photo = a_photo(alt_text="A wall")
    own = PlacementCopy("lead", photo=photo.pk, role="lead", alt_text="The gap")

    [told] = shared(text(at(a_published_story(placements=(own,)))))
    assert told == f"The gap ({photo.credit_line})"


# --- What readers and machines are told


@pytest.mark.parametrize(
    ("credit", "label", "code"),
    [
        ({"kind": "generated", "supplier": "a model"}, "Generated picture", "trainedAlgorithmic"),
        (
            {"digital_source_type": "compositeWithTrainedAlgorithmicMedia"},
            "Altered picture",
            "compositeWithTrained",
        ),
    ],
)
def test_a_picture_no_camera_saw_is_labelled_wherever_it_stands(text, credit, label, code):
    photo = a_photo(credit=a_credit(**credit))
    story = a_published_story(**placed(photo))

    for address in (at(story), "/", f"/photos/{photo.credit.slug}/"):
        assert f'<b class="origin">{label}</b>' in text(address)
    assert f"/digitalsourcetype/{code}" in ld(text(at(story)))[0]["digitalSourceType"]


def test_a_photograph_has_no_such_label(text):
    photo = a_photo(credit=a_credit(digital_source_type="digitalCapture"))

    assert "origin" not in text(at(a_published_story(**placed(photo))))


def test_machines_are_told_of_every_photo_whose_it_is_and_what_may_be_done_with_it(text):
    lead = a_photo(
        caption="The wall",
        taken_at=timezone.now(),
        credit=a_credit(
            "agency",
            "Lena Osei\nSami Ortell",
            supplier="AFP",
            copyright_notice="© AFP",
            license_url="https://afp.example/terms",
            acquire_url="https://afp.example/buy",
            data_mining="DMI-PROHIBITED",
            digital_source_type="digitalCapture",
            expires_on=timezone.localdate(),
        ),
    )
    inline = a_photo(credit=a_credit("courtesy", "", holder="Harbour Museum"))
    first, second = ld(text(at(a_published_story(**placed(lead, inline, lead)))))

    assert first["@type"] == "ImageObject"
    assert first["contentUrl"].endswith(f"{lead.public_id}-400-{lead.made}.jpg")
    assert first["creditText"] == "Lena Osei and Sami Ortell / AFP"
    assert [maker["name"] for maker in first["creator"]] == ["Lena Osei", "Sami Ortell"]
    assert first["copyrightNotice"] == "© AFP"
    assert first["acquireLicensePage"] == "https://afp.example/buy"
    assert first["digitalSourceType"].endswith("/digitalCapture")
    assert first["usageInfo"].endswith("/DMI-PROHIBITED")
    assert first["expires"] == str(timezone.localdate())
    assert second["creator"] == [{"@type": "Organization", "name": "Harbour Museum"}]


@pytest.mark.parametrize(
    ("credit", "licensed"),
    [
        ({"kind": "creative_commons", "license_name": "CC BY 4.0"}, True),
        ({"kind": "staff"}, True),
        ({"kind": "staff", "no_resale": True}, False),
        ({"kind": "creative_commons", "license_name": "CC BY 4.0", "no_resale": True}, False),
        ({"kind": "agency", "supplier": "AFP"}, False),
    ],
)
def test_a_licence_is_named_to_machines_only_where_we_may_license(text, credit, licensed):
    photo = a_photo(credit=a_credit(**credit, license_url="https://example.org/licence"))
    [image] = ld(text(at(a_published_story(**placed(photo)))))

    assert ("license" in image) is licensed
    ours = f"http://localhost:8000/photos/{photo.credit.slug}/"
    assert image.get("acquireLicensePage") == (ours if licensed else None)


def test_a_licence_that_is_not_ours_to_give_is_sought_where_its_supplier_says(text):
    credit = a_credit("agency", supplier="AFP", acquire_url="https://afp.example/buy")
    [image] = ld(text(at(a_published_story(**placed(a_photo(credit=credit))))))

    assert image["acquireLicensePage"] == "https://afp.example/buy"


def test_page_machines_and_file_give_one_credit_in_the_papers_language(text):
    photo = a_photo(credit=a_credit("courtesy", "", holder="Harbour Museum"))
    story = a_published_story(**placed(photo))

    with translation.override("de"):
        page = text(at(story))
        assert files.carried_by(photo).credit_line == photo.credit_line

    line = "Foto: mit freundlicher Genehmigung von Harbour Museum"
    assert f">{line}</a>" in page
    assert [image["creditText"] for image in ld(page)] == [line]


# --- Every surface

FEEDS = {"feed", "section feed", "tag feed", "source feed", "contributor feed"}
WITH_PHOTOS = {"front", "section", "story", "tag", "contributor", "credit", "sitemap of a month"}
WITH_PHOTOS |= FEEDS


def naming_files(page: str) -> list:
    """The elements of a page that have the address of a photo's file in an attribute."""
    every = html.fromstring(page).iter()
    return [one for one in every if any("/media/" in value for value in one.attrib.values())]


def kind_of(element) -> str:
    if element.tag == "meta":
        return element.get("property")
    return " ".join(filter(None, (element.tag, element.get("rel"))))


def on_pages(body: bytes) -> list[str]:
    """What stands beside each photo of one of our pages: its credits, and nothing else.

    That of the image for links stands in brackets at the end of its alt text; that of every image
    machines are told of, with it.
    """
    page = body.decode()
    assert set(map(kind_of, naming_files(page))) <= {"source", "img", "link preload", "og:image"}
    beside = [
        "".join(
            credit.text_content() for credit in picture.getparent().findall(".//a[@class='credit']")
        )
        for picture in pictures(page)
    ]
    alone = [re.search(r"\(([^()]+)\)$", alt)[1] for alt in shared(page)]
    return [*beside, *alone, *(image["creditText"] for image in ld(page))]


def in_text(markup: str) -> list[str]:
    """The same of a text for readers elsewhere: the end of each caption."""
    return [
        img.getparent().find("figcaption/a").text
        for img in html.fragment_fromstring(markup, create_parent="div").iter("img")
    ]


def in_feeds(body: bytes) -> list[str]:
    feed = etree.fromstring(body)
    texts = feed.iterfind(".//{http://purl.org/rss/1.0/modules/content/}encoded")
    texts = [*texts, *feed.iterfind(".//{http://www.w3.org/2005/Atom}content")]
    media = "{http://search.yahoo.com/mrss/}"
    alone = [photo.findtext(f"{media}credit") for photo in feed.iter(f"{media}content")]
    return [*alone, *(credit for text in texts for credit in in_text(text.text))]


def in_json(body: bytes) -> list[str]:
    items = json.loads(body)["items"]
    alone = [item["_photo"]["creditText"] for item in items if "image" in item]
    return [*alone, *(credit for item in items for credit in in_text(item["content_html"]))]


def in_sitemaps(body: bytes) -> list[str]:
    images = etree.fromstring(body).iter("{http://www.google.com/schemas/sitemap-image/1.1}image")
    return [re.search(r"\(([^()]+)\)$", image[1].text)[1] for image in images]


# The credits beside the photos of an answer, by what sort of answer it is.
CREDITS = {
    "text/html": on_pages,
    "application/rss+xml": in_feeds,
    "application/atom+xml": in_feeds,
    "application/feed+json": in_json,
    "application/xml": in_sitemaps,
}


def test_wherever_a_photo_stands_its_credit_stands_beside_it(client):
    """A surface that begins to name photo files fails until it is looked at here."""
    fields = everything()
    photo = Photo.objects.select_related("credit").get()
    story = a_published_story(
        **fields
        | {"body": f'{fields["body"]}<figure data-key="figa"></figure>'}
        | {
            "placements": (
                *fields["placements"],
                PlacementCopy("figa", photo=photo.pk),
                PlacementCopy("gala", photo=photo.pk, role="gallery"),
            )
        }
    )
    day = timezone.localdate(story.editions.get().published_at)
    trail = Trail(
        section="city",
        days=(day,),
        slugs=(story.slug or "harbour-wall-gives-way",),
        tags=("harbour",),
        sources=("harbour-board",),
        documents=(fields["citations"][0].document,),
        credits=(photo.credit.slug,),
        contributors=("jane-doe",),
    )
    met = set()
    for surface in PUBLIC.values():
        for address in surface.addresses(trail):
            answer = client.get(address)
            if photo.public_id.encode() not in b"".join(answer):
                continue
            met.add(surface.name)
            credits = CREDITS[answer.headers["Content-Type"].partition(";")[0]](answer.content)
            assert set(credits) == {photo.credit_line}, address
            if surface.name == "story":
                assert len(credits) == 5, "leading, in the text, in the gallery; links; machines"

    assert met == WITH_PHOTOS
