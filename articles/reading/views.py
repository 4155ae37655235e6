"""The front page, sections, stories and corrections."""

from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from ..publishing.models import Correction, Edition, FrontSlot
from ..tags.models import Section
from . import addresses, cards, lists, pictures, times
from .frame import frame, page
from .rendering import notices, story_page

SECONDARY = 4  # beside the lead, where the editors have chosen none
PICTURED = 6  # of the latest stories, with a photo
BRIEF = 18  # after them, as headlines


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The front page as the editors arranged it, the rest by time."""
    around = frame()
    slots = dict(FrontSlot.objects.values_list("story_id", "place"))
    chosen = {row.story_id: row for row in cards.rows(Edition.visible.filter(story__in=slots))}
    newest = cards.rows(Edition.visible.newest())[: len(slots) + 1 + SECONDARY + PICTURED + BRIEF]
    rest = [row for row in newest if row.story_id not in chosen]
    placed = [(slots[story], chosen[story]) for story in slots if story in chosen]
    lead = next((row for place, row in placed if place == FrontSlot.Place.LEAD), None)
    secondary = [row for place, row in placed if place == FrontSlot.Place.SECONDARY]
    if lead is None and rest:
        lead = rest.pop(0)
    if not secondary:
        secondary, rest = rest[:SECONDARY], rest[SECONDARY:]
    pictured, brief = rest[:PICTURED], rest[PICTURED : PICTURED + BRIEF]
    photos = pictures.by_id(row.lead_photo_id for row in [lead, *secondary, *pictured] if row)
    return page(
        request,
        "front.html",
        around,
        canonical=addresses.to("front"),
        lead=lead and cards.card(lead, around, photos, "front", eager=True, signed=True),
        secondary=cards.cards(secondary, around, place="card", photos=photos),
        pictured=cards.cards(pictured, around, place="card", photos=photos, heading="h3"),
        brief=cards.cards(brief, around, photos={}),
    )


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    around = frame()
    place = around.section_at(slug)
    if place is None:
        return moved_section(slug)
    found = lists.page_of(
        cards.rows(Edition.visible.filter(section=place.id).newest()),
        lists.number_in(request.GET),
    )
    return page(
        request,
        "section.html",
        around,
        canonical=place.address,
        section=place,
        feed=("section", place.slug, place.name),
        opens=found.number == 1,
        cards=cards.cards(found.rows, around, place="card", placed=False),
        list=found,
    )


def moved_section(slug: str) -> HttpResponse:
    former = Section.objects.at(slug)
    if former is None:
        raise Http404
    return HttpResponsePermanentRedirect(addresses.to("section", former.slug))


@require_safe
def story(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    published_on = addresses.day_of(year, month, day)
    edition = standing(published_on, slug)
    if edition is None:
        return former(request, published_on, slug, addresses.of_story)
    return story_page(request, edition)


@require_safe
def history(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """Every edition readers have seen of a story that they may see now."""
    published_on = addresses.day_of(year, month, day)
    edition = standing(published_on, slug)
    if edition is None:
        return former(request, published_on, slug, addresses.of_history)
    around = frame()
    seen = Edition.seen.filter(story=edition.story_id).order_by("visible_from", "number")
    return page(
        request,
        "history.html",
        around,
        canonical=addresses.of_history(published_on, slug),
        story=edition,
        address=addresses.of_story(published_on, slug),
        editions=list(reversed(changes(seen.defer("revision"), around))),
    )


def changes(editions, around) -> list[dict]:
    """What each edition brought, as far as its own columns tell: [{"number", "shown", …}]."""
    rows, before = [], None
    for number, edition in enumerate(editions, start=1):
        earlier = len(before.corrections) if before else 0
        rows.append(
            {
                "number": number,
                "shown": times.stamp(
                    edition.visible_from if before else edition.published_at, around.today
                ),
                "until": edition.visible_until and times.stamp(edition.visible_until, around.today),
                "headline": edition.headline,
                "former_headline": before.headline
                if before and before.headline != edition.headline
                else "",
                "notices": notices(edition.corrections[earlier:], around),
            }
        )
        before = edition
    return rows


def standing(published_on: date, slug: str) -> Edition | None:
    """The edition that readers see at an address."""
    found = Edition.visible.filter(published_on=published_on, slug=slug)
    return found.select_related("revision").order_by().first()


def former(request: HttpRequest, published_on: date, slug: str, address_of) -> HttpResponse:
    """What answers where no story stands: its new address if it has moved, 410 if it is gone.

    What readers never saw is nothing: Http404.
    """
    seen = Edition.seen.filter(published_on=published_on, slug=slug).order_by().first()
    if seen is None:
        raise Http404
    now = Edition.visible.filter(story=seen.story_id).order_by().first()
    if now is None:
        return page(request, "gone.html", frame(), status=410)
    return HttpResponsePermanentRedirect(address_of(now.published_on, now.slug))


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What was put right, newest first, of stories that readers may see."""
    around = frame()
    found = lists.page_of(public_corrections(), lists.number_in(request.GET))
    by_story = standing_on(found.rows)
    return page(
        request,
        "corrections.html",
        around,
        canonical=addresses.to("corrections"),
        feed=("corrections", f"Corrections · {settings.SITE_NAME}"),
        list=found,
        corrections=[
            entry(correction, by_story[correction.story_id], around)
            for correction in found.rows
            if correction.story_id in by_story
        ],
    )


def public_corrections() -> QuerySet[Correction]:
    """Those of stories that readers may see; one that comes with an edition ahead waits for it."""
    return Correction.objects.filter(
        Exists(Edition.visible.filter(story=OuterRef("story"))),
        Exists(Edition.seen.filter(pk=OuterRef("edition"))),
    )


def standing_on(corrections: list[Correction]) -> dict[int, Edition]:
    """By story, the editions that `corrections` stand on now."""
    editions = Edition.visible.filter(story__in={row.story_id for row in corrections})
    return {edition.story_id: edition for edition in editions.defer("revision").order_by()}


def entry(correction: Correction, edition: Edition, around) -> dict:
    """A correction as the log has it: its notice, and the story it stands on."""
    [notice] = notices([correction.as_notice()], around)
    address = addresses.of_story(edition.published_on, edition.slug)
    return {**notice, "headline": edition.headline, "address": address}


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """One answer for whatever is not there, hidden or absent.

    No cache keeps it: what is hidden now may be out in a minute.
    """
    response = page(request, "not_found.html", frame(), status=404)
    response.headers["Cache-Control"] = "no-store"
    return response
