"""The addresses of the portal, the files a proxy would serve, and the constant view pages are compared with."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.static import serve

from portal.urls import handler500
from portal.urls import urlpatterns as portal_urlpatterns

__all__ = ["handler500", "urlpatterns"]


def constant(request: HttpRequest) -> HttpResponse:
    """The least a view can do; it passes through every middleware, as the pages do."""
    return HttpResponse("Constant.", headers={"Cache-Control": "private"})


urlpatterns = [
    path("constant/", constant),
    path(f"{settings.MEDIA_URL[1:]}<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    *portal_urlpatterns,
]
