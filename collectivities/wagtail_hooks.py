"""Registrations with Wagtail."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet

from collectivities.admin_listing import PortalPageViewSet
from collectivities.permissions import own_pages_filter
from portal.permissions import user_is_association


@hooks.register("register_admin_viewset", order=100)
def register_page_viewset() -> PageViewSet:
    return PortalPageViewSet()


@hooks.register("construct_page_chooser_queryset")
def choose_public_or_own_pages(pages: Any, request: HttpRequest) -> Any:
    """Members choose among what everybody may read and their own pages: drafts of the others keep their titles."""
    if request.user.is_superuser or user_is_association(request.user):
        return pages
    return pages.filter(live=True) | pages.filter(own_pages_filter(request.user))
