"""``/palmares/``."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import path, reverse

from labels.palmares import table, views


def accented(request: HttpRequest, year: str = "") -> HttpResponsePermanentRedirect:
    """« palmarès », as French writes it."""
    address = reverse("palmares_year", args=[year]) if year else reverse("palmares")
    asked = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)


urlpatterns = [
    path("palmares/", views.palmares, name="palmares"),
    path("palmares/<slug:year>/", views.palmares_year, name="palmares_year"),
    path("palmares/<slug:year>/tableau/", table.palmares_table, name="palmares_table"),
    path("palmarès/", accented),
    path("palmarès/<slug:year>/", accented),
]
