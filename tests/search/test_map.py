"""The map of a search: the numbers of each département, the circles, and the addresses that a click leads to."""

import gzip
import re
from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectivities.map import place_of, shapes
from collectivities.models import Collectivity
from search.documents import write_collectivities
from search.elastic.feed import feed
from search.facade import search
from search.request import SearchRequest
from search.spots import CELL, Spot
from search.territories import MOST_CIRCLES, Territories, _clusters, _steps, territories
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

BREST, RENNES, MORLAIX, LILLE = (48.39, -4.49), (48.11, -1.68), (48.58, -3.83), (50.63, 3.06)
MORE: tuple[tuple[Any, ...], ...] = (
    ("29019", "Brest", "29", "Finistère", "53", "Bretagne", BREST, 3),
    ("29151", "Morlaix", "29", "Finistère", "53", "Bretagne", MORLAIX, 1),
    ("35238", "Rennes", "35", "Ille-et-Vilaine", "53", "Bretagne", RENNES, 2),
    ("59350", "Lille", "59", "Nord", "32", "Hauts-de-France", LILLE, 1),
    ("97411", "Saint-Denis", "974", "La Réunion", "04", "La Réunion", (-20.88, 55.45), 1),
)
"""Commune, département, région, place, and how many lanterns there are."""


def commune_page(code: str, name: str, departement: str, of: str, region: str, around: str, place: Any) -> Any:
    above = CollectivityFactory(is_region=True, code=region, name=around)
    within = CollectivityFactory(is_departement=True, code=departement, name=of, region=above)
    latitude, longitude = place
    commune = CollectivityFactory(
        code=code, name=name, departement=within, region=above, latitude=latitude, longitude=longitude
    )
    return CollectivityPageFactory(collectivity=commune)


@pytest.fixture
def lanterns(engine: str) -> None:
    sheets = []
    for *commune, count in MORE:
        parent = commune_page(*commune)
        stages = ["trial" if number else "running" for number in range(count)]
        sheets += [InitiativePageFactory(parent=parent, title="Une lanterne", stage=stage) for stage in stages]
    Collectivity.objects.filter(code="53").update(latitude=None, longitude=None)
    whole = CollectivityPageFactory(collectivity=Collectivity.objects.get(code="53"))
    index(*sheets, InitiativePageFactory(parent=whole, title="Une lanterne bretonne"))


def found(query: str = "q=lanterne") -> Territories:
    return territories(search(SearchRequest.from_query(QueryDict(f"{query}&vue=carte"))))


def numbers(places: Territories) -> dict[str, tuple[int, int]]:
    return {row.code: (row.count, row.collectivities) for row in places.departements}


ALL = {"29": (4, 2), "35": (2, 1), "59": (1, 1), "974": (1, 1)}


def test_each_departement_has_its_sheets_and_its_collectivities(lanterns: None) -> None:
    places = found()

    assert numbers(places) == ALL
    assert [row.code for row in places.departements] == ["29", "35", "974", "59"]
    assert (places.count, places.elsewhere, places.without) == (8, 1, ())


@pytest.mark.parametrize("chosen", ["region=53", "departement=29", "region=53&departement=59", "region=32&region=53"])
def test_territories_that_are_chosen_hide_none(lanterns: None, chosen: str) -> None:
    places = found(f"q=lanterne&{chosen}")

    assert numbers(places) == ALL
    assert places.without


def test_the_other_filters_narrow_the_map_too(lanterns: None) -> None:
    assert numbers(found("q=lanterne&etape=experimentation&departement=59")) == {"29": (2, 1), "35": (1, 1)}
    assert numbers(found("q=xylophone")) == {}


def test_documents_with_most_of_the_words_are_on_the_map(lanterns: None) -> None:
    assert numbers(found("q=lanterne+xylophone+girouette")) == ALL


def test_circles_stand_where_the_communes_are(lanterns: None) -> None:
    clusters = found().clusters

    assert sum(cluster.count for cluster in clusters) == 8
    brest = place_of(Collectivity.objects.get(code="29019"))
    assert brest
    assert clusters[0].count == 3
    assert abs(clusters[0].x - brest[0]) <= 1
    assert abs(clusters[0].y - brest[1]) <= 1
    left, top, right, bottom = shapes()["974"].box
    assert any(left <= cluster.x <= right and top <= cluster.y <= bottom for cluster in clusters)


def test_neighbours_are_one_circle(engine: str) -> None:
    """Two villages six kilometres from one another, in two départements."""
    near = [
        commune_page("22046", "Le Mené", "22", "Côtes-d'Armor", "53", "Bretagne", (48.30, -2.90)),
        commune_page("56200", "Rohan", "56", "Morbihan", "53", "Bretagne", (48.28, -2.95)),
    ]
    index(*[InitiativePageFactory(parent=parent, title="Une lanterne") for parent in near])

    places = found()

    assert numbers(places) == {"22": (1, 1), "56": (1, 1)}
    assert [cluster.count for cluster in places.clusters] == [2]


def test_there_are_never_more_circles_than_can_be_told_apart() -> None:
    spots = [Spot(1, 1, 1, (x, y)) for x in range(0, 1000, CELL) for y in range(0, 960, CELL)]

    clusters = _clusters(spots)

    assert len(spots) > MOST_CIRCLES >= len(clusters)
    assert sum(cluster.count for cluster in clusters) == len(spots)


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(0, []), (1, [(4, 1, 1)]), (2, [(3, 1, 1), (4, 2, 2)]), (52, [(1, 1, 3), (2, 4, 7), (3, 8, 19), (4, 20, 52)])],
)
def test_shades_cover_every_number_once(most: int, bounds: list[tuple[int, int, int]]) -> None:
    assert [(step.number, step.least, step.most) for step in _steps(most)] == bounds


def test_numbers_are_those_of_the_documents(lanterns: None) -> None:
    """Counted one by one, without the search."""
    places = found("q=lanterne&region=32")

    sheets = Counter(row[2] for row in MORE for _sheet in range(row[-1]))
    assert {code: count for code, (count, _communes) in numbers(places).items()} == sheets


def test_collectivites_are_counted_in_their_departement(lanterns: None) -> None:
    write_collectivities()
    if settings.ELASTICSEARCH_URL:
        feed()
    assert numbers(found("q=brest&nature=collectivites")) == {"29": (1, 1)}


def test_the_map_is_counted_only_where_it_is_asked_for(lanterns: None) -> None:
    for address in ("q=lanterne", "q=lanterne&nature=agenda&vue=carte", "q=lanterne&vue=liste"):
        assert search(SearchRequest.from_query(QueryDict(address))).spots == ()


def test_the_map_costs_no_query_more(lanterns: None) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            search(SearchRequest.from_query(QueryDict(address)))
        return len(captured)

    queries("q=lanterne")
    assert queries("q=lanterne&vue=carte") == queries("q=lanterne")


def links(content: str) -> dict[str, str]:
    """By the code of a département, where the table leads to."""
    found = re.finditer(r'id="dep-(\w+)" href="([^"]*)"', content)
    return {match[1]: match[2].replace("&amp;", "&") for match in found}


@pytest.fixture
def two(db: None) -> None:
    """As ``lanterns``, on the database alone: what the page makes of an answer depends on no engine."""
    sheets = [InitiativePageFactory(parent=commune_page(*row[:-1]), title="Une lanterne") for row in MORE]
    index(*sheets)


def page(client: Client, query: str, **headers: str) -> str:
    response = client.get(f"/recherche/?{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_click_chooses_a_departement_and_keeps_the_rest(client: Client, two: None) -> None:
    content = page(client, "q=lanterne&etape=en-service&departement=59&tri=nom&vue=carte&page=1")

    both = "departement=59&departement=29"
    assert links(content)["29"] == f"?q=lanterne&{both}&etape=en-service&tri=nom&vue=carte#carte"
    assert links(content)["59"] == "?q=lanterne&etape=en-service&tri=nom&vue=carte#carte"
    assert content.split('id="recherche"')[1].split("<footer")[0].count('aria-current="true"') == 3


def test_what_the_map_counts_is_what_a_click_finds(client: Client, two: None) -> None:
    """Under a région, the départements of the others are counted: the région goes when one of them is chosen."""
    content = page(client, "q=lanterne&region=53&vue=carte")

    assert "Ici sans le filtre Bretagne\u00a0:" in content
    assert links(content)["59"] == "?q=lanterne&departement=59&vue=carte#carte"
    assert 'aria-label="Nord\u00a0: 1 fiche"' in content
    assert "1 fiche, 1 collectivité" in page(client, "q=lanterne&departement=59&vue=carte")


def test_the_drawing_and_the_table_lead_to_the_same_addresses(client: Client, two: None) -> None:
    content = page(client, "q=lanterne&vue=carte")

    drawn = {m[1]: m[2].replace("&amp;", "&") for m in re.finditer(r'id="carte-(\w+)" href="([^"]*)"', content)}
    assert drawn == links(content)
    assert set(drawn) <= set(shapes())


def test_list_and_map_are_one_state(client: Client, two: None) -> None:
    chosen = "q=lanterne&departement=29&tri=nom"
    content = page(client, chosen)
    assert f'href="?{chosen}&vue=carte#carte"'.replace("&", "&amp;") in content
    assert 'id="carte"' not in content

    content = page(client, f"{chosen}&vue=carte")
    assert f'href="?{chosen}#res"'.replace("&", "&amp;") in content
    assert content.count('name="vue" value="carte"') == 4  # words, commune, filters, order
    assert 'flux/?q=lanterne&amp;departement=29"' in content


def test_the_map_is_there_where_the_filters_leave_nothing(client: Client, two: None) -> None:
    content = page(client, "q=lanterne&departement=59&region=53&vue=carte")

    assert "Aucun résultat" in content
    assert set(links(content)) == {"29", "35", "59", "974"}


def test_htmx_receives_the_map_with_the_results(client: Client, two: None) -> None:
    content = page(client, "q=lanterne&vue=carte", **{"HX-Request": "true"})

    assert "<html" not in content
    assert 'id="carte"' in content


def test_lists_of_no_place_have_no_map(client: Client, two: None) -> None:
    content = page(client, "q=lanterne&nature=agenda&vue=carte")

    assert 'id="carte"' not in content
    assert "vue=carte" not in content.split('id="recherche"')[1].split("<footer")[0]


def test_a_page_costs_the_same_whatever_the_map_shows(client: Client, two: None) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, "q=lanterne&vue=carte")
        return len(captured)

    def plant(codes: list[str]) -> None:
        parents = [
            commune_page(f"{code}999"[:5], f"Lieu {code}", code, f"Dép. {code}", "84", "Auvergne-Rhône-Alpes", LILLE)
            for code in codes
        ]
        index(*[InitiativePageFactory(parent=parent, title="Une lanterne", themes=[theme()]) for parent in parents])

    codes = sorted(shapes())
    plant(codes[:12])
    queries()
    few = queries()
    plant(codes[12:30])
    queries()
    assert queries() == few


def test_the_map_of_every_departement_is_a_light_page(client: Client, db: None) -> None:
    sheets = []
    for code, shape in shapes().items():
        parent = commune_page(f"{code}999"[:5], f"Lieu {code}", code, f"Département {code}", shape.region, "R", LILLE)
        sheets.append(InitiativePageFactory(parent=parent, title="Une lanterne"))
    index(*sheets)

    content = page(client, "q=lanterne&vue=carte")

    assert len(links(content)) == len(shapes())
    assert len(gzip.compress(content.encode())) < 25_000
