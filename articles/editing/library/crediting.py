"""Give many photos one credit, from the library's grid."""

from collections.abc import Collection

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse

from ... import changes
from ...photos import making
from ...photos.credits import PhotoCredit
from ...photos.models import Photo
from ...publishing.models import Edition
from .. import troubles
from .chosen import ChosenRow

MOST = 200  # photos at once


class CreditForm(forms.Form):
    credit = forms.ModelChoiceField(PhotoCredit.objects.all(), label="Credit")

    def __init__(self, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        column = Photo._meta.get_field("credit")
        self.fields["credit"].widget = ChosenRow(column, site)
        self.fields["credit"].widget.choices = self.fields["credit"].choices


@admin.action(description="Give them a credit…", permissions=["change"])
def give_credit(modeladmin, request, queryset):
    """Ask which credit, then let all of them have it."""
    photos = list(queryset.select_related("credit").order_by("-pk")[: MOST + 1])
    if len(photos) > MOST:
        messages.error(request, f"Choose {MOST} photos at most.")
        return None
    form = CreditForm(request.POST if "apply" in request.POST else None, site=modeladmin.admin_site)
    if form.is_bound and form.is_valid():
        give(photos, form.cleaned_data["credit"])
        tell_shown_too_often(request, photos)
        count = f"{len(photos)} photo{'s' * (len(photos) != 1)}"
        messages.success(request, f"{count} now credited “{form.cleaned_data['credit']}”.")
        return None
    modeladmin.complete(photos)
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": "Give photos a credit",
        "photos": photos,
        "form": form,
        "media": form.media,
        "action": request.POST["action"],
    }
    return TemplateResponse(request, "desk/photos/credit_many.html", context)


def tell_shown_too_often(request, photos: Collection[Photo]) -> None:
    """Warn whoever says that `photos` were let to us for one story each of the stories that show
    one besides."""
    wanted = {photo.pk for photo in photos}
    for row in troubles.shown_too_often():
        if row.photo_id in wanted:
            messages.warning(
                request,
                f"“{row.photo}” was let to us for one story: “{row.used_by}” showed it first, and"
                f" “{row.edition.headline}” has it too. Take it out of that one.",
            )


def tell_gone_from(request, photo: Photo, *, former: int | None) -> None:
    """Warn whoever took the credit with the id `former` from a photo of the stories it is gone
    from."""
    stories = Edition.visible.order_by().filter(editionphoto_rows__photo=photo)
    credit = PhotoCredit.objects.filter(pk=former).first()
    for headline in stories.values_list("headline", flat=True)[:MOST]:
        messages.warning(
            request,
            f"Without a credit readers no longer see this photo in “{headline}”. The credit it had"
            f" is “{credit}”.",
        )


@transaction.atomic
def give(photos: list[Photo], credit: PhotoCredit) -> None:
    changed = [photo for photo in photos if photo.credit_id != credit.pk]
    Photo.objects.filter(pk__in=[photo.pk for photo in changed]).update(credit=credit)
    former = {photo.credit.change_key for photo in changed if photo.credit}
    changes.note(credit.change_key, *former, *(photo.change_key for photo in changed))
    making.ask(photo.pk for photo in changed)
