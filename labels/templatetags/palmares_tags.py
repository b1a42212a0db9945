"""How levels are drawn."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from labels.palmares.scales import aloud
from portal.templatetags.portal_tags import icon

register = template.Library()
register.filter(aloud)


@register.simple_tag
def arobases(symbols: int) -> SafeString:
    """A level as its arobases, read aloud as words; nothing for a rung that has none."""
    if not symbols:
        return SafeString()
    signs = format_html_join("", "{}", ((icon("at", css="", prefix=""),) for _number in range(symbols)))
    return format_html('<span class="ats" role="img" aria-label="{}">{}</span>', aloud(symbols), signs)
