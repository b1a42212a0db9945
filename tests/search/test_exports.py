"""The table of a search: what anyone may read, in the order of the page, safe in any spreadsheet."""

import csv
import datetime
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from initiatives.models import InitiativePage
from portal.bulk import add_children
from search.exports import MOST
from tests.factories import CollectivityPageFactory, InitiativePageFactory, sheets, theme
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

TABLE = "/recherche/tableau/"
DAY = datetime.datetime(2007, 11, 24, 23, 30, tzinfo=datetime.UTC)


@pytest.fixture
def commune() -> Any:
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def sheet(commune: Any) -> Any:
    def make(title: str = "Une lanterne", **values: Any) -> InitiativePage:
        page = InitiativePageFactory(parent=commune, title=title, themes=[theme()], **values)
        index(page)
        return page

    return make


def many(commune: Any, count: int) -> None:
    pages = sheets(commune.collectivity, count, InitiativePage.objects.count())
    add_children(commune, pages)
    index(*InitiativePage.get_indexed_objects().filter(path__startswith=commune.path))


def content(response: Any) -> str:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode()


def rows(client: Client, query: Any = None, path: str = TABLE) -> list[dict[str, str]]:
    text = content(client.get(path, query or {}))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_a_line_says_what_the_sheet_says(client: Client, sheet: Any) -> None:
    page = sheet(summary="Elle éclaire ; elle veille.\nToujours.", first_published_at=DAY)

    assert rows(client) == [
        {
            "titre": "Une lanterne",
            "résumé": "Elle éclaire ; elle veille.\nToujours.",
            "collectivité": "Le Mené",
            "code": "22046",
            "département": "Côtes-d'Armor",
            "région": "Bretagne",
            "thèmes": "Accès public",
            "type": "initiative",
            "étape": "En service",
            "publiée le": "2007-11-25",
            "confirmée le": "2026-09-14",
            "adresse": f"http://testserver{page.url}",
        }
    ]


def test_what_a_sheet_lacks_is_empty(client: Client, sheet: Any) -> None:
    sheet(summary="", confirmed_on=None, first_published_at=None)
    (row,) = rows(client)

    assert [row[name] for name in ("résumé", "publiée le", "confirmée le")] == ["", "", ""]


def test_spreadsheets_know_that_it_is_utf_8(client: Client) -> None:
    assert content(client.get(TABLE)).startswith("\ufefftitre;résumé;")


@pytest.mark.parametrize("start", list("=+-@\t＝＋－＠"))
def test_no_text_is_a_formula(client: Client, sheet: Any, start: str) -> None:
    sheet(f'{start}HYPERLINK("https://pirate.example")', summary=f"{start}1+1")
    (row,) = rows(client)

    assert row["titre"] == f'\'{start}HYPERLINK("https://pirate.example")'
    assert row["résumé"].startswith("'")


def test_the_sheets_are_those_of_the_page_in_its_order(client: Client, sheet: Any) -> None:
    for title in ("Z lanterne", "A lanterne", "Un bus"):
        sheet(title)

    assert [row["titre"] for row in rows(client, {"q": "lanternes", "tri": "nom"})] == ["A lanterne", "Z lanterne"]
    assert rows(client, {"q": "lanterne", "etape": "projet"}) == []


@pytest.mark.parametrize("query", [{}, {"q": "fiche"}, {"q": "fiche", "tri": "nom"}])
def test_no_sheet_is_lost_between_two_parts(client: Client, commune: Any, query: dict[str, str]) -> None:
    many(commune, 230)
    found = [row["adresse"] for row in rows(client, query)]

    assert len(found) == len(set(found)) == 230
    shown = client.get("/recherche/", {**query, "page": "12"}).context["result"].hits
    assert [hit.page.full_url for hit in shown] == found[220:]


def test_as_many_as_can_be_turned(client: Client, commune: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 1_000
    monkeypatch.setattr("search.exports.MOST", 200)
    many(commune, 230)

    assert len(rows(client)) == 200


def test_only_what_anyone_may_read_is_in_it(client: Client, sheet: Any) -> None:
    sheet()
    sheet("Brouillon", live=False)
    PageViewRestriction.objects.create(page=sheet("Privée"), restriction_type=PageViewRestriction.LOGIN)
    InitiativePage.objects.filter(pk=sheet("Retirée").pk).update(live=False)

    assert [row["titre"] for row in rows(client)] == ["Une lanterne"]


def test_the_lines_come_one_part_at_a_time(client: Client, commune: Any) -> None:
    many(commune, 230)
    with CaptureQueriesContext(connection) as queries:
        parts = iter(client.get(TABLE).streaming_content)
        next(parts)
        assert next(parts).count(b"\r\n") == 100
        first = len(queries)
        rest = [part.count(b"\r\n") for part in parts]

    assert rest == [100, 30]
    assert len(queries) > first


def test_a_part_costs_the_same_with_few_and_many_sheets(client: Client, commune: Any) -> None:
    def asked() -> int:
        rows(client)
        with CaptureQueriesContext(connection) as queries:
            rows(client)
        return len(queries)

    many(commune, 3)
    few = asked()
    many(commune, 90)

    assert asked() == few


def test_the_names_are_french_and_the_values_of_the_reader(client: Client, sheet: Any) -> None:
    sheet()
    response = client.get(f"/en{TABLE}")
    # By the time the lines are read, the thread may speak the language of another reader.
    with translation.override("br"):
        lines = content(response).splitlines()

    assert lines[0].startswith("\ufefftitre;")
    assert ";Running;" in lines[1]


def test_the_file_is_named_after_the_search(client: Client) -> None:
    named = client.get(TABLE, {"q": 'été "2027"\r\n', "etape": "projet"}).headers["Content-Disposition"]

    assert named == 'attachment; filename="ete-2027-en-projet.csv"'
    assert "toutes-les-initiatives.csv" in client.get(TABLE).headers["Content-Disposition"]
    assert '"initiatives.csv"' in client.get(TABLE, {"q": "日本"}).headers["Content-Disposition"]


def test_the_page_leads_to_the_table_of_what_it_shows(client: Client, sheet: Any) -> None:
    sheet()

    assert 'href="/recherche/tableau/?q=lanterne&amp;tri=nom"' in client.get("/recherche/?q=lanterne&tri=nom").text
    assert TABLE not in client.get("/recherche/?q=xylophone").text


@pytest.mark.parametrize("query", ["?q=%ff%fe", "?q=\x00", "?page=abc", f"?q={'a' * 10_000}", "?theme=<b>"])
def test_no_address_is_an_error(client: Client, query: str) -> None:
    rows(client, path=f"{TABLE}{query}")
