"""Who may do what at the desk: every route × method × role, and every POST somebody could forge."""

import logging

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.changes import Change
from articles.stories.models import Citation, Placement, Story

from . import newsroom
from .forgeries import FORGERIES, story_form
from .house import House
from .matrix import BOTH, DESK, IDENTITIES, PUBLIC, WRITING, Trail, routes
from .newsroom import ROLES

OUTSIDE = ("anonymous", "reader")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's, whose tests each close the connection: one for a module."""
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"])
        yield


@pytest.fixture(scope="module")
def house(db):
    logging.disable(logging.ERROR)  # hundreds of refusals, each of them wanted
    try:
        with transaction.atomic():
            yield House({who: a_user_as(who) for who in IDENTITIES if who != "anonymous"})
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


def a_user_as(identity: str) -> User:
    role = identity if identity in ROLES else None
    staff, superuser = identity != "reader", identity == "superuser"
    return newsroom.a_user(role, name=f"The {identity}", staff=staff, is_superuser=superuser)


@pytest.fixture(scope="module")
def ask(house):
    """ask(who, method, address, data=None) is a response; whatever it wrote is taken back."""
    cookies = {}
    for who, user in house.users.items():
        client = Client()
        client.force_login(user)
        cookies[who] = client.cookies

    def asked(who: str, method: str, address: str, data=None, **options):
        client = Client(**options)
        client.cookies.load(cookies[who].output(header="") if who in cookies else "")
        return getattr(client, method.lower())(address, data)

    return asked


class taken_back(transaction.Atomic):
    """Whatever is written inside is gone afterwards."""

    def __init__(self):
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, *raised):
        transaction.set_rollback(True)
        super().__exit__(*raised)


def test_every_route_is_in_the_tables_and_every_entry_is_a_route():
    assert set(routes()) == PUBLIC.keys() | DESK.keys() | BOTH


def door(response) -> str:
    """Where a request got: sent to sign in, refused, asked in a way the screen doesn't know, in."""
    if response.status_code == 302 and response["Location"].startswith("/desk/login/"):
        return "sign in"
    return {403: "refused", 405: "no such method"}.get(response.status_code, "in")


def expected(allowed: frozenset[str] | None, who: str) -> str:
    if who in OUTSIDE:
        return "sign in"
    if allowed is None:
        return "no such method"
    return "in" if who in allowed else "refused"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_each_screen_lets_in_whom_the_table_says(method, house, ask, record_property):
    """Nobody else, and sends those from outside to sign in; by GET and HEAD nothing is written."""
    astray, wrote = {}, set()
    for route, screen in DESK.items():
        address = screen.address.format(**house.places)
        allowed = screen.post if method == "POST" else screen.get
        for who in IDENTITIES:
            with taken_back(), CaptureQueriesContext(connection) as queries:
                response = ask(who, method, address)
            assert response.status_code < 500
            got, wanted = door(response), expected(allowed, who)
            if method == "HEAD" and got == "no such method":
                wanted = got  # a screen may know GET alone
            if got != wanted:
                astray[route, who] = f"{got}, not {wanted}"
            if method != "POST" and any(is_writing(query) for query in queries):
                wrote.add((route, who))

    record_property("cells", len(DESK) * len(IDENTITIES))
    assert astray == {}
    assert wrote == set()


def is_writing(query: dict) -> bool:
    return query["sql"].lstrip().upper().startswith(WRITING)


def test_strangers_get_no_content_with_their_refusal(house, ask):
    told = {
        (screen.address, who, method)
        for screen in DESK.values()
        for who in OUTSIDE
        for method in ("GET", "POST")
        if ask(who, method, screen.address.format(**house.places)).content
    }

    assert told == set()


def everything() -> dict[str, list]:
    """All rows of the newsroom's tables and of the accounts; what is no change left out."""
    kept = {
        model: [column.attname for column in model._meta.concrete_fields]
        for model in (*apps.get_app_config("articles").get_models(), User, Group)
    }
    kept |= {User.groups.through: ["user_id", "group_id"], Group.permissions.through: ["group_id"]}
    kept[User].remove("last_login")
    del kept[Change]
    return {
        model._meta.label: sorted(map(repr, model._base_manager.order_by().values_list(*columns)))
        for model, columns in kept.items()
    }


@pytest.fixture(scope="module")
def standing(house, ask):
    return everything()


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_post_changes_something_only_for_whom_it_may(name, house, ask, standing):
    forgery, changed = FORGERIES[name], {}
    for who in IDENTITIES:
        address, data = forgery.request(house, who if who in house.own else "reader")
        with taken_back(), CaptureQueriesContext(connection) as queries:
            response = ask(who, "POST", address, data)
            if any(is_writing(query) for query in queries) and (now := everything()) != standing:
                changed[who] = {label for label in now if now[label] != standing[label]}
        assert response.status_code < 500, who

    assert {who: changed[who] for who in changed.keys() - forgery.by} == {}
    assert changed.keys() == forgery.by


def test_rows_of_another_story_stay_its_own(house, ask):
    """Keys and ids of another's citations and photos in one's own form take nothing from it."""
    writer, victim = house.users["Writer"], house.other["submitted"]
    cited, placed = victim.citations.get(), victim.placements.get()
    address, data = story_form(house, house.own["Writer"])
    forged = {
        "citations-TOTAL_FORMS": 1,
        "citations-0-id": cited.pk,
        "citations-0-key": cited.key,
        "citations-0-story": victim.pk,
        "citations-0-document": house.document.pk,
        "citations-0-role": "supports",
        "citations-0-visibility": "public",
        "citations-0-locator": "forged",
        "placements-TOTAL_FORMS": 1,
        "placements-0-id": placed.pk,
        "placements-0-key": placed.key,
        "placements-0-photo": house.photo.pk,
        "placements-0-role": "inline",
        "placements-0-caption": "forged",
        "placements-0-story": victim.pk,
    }

    with taken_back():
        response = ask("Writer", "POST", address, data | forged)
        locators = set(Citation.objects.values_list("story__filed_by", "locator"))
        captions = set(Placement.objects.values_list("story__filed_by", "caption"))
        kept = (victim.citations.get().locator, victim.placements.get().caption)

    assert response.status_code == 302
    assert {who for who, said in locators | captions if said == "forged"} == {writer.pk}
    assert kept == (cited.locator, placed.caption)


def test_columns_that_are_no_fields_cannot_be_typed_in(house, ask):
    story, other = house.own["Writer"], house.users["Editor"]
    address, data = story_form(house, story, headline="Changed")
    forged = {"status": "published", "filed_by": other.pk, "id": 1, "pk": 1, "changed_by": other.pk}

    with taken_back():
        ask("Writer", "POST", address, data | forged)
        after = Story.objects.get(pk=story.pk)

    assert after.headline == "Changed"
    assert (after.status, after.filed_by) == ("draft", house.users["Writer"])
    assert after.changed_by == house.users["Writer"]


def test_accounts_are_looked_up_by_nobody_who_may_not_see_them(house, ask):
    name = house.users["reader"].username  # who is told nobody's name, not even their own
    address = "/desk/autocomplete/?app_label=articles&model_name=contributor&field_name=user"

    seen = {who for who in IDENTITIES if name.encode() in ask(who, "GET", address).content}

    assert seen == {"superuser"}


PRYING = {
    "/desk/articles/story/?changed_by__password__startswith=md5",
    "/desk/articles/story/?filed_by__username__startswith=user",
    "/desk/articles/contributor/?user__password__startswith=md5",
    "/desk/articles/document/?publisher__internal_note__startswith=a",
    "/desk/articles/tagmerge/?by__password__startswith=md5",
    "/desk/articles/photo/?placements__story__editor_note__contains=a",
}


@pytest.mark.parametrize("address", sorted(PRYING))
def test_a_list_answers_no_question_it_does_not_ask_itself(address, house, ask):
    """Or its length would tell, letter by letter, what nobody may read."""
    assert ask("superuser", "GET", address).status_code in (400, 302)


@pytest.mark.parametrize("shape", ["{}change", "{}change//", "{}CHANGE/", "{}change/%00", "{}./"])
def test_no_other_spelling_of_an_address_is_let_in(shape, house, ask):
    address = shape.format(f"/desk/articles/story/{house.other['draft'].pk}/")

    content = {who: ask(who, "GET", address).content for who in (*OUTSIDE, "no role")}

    assert b"zqheadline" not in b"".join(content.values())


def test_nothing_unsafe_is_done_without_a_token(house, ask):
    trail = Trail(
        section="city",
        days=(timezone.localdate(),),
        slugs=("zq",),
        tags=("zqtag",),
        sources=("zqsource",),
        documents=(house.document.pk,),
        credits=(house.credit.slug,),
        contributors=("zqcontributor",),
        files=(house.places["file"],),
    )
    addresses = {address for surface in PUBLIC.values() for address in surface.addresses(trail)}
    addresses |= {screen.address.format(**house.places) for screen in DESK.values()}
    addresses |= {f"/{route}" for route in BOTH}

    done = {
        (address, method)
        for address in addresses
        for method in UNSAFE
        if ask("superuser", method, address, enforce_csrf_checks=True).status_code != 403
    }

    assert done == set()
