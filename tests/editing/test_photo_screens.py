"""The desk's screens for photos and their credits."""

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles.changes import Change
from articles.editing.library import credits as credit_screens
from articles.editing.library import photo_places, uses
from articles.editing.library import photos as photo_screens
from articles.photos import intake, making, metadata
from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo, RenditionsDue
from articles.photos.renditions import Embedded, render
from articles.publishing import clock, desk
from articles.stories.copy import PlacementCopy
from tests.newsroom import a_credit, a_photo, a_story_in, a_user, saved, time_passes

from .desks import at_the_desk, queries, said, shown

pytestmark = pytest.mark.django_db

LIST, UPLOAD = "/desk/articles/photo/", "/desk/articles/photo/add/"
REUTERS = Embedded(creators=("Jane Doe",), credit_line="REUTERS/Jane Doe", caption="Fog.")


def a_file(name="fog.jpg", *, shade=0, embedded=REUTERS) -> SimpleUploadedFile:
    picture = Image.new("RGB", (700, 500), (shade, 90, 90))
    return SimpleUploadedFile(name, render(picture, 700, "JPEG", embedded=embedded))


def address(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def described(photo: Photo, **typed) -> dict:
    """What the form of `photo` sends."""
    form = {"caption": photo.caption, "alt_text": photo.alt_text, "credit": photo.credit_id or ""}
    return form | {"focal_x": 0.5, "focal_y": 0.5, "taken_at": ""} | typed


# --- Taking in


@pytest.mark.parametrize("by_script", [False, True])
def test_an_empty_file_is_refused_by_itself_and_the_others_are_kept(by_script):
    client = at_the_desk("Photo desk")
    empty = SimpleUploadedFile("empty.jpg", b"")

    if by_script:
        headers = {"Accept": "application/json"}
        done = client.post(UPLOAD, {"files": [empty]}, headers=headers).json()
        assert not done["is_taken"]
        assert "“empty.jpg” was not taken" in done["said"]
    else:
        client.post(UPLOAD, {"files": [empty, a_file()]})
        assert Photo.objects.count() == 1


def test_several_photos_are_taken_in_at_once_and_each_refusal_stands_by_itself():
    client = at_the_desk("Photo desk")
    files = [a_file(), a_file("rain.jpg", shade=200), SimpleUploadedFile("a.pdf", b"%PDF-1.7")]

    done = client.post(UPLOAD, {"files": files})

    assert (done.status_code, done.url) == (302, LIST)
    assert Photo.objects.count() == 2
    taken, also, refused = said(done)
    assert (taken, also) == ("“fog.jpg” was taken in.", "“rain.jpg” was taken in.")
    assert refused.startswith("“a.pdf” was not taken. This is a PDF")


def test_one_photo_leads_to_its_form():
    done = at_the_desk("Writer").post(UPLOAD, {"files": a_file()})

    assert (done.status_code, done.url) == (302, address(Photo.objects.get()))


def test_a_file_the_library_has_is_not_taken_twice():
    client = at_the_desk()
    client.post(UPLOAD, {"files": a_file()})

    done = client.post(UPLOAD, {"files": a_file("again.jpg")})

    assert said(done)[-1] == "“again.jpg” is in the library already: “Fog.”."
    assert Photo.objects.count() == 1


def test_no_file_is_no_upload():
    page = at_the_desk().post(UPLOAD, {})

    assert "This field is required" in page.content.decode()


@pytest.mark.parametrize("role", ["Researcher", None])
def test_who_may_not_add_photos_cannot_with_a_forged_form(role):
    response = at_the_desk(role).post(UPLOAD, {"files": a_file()})

    assert response.status_code == 403
    assert not Photo.objects.exists()


def sent_by_script(client, file) -> dict:
    return client.post(UPLOAD, {"files": file}, headers={"Accept": "application/json"}).json()


def test_a_script_is_told_of_each_file_what_became_of_it():
    client = at_the_desk("Photo desk")

    new = sent_by_script(client, a_file())
    again = sent_by_script(client, a_file("again.jpg"))
    refused = sent_by_script(client, SimpleUploadedFile("a.pdf", b"%PDF-1.7"))

    photo = Photo.objects.get()
    assert (new["is_taken"], new["is_new"], new["url"]) == (True, True, address(photo))
    assert (again["is_taken"], again["is_new"], again["url"]) == (True, False, address(photo))
    assert again["said"] == "“again.jpg” is in the library already: “Fog.”."
    assert (refused["is_taken"], refused["url"], refused["thumbnail"]) == (False, "", "")
    assert refused["said"].startswith("“a.pdf” was not taken. This is a PDF")


def test_more_than_fifty_at_once_are_sent_back_and_none_is_taken():
    page = at_the_desk().post(UPLOAD, {"files": [a_file(f"{n}.jpg") for n in range(51)]})

    assert "50 photos at once is the most" in page.content.decode()
    assert not Photo.objects.exists()


# --- Describing


def test_the_form_shows_what_the_file_says_and_what_was_taken_over():
    photo = intake.take_in(a_file(), name="fog.jpg")

    page = shown(at_the_desk("Photo desk"), address(photo))

    assert "Use the credit from the file: REUTERS/Jane Doe" in page
    assert "taken over" in page
    assert "The photo has no credit." in page


def test_the_credit_from_the_file_is_taken_over_on_a_tick_and_never_without():
    photo = intake.take_in(a_file(), name="fog.jpg")
    client = at_the_desk("Photo desk")

    client.post(address(photo), described(photo))
    assert Photo.objects.get().credit is None
    client.post(address(photo), described(photo, use_file_credit="on"))

    photo = Photo.objects.get()
    assert (photo.credit.kind, photo.credit_line) == ("agency", "REUTERS/Jane Doe")
    making.make_due()
    with photo.renditions.first().file.open() as file:
        assert metadata.read(file.read()).credit_line == "REUTERS/Jane Doe"


def test_a_credit_a_person_chose_goes_before_the_files():
    photo = intake.take_in(a_file(), name="fog.jpg")
    ours = a_credit(creators="Ada Nwosu")

    at_the_desk("Photo desk").post(
        address(photo), described(photo, credit=ours.pk, use_file_credit="on")
    )

    assert Photo.objects.get().credit == ours


def test_a_caption_a_person_cleared_stays_empty():
    photo = intake.take_in(a_file(), name="fog.jpg")

    at_the_desk("Photo desk").post(address(photo), described(photo, caption=""))

    assert Photo.objects.get().caption == ""
    assert Change.objects.filter(key=photo.change_key).exists()


def test_a_photo_whose_original_is_lost_can_still_be_looked_at():
    photo = intake.take_in(a_file(), name="fog.jpg")
    photo.original.storage.delete(photo.original.name)

    assert "The file names nobody" in shown(at_the_desk(), address(photo))


NO_SUCH_YEAR = "A year from 1800 to 2199 can be meant here, and"


@pytest.mark.parametrize(
    "typed",
    [{"expires_on": "9999-12-31"}, {"expires_on": "0206-05-04"}, {"taken_at": "0001-01-01T00:00"}],
)
def test_a_day_of_a_photo_in_a_year_nobody_can_mean_is_refused(typed):
    photo = a_photo()

    page = at_the_desk("Photo desk").post(address(photo), described(photo, **typed))

    assert f"{NO_SUCH_YEAR} {int(typed.popitem()[1][:4])} cannot." in page.content.decode()
    photo.refresh_from_db()
    assert (photo.expires_on, photo.taken_at) == (None, None)


@pytest.mark.parametrize("sent", ["abc", "9" * 30, "9" * 18])
def test_what_is_no_credit_is_refused_on_the_form_and_in_the_grid(sent):
    photo, client = a_photo(), at_the_desk("Photo desk")
    giving = {"action": "give_credit", "_selected_action": [photo.pk], "apply": "yes"}

    for page in (
        client.post(address(photo), described(photo, credit=sent)),
        client.post(LIST, giving | {"credit": sent}),
    ):
        assert "That choice is not one of the available choices." in page.content.decode()
    assert Photo.objects.get().credit == photo.credit


@pytest.mark.parametrize("role", ["Researcher", None])
def test_who_may_not_describe_photos_cannot_with_a_forged_form(role):
    photo = a_photo()

    at_the_desk(role).post(address(photo), described(photo, caption="Forged."))

    assert Photo.objects.get().caption == photo.caption


def test_where_a_photo_is_used_is_known_whatever_became_of_the_story():
    photo, other = a_photo(), a_photo(caption="Other")
    lead = (PlacementCopy("p001", photo.pk, "lead"),)
    gallery = (PlacementCopy("p001", photo.pk, "gallery"),)
    for state in ("draft", "live", "scheduled", "unpublished"):
        placed = gallery if state == "draft" else lead
        a_story_in(state, headline=f"Story {state}", placements=placed)
    swapped = a_story_in("live", headline="Swapped", placements=lead)
    swapped = saved(swapped, placements=(PlacementCopy("p001", other.pk, "lead"),))
    desk.update(story=swapped, by=a_user("Publisher"))

    def told() -> dict[str, list[str]]:
        places = photo_places.of(photo)
        return {
            place.headline: [re.sub(r"\d.*", "…", badge.label) for badge in place.badges]
            for place in places
        }

    assert told() == {
        "Story live": ["Readers see it", "On the desk: Lead photo"],
        "Story scheduled": ["From …", "On the desk: Lead photo"],
        "Story draft": ["On the desk: In the gallery"],
        "Story unpublished": ["On the desk: Lead photo", "Readers saw it until …"],
        "Swapped": ["Readers saw it until …"],
    }
    before = told()
    intake.replace(photo, a_file(shade=7, embedded=Embedded()), name="new.jpg", by=None)
    assert told() == before
    page = shown(at_the_desk(), address(photo))
    assert all(headline in page for headline in before)


def test_a_photo_in_a_story_cannot_be_deleted():
    photo = a_photo()
    a_story_in("draft", placements=(PlacementCopy("p7bb2k1s", photo.pk, "lead"),))
    delete = reverse("admin:articles_photo_delete", args=[photo.pk])

    done = at_the_desk(None, is_superuser=True).post(delete, {"post": "yes"})

    [sentence] = said(done)
    assert "can't be deleted while it is in use: 1 place in a story" in sentence
    assert Photo.objects.get() == photo


# --- The library as pictures


def test_every_photo_shows_its_credit_or_that_it_has_none():
    a_photo(caption="Credited", credit=a_credit(kind="agency", supplier="AP"))
    a_photo(caption="Bare", credit=None)
    a_photo(caption="Over", credit=a_credit(expires_on=timezone.localdate() - timedelta(days=1)))

    page = shown(at_the_desk(), LIST)

    assert "AP Photo/Jane Doe" in page
    assert (page.count(">No credit</span>"), page.count(">May not run</span>")) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"use": "unused"}, {"Tall", "Square"}),
        ({"use": "used"}, {"Wide"}),
        ({"shape": "wide"}, {"Wide"}),
        ({"shape": "tall"}, {"Tall"}),
        ({"shape": "square"}, {"Square"}),
        ({"kind": "agency"}, {"Tall"}),
        ({"q": "lighthouse"}, {"Square"}),
        ({"q": "osei"}, {"Wide"}),
        ({"q": "AFP-77"}, {"Tall"}),
    ],
)
def test_photos_are_narrowed_by_use_shape_kind_and_what_is_known_of_them(asked, found):
    wide = a_photo(caption="Wide", credit=a_credit(creators="Lena Osei"))
    afp = a_credit("agency", supplier="AFP")
    a_photo(caption="Tall", size=(30, 40), credit=afp, supplier_ref="AFP-77")
    a_photo(caption="Square", size=(40, 40), keywords="harbour\nlighthouse")
    for _ in range(2):  # in two stories, it is one photo
        a_story_in("draft", placements=(PlacementCopy("p001", wide.pk, "lead"),))

    rows = at_the_desk().get(LIST, asked).context["cl"].result_list

    assert [row.caption for row in rows if row.caption in found] == [row.caption for row in rows]
    assert {row.caption for row in rows} == found


def test_a_credit_is_given_to_many_photos_at_once():
    ours = a_credit(creators="Ada Nwosu")
    few = [a_photo(credit=None), a_photo(), a_photo(credit=ours)]
    other = a_photo()
    client = at_the_desk("Photo desk")
    chosen = {"action": "give_credit", "_selected_action": [photo.pk for photo in few]}

    asking = client.post(LIST, chosen)
    done = client.post(LIST, chosen | {"apply": "yes", "credit": ours.pk})

    assert "3 photos" in asking.content.decode()
    assert set(Photo.objects.filter(credit=ours)) == set(few)
    assert other.credit != ours
    assert said(done) == [f"3 photos now credited “{ours}”."]
    assert set(RenditionsDue.objects.values_list("photo", flat=True)) == {p.pk for p in few[:2]}


@pytest.mark.parametrize("role", ["Researcher", None])
def test_who_may_not_change_photos_gives_no_credit_with_a_forged_form(role):
    photo, ours = a_photo(), a_credit(creators="Ada Nwosu")

    at_the_desk(role).post(
        LIST,
        {"action": "give_credit", "_selected_action": [photo.pk], "apply": 1, "credit": ours.pk},
    )

    assert Photo.objects.get().credit != ours


def test_another_picture_takes_a_photos_place_from_its_form():
    photo = a_photo()
    before = photo.sha256

    better = a_file("better.jpg", embedded=Embedded())
    client = at_the_desk("Photo desk")
    done = client.post(address(photo), described(photo, credit=photo.credit.pk, another=better))

    photo.refresh_from_db()
    assert photo.sha256 != before
    assert (photo.width, photo.height, photo.made) == (700, 500, "")
    assert any(f"Its credit is still “{photo.credit_line}”" in sentence for sentence in said(done))
    assert "Save the one there was" in shown(client, address(photo))


def test_the_picture_that_was_there_can_still_be_had_and_so_can_the_original():
    photo = intake.take_in(a_file(), name="fog.jpg")
    intake.replace(photo, a_file(shade=200, embedded=Embedded()), name="b.jpg", by=a_user("Writer"))
    client = at_the_desk("Photo desk")
    links = re.findall(
        r'href="([^"]+/original/[^"]*)"', client.get(address(photo)).content.decode()
    )

    files = [client.get(link) for link in links]

    assert [b"".join(file.streaming_content) for file in files] == [
        a_file(shade=200, embedded=Embedded()).read(),
        a_file().read(),
    ]
    assert {file.headers["Content-Type"] for file in files} == {"application/octet-stream"}
    assert all("attachment" in file.headers["Content-Disposition"] for file in files)


def test_an_original_that_is_lost_is_not_found_and_no_error():
    photo = intake.take_in(a_file(), name="fog.jpg")
    photo.original.storage.delete(photo.original.name)

    response = at_the_desk("Photo desk").get(f"{LIST}{photo.pk}/original/")

    assert response.status_code == 404


def test_a_photo_in_no_story_can_be_deleted_with_the_pictures_that_were_there():
    photo = intake.take_in(a_file(), name="fog.jpg")
    intake.replace(photo, a_file(shade=200, embedded=Embedded()), name="b.jpg", by=None)

    at_the_desk(is_superuser=True).post(f"{LIST}{photo.pk}/delete/", {"post": "yes"})

    assert not Photo.objects.exists()


def test_what_is_no_photo_takes_no_photos_place_and_the_rest_is_saved():
    photo = a_photo()
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.7")

    done = at_the_desk("Photo desk").post(
        address(photo), described(photo, credit=photo.credit.pk, alt_text="Fog.", another=pdf)
    )

    before = photo.sha256
    photo.refresh_from_db()
    assert (photo.sha256, photo.alt_text) == (before, "Fog.")
    assert any("This is a PDF" in sentence for sentence in said(done))


def test_a_photo_whose_files_are_still_to_be_made_can_be_deleted():
    photo = intake.take_in(a_file(), name="fog.jpg")

    at_the_desk(is_superuser=True).post(f"{LIST}{photo.pk}/delete/", {"post": "yes"})

    assert not Photo.objects.exists()


def test_a_photo_is_in_use_wherever_it_is_printed_was_or_will_be():
    for name in ("On the desk", "Live", "To come", "Was live", "Withdrawn", "Never placed"):
        a_photo(caption=name)
    photo = {photo.caption: photo for photo in Photo.objects.all()}

    def placed(name):
        return {"placements": (PlacementCopy("p001", photo[name].pk),)}

    def taken_out_of(story):
        return saved(story, placements=())

    taken_out_of(a_story_in("live", **placed("Live")))
    taken_out_of(a_story_in("scheduled", **placed("To come")))
    withdrawn = desk.withdraw(
        story=a_story_in("scheduled", **placed("Withdrawn")), by=a_user("Publisher")
    )
    taken_out_of(withdrawn)
    former = taken_out_of(a_story_in("live", **placed("Was live")))
    desk.update(story=former, by=a_user("Publisher"))
    for _ in range(2):
        time_passes(former, hours=1)
        clock.tick()
    a_story_in("draft", **placed("On the desk"))
    client = at_the_desk()

    def captions(use):
        return [row.caption for row in client.get(LIST, {"use": use}).context["cl"].result_list]

    by_deleting = {photo.caption for photo in Photo.objects.all() if uses.uses(photo)}
    assert set(captions("used")) == by_deleting
    assert by_deleting >= {"On the desk", "Live", "To come", "Was live"}
    assert "Never placed" in captions("unused")
    assert sorted(captions("used") + captions("unused")) == sorted(photo)


@pytest.mark.parametrize(
    ("credit", "found"), [("none", ["Bare"]), ("bad", ["Over", "Bare"]), ("soon", ["Soon"])]
)
def test_photos_are_narrowed_to_those_with_credit_trouble(credit, found):
    today = timezone.localdate()
    a_photo(caption="Bare", credit=None)
    a_photo(caption="Over", credit=a_credit(expires_on=today - timedelta(days=1)))
    a_photo(caption="Soon", credit=a_credit(expires_on=today + timedelta(days=3)))
    a_photo(caption="Fine")

    rows = at_the_desk().get(LIST, {"credit": credit}).context["cl"].result_list

    assert [row.caption for row in rows] == found


def test_the_grid_warns_of_the_photos_the_filter_finds():
    for days in (13, 14):
        credit = a_credit(expires_on=timezone.localdate() + timedelta(days=days))
        a_photo(caption=f"{days} days", credit=credit)
    client = at_the_desk()

    every = client.get(LIST).context["cl"].result_list
    found = client.get(LIST, {"credit": "soon"}).context["cl"].result_list

    warned = [photo.caption for photo in every if photo.until]
    assert warned == [photo.caption for photo in found] == ["13 days"]


def test_the_list_takes_the_same_queries_with_one_photo_and_with_many():
    client = at_the_desk()
    a_photo()
    one = queries(client, LIST)
    for _ in range(8):
        a_photo()

    assert queries(client, LIST) == one <= 7


def test_how_many_match_is_counted_only_where_there_is_another_page_and_not_far(monkeypatch):
    monkeypatch.setattr(photo_screens.Grid, "most", 3)
    for number in range(6):
        a_photo(caption="A ferry" if number < 3 else "A crane")
    client = at_the_desk()
    alone = queries(client, LIST)
    grid = client.get(LIST).context["cl"]
    assert grid.matching == 0

    monkeypatch.setattr(photo_screens.PhotoAdmin, "list_per_page", 2)

    assert client.get(LIST).context["cl"].matching == 4
    assert client.get(LIST, {"q": "ferry"}).context["cl"].matching == 3
    assert queries(client, LIST) == alone + 1


def test_staff_get_small_pictures_of_photos_no_reader_has_seen():
    photo = intake.take_in(a_file(), name="fog.jpg")
    making.make_due()
    file = reverse("admin:photo_file", args=[photo.pk, 500])

    response = at_the_desk("Writer").get(file)

    with Image.open(BytesIO(b"".join(response.streaming_content))) as picture:
        assert (picture.format, picture.width) == ("WEBP", 640)
    assert response["Cache-Control"].startswith("private")


def test_staff_see_the_whole_of_a_photo_and_no_crop_of_it():
    photo = a_photo(size=(600, 900))
    assert photo.renditions.filter(preset="card600").exists()

    for width, size in ((320, (320, 480)), (500, (600, 900)), (960, (600, 900))):
        file = at_the_desk("Writer").get(reverse("admin:photo_file", args=[photo.pk, width]))
        assert Image.open(BytesIO(b"".join(file.streaming_content))).size == size


def test_until_there_are_any_staff_get_what_stands_in_for_them():
    photo = intake.take_in(a_file(), name="fog.jpg")

    answer = at_the_desk("Writer").get(reverse("admin:photo_file", args=[photo.pk, 500]))

    assert answer.headers["Location"] == "/static/reading/photo-to-come.svg"


def test_nobody_else_gets_them(client):
    photo = intake.take_in(a_file(), name="fog.jpg")
    file = reverse("admin:photo_file", args=[photo.pk, 500])

    assert client.get(file).status_code == 302
    assert at_the_desk(None).get(file).status_code == 403
    assert at_the_desk("Writer").get(file.replace(str(photo.pk), "99999", 1)).status_code == 404


# --- Credits


CREDIT_FORM = dict.fromkeys(credit_screens.CreditForm.Meta.fields, "")


def credit_address(credit: PhotoCredit) -> str:
    return reverse("admin:articles_photocredit_change", args=[credit.pk])


def test_the_line_is_composed_while_one_types():
    compose = reverse("admin:articles_photocredit_compose")
    client = at_the_desk("Photo desk")

    html = client.get(compose, {"kind": "courtesy"}).json()["html"]
    assert "Photo courtesy<" in html
    assert "A courtesy photo needs the name of whoever gave it." in html

    html = client.get(compose, {"kind": "courtesy", "holder": "Ada <b>"}).json()["html"]
    assert "Photo courtesy of Ada &lt;b&gt;" in html
    assert "Complete" in unescape(html)
    assert not PhotoCredit.objects.exists()


def test_a_creative_commons_credit_is_asked_for_the_address_of_its_licence():
    compose = reverse("admin:articles_photocredit_compose")
    client = at_the_desk("Photo desk")
    typed = {"kind": "creative_commons", "creators": "Jane Doe", "license_name": "CC BY"}
    asked = "needs the address of its licence"

    assert asked in client.get(compose, typed).json()["html"]
    there = typed | {"license_url": "https://creativecommons.org/licenses/by/2.0/"}
    for complete in (there, typed | {"license_name": "CC BY 2.0"}):
        html = client.get(compose, complete).json()["html"]
        assert asked not in html
        assert "Complete" in html
    assert "A Creative Commons licence asks to be linked to" in shown(
        client, reverse("admin:articles_photocredit_add")
    )


def test_every_kind_has_a_sample_and_its_fields():
    assert set(credit_screens.SAMPLES) == set(credit_screens.USED) == set(PhotoCredit.Kind.values)
    for kind, sample in credit_screens.SAMPLES.items():
        assert sample.keys() <= credit_screens.USED[kind]
        assert PhotoCredit(kind=kind, **sample).problems() == []


def test_more_photographers_than_a_file_has_room_for_are_not_taken():
    credit, client = a_credit(creators="Ada"), at_the_desk("Photo desk")
    many = CREDIT_FORM | {"kind": "staff", "creators": "\n".join(["Jane Doe"] * 250)}

    refused = client.post(credit_address(credit), many)

    [told] = refused.context["adminform"].form.errors["creators"]
    assert told.startswith("That is too long: ")
    assert "room for 2,000." in told
    credit.refresh_from_db()
    assert credit.creators == "Ada"

    fewer = many | {"creators": "\n".join(["Jane Doe"] * 200)}
    assert client.post(credit_address(credit), fewer).status_code == 302
    credit.refresh_from_db()
    assert len(credit.facts.creators) == 200


def test_a_credit_put_right_is_in_the_files_of_all_its_photos():
    credit = a_credit(creators="Jane Do")
    photos = [a_photo(credit=credit), a_photo(credit=credit)]

    at_the_desk("Photo desk").post(
        credit_address(credit), CREDIT_FORM | {"kind": "staff", "creators": "Jane Doe"}
    )

    making.make_due()
    for photo in photos:
        with photo.renditions.first().file.open() as file:
            assert metadata.read(file.read()).creators == ("Jane Doe",)
    keys = set(Change.objects.values_list("key", flat=True))
    assert {credit.change_key, *(photo.change_key for photo in photos)} <= keys


def test_the_terms_of_a_credit_are_put_down():
    credit = a_credit()
    terms = {
        "kind": "handout",
        "holder": "Harbour Board",
        "handed_out_on": "2026-05-04",
        "embargo_until": "2026-05-04T12:00",
        "medium": "web",
        "territories": "GB IE",
        "one_story": "on",
        "no_crop": "on",
        "data_mining": "DMI-PROHIBITED",
        "digital_source_type": "digitalCapture",
    }

    at_the_desk("Photo desk").post(credit_address(credit), CREDIT_FORM | terms)

    credit.refresh_from_db()
    assert (credit.last_day, credit.medium, credit.territories) == (
        date(2026, 5, 18),
        "web",
        "GB IE",
    )
    assert (credit.one_story, credit.no_crop, credit.no_resale) == (True, True, False)
    assert credit.embargo_until is not None


@pytest.mark.parametrize(
    "typed",
    [
        {"expires_on": "9999-12-31"},
        {"handed_out_on": "9999-12-26"},
        {"embargo_until": "9999-12-31T23:59"},
    ],
)
def test_a_day_of_a_credit_in_a_year_nobody_can_mean_is_refused(typed):
    credit = a_credit("handout", "", holder="Harbour Board")
    form = CREDIT_FORM | {"kind": "handout", "holder": "Harbour Board"}

    page = at_the_desk("Photo desk").post(credit_address(credit), form | typed)

    assert f"{NO_SUCH_YEAR} 9999 cannot." in page.content.decode()
    credit.refresh_from_db()
    assert (credit.expires_on, credit.handed_out_on, credit.embargo_until) == (None,) * 3


AS_IT_STANDS = CREDIT_FORM | {"kind": "staff", "creators": "Ada"}


def test_one_press_says_who_checked_the_rights_and_when():
    credit, client = a_credit(creators="Ada"), at_the_desk("Photo desk", name="Phoebe Lund")
    assert "Nobody has said so yet." in shown(client, credit_address(credit))

    response = client.post(credit_address(credit), AS_IT_STANDS | {"_checked": "yes"})

    assert response.headers["Location"] == credit_address(credit)
    credit.refresh_from_db()
    assert credit.checked_by == client.user
    assert timezone.now() - credit.checked_at < timedelta(minutes=1)
    assert "By Phoebe Lund, " in shown(client, credit_address(credit))


def test_a_credit_saved_as_it_stood_stays_checked_and_a_changed_one_does_not():
    credit, client = a_credit(creators="Ada"), at_the_desk("Photo desk")
    client.post(credit_address(credit), AS_IT_STANDS | {"_checked": "yes"})

    client.post(credit_address(credit), AS_IT_STANDS)
    credit.refresh_from_db()
    assert credit.checked_by == client.user

    client.post(credit_address(credit), AS_IT_STANDS | {"usage_terms": "Once."})
    credit.refresh_from_db()
    assert (credit.checked_by, credit.checked_at) == (None, None)


@pytest.mark.parametrize("role", ["Researcher", None])
def test_who_may_not_change_credits_cannot_say_they_are_checked(role):
    credit, client = a_credit(creators="Ada"), at_the_desk(role)

    client.post(credit_address(credit), AS_IT_STANDS | {"_checked": "yes"})

    credit.refresh_from_db()
    assert credit.checked_by is None
    answer = client.get(credit_address(credit))
    assert b"checked the rights" not in answer.content


def test_the_day_of_a_handout_is_not_taken_of_a_credit_of_another_kind():
    credit, typed = a_credit(), {"kind": "freelance", "creators": "Ada"}

    page = at_the_desk("Photo desk").post(
        credit_address(credit), CREDIT_FORM | typed | {"handed_out_on": "2026-05-04"}
    )

    assert "Only a handout is lent from a day." in page.content.decode()
    credit.refresh_from_db()
    assert (credit.kind, credit.handed_out_on) == ("staff", None)


def test_a_term_of_a_handout_is_forgotten_with_its_kind():
    credit = a_credit("handout", "", holder="Harbour Board", handed_out_on="2026-05-04")

    at_the_desk("Photo desk").post(
        credit_address(credit),
        CREDIT_FORM | {"kind": "staff", "creators": "Ada", "handed_out_on": "2026-05-04"},
    )

    assert PhotoCredit.objects.get().handed_out_on is None


@pytest.mark.parametrize("role", ["Researcher", None])
def test_who_may_not_change_credits_cannot_with_a_forged_form(role):
    credit = a_credit()

    at_the_desk(role).post(
        credit_address(credit), CREDIT_FORM | {"kind": "staff", "creators": "Forged"}
    )

    assert PhotoCredit.objects.get().creators == credit.creators


def test_the_list_of_credits_takes_the_same_queries_with_one_and_with_many():
    client, credits_ = at_the_desk(), reverse("admin:articles_photocredit_changelist")
    a_photo()
    one = queries(client, credits_)
    for number in range(6):
        a_photo(credit=a_credit(creators=f"Jane {number}"))

    assert queries(client, credits_) == one <= 7
    assert "Jane 5" in shown(client, credits_)
