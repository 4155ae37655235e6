"""Arranging the front page. Nothing readers see changes before “Put on the front page”.

The arrangement lives in the form while it is worked on: every button sends all of it, and the
screen answers with it as the button left it. So it needs no script.
"""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ..publishing import front
from ..publishing.models import Edition, FrontSlot
from ..publishing.refusals import Refused
from ..stories.models import Story

MOST = 1 + front.SECONDARY
FOUND = 20  # stories offered
FEW = 4  # beside the lead: below that the page looks empty


@dataclass
class Arrangement:
    """Stories by id, the lead first; `base` is what stood when the person began."""

    order: list[int]
    base: list[int]

    @classmethod
    def standing(cls):
        ids = list(FrontSlot.objects.values_list("story_id", flat=True))
        return cls(ids, ids)

    @classmethod
    def sent(cls, posted):
        """What the form holds, put in the order of the numbers typed."""
        ids = list(dict.fromkeys(numbers(posted.getlist("story"))))
        place = dict(zip(ids, posted.getlist("place"), strict=False))
        order = sorted(
            ids, key=lambda pk: int(place[pk]) if place.get(pk, "").isdecimal() else MOST
        )
        return cls(order, numbers(posted.get("base", "").split(",")))

    def change(self, verb: str, pk: int) -> None:
        if verb == "add" and pk not in self.order:
            self.order.append(pk)
        elif verb == "lead":
            self.order = [pk, *(other for other in self.order if other != pk)]
        elif verb == "remove":
            self.order = [other for other in self.order if other != pk]
        elif verb in ("up", "down") and pk in self.order:
            place = self.order.index(pk)
            self.order.remove(pk)
            self.order.insert(max(place + (-1 if verb == "up" else 1), 0), pk)


def numbers(texts) -> list[int]:
    """Those of `texts` that can be somebody's id."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def screen(request):
    """The arrangement and the stories to choose from; POST changes or saves it."""
    if not request.user.has_perm("articles.change_frontslot"):
        raise PermissionDenied
    arrangement = Arrangement.standing()
    if request.method == "POST":
        arrangement = Arrangement.sent(request.POST)
        verb, _, pk = request.POST.get("do", "").partition(":")
        if verb == "save" and save(request, arrangement):
            return redirect("admin:front")
        for number in numbers([pk]):
            arrangement.change(verb, number)
    return show(request, arrangement, request.POST.get("q", "").strip())


def save(request, arrangement: Arrangement) -> bool:
    if Arrangement.standing().order != arrangement.base:
        messages.error(
            request,
            "Somebody else arranged the front page while you did. Yours is below and not saved:"
            " compare, then save again.",
        )
        arrangement.base = Arrangement.standing().order
        return False
    stories = Story.objects.in_bulk(arrangement.order)
    lead, *secondary = [stories[pk] for pk in arrangement.order if pk in stories] or [None]
    try:
        front.arrange(by=request.user, lead=lead, secondary=secondary)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, "The front page is arranged.")
    return True


def show(request, arrangement: Arrangement, query: str):
    chosen = placed(arrangement)
    context = {
        **admin.site.each_context(request),
        "title": "Front page",
        "chosen": chosen,
        "offered": offered(arrangement, query),
        "query": query,
        "base": ",".join(map(str, arrangement.base)),
        "changed": arrangement.order != arrangement.base,
        "is_full": len(arrangement.order) >= MOST,
        "is_thin": len(arrangement.order) <= FEW,
        "few": FEW,
        "secondary": front.SECONDARY,
    }
    return TemplateResponse(request, "desk/front.html", context)


def placed(arrangement: Arrangement) -> list[dict]:
    """What stands in each place; a story readers no longer see has no `edition`."""
    editions = {e.story_id: e for e in cards().filter(story__in=arrangement.order)}
    unseen = [pk for pk in arrangement.order if pk not in editions]
    gone = Story.objects.only("headline").in_bulk(unseen) if unseen else {}
    return [
        {
            "story_id": pk,
            "edition": editions.get(pk),
            "headline": (editions.get(pk) or gone[pk]).headline,
        }
        for pk in arrangement.order
        if pk in editions or pk in gone
    ]


def offered(arrangement: Arrangement, query: str) -> list[Edition]:
    editions = cards().exclude(story__in=arrangement.order)
    for word in query.split():
        editions = editions.filter(headline__icontains=word)
    return list(editions.newest()[:FOUND])


def cards():
    return Edition.visible.select_related("section").only(
        "story_id", "headline", "kicker", "byline", "published_at", "section__name"
    )
