"""Tags and filters every template may load."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django import template
from django.core.files.storage import default_storage
from django.core.paginator import Page as PaginatorPage
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal import site_chrome, structured_data
from portal.addresses import whole_address
from portal.browsers import browser_name
from portal.pictures import height
from portal.social.choice import ShareImage, share_image
from portal.typography import french

register = template.Library()

TILE_CROPS = ("0 0 400 250", "200 100 400 250", "100 50 320 200", "0 150 400 250", "280 0 320 200", "150 200 320 200")
MIRROR = mark_safe(' transform="matrix(-1 0 0 1 600 0)"')
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
OPEN_GRAPH_LOCALES = {"fr": "fr_FR", "en": "en_GB", "br": "br_FR"}
MIDDLE_WIDTH = 800
EAGER = mark_safe(' fetchpriority="high"')
LAZY = mark_safe(' loading="lazy"')


@register.filter
def typo(text: Any) -> SafeString:
    """The text, typeset when the page is in French. Markup that is already safe stays; the rest is escaped first."""
    # Escaping wrote apostrophes as entities; in text, outside attributes, they are harmless and typography wants them.
    escaped = SafeString(conditional_escape(text).replace("&#x27;", "'"))
    return mark_safe(french(escaped)) if get_language() == "fr" else escaped  # Escaped above


register.filter(browser_name)


@register.simple_tag
@cache
def icon(name: str, css: str = "i", prefix: str = "i-") -> SafeString:
    """A decorative icon of the sprite; what it means is always written beside it."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}{}"/></svg>', css, static("portal/icons.svg"), prefix, name
    )


@register.simple_tag
def tile(color: str, seed: int = 0, css: str = "") -> SafeString:
    """The cement tiles of a theme, cropped by a number so that neighbours differ: six crops, then their mirrors."""
    turn, crop = divmod(seed or 0, len(TILE_CROPS))
    return _tile(color, crop, turn % 2 == 1, css)


@cache
def _tile(color: str, crop: int, mirrored: bool, css: str) -> SafeString:
    return format_html(
        '<span class="tile t-{} {}"><svg viewBox="{}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<use href="{}#m-{}" width="600" height="400"{}/></svg></span>',
        color,
        css,
        TILE_CROPS[crop],
        static("portal/icons.svg"),
        color,
        MIRROR if mirrored else "",
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
def trail(context: dict[str, Any], title: str = "") -> list[site_chrome.Link]:
    """The pages and links of ``breadcrumbs`` as links, and what is being read at the end, without an address."""
    request: HttpRequest = context["request"]
    above = [
        item if isinstance(item, site_chrome.Link) else site_chrome.Link(item.title, item.get_url(request) or "")
        for item in context["breadcrumbs"]
    ]
    return [*above, site_chrome.Link(title or context["page"].title)]


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
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """Structured data for search engines: data, not a script, which no policy on scripts concerns."""
    if not data:
        return SafeString()
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # Escaped above


@register.simple_tag
def breadcrumb_json_ld(links: Sequence[site_chrome.Link]) -> SafeString:
    return json_ld(structured_data.breadcrumb_list(links))


@register.simple_tag(takes_context=True)
def page_json_ld(context: dict[str, Any]) -> SafeString:
    """What the view says of what it shows, else what the page says of itself."""
    return json_ld(context.get("json_ld_data") or getattr(context["page"], "structured_data", None))


@register.simple_tag
def og_locale() -> str:
    """The language as Open Graph writes it, with a country."""
    return OPEN_GRAPH_LOCALES.get(get_language() or "", "fr_FR")


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The one address of what is read: without the words and filters of a listing, with the number of its page."""
    return whole_address(context["request"].path) + _page_number(context)


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The languages this very page can be read in, and the one for readers of any other language: French first."""
    translated = [language for language in context["site"].languages if language.translated]
    found = [
        (language.code, whole_address(language.url.partition("?")[0]) + _page_number(context))
        for language in translated
    ]
    return [*found, ("x-default", found[0][1])] if found else []


def _page_number(context: dict[str, Any]) -> str:
    page = context.get("page_obj")
    return f"?page={page.number}" if page and page.number > 1 else ""


@register.simple_tag(takes_context=True)
def social_image(context: dict[str, Any]) -> ShareImage | None:
    """The image of the page for social networks: the editor's choice, else the one drawn for it."""
    return share_image(context["request"], context.get("social_source") or context["page"])
