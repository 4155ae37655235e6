"""Add a document to the library from the story's form, without leaving the story."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ...names import tidy
from ...sources.addresses import domain_of
from ...sources.models import Document, Source, SourceDomain
from ..words_field import DayInput
from .lookups import document_result


class DocumentForm(forms.ModelForm):
    """The least a document is known by. A publisher nobody knows yet is added with it."""

    publisher = forms.CharField(max_length=100, required=False)

    class Meta:
        model = Document
        fields = ["url", "title", "published_on", "kind"]
        widgets = {"published_on": DayInput}

    def __init__(self, data=None, *, by):
        self.by = by
        super().__init__(data, prefix="document")

    def clean_publisher(self) -> Source | None:
        """The source of that name; a new one, not saved yet, if there is none."""
        name = tidy(self.cleaned_data["publisher"])
        if not name:
            return None
        if known := Source.objects.called(name):
            return known
        if not self.by.has_perm("articles.add_source"):
            raise ValidationError(f"The library has no source “{name}”, and you may not add one.")
        return Source(name=name)

    @transaction.atomic
    def save(self) -> Document:
        self.instance.publisher = publisher = self.cleaned_data["publisher"]
        if publisher and publisher.pk is None:
            publisher.save()
            domain = domain_of(self.instance.url)
            if "." in domain and not SourceDomain.objects.filter(domain=domain).exists():
                SourceDomain.objects.create(source=publisher, domain=domain)
        return super().save()


@require_POST
@permission_required("articles.add_document", raise_exception=True)
def add(request) -> JsonResponse:
    """The new document as story_lookups.evidence gives it; 422 and {"errors": {field: [words]}}."""
    form = DocumentForm(request.POST, by=request.user)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    return JsonResponse(document_result(form.save()), status=201)
