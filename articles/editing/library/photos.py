"""The desk's screens for photos: the library as pictures, taking photos in, describing one."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from ...photos import intake, making, suggestions
from ...photos.metadata import Metadata
from ...photos.models import Photo
from .. import thumbnails, troubles
from .named import KeptAdmin


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data, initial=None) -> list:
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class UploadForm(forms.Form):
    files = FilesField(
        label="Photos",
        help_text="JPEG, PNG, WebP, AVIF or TIFF; 40 MB and 60 megapixels at most."
        " Several at once is fine.",
    )


class PhotoForm(forms.ModelForm):
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
        fields = ("caption", "alt_text", "credit", "taken_at", "focal_x", "focal_y")
        widgets = {
            "caption": forms.Textarea({"rows": 3}),
            "alt_text": forms.Textarea({"rows": 2, "maxlength": 500}),
            "focal_x": forms.NumberInput({"min": 0, "max": 1, "step": 0.05}),
            "focal_y": forms.NumberInput({"min": 0, "max": 1, "step": 0.05}),
        }


class CreditState(admin.SimpleListFilter):
    title, parameter_name = "credit", "credit"

    def lookups(self, request, model_admin):
        return [("none", "No credit"), ("bad", "May not run"), ("soon", "Expires soon")]

    def queryset(self, request, queryset):
        match self.value():
            case "none":
                return queryset.filter(credit=None)
            case "bad":
                return queryset.filter(pk__in=troubles.photos_that_may_not_run())
            case "soon":
                soon = troubles.photos_that_may_not_run(within=troubles.EXPIRES_SOON)
                return queryset.filter(pk__in=soon).exclude(
                    pk__in=troubles.photos_that_may_not_run()
                )
        return queryset


@admin.register(Photo)
class PhotoAdmin(KeptAdmin):
    form = PhotoForm
    list_display = ("__str__",)
    list_filter = (CreditState,)
    list_per_page = 48
    list_select_related = ("credit",)
    search_fields = ("caption", "alt_text", "credit__creators", "credit__supplier")
    search_help_text = "What a caption says, or who took it."
    ordering = ("-id",)
    actions = None
    autocomplete_fields = ("credit",)
    change_list_template = "desk/photos/change_list.html"
    change_form_template = "desk/photos/change_form.html"
    instead_of_deleting = "Take it out of those stories first."
    readonly_fields = ("picture", "file_says", "placed_in")

    def get_fieldsets(self, request, obj=None):
        credit = ["credit"]
        if obj and self.offered(request, obj):
            credit.append("use_file_credit")
        return (
            (None, {"fields": ("picture",)}),
            (None, {"fields": ("caption", "alt_text", *credit, "taken_at")}),
            ("Where to crop round", {"fields": (("focal_x", "focal_y"),)}),
            ("From the file", {"fields": ("file_says",)}),
            ("In stories", {"fields": ("placed_in",)}),
        )

    def add_view(self, request, form_url="", extra_context=None):
        """Taking photos in: each file is taken or refused by itself."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
        if sent and form.is_valid():
            taken = take_in(request, form.cleaned_data["files"])
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
    def file_says(self, photo):
        found = suggestions_of(photo)
        return render_to_string(
            "desk/photos/_file_says.html",
            {"photo": photo, "said": found.said, "credit": found.credit, "new_credit": found.url},
        )

    @admin.display(description="")
    def placed_in(self, photo):
        placements = photo.placements.select_related("story").order_by("-story_id")[:20]
        return render_to_string("desk/photos/_placed_in.html", {"placements": placements})


class FromFile:
    """What the original of a photo says, read once for a request; nothing, if it is lost."""

    def __init__(self, photo: Photo):
        try:
            self.said = intake.said_by(photo)
        except FileNotFoundError:
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


def take_in(request, files: list) -> list[Photo]:
    """The photos taken in; what was refused, or in the library already, is said in messages."""
    taken = []
    for file in files:
        found = intake.find(file)
        try:
            photo = found or intake.take_in(file, name=file.name)
        except intake.Refused as refused:
            messages.error(request, str(refused))
            continue
        taken.append(photo)
        if found:
            messages.info(request, f"“{file.name}” is in the library already: “{found}”.")
        else:
            messages.success(request, f"“{file.name}” was taken in.")
    return taken
