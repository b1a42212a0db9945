"""Addresses of initiatives. Those of themes are answered by the index page of the tree; the names let templates link to
them.
"""

from typing import TYPE_CHECKING

from django.urls import include, path, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from initiatives.short_path import urls as short_path_urls
from initiatives.yearly.views import still_running
from portal.routing import serve

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def theme(request: "HttpRequest", slug: str) -> "HttpResponse":
    return serve(request, f"themes/{slug}/")


def theme_feed(request: "HttpRequest", slug: str) -> "HttpResponse":
    return serve(request, f"themes/{slug}/flux/")


urlpatterns = [
    path("themes/<slug:slug>/", theme, name="theme"),
    path("themes/<slug:slug>/flux/", theme_feed, name="theme_feed"),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}initiatives/", include(short_path_urls)),
    path("toujours-en-service/<slug:token>/", still_running, name="still_running"),
]
