"""Registrations with Wagtail."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from initiatives.themes.log_actions import register_theme_actions
from initiatives.themes.viewset import ThemeViewSet

register_snippet(ThemeViewSet)
LOCALIZE_ICON = "wagtail-localize-language"
hooks.register("register_log_actions", register_theme_actions)


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
