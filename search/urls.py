"""``/recherche/``."""

from django.urls import path

from search import exports, feeds, views

urlpatterns = [
    path("", views.search_page, name="search"),
    path("flux/", feeds.search_feed, name="search_feed"),
    path("tableau/", exports.search_table, name="search_table"),
]
