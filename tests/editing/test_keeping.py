"""Two people with the same form of the library open: nothing either of them entered is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from articles.photos.credits import PhotoCredit
from articles.photos.models import Photo
from articles.stories.copy import PlacementCopy
from tests.newsroom import (
    a_credit,
    a_document,
    a_photo,
    a_published_story,
    a_source,
    a_tag,
    an_agreement,
)

from .desks import at_the_desk, said

pytestmark = pytest.mark.django_db

NOW = "Somebody else has changed this since you opened the form: it is"


class Form:
    """The form of a row as somebody has it open."""

    def __init__(self, client: Client, row):
        self.client = client
        self.name = row._meta.model_name
        self.address = reverse(f"admin:articles_{self.name}_change", args=[row.pk])
        self.read(client.get(self.address))

    def read(self, response) -> None:
        document = html.fromstring(response.content.decode())
        self.errors = [error.text_content() for error in document.find_class("errorlist")]
        form = document.get_element_by_id(f"{self.name}_form")
        for box in form.iter("input"):
            box.value = "" if box.value is None and box.type != "file" else box.value
        # Browsers leave out the line end that opens a textarea, and send CR LF for others.
        self.fields = {
            name: "\r\n".join(value.removeprefix("\n").splitlines())
            for name, value in form.form_values()
        }

    def save(self, **typed):
        response = self.client.post(self.address, self.fields | typed)
        if response.status_code == 200:
            self.read(response)
        return response


ROWS = {
    "photo": (a_photo, "caption", "alt_text"),
    "credit": (a_credit, "creators", "usage_terms"),
    "document": (a_document, "title", "note"),
    "source": (a_source, "description", "internal_note"),
    "tag": (a_tag, "name", "description"),
    "agreement": (an_agreement, "wording", "reason"),
}


@pytest.mark.parametrize("kind", ROWS)
def test_what_another_entered_meanwhile_stands_where_one_changed_something_else(kind):
    make, mine, theirs = ROWS[kind]
    row, client = make(), at_the_desk("Editor", is_superuser=True)
    form, other = Form(client, row), Form(client, row)
    other.save(**{theirs: "What the other entered"})

    done = form.save(**{mine: "What I entered"})

    assert done.status_code == 302, form.errors
    row.refresh_from_db()
    assert (getattr(row, mine), getattr(row, theirs)) == (
        "What I entered",
        "What the other entered",
    )


@pytest.mark.parametrize("kind", ROWS)
def test_where_both_changed_the_same_one_is_told_and_nothing_typed_is_lost(kind):
    make, field, _ = ROWS[kind]
    row, client = make(), at_the_desk("Editor", is_superuser=True)
    form, other = Form(client, row), Form(client, row)
    other.save(**{field: "What the other entered"})

    form.save(**{field: "What I entered"})

    assert any(f"{NOW} “What the other entered” now." in error for error in form.errors)
    assert form.fields[field] == "What I entered"
    row.refresh_from_db()
    assert getattr(row, field) == "What the other entered"

    form.save()

    row.refresh_from_db()
    assert getattr(row, field) == "What I entered"


def test_a_credit_given_meanwhile_is_not_taken_away():
    photo, client = a_photo(credit=None), at_the_desk("Photo desk")
    form = Form(client, photo)
    credit = a_credit(creators="Lena Osei")
    Photo.objects.update(credit=credit)

    form.save(caption="Fog over the harbour.")

    photo.refresh_from_db()
    assert (photo.credit, photo.caption) == (credit, "Fog over the harbour.")


def test_terms_entered_meanwhile_are_not_taken_away():
    credit, client = a_credit(creators="Jane Doe\nLena Osei"), at_the_desk("Photo desk")
    form = Form(client, credit)
    terms = {"expires_on": "2026-12-01", "mandatory_line": "Photo: L. Osei", "no_crop": True}
    PhotoCredit.objects.update(embargo_until="2026-11-01T12:00:33Z", **terms)

    form.save(copyright_notice="© Osei")

    credit.refresh_from_db()
    assert (str(credit.expires_on), credit.mandatory_line, credit.no_crop) == (*terms.values(),)
    assert credit.embargo_until.second == 33
    assert credit.copyright_notice == "© Osei"


@pytest.mark.parametrize(
    ("theirs", "typed", "words"),
    [
        ({"expires_on": "2026-12-01"}, {"expires_on": "2026-12-24"}, "“1 Dec 2026”"),
        ({"medium": "web"}, {"medium": "print"}, "“On the web only”"),
        ({"supplier": ""}, {"supplier": "AP"}, "empty"),
    ],
)
def test_what_stands_there_now_is_said_in_words(theirs, typed, words):
    credit, client = a_credit("agency", supplier="AFP"), at_the_desk("Photo desk")
    form = Form(client, credit)
    PhotoCredit.objects.update(**theirs)

    form.save(**typed)

    assert [error for error in form.errors if f"{NOW} {words} now." in error]


def test_the_same_change_twice_is_no_quarrel():
    photo, client = a_photo(), at_the_desk("Photo desk")
    form, other = Form(client, photo), Form(client, photo)
    other.save(caption="Fog.")

    assert form.save(caption="Fog.").status_code == 302


def test_nobody_has_checked_terms_that_changed_while_they_looked():
    credit, client = a_credit(), at_the_desk("Photo desk")
    form = Form(client, credit)
    PhotoCredit.objects.update(medium="print")

    done = form.save(_checked="yes")

    credit.refresh_from_db()
    assert (credit.medium, credit.checked_at) == ("print", None)
    assert said(done) == [
        "Somebody else has changed the terms since you opened the form: look at them, and say so"
        " again."
    ]


def test_whoever_takes_the_credit_from_a_photo_readers_see_is_told_where_it_is_gone():
    photo, unseen = a_photo(credit=a_credit(creators="Lena Osei")), a_photo()
    a_published_story(headline="Fog", placements=(PlacementCopy("p001", photo.pk, role="lead"),))

    told = said(Form(at_the_desk("Photo desk"), photo).save(credit=""))
    told_nothing = said(Form(at_the_desk("Photo desk"), unseen).save(credit=""))

    gone = "Without a credit readers no longer see this photo in “Fog”. The credit it had is"
    assert [sentence for sentence in told if gone in sentence and "Lena Osei" in sentence]
    assert not [sentence for sentence in told_nothing if "Without a credit" in sentence]
