"""Registrations with Wagtail."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks


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
