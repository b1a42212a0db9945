"""Registrations with Wagtail."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLResolver
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from collectivities.action_menu import name_buttons
from collectivities.admin_listing import PortalPageViewSet
from collectivities.admin_menu import keep_what_opens, lead_members_home
from collectivities.localize_guard import localize_urls
from collectivities.media_api import OwnDocumentsViewSet, OwnImagesViewSet
from collectivities.members.chooser import collectivity_chooser
from collectivities.members.log_actions import register_member_actions
from collectivities.members.viewset import MemberViewSet
from collectivities.permissions import own_pages_filter, user_is_only_member
from collectivities.registrations.listing import RegistrationsPanel
from collectivities.registrations.log_actions import register_registration_actions
from collectivities.registrations.viewset import RegistrationViewSet
from collectivities.review.answers import register_answer
from collectivities.review.listing import SubmissionsPanel
from collectivities.review.viewset import ReviewViewSet
from collectivities.space.own_todos import own_todos
from portal.permissions import user_curates

hooks.register("construct_page_action_menu", name_buttons)


@hooks.register("register_admin_viewset", order=100)
def register_page_viewset() -> PageViewSet:
    return PortalPageViewSet()


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [MemberViewSet(), collectivity_chooser, RegistrationViewSet(), ReviewViewSet()]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if user_curates(request.user):
        panels += [RegistrationsPanel(request), SubmissionsPanel(request)]


hooks.register("register_log_actions", register_member_actions)
hooks.register("register_log_actions", register_registration_actions)
hooks.register("register_log_actions", register_answer)
hooks.register("register_space_todos", own_todos)
hooks.register("construct_main_menu", lead_members_home, order=-100)
for _menu in ("main", "settings", "reports"):
    hooks.register(f"construct_{_menu}_menu", keep_what_opens)


@hooks.register("register_admin_urls", order=-100)
def register_guarded_localize_urls() -> list[URLResolver]:
    return [localize_urls()]


@hooks.register("construct_admin_api", order=100)
def restrict_media_api(router: Any) -> None:
    router.register_endpoint("images", OwnImagesViewSet)
    router.register_endpoint("documents", OwnDocumentsViewSet)


@hooks.register("construct_page_chooser_queryset")
def choose_public_or_own_pages(pages: Any, request: HttpRequest) -> Any:
    """Members choose among what everybody may read and their own pages: drafts of the others keep their titles."""
    if not user_is_only_member(request.user):
        return pages
    readable = Page.objects.filter(Q(live=True) & ~pages.private_q() | own_pages_filter(request.user))
    # By key, because a search cannot follow a condition on the tree.
    return pages.filter(pk__in=readable.values("pk"))
