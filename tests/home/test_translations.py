"""What the association still has to translate: the panel of the dashboard and the report."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from home.translations import untranslated_pages
from tests.admin import queries
from tests.factories import ArticlePageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/a-traduire/"


def translate(page: Any, code: str, live: bool = True) -> Any:
    translation = page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
    if live:
        translation.save_revision().publish()
    return translation


def states(page: Any) -> tuple[str, str] | None:
    found = untranslated_pages().filter(pk=page.pk).first()
    return found and (found.state_en, found.state_br)


def test_a_new_portal_is_translated(home: Any, association_client: Client) -> None:
    assert list(untranslated_pages()) == []
    for address in ("/admin/", REPORT):
        content = association_client.get(address).content.decode()
        assert "Toutes les pages de l’association sont traduites." in content


def test_each_language_has_its_state() -> None:
    page = ArticlePageFactory()
    assert states(page) == ("missing", "missing")
    english = translate(page, "en", live=False)
    assert states(page) == ("draft", "missing")
    english.save_revision().publish()
    assert states(page) == ("done", "missing")
    translate(page, "br")
    assert states(page) is None


def test_an_alias_shows_french_words(home: Any) -> None:
    page = ArticlePageFactory()
    page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True, alias=True)
    assert states(page) == ("missing", "missing")


def test_what_communes_write_and_drafts_are_left_out(member: Any) -> None:
    InitiativePageFactory(parent=member.page)
    ArticlePageFactory(live=False)
    assert list(untranslated_pages()) == []


def test_the_report_is_filtered_by_language_and_type(association_client: Client) -> None:
    both = ArticlePageFactory(title="La remise des labels")
    breton = ArticlePageFactory(title="Un an de campagne")
    translate(breton, "en")
    for query, expected in (
        ({}, {both, breton}),
        ({"missing": "en"}, {both}),
        ({"missing": "br"}, {both, breton}),
        ({"content_type": both.get_parent().content_type_id}, set()),
    ):
        content = association_client.get(f"{REPORT}liste/", query).content.decode()
        assert {page for page in (both, breton) if page.title in content} == expected, query


def test_the_export_says_what_is_missing(association_client: Client) -> None:
    page = ArticlePageFactory(title="La remise des labels")
    translate(page, "en", live=False)
    lines = b"".join(association_client.get(REPORT, {"export": "csv"}).streaming_content).decode().splitlines()
    assert lines == [
        "Page,Type,Anglais,Breton,Adresse",
        f"La remise des labels,Actualité,Brouillon,À faire,{page.specific.full_url}",
    ]


def test_the_panel_and_the_report_cost_the_same_for_two_pages_and_for_seven(association_client: Client) -> None:
    for size in (2, 7):
        while untranslated_pages().count() < size:
            ArticlePageFactory()
        counts = [queries(association_client, address) for address in ("/admin/", REPORT)]
        if size == 2:
            few = counts
    assert counts == few
