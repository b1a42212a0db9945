"""``/api/v1/initiatives`` finds what the search page finds, and gives a sheet whole."""

import json
from typing import get_args

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from portal.searchable import Kind
from search.api.parameters import Radius, SearchParameters
from search.distances import RADII, USUAL
from search.facade import search
from search.facets import BY_NAME
from search.kinds import BY_KIND
from search.request import PER_PAGE, SearchRequest
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    CustomImageFactory,
    InitiativePageFactory,
    theme,
)
from tests.search.indexing import index

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/initiatives"


@pytest.fixture
def commune():
    return CollectivityPageFactory(collectivity__code="22214", collectivity__name="Plouézec")


@pytest.fixture
def sheets(commune):
    made = [
        InitiativePageFactory(parent=commune, title="Un bus pour tous", themes=[theme()], stage="trial"),
        InitiativePageFactory(parent=commune, title="Le bus des écrans", themes=[theme("e-administration")]),
        InitiativePageFactory(parent=commune, title="La lanterne", themes=[theme()]),
    ]
    index(*made)
    return made


def asked(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200, response.text
    return json.loads(response.content)


def test_it_looks_around_a_commune(client):
    places = (("22214", "Plouézec", 48.75), ("22162", "Paimpol", 48.78), ("29019", "Brest", 48.0))
    communes = [CollectivityFactory(code=code, name=name, latitude=y, longitude=-3.0) for code, name, y in places]
    pages = [InitiativePageFactory(parent=CollectivityPageFactory(collectivity=commune)) for commune in communes]
    index(*pages)
    query = "?pres=Plou%C3%A9zec&rayon=10"
    page = search(SearchRequest.from_query(QueryDict(query.removeprefix("?"))))
    found = asked(client, query)

    assert {hit["id"] for hit in found["resultats"]} == {page.pk for page in pages[:2]}
    assert found["autour"] == page.near.label
    assert "10" in found["autour"]

    elsewhere = asked(client, "?pres=Atlantide")
    assert (elsewhere["total"], elsewhere["autour"], len(elsewhere["ignores"])) == (3, "", 1)
    assert client.get(f"{ADDRESS}?pres=Plou%C3%A9zec&rayon=7").status_code == 422


def test_distances_are_those_of_the_page():
    assert get_args(Radius) == tuple(map(str, RADII))
    assert SearchParameters.model_fields["rayon"].default == str(USUAL)


@pytest.mark.parametrize(
    "query",
    [
        "", "?q=bus", "?q=buss", "?q=buss&exact=true", "?theme=acces-public", "?theme=acces-public&etape=en-service",
        "?theme=acces-public&theme=e-administration", "?region=53&tri=nom", "?region=99", "?q=xylophone", "?tri=date",
        "?departement=22&taille=2-bourg&type=initiative", "?page=2", "?tri=nouveautes",
        "?confirmee=oui", "?annee=2026&intercommunalite=200067981",
    ],
)  # fmt: skip
def test_it_finds_what_the_search_page_finds(client, sheets, query):
    page = search(SearchRequest.from_query(QueryDict(query.removeprefix("?"))))
    found = asked(client, query)

    assert [hit["id"] for hit in found["resultats"]] == [hit.page.pk for hit in page.hits]
    assert (found["total"], found["pages"], found["langue"]) == (page.total, page.pages, page.language)
    assert (found["corrige"], found["ignores"]) == (page.corrected, list(page.ignored))
    assert [
        (facet["parametre"], [(value["valeur"], value["nombre"], value["choisie"]) for value in facet["valeurs"]])
        for facet in found["facettes"]
    ] == [
        (counts.facet.parameter, [(value.value, value.count, value.selected) for value in counts.values])
        for counts in page.facets
    ]


def test_it_takes_every_parameter_of_the_search_page():
    tab = BY_KIND[Kind.INITIATIVE]
    own = {BY_NAME[name].parameter for name in tab.facets} | {"q", "tri", "page", "exact", "pres", "rayon"}

    assert set(SearchParameters.model_fields) == own | {"langue"}
    assert SearchParameters.model_json_schema()["properties"]["tri"]["enum"] == list(tab.sorts)


def test_a_hit_says_where_and_how_it_was_found(client, sheets, commune):
    (hit,) = asked(client, "?q=lanterne")["resultats"]

    assert hit["titre"] == "La lanterne"
    assert hit["adresse"] == f"http://testserver{sheets[2].url}"
    assert (hit["collectivite_code"], hit["departement_code"], hit["region_code"]) == ("22214", "22", "53")
    assert (hit["themes"], hit["etape"], hit["extrait"]) == (["acces-public"], "en-service", "")


def test_an_excerpt_marks_the_words(client, commune):
    index(InitiativePageFactory(parent=commune, body=[("paragraph", "<p>Une <b>lanterne</b> &lt; deux.</p>")]))

    (hit,) = asked(client, "?q=lanterne")["resultats"]

    assert "<mark>lanterne</mark>" in hit["extrait"]
    assert "<b>" not in hit["extrait"]


def test_exact_words_are_not_corrected_and_false_means_false(client, sheets):
    assert asked(client, "?q=lantrne&exact=true")["total"] == 0
    corrected = asked(client, "?q=lantrne&exact=false")

    assert (corrected["total"], corrected["precision"], corrected["corrige"]) == (1, "mots-corriges", "lanterne")


def test_pages_lead_to_one_another(client, commune):
    index(*[InitiativePageFactory(parent=commune) for _number in range(PER_PAGE + 1)])
    first = asked(client, "?region=53")
    second = asked(client, first["suivante"].removeprefix(f"http://testserver{ADDRESS}"))

    assert (len(first["resultats"]), len(second["resultats"]), first["pages"]) == (PER_PAGE, 1, 2)
    assert (first["precedente"], second["suivante"]) == (None, None)
    assert second["precedente"] == f"http://testserver{ADDRESS}?region=53&page=1"
    assert asked(client, "?page=9")["precedente"] == f"http://testserver{ADDRESS}?page=2"


def test_another_language_has_its_sheets_and_labels(client, sheets):
    breton = sheets[2].copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True)
    breton.title, breton.slug = "Al letern", "al-letern"
    breton.save_revision().publish()
    index(breton)

    found = asked(client, "?langue=br")

    assert [hit["titre"] for hit in found["resultats"]] == ["Al letern"]
    assert found["langue"] == found["resultats"][0]["langue"] == "br"
    assert found["resultats"][0]["adresse"].startswith("http://testserver/br/")
    assert {facet["libelle"] for facet in found["facettes"]} > {"Tem"}


def test_a_sheet_is_given_as_in_the_dataset(client, commune, in_json):
    page = InitiativePageFactory(parent=commune, themes=[theme()], keywords=["bus"], difficulties="<p>Long</p>")

    (row,) = in_json("initiatives")
    assert json.loads(client.get(f"{ADDRESS}/{page.pk}").content) == row


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("?page=0", "page", "Au moins 1."),
        ("?page=51", "page", "Au plus 50."),
        ("?page=deux", "page", "Un nombre entier est attendu."),
        ("?tri=prix", "tri", "Une de ces valeurs est attendue : pertinence, date, nouveautes, nom."),
        ("?langue=de", "langue", "Une de ces valeurs est attendue : fr, en, br."),
        ("?exact=peut-etre", "exact", "« true » ou « false » est attendu."),
        (f"?q={'a' * 256}", "q", "Au plus 255 caractères."),
        (f"?theme=a&theme={'a' * 61}", "theme", "Au plus 60 caractères."),
        ("?" + "&".join(["region=53"] * 201), "region", "Au plus 200 valeurs."),
        ("?thme=acces-public", "thme", "Ce paramètre n’existe pas ici."),
        ("?nature=agenda", "nature", "Ce paramètre n’existe pas ici."),
        ("/0", "number", "Au moins 1."),
        ("/abc", "number", "Un nombre entier est attendu."),
    ],
)
def test_what_is_refused_is_named_and_explained(client, query, parameter, words):
    response = client.get(f"{ADDRESS}{query}")
    told = json.loads(response.content)

    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert told["errors"] == [{"parameter": parameter, "detail": words}]
    assert told["title"] == "Paramètre refusé"
    assert parameter in told["detail"]


def test_as_many_queries_for_many_hits_as_for_few(client, commune):
    def fill(count):
        image = CustomImageFactory()
        block = ("image", {"image": image, "alt_text": "Un bus", "caption": "", "credit": "", "decorative": False})
        body = [("paragraph", "<p>Une lanterne.</p>"), block]
        rich = {"themes": [theme()], "keywords": ["wifi"], "image": image, "body": body}
        pages = [InitiativePageFactory(parent=CollectivityPageFactory(), **rich) for _number in range(count)]
        index(*pages)
        return pages[0].pk

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as context:
            assert client.get(address).status_code == 200
        return len(context)

    def asked():
        return [queries(address) for address in (ADDRESS, f"{ADDRESS}?q=lanterne", f"{ADDRESS}/{key}")]

    key = fill(2)
    few = asked()
    fill(12)

    assert asked() == few
    assert max(few) <= 10
