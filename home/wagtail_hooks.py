"""Registrations with Wagtail."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from home.project import ResourcesSection
from home.translations import UntranslatedPanel, UntranslatedReport
from portal.permissions import user_curates

hooks.register("register_project_sections", ResourcesSection)


@hooks.register("register_admin_viewset")
def register_reports() -> list[ViewSet]:
    return [UntranslatedReport()]


@hooks.register("construct_homepage_panels")
def show_untranslated(request: HttpRequest, panels: list[Any]) -> None:
    if user_curates(request.user):
        panels.append(UntranslatedPanel(request))
