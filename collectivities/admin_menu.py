"""The admin's menus: nobody is shown an entry that would be refused, and a member goes straight to his commune."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from collectivities.admin_guard import may_open
from collectivities.permissions import member_collectivity_ids, member_pages, user_is_only_member

EXPLORER = "explorer"


def keep_what_opens(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail asks each entry whether to show itself; the guard, which is stricter, is asked too."""
    items[:] = [item for item in items if _opens(request, item.url)]


def _opens(request: HttpRequest, url: str) -> bool:
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        # A submenu or a dialog: no address of its own.
        return True
    return may_open(request, match.view_name, match.kwargs)


def lead_members_home(request: HttpRequest, items: list[Any]) -> None:
    """In place of the tree of all pages, a member's own commune; of several communes, the list of them."""
    if not user_is_only_member(request.user):
        return
    several = len(member_collectivity_ids(request.user)) > 1
    pages = member_pages(request.user)
    url = reverse("wagtailadmin_explore", args=[pages[0].pk]) if pages and not several else None
    items[:] = [_own_pages(several, url or item.url) if item.name == EXPLORER else item for item in items]


def _own_pages(several: bool, url: str) -> MenuItem:
    label = _("Mes communes") if several else _("Ma commune")
    return MenuItem(label, url, name=EXPLORER, icon_name="home", order=100)
