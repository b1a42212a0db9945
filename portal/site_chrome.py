"""What surrounds every public page: menus, banner, languages, footer. Read once per language and cached."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.addresses import home_address, page_address
from portal.enums import MenuPlace
from portal.languages import in_language
from portal.models import BasePage, MenuLink, PortalSettings
from portal.models.page import IsPublic
from portal.page_cache import keep_until, remember

LINKED = ("contact", "confidentialite")
HOME_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu. ``language`` is empty where it is the reader's: a page that is not translated has its own."""

    label: str
    url: str = ""
    language: str = ""
    named_in: str = ""
    """The language of the label where it is another than the reader's."""

    @property
    def attributes(self) -> SafeString:
        """What its element says of languages, beside the address."""
        return flatatt({"hreflang": self.language or None, "lang": self.named_in or None})


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
    """What surrounds the answer to this request, where it shows this page or none."""
    chrome = remember(f"chrome:{get_language()}", lambda: _read(request))
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


def _read(request: HttpRequest) -> Chrome:
    portal_settings = PortalSettings.for_request(request)
    links = list(portal_settings.menu_links.select_related("page"))
    pages = _in_this_language([link.page for link in links if link.page])
    banner, banner_language = portal_settings.translated("banner")
    return Chrome(
        menus=_menus(links, pages),
        banner=banner,
        banner_language=banner_language,
        banner_level=portal_settings.banner_level,
        banner_until=portal_settings.banner_until,
        footer=portal_settings.translated("footer")[0],
        contact_email=portal_settings.contact_email,
        addresses=_addresses(pages),
    )


def _addresses(pages: dict[Any, Page]) -> dict[str, str]:
    """Where the pages are that others lead to, by slug, in this language."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        page.slug: page_address(page.url_path, language)
        for page in pages.values()
        if page.slug in LINKED and page.depth == HOME_DEPTH + 1 and page.locale.language_code == language
    }


def _menus(links: list[MenuLink], pages: dict[Any, Page]) -> dict[str, list[Link]]:
    menus: dict[str, list[Link]] = {place: [] for place in MenuPlace.values}
    for link in links:
        page = pages.get(link.page.translation_key) if link.page else None
        if link.page and not page:
            continue
        menus[link.place].append(_link(link, page))
    return menus


def _link(link: MenuLink, page: Any) -> Link:
    language = get_language() or settings.LANGUAGE_CODE
    own = getattr(link, f"label_{language}")
    label = own or (_menu_label(page) if page else link.label_fr)
    written_in = page.locale.language_code if page else settings.LANGUAGE_CODE
    other = written_in if written_in != language else ""
    if page:
        return Link(label, page_address(page.url_path, written_in), language=other, named_in="" if own else other)
    return Link(label, in_language(link.url, language), named_in="" if own else other)


def _menu_label(page: Page) -> str:
    """A page that says more than its title in menus is read whole; hardly any does."""
    says_more = getattr(page.specific_class, "menu_label", BasePage.menu_label) is not BasePage.menu_label
    return str(page.specific.menu_label) if says_more else str(page.title)


def _in_this_language(pages: list[Page]) -> dict[Any, Page]:
    """The public translation of each page, or the page itself where it is not translated, and those others lead to.

    One query for all: every page of the portal waits for it where nothing is remembered yet.
    """
    translated = Q(translation_key__in=[p.translation_key for p in pages]) | Q(slug__in=LINKED, depth=HOME_DEPTH + 1)
    wanted = Q(pk__in=[p.pk for p in pages]) | translated & Q(locale__language_code=get_language())
    found = Page.objects.live().filter(IsPublic("path")).filter(wanted).select_related("locale")
    # Translations come last, and take the place of what they translate.
    in_order = sorted(found, key=lambda page: page.locale.language_code == get_language())
    return {page.translation_key: page for page in in_order}


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
    return LanguageLink(code, name, instead or home_address(code), current, translated=False, note=note)


def _translated_urls(request: HttpRequest, page: Any) -> dict[str, str]:
    """The address of this page in each language it is written in. A view of our own answers in all of them."""
    if not isinstance(page, Page):
        return {code: translate_url(request.get_full_path(), code) for code, _name in settings.LANGUAGES}
    translations = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None).order_by()
    own_path = page.get_url(request) or "/"
    rest = request.path.removeprefix(own_path) if request.path.startswith(own_path) else ""
    written_in = page.written_in() if rest and hasattr(page, "written_in") else None
    stored = translations.values_list("locale__language_code", "url_path")
    return {
        code: f"{page_address(url_path, code)}{rest}"
        for code, url_path in stored
        if written_in is None or code in written_in
    }
