"""The screens of tags, sections, contributors, sources and documents."""

import pytest
from django.contrib import admin
from django.core import serializers
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern

from articles import models, named
from articles.changes import Change
from articles.people.models import Contributor
from articles.sources.models import Document, Source
from articles.stories.copy import BylineCopy, CitationCopy, QuotationCopy
from articles.tags.models import RESERVED, Section, Tag, TagMerge
from tests.newsroom import (
    a_contributor,
    a_document,
    a_section,
    a_source,
    a_story,
    a_story_in,
    a_tag,
    a_user,
)

from .desks import at_the_desk, do, queries, said, shown

pytestmark = pytest.mark.django_db

NAMED = {"tag": a_tag, "section": a_section, "contributor": a_contributor, "source": a_source}
LISTS = [*NAMED, "document"]
# Who may do what with which table; whoever is not named may not.
MAY_CHANGE = {
    "tag": {"Editor", "Publisher"},
    "section": {"Publisher"},
    "contributor": {"Editor", "Publisher"},
    "source": {"Writer", "Researcher", "Editor", "Publisher"},
}
MAY_MERGE = MAY_CHANGE | {"source": {"Editor", "Publisher"}}
ROLES = ["Writer", "Photo desk", "Researcher", "Editor", "Publisher"]


def address(model: str, row=None) -> str:
    if row is None:
        return reverse(f"admin:articles_{model}_changelist")
    return reverse(f"admin:articles_{model}_change", args=[row.pk])


def form_of(client, model: str, row, **typed) -> dict:
    """What the form of `row` sends, with `typed` over it."""
    page = client.get(address(model, row))
    form = page.context["adminform"].form
    data = {name: form.initial.get(name) for name in form.fields}
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= {f"{formset.prefix}-{k}": v for k, v in formset.management_form.initial.items()}
        for each in formset.forms:
            data |= {each.add_prefix(name): each.initial.get(name) for name in each.fields}
            data[each.add_prefix("id")] = each.instance.pk
    data = {name: "" if value is None else value for name, value in data.items()}
    return {name: getattr(value, "pk", value) for name, value in data.items()} | typed


def everything() -> dict[str, list]:
    """Every row of every table of ours but the logs, to compare whole sets."""
    logs = (models.Change, TagMerge, *named.Merge.__subclasses__())
    tables = [m for m in admin.site._registry if m._meta.app_label == "articles"]
    tables += [models.StoryTag, models.Byline, models.Citation, models.Quotation]
    tables += [models.EditionTag, models.EditionContributor, models.EditionSource]
    tables += [models.TagAlias, models.ContributorAlias, models.SourceAlias, models.Edition]
    return {
        m._meta.label: sorted(
            serializers.serialize("python", m._base_manager.all()), key=lambda row: row["pk"]
        )
        for m in set(tables) - set(logs)
    }


# --- Lists


@pytest.mark.parametrize("model", LISTS)
def test_every_role_may_look_and_the_queries_do_not_grow(model):
    def make(number):
        publisher = a_source(f"Publisher {number}")
        if model == "document":
            return a_document(f"Report {number}", publisher=publisher)
        row = NAMED[model](f"Name {number}")
        row.aliases.create(name=f"Alias {number}")
        return row

    make(0)
    clients = [at_the_desk(role) for role in ROLES]
    one = [queries(client, address(model)) for client in clients]
    for number in range(1, 12):
        make(number)

    assert [queries(client, address(model)) for client in clients] == one
    assert max(one) <= 8


@pytest.mark.parametrize("model", NAMED)
@pytest.mark.parametrize("typed", ["ELECTIONS", "élections", "poll"])
def test_a_name_is_found_in_any_spelling_and_by_its_aliases(model, typed):
    elections = NAMED[model]("Élections" if typed != "ELECTIONS" else "Elections")
    elections.aliases.create(name="The polls")
    NAMED[model]("Something else")

    response = at_the_desk("Publisher").get(address(model), {"q": typed})

    assert list(response.context["cl"].result_list) == [elections]


def test_a_tag_says_how_many_stories_readers_find_under_it():
    tag = a_tag("Harbour")
    a_story_in("live", tags=(tag.pk,))
    a_story_in("live_with_pending_edit", tags=(tag.pk,), pending={"tags": ()})
    for state in ("draft", "scheduled", "unpublished"):
        a_story_in(state, tags=(tag.pk,))

    [row] = at_the_desk().get(address("tag")).context["cl"].result_list

    assert row.visible_uses == 2


def test_a_document_says_how_many_stories_cite_it_and_which():
    document = a_document("Report")
    cited = (CitationCopy("k3f9x2ab", document.pk, locator="p. 12"),)
    body = '<p>So<cite data-key="k3f9x2ab"></cite>.</p>'
    a_story_in("live", headline="Out", citations=cited, body=body)
    a_story(headline="Begun", citations=cited, body=body)
    client = at_the_desk("Researcher")

    [row] = client.get(address("document")).context["cl"].result_list
    page = shown(client, address("document", document))

    assert row.visible_uses == 1
    assert all(words in page for words in ("Out", "Begun", "p. 12"))


def test_a_document_with_an_address_the_library_has_no_room_for_is_refused_in_words():
    document = {"title": "Report", "kind": "report", "access": "free", "published_precision": "day"}
    document |= {"url": f"https://board.example/{'あ' * 700}"}

    answer = at_the_desk().post(reverse("admin:articles_document_add"), document)

    assert [list(errors) for errors in answer.context["errors"]] == [
        [
            "This address is too long: spelled out it has 6,322 characters, "
            "and the library takes 2,048."
        ]
    ]
    assert not Document.objects.exists()


def test_a_document_yet_to_be_made_is_said_to_be_cited_nowhere():
    """A citation of a source alone has no document, which is not to be cited by every new one."""
    source = a_source("Harbour Board")
    a_story(headline="On a word alone", citations=(CitationCopy("cite-one", source=source.pk),))

    page = shown(at_the_desk(), reverse("admin:articles_document_add"))

    assert "On a word alone" not in page
    assert "Cited in" not in page


@pytest.mark.parametrize(
    "typed", ["harbour report", "Board", "http://www.board.example/r/?utm_source=x#top"]
)
def test_a_document_is_found_by_title_publisher_or_address_however_spelled(typed):
    board = a_source("Harbour Board")
    found = a_document("Report of the harbour", publisher=board, url="https://board.example/r")
    a_document("Something else", publisher=a_source("Others"), url="https://other.example/")

    response = at_the_desk().get(address("document"), {"q": typed})

    assert list(response.context["cl"].result_list) == [found]


def test_a_source_leads_to_all_its_documents():
    board = a_source("Harbour Board")
    for number in range(21):
        a_document(f"Report {number}", publisher=board)
    a_document("Another's", publisher=a_source("Others"))
    client = at_the_desk()

    listed = reverse("admin:articles_document_changelist", query={"publisher__id__exact": board.pk})

    assert listed in shown(client, address("source", board))
    assert len(client.get(listed).context["cl"].result_list) == 21


# --- Renaming


@pytest.mark.parametrize("model", NAMED)
def test_a_rename_keeps_the_old_name_and_address_answering(model):
    row = NAMED[model]("Old name")
    client = at_the_desk("Publisher")

    done = client.post(address(model, row), form_of(client, model, row, name="New name"))

    assert said(done)[0].startswith("“Old name” and its address go on answering")
    rows = type(row).objects
    assert rows.called("old name") == rows.at("old-name") == rows.at("new-name") == row
    assert rows.get().name == "New name"
    assert row.change_key in Change.objects.values_list("key", flat=True)


def test_a_rename_saves_what_else_was_typed():
    tag = a_tag("Old name")
    client = at_the_desk()

    client.post(address("tag", tag), form_of(client, "tag", tag, name="New", description="What."))

    assert Tag.objects.values_list("name", "description").get() == ("New", "What.")


def test_a_change_of_capitals_is_no_new_address():
    tag = a_tag("harbour")
    client = at_the_desk()

    client.post(address("tag", tag), form_of(client, "tag", tag, name="Harbour"))

    assert Tag.objects.values_list("name", "slug").get() == ("Harbour", "harbour")
    assert not tag.aliases.exists()


@pytest.mark.parametrize("model", NAMED)
def test_a_name_another_answers_to_is_refused(model):
    other, row = NAMED[model]("Taken"), NAMED[model]("Free")
    other.aliases.create(name="Also taken")
    client = at_the_desk("Publisher")

    for name in ("TAKEN", "also taken"):
        page = client.post(address(model, row), form_of(client, model, row, name=name))
        assert "already answers to this name" in page.content.decode()

    assert set(type(row).objects.values_list("name", flat=True)) == {"Taken", "Free"}


@pytest.mark.parametrize("model", NAMED)
@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_change_a_name_forged_forms_included(model, role):
    row = NAMED[model]("Before")
    form = form_of(at_the_desk("Publisher"), model, row, name="After")

    at_the_desk(role).post(address(model, row), form)

    row.refresh_from_db()
    assert (row.name == "After") is (role in MAY_CHANGE[model])


# --- Aliases


def test_an_alias_is_added_with_the_form():
    tag = a_tag("United Nations")
    client = at_the_desk()

    client.post(address("tag", tag), form_of(client, "tag", tag, **{"aliases-0-name": "UN"}))

    assert Tag.objects.called("un") == tag


@pytest.mark.parametrize(
    ("aliases", "complaint"),
    [
        (["UN", "un"], "Two of these aliases are the same name"),
        (["united nations"], "This is its own name already"),
        (["Harbour"], "“Harbour” already answers to this name"),
    ],
)
def test_an_alias_that_cannot_be_is_refused_with_a_reason(aliases, complaint):
    a_tag("Harbour")
    typed = {f"aliases-{number}-name": name for number, name in enumerate(aliases)}
    forms = {"aliases-TOTAL_FORMS": len(aliases), "aliases-INITIAL_FORMS": 0}

    page = at_the_desk().post(
        reverse("admin:articles_tag_add"), {"name": "United Nations", **forms, **typed}
    )

    assert complaint in page.content.decode()
    assert Tag.objects.called("United Nations") is None


# --- Identifiers


def identified(client, source, scheme: str, value: str):
    """Save `source` with one more identifier."""
    typed = {"identifiers-0-scheme": scheme, "identifiers-0-value": value}
    return client.post(address("source", source), form_of(client, "source", source, **typed))


def test_a_source_is_given_the_number_the_world_knows_it_by_as_pasted():
    paper = a_source("The Paper")

    identified(
        at_the_desk("Writer"), paper, "issn", "https://portal.issn.org/resource/ISSN/02613077"
    )

    assert [str(each) for each in paper.identifiers.all()] == ["ISSN 0261-3077"]
    assert paper.change_key in Change.objects.values_list("key", flat=True)


def test_a_mistyped_number_and_that_of_another_source_are_refused():
    paper, other = a_source("The Paper"), a_source("Other")
    other.identifiers.create(scheme="wikidata", value="Q42")
    client = at_the_desk("Writer")

    mistyped = identified(client, paper, "issn", "0261-3078").content.decode()
    anothers = identified(client, paper, "wikidata", "Q42").content.decode()

    assert "0261-3078 is mistyped: by its check digits it is no ISSN." in mistyped
    assert "already exists" in anothers
    assert not paper.identifiers.exists()


# --- Sections


def test_no_section_takes_the_address_of_another_page():
    client = at_the_desk("Publisher")
    for name in ("Tags", "2026", "DESK"):
        form = {"name": name, "position": 1, "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
        page = client.post(reverse("admin:articles_section_add"), form)
        assert "is the address of another page" in page.content.decode(), name

    assert not Section.objects.exists()


def test_every_page_at_the_top_of_the_site_is_reserved():
    def words(resolver):
        for pattern in resolver.url_patterns:
            route = pattern.pattern._route if isinstance(pattern.pattern, RoutePattern) else ""
            first = route.partition("/")[0]
            if first and "<" not in first and "." not in first:  # no slug has a dot
                yield first
            elif not route:
                yield from words(pattern) if hasattr(pattern, "url_patterns") else ()

    assert set(words(get_resolver())) <= RESERVED


# --- Deleting


def test_what_is_in_use_cannot_be_deleted_and_the_desk_says_by_what():
    client = at_the_desk(None, is_superuser=True)
    tag = a_tag("Harbour")
    a_story_in("live", tags=(tag.pk,))

    done = client.post(reverse("admin:articles_tag_delete", args=[tag.pk]), {"post": "yes"})

    assert said(done) == [
        "“Harbour” can't be deleted while it is in use: 1 story, 1 published edition."
        " Merge it into another one instead."
    ]
    assert Tag.objects.get() == tag


def test_what_nothing_uses_can_be_deleted_by_an_administrator():
    client = at_the_desk(None, is_superuser=True)
    tag = a_tag("Typo")

    client.post(reverse("admin:articles_tag_delete", args=[tag.pk]), {"post": "yes"})

    assert not Tag.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_no_role_deletes_from_the_library(role):
    client = at_the_desk(role)
    rows = {model: make() for model, make in NAMED.items()} | {"document": a_document()}

    for model, row in rows.items():
        gone = client.post(
            reverse(f"admin:articles_{model}_delete", args=[row.pk]), {"post": "yes"}
        )
        assert gone.status_code == 403
        assert type(row).objects.filter(pk=row.pk).exists()


# --- Merging


def newsroom_with(kind: str):
    """Three rows of a kind that are one, in stories of every sort."""
    names = ("Harbour Board", "Harbor Board", "The Board")
    rows = [NAMED[kind](name) for name in names]
    for number, row in enumerate(rows):
        if kind != "section":
            row.aliases.create(name=f"Alias {number}")
        for state in ("draft", "live", "live_with_scheduled_update"):
            a_story_in(state, **using(kind, row))
    if kind == "tag":
        a_story_in("live", tags=tuple(row.pk for row in rows))
    return rows


def using(kind: str, row) -> dict:
    return {
        "tag": lambda: {"tags": (row.pk,)},
        "section": lambda: {"section": row.pk},
        "contributor": lambda: {"bylines": (BylineCopy(row.pk),)},
        "source": lambda: {
            "body": '<blockquote data-key="q81mz0pd" data-speaker="A"><p>No.</p></blockquote>',
            "citations": (CitationCopy("k3f9x2ab", source=row.pk),),
            "quotations": (QuotationCopy("q81mz0pd", speaker=row.pk),),
        },
    }[kind]()


@pytest.mark.parametrize("kind", NAMED)
def test_a_merge_moves_everything_and_undoing_it_restores_exactly_what_was(kind):
    stays, *losers = newsroom_with(kind)
    before = everything()
    client = at_the_desk("Publisher")

    asked = do(client, address(kind), "merge", [stays, *losers])
    assert all(row.name in asked.content.decode() for row in (stays, *losers))
    assert everything() == before
    done = do(client, address(kind), "merge", [stays, *losers], apply="yes", stays=stays.pk)

    assert said(done) == [
        "“Harbor Board”, “The Board” now answer as “Harbour Board”, old addresses too."
    ]
    rows = type(stays).objects
    assert {rows.called(row.name) for row in losers} == {stays}
    assert {rows.at(row.slug) for row in losers} == {stays}
    assert list(client.get(address(kind)).context["cl"].result_list) == [stays]

    merges = address(f"{kind}merge")
    do(client, merges, "undo", list(losers[0].merges.model.objects.all()))

    assert everything() == before


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_merge_forged_forms_included(kind, role):
    stays, loser = NAMED[kind]("One"), NAMED[kind]("Other")

    client = at_the_desk(role)
    do(client, address(kind), "merge", [stays, loser], apply="yes", stays=stays.pk)

    loser.refresh_from_db()
    assert (loser.merged_into == stays) is (role in MAY_MERGE[kind])
    offered = "Merge into one" in shown(client, address(kind))
    assert offered is (role in MAY_MERGE[kind])


OLD, NEW = "https://paper.example/old", "https://paper.example/new"


def test_documents_that_are_one_are_merged_and_found_by_either_address():
    loser, stays = a_document("Report", url=OLD), a_document("The report", url=NEW)
    a_document("Another", url="https://paper.example/other")
    a_story_in("live", citations=(CitationCopy("k3f9x2ab", loser.pk),))
    before = everything()
    client = at_the_desk("Editor")
    assert "Merged into it" not in shown(client, address("document", stays))

    asked = do(client, address("document"), "merge", [stays, loser]).content.decode()
    assert "If it goes, these move: 1 citation, 1 published edition." in asked
    done = do(client, address("document"), "merge", [stays, loser], apply="yes", stays=stays.pk)

    assert said(done) == ["“Report” now answers as “The report”, old addresses too."]
    [found] = client.get(address("document"), {"q": OLD}).context["cl"].result_list
    assert (found, found.visible_uses) == (stays, 1)
    page = shown(client, address("document", stays))
    assert "Merged into it" in page
    assert f'Report<br><small class="address">{OLD}</small>' in page

    do(client, address("documentmerge"), "undo", list(loser.merges.all()))
    assert everything() == before


def test_documents_are_not_merged_into_one_that_would_lose_what_is_known():
    loser, stays = a_document("Report", url=OLD), a_document("The report")

    client = at_the_desk("Editor")
    done = do(client, address("document"), "merge", [stays, loser], apply="yes", stays=stays.pk)

    assert said(done) == ["“Report” has an address and “The report” has none: keep the first."]
    loser.refresh_from_db()
    assert loser.merged_into is None


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_merge_documents_forged_forms_included(role):
    stays, loser = a_document("One"), a_document("Other")

    client = at_the_desk(role)
    do(client, address("document"), "merge", [stays, loser], apply="yes", stays=stays.pk)

    loser.refresh_from_db()
    assert (loser.merged_into == stays) is (role in MAY_MERGE["tag"])


@pytest.mark.parametrize("role", ["Writer", "Photo desk", "Researcher"])
def test_only_those_who_may_merge_may_undo_a_merge(role):
    stays, loser = a_tag("One"), a_tag("Other")
    merge = named.merge(loser, into=stays, by=a_user("Editor"))

    do(at_the_desk(role), address("tagmerge"), "undo", [merge])

    loser.refresh_from_db()
    assert loser.merged_into == stays


def test_one_alone_cannot_be_merged():
    done = do(at_the_desk(), address("tag"), "merge", [a_tag()])

    assert said(done) == ["Choose two or more to merge, and at most 50."]


def test_the_one_that_stays_has_to_be_among_those_chosen():
    rows, outsider = [a_tag("One"), a_tag("Two")], a_tag("Outsider")

    page = do(at_the_desk(), address("tag"), "merge", rows, apply="yes", stays=outsider.pk)

    assert "Say which one stays." in page.content.decode()
    assert Tag.objects.standing().count() == 3


def test_a_merge_from_a_searched_list_leads_back_to_that_list():
    rows = [a_tag("One"), a_tag("Other one")]
    searched = address("tag") + "?q=one"

    done = do(at_the_desk(), searched, "merge", rows, apply="yes", stays=rows[0].pk)

    assert (done.status_code, done.url) == (302, searched)


def test_undoing_a_merge_twice_says_so():
    stays, loser = a_tag("One"), a_tag("Other")
    merge = named.merge(loser, into=stays, by=a_user("Editor"))
    client = at_the_desk()

    do(client, address("tagmerge"), "undo", [merge])
    again = do(client, address("tagmerge"), "undo", [merge])

    assert said(again)[-1] == "Other into One: This merge has been undone already."


def test_merges_are_looked_at_and_undone_and_nothing_else():
    client = at_the_desk(None, is_superuser=True)
    merge = named.merge(a_tag("Other"), into=a_tag("One"), by=client.user)

    assert client.get(reverse("admin:articles_tagmerge_add")).status_code == 403
    delete = reverse("admin:articles_tagmerge_delete", args=[merge.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert TagMerge.objects.count() == 1


# --- People


def test_an_editor_does_not_choose_among_accounts():
    person = a_contributor()
    client = at_the_desk()

    client.post(
        address("contributor", person),
        form_of(client, "contributor", person, user=client.user.pk, title="Correspondent"),
    )

    assert Contributor.objects.values_list("title", "user").get() == ("Correspondent", None)


def test_a_document_and_a_source_changed_are_noted_for_the_readers_pages():
    source, document = a_source(), a_document()
    client = at_the_desk()

    for model, row in (("source", source), ("document", document)):
        client.post(address(model, row), form_of(client, model, row, internal_note="Ask Ada."))

    assert Source.objects.get().internal_note == Document.objects.get().internal_note == "Ask Ada."
    assert {source.change_key, document.change_key} <= set(
        Change.objects.values_list("key", flat=True)
    )
