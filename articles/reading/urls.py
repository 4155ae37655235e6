"""The readers' addresses. A section stands at the top level, so it is asked last."""

from django.urls import include, path

from . import (
    addresses,  # noqa: F401 - its converters
    archive,
    cited,
    copies,
    evidence,
    feeds,
    library,
    machines,
    sitemaps,
    views,
)

app_name = "reading"

# /<yyyy>/<mm>/<dd>/<slug>/
story = [
    path("", views.story, name="story"),
    path("history/", views.history, name="history"),
    path("sources.<ending:ending>", cited.cited, name="cited"),
]

# /archive/
past = [
    path("", archive.years, name="archive_index"),
    path("<year:year>/", archive.year, name="archive"),
    path("<year:year>/<two:month>/", archive.month, name="archive"),
    path("<year:year>/<two:month>/<two:day>/", archive.day, name="archive"),
]

# /sources/
sources = [
    path("", library.sources, name="sources"),
    path("documents/<int:pk>/", evidence.document, name="document"),
    path("documents/<int:pk>/copy/", copies.copy, name="copy"),
    path("<anyslug:slug>/", evidence.source, name="source"),
    path("<anyslug:slug>/feed.<feed:ending>", feeds.under, {"name": "source"}, name="source_feed"),
]

# /tags/<slug>/
tag = [
    path("", library.tag, name="tag"),
    path("feed.<feed:ending>", feeds.under, {"name": "tag"}, name="tag_feed"),
]

# /by/<slug>/
contributor = [
    path("", library.contributor, name="contributor"),
    path("feed.<feed:ending>", feeds.under, {"name": "contributor"}, name="contributor_feed"),
]

# /corrections/
corrections = [
    path("", views.corrections, name="corrections"),
    path("feed.<feed:ending>", feeds.corrections, name="corrections_feed"),
]

# A sitemap speaks only of what stands below it, so all of them stand at the top.
maps = [
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("sitemap-pages.xml", sitemaps.fixed, name="pages_sitemap"),
    path("sitemap-tags.xml", sitemaps.names, {"name": "tag"}, name="tag_sitemap"),
    path("sitemap-sources.xml", sitemaps.names, {"name": "source"}, name="source_sitemap"),
    path("sitemap-people.xml", sitemaps.names, {"name": "contributor"}, name="contributor_sitemap"),
    path("sitemap-<year:year>-<two:month>.xml", sitemaps.stories, name="stories_sitemap"),
]

urlpatterns = [
    path("", views.front, name="front"),
    path("feed.<feed:ending>", feeds.front, name="feed"),
    path("tags/", library.tags, name="tags"),
    path("tags/<anyslug:slug>/", include(tag)),
    path("sources/", include(sources)),
    path("photos/<anyslug:slug>/", library.photo_credit, name="photo_credit"),
    path("by/<anyslug:slug>/", include(contributor)),
    path("archive/", include(past)),
    path("corrections/", include(corrections)),
    path("media/<filename:name>", machines.rendition, name="rendition"),
    path("favicon.ico", machines.icon, name="icon"),
    path("", include(maps)),
    path("robots.txt", machines.robots, name="robots"),
    path("health/", machines.health, name="health"),
    path("<year:year>/<two:month>/<two:day>/<anyslug:slug>/", include(story)),
    path("<anyslug:slug>/", views.section, name="section"),
    path("<anyslug:slug>/feed.<feed:ending>", feeds.section, name="section_feed"),
]
