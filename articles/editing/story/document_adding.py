"""Add a document to the library from the story's form, without leaving the story."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ...names import tidy
from ...sources import finding
from ...sources.addresses import domain_of
from ...sources.models import Document, Source, SourceDomain
from ..words_field import DayInput
from .lookups import document_result


class DocumentForm(forms.ModelForm):
    """The least a document is known by. A publisher nobody knows yet is added with it."""

    publisher = forms.CharField(max_length=100, required=False)

    class Meta:
        model = Document
        fields = ["url", "title", "authors", "published_on", "kind"]
        widgets = {"published_on": DayInput}

    def __init__(self, data=None, *, by):
        self.by = by
        super().__init__(data, prefix="document")

    def clean_publisher(self) -> Source | None:
        """The source of that name; a new one, not saved yet, if there is none."""
        name = tidy(self.cleaned_data["publisher"])
        return (Source.objects.called(name) or new_publisher(name, by=self.by)) if name else None

    @transaction.atomic
    def save(self) -> Document:
        publisher = self.cleaned_data["publisher"]
        self.instance.publisher = publisher and kept_publisher(publisher, at=self.instance.url)
        return super().save()


def new_publisher(name: str, *, by) -> Source:
    """A source of a name that nobody has, not saved yet; a complaint if `by` may not add one."""
    if not by.has_perm("articles.add_source"):
        raise ValidationError(f"The library has no source “{name}”, and you may not add one.")
    return Source(name=name)


def kept_publisher(publisher: Source, *, at: str) -> Source:
    """`publisher` as it stands in the library; a new one is known by the domain of `at` as well."""
    if publisher.pk is not None:
        return publisher
    if known := finding.source_called(publisher.name):
        return known
    publisher.save()
    domain = domain_of(at)
    if "." in domain and not SourceDomain.objects.filter(domain=domain).exists():
        SourceDomain.objects.create(source=publisher, domain=domain)
    return publisher


@require_POST
@permission_required("articles.add_document", raise_exception=True)
def add(request) -> JsonResponse:
    """The new document as story_lookups.evidence gives it; 422 and {"errors": {field: [words]}}."""
    form = DocumentForm(request.POST, by=request.user)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    return JsonResponse(document_result(form.save()), status=201)
