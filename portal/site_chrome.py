"""What surrounds every public page: menus, banner, languages, footer. Read once per language and cached."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from portal.enums import MenuPlace
from portal.languages import in_language
from portal.models import MenuLink, PortalSettings
from portal.page_cache import generation, keep_until

LINKED = ("contact", "confidentialite")
HOME_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language of the switcher. Where this very page is not ``translated``, ``note`` says so in that language."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool
    note: str = ""


@dataclass(slots=True)
class Chrome:
    menus: dict[str, list[Link]]
    banner: str
    banner_language: str
    banner_level: str
    banner_until: datetime.datetime | None
    footer: str
    contact_email: str
    addresses: dict[str, str] = field(default_factory=dict)
    languages: list[LanguageLink] = field(default_factory=list)


def of(request: HttpRequest, page: Any = None) -> Chrome:
    chrome = _cached(request)
    chrome.languages = _languages(request, page)
    if chrome.banner and chrome.banner_until:
        _end_banner(request, chrome, chrome.banner_until)
    return chrome


def _end_banner(request: HttpRequest, chrome: Chrome, until: datetime.datetime) -> None:
    """The banner goes on the minute, from pages that were kept too."""
    if until <= timezone.now():
        chrome.banner = ""
    else:
        keep_until(request, until)


def _cached(request: HttpRequest) -> Chrome:
    key = f"chrome:{generation()}:{get_language()}"
    chrome = cache.get(key)
    if chrome is None:
        chrome = _read(request)
        cache.set(key, chrome, timeout=600)
    return chrome


def _read(request: HttpRequest) -> Chrome:
    portal_settings = PortalSettings.for_request(request)
    banner, banner_language = portal_settings.translated("banner")
    return Chrome(
        menus=_menus(portal_settings),
        banner=banner,
        banner_language=banner_language,
        banner_level=portal_settings.banner_level,
        banner_until=portal_settings.banner_until,
        footer=portal_settings.translated("footer")[0],
        contact_email=portal_settings.contact_email,
        addresses=_addresses(),
    )


def _addresses() -> dict[str, str]:
    """Where the pages are that others lead to, by slug, in this language."""
    pages = Page.objects.live().public().filter(slug__in=LINKED, locale=Locale.get_active(), depth=HOME_DEPTH + 1)
    return {page.slug: page.get_url() for page in pages}


def _menus(portal_settings: PortalSettings) -> dict[str, list[Link]]:
    menus: dict[str, list[Link]] = {place: [] for place in MenuPlace.values}
    links = list(portal_settings.menu_links.select_related("page"))
    pages = _in_this_language([link.page for link in links if link.page])
    for link in links:
        page = pages.get(link.page.translation_key) if link.page else None
        if link.page and not page:
            continue
        menus[link.place].append(_link(link, page))
    return menus


def _link(link: MenuLink, page: Any) -> Link:
    label = getattr(link, f"label_{get_language()}") or (page.menu_label if page else link.label_fr)
    url = page.get_url() if page else in_language(link.url, get_language() or settings.LANGUAGE_CODE)
    return Link(label, url)


def _in_this_language(pages: list[Page]) -> dict[Any, Any]:
    """The public translation of each page, or the page itself where it is not translated."""
    public = Page.objects.live().public()
    found = {page.translation_key: page for page in public.filter(pk__in=[p.pk for p in pages]).specific()}
    translations = public.filter(locale=Locale.get_active(), translation_key__in=found).specific()
    return found | {page.translation_key: page for page in translations}


def _languages(request: HttpRequest, page: Any) -> list[LanguageLink]:
    urls = _translated_urls(request, page)
    return [_language(code, name, urls.get(code), page) for code, name in settings.LANGUAGES]


def _language(code: str, name: str, url: str | None, page: Any) -> LanguageLink:
    current = code == get_language()
    if url:
        return LanguageLink(code, name, url, current, translated=True)
    with override(code):
        instead = page.untranslated_url() if hasattr(page, "untranslated_url") else ""
        note = _("(page non traduite)") if instead else _("(page non traduite : l’accueil)")
    return LanguageLink(code, name, instead or in_language("/", code), current, translated=False, note=note)


def _translated_urls(request: HttpRequest, page: Any) -> dict[str, str]:
    """The address of this page in each language it is written in. A view of our own answers in all of them."""
    if not isinstance(page, Page):
        return {code: translate_url(request.get_full_path(), code) for code, _name in settings.LANGUAGES}
    translations = (
        Page.objects.live().filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    )
    own_path = page.get_url(request) or "/"
    rest = request.path.removeprefix(own_path) if request.path.startswith(own_path) else ""
    written_in = page.written_in() if rest and hasattr(page, "written_in") else None
    urls = {p.locale.language_code: f"{p.get_url(request)}{rest}" for p in translations}
    return {code: url for code, url in urls.items() if written_in is None or code in written_in}
