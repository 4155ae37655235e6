"""The desk's screens for photos: the library as pictures, taking photos in, describing one."""

import logging
from datetime import date
from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.widgets import Script
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from ...photos import alike, intake, making, suggestions, vocabularies
from ...photos.handing_out import handed_out
from ...photos.metadata import Metadata
from ...photos.models import Photo
from .. import thumbnails, troubles
from ..badges import name_of
from ..paging import OneMore
from . import crediting, photo_filters, photo_places, taking
from .keeping import KeptForm
from .named import KeptAdmin
from .serving import to_be_saved

logger = logging.getLogger(__name__)

# What machines are told and when it ends, of this photo alone.
MARKS = ("digital_source_type", "data_mining", "expires_on")


class PhotoForm(KeptForm):
    another = forms.FileField(
        label="Another picture in its place",
        required=False,
        help_text="Every story that shows this photo will show that one. The picture there was is"
        " kept.",
    )
    use_file_credit = forms.BooleanField(
        label="Use the credit from the file",
        required=False,
        help_text="Only if the photo has no other credit chosen above.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "use_file_credit" in self.fields and self.instance.pk and not self.instance.credit_id:
            credit = suggestions_of(self.instance).credit
            self.fields["use_file_credit"].label = f"Use the credit from the file: {credit}"

    class Meta:
        model = Photo
        fields = (
            "caption",
            "alt_text",
            "credit",
            "taken_at",
            "sensitive",
            *MARKS,
            "place",
            "supplier_ref",
            "keywords",
            "focal_x",
            "focal_y",
        )
        widgets = {
            "caption": forms.Textarea({"rows": 3}),
            "alt_text": forms.Textarea({"rows": 2, "maxlength": 500}),
            "keywords": forms.Textarea({"rows": 2}),
            "focal_x": forms.NumberInput({"min": 0, "max": 1, "step": 0.01}),
            "focal_y": forms.NumberInput({"min": 0, "max": 1, "step": 0.01}),
        }


class Grid(OneMore):
    """The library as pictures. Of those on all pages, as many can be chosen as `most`."""

    most = crediting.MOST

    @cached_property
    def matching(self) -> int:
        """How many there are on all pages, counted to one more than `most`; 0 on an only page."""
        if not (self.newer_url or self.older_url):
            return 0
        return self.queryset.order_by()[: self.most + 1].count()


@admin.register(Photo)
class PhotoAdmin(KeptAdmin):
    form = PhotoForm
    list_display = ("__str__",)
    list_filter = photo_filters.FILTERS
    list_per_page = 48
    list_select_related = ("credit",)
    search_fields = photo_filters.SEARCHED
    search_help_text = "What a caption, a keyword or the credit says, or the agency's number."
    ordering = ("-id",)
    actions = (crediting.give_credit,)
    autocomplete_fields = ("credit",)
    change_list_template = "desk/photos/change_list.html"
    change_form_template = "desk/photos/change_form.html"
    instead_of_deleting = "Take it out of those stories first."
    readonly_fields = ("picture", "looks_like", "file_says", "placed_in", "originals")

    class Media:
        js = (Script("desk/photos/focal.js", type="module"),)

    def get_changelist(self, request, **kwargs):
        return Grid

    def get_search_results(self, request, queryset, search_term):
        return photo_filters.with_words(queryset, search_term), False

    def get_fieldsets(self, request, obj=None):
        credit = ["credit"]
        if obj and self.offered(request, obj):
            credit.append("use_file_credit")
        return (
            (None, {"fields": ("picture",)}),
            *(
                [("Looks like", {"fields": ("looks_like",)})]
                if obj and same_to_look_at(obj)
                else []
            ),
            ("Where to crop round", {"fields": (("focal_x", "focal_y"),)}),
            (None, {"fields": ("caption", "alt_text", *credit, "taken_at", "sensitive")}),
            ("What it is marked with", {"fields": MARKS}),
            ("To find it by", {"fields": ("keywords", "place", "supplier_ref")}),
            ("From the file", {"fields": ("file_says",)}),
            ("In stories", {"fields": ("placed_in",)}),
            ("The file itself", {"fields": ("originals", "another")}),
        )

    def add_view(self, request, form_url="", extra_context=None):
        """Taking photos in: each file is taken or refused by itself."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = taking.UploadForm(request.POST, request.FILES) if sent else taking.UploadForm()
        wants_json = request.headers.get("Accept") == "application/json"
        if sent and form.is_valid() and wants_json:
            return taking.answer(form.cleaned_data["files"])
        if sent and form.is_valid():
            taken = taking.take_in(request, form.cleaned_data["files"])
            if len(taken) == 1:
                return redirect(self.url_of(taken[0]))
            if taken:
                return redirect("admin:articles_photo_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": "New photos",
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "desk/photos/upload.html", context)

    def complete(self, rows):
        for photo in rows:
            photo.thumbnail = thumbnails.address(photo)
            photo.troubles = photo.problems()
            photo.until = expiring_soon(photo)

    def offered(self, request, photo):
        """What the file says its credit is, if the photo has none and a person may take it over."""
        if photo.credit_id or not self.has_change_permission(request, photo):
            return None
        credit = suggestions_of(photo).credit
        usable = credit and credit.kind and not credit.problems()
        return credit if usable and request.user.has_perm("articles.add_photocredit") else None

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        if form.cleaned_data.get("use_file_credit") and (credit := self.offered(request, obj)):
            obj.credit = suggestions.standing(credit)
        super().save_model(request, obj, form, change)
        making.ask([obj.pk])
        if another := form.cleaned_data.get("another"):
            replace(request, obj, another, typed=form.changed_data)
        if obj.credit and obj.credit.one_story:
            crediting.tell_shown_too_often(request, [obj])
        if obj.credit is None and "credit" in form.changed_data:
            crediting.tell_gone_from(request, obj, former=form.initial["credit"])

    def get_urls(self):
        originals = self.admin_site.admin_view(require_safe(self.original))
        return [
            path("<int:pk>/original/", originals, name="articles_photo_original"),
            path("<int:pk>/original/<int:former>/", originals, name="articles_photo_former"),
            *super().get_urls(),
        ]

    def original(self, request, pk, former=None):
        """The untouched file as it was sent, or one that stood there before, to be saved."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=pk)
        which = get_object_or_404(photo.former_pictures, pk=former) if former else photo
        answer = handed_out(which.original, "application/octet-stream")
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            return answer
        return to_be_saved(answer, f"photo-{which.sha256[:12]}.{which.format.lower()}")

    def delete_model(self, request, obj):
        intake.let_go(obj)

    @admin.display(description="")
    def picture(self, photo):
        return render_to_string(
            "desk/photos/_picture.html",
            {
                "photo": photo,
                "address": thumbnails.address(photo, thumbnails.LARGE),
                "problems": photo.problems(),
            },
        )

    @admin.display(description="")
    def looks_like(self, photo):
        found = [(each, thumbnails.address(each)) for each in same_to_look_at(photo)]
        return render_to_string("desk/photos/_looks_like.html", {"photos": found})

    @admin.display(description="")
    def file_says(self, photo):
        found = suggestions_of(photo)
        marks = suggestions.marks(found.said)
        context = {
            "photo": photo,
            "said": found.said,
            "marks": marks,
            "source_type": vocabularies.SOURCE_TYPES.get(marks["digital_source_type"]),
            "mining": vocabularies.DATA_MINING.get(marks["data_mining"]),
            "credit": found.credit,
            "new_credit": found.url,
        }
        return render_to_string("desk/photos/_file_says.html", context)

    @admin.display(description="")
    def originals(self, photo):
        former = photo.former_pictures.select_related("replaced_by")
        by = [(row, name_of(row.replaced_by) if row.replaced_by else "") for row in former]
        context = {"photo": photo, "former": by}
        return render_to_string("desk/photos/_originals.html", context)

    @admin.display(description="")
    def placed_in(self, photo):
        return render_to_string("desk/photos/_placed_in.html", {"places": photo_places.of(photo)})


def replace(request, photo: Photo, another, typed: list[str]) -> None:
    """Put `another` picture in the place of `photo`, and say what to look at."""
    try:
        intake.replace(photo, another, name=another.name, by=request.user, typed=typed)
    except intake.Refused as refused:
        messages.error(request, str(refused))
    else:
        said = f"“{another.name}” stands in its place. Its credit is still “{photo.credit_line}”"
        messages.warning(request, f"{said}: check that, and the words.")


def expiring_soon(photo: Photo) -> date | None:
    """The last day a photo may be shown, if that is near."""
    last = photo.last_day
    return last if last and troubles.ends_soon(last) else None


def same_to_look_at(photo: Photo) -> list[Photo]:
    """Photos that may be the same picture, found once for a request."""
    if not hasattr(photo, "_same_to_look_at"):
        photo._same_to_look_at = alike.looking_like(photo)
    return photo._same_to_look_at


class FromFile:
    """What the original of a photo says, read once for a request; nothing, if it cannot be read."""

    def __init__(self, photo: Photo):
        try:
            self.said = intake.said_by(photo)
        except Exception as failed:
            # Every storage has errors of its own; the rest of the form is there all the same.
            logger.warning("original of photo %s not read: %s", photo.pk, failed)
            self.said = Metadata()
        self.credit = intake.suggested_credit(self.said)

    @property
    def url(self) -> str:
        """The form for a new credit, filled in with what the file says; "" if it says nothing."""
        if self.credit is None:
            return ""
        fields = ("kind", "creators", "supplier", "via", "holder", "license_name", "license_url")
        fields += ("mandatory_line", "copyright_notice", "usage_terms", "acquire_url")
        said = {name: getattr(self.credit, name) for name in fields}
        filled = {name: value for name, value in said.items() if value}
        return reverse("admin:articles_photocredit_add", query=filled)


def suggestions_of(photo: Photo) -> FromFile:
    if not hasattr(photo, "_from_file"):
        photo._from_file = FromFile(photo)
    return photo._from_file
