"""Registrations with Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from home.help.space import help_tab
from home.project import ResourcesSection
from home.translations import UntranslatedPanel, UntranslatedReport
from portal.permissions import user_curates
from portal.wagtail_hooks import PORTAL_HELP

hooks.register("register_project_sections", ResourcesSection)


@hooks.register("register_admin_viewset")
def register_reports() -> list[ViewSet]:
    return [UntranslatedReport()]


hooks.register("register_space_tabs", help_tab)


@hooks.register("register_help_menu_item")
def lead_to_the_answers() -> MenuItem:
    """In the menu « Aide » of the editor; by the address that every portal has, which no query is needed for."""
    address = reverse("wagtail_serve", args=["aide/"])
    return MenuItem(_("Questions et réponses"), address, name=PORTAL_HELP, icon_name="help", order=100)


@hooks.register("construct_homepage_panels")
def show_untranslated(request: HttpRequest, panels: list[Any]) -> None:
    if user_curates(request.user):
        panels.append(UntranslatedPanel(request))
