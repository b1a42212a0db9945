"""Public pages of collectivités that are not pages of the tree."""

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage


def collectivity_list(request: "HttpRequest", page: "CollectivityIndexPage") -> "HttpResponse":
    return render(request, page.template, page.get_context(request))


def collectivity_card(
    request: "HttpRequest", page: "CollectivityIndexPage", collectivity: "Collectivity"
) -> "HttpResponse":
    return render(
        request, "collectivities/collectivity_card.html", {**page.get_context(request), "collectivity": collectivity}
    )


def collectivity_context(page: "CollectivityPage") -> dict[str, Any]:
    return {"collectivity": page.collectivity}
