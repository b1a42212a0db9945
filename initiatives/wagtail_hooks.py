"""Registrations with Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from collectivities.permissions import user_is_only_member
from initiatives.confirming import confirmation_urls, register_confirmation
from initiatives.corrections.admin import CorrectionsPanel, CorrectionViewSet
from initiatives.corrections.log_actions import register_corrections
from initiatives.corrections.space import correction_todos
from initiatives.dashboard import MemberPanel, ToConfirmPanel
from initiatives.hours.log_actions import register_hours
from initiatives.hours.project import HoursSection
from initiatives.hours.space import hour_todos, hours_tab
from initiatives.inspirations.log_actions import register_inspirations
from initiatives.questions.space import question_todos, questions_tab
from initiatives.reports import ToConfirmReport
from initiatives.space import SheetsSection, sheet_todos
from initiatives.statistics.space import statistics_tab
from initiatives.themes.log_actions import register_theme_actions
from initiatives.themes.viewset import ThemeViewSet
from initiatives.yearly.log_actions import register_stop
from portal.permissions import user_curates

LOCALIZE_ICON = "wagtail-localize-language"

register_snippet(ThemeViewSet)
hooks.register("register_log_actions", register_theme_actions)
hooks.register("register_log_actions", register_confirmation)
hooks.register("register_log_actions", register_stop)
hooks.register("register_space_todos", sheet_todos)
hooks.register("register_log_actions", register_inspirations)
hooks.register("register_log_actions", register_corrections)
hooks.register("register_log_actions", register_hours)
hooks.register("register_space_todos", hour_todos)
hooks.register("register_space_todos", question_todos)
hooks.register("register_space_todos", correction_todos)
hooks.register("register_space_tabs", questions_tab)
hooks.register("register_space_tabs", hours_tab)
hooks.register("register_space_tabs", statistics_tab)
hooks.register("register_space_sections", SheetsSection)
hooks.register("register_project_sections", HoursSection)


@hooks.register("register_admin_urls")
def register_confirmation_urls() -> list[URLResolver]:
    return [confirmation_urls()]


@hooks.register("register_admin_viewset")
def register_reports() -> list[ViewSet]:
    return [ToConfirmReport(), CorrectionViewSet()]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if user_curates(request.user):
        panels += [CorrectionsPanel(request), ToConfirmPanel(request)]
    elif user_is_only_member(request.user):
        panels.append(MemberPanel(request))


@hooks.register("insert_editor_js")
def count_characters() -> SafeString:
    return format_html(
        '<script src="{}" data-left="{}" data-over="{}"></script>',
        static("initiatives/js/character-count.js"),
        _("Caractères restants : {}."),
        _("Caractères en trop : {}."),
    )


@hooks.register("insert_global_admin_css")
def style_editor() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("initiatives/css/editor.css"))


@hooks.register("construct_snippet_listing_buttons", order=100)
def translate_in_the_form(buttons: list[Any], snippet: Any, user: Any) -> None:
    """The form of a theme holds every language: wagtail-localize's own way would go past it."""
    buttons[:] = [button for button in buttons if button.icon_name != LOCALIZE_ICON]
