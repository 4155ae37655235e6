"""Where everything answers: staff at /desk/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("", include("articles.reading.urls")),
]

handler404 = "articles.reading.views.not_found"
