"""Makes the portal's skeleton: languages, home pages, structure, rights. Idempotent: what exists is left alone."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from collectivities.rights import set_up_rights
from home.help.texts import blocks_in, pages_without_answers, summary_in
from home.menus import set_up_menus
from home.models import AccessibilityPage, ContactFormField, ContactPage, FreePage, HomePage
from home.structure import CONTACT_FIELDS, HERO_TITLES, HOME_TITLES, STRUCTURE, StructurePage
from labels.proof.kit import set_up_kit

SOURCE = settings.LANGUAGE_CODE
LEGAL = Path(__file__).parent / "legal.toml"


@transaction.atomic
def set_up_portal() -> HomePage:
    """Everything a new portal needs before its first page; returns the French home page."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    homes = _home_pages(locales)
    for structure in STRUCTURE:
        _structure_pages(structure, homes)
    _legal_texts()
    _help_texts()
    _contact_fields()
    set_up_rights()
    set_up_kit()
    set_up_menus(homes[SOURCE])
    return homes[SOURCE]


def _home_pages(locales: dict[str, Locale]) -> dict[str, HomePage]:
    home = HomePage.objects.filter(locale=locales[SOURCE]).first()
    if not home:
        root = Page.get_first_root_node()
        _remove_welcome_page()
        home = HomePage(
            title=HOME_TITLES[SOURCE],
            slug="accueil",
            hero_title=HERO_TITLES[SOURCE],
            locale=locales[SOURCE],
        )
        root.add_child(instance=home)
        home.save_revision().publish()
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "localhost",
                "root_page": home,
                "site_name": settings.WAGTAIL_SITE_NAME,
            },
        )
    return {code: home if code == SOURCE else _translated_home(home, locale) for code, locale in locales.items()}


def _translated_home(home: HomePage, locale: Locale) -> HomePage:
    code = locale.language_code
    return home.get_translation_or_none(locale) or publish_translation(
        home.copy_for_translation(locale),
        title=HOME_TITLES[code],
        slug=f"accueil-{code}",
        hero_title=HERO_TITLES[code],
    )


def _structure_pages(structure: StructurePage, homes: dict[str, HomePage]) -> None:
    source = _structure_source(structure, homes[SOURCE])
    for code, home in homes.items():
        if source and code != SOURCE and not source.get_translation_or_none(home.locale):
            publish_translation(
                source.copy_for_translation(home.locale),
                title=structure.titles[code],
                slug=structure.slug,
            )


def _structure_source(structure: StructurePage, home: HomePage) -> Page | None:
    """The French one, made where nothing answers. An editor's page of another type that answers there stays: None."""
    model = apps.get_model(structure.model)
    there = Page.objects.child_of(home).filter(slug=structure.slug).first()
    if there:
        found: Page | None = model.objects.filter(pk=there.pk).first()
        return found
    source = model(title=structure.titles[SOURCE], slug=structure.slug, locale=home.locale, **structure.fields)
    home.add_child(instance=source)
    source.save_revision().publish()
    return source


def _legal_texts() -> None:
    """Give a legal page without any text the one of its language."""
    texts = tomllib.loads(LEGAL.read_text(encoding="utf-8"))
    for model in (FreePage, AccessibilityPage):
        for page in model.objects.filter(slug__in=texts).select_related("locale"):
            text = texts[page.slug].get(page.locale.language_code)
            if text and not page.body:
                publish_translation(page, summary=text["summary"], body=_blocks(text["sections"]))


def _blocks(sections: list[dict[str, str]]) -> list[tuple[str, Any]]:
    blocks: list[tuple[str, Any]] = []
    for section in sections:
        if "heading" in section:
            blocks.append(("heading", {"text": section["heading"], "level": "2"}))
        durations = {
            "months": settings.PORTAL_CONTACT_MONTHS,
            "days": settings.PORTAL_ALERT_DAYS,
            "views": settings.PORTAL_VIEWS_MONTHS,
        }
        blocks.append(("paragraph", section["html"].format(**durations)))
    return blocks


def _help_texts() -> None:
    """Give a help page without any answer those of its language."""
    for page in pages_without_answers():
        language = page.locale.language_code
        publish_translation(page, summary=page.summary or summary_in(language), questions=blocks_in(language))


def _contact_fields() -> None:
    """Give a contact page without any field those of its language."""
    for page in ContactPage.objects.filter(form_fields=None).select_related("locale"):
        page.form_fields = [
            ContactFormField(label=label, field_type=kind, required=True, sort_order=order)
            for order, (label, kind) in enumerate(CONTACT_FIELDS[page.locale.language_code])
        ]
        page.save_revision().publish()


def publish_translation(page: Page, **values: Any) -> Page:
    """Publish a copy made for another language, with the values given in that language."""
    for name, value in values.items():
        setattr(page, name, value)
    page.draft_title = page.title
    page.save_revision().publish()
    return page


def _remove_welcome_page() -> None:
    """The page Wagtail's own migration makes, so that its address is free."""
    for page in Page.objects.filter(depth=2, content_type__model="page"):
        Site.objects.filter(root_page=page).delete()
        page.delete()
