"""``/recherche/``."""

from django.urls import include, path

from search import calendars, exports, feeds, views
from search.alerts import urls as alerts_urls

urlpatterns = [
    path("", views.search_page, name="search"),
    path("suggestions/", views.suggestions, name="search_suggestions"),
    path("communes/", views.communes, name="search_communes"),
    path("flux/", feeds.search_feed, name="search_feed"),
    path("calendrier/", calendars.search_calendar, name="search_calendar"),
    path("tableau/", exports.search_table, name="search_table"),
    path("alerte/", include(alerts_urls)),
]
