"""What staff are told where they may not go, and where nothing is: pages of the desk's own."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views import defaults

from ..reading import views as readers


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    if not is_at_the_desk(request):
        return defaults.permission_denied(request, exception)
    return refusal(request, "desk/forbidden.html", title="Not for your account", status=403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """Readers are told by their own page, and so is anybody who has not signed in."""
    if not is_at_the_desk(request):
        return readers.not_found(request, exception)
    return refusal(request, "desk/not_found.html", title="There is nothing here", status=404)


def is_at_the_desk(request: HttpRequest) -> bool:
    inside = request.path.startswith(reverse("admin:index"))
    return inside and admin.site.has_permission(request)


def refusal(request: HttpRequest, template: str, *, title: str, status: int) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title}
    return TemplateResponse(request, template, context, status=status)
