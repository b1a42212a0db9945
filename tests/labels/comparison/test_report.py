"""The three pages of « L'année du label » in the admin, and their tables."""

import datetime
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from labels.freezing import thawed
from portal.spreadsheets import BYTE_ORDER_MARK
from tests.factories import UserFactory
from tests.labels.comparison.conftest import PUBLIC, Year, year_of
from tests.labels.factories import CampaignFactory, MentionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/annee-du-label/"
PAGES = ("", "notes/", "questions/")


@pytest.fixture
def two_years(year: Year, before: Year) -> list[Year]:
    for _ in range(5):
        before.decided(dossier={"collectivity": year.decided().collectivity})
    return [year, before]


def lines(response: Any) -> list[str]:
    text: str = b"".join(response.streaming_content).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return text.removeprefix(BYTE_ORDER_MARK).splitlines()


def test_it_compares(two_years: list[Year], association_client: Client) -> None:
    texts = [association_client.get(f"{ADDRESS}{page}").text for page in PAGES]
    assert "Dossiers déposés" in texts[0]
    assert "Solidité dans la durée" in texts[1]
    assert "Presque toutes disent oui." in texts[2]


def test_what_a_year_does_not_have_is_no_number(two_years: list[Year], association_client: Client) -> None:
    MentionFactory(campaign=two_years[1].campaign, name="Éducation")
    page = association_client.get(ADDRESS).text.partition('id="mentions"')[2].partition("</table>")[0]
    row = page.partition("Éducation")[2].partition("</tr>")[0]
    assert "<td>–</td><td>0</td>" in row
    assert "None" not in page


def test_it_names_nobody(two_years: list[Year], association_client: Client) -> None:
    texts = "".join(association_client.get(f"{ADDRESS}{page}").text for page in PAGES)
    for dossier in two_years[0].campaign.dossiers.select_related("collectivity"):
        assert dossier.collectivity.name not in texts
    assert two_years[0].jurors[0].user.email not in texts


def test_without_public_palmares_it_says_so(association_client: Client) -> None:
    CampaignFactory(year=2020, is_past=True)
    for page in PAGES:
        assert "Aucun palmarès mené sur le portail n’est encore public" in association_client.get(ADDRESS + page).text
    assert association_client.get(f"{ADDRESS}?export=csv").status_code == 200


def test_nothing_of_a_year_under_embargo(two_years: list[Year], association_client: Client) -> None:
    embargo = two_years[0].campaign.embargo_until
    for moment, year in ((embargo - datetime.timedelta(seconds=1), "2026"), (embargo, "2027")):
        with time_machine.travel(moment, tick=False):
            response = association_client.get(f"{ADDRESS}?annee=2027")
            assert str(response.context["years"].campaign) == year


def test_the_first_year_stands_alone(year: Year, association_client: Client) -> None:
    for page in PAGES:
        assert "2027 est le premier palmarès du portail" in association_client.get(ADDRESS + page).text


def test_of_a_year_of_the_past_only_the_palmares_is_known(year: Year, association_client: Client) -> None:
    CampaignFactory(year=2020, is_past=True)
    for page in PAGES:
        assert "De 2020, le portail ne connaît que le palmarès" in association_client.get(ADDRESS + page).text


def test_a_year_without_questionnaire_says_so(association_client: Client) -> None:
    alone = year_of(2027)
    with thawed():
        alone.question.delete()
    assert "La campagne 2027 n’a pas de questionnaire." in association_client.get(f"{ADDRESS}questions/").text


def test_tables_for_spreadsheets(two_years: list[Year], association_client: Client) -> None:
    tables = {page: lines(association_client.get(f"{ADDRESS}{page}?export=csv")) for page in PAGES}
    assert tables[""][:2] == ["Partie;Ligne;2027;2026", "Candidatures;Dossiers déposés;5;5"]
    assert tables["notes/"][1].startswith("Par rubrique;Expression citoyenne;4,0;4,0;0;0;2,0;2,0")
    assert tables["questions/"][1].endswith(";5;5;100;100;100;100;Presque toutes disent oui.")


def test_nothing_in_a_table_is_a_formula(two_years: list[Year], association_client: Client) -> None:
    question = two_years[0].question
    type(question).objects.filter(pk=question.pk).update(text="=HYPERLINK(1)")
    table = lines(association_client.get(f"{ADDRESS}questions/?export=csv"))
    assert ";'=HYPERLINK(1);" in table[1]
    response: Any = association_client.get(f"{ADDRESS}questions/?export=xlsx")
    sheet: Any = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert (sheet["B2"].value, sheet["D2"].value) == ("'=HYPERLINK(1)", 5)
    assert "annee-du-label-questions-2027.xlsx" in response["Content-Disposition"]


@pytest.mark.parametrize("count", [5, 12])
def test_as_many_queries_for_a_large_year(
    count: int, year: Year, before: Year, association_client: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        year.decided()
        before.decided()
    for page, queries in zip(PAGES, (16, 12, 15), strict=True):
        association_client.get(ADDRESS + page)
        with django_assert_num_queries(queries):
            association_client.get(ADDRESS + page)


def test_nobody_else_reads_it(
    two_years: list[Year], member: Any, other_member: Any, client: Client, client_of: Any
) -> None:
    for page in PAGES:
        for user in (member, other_member, two_years[0].jurors[0].user, UserFactory()):
            assert client_of(user).get(ADDRESS + page).status_code == 403
            assert client_of(user).get(f"{ADDRESS}{page}?export=csv").status_code == 403
        assert client.get(ADDRESS + page).status_code == 302
    assert two_years[0].campaign.embargo_until < PUBLIC
