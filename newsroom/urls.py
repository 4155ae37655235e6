"""Where everything answers: staff at /desk/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("", include("articles.reading.urls")),
]

handler403 = "articles.editing.refusing.forbidden"
handler404 = "articles.editing.refusing.not_found"
