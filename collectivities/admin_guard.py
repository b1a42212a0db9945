"""Default deny: who is neither superuser nor of the association opens in the admin only what members are given."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch

from collectivities.admin_access import association_may_open, member_may_open
from collectivities.permissions import user_is_member
from portal.permissions import user_is_association

ADMIN_PREFIX = "/admin/"
ALWAYS_OPEN = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
)


def may_open(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """Whether the guard lets this person open the admin address of this name."""
    user = request.user
    if user.is_superuser or name in ALWAYS_OPEN:
        return True
    if user_is_association(user):
        return association_may_open(name)
    return user_is_member(user) and member_may_open(request, name, kwargs)


class AdminGuardMiddleware:
    """Refuses before Wagtail is asked, so that a view that forgets a check, or a new one, is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match: ResolverMatch | None = request.resolver_match
        if not match or not request.path.startswith(ADMIN_PREFIX) or not request.user.is_authenticated:
            return None
        if may_open(request, match.view_name, kwargs):
            return None
        return render(request, "403.html", status=403)
