"""Public addresses of collectivités. Pages of the tree; the name lets a template link to one without loading it."""

from typing import TYPE_CHECKING

from django.urls import include, path, re_path

from collectivities.enums import CollectivityKind
from collectivities.registrations import urls as registration_urls
from collectivities.space import urls as space_urls
from portal.routing import serve

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def collectivity(request: "HttpRequest", kind: str, code_slug: str) -> "HttpResponse":
    return serve(request, f"{kind}/{code_slug}/")


def communes(request: "HttpRequest") -> "HttpResponse":
    return serve(request, "communes/")


KINDS = CollectivityKind.any_path()

urlpatterns = [
    path("inscription/", include(registration_urls)),
    path("espace/", include(space_urls)),
    path("communes/", communes, name="collectivities"),
    re_path(rf"^(?P<kind>{KINDS})/(?P<code_slug>[0-9][0-9a-z-]*)/$", collectivity, name="collectivity"),
]
