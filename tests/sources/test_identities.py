"""Who a person is that is not to be named: sealed, opened by few, on record, and nowhere else."""

import io
import logging

import pytest
from cryptography.fernet import Fernet
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from articles.sources import identities, sealing
from articles.sources.identities import ConfidentialIdentity, NotYours, Person
from newsroom import environment
from tests.newsroom import a_user, an_agreement

pytestmark = pytest.mark.django_db
NAME = "Zebedee Quillfeather"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture(autouse=True)
def keys(settings):
    settings.CONFIDENTIAL_KEYS = [OLD]


@pytest.fixture
def agreement():
    made = an_agreement()
    keep(made)
    return made


def keep(agreement, **said):
    said = {"by": agreement.agreed_by, "why": "To reach them again."} | said
    identities.keep(agreement, Person(NAME, "0123 456", "At night."), **said)


def log(agreement):
    return [(one.act, one.by, one.why) for one in agreement.identity_log.order_by("pk")]


def test_it_is_sealed_and_opened_and_both_are_on_record(agreement):
    publisher = a_user("Publisher")

    person = identities.read(agreement, by=publisher, why="A libel claim.")

    assert person == Person(NAME, "0123 456", "At night.")
    assert NAME not in agreement.identity.sealed
    assert log(agreement) == [
        ("changed", agreement.agreed_by, "To reach them again."),
        ("read", publisher, "A libel claim."),
    ]


@pytest.mark.parametrize("role", ["Writer", "Editor", "Researcher", "Photo desk", None])
def test_no_role_but_the_publishers_opens_it(agreement, role):
    with pytest.raises(NotYours):
        identities.read(agreement, by=a_user(role), why="Curious.")
    assert len(log(agreement)) == 1


def test_a_superuser_opens_nothing_merely_by_being_one(agreement):
    with pytest.raises(NotYours):
        identities.read(agreement, by=a_user(is_superuser=True), why="I can.")


def test_who_is_named_as_knowing_them_opens_it(agreement):
    editor = a_user("Editor")
    keep(agreement, known_to=[editor])

    assert identities.read(agreement, by=editor, why="To check.").name == NAME


def test_who_has_left_opens_nothing(agreement):
    agreement.agreed_by.is_active = False
    assert not identities.may_open(agreement, agreement.agreed_by)


def test_without_a_reason_it_stays_shut(agreement):
    with pytest.raises(sealing.Unsealable, match="Say why"):
        identities.read(agreement, by=agreement.agreed_by, why="  ")


def test_without_a_key_nothing_is_kept(settings):
    settings.CONFIDENTIAL_KEYS = []
    with pytest.raises(sealing.Unsealable, match="CONFIDENTIAL_KEYS"):
        keep(an_agreement())
    assert not ConfidentialIdentity.objects.exists()


def test_a_wrong_key_opens_nothing_and_writes_over_nothing(agreement, settings):
    before = agreement.identity.sealed
    settings.CONFIDENTIAL_KEYS = [NEW]
    for act in (
        lambda: identities.read(agreement, by=agreement.agreed_by, why="?"),
        lambda: keep(agreement),
    ):
        with pytest.raises(sealing.Unsealable, match="is missing"):
            act()
    assert ConfidentialIdentity.objects.get().sealed == before
    assert len(log(agreement)) == 1


def test_keys_are_rotated(agreement, settings):
    settings.CONFIDENTIAL_KEYS = [NEW, OLD]
    call_command("reseal_identities", stdout=io.StringIO())
    settings.CONFIDENTIAL_KEYS = [NEW]

    assert identities.read(agreement, by=agreement.agreed_by, why="?").name == NAME


def test_a_rotation_without_the_old_key_says_so(agreement, settings):
    settings.CONFIDENTIAL_KEYS = [NEW]
    with pytest.raises(CommandError, match="is missing"):
        call_command("reseal_identities")


def test_a_key_that_is_none_is_refused_without_being_shown(monkeypatch):
    monkeypatch.setenv("CONFIDENTIAL_KEYS", f"{OLD},secretsecret")
    with pytest.raises(ImproperlyConfigured, match="key 2") as refused:
        environment.sealing_keys("CONFIDENTIAL_KEYS")
    assert "secretsecret" not in str(refused.value)


# the screen


def at(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def screen(agreement) -> str:
    return f"/desk/articles/sourcingagreement/{agreement.pk}/identity/"


def test_the_screen_shows_it_for_a_reason_and_is_not_kept(agreement):
    client = at(agreement.agreed_by)
    closed = client.get(screen(agreement))
    unreasoned = client.post(screen(agreement), {"open": "yes", "why": ""})
    opened = client.post(screen(agreement), {"open": "yes", "why": "A libel claim."})

    assert [NAME in page.content.decode() for page in (closed, unreasoned, opened)] == [
        False,
        False,
        True,
    ]
    assert "no-store" in opened["Cache-Control"]
    assert log(agreement)[1:] == [("read", agreement.agreed_by, "A libel claim.")]
    assert "A libel claim." in client.get(screen(agreement)).content.decode()


def test_the_screen_seals_a_person(agreement):
    new, editor = an_agreement(), a_user("Editor")
    given = {"keep": "yes", "name": NAME, "why": "New.", "known_to": [editor.pk]}

    at(new.agreed_by).post(screen(new), given)

    assert identities.read(new, by=editor, why="To check.").name == NAME


@pytest.mark.parametrize(("found", "said"), [([], "No key is set"), ([NEW], "None of the keys")])
def test_the_screen_says_what_is_wrong_with_the_keys(agreement, settings, found, said):
    settings.CONFIDENTIAL_KEYS = found
    page = at(agreement.agreed_by).post(screen(agreement), {"open": "yes", "why": "?"})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert NAME not in page.content.decode()


def test_without_a_key_the_screen_asks_for_no_name(settings):
    new = an_agreement()
    with_key = at(new.agreed_by).get(screen(new)).content.decode()
    settings.CONFIDENTIAL_KEYS = []
    without = at(new.agreed_by).get(screen(new)).content.decode()

    assert ['name="name"' in page for page in (with_key, without)] == [True, False]
    assert "set CONFIDENTIAL_KEYS" in without


# where it never is


def test_no_log_has_it(agreement, caplog):
    with caplog.at_level(logging.DEBUG, logger="django.db.backends"):
        connection.force_debug_cursor = True
        keep(agreement)
        at(agreement.agreed_by).post(screen(agreement), {"open": "yes", "why": "?"})
        connection.force_debug_cursor = False

    assert "articles_confidentialidentity" in caplog.text  # the statements are there
    assert NAME not in caplog.text
    assert NAME not in str(connection.queries)


def test_no_dump_and_no_history_has_it(agreement):
    at(agreement.agreed_by).post(screen(agreement), {"keep": "yes", "name": NAME, "why": "Again."})
    dump = io.StringIO()
    call_command("dumpdata", "articles", stdout=dump)

    assert "articles.confidentialidentity" in dump.getvalue()
    assert NAME not in dump.getvalue()
    assert NAME not in str(list(LogEntry.objects.values()))


@pytest.mark.parametrize("debug", [True, False])
def test_no_error_page_has_it(agreement, settings, monkeypatch, debug):
    settings.DEBUG = debug

    def broken(*args, **kwargs):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(identities, "record", broken)
    client = at(agreement.agreed_by)
    client.raise_request_exception = False
    for posted in ({"keep": "yes", "name": NAME, "why": "?"}, {"open": "yes", "why": "?"}):
        page = client.post(screen(agreement), posted)
        assert page.status_code == 500
        assert NAME not in page.content.decode()


def test_printing_a_person_tells_nothing():
    assert NAME not in f"{Person(NAME)} {Person(NAME)!r}"
