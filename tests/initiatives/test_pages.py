"""The public pages of initiatives and themes: what each type shows, when fields are empty, and what machines read."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from initiatives import views
from initiatives.models import (
    Establishment,
    InitiativeDocument,
    InitiativePage,
    OnlineProcedure,
    OpeningPeriod,
    PlaceEquipment,
)
from initiatives.opening import OpeningHours, Period, state_in_words
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    CustomDocumentFactory,
    EAdministrationPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    theme,
)
from tests.pages import alternates, canonical, metas, structured_data, text_of

pytestmark = pytest.mark.django_db

TUESDAY = datetime.datetime(2027, 3, 2, 10, 0, tzinfo=datetime.UTC)
"""11 h in Paris."""
MOST_QUERIES = 12


@pytest.fixture
def commune():
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def at(monkeypatch):
    """The clock stands where a test puts it."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


def place(commune, *spans, **values):
    page = PublicAccessPageFactory(parent=commune, **values)
    page.opening_periods = [
        OpeningPeriod(weekday=day, opens=datetime.time(opens), closes=datetime.time(closes))
        for day, opens, closes in spans
    ]
    page.save()
    return page


class TestEverySheet:
    def test_what_was_hard_and_what_it_takes_are_both_there_even_when_empty(self, client, commune):
        page = InitiativePageFactory(parent=commune, cost_yearly=0, difficulties="<ul><li>La belote</li></ul>")
        text = text_of(client.get(page.url))
        assert "Ce qui a été difficile" in text
        assert "La belote" in text
        assert "Les conditions de la réussite" in text
        assert text.count("La commune ne l’a pas encore écrit.") == 1

    def test_a_sheet_of_the_required_fields_alone_is_whole(self, client, commune):
        page = InitiativePageFactory(parent=commune, summary="", confirmed_on=None)
        response = client.get(page.url)
        assert response.status_code == 200
        assert 'href="/static/portal/icons.svg#m-neutre"' in response.text
        assert "La commune n’a pas encore confirmé cette fiche." in response.text
        assert " Coût</dt>" in response.text
        assert response.text.count("La commune ne l’a pas encore écrit.") == 3

    def test_the_tiles_of_its_theme_stand_in_for_a_photograph(self, client, commune):
        page = InitiativePageFactory(parent=commune, themes=[theme("expression-citoyenne")])
        assert 'href="/static/portal/icons.svg#m-voix"' in client.get(page.url).text

    @pytest.mark.parametrize(
        ("days", "words"),
        [(10, "<strong>À jour.</strong> Confirmée"), (800, "<strong>À confirmer.</strong> Dernières")],
    )
    def test_it_says_how_fresh_it_is(self, client, commune, days, words):
        confirmed = timezone.localdate() - datetime.timedelta(days=days)
        assert words in client.get(InitiativePageFactory(parent=commune, confirmed_on=confirmed).url).text

    def test_its_files_say_their_kind_and_size_in_the_order_of_the_commune(
        self, client, commune, django_capture_on_commit_callbacks
    ):
        page = InitiativePageFactory(parent=commune)
        plan = CustomDocumentFactory(title="Plan", collectivity=commune.collectivity)
        charter = CustomDocumentFactory(title="Charte")
        page.documents = [
            InitiativeDocument(sort_order=0, document=charter),
            InitiativeDocument(sort_order=1, document=plan, title="Le plan du bus"),
        ]
        assert client.get(plan.url).status_code == 404
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        text = text_of(client.get(page.url))
        assert text.index('Charte</a> <span class="muted">(TXT, 6 octets)') < text.index("Le plan du bus</a>")
        response = client.get(plan.url)
        assert response.getvalue() == b"Charte"

    def test_the_family_is_shown_from_its_origin(self, client, commune):
        origin = InitiativePageFactory(parent=commune, title="Le camion", started_on=datetime.date(2003, 9, 1))
        copy = InitiativePageFactory(parent=commune, title="Le bus", inspired_by=origin)
        text = client.get(copy.url).text
        assert "D’où vient l’idée, où elle va" in text
        assert f'<a href="{origin.url}">Le camion</a>' in text
        assert '<strong aria-current="page">Le bus</strong>' in text

    @pytest.mark.parametrize("relation", ["family", "documents", "themes"])
    def test_it_costs_the_same_however_much_hangs_on_it(self, client, commune, relation, django_assert_max_num_queries):
        def served(size):
            cache.clear()
            page = InitiativePageFactory(parent=commune, themes=[theme()])
            if relation == "family":
                for _number in range(size):
                    InitiativePageFactory(parent=commune, inspired_by=page)
            elif relation == "documents":
                page.documents = [
                    InitiativeDocument(document=CustomDocumentFactory(file_size=6)) for _number in range(size)
                ]
                page.save()
            else:
                slugs = ["acces-public", "e-administration", "expression-citoyenne"][:size]
                page.themes = [theme(slug) for slug in slugs]
                page.save()
            client.get("/contact/")
            with django_assert_max_num_queries(100) as context:
                assert client.get(page.url).status_code == 200
            return len(context)

        assert served(1) == served(3) <= MOST_QUERIES


class TestPlace:
    def test_it_says_where_when_and_with_what(self, client, commune, at):
        at(TUESDAY)
        page = place(commune, (2, 9, 12), (2, 14, 18), workstations=6, support="Une animatrice")
        page.equipment.add(PlaceEquipment.objects.get(code="printer"))
        page.save()
        text = text_of(client.get(page.url))
        for words in ("3, place des Halles, </span>", "Ouvert maintenant, ferme à 12 h", "9 h – 12 h, 14 h – 18 h"):
            assert words.replace(", </span>", "") in text
        for words in ("6 postes", "Accès gratuit", "Une animatrice", "Imprimante", "Carte : Le Mené"):
            assert words in text

    def test_without_hours_position_or_address_it_says_nothing_of_them(self, client, commune):
        commune.collectivity.latitude = commune.collectivity.longitude = None
        commune.collectivity.save()
        text = client.get(place(commune, address="").url).text
        assert "Ouvert maintenant" not in text
        assert "Fermé" not in text
        assert 'class="map"' not in text

    @pytest.mark.parametrize(
        ("now", "words"),
        [
            ("2027-03-02T08:00", "Fermé, ouvre à 9 h"),
            ("2027-03-02T11:00", "Ouvert maintenant, ferme à 12 h"),
            ("2027-03-01T12:00", "Fermé, ouvre demain à 9 h"),
            ("2027-03-04T12:00", "Fermé, ouvre mardi à 9 h"),
            ("2027-03-02T13:00", "Fermé, ouvre mardi 9 mars à 9 h"),
        ],
    )
    def test_the_state_is_said_as_a_neighbour_would(self, now, words):
        hours = OpeningHours((Period(2, datetime.time(9), datetime.time(12)),))
        moment = datetime.datetime.fromisoformat(now).replace(tzinfo=hours.time_zone)
        said = state_in_words(hours.state(moment), moment.date())
        assert said.replace("\u00a0", " ") == words

    @pytest.mark.parametrize(
        ("now", "until"),
        [
            ("2027-03-02T08:00", "2027-03-02T09:00"),
            ("2027-03-02T09:00", "2027-03-02T12:00"),
            ("2027-03-02T12:00", "2027-03-03T00:00"),
            ("2027-03-03T10:00", "2027-03-04T00:00"),
        ],
    )
    def test_what_is_said_is_true_until_the_next_change_or_midnight(self, now, until):
        hours = OpeningHours((Period(2, datetime.time(9), datetime.time(12)),))
        moment, end = (datetime.datetime.fromisoformat(day).replace(tzinfo=hours.time_zone) for day in (now, until))
        assert hours.true_until(moment) == end

    def test_the_cache_forgets_the_page_when_the_place_closes(self, client, commune, at, settings):
        settings.PORTAL_PAGE_CACHE_SECONDS = 600
        page = place(commune, (2, 9, 12))
        noon = TUESDAY.replace(hour=11)
        at(noon - datetime.timedelta(seconds=30))
        response = client.get(page.url)
        assert response.wsgi_request.page_cache_until == noon
        assert "Ouvert maintenant" in response.text

    def test_a_public_holiday_is_named(self, client, commune, at):
        at(datetime.datetime(2027, 5, 1, 9, tzinfo=datetime.UTC))
        assert "Aujourd’hui, jour férié : Fête du Travail" in text_of(client.get(place(commune, (6, 9, 12)).url))

    def test_a_place_with_everything_costs_no_more(self, client, commune, django_assert_max_num_queries):
        origin = InitiativePageFactory(parent=commune, title="Le camion")
        page = place(commune, (2, 9, 12), themes=[theme()], keywords=["wifi"], inspired_by=origin)
        page.equipment.add(PlaceEquipment.objects.get(code="printer"))
        page.documents = [InitiativeDocument(document=CustomDocumentFactory(file_size=6))]
        page.save()
        cache.clear()
        client.get("/contact/")
        with django_assert_max_num_queries(MOST_QUERIES):
            assert "Le camion" in client.get(page.url).text

    def test_machines_read_a_place(self, client, commune):
        page = place(commune, (2, 9, 12), latitude=48.3, longitude=-2.6)
        about = structured_data(client.get(page.url))["Article"]["about"]
        assert about["@type"] == "CivicStructure"
        assert about["address"] == {
            "@type": "PostalAddress",
            "streetAddress": "3, place des Halles",
            "postalCode": "22470",
            "addressLocality": "Le Mené",
            "addressCountry": "FR",
        }
        assert about["geo"] == {"@type": "GeoCoordinates", "latitude": 48.3, "longitude": -2.6}
        (hours,) = about["openingHoursSpecification"]
        assert hours == {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Tuesday",
            "opens": "09:00",
            "closes": "12:00",
        }


class TestService:
    @pytest.fixture
    def service(self, commune):
        page = EAdministrationPageFactory(parent=commune)
        page.procedures = [
            OnlineProcedure(name="Acte de naissance", share_online=46, yearly_volume=1300),
            OnlineProcedure(name="Permis de construire"),
        ]
        page.save()
        return page

    def test_shares_are_bars_and_a_table(self, client, service):
        text = text_of(client.get(service.url))
        assert '<rect width="46" height="4"/>' in text
        assert '<td class="n">1 300</td><td class="n">46&nbsp;%</td>' in text
        assert '<td class="n">–</td><td class="n">–</td>' in text

    def test_machines_read_a_service(self, client, service):
        about = structured_data(client.get(service.url))["Article"]["about"]
        assert about["@type"] == "GovernmentService"
        assert about["availableChannel"]["serviceUrl"] == "https://www.example.org/demarches"
        names = [offer["itemOffered"]["name"] for offer in about["hasOfferCatalog"]["itemListElement"]]
        assert names == ["Acte de naissance", "Permis de construire"]


class TestSchool:
    @pytest.fixture
    def school(self, commune):
        page = EducationPageFactory(parent=commune)
        page.establishments = [
            Establishment(name="Collège Per-Jakez", level="middle"),
            Establishment(name="École du Bourg", level="elementary"),
            Establishment(name="École Diwan", level="elementary"),
        ]
        page.save()
        return page

    def test_establishments_are_grouped_by_level_the_youngest_first(self, client, school):
        text = client.get(school.url).text
        assert text.count("<dt>Élémentaire</dt>") == 1
        assert text.index("École Diwan") < text.index("<dt>Collège</dt>")

    def test_machines_read_a_learning_resource(self, client, school):
        about = structured_data(client.get(school.url))["Article"]["about"]
        assert about["educationalLevel"] == ["Collège", "Élémentaire"]
        assert about["contributor"][0] == {"@type": "EducationalOrganization", "name": "Collège Per-Jakez"}


class TestHead:
    def test_a_sheet_is_an_article_of_its_commune_at_its_place_in_the_site(self, client, commune):
        page = InitiativePageFactory(parent=commune, title="Le bus", slug="bus", themes=[theme()])
        data = structured_data(client.get(page.url))
        assert data["Article"]["author"] == {
            "@type": "GovernmentOrganization",
            "name": "Le Mené",
            "identifier": "22046",
        }
        assert data["Article"]["articleSection"] == ["Accès public"]
        steps = data["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in steps] == ["Accueil", "Communes", "Le Mené", "Le bus"]
        assert steps[2]["item"] == "http://testserver/communes/22046-le-mene/"
        assert "item" not in steps[3]

    def test_a_page_says_its_one_address_and_its_languages(self, client, commune):
        page = InitiativePageFactory(parent=commune, slug="bus")
        address = "http://testserver/communes/22046-le-mene/bus/"
        response = client.get(f"{page.url}?utm=x")
        assert canonical(response) == address
        assert alternates(response) == {"fr": address, "x-default": address}

    def test_a_theme_is_in_three_languages_and_french_is_the_default(self, client):
        response = client.get("/en/themes/acces-public/?tri=nom")
        assert canonical(response) == "http://testserver/en/themes/acces-public/"
        assert alternates(response) == {
            "fr": "http://testserver/themes/acces-public/",
            "en": "http://testserver/en/themes/acces-public/",
            "br": "http://testserver/br/themes/acces-public/",
            "x-default": "http://testserver/themes/acces-public/",
        }

    def test_the_second_page_of_a_listing_is_a_page_of_its_own(self, client, commune):
        for _number in range(views.PER_PAGE + 1):
            InitiativePageFactory(parent=commune, themes=[theme()])
        assert canonical(client.get("/themes/acces-public/?page=2")).endswith("/themes/acces-public/?page=2")

    def test_it_is_shared_with_its_title_and_an_image_drawn_for_it(self, client, commune):
        page = InitiativePageFactory(parent=commune, title="Le bus", themes=[theme()])
        shared = metas(client.get(page.url))
        assert shared["og:title"] == "Le bus"
        assert shared["og:type"] == "article"
        assert shared["og:locale"] == "fr_FR"
        assert shared["og:image"] == f"http://testserver{page.social_card().url}"
        assert shared["og:image:width"] == "1200"


class TestTheme:
    def test_a_theme_without_sheets_invites_to_be_the_first(self, client):
        text = text_of(client.get("/themes/education-et-formation/"))
        assert "Aucune fiche pour le moment. La vôtre sera la première." in text
        assert "Inscrire ma commune" in text
        assert "Trier par" not in text

    def test_its_figures_are_counted(self, client, commune):
        other = CollectivityPageFactory(collectivity=CollectivityFactory(code="56083", name="Hennebont"))
        for parent in (commune, commune, other):
            InitiativePageFactory(parent=parent, themes=[theme()])
        text = client.get("/themes/acces-public/").text
        assert "<dt>Initiatives publiées</dt><dd>3</dd>" in text
        assert "<dt>Collectivités qui en présentent</dt><dd>2</dd>" in text

    def test_where_not_all_its_communes_are_named_how_many_are_is_said(self, client, commune, monkeypatch):
        other = CollectivityPageFactory(collectivity=CollectivityFactory(code="56083", name="Hennebont"))
        for parent in (commune, commune, other):
            InitiativePageFactory(parent=parent, themes=[theme()])
        assert " sur 2, " not in client.get("/themes/acces-public/").text

        monkeypatch.setattr(views, "COMMUNES", 1)
        cache.clear()

        text = client.get("/themes/acces-public/").text
        assert "1 sur 2, celles qui présentent le plus de fiches d’abord." in text
        assert 'href="/recherche/?theme=acces-public">Toutes les fiches, par territoire' in text

    def test_tiles_of_neighbours_differ(self, client, commune):
        for _number in range(3):
            InitiativePageFactory(parent=commune, themes=[theme()])
        text = client.get("/themes/acces-public/").text
        crops = [f'viewBox="{crop}"' for crop in ("0 0 400 250", "200 100 400 250", "100 50 320 200")]
        assert all(text.count(crop) == 1 for crop in crops)

    def test_a_draft_or_private_sheet_is_not_listed(self, client, commune):
        InitiativePageFactory(parent=commune, themes=[theme()], title="Un brouillon", live=False)
        assert InitiativePage.objects.filter(title="Un brouillon").exists()
        assert "Un brouillon" not in client.get("/themes/acces-public/").text
