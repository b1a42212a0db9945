"""Tags and filters every template may load."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.paginator import Page as PaginatorPage
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from portal import site_chrome
from portal.addresses import page_address
from portal.pictures import height
from portal.typography import french

register = template.Library()

TILE_CROPS = ("0 0 400 250", "200 100 400 250", "100 50 320 200", "0 150 400 250", "280 0 320 200", "150 200 320 200")
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
MIDDLE_WIDTH = 800
EAGER = mark_safe(' fetchpriority="high"')
LAZY = mark_safe(' loading="lazy"')


@register.filter
def typo(text: Any) -> SafeString:
    """The text, typeset when the page is in French. Markup that is already safe stays; the rest is escaped first."""
    # Escaping wrote apostrophes as entities; in text, outside attributes, they are harmless and typography wants them.
    escaped = SafeString(conditional_escape(text).replace("&#x27;", "'"))
    return mark_safe(french(escaped)) if get_language() == "fr" else escaped  # Escaped above


@register.simple_tag
@cache
def icon(name: str, css: str = "i", prefix: str = "i-") -> SafeString:
    """A decorative icon of the sprite; what it means is always written beside it."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}{}"/></svg>', css, static("portal/icons.svg"), prefix, name
    )


@register.simple_tag
def tile(color: str, seed: int = 0, css: str = "") -> SafeString:
    """The cement tiles of a theme, cropped by a number so that neighbours differ."""
    return _tile(color, (seed or 0) % len(TILE_CROPS), css)


@cache
def _tile(color: str, crop: int, css: str) -> SafeString:
    return format_html(
        '<span class="tile t-{} {}"><svg viewBox="{}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<use href="{}#m-{}" width="600" height="400"/></svg></span>',
        color,
        css,
        TILE_CROPS[crop],
        static("portal/icons.svg"),
        color,
    )


@register.simple_tag
def picture(image: Any, alt: str = "", sizes: str = "100vw", css: str = "", eager: bool = False) -> SafeString:
    """An image in AVIF and WebP at three widths, of a fixed ratio, so that nothing moves while it loads.

    Its files are made by a task; until then the original is shown.
    """
    sources = format_html_join("", '<source type="image/{}" srcset="{}" sizes="{}">', _source_sets(image, sizes))
    fallback = image.sources.get("webp", {}).get(str(MIDDLE_WIDTH))
    return format_html(
        '<picture>{}<img src="{}" alt="{}" width="{}" height="{}"{} decoding="async" class="{}"></picture>',
        sources,
        default_storage.url(fallback) if fallback else image.original_url,
        alt,
        MIDDLE_WIDTH,
        height(MIDDLE_WIDTH),
        EAGER if eager else LAZY,
        css,
    )


def _source_sets(image: Any, sizes: str) -> Iterator[tuple[str, str, str]]:
    for kind, files in image.sources.items():
        yield kind, ", ".join(f"{default_storage.url(name)} {width}w" for width, name in files.items()), sizes


@register.simple_tag(takes_context=True)
def chrome(context: dict[str, Any]) -> site_chrome.Chrome:
    """The header and footer of the site: menus, banner, languages of the page."""
    request: HttpRequest = context["request"]
    return site_chrome.of(request, context.get("page"))


@register.simple_tag(takes_context=True)
def keep_query(context: dict[str, Any], **changes: object) -> str:
    """The query string of the page with these changes; a value of None or "" removes the name."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "."


@register.simple_tag
def page_range(page: PaginatorPage) -> list[int | str]:
    """The numbers to show under a listing: the first, the last and those around this one."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def sprite() -> str:
    """The address of the sprite of icons and tiles."""
    return static("portal/icons.svg")


@register.simple_tag
def join_url() -> str:
    """Where a commune learns how to register: the page about it, or the contact page for want of one."""
    pages = Page.objects.live().filter(slug__in=("inscrire-sa-commune", "contact"))
    in_language = pages.filter(locale__language_code=get_language()).order_by("-slug")
    url_path = in_language.values_list("url_path", flat=True).first()
    return page_address(url_path, get_language() or "") if url_path else "/"


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data for search engines: data, not a script, which no policy on scripts concerns."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # Escaped above


@register.filter
def absolute(path: str) -> str:
    """The whole address of a path of this site, for what is read elsewhere."""
    return path if path.startswith("http") else f"{settings.PUBLIC_URL}{path}"
