"""Requests to the desk that change something, sent by whoever: as a browser would, and forged.

Each is made from the form as a superuser has it open, with everything in it, and is sent as it is
by everybody; `by` says for whom it may have an effect.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from articles.stories.models import Story

from .house import House
from .matrix import (
    CHECKERS,
    EDITORS,
    NOBODY,
    PHOTO_STAFF,
    PUBLISHERS,
    SOURCE_STAFF,
    SUPERUSER,
    WRITERS,
)


@dataclass(frozen=True)
class Forgery:
    """`request(house, who)` is (address, data). `by`: who may change something with it."""

    by: frozenset[str]
    request: Callable


def story_form(house: House, story: Story, **typed) -> tuple[str, dict]:
    """A story's form as the superuser has it; `__` in a name stands for a hyphen."""
    address, data = house.story_form(story)
    return address, data | hyphenated(typed)


def admin_form(house: House, row, **typed) -> tuple[str, dict]:
    """A library row's form, likewise."""
    address, data = house.admin_form(row)
    return address, data | hyphenated(typed)


def hyphenated(typed: dict) -> dict:
    return {name.replace("__", "-"): value for name, value in typed.items()}


def listed(name: str, action: str, rows, **more) -> tuple[str, dict]:
    chosen = [row.pk for row in rows]
    return f"/desk/{name}/", {"action": action, "_selected_action": chosen, **more}


def move(verb: str, state: str, **typed):
    """Press a move of somebody else's story, its button on the page or not."""
    asked = {f"{verb}__{name}": value for name, value in typed.items()}
    return lambda house, who: story_form(house, house.other[state], move=verb, **asked)


def other(state: str, **typed):
    return lambda house, who: story_form(house, house.other[state], **typed)


def own(**typed):
    return lambda house, who: story_form(house, house.own[who], **typed)


def tag_many(house: House, stories) -> tuple[str, dict]:
    return listed("articles/story", "tag", stories, apply="yes", add="zqloose")


def merged(name: str, kind: str):
    """Merge the winner of a merge there was into another row of its table."""

    def request(house: House, who: str):
        winner = house.merges[kind].winner
        another = type(winner).objects.standing().exclude(pk=winner.pk).first()
        return listed(name, "merge", [winner, another], apply="yes", stays=another.pk)

    return request


def undone(kind: str):
    return lambda house, who: listed(f"articles/{kind}", "undo", [house.merges[kind]])


def restored(house: House, story: Story, number: int = 1) -> tuple[str, dict]:
    address = f"/desk/articles/story/{story.pk}/restore/"
    return address, {"revision": number, "version": story.version}


def arranged(house: House, who: str) -> tuple[str, dict]:
    return "/desk/front/", {"do": "save:", "base": "", "story": [house.other["live"].pk]}


def a_new_document(house: House, who: str) -> tuple[str, dict]:
    typed = {"title": "New", "kind": "web_page", "url": "https://new.example/", "publisher": "New"}
    data = {f"document-{name}": value for name, value in typed.items()}
    return "/desk/articles/story/add-document/", data


def asked_for_details(house: House, who: str) -> tuple[str, dict]:
    return "/desk/articles/story/document-details/", {"url": "http://127.0.0.1/"}


def pasted_references(house: House, who: str) -> tuple[str, dict]:
    text = "“New”, New Publisher, 2026, https://new.example/"
    return "/desk/articles/story/read-references/", {"text": text}


def confirmed_references(house: House, who: str) -> tuple[str, dict]:
    typed = {"cite": "on", "title": "New", "kind": "web_page", "url": "https://new.example/"}
    data = {f"references-0-{name}": value for name, value in typed.items()}
    counted = {"references-TOTAL_FORMS": 1, "references-INITIAL_FORMS": 0}
    return "/desk/articles/story/add-references/", data | counted


def evidence(shape: str, **typed):
    return lambda house, who: (f"/desk/articles/document/{shape.format(**house.places)}/", typed)


def told_to(screen: str):
    """The form of a story sent to one of the screens that only look at it."""

    def request(house: House, who: str):
        story = house.other["draft"]
        _, data = story_form(house, story, headline="Looked at", tags="A tag of a new name")
        return f"/desk/articles/story/{story.pk}/{screen}/", data

    return request


def deleted(name: str, thing: str):
    return lambda house, who: (f"/desk/{name}/{house.places[thing]}/delete/", POST)


def row_of(thing: str, **typed):
    return lambda house, who: admin_form(house, getattr(house, thing), **typed)


def listed_rows(house: House, who: str) -> tuple[str, dict]:
    """A list that is not editable, sent as if it were."""
    story = house.other["draft"]
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": story.pk}
    return "/desk/articles/story/", data | {
        "form-0-headline": "Edited in the list",
        "_save": "Save",
    }


POST = {"post": "yes"}

FORGERIES = {
    # A story's own form
    "save another's draft": Forgery(EDITORS, other("draft", headline="Changed")),
    "save another's submitted story": Forgery(EDITORS, other("submitted", headline="Changed")),
    "save another's live story": Forgery(EDITORS, other("live", headline="Changed")),
    "save a spiked story": Forgery(NOBODY, other("spiked", headline="Changed")),
    "save one's own draft": Forgery(WRITERS, own(headline="Changed")),
    "place photos": Forgery(
        EDITORS | {"Photo desk"}, other("submitted", placements__0__caption="Changed")
    ),
    "place photos and change a word": Forgery(
        EDITORS, other("submitted", placements__0__caption="Changed", dek="Changed")
    ),
    "cite": Forgery(EDITORS | {"Researcher"}, other("submitted", citations__0__locator="p. 2")),
    "cite and change a word": Forgery(
        EDITORS, other("submitted", citations__0__locator="p. 2", kicker="Changed")
    ),
    "cite in a spiked story": Forgery(NOBODY, other("spiked", citations__0__locator="p. 2")),
    # Its moves, whether there is a button or not
    "submit another's draft": Forgery(EDITORS, move("submit", "draft")),
    "submit one's own draft": Forgery(WRITERS, own(move="submit")),
    "approve": Forgery(EDITORS, move("approve", "submitted")),
    "approve one's own draft": Forgery(EDITORS, own(move="approve")),
    "send back": Forgery(EDITORS, move("send_back", "submitted", note="No.")),
    "publish": Forgery(PUBLISHERS, move("publish", "ready")),
    "publish one's own draft": Forgery(PUBLISHERS, own(move="publish")),
    "schedule": Forgery(PUBLISHERS, move("schedule", "ready", at="2030-01-01T09:00")),
    "update with a correction": Forgery(
        PUBLISHERS, move("update", "live", kind="correction", text="It was noon.")
    ),
    "update": Forgery(PUBLISHERS, move("update", "live_with_pending_edit")),
    "unpublish": Forgery(PUBLISHERS, move("unpublish", "live", note="No.")),
    "take off the schedule": Forgery(PUBLISHERS, move("withdraw", "scheduled")),
    "lift an embargo": Forgery(NOBODY, move("publish", "embargoed")),
    "spike": Forgery(EDITORS, move("spike", "submitted", note="No.")),
    "revive": Forgery(EDITORS, move("revive", "spiked")),
    # The screens round it
    "restore": Forgery(
        EDITORS, lambda house, who: restored(house, house.other["live_with_pending_edit"])
    ),
    "restore one's own": Forgery(WRITERS, lambda house, who: restored(house, house.own[who])),
    "restore a revision the story has not": Forgery(
        NOBODY, lambda house, who: restored(house, house.other["draft"], number=2)
    ),
    "preview": Forgery(NOBODY, told_to("preview")),
    "ask for readiness": Forgery(NOBODY, told_to("readiness")),
    "compare by POST": Forgery(NOBODY, told_to("compare")),
    "add a document": Forgery(SOURCE_STAFF, a_new_document),
    "fetch a page's details": Forgery(NOBODY, asked_for_details),
    "read a list of references": Forgery(NOBODY, pasted_references),
    "add what a list of references names": Forgery(SOURCE_STAFF, confirmed_references),
    "have a page captured": Forgery(SOURCE_STAFF, evidence("{document}/capture")),
    "bring evidence": Forgery(
        SOURCE_STAFF,
        lambda house, who: (
            f"/desk/articles/document/{house.document.pk}/bring/",
            {"file": BytesIO(b"Forged."), "kind": "other", "note": "Forged."},
        ),
    ),
    "keep a capture from readers": Forgery(
        CHECKERS, evidence("captures/{capture}/withhold", reason="owner")
    ),
    "keep a capture from readers for no reason": Forgery(
        NOBODY, evidence("captures/{capture}/withhold", reason="forged")
    ),
    "delete a story": Forgery(NOBODY, deleted("articles/story", "story")),
    # Lists
    "tag others' stories": Forgery(
        EDITORS, lambda house, who: tag_many(house, [house.other["draft"], house.other["live"]])
    ),
    "tag one's own stories": Forgery(WRITERS, lambda house, who: tag_many(house, [house.own[who]])),
    "tag others' stories with a new tag": Forgery(
        EDITORS,
        lambda house, who: listed(
            "articles/story", "tag", [house.other["draft"]], apply="yes", add="Never heard of"
        ),
    ),
    "spike many": Forgery(
        EDITORS,
        lambda house, who: listed(
            "articles/story", "spike", [house.other["draft"]], apply="yes", note="No."
        ),
    ),
    "delete many stories": Forgery(
        NOBODY,
        lambda house, who: listed(
            "articles/story", "delete_selected", [house.other["draft"]], post="yes"
        ),
    ),
    "delete many tags": Forgery(
        NOBODY,
        lambda house, who: listed("articles/tag", "delete_selected", [house.loose_tag], post="yes"),
    ),
    "edit in the list": Forgery(NOBODY, listed_rows),
    "merge tags": Forgery(EDITORS, merged("articles/tag", "tagmerge")),
    "merge contributors": Forgery(EDITORS, merged("articles/contributor", "contributormerge")),
    "merge sources": Forgery(EDITORS, merged("articles/source", "sourcemerge")),
    "merge sections": Forgery(PUBLISHERS, merged("articles/section", "sectionmerge")),
    "undo a merge of tags": Forgery(EDITORS, undone("tagmerge")),
    "undo a merge of contributors": Forgery(EDITORS, undone("contributormerge")),
    "undo a merge of sources": Forgery(EDITORS, undone("sourcemerge")),
    "undo a merge of sections": Forgery(PUBLISHERS, undone("sectionmerge")),
    "arrange the front page": Forgery(PUBLISHERS, arranged),
    # The library
    "rename a tag": Forgery(EDITORS, row_of("tag", name="Renamed")),
    "rename a section": Forgery(PUBLISHERS, row_of("section", name="Renamed")),
    "rename a contributor": Forgery(EDITORS, row_of("contributor", name="Renamed")),
    # Who may not look at accounts may not hang one on a contributor either.
    "take over a contributor": Forgery(
        SUPERUSER,
        lambda house, who: admin_form(house, house.contributor, user=house.users["Writer"].pk),
    ),
    "rename a source": Forgery(SOURCE_STAFF, row_of("source", name="Renamed")),
    "take a source's alias away": Forgery(
        EDITORS | {"Researcher"}, row_of("source", aliases__0__DELETE="on")
    ),
    "take a source's domain away": Forgery(
        EDITORS | {"Researcher"}, row_of("source", domains__0__DELETE="on")
    ),
    "take a source's identifier away": Forgery(
        EDITORS | {"Researcher"}, row_of("source", identifiers__0__DELETE="on")
    ),
    "undo a merge of documents": Forgery(EDITORS, undone("documentmerge")),
    "change a document": Forgery(SOURCE_STAFF, row_of("document", title="Changed")),
    "change a photo": Forgery(PHOTO_STAFF, row_of("photo", caption="Changed")),
    "change a credit": Forgery(PHOTO_STAFF, row_of("credit", creators="Somebody Else")),
    "delete a tag": Forgery(
        SUPERUSER, lambda house, who: (f"/desk/articles/tag/{house.loose_tag.pk}/delete/", POST)
    ),
    "delete a tag in use": Forgery(NOBODY, deleted("articles/tag", "tag")),
    "delete a photo in use": Forgery(NOBODY, deleted("articles/photo", "photo")),
    "delete the log of a merge": Forgery(NOBODY, deleted("articles/tagmerge", "tagmerge")),
    # Staff
    "become a superuser": Forgery(
        SUPERUSER,
        lambda house, who: admin_form(house, house.users["no role"], is_superuser="on"),
    ),
    "add to a role": Forgery(
        SUPERUSER, lambda house, who: admin_form(house, house.group, name="Owners")
    ),
    "set another's password": Forgery(
        SUPERUSER,
        lambda house, who: (
            f"/desk/auth/user/{house.users['no role'].pk}/password/",
            {"password1": "a long new one 5", "password2": "a long new one 5"},
        ),
    ),
}
