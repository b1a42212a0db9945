"""Around a commune: what is found within some kilometres, however the commune is named, and what nobody is told."""

import math
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectivities.models import Collectivity
from search.alerts.requesting import normalised
from search.documents import write_collectivities
from search.elastic.feed import feed
from search.facade import SearchPage, search
from search.nearby import distance
from search.request import SearchRequest
from search.territories import territories
from search.wording import in_words
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

COMMUNES = (
    ("22214", "Plouézec", 48.7489, -2.9847),
    ("22162", "Paimpol", 48.7786, -3.0472),
    ("22113", "Lannion", 48.7325, -3.4566),
    ("22278", "Saint-Brieuc", 48.5142, -2.7658),
    ("22168", "Perros-Guirec", 48.8150, -3.4430),
    ("22007", "Binic-Étables-sur-Mer", 48.6000, -2.8256),
)
"""From Plouézec: 0, 6, 35, 31, 34 and 20.3 km, the last in a corner of the square of 20 km."""


@pytest.fixture
def sheets(engine: str) -> None:
    pages = []
    for code, name, latitude, longitude in COMMUNES:
        commune = CollectivityFactory(code=code, name=name, latitude=latitude, longitude=longitude)
        parent = CollectivityPageFactory(collectivity=commune)
        pages.append(InitiativePageFactory(parent=parent, title=f"Une lanterne à {name}"))
    whole = CollectivityPageFactory(collectivity=Collectivity.objects.get(code="53"))
    index(*pages, InitiativePageFactory(parent=whole, title="Une lanterne bretonne"))


def found(query: str) -> SearchPage:
    return search(SearchRequest.from_query(QueryDict(f"q=lanterne&{query}")))


def places(result: SearchPage) -> set[str]:
    return {hit.page.collectivity.code for hit in result.hits}


def by_hand(kilometres: int) -> set[str]:
    """On a plane, which is true to some metres over such distances."""
    _code, _name, north, east = COMMUNES[0]
    return {
        code
        for code, _name, latitude, longitude in COMMUNES
        if math.hypot(latitude - north, (longitude - east) * math.cos(math.radians(north))) * 111.195 <= kilometres
    }


@pytest.mark.parametrize("radius", [10, 20, 50])
def test_what_is_within_the_distance_is_found(sheets: None, radius: int) -> None:
    result = found(f"pres=22214&rayon={radius}")

    assert places(result) == by_hand(radius)
    assert result.total == len(by_hand(radius))


def test_distances_are_those_of_the_earth() -> None:
    paris, marseille = (48.8566, 2.3522), (43.2965, 5.3698)
    assert distance(paris, marseille) == pytest.approx(660.5, abs=1)
    assert distance(paris, paris) == 0


@pytest.mark.parametrize(
    "named", ["22214", "Plouézec", "plouezec", "Plouézec (22)", "PLOUEZEC (22)", "plouézec(22)", " 22214 "]
)
def test_a_commune_is_named_as_people_do(sheets: None, named: str) -> None:
    parameters = QueryDict(mutable=True)
    parameters.update({"q": "lanterne", "pres": named, "rayon": "10"})
    result = search(SearchRequest.from_query(parameters))

    assert places(result) == {"22214", "22162"}
    assert result.request.parameters().urlencode() == "q=lanterne&pres=22214&rayon=10"


def test_of_two_communes_of_a_name_the_code_of_the_departement_tells_which(sheets: None) -> None:
    nord = CollectivityFactory(is_departement=True, code="59", name="Nord")
    CollectivityFactory(
        code="59999", name="Plouézec", departement=nord, population=900_000, latitude=50.6, longitude=3.0
    )

    assert found("pres=Plouézec").total == 0
    assert places(found("pres=Plouézec (22)&rayon=10")) == {"22214", "22162"}


@pytest.mark.parametrize("radius", ["", "0", "-1", "15", "1e9", "dix", "²"])
def test_a_distance_that_makes_no_sense_is_the_usual_one(sheets: None, radius: str) -> None:
    assert found(f"pres=22214&rayon={radius}").request.parameters()["rayon"] == "20"


def test_a_commune_that_does_not_exist_is_left_aside_and_told(sheets: None) -> None:
    result = found("pres=Trifouilly")

    assert result.total == len(COMMUNES) + 1
    assert result.ignored == ("Trifouilly (20 km)",)
    assert result.near is None


def test_it_narrows_with_the_others_and_the_way_out_is_counted(sheets: None) -> None:
    result = found("pres=22214&rayon=10&etape=projet")

    assert result.total == 0
    assert result.without == {"stage": 2, "near": 0}
    assert found("pres=22214&rayon=10&region=53").total == 2


def test_the_map_shows_what_is_further_too(sheets: None) -> None:
    shown = territories(found("pres=22214&rayon=10&vue=carte"))

    assert shown.count == len(COMMUNES)
    assert shown.without == ("Plouézec (Côtes-d'Armor) – 10 km",)
    assert "pres" not in shown.departements[0].parameters


def test_collectivites_are_found_around_too(sheets: None) -> None:
    write_collectivities()
    if settings.ELASTICSEARCH_URL:
        feed()
    result = search(SearchRequest.from_query(QueryDict("nature=collectivites&pres=22214&rayon=10")))

    assert {hit.page.code for hit in result.hits} == {"22214", "22162"}


def test_other_things_are_nowhere(sheets: None) -> None:
    assert found("nature=agenda&pres=22214").request.filters == {}


def test_it_costs_the_same_however_much_is_around(sheets: None) -> None:
    def queries(radius: int) -> int:
        found(f"pres=22214&rayon={radius}")
        with CaptureQueriesContext(connection) as captured:
            found(f"pres=22214&rayon={radius}")
        return len(captured)

    assert queries(10) == queries(50)


@pytest.mark.usefixtures("plain")
class TestPage:
    def page(self, client: Client, query: str) -> str:
        response = client.get(f"/recherche/?{query}")
        assert response.status_code == 200
        return response.content.decode()

    def test_the_form_shows_what_is_chosen_and_keeps_the_rest(self, client: Client) -> None:
        content = self.page(client, "q=lanterne&tri=nom&pres=22214&rayon=50&etape=en-service&vue=carte")

        assert 'name="pres" type="text" maxlength="60" value="Plouézec (22)"' in content
        assert '<option value="50" selected>' in content
        form = content.split('class="rest near"')[1].split("</form>")[0]
        for name, value in (("q", "lanterne"), ("tri", "nom"), ("etape", "en-service"), ("vue", "carte")):
            assert f'<input type="hidden" name="{name}" value="{value}">' in form
        assert 'type="hidden" name="pres"' not in form

    def test_filters_and_order_keep_the_commune(self, client: Client) -> None:
        content = self.page(client, "q=lanterne&pres=22214&rayon=10")

        assert content.count('<input type="hidden" name="pres" value="22214">') == 2
        assert content.count('<input type="hidden" name="rayon" value="10">') == 2

    def test_the_chip_takes_it_away(self, client: Client) -> None:
        content = self.page(client, "q=lanterne&pres=22214&rayon=10")

        assert '<a class="chip" href="?q=lanterne">Plouézec (Côtes-d’Armor) – 10\u00a0km' in content

    @pytest.mark.parametrize("value", ['"', "(", ")", "(22)", "a (zz)", "%", "<b>", "é" * 900, "\x00", "🙂", "22214\n"])
    def test_nothing_that_is_typed_is_an_error(self, client: Client, value: str) -> None:
        assert client.get("/recherche/", {"pres": value, "rayon": value}).status_code == 200

    def test_a_feed_and_an_alert_follow_it(self, client: Client) -> None:
        assert "lanterne à Plouézec" in client.get("/recherche/flux/?q=lanterne&pres=22214&rayon=10").content.decode()
        asked = normalised(SearchRequest.from_query(QueryDict("q=lanterne&pres=Plouézec&rayon=10")))
        assert asked.parameters().urlencode() == "q=lanterne&pres=22214&rayon=10"
        assert "10 km" in in_words(asked)

    def test_a_browser_gets_the_communes_of_a_square(self, client: Client) -> None:
        CollectivityFactory(code="35238", name="Rennes", latitude=48.11, longitude=-1.68)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get("/recherche/communes/", {"latitude": "48", "longitude": "-3"}).json()

        assert ["22214", 48.7489, -2.9847] in answer["communes"]
        assert "35238" not in str(answer)
        assert sum("collectivit" in query["sql"] for query in captured) == 1

    @pytest.mark.parametrize("value", ["", "a", "48.7", "9" * 500, "nan", "-91"])
    def test_a_square_is_whole_degrees_of_the_earth(self, client: Client, value: str) -> None:
        """A position to the metre is refused: it is nothing to be told."""
        assert client.get("/recherche/communes/", {"latitude": value, "longitude": "2"}).status_code == 404


@pytest.fixture
def plain(db: None) -> None:
    """As ``sheets``, on the database alone."""
    sheets: Any = []
    for code, name, latitude, longitude in COMMUNES:
        commune = CollectivityFactory(code=code, name=name, latitude=latitude, longitude=longitude)
        parent = CollectivityPageFactory(collectivity=commune)
        sheets.append(InitiativePageFactory(parent=parent, title=f"Une lanterne à {name}"))
    index(*sheets)
