"""Wagtail's admin wears the portal's brand, and shows a page at the three widths it is drawn for."""

from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from html5lib import parse
from wagtail.admin.menu import reports_menu

from tests.factories import InitiativePageFactory

pytestmark = pytest.mark.django_db


def test_the_brand_is_the_portals(association_client: Client, association: Any) -> None:
    content = association_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "<title>Tableau de bord - Villes Internet</title>" in content
    assert "/static/portal/favicon.svg" in content
    assert "/static/portal/css/admin.css" in content
    assert "favicon.ico" not in content
    assert f"Bonjour {association.first_name}" in content
    assert finders.find("portal/css/admin.css")


def test_each_report_has_its_place_in_the_menu(association_client: Client) -> None:
    # What apps register is in the menu once the admin is served.
    association_client.get(reverse("wagtailadmin_home"))
    places = [item.order for item in reports_menu.registered_menu_items]
    assert len(places) > 10
    assert len(set(places)) == len(places)


def test_a_page_is_previewed_at_three_widths(association_client: Client) -> None:
    page = InitiativePageFactory()
    document = parse(
        association_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode(),
        namespaceHTMLElements=False,
    )
    sizes = {e.get("data-device-width"): e.get("aria-label") for e in document.iter("input")}
    del sizes[None]
    assert sizes == {
        "360": "Aperçu sur un téléphone",
        "768": "Aperçu sur une tablette",
        "1280": "Aperçu sur un ordinateur",
    }
