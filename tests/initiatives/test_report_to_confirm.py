"""The report of sheets no commune confirmed for a year."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests.admin import queries
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/a-mettre-a-jour/"
LONG_AGO = datetime.date(2007, 11, 24)


def test_never_and_long_ago_are_told_apart(member: Any, association_client: Client) -> None:
    region = CollectivityFactory(is_region=True, code="76", name="Occitanie")
    far = CollectivityPageFactory(collectivity__code="12145", collectivity__name="Millau", collectivity__region=region)
    InitiativePageFactory(parent=member.page, title="Jamais dite", confirmed_on=None)
    InitiativePageFactory(parent=far, title="Dite en 2007", confirmed_on=LONG_AGO)
    for query, expected in (
        ({}, {"Jamais dite", "Dite en 2007"}),
        ({"never": "true"}, {"Jamais dite"}),
        ({"never": "false"}, {"Dite en 2007"}),
        ({"region": region.pk}, {"Dite en 2007"}),
    ):
        content = association_client.get(f"{REPORT}liste/", query).content.decode()
        assert {title for title in ("Jamais dite", "Dite en 2007") if title in content} == expected, query


def test_the_export_says_where_and_since_when(member: Any, association_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page, title="Dite en 2007", confirmed_on=LONG_AGO)
    lines = b"".join(association_client.get(REPORT, {"export": "csv"}).streaming_content).decode().splitlines()
    assert lines[0] == "Fiche,Commune,Région,Étape,Confirmée le,Adresse"
    assert lines[1] == f"Dite en 2007,Le Mené (Côtes-d'Armor),Bretagne,En service,2007-11-24,{page.full_url}"
    assert association_client.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_nothing_to_confirm(association_client: Client) -> None:
    assert "ont été confirmées depuis moins d’un an" in association_client.get(REPORT).content.decode()


def test_the_report_costs_the_same_for_two_sheets_and_for_twelve(association_client: Client) -> None:
    for size in (2, 12):
        while InitiativePageFactory._meta.model.objects.count() < size:
            InitiativePageFactory(confirmed_on=None)
        count = queries(association_client, REPORT)
        if size == 2:
            few = count
    assert count == few
