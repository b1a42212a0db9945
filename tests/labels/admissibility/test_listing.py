"""The list of the dossiers of a campaign, its filters, its export and its panel."""

import datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from labels.enums import DossierPath, DossierState
from labels.models import Answer, Campaign
from tests.factories import CollectivityFactory, UserFactory
from tests.labels.admissibility.conftest import DEPOSITED
from tests.labels.factories import (
    OPENS,
    AwardFactory,
    CampaignFactory,
    CheckFactory,
    CheckItemFactory,
    DepositFactory,
    DossierFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]
LIST = "/admin/label/dossiers/"


@pytest.fixture
def campaign() -> Any:
    return CampaignFactory()


def dossier(campaign: Campaign, name: str, **values: Any) -> Any:
    region = values.pop("region", None)
    place = {"region": region} if region else {}
    return DossierFactory(
        campaign=campaign, collectivity=CollectivityFactory(name=name, **place), **{"deposited_at": DEPOSITED, **values}
    )


def names(client: Client, query: str = "") -> list[str]:
    rows = client.get(f"{LIST}{query}").context["object_list"]
    return [row.collectivity.name for row in rows]


def test_those_to_examine_come_first_the_oldest_before(campaign: Any, association_client: Client) -> None:
    dossier(campaign, "Arvieu", state=DossierState.DRAFT, deposited_at=None)
    dossier(campaign, "Brest", is_admissible=True)
    dossier(campaign, "Cancale", is_deposited=True, deposited_at=DEPOSITED + datetime.timedelta(hours=1))
    dossier(campaign, "Dinan", is_deposited=True)
    dossier(campaign, "Erquy", is_to_complete=True)
    assert names(association_client) == ["Dinan", "Cancale", "Erquy", "Brest", "Arvieu"]


def test_a_draft_shows_how_far_it_is_and_nothing_else(campaign: Any, association_client: Client) -> None:
    questionnaire = QuestionnaireFactory(campaign=campaign)
    section = SectionFactory(questionnaire=questionnaire)
    asked = [QuestionFactory(section=section, is_text=True) for _ in range(3)]
    full = QuestionFactory(section=section, on_full_path=True, is_text=True)
    draft = DossierFactory(campaign=campaign, questionnaire=questionnaire, path=DossierPath.SHORT)
    for question, text in ((asked[0], "Le secret."), (asked[1], ""), (full, "Sur l’autre parcours.")):
        Answer.objects.create(dossier=draft, question=question, text=text)
    page = association_client.get(LIST).text
    assert "Réponses : 1 sur 3" in page
    assert "En cours d’écriture" in page
    assert "Le secret." not in page
    assert f"{LIST}{draft.pk}/" not in page


def test_it_is_narrowed_and_searched(campaign: Any, association_client: Client) -> None:
    towns = QuestionnaireFactory(campaign=campaign, for_towns=True)
    capital = CollectivityFactory(kind="region", code="11", name="Île-de-France")
    first = dossier(campaign, "Brest", is_deposited=True, questionnaire=towns, region=capital)
    again = dossier(campaign, "Cancale", is_admissible=True)
    AwardFactory(collectivity=again.collectivity)
    DepositFactory(dossier=first, number="2027-0042")
    for query, expected in (
        (f"?questionnaire={towns.pk}", ["Brest"]),
        (f"?region={capital.pk}", ["Brest"]),
        ("?state=admissible", ["Cancale"]),
        ("?is_first=true", ["Brest"]),
        ("?is_first=false", ["Cancale"]),
        ("?q=canc", ["Cancale"]),
        (f"?q={first.collectivity.code}", ["Brest"]),
        ("?q=2027-0042", ["Brest"]),
        ("?q=nulle+part", []),
    ):
        assert names(association_client, query) == expected, query


def test_another_year_is_chosen(campaign: Any, association_client: Client) -> None:
    dossier(campaign, "Brest", is_deposited=True)
    moved = {
        name: getattr(campaign, name).replace(year=getattr(campaign, name).year - 1)
        for name in ("opens_at", "closes_at", "readings_until", "deliberation_at", "embargo_until", "appeals_until")
    }
    earlier = CampaignFactory(year=2026, **moved)
    dossier(earlier, "Arvieu", is_admissible=True)
    assert names(association_client) == ["Brest"]
    assert names(association_client, "?annee=2026") == ["Arvieu"]
    assert "dossiers-2026" in association_client.get(f"{LIST}?annee=2026&export=csv").headers["Content-Disposition"]
    assert names(association_client, "?annee=1789") == ["Brest"]


def test_what_the_jury_decided_is_told_as_in_deliberation(campaign: Any, association_client: Client) -> None:
    dossier(campaign, "Brest", state=DossierState.LABELLED)
    dossier(campaign, "Cancale", state=DossierState.NOT_LABELLED)
    dossier(campaign, "Dinan", state=DossierState.DELIBERATION)
    page = association_client.get(LIST).text
    assert "Labellisé" not in page.replace("Non labellisé", "").split("<main", 1)[-1].split("listing-results", 1)[-1]
    counts = association_client.get(LIST).context["counts"]
    assert [(one.state, one.count) for one in counts] == [("deliberation", 3)]
    assert len(names(association_client, "?state=deliberation")) == 3
    assert "abelli" not in b"".join(association_client.get(f"{LIST}?export=csv").streaming_content).decode()
    for state in DossierState.decided():
        assert len(names(association_client, f"?state={state}")) == 3


def test_the_export_says_the_same_and_harms_no_spreadsheet(campaign: Any, association_client: Client) -> None:
    late = dossier(campaign, "=Brest", is_deposited=True)
    DepositFactory(dossier=late, number="2027-0007", is_late=True)
    dossier(campaign, "Arvieu", state=DossierState.DRAFT, deposited_at=None)
    lines = b"".join(association_client.get(f"{LIST}?export=csv").streaming_content).decode().splitlines()
    assert "2027-0007" in lines[1]
    assert "'=Brest" in lines[1]
    assert "2026-11-10 09:00:00" in lines[1]
    assert "En cours d’écriture" in lines[2]
    book = load_workbook(BytesIO(association_client.get(f"{LIST}?export=xlsx").getvalue()))
    cells = [[cell.value for cell in row] for row in book.active.rows]
    assert cells[0][0] == "Numéro"
    assert str(cells[1][7]) == "2026-11-10 09:00:00"


def test_late_ones_and_those_to_complete_are_said(campaign: Any, association_client: Client) -> None:
    late = dossier(campaign, "Brest", is_deposited=True)
    DepositFactory(dossier=late, is_late=True)
    dossier(campaign, "Dinan", is_to_complete=True)
    page = association_client.get(LIST).text
    assert "10 novembre 2026 à 9\u00a0h\u00a000, dans le délai de grâce" in page
    assert "jusqu’au 30 novembre" in page


def test_without_campaign_the_list_says_so(association_client: Client) -> None:
    assert "Aucun appel à candidatures" in association_client.get(LIST).text
    assert association_client.get(f"{LIST}verifications/").status_code == 404


def test_before_the_call_a_prepared_campaign_is_not_current(association_client: Client) -> None:
    with time_machine.travel(OPENS - datetime.timedelta(days=1), tick=False):
        CampaignFactory()
        assert "Aucun appel à candidatures" in association_client.get(LIST).text


@pytest.mark.parametrize("count", [2, 40])
@pytest.mark.parametrize("query", ["", "?state=draft", "?export=csv"])
def test_as_many_queries_for_many_dossiers(
    count: int, query: str, campaign: Any, association_client: Client, django_assert_max_num_queries: Any
) -> None:
    item = CheckItemFactory(campaign=campaign)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    question = QuestionFactory(section=SectionFactory(questionnaire=questionnaire), is_text=True)
    for number in range(count):
        draft = DossierFactory(campaign=campaign, questionnaire=questionnaire)
        Answer.objects.create(dossier=draft, question=question, text="Oui.")
        done = dossier(campaign, f"Ville {number}", is_deposited=True)
        DepositFactory(dossier=done)
        CheckFactory(dossier=done, item=item)
    association_client.get(LIST)
    with django_assert_max_num_queries(19):
        answer = association_client.get(f"{LIST}{query}")
        b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_dashboard_shows_what_waits(campaign: Any, association_client: Client, member_client: Client) -> None:
    dossier(campaign, "Brest", is_deposited=True)
    page = association_client.get("/admin/").text
    assert "Dossiers à examiner (1)" in page
    assert "Brest" in page
    assert "Dossiers à examiner" not in member_client.get("/admin/").text


def test_the_menu_leads_there(campaign: Any, association_client: Client, member_client: Client) -> None:
    assert LIST in association_client.get("/admin/").text
    assert LIST not in member_client.get("/admin/").text


def test_nobody_else_lists_them(campaign: Any, member: Any, other_member: Any, client: Client, client_of: Any) -> None:
    for user in (member, other_member, UserFactory()):
        for path in (LIST, f"{LIST}liste/", f"{LIST}recevables/", f"{LIST}verifications/", f"{LIST}?export=csv"):
            assert client_of(user).get(path).status_code == 403
    assert client.get(LIST).status_code == 302
