"""Registrations with Wagtail: the portal's look, and a dashboard and a help menu without what serves nobody here."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.viewsets.base import ViewSet

from portal.image_report import ImagesWithoutTextReport
from portal.permissions import user_curates

# The applications show what waits, each its own, in the words of the portal.
REPLACED_PANELS = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
CURATORS_PANELS = (RecentEditsPanel, LockedPagesPanel)
PORTAL_HELP = "portal-help"
"""The name of the entry that leads to our own answers."""
KEPT_HELP = {"keyboard-shortcuts-trigger", PORTAL_HELP}
"""The other entries lead to Wagtail's own site, in English."""


@hooks.register("insert_global_admin_css")
def dress_the_admin() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))


@hooks.register("insert_editor_js")
def name_text_boxes() -> SafeString:
    return format_html('<script src="{}"></script>', static("portal/js/draftail-names.js"))


@hooks.register("insert_editor_js")
def keep_unsaved_changes() -> SafeString:
    return format_html('<script src="{}"></script>', static("portal/js/unsaved-changes.js"))


@hooks.register("register_admin_viewset")
def register_reports() -> list[ViewSet]:
    return [ImagesWithoutTextReport()]


@hooks.register("construct_homepage_panels")
def drop_stock_panels(request: HttpRequest, panels: list[Any]) -> None:
    dropped = REPLACED_PANELS if user_curates(request.user) else REPLACED_PANELS + CURATORS_PANELS
    panels[:] = [panel for panel in panels if not isinstance(panel, dropped)]


@hooks.register("construct_homepage_summary_items", order=1000)
def drop_stock_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many pages, images and files there are tells nobody what to do."""
    items.clear()


@hooks.register("construct_help_menu")
def drop_foreign_help(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in KEPT_HELP]
