"""What a reader meets when a page is not there or we are not well."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.views.csrf import csrf_failure


def broken(request):
    raise RuntimeError("the press is on fire")


def forbidden(request):
    raise PermissionDenied


def asks_for_a_token(request):
    return csrf_failure(request)


def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("suspicious/", suspicious),
    path("untrusted/", asks_for_a_token),
    path("fine/", lambda request: HttpResponse()),
    path("", include("articles.reading.urls")),
]
handler404 = "articles.reading.views.not_found"


@pytest.mark.django_db
def test_a_page_that_is_not_there_shows_the_way_on(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is nothing at this address." in page
    assert "nothing-here" not in page
    assert 'href="/archive/"' in page
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/a/b/c/", "/2026/1/2/x/", "/tags/none/", "/media/x", "/%00/"])
def test_every_absence_answers_alike(client, path):
    absent = client.get("/nothing-here/")
    response = client.get(path)
    assert (response.status_code, response.content) == (404, absent.content)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/broken/", 500, "Something broke on our side."),
        ("/forbidden/", 403, "You may not open this page."),
        ("/untrusted/", 403, "That form had been open too long."),
        ("/suspicious/", 400, "We could not make sense of that request."),
    ],
)
def test_a_failure_is_told_without_asking_the_database(client, path, status, said):
    client.raise_request_exception = False
    response = client.get(path)  # no database: this test has not asked for one
    assert response.status_code == status
    assert said in response.content.decode()
    assert "on fire" not in response.content.decode()
