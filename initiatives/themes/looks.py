"""Icons and colours of themes, drawn beside each choice of a form."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.enums import ThemeColor
from portal.icons import icon_names
from portal.templatetags.portal_tags import icon as draw_icon
from portal.templatetags.portal_tags import tile


def theme_icons() -> list[str]:
    """Those drawn for themes first, then every other of the sprite."""
    return sorted(icon_names(), key=lambda name: (not name.startswith("t-"), name))


def icon_label(name: str) -> SafeString:
    """An icon and its name, for a choice."""
    return format_html("{} <span>{}</span>", draw_icon(name), name)


def color_label(color: ThemeColor) -> SafeString:
    """The tiles of a colour and its name, for a choice."""
    return format_html('<span class="theme-swatch">{} {}</span>', tile(color.value), color.label)
