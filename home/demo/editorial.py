"""Makes the association's pages of the demonstration."""

import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from collectivities.models import Collectivity, CustomDocument, ProgrammeIndexPage, RegionalProgrammePage
from home.demo import content
from home.demo.recording import DemoRecorder, values_of
from home.menus import set_up_menus
from home.models import (
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    FreePage,
    HomePage,
    ResourceIndexPage,
    ResourcePage,
    SectionPage,
)
from home.setup import publish_translation
from initiatives.models import Theme
from portal.models import MenuLink, PortalSettings

BANNERS = {
    "banner_fr": "Ceci est une démonstration : les collectivités sont réelles ; leurs initiatives, leurs dossiers "
    "et leurs labels sont inventés.",
    "banner_en": "This is a demonstration: the local authorities are real; their initiatives, their applications "
    "and their labels are invented.",
    "banner_br": "Un diskouezadenn eo: gwir eo ar strollegezhioù; ijinet eo o intrudoù, o zeuliadoù hag o labelioù.",
}
CONTACT_EMAIL = "contact@demo.example"
KINDS = {"section": SectionPage, "free": FreePage}


def load(home: HomePage, texts: dict[str, Any], record: DemoRecorder) -> None:
    """Articles, events, resources, programmes and sections in French, then the translations that exist."""
    themes = {theme.slug: theme for theme in Theme.objects.in_language("fr")}
    _home(home, texts["home"])
    pages = _sections(home, texts["pages"], record)
    _articles(texts["articles"], themes, record)
    _events(texts["events"], record)
    _resources(texts["resources"], themes, record)
    _programmes(texts["programmes"], record)
    for code, translations in texts.get("translations", {}).items():
        _translate(Locale.objects.get(language_code=code), home, pages, translations, record)
    home.call_page = pages["inscrire-sa-commune"]
    home.save_revision().publish()
    _settings(home).update(**BANNERS)
    _settings(home).filter(contact_email="").update(contact_email=CONTACT_EMAIL)
    # The sections of the demonstration find their place in menus that were made without them.
    MenuLink.objects.filter(portal_settings__site__root_page=home).delete()
    set_up_menus(home)


def reset() -> None:
    """Take the banner and the address of the demonstration away."""
    PortalSettings.objects.filter(banner_fr=BANNERS["banner_fr"]).update(**dict.fromkeys(BANNERS, ""))
    PortalSettings.objects.filter(contact_email=CONTACT_EMAIL).update(contact_email="")


def _settings(home: HomePage) -> Any:
    PortalSettings.for_site(Site.objects.get(root_page=home))
    return PortalSettings.objects.filter(site__root_page=home)


def _home(home: HomePage, texts: dict[str, Any]) -> None:
    for name in ("hero_title", "hero_text", "search_hint", "call_title", "call_text"):
        setattr(home, name, texts[name])
    home.popular_searches = [
        home.popular_searches.model(label=search["label"], query=search["query"], sort_order=order)
        for order, search in enumerate(texts["popular_searches"])
    ]
    home.save_revision().publish()


def _add(parent: Page, page: Any, record: DemoRecorder, day: datetime.date | None = None) -> Any:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=True).publish()
    if day:
        first = datetime.datetime.combine(day, datetime.time(9), datetime.UTC)
        page.first_published_at = first
        type(page).objects.filter(pk=page.pk).update(first_published_at=first)
    record(page)
    return page


def _sections(home: HomePage, texts: list[dict[str, Any]], record: DemoRecorder) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    for text in texts:
        parent = pages[text["parent"]] if text.get("parent") else home
        page = KINDS[text["kind"]](
            **values_of(text, ("slug", "title", "summary")),
            body=content.stream(text["body"]),
            show_in_menus=text.get("in_menu", False),
        )
        pages[text["slug"]] = _add(parent, page, record)
    return pages


def _articles(texts: list[dict[str, Any]], themes: dict[str, Theme], record: DemoRecorder) -> None:
    index = ArticleIndexPage.objects.get(locale__language_code="fr")
    for text in texts:
        page = ArticlePage(
            **values_of(text, ("slug", "title", "summary", "date")),
            body=content.stream(text["body"]),
        )
        page.themes = [themes[slug] for slug in text.get("themes", [])]
        _add(index, page, record, text["date"])


def _events(texts: list[dict[str, Any]], record: DemoRecorder) -> None:
    index = EventIndexPage.objects.get(locale__language_code="fr")
    names = (
        "slug",
        "title",
        "summary",
        "place",
        "address",
        "online",
        "registration_url",
    )
    for text in texts:
        starts, ends = (timezone.make_aware(text[name]) for name in ("starts_at", "ends_at"))
        page = EventPage(
            **values_of(text, names),
            starts_at=starts,
            ends_at=ends,
            body=content.stream(text["body"]),
        )
        _add(index, page, record, text["starts_at"].date() - datetime.timedelta(days=45))


def _resources(texts: list[dict[str, Any]], themes: dict[str, Theme], record: DemoRecorder) -> None:
    index = ResourceIndexPage.objects.get(locale__language_code="fr")
    names = (
        "slug",
        "title",
        "summary",
        "kind",
        "licence",
        "link",
        "author",
        "published_on",
    )
    for text in texts:
        page = ResourcePage(**values_of(text, names), body=content.stream(text["body"]))
        page.themes = [themes[slug] for slug in text.get("themes", [])]
        if "document_text" in text:
            page.document = _document(text, record)
        _add(index, page, record, text.get("published_on"))


def _programmes(texts: list[dict[str, Any]], record: DemoRecorder) -> None:
    index = ProgrammeIndexPage.objects.get(locale__language_code="fr")
    names = ("slug", "title", "summary", "partner", "website", "email", "telephone")
    for text in texts:
        region = Collectivity.objects.regions().get(code=text["region"])
        page = RegionalProgrammePage(**values_of(text, names), region=region, body=content.stream(text["body"]))
        _add(index, page, record)


def _document(text: dict[str, Any], record: DemoRecorder) -> CustomDocument:
    document = CustomDocument(title=text["title"])
    document.file.save(f"{text['slug']}.txt", ContentFile(text["document_text"].encode()), save=True)
    record(document)
    return document


def _translate(
    locale: Locale,
    home: HomePage,
    pages: dict[str, Page],
    texts: dict[str, Any],
    record: DemoRecorder,
) -> None:
    translated_home = home.get_translation(locale)
    if "home" in texts:
        _home(translated_home, {**texts["home"]})
    for slug, text in texts.get("pages", {}).items():
        page = pages[slug].copy_for_translation(locale, copy_parents=True)
        publish_translation(
            page,
            title=text["title"],
            summary=text["summary"],
            body=content.stream(text["body"]),
        )
        record(page)
