"""The desk's screen for photo credits: what each kind needs, and the line as it will be printed."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count
from django.forms.widgets import Script
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone

from ... import changes
from ...photos import making
from ...photos.credits import PhotoCredit
from ...photos.models import Photo
from ...photos.renditions import MAX_CREATORS
from .. import thumbnails
from ..badges import moment, name_of
from .crediting import tell_shown_too_often
from .keeping import KeptForm
from .named import KeptAdmin

# The line each kind gives, from a made-up example.
SAMPLES = {
    "staff": {"creators": "Jane Doe"},
    "freelance": {"creators": "Jane Doe"},
    "agency": {"creators": "Jane Doe", "supplier": "REUTERS"},
    "pool": {"creators": "Jane Doe", "supplier": "AP"},
    "handout": {"holder": "Harbour Board"},
    "courtesy": {"holder": "Harbour Museum"},
    "user_submitted": {"creators": "Jane Doe"},
    "screenshot": {"holder": "Harbour Television"},
    "archive": {"creators": "Jane Doe", "holder": "City Archive"},
    "public_domain": {"creators": "Jane Doe", "holder": "City Archive"},
    "creative_commons": {"creators": "Jane Doe", "license_name": "CC BY 4.0"},
    "stock": {"creators": "Jane Doe", "supplier": "Getty Images"},
    "generated": {"supplier": "a diffusion model"},
}
# The fields a kind makes no use of are put away while it is chosen.
USED = {
    "staff": {"creators"},
    "freelance": {"creators"},
    "agency": {"creators", "supplier", "via"},
    "pool": {"creators", "supplier", "via"},
    "handout": {"creators", "holder", "via", "handed_out_on"},
    "courtesy": {"creators", "holder", "via"},
    "user_submitted": {"creators", "holder", "via"},
    "screenshot": {"creators", "holder", "supplier", "via"},
    "archive": {"creators", "holder", "supplier", "via"},
    "public_domain": {"creators", "holder", "supplier", "via"},
    "creative_commons": {"creators", "holder", "license_name", "via"},
    "stock": {"creators", "supplier", "via"},
    "generated": {"creators", "supplier"},
}
CHECKED = "_checked"  # the button's name

# What the printed line is composed of, and what else must be there for it to be printed.
LINE = ("kind", "creators", "supplier", "via", "holder", "license_name", "mandatory_line")
TYPED = (*LINE, "license_url")


class CreditForm(KeptForm):
    class Meta:
        model = PhotoCredit
        fields = (
            "kind",
            "creators",
            "supplier",
            "via",
            "holder",
            "license_name",
            "license_url",
            "work_url",
            "acquire_url",
            "mandatory_line",
            "copyright_notice",
            "usage_terms",
            "expires_on",
            "handed_out_on",
            "embargo_until",
            "medium",
            "territories",
            "one_story",
            "no_crop",
            "no_resale",
            "data_mining",
            "digital_source_type",
        )
        widgets = {"creators": forms.Textarea({"rows": 2})}
        help_texts = {
            "license_url": "A Creative Commons licence asks to be linked to: without its address"
            " no such photo may run. One named with its number, “CC BY 4.0”, needs no more."
        }

    def clean_creators(self):
        """As many as fit into the files with the rest of the credit, which is never cut."""
        creators = self.cleaned_data["creators"]
        if len(creators) > MAX_CREATORS:
            raise forms.ValidationError(
                f"That is too long: {len(creators):,} characters of names, and a photo’s file has"
                f" room for {MAX_CREATORS:,}. Name the first, and “others” on the last line."
            )
        return creators

    def clean_handed_out_on(self):
        """Of a handout only: another kind has its days in `expires_on`."""
        day = self.cleaned_data["handed_out_on"]
        if self.cleaned_data.get("kind") == PhotoCredit.Kind.HANDOUT:
            return day
        if day and "handed_out_on" in self.changed_data:
            raise forms.ValidationError(
                "Only a handout is lent from a day. Choose that kind, or enter the last day a photo"
                " of this kind may be shown above."
            )
        return None


@admin.register(PhotoCredit)
class PhotoCreditAdmin(KeptAdmin):
    form = CreditForm
    list_display = ("printed", "kind", "usable", "used_by", "expires_on")
    list_display_links = ("printed",)
    list_filter = ("kind",)
    search_fields = ("creators", "supplier", "holder", "via", "mandatory_line")
    search_help_text = "A photographer, an agency, whoever gave it."
    ordering = ("slug",)
    fieldsets = (
        (None, {"fields": ("composed", "kind", "creators", "supplier", "via", "holder")}),
        ("Licence and terms", {"fields": ("license_name", "license_url", "work_url")}),
        (None, {"fields": ("copyright_notice", "usage_terms", "acquire_url")}),
        ("When and where it may run", {"fields": ("expires_on", "handed_out_on", "embargo_until")}),
        (None, {"fields": ("medium", "territories", "one_story", "no_crop", "no_resale")}),
        ("What machines are told", {"fields": ("digital_source_type", "data_mining")}),
        ("Only where a contract prescribes it", {"fields": ("mandatory_line",)}),
        ("Rights", {"fields": ("checked",)}),
        ("Photos with this credit", {"fields": ("photos",)}),
    )
    readonly_fields = ("composed", "checked", "photos")
    told_later = ("checked", "photos")
    instead_of_deleting = "Give those photos another credit first."

    class Media:
        js = (Script("desk/credit.js", type="module"),)

    def get_urls(self):
        composing = self.admin_site.admin_view(self.compose)
        return [
            path("compose/", composing, name="articles_photocredit_compose"),
            *super().get_urls(),
        ]

    def compose(self, request):
        """The line and what is missing of the credit as it stands in the form, as JSON."""
        if not request.user.has_perm("articles.view_photocredit"):
            return JsonResponse({}, status=403)
        credit = PhotoCredit(**{name: request.GET.get(name, "")[:500] for name in TYPED})
        return JsonResponse({"html": self.composed(credit)})

    def complete(self, rows):
        numbers = dict(
            Photo.objects.filter(credit__in=[row.pk for row in rows])
            .order_by()
            .values_list("credit")
            .annotate(Count("pk"))
        )
        for row in rows:
            row.number_of_photos = numbers.get(row.pk, 0)

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        if CHECKED in request.POST and not form.overtaken:
            obj.checked_by, obj.checked_at = request.user, timezone.now()
        elif form.changed_data or form.overtaken:
            # Whoever checked them checked other terms.
            obj.checked_by = obj.checked_at = None
        super().save_model(request, obj, form, change)
        if not change:
            return
        photos = list(obj.photos.all())
        changes.note(*(photo.change_key for photo in photos))
        making.ask(photo.pk for photo in photos)
        if obj.one_story:
            tell_shown_too_often(request, photos)

    def response_change(self, request, obj):
        if CHECKED not in request.POST:
            return super().response_change(request, obj)
        if obj.checked_at:
            messages.success(request, f"The rights of “{obj}” are checked.")
        else:
            messages.warning(
                request,
                "Somebody else has changed the terms since you opened the form: look at them, and"
                " say so again.",
            )
        return redirect(self.url_of(obj))

    @admin.display(description="Rights checked")
    def checked(self, credit):
        if credit.checked_at is None:
            return "Nobody has said so yet."
        return f"By {name_of(credit.checked_by)}, {moment(credit.checked_at)}"

    @admin.display(description="Credit")
    def printed(self, credit):
        return str(credit)

    @admin.display(description="May run")
    def usable(self, credit):
        return render_to_string("desk/photos/_may_run.html", {"problems": credit.problems()})

    @admin.display(description="Photos")
    def used_by(self, credit):
        return credit.number_of_photos

    @admin.display(description="Printed as")
    def composed(self, credit):
        sample = SAMPLES.get(credit.kind)
        return render_to_string(
            "desk/photos/_composed.html",
            {
                "line": credit.line,
                "problems": credit.problems() if credit.kind else [],
                "kind": credit.get_kind_display(),
                "sample": sample and PhotoCredit(kind=credit.kind, **sample).line,
                "used": " ".join(sorted(USED.get(credit.kind, ()))),
            },
        )

    @admin.display(description="")
    def photos(self, credit):
        found = credit.photos.order_by("-id")[:24]
        shown = [(photo, thumbnails.address(photo)) for photo in found]
        return render_to_string("desk/photos/_photos.html", {"photos": shown})
