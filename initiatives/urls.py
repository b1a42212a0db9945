"""Public addresses of themes. They are answered by the index page of the tree; the names let templates link to them."""

from typing import TYPE_CHECKING

from django.urls import path

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
    path("toujours-en-service/<slug:token>/", still_running, name="still_running"),
]
