"""The public pages of collectivités: registered or not, the lists; maps, redirects, and what machines read."""

import pytest
from django.core.cache import cache

from collectivities.enums import CollectivityKind
from collectivities.map import project, shapes
from collectivities.models import Collectivity
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory
from tests.pages import canonical, metas, structured_data, text_of

pytestmark = pytest.mark.django_db

LONGEST = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"


@pytest.fixture
def kreiz():
    return CollectivityFactory(intercommunal=True)


@pytest.fixture
def plouezec(kreiz):
    """A commune that is not registered."""
    return CollectivityFactory(
        code="22214", name="Plouézec", population=3147, postal_codes="22470", intercommunality=kreiz
    )


def overseas(code, name, region_code, departement_code, departement_name, **values):
    region = CollectivityFactory(is_region=True, code=region_code, name=departement_name)
    departement = CollectivityFactory(is_departement=True, code=departement_code, name=departement_name, region=region)
    return CollectivityFactory(code=code, name=name, departement=departement, region=region, **values)


class TestUnregisteredCommune:
    def test_it_shows_what_is_known_and_invites(self, client, plouezec):
        text = text_of(client.get("/communes/22214-plouezec/"))
        for words in ("Plouézec", "3 147 habitants", "22470", "INSEE 22214", "Bretagne", "Communauté de communes du"):
            assert words in text
        assert "Vous travaillez pour Plouézec ?" in text
        assert "Inscrire ma commune" in text
        assert 'aria-label="Carte : Plouézec, Côtes-d' in text

    def test_it_shows_the_initiatives_of_its_neighbours_the_nearest_first(self, client, plouezec, kreiz):
        far = CollectivityPageFactory(collectivity__code="22050", collectivity__name="Dinan")
        near = CollectivityPageFactory(
            collectivity=CollectivityFactory(code="22162", name="Paimpol", intercommunality=kreiz)
        )
        InitiativePageFactory(parent=far, title="Le fablab")
        InitiativePageFactory(parent=near, title="Le quai connecté")
        text = client.get(plouezec.get_absolute_url()).text
        assert "Ce que font ses voisines" in text
        assert text.index("Le quai connecté") < text.index("Le fablab")
        assert 'class="chip" href="/communes/22162-paimpol/"' in text

    def test_without_neighbours_who_published_it_leads_elsewhere(self, client, plouezec):
        text = client.get(plouezec.get_absolute_url()).text
        assert "Ce que font ses voisines" not in text
        assert "Rien encore dans les environs" in text

    def test_an_intercommunalite_is_not_called_a_commune(self, client, kreiz):
        assert "Vous travaillez pour cette intercommunalité" in client.get(kreiz.get_absolute_url()).text
        page = CollectivityPageFactory(collectivity=kreiz, website="https://www.example.org/", summary="")
        text = client.get(page.url).text
        assert "La collectivité est inscrite et n’a pas encore publié d’initiative." in text
        assert "Site de la collectivité" in text

    @pytest.mark.parametrize("address", ["/communes/22214/", "/communes/22214-paimpol/", "/communes/22214-PLOUEZEC/"])
    def test_a_wrong_name_leads_to_the_right_one(self, client, plouezec, address):
        response = client.get(address)
        assert response.status_code == 301
        assert response["Location"] == "/communes/22214-plouezec/"

    def test_the_code_of_a_commune_that_merged_leads_to_the_new_one(self, client):
        CollectivityFactory(code="22046", name="Le Mené", former_codes="22034 22102")
        assert client.get("/communes/22102-langourla/")["Location"] == "/communes/22046-le-mene/"
        assert client.get("/communes/2210-x/").status_code == 404

    @pytest.mark.parametrize(
        ("district", "code", "name"),
        [("75111", "75056", "Paris"), ("69389", "69123", "Lyon"), ("13216", "13055", "Marseille")],
    )
    def test_a_district_leads_to_its_commune(self, client, district, code, name):
        CollectivityFactory(code=code, name=name)
        response = client.get(f"/communes/{district}/")
        assert response["Location"] == f"/communes/{code}-{name.lower()}/"

    @pytest.mark.parametrize("address", ["/communes/99999-nulle-part/", "/communes/abc/", "/regions/22214-plouezec/"])
    def test_an_unknown_code_is_not_found_in_the_portals_look(self, client, plouezec, address):
        response = client.get(address)
        assert response.status_code == 404
        assert "Cette rue n’est pas sur le plan." in response.text

    def test_in_corsica_the_letter_of_the_code_is_small_in_the_address(self, client):
        ajaccio = CollectivityFactory(code="2A004", name="Ajaccio")
        assert ajaccio.get_absolute_url() == "/communes/2a004-ajaccio/"
        assert client.get("/communes/2A004-ajaccio/")["Location"] == "/communes/2a004-ajaccio/"
        assert client.get("/communes/2a004-ajaccio/").status_code == 200

    def test_a_long_name_is_written_smaller(self, client):
        commune = CollectivityFactory(code="51513", name=LONGEST)
        assert f'<h1 class="sign-name long">{LONGEST}</h1>' in client.get(commune.get_absolute_url()).text

    def test_without_a_position_it_has_no_point(self, client, plouezec):
        Collectivity.objects.filter(pk=plouezec.pk).update(latitude=None, longitude=None)
        text = client.get(plouezec.get_absolute_url()).text
        assert 'class="map"' in text
        assert 'class="pt"' not in text

    def test_machines_read_a_city_and_where_it_is(self, client, plouezec):
        response = client.get(plouezec.get_absolute_url())
        data = structured_data(response)
        assert data["City"]["identifier"] == {"@type": "PropertyValue", "propertyID": "INSEE", "value": "22214"}
        assert data["City"]["containedInPlace"] == {"@type": "AdministrativeArea", "name": "Côtes-d'Armor"}
        names = [step["name"] for step in data["BreadcrumbList"]["itemListElement"]]
        assert names == ["Accueil", "Bretagne", "Côtes-d'Armor", "Plouézec"]
        assert canonical(response) == "http://testserver/communes/22214-plouezec/"
        assert metas(response)["og:title"] == "Plouézec (Côtes-d&#x27;Armor)"


class TestRegisteredCommune:
    def test_its_point_is_an_arobase(self, client):
        page = CollectivityPageFactory()
        assert '<g class="linked">' in client.get(page.url).text

    def test_one_initiative_is_shown_large_several_as_cards(self, client):
        page = CollectivityPageFactory()
        InitiativePageFactory(parent=page)
        assert 'class="card lead-card"' in client.get(page.url).text
        InitiativePageFactory(parent=page)
        cache.clear()
        text = client.get(page.url).text
        assert 'class="card lead-card"' not in text
        assert text.count('<article class="card">') == 2
        assert "Confirmée en septembre 2026" in text_of(client.get(page.url))

    def test_without_initiatives_it_says_so_and_shows_its_neighbours(self, client, kreiz):
        page = CollectivityPageFactory(collectivity=CollectivityFactory(intercommunality=kreiz), summary="")
        neighbour = CollectivityPageFactory(collectivity=CollectivityFactory(intercommunality=kreiz))
        InitiativePageFactory(parent=neighbour, title="Le quai connecté")
        text = text_of(client.get(page.url))
        assert "La commune est inscrite et n’a pas encore publié d’initiative." in text
        assert "Le quai connecté" in text

    def test_it_costs_the_same_with_few_initiatives_and_with_many(self, client, django_assert_max_num_queries):
        page = CollectivityPageFactory()

        def served(size):
            while page.get_children().count() < size:
                InitiativePageFactory(parent=page)
            cache.clear()
            client.get("/contact/")
            with django_assert_max_num_queries(100) as context:
                client.get(page.url)
            return len(context)

        assert served(2) == served(10)


class TestTerritories:
    def test_an_intercommunality_lists_its_communes_and_marks_the_registered_ones(self, client, kreiz, plouezec):
        CollectivityPageFactory(collectivity=CollectivityFactory(code="22162", name="Paimpol", intercommunality=kreiz))
        text = text_of(client.get(kreiz.get_absolute_url()))
        assert "Ses communes" in text
        assert '<li class="linked"><a href="/communes/22162-paimpol/">Paimpol</a>' in text
        assert '<li><a href="/communes/22214-plouezec/">Plouézec</a>' in text
        assert "1 collectivité" in text

    def test_a_departement_leads_to_the_list_of_its_communes(self, client):
        page = CollectivityPageFactory()
        text = client.get(page.collectivity.departement.get_absolute_url()).text
        assert 'href="/communes/?departement=22"' in text

    def test_a_region_shows_its_departements_and_what_is_registered(self, client):
        page = CollectivityPageFactory(collectivity__name="Plouézec")
        region = page.collectivity.region
        CollectivityFactory(is_departement=True, region=region)
        text = client.get(region.get_absolute_url()).text
        assert 'href="/departements/22-cotes-d-armor/"' in text
        assert 'class="chip" href="/communes/' in text
        assert '<path class="dot" d="M' in text

    def test_a_territory_costs_the_same_with_few_members_and_with_many(self, client, django_assert_max_num_queries):
        page = CollectivityPageFactory()
        address = page.collectivity.region.get_absolute_url()

        def served(size):
            while Collectivity.objects.registered().count() < size:
                InitiativePageFactory(parent=CollectivityPageFactory())
            cache.clear()
            # What is read once per change of the portal is so by now: chrome, palmarès, labels.
            client.get("/communes/")
            with django_assert_max_num_queries(100) as context:
                client.get(address)
            return len(context)

        assert served(3) == served(9) <= 12


class TestList:
    @pytest.fixture
    def communes(self):
        CollectivityFactory(code="94038", name="L'Haÿ-les-Roses", postal_codes="94240")
        CollectivityPageFactory(collectivity__code="56083", collectivity__name="Hennebont")

    @pytest.mark.parametrize("query", ["hay les", "94240", "94038", "roses"])
    def test_a_commune_is_found_by_name_or_code(self, client, communes, query):
        text = client.get("/communes/", {"q": query}).text
        assert "L&#x27;Haÿ-les-Roses" in text or "L’Haÿ-les-Roses" in text
        assert "Hennebont" not in text

    def test_registered_ones_come_first_and_carry_an_arobase(self, client, communes):
        text = client.get("/communes/").text
        assert '<li class="linked"><a href="/communes/56083-hennebont/">Hennebont</a>' in text
        assert text.index("Hennebont") < text.index("les-Roses")

    def test_a_region_is_a_filter_that_can_be_taken_off(self, client, communes):
        text = client.get("/communes/?region=53&q=henne").text
        assert "Hennebont" in text
        assert 'class="chip" href="?q=henne"' in text
        assert "Hennebont" not in client.get("/communes/?region=84").text

    @pytest.mark.parametrize("query", ["xylophone", "%", "\x00", "a" * 5000])
    def test_nothing_found_helps(self, client, communes, query):
        response = client.get("/communes/", {"q": query, "departement": "<b>", "page": "-4"})
        assert response.status_code == 200


class TestMap:
    def test_the_overseas_departements_are_on_it(self):
        saint_denis = project(-20.8823, 55.4504, "974")
        left, top, right, bottom = shapes()["974"].box
        assert saint_denis
        assert left < saint_denis[0] < right
        assert top <= saint_denis[1] < top + (bottom - top) / 6

    def test_what_is_off_the_map_has_no_point(self):
        assert project(-17.5, -149.6) is None
        assert project(48.8, 2.3, "974") is None
        assert project(None, None, "22") is None

    def test_a_commune_off_the_outline_has_a_page_without_a_map(self, client):
        papeete = overseas("98735", "Papeete", "987", "987", "Polynésie française", latitude=-17.5, longitude=-149.6)
        response = client.get(papeete.get_absolute_url())
        assert response.status_code == 200
        assert 'class="map"' not in response.text

    def test_a_region_that_is_one_departement_stands_once_above_its_communes(self, client):
        commune = overseas("97411", "Saint-Denis", "04", "974", "La Réunion", latitude=-20.88, longitude=55.45)
        steps = structured_data(client.get(commune.get_absolute_url()))["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in steps] == ["Accueil", "La Réunion", "Saint-Denis"]

    def test_a_region_is_not_taken_for_the_departement_of_the_same_code(self, client):
        brittany = CollectivityFactory(is_region=True)
        assert brittany.kind == CollectivityKind.REGION
        text = client.get(brittany.get_absolute_url()).text
        assert text.count('<path class="on"') == 4


def test_a_commune_leads_to_what_those_of_its_size_do(client) -> None:
    commune = CollectivityFactory(code="22214", name="Plouézec", population=3_200)

    content = client.get(commune.get_absolute_url()).content.decode()

    assert 'href="/recherche/?taille=2-bourg">Ce que font les communes de sa taille' in content
    assert client.get("/recherche/", {"taille": "2-bourg"}).status_code == 200
    assert "communes de sa taille" not in client.get(commune.departement.get_absolute_url()).content.decode()
