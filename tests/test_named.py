"""What has a name answers to every spelling, every alias and every former name of it."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.changes import Change
from articles.named import Alias, Named
from articles.people.models import Contributor, ContributorAlias
from articles.sources.models import Source, SourceAlias
from articles.tags.models import Section, SectionAlias, Tag, TagAlias

pytestmark = pytest.mark.django_db

NAMED = (Tag, Section, Contributor, Source)
ALIASES = (TagAlias, SectionAlias, ContributorAlias, SourceAlias)


@contextmanager
def breaking(column: str):
    """A block that breaks the uniqueness of `column`."""
    with pytest.raises(IntegrityError, match=column), transaction.atomic():
        yield


@pytest.mark.parametrize("table", NAMED)
@pytest.mark.parametrize("spelling", ["Élections", "élections", "ÉLECTIONS", "E\u0301LECTIONS "])
def test_one_name_has_one_row_however_it_is_spelled(table, spelling):
    row = table.objects.create(name="Élections")

    assert table.objects.called(spelling) == row
    with breaking("folded"):
        table.objects.create(name=spelling)
    with pytest.raises(ValidationError, match="already answers"):
        table(name=spelling).full_clean(exclude=["slug", "folded"])


@pytest.mark.parametrize("table", NAMED)
def test_two_rows_cannot_share_an_address(table):
    table.objects.create(name="Wall")
    other = table.objects.create(name="Bridge")

    with breaking("slug"):
        table.objects.filter(pk=other.pk).update(slug="wall")


@pytest.mark.parametrize("table", ALIASES)
def test_two_aliases_cannot_share_a_name_or_an_address(table):
    of = table._meta.get_field("of").related_model.objects.create(name="United Nations")
    table.objects.create(of=of, name="UN")
    other = table.objects.create(of=of, name="U.N.O.")

    with breaking("folded"):
        table.objects.create(of=of, name="un")
    with breaking("slug"):
        table.objects.filter(pk=other.pk).update(slug="un")


@pytest.mark.parametrize("table", ALIASES)
def test_an_alias_answers_for_the_name(table):
    of = table._meta.get_field("of").related_model.objects.create(name="United Nations")
    table.objects.create(of=of, name="UN")

    assert type(of).objects.called("un") == of
    assert type(of).objects.at("un") == of
    assert type(of).objects.called("UNO") is None
    assert type(of).objects.at("uno") is None


def test_an_alias_cannot_be_anybody_elses_name_or_its_own():
    nations, union = Tag.objects.create(name="United Nations"), Tag.objects.create(name="Union")

    with pytest.raises(ValidationError, match="already answers"):
        TagAlias(of=nations, name="UNION").full_clean()
    with pytest.raises(ValidationError, match="own name already"):
        TagAlias(of=union, name="UNION").full_clean()


@pytest.mark.parametrize("name", ["", "  ", "\x00", "\x1b\n"])
def test_a_name_says_something(name):
    with pytest.raises(ValidationError):
        Tag(name=name).full_clean(exclude=["slug", "folded"])


def test_a_name_that_grows_too_long_when_folded_is_refused():
    with pytest.raises(ValidationError, match="Too long"):
        Tag(name="\ufdfa" * 50).full_clean(exclude=["slug", "folded"])


def test_names_apart_get_addresses_apart():
    slugs = [Tag.objects.create(name=name).slug for name in ("A B", "A-B", "A.B", "C", "C++")]

    assert slugs == ["a-b", "a-b-2", "ab", "c", "c-plus-plus"]


def test_a_name_saved_alone_takes_its_key_along():
    tag = Tag.objects.create(name="Wall")

    Tag.objects.update_or_create(pk=tag.pk, defaults={"name": "Bridge"})

    assert Tag.objects.called("bridge") == tag
    assert Tag.objects.called("wall") is None


# rename


@pytest.mark.parametrize("table", NAMED)
def test_after_a_rename_the_old_name_and_address_go_on_answering(table):
    row = table.objects.create(name="Harbor")

    row.rename("Harbour")

    row = table.objects.get(pk=row.pk)
    assert (row.name, row.slug, row.folded) == ("Harbour", "harbour", "harbour")
    assert table.objects.at("harbor") == table.objects.at("harbour") == row
    assert table.objects.called("harbor") == table.objects.called("harbour") == row
    assert [alias.name for alias in row.aliases.all()] == ["Harbor"]
    assert Change.objects.filter(key=row.change_key).exists()


def test_a_name_put_back_is_no_alias_any_more():
    tag = Tag.objects.create(name="Harbor")

    tag.rename("Harbour")
    tag.rename("Harbor")

    assert (tag.name, tag.slug) == ("Harbor", "harbor")
    assert {(alias.name, alias.slug) for alias in tag.aliases.all()} == {("Harbour", "harbour")}


def test_a_change_of_case_alone_is_no_new_name():
    tag = Tag.objects.create(name="harbour")

    tag.rename("Harbour")

    assert (tag.name, tag.slug, tag.aliases.count()) == ("Harbour", "harbour", 0)


def test_renames_between_names_of_one_address_lose_nothing():
    tag = Tag.objects.create(name="A B")

    for name in ("A-B", "A_B", "C", "A B"):
        tag.rename(name)

    assert Tag.objects.get().name == "A B"
    assert {Tag.objects.called(name) for name in ("A B", "A-B", "A_B", "C")} == {tag}
    assert {Tag.objects.at(slug) for slug in ("a-b", "a_b", "c")} == {tag}


def test_nobody_can_take_a_name_or_an_alias_that_is_held():
    held, other = Tag.objects.create(name="United Nations"), Tag.objects.create(name="Union")
    held.aliases.create(name="UN")

    for name in ("united nations", "un"):
        with pytest.raises(ValidationError, match="already answers"):
            Tag.objects.get(pk=other.pk).rename(name)

    assert Tag.objects.get(pk=other.pk).name == "Union"
    assert other.aliases.count() == 0


def test_a_former_address_is_not_given_to_another():
    tag = Tag.objects.create(name="Harbor")
    tag.rename("Harbour")
    tag.aliases.update(name="Harbors", folded="harbors")  # an editor corrects the alias's name

    assert Tag.objects.create(name="Harbor").slug == "harbor-2"


def test_the_tables_under_test_are_all_there_are():
    tables = list(apps.get_app_config("articles").get_models())

    assert {table for table in tables if issubclass(table, Named)} == set(NAMED)
    assert {table for table in tables if issubclass(table, Alias)} == set(ALIASES)


def test_a_new_name_that_two_people_ask_for_at_once_is_made_once(monkeypatch):
    first = Tag.objects.made("Harbour")
    assert Tag.objects.made("HARBOUR") == first
    nobody_yet = iter([None, first])  # what the second of them finds, and then finds after all
    monkeypatch.setattr(type(Tag.objects.all()), "called", lambda self, name: next(nobody_yet))
    monkeypatch.setattr(Tag, "full_clean", lambda self, **but: None)

    assert Tag.objects.all().made("Harbour") == first


def test_a_name_that_cannot_be_one_is_not_made():
    with pytest.raises(ValidationError):
        Tag.objects.made("\u200b")
