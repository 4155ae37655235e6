"""Pages of what stories are about, rest on, show and are signed by.

Each exists for readers as long as a story they may see leads to it; otherwise it answers as if it
had never been.
"""

from collections.abc import Callable
from itertools import groupby
from operator import attrgetter, itemgetter

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from ..people.models import Contributor
from ..people.names import joined
from ..photos import alike
from ..photos.credits import PhotoCredit
from ..photos.models import Photo
from ..publishing.models import Edition
from ..sources.models import Document, Source
from ..tags.models import Tag
from . import addresses, cards, lists, metadata, pictures, times
from .frame import frame, page

# What a page is of that stands as long as a story leads to it, by the name of its route.
TABLES = {"tag": Tag, "contributor": Contributor, "source": Source}
ENTRIES = 240  # of an index, on one of its pages


def under(name: str, pk: int) -> QuerySet:
    """Visible editions that stand in the readers' index under a tag, source …, newest first."""
    rows = f"edition{name}_rows"
    found = Edition.visible.filter(**{f"{rows}__{name}": pk})
    return found.order_by(f"-{rows}__published_at", f"-{rows}__edition_id")


def index(request: HttpRequest, rows: QuerySet, name: str) -> tuple[lists.Page, list[dict]]:
    """A page of those of a library's `rows` that visible editions lead to, and how many do.

    The page and its [{"name", "address", "count", …}]; two queries, whatever the number of rows.
    """
    column = f"edition{name}_rows__{name}"
    leading = Edition.visible.filter(**{column: OuterRef("pk")}).order_by()
    listed = lists.page_of(rows.filter(Exists(leading)), lists.number_in(request.GET), size=ENTRIES)
    shown = Edition.visible.filter(**{f"{column}__in": [row["pk"] for row in listed.rows]})
    counts = dict(shown.order_by().values_list(column).annotate(Count("pk")))
    return listed, [
        {**row, "address": addresses.to(name, row["slug"]), "count": counts[row["pk"]]}
        for row in listed.rows
        if row["pk"] in counts  # unless the last story was taken down this moment
    ]


def at(table, slug: str, name: str, address_of: Callable[[str], str] | None = None):
    """The row whose address is or was `slug`, and where to send readers if it is a former one.

    That is its page, or what `address_of` says of its slug. Raises Http404 if nobody was ever
    there, or nothing leads there now.
    """
    found = table.objects.at(slug)
    if found is None:
        raise Http404
    if found.slug == slug:
        return found, None
    if not under(name, found.pk).exists():
        raise Http404
    address = address_of(found.slug) if address_of else addresses.to(name, found.slug)
    return found, HttpResponsePermanentRedirect(address)


def merged_into(document: Document, name: str) -> HttpResponsePermanentRedirect:
    """Send readers to the page `name` of what `document` was merged into.

    Raises Http404 if nothing leads there now.
    """
    standing = document.standing_for()
    if not under("document", standing.pk).exists():
        raise Http404
    return HttpResponsePermanentRedirect(addresses.to(name, standing.pk))


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """What stories are about, from A to Z."""
    rows = Tag.objects.standing().order_by("folded").values("pk", "name", "slug")
    listed, links = index(request, rows, "tag")
    return page(
        request,
        "tags.html",
        frame(),
        canonical=addresses.to("tags"),
        letters=by_first_letter(links),
        list=listed,
    )


def by_first_letter(links: list[dict]) -> list[tuple[str, list[dict]]]:
    """Links in their order, under the first letter of their names; digits and signs under “#”."""
    groups: dict[str, list] = {}
    for link in links:
        first = link["name"][0].upper()
        groups.setdefault(first if first.isalpha() else "#", []).append(link)
    return list(groups.items())


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found, elsewhere = at(Tag, slug, "tag")
    if elsewhere:
        return elsewhere
    listed = lists.shown_page(request, cards.rows(under("tag", found.pk)))
    around = frame()
    return page(
        request,
        "tag.html",
        around,
        canonical=addresses.to("tag", found.slug),
        tag=found,
        feed=("tag", found.slug, found.name),
        cards=cards.cards(listed.rows, around, place="card"),
        list=listed,
    )


@require_safe
def contributor(request: HttpRequest, slug: str) -> HttpResponse:
    found, elsewhere = at(Contributor, slug, "contributor")
    if elsewhere:
        return elsewhere
    listed = lists.shown_page(request, cards.rows(under("contributor", found.pk)))
    around = frame()
    return page(
        request,
        "contributor.html",
        around,
        canonical=addresses.to("contributor", found.slug),
        contributor=found,
        feed=("contributor", found.slug, found.name),
        cards=cards.cards(listed.rows, around, place="card"),
        list=listed,
    )


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """What stories rest on, kind by kind, each from A to Z."""
    kind = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Source.Kind.values)))
    rows = Source.objects.standing().order_by(kind, "folded").values("pk", "name", "slug", "kind")
    listed, links = index(request, rows, "source")
    return page(
        request,
        "sources.html",
        frame(),
        canonical=addresses.to("sources"),
        kinds=[
            (Source.Kind(kind).label, list(of_kind))
            for kind, of_kind in groupby(links, key=itemgetter("kind"))
        ],
        list=listed,
    )


@require_safe
def photo_credit(request: HttpRequest, slug: str) -> HttpResponse:
    """Who made and who lent photos, on what terms, and all of theirs that stories show."""
    credit = PhotoCredit.objects.filter(slug=slug).first()
    if credit is None or credit.problems():
        raise Http404
    shown = Edition.visible.filter(editionphoto_rows__photo=OuterRef("pk"))
    out = Photo.objects.filter(Exists(shown))
    if not out.filter(credit=credit).exists():
        raise Http404  # though others of theirs may be out
    listed = lists.shown_page(request, of_the_same(credit, out, newest_in(shown)))
    stories = cards.rows(Edition.visible.filter(pk__in={p.edition for p in listed.rows}))
    around = frame()
    by_edition = {
        row.id: card
        for row, card in zip(stories, cards.cards(stories, around, photos={}), strict=True)
    }
    groups = [
        (
            rubric(credit, theirs),
            [
                (photo, picture, by_edition[photo.edition])
                for photo in photos
                if photo.edition in by_edition and (picture := pictures.picture(photo, "credit"))
            ],
        )
        for theirs, photos in groupby(listed.rows, key=attrgetter("theirs"))
    ]
    return page(
        request,
        "photo_credit.html",
        around,
        canonical=addresses.to("photo_credit", slug),
        credit=credit,
        creators=credit.facts.creators,
        outward={
            "license_url": addresses.outward(credit.license_address),
            "work_url": addresses.outward(credit.work_url),
            "acquire_url": addresses.outward(credit.acquire_url),
        },
        expires=credit.expires_on and times.long_day(credit.expires_on),
        groups=groups,
        ld=metadata.gallery(photo for _, group in groups for photo, _, _ in group),
        list=listed,
    )


def newest_in(shown: QuerySet) -> QuerySet:
    """The edition that shows a photo and came out last."""
    return shown.order_by("-editionphoto_rows__published_at", "-editionphoto_rows__edition_id")


def of_the_same(credit: PhotoCredit, out: QuerySet, edition: QuerySet) -> QuerySet:
    """Photos by the same people (`theirs`), then others from the same house, the newest first."""
    made = Q(credit__in=alike.by_the_same(credit))
    found = out.filter(made | alike.from_the_same_house(credit)).select_related("credit")
    theirs = Case(When(made, then=True), default=not credit.creators)
    return found.annotate(theirs=theirs, edition=edition.values("pk")[:1]).order_by(
        "-theirs", "-pk"
    )


def rubric(credit: PhotoCredit, theirs: bool) -> str:
    """What stands above photos that are `theirs`, or from the same house only."""
    house = alike.house_of(credit)
    if not theirs:
        return f"More from {house}"
    if credit.creators:
        return f"By {joined(credit.facts.creators)}"
    return f"From {house}" if house else "Shown with"
