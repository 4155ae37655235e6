"""What the story's form looks up while somebody types: tags, people, evidence, photos.

Each answers JSON, {"results": [...]}, to people who may see that part of the library, for two
letters or more.
"""

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from ...named import Named
from ...names import fold
from ...people.models import Contributor
from ...photos import rights
from ...photos.credits import use
from ...photos.models import Photo
from ...publishing import editions
from ...sources.addresses import normalise
from ...sources.agreements import SourcingAgreement
from ...sources.finding import document_at, publisher_of
from ...sources.models import Document, Source
from ...stories.models import Citation, Story
from ...tags.models import Tag
from .. import thumbnails
from ..library import photo_filters
from .shown import about_agreement, about_document, about_source

SHORTEST = 2  # letters; one would find half the library
MOST = 8
PHOTOS = 24
LONGEST_ID = 19  # digits; what is longer, no database has


def results(found: list[dict], **more) -> JsonResponse:
    return JsonResponse({"results": found, **more})


def asked(request) -> str:
    """What is looked for; "" if it is too short to look for."""
    words = request.GET.get("q", "").strip()
    return words if len(words) >= SHORTEST else ""


def named(model: type[Named], words: str) -> list[tuple[Named, str]]:
    """Rows whose name or alias holds `words`, those that begin with it first, and which alias."""
    key = fold(words)
    if not key:
        return []
    aliases = model._meta.get_field("aliases").related_model.objects.select_related("of")
    found = {}
    for lookup in ("folded__startswith", "folded__contains"):
        for row in model.objects.standing().filter(**{lookup: key})[:MOST]:
            found.setdefault(row.pk, (row, ""))
        for alias in aliases.filter(**{lookup: key}, of__merged_into=None)[:MOST]:
            found.setdefault(alias.of_id, (alias.of, alias.name))
        if len(found) >= MOST:
            break
    return list(found.values())[:MOST]


@require_GET
@permission_required("articles.view_tag", raise_exception=True)
def tags(request):
    found = named(Tag, asked(request))
    may_add = request.user.has_perm("articles.add_tag")
    return results([{"label": tag.name, "about": alias} for tag, alias in found], may_add=may_add)


@require_GET
@permission_required("articles.view_contributor", raise_exception=True)
def people(request):
    found = named(Contributor, asked(request))
    return results([{"label": one.name, "about": alias or one.title} for one, alias in found])


@require_GET
@permission_required("articles.view_source", raise_exception=True)
def sources(request):
    found = named(Source, asked(request))
    return results(
        [{"label": s.name, "about": alias or s.get_kind_display()} for s, alias in found]
    )


@require_GET
@permission_required(["articles.view_source", "articles.view_document"], raise_exception=True)
def evidence(request):
    """Documents, sources and people under an agreement; of an address its document.

    Or, of an address that is new, what is known of it.

    A result: {"document": id}, {"source": id} or {"agreement": id}, with "label", "about", "note";
    a source has the "role" in which it is cited, unless that is the usual one.
    """
    words = asked(request)
    if normalise(words):
        if document := document_at(words):
            return results([document_result(document)])
        publisher = publisher_of(words)
        return results([], new={"url": words, "publisher": publisher.name if publisher else ""})
    if not words:
        return results([])
    whole = Q(title__icontains=words) | Q(authors__icontains=words)
    documents = Document.objects.standing().select_related("publisher").filter(whole)[:MOST]
    found = [document_result(document) for document in documents]
    found += [source_result(source) for source, _ in named(Source, words)]
    if request.user.has_perm("articles.view_sourcingagreement"):
        people = SourcingAgreement.objects.filter(wording__icontains=words, revoked_at=None)
        found += [agreement_result(agreement) for agreement in people[:MOST]]
    return results(found)


def document_result(document: Document) -> dict:
    return {
        "document": document.pk,
        "label": document.title,
        "about": about_document(document),
        "note": f"d{document.pk}",
    }


def source_result(source: Source) -> dict:
    return {
        "source": source.pk,
        # A person is cited for what they said; a publisher, until its document is known, credited.
        "role": "" if source.kind == Source.Kind.PERSON else Citation.Role.CREDIT_ONLY,
        "label": source.name,
        "about": about_source(source),
        "note": f"s{source.pk}",
    }


def agreement_result(agreement: SourcingAgreement) -> dict:
    return {
        "agreement": agreement.pk,
        "label": str(agreement),
        "about": about_agreement(agreement),
        "note": f"a{agreement.pk}",
    }


@require_GET
@permission_required("articles.view_photo", raise_exception=True)
def photos(request):
    """Photos by what the library finds and narrows them by; the latest, when nothing is asked for.

    A page at a time: `before` is the last photo of the page before, and the answer's `more` says
    whether another follows. `story` is the story they are to be shown in.
    """
    library = Photo.objects.select_related("credit").order_by("-pk")
    library = photo_filters.found(library, asked(request), request.GET)
    if before := number(request, "before"):
        library = library.filter(pk__lt=before)
    page = list(library[: PHOTOS + 1])
    story = Story.objects.filter(pk=number(request, "story")).first()
    used_by = editions.showing({p.pk for p in page if p.credit and p.credit.one_story}, but=story)
    found = [photo_result(photo, used_by.get(photo.pk, "")) for photo in page[:PHOTOS]]
    return results(found, more=len(page) > PHOTOS)


def number(request, name: str) -> int | None:
    """The id that is asked about, None where there is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < LONGEST_ID else None


def photo_result(photo: Photo, used_by: str) -> dict:
    reasons = rights.blocking(photo.may_run(use(used_by=used_by)))
    return {
        "photo": photo.pk,
        "label": str(photo),
        "caption": photo.caption,
        "alt": photo.alt_text,
        "credit": photo.credit_line,
        "thumbnail": thumbnails.address(photo),
        "problem": " ".join(reason.message for reason in reasons),
    }
