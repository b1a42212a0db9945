"""What the pages of initiatives and themes show."""

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from initiatives.models import InitiativePage, Theme

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from initiatives.models import ThemeIndexPage


def initiative_context(page: InitiativePage) -> dict[str, Any]:
    return {"collectivity": page.collectivity}


def theme_index_context() -> dict[str, Any]:
    return {"themes": Theme.objects.current().in_language()}


def theme_detail(request: "HttpRequest", page: "ThemeIndexPage", theme: Theme) -> "HttpResponse":
    initiatives = InitiativePage.objects.live_public().about(theme).with_card()
    return render(
        request,
        "initiatives/theme_detail.html",
        {**page.get_context(request), "theme": theme, "initiatives": initiatives},
    )
