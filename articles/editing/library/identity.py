"""The one screen on which a person who is not to be named can be read, by few and on record.

It is drawn only for a POST with a reason, is never kept by a browser, and whatever is posted to it
or stands in its frames stays out of error reports.
"""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from ...sources import identities, sealing
from ...sources.agreements import SourcingAgreement
from ...sources.identities import ConfidentialIdentity, Person
from ..badges import name_of
from ..words_field import WordsField


class NeverShown(SafeExceptionReporterFilter):
    """Hides what is sensitive from every report of an error, also where DEBUG is on."""

    def is_active(self, request):
        return True


class StaffByName(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user):
        return name_of(user)


class WhyForm(forms.Form):
    why = WordsField(
        label="Why", max_length=500, help_text="Kept with your name and the time, for good."
    )


class IdentityForm(WhyForm):
    name = WordsField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    reach = WordsField(label="How to reach them", max_length=1000, required=False)
    note = WordsField(max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    known_to = StaffByName(
        User.objects.filter(is_active=True, is_staff=True).order_by("last_name", "username"),
        label="Who else knows them",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They may open this, too.",
    )
    field_order = ("name", "reach", "note", "known_to", "why")


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request, agreement_id, *, site):
    request.exception_reporter_filter = NeverShown()
    agreement = get_object_or_404(SourcingAgreement, pk=agreement_id)
    if not identities.may_open(agreement, request.user):
        raise PermissionDenied
    held = ConfidentialIdentity.objects.filter(agreement=agreement).first()
    asking, form, refusal = WhyForm() if held else None, None if held else IdentityForm(), ""
    if not sealing.is_ready():
        asking, form, refusal = None, None, sealing.NO_KEYS
    try:
        if request.method == "POST" and "keep" in request.POST:
            form, asking = IdentityForm(request.POST), None
            if form.is_valid():
                keep(agreement, form.cleaned_data, by=request.user)
                messages.success(request, "It is sealed.")
                return redirect("admin:articles_sourcingagreement_identity", agreement.pk)
        elif request.method == "POST" and held:
            asking = WhyForm(request.POST)
            if asking.is_valid():
                form, asking = opened(agreement, held, asking.cleaned_data["why"], request.user)
    except sealing.Unsealable as why:
        refusal = str(why)
    context = {
        **site.each_context(request),
        "title": "Who this is",
        "agreement": agreement,
        "asking": asking,
        "form": form,
        "refusal": refusal,
        "log": agreement.identity_log.select_related("by"),
    }
    return TemplateResponse(request, "desk/library/identity.html", context)


@sensitive_variables()
def opened(agreement, held, why: str, by) -> tuple[IdentityForm, None]:
    """The form with the person in it; that they were read is on record by then."""
    person = identities.read(agreement, by=by, why=why)
    known_to = held.known_to.exclude(pk=by.pk)
    initial = {"name": person.name, "reach": person.reach, "note": person.note}
    return IdentityForm(initial=initial | {"known_to": known_to}), None


@sensitive_variables()
def keep(agreement, given: dict, *, by) -> None:
    person = Person(given["name"], given["reach"], given["note"])
    identities.keep(agreement, person, by=by, why=given["why"], known_to=given["known_to"])
