"""The label beside the name of a collectivité, in templates of apps that know nothing of labels."""

from functools import cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from labels.current import Label, current_labels
from labels.palmares.scales import aloud
from labels.published import turn
from labels.timing import to_the_second
from labels.wording import level_in_words
from portal.once import once_in_request

register = template.Library()
register.filter(aloud)
register.filter(to_the_second)


@register.simple_tag
@cache
def arobases(symbols: int, said: str) -> SafeString:
    """So many arobases, and what is said to who does not see them."""
    sprite = static("portal/icons.svg")
    signs = format_html_join("", '<svg aria-hidden="true"><use href="{}#at"/></svg>', [(sprite,)] * symbols)
    return format_html('<span class="ats" role="img" aria-label="{}">{}</span>', said, signs)


@register.simple_tag(takes_context=True)
def current_label(context: dict[str, Any], collectivity: int) -> SafeString:
    """The label that the collectivité of this key has now, with its year; nothing where it has none."""
    request = context.get("request")
    label = (_labels(request) if request else current_labels()).get(collectivity)
    if not label:
        return SafeString()
    if not label.symbols:
        return format_html('<span class="of-year">{} {}</span>', label.name, label.year)
    signs = arobases(label.symbols, level_in_words(label.symbols, label.name))
    return format_html('<span class="of-year"><span class="vh">{} </span>{} {}</span>', _("Label"), label.year, signs)


@once_in_request
def _labels(request: HttpRequest) -> dict[int, Label]:
    """Read once for a page, however many cards it shows; the page is kept until the next palmarès is public."""
    turn(request)
    return current_labels()
